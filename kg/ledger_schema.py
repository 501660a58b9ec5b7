"""The tables of a ledger, and how a file is opened as one.

In: the path of a ledger, or of a folder that `kg build` wrote. Out: a sqlite3 connection to a file that is a ledger of this version,
or a LedgerError that says what the file is instead.

>>> ledger_path(Path("graph.kg/ledger.sqlite")).name
'ledger.sqlite'
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from kg.errors import LedgerError, UsageError

NAME = "ledger.sqlite"
VERSION = 3
"""Of the tables: 1 had no judgements, 2 no words of time. An older ledger is read as it is; who writes brings it up to date."""
APPLICATION_ID = 0x41475248
"""'AGRH' in the header of the file: SQLite's place to say whose database it is (https://www.sqlite.org/pragma.html#pragma_application_id)."""

BUSY = 5.0
"""Seconds to wait for another process that holds the ledger."""

# What one document gave hangs on its row and goes with it. Entities are kept as each document has them and merged when they are read.
TABLES = """
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
JUDGEMENTS = """
CREATE TABLE judgements (
  number INTEGER PRIMARY KEY, document TEXT NOT NULL, verdict TEXT NOT NULL, "by" TEXT NOT NULL, "at" TEXT, note TEXT,
  claim TEXT NOT NULL, correction TEXT);
CREATE INDEX judgements_document ON judgements (document, number);
CREATE TRIGGER judgements_are_not_changed BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
CREATE TRIGGER judgements_are_not_removed BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
"""


TIME_WORDS = "ALTER TABLE claims ADD COLUMN time_words TEXT;"


def has_time_words(connection: sqlite3.Connection) -> bool:
    """Whether the claims of a ledger have the words that say when; those of version 2 have not."""
    return "time_words" in {str(row[1]) for row in connection.execute("PRAGMA table_info(claims)")}


def ledger_path(path: Path) -> Path:
    """The ledger of a folder that `kg build` wrote; a path that is no folder is the ledger itself."""
    return path / NAME if path.is_dir() else path


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, with one snapshot of the ledger until it is closed.

    Raises:
        UsageError: there is no such file.
        LedgerError: it is no ledger, is damaged, or was written by a newer version.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no ledger here; name the folder that `kg build INPUT... -o DIR` wrote")
    with guarded(path):
        connection = sqlite3.connect(_uri(path), uri=True, timeout=BUSY, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only = ON")
            _check(connection, path)
            connection.execute("BEGIN")
        except BaseException:
            connection.close()
            raise
    return connection


def connect_to_write(path: Path) -> sqlite3.Connection:
    """A connection for the one build that may write; the file and its tables are made where there are none or older ones."""
    with guarded(path):
        connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
        try:
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] or _header(connection) != (0, 0):
                _check(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if _header(connection) == (0, 0):
                _create(connection)
            elif (version := _header(connection)[1]) < VERSION:
                steps = (JUDGEMENTS if version < 2 else "") + ("" if has_time_words(connection) else TIME_WORDS)
                connection.executescript(f"BEGIN IMMEDIATE; PRAGMA user_version = {VERSION}; {steps} COMMIT;")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turns what SQLite says about a file into a LedgerError that names the file and what to do.

    An IntegrityError passes: it is about what is written, not about the file.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except UnicodeDecodeError as error:  # a name in the file's own tables is no text any more
        raise LedgerError(f"{path}: damaged: {error}; {REMEDY}") from error
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LedgerError(f"{path}: in use by another build; wait until it is done") from error
        raise LedgerError(f"{path}: cannot be used: {error}; {REMEDY}") from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise LedgerError(f"{path}: not a ledger; name the folder that `kg build INPUT... -o DIR` wrote") from error
        raise LedgerError(f"{path}: damaged: {error}; {REMEDY}") from error


REMEDY = "restore it from a copy, or build again into a new folder"


def damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's own check of the whole file finds wrong; empty where all is well. Reads every page."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    found += [f"table {row[0]} holds rows of {row[2]} that are gone" for row in connection.execute("PRAGMA foreign_key_check")]
    return [line for line in found if line != "ok"]


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"BEGIN; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; {TABLES}{JUDGEMENTS}{TIME_WORDS} COMMIT;",
    )


def _header(connection: sqlite3.Connection) -> tuple[int, int]:
    """(application id, schema version) of the file; (0, 0) for an empty one."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return application, version


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application, version = _header(connection)
    if application != APPLICATION_ID:
        raise LedgerError(f"{path}: not a ledger; name the folder that `kg build INPUT... -o DIR` wrote")
    if version > VERSION:
        raise LedgerError(f"{path}: written by a newer version of this program (schema {version}, this one knows {VERSION}); upgrade it")
    expected = _columns_of_schema(version)
    for table, columns in expected.items():
        found = {str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")}
        if not columns <= found:
            raise LedgerError(f"{path}: damaged: table {table} lacks {', '.join(sorted(columns - found))}; {REMEDY}")


def _columns_of_schema(version: int) -> dict[str, set[str]]:
    with sqlite3.connect(":memory:") as memory:
        memory.executescript(TABLES + (JUDGEMENTS if version > 1 else "") + (TIME_WORDS if version > 2 else ""))
        tables = [str(row[0]) for row in memory.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = {table: {str(row[1]) for row in memory.execute(f"PRAGMA table_info({table})")} for table in tables}
    memory.close()
    return columns


def _uri(path: Path) -> str:
    """How to open a ledger that is only read.

    A reader of a WAL database needs its side files, and removes them only where it may write; in a folder that is read-only,
    a finished ledger (no -wal file) can be opened as one that does not change (https://www.sqlite.org/wal.html#read_only_databases).
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        mode = "mode=rw"
    else:
        mode = "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"
    return f"file:{quote(str(path.absolute()))}?{mode}"
