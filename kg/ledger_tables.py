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

STEPS = (_JUDGEMENTS, _TIME_WORDS, _GROWTH, _AUTHORS)
"""Step n makes version n + 1 of version n."""
VERSION = len(STEPS) + 1
"""Of the tables, in the header of the file (https://www.sqlite.org/pragma.html#pragma_user_version)."""


def tables(version: int = VERSION) -> str:
    """SQL that makes the tables of a version in an empty database."""
    return _FIRST + "".join(STEPS[: version - 1])


def migration(version: int) -> str:
    """SQL that makes the present tables of those of an older version, all of it or nothing; content stays."""
    return f"BEGIN IMMEDIATE; {''.join(STEPS[version - 1 :])} PRAGMA user_version = {VERSION}; COMMIT;"
