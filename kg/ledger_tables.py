"""The tables of a ledger: those of version 1, and the steps by which newer versions of this program changed them.

In: nothing. Out: SQL. A new ledger goes through the same steps as an old one, so that both have the same tables; a step that was
released is never changed.

>>> VERSION == len(STEPS) + 1
True
"""

from __future__ import annotations

# What one document gave hangs on its row and goes with it. Entities are kept as each document has them and merged when they are read.
_FIRST = """
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL,
  title TEXT, published TEXT, language TEXT, url TEXT, outlet TEXT, encoding TEXT NOT NULL,
  key TEXT NOT NULL, place TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX documents_state ON documents (id, key, place, digest);
CREATE TABLE blocks (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL, kept INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (document, position)) WITHOUT ROWID;
CREATE TABLE entities (
  id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
  type TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, country TEXT, sector TEXT, links TEXT NOT NULL,
  gazetteer TEXT, reason TEXT NOT NULL, PRIMARY KEY (id, document)) WITHOUT ROWID;
CREATE INDEX entities_document ON entities (document);
CREATE TABLE mentions (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL, origin TEXT NOT NULL, entity TEXT NOT NULL,
  sector TEXT, score REAL NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (document, position)) WITHOUT ROWID;
CREATE TABLE claims (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
  subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, polarity TEXT NOT NULL, modality TEXT NOT NULL,
  attributed_to TEXT, time TEXT, about TEXT, confidence REAL NOT NULL, subject_sector TEXT, object_sector TEXT) WITHOUT ROWID;
CREATE INDEX claims_document ON claims (document);
CREATE TABLE evidence (
  claim TEXT NOT NULL REFERENCES claims ON DELETE CASCADE, position INTEGER NOT NULL,
  document TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, rule TEXT NOT NULL,
  trigger_start INTEGER, trigger_end INTEGER, subject_start INTEGER, subject_end INTEGER, object_start INTEGER, object_end INTEGER,
  inferred TEXT, PRIMARY KEY (claim, position)) WITHOUT ROWID;
CREATE TABLE reasons (
  claim TEXT NOT NULL, evidence INTEGER NOT NULL, position INTEGER NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (claim, evidence, position),
  FOREIGN KEY (claim, evidence) REFERENCES evidence ON DELETE CASCADE) WITHOUT ROWID;
"""

# What people decided: a history, which hangs on no other table (a document that is read again keeps it) and which nobody may rewrite.
_JUDGEMENTS = """
CREATE TABLE judgements (
  number INTEGER PRIMARY KEY, document TEXT NOT NULL, verdict TEXT NOT NULL, "by" TEXT NOT NULL, "at" TEXT, note TEXT,
  claim TEXT NOT NULL, correction TEXT);
CREATE INDEX judgements_document ON judgements (document, number);
CREATE TRIGGER judgements_are_not_changed BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
CREATE TRIGGER judgements_are_not_removed BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
"""

_TIME_WORDS = """
ALTER TABLE claims ADD COLUMN time_words TEXT;
"""

# appearances: every place that a text came from; the row of the document bears the metadata of the first of them.
# copies and copy_keys: near-duplicates, kept beside the document so that reading it again by newer rules does not touch them.
# readings: by what documents were read (the first 16 digits of documents.key), part by part, to say what has changed since.
# retractions: what is not to be read again; a history like that of judgements.
# sizes, dropped and tallies: what reports count, so that a report need not read every text and every claim.
# checked and violations: which documents were held against the shapes, by which shapes, and what was wrong with what.
_GROWTH = """
CREATE TABLE appearances (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, place TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL,
  title TEXT, published TEXT, language TEXT, url TEXT, outlet TEXT, encoding TEXT NOT NULL);
CREATE INDEX appearances_document ON appearances (document, place, source);
INSERT INTO appearances SELECT id, place, source, name, title, published, language, url, outlet, encoding FROM documents;
CREATE TABLE copies (document TEXT PRIMARY KEY, cluster TEXT NOT NULL, text TEXT NOT NULL, scheme TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX copies_cluster ON copies (cluster, document);
CREATE TABLE copy_keys (key INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (key, document)) WITHOUT ROWID;
CREATE INDEX copy_keys_document ON copy_keys (document);
CREATE TABLE readings (mark TEXT PRIMARY KEY, parts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE retractions (number INTEGER PRIMARY KEY, document TEXT NOT NULL, verb TEXT NOT NULL, source TEXT NOT NULL, reason TEXT);
CREATE TRIGGER retractions_are_not_changed BEFORE UPDATE ON retractions BEGIN SELECT RAISE(ABORT, 'retractions are only added'); END;
CREATE TRIGGER retractions_are_not_removed BEFORE DELETE ON retractions BEGIN SELECT RAISE(ABORT, 'retractions are only added'); END;
CREATE TABLE sizes (
  document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  characters INTEGER NOT NULL, blocks INTEGER NOT NULL, mentions INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO sizes SELECT id, length(text), (SELECT count(*) FROM blocks WHERE document = id),
  (SELECT count(*) FROM mentions WHERE document = id) FROM documents;
CREATE TABLE dropped (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, reason TEXT NOT NULL, blocks INTEGER NOT NULL,
  PRIMARY KEY (document, reason)) WITHOUT ROWID;
INSERT INTO dropped SELECT document, iif(reason = '', kind, reason), count(*) FROM blocks WHERE NOT kept GROUP BY 1, 2;
CREATE TABLE checked (document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE violations (owner TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (owner, line)) WITHOUT ROWID;
CREATE INDEX claims_edge ON claims (predicate, subject, object, polarity, modality, confidence);
CREATE TABLE tallies (
  predicate TEXT NOT NULL, polarity TEXT NOT NULL, modality TEXT NOT NULL, claims INTEGER NOT NULL,
  PRIMARY KEY (predicate, polarity, modality)) WITHOUT ROWID;
INSERT INTO tallies SELECT predicate, polarity, modality, count(*) FROM claims GROUP BY 1, 2, 3;
CREATE TRIGGER claims_are_counted AFTER INSERT ON claims BEGIN
  INSERT INTO tallies VALUES (new.predicate, new.polarity, new.modality, 1) ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
CREATE TRIGGER claims_are_discounted AFTER DELETE ON claims BEGIN
  UPDATE tallies SET claims = claims - 1 WHERE (predicate, polarity, modality) = (old.predicate, old.polarity, old.modality);
END;
"""

_AUTHORS = """
ALTER TABLE documents ADD COLUMN author TEXT;
ALTER TABLE documents ADD COLUMN language_from TEXT;
ALTER TABLE appearances ADD COLUMN author TEXT;
ALTER TABLE appearances ADD COLUMN language_from TEXT;
"""

# What a build asks of all documents is answered by key, so that a hundred more cost the same in a large ledger as in a small one.
# documents_mark: which documents were read by what; appearances_file and appearances_input: which stand in a file, or below an input.
# totals and left_out: the sums of sizes (one row) and of dropped; edges are claims of one subject, predicate, object and status.
# copies: only documents that are with others are in its index; `keys` are those of copy_keys, `shingles` how many the text has.
# unlinked: documents whose near-duplicates are still to be found.
_BY_KEY = """
CREATE INDEX documents_mark ON documents (substr(key, 1, 16));
CREATE INDEX appearances_file ON appearances (substr(place, 17));
CREATE INDEX appearances_input ON appearances (substr(place, 1, 16));
ALTER TABLE sizes ADD COLUMN appearances INTEGER NOT NULL DEFAULT 1;
UPDATE sizes SET appearances = (SELECT count(*) FROM appearances WHERE appearances.document = sizes.document);
CREATE INDEX sizes_several ON sizes (document) WHERE appearances > 1;
CREATE TABLE totals (
  documents INTEGER NOT NULL, appearances INTEGER NOT NULL, characters INTEGER NOT NULL, blocks INTEGER NOT NULL,
  mentions INTEGER NOT NULL, edges INTEGER NOT NULL);
INSERT INTO totals SELECT count(*), ifnull(sum(appearances), 0), ifnull(sum(characters), 0), ifnull(sum(blocks), 0),
  ifnull(sum(mentions), 0), (SELECT count(*) FROM (
    SELECT DISTINCT predicate, subject, object, polarity = 'negated', iif(polarity = 'negated', '', modality) FROM claims)) FROM sizes;
CREATE TRIGGER sizes_are_counted AFTER INSERT ON sizes BEGIN
  UPDATE totals SET documents = documents + 1, appearances = appearances + new.appearances, characters = characters + new.characters,
    blocks = blocks + new.blocks, mentions = mentions + new.mentions;
END;
CREATE TRIGGER sizes_are_discounted AFTER DELETE ON sizes BEGIN
  UPDATE totals SET documents = documents - 1, appearances = appearances - old.appearances, characters = characters - old.characters,
    blocks = blocks - old.blocks, mentions = mentions - old.mentions;
END;
CREATE TABLE left_out (reason TEXT PRIMARY KEY, blocks INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO left_out SELECT reason, sum(blocks) FROM dropped GROUP BY reason;
CREATE TRIGGER dropped_are_counted AFTER INSERT ON dropped BEGIN
  INSERT INTO left_out VALUES (new.reason, new.blocks) ON CONFLICT DO UPDATE SET blocks = blocks + new.blocks;
END;
CREATE TRIGGER dropped_are_discounted AFTER DELETE ON dropped BEGIN
  UPDATE left_out SET blocks = blocks - old.blocks WHERE reason = old.reason;
END;
CREATE TRIGGER edges_are_counted AFTER INSERT ON claims WHEN NOT EXISTS (
  SELECT 1 FROM claims WHERE predicate = new.predicate AND subject = new.subject AND object = new.object AND id != new.id
    AND (polarity = 'negated') = (new.polarity = 'negated') AND (polarity = 'negated' OR modality = new.modality))
BEGIN
  UPDATE totals SET edges = edges + 1;
END;
CREATE TRIGGER edges_are_discounted AFTER DELETE ON claims WHEN NOT EXISTS (
  SELECT 1 FROM claims WHERE predicate = old.predicate AND subject = old.subject AND object = old.object
    AND (polarity = 'negated') = (old.polarity = 'negated') AND (polarity = 'negated' OR modality = old.modality))
BEGIN
  UPDATE totals SET edges = edges - 1;
END;
ALTER TABLE copies RENAME TO earlier;
DROP INDEX copies_cluster;
CREATE TABLE copies (
  document TEXT PRIMARY KEY, cluster TEXT NOT NULL, text TEXT NOT NULL, shingles INTEGER NOT NULL, keys TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO copies SELECT document, cluster, text, 0,
  (SELECT json_group_array(key) FROM copy_keys WHERE copy_keys.document = earlier.document) FROM earlier;
DROP TABLE earlier;
DROP INDEX copy_keys_document;
CREATE INDEX copies_joined ON copies (cluster, document) WHERE cluster != document;
CREATE TABLE unlinked (document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE) WITHOUT ROWID;
"""

# What a document was called (a JSON list): its places go with it, and it is restored by the names by which it was retracted.
_CALLED = """
ALTER TABLE retractions ADD COLUMN names TEXT NOT NULL DEFAULT '[]';
"""

STEPS = (_JUDGEMENTS, _TIME_WORDS, _GROWTH, _AUTHORS, _BY_KEY, _CALLED)
"""Step n makes version n + 1 of version n."""
VERSION = len(STEPS) + 1
"""Of the tables, in the header of the file (https://www.sqlite.org/pragma.html#pragma_user_version)."""


def tables(version: int = VERSION) -> str:
    """SQL that makes the tables of a version in an empty database."""
    return _FIRST + "".join(STEPS[: version - 1])


def migration(version: int) -> str:
    """SQL that makes the present tables of those of an older version, all of it or nothing; content stays."""
    return f"BEGIN IMMEDIATE; {''.join(STEPS[version - 1 :])} PRAGMA user_version = {VERSION}; COMMIT;"
