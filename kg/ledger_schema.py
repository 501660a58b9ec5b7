"""How a file is opened as a ledger: what it is, whose it is, of which version, and how one of an older version is brought up to date.

In: the path of a ledger, or of a folder that `kg build` wrote. Out: a sqlite3 connection to a file that is a ledger of this version,
or a LedgerError that says what the file is instead. Who writes brings an older file up to date; who reads sees a copy that is.

>>> ledger_path(Path("graph.kg/ledger.sqlite")).name
'ledger.sqlite'
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from kg.errors import LedgerError, UsageError
from kg.ledger_tables import VERSION, migration, tables

NAME = "ledger.sqlite"
APPLICATION_ID = 0x41475248
"""'AGRH' in the header of the file: SQLite's place to say whose database it is (https://www.sqlite.org/pragma.html#pragma_application_id)."""

CACHE = 64 << 10
"""Kibibytes of pages that a writer keeps in memory: the inner pages of all indexes of a large ledger."""
LOGGED = 4000
"""Pages of 4 KiB that the log may hold before they are copied to the ledger: what many transactions change is copied once."""
BUSY = 5.0
"""Seconds to wait for another process that holds the ledger."""


def ledger_path(path: Path) -> Path:
    """The ledger of a folder that `kg build` wrote; a path that is no folder is the ledger itself."""
    return path / NAME if path.is_dir() else path


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, with one snapshot of the ledger until it is closed.

    Raises:
        UsageError: there is no such file, or there is nothing in it yet.
        LedgerError: it is no ledger, is damaged, or was written by a newer version.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no ledger here; name the folder that `kg build INPUT... -o DIR` wrote")
    with guarded(path):
        connection = sqlite3.connect(_uri(path), uri=True, timeout=BUSY, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only = ON")
            if _blank(connection):
                raise UsageError(f"{path}: there is no ledger here yet: its build ended at once, or begins just now; run `kg build` again")
            _check(connection, path)
            if _header(connection)[1] < VERSION:
                connection = _up_to_date(connection)
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
            if not (blank := _blank(connection)):
                _check(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = {-CACHE}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {LOGGED}")
            if blank:
                _create(connection)
            else:
                _migrate(connection)
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
        if "decode to UTF-8" in str(error):  # SQLite's module for Python quotes the value, which may be a whole document
            raise LedgerError(f"{path}: damaged: a row holds bytes that are no text; {REMEDY}") from error
        remedy = next((remedy for words, remedy in _REMEDIES.items() if words in str(error)), REMEDY)
        raise LedgerError(f"{path}: cannot be used: {error}; {remedy}") from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise LedgerError(f"{path}: not a ledger; name the folder that `kg build INPUT... -o DIR` wrote") from error
        raise LedgerError(f"{path}: damaged: {error}; {REMEDY}") from error


REMEDY = "restore it from a copy, or build again into a new folder"
_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "disk is full": "free some room, also for temporary files, and run the same command again; what was written stands",
        "readonly": "let its owner run this, or copy the folder to one of your own",
        "unable to open": "let its owner run this, or copy the folder to one of your own",
    }
)


def damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's own check of the whole file finds wrong; empty where all is well. Reads every page."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    found += [f"table {row[0]} holds rows of {row[2]} that are gone" for row in connection.execute("PRAGMA foreign_key_check")]
    return [line for line in found if line != "ok"]


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; {tables()} COMMIT;")


def _migrate(connection: sqlite3.Connection) -> None:
    """Brings the tables up to date where they are older, unless another process does so at the same moment."""
    if (version := _header(connection)[1]) == VERSION:
        return
    try:
        connection.executescript(migration(version))
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if _header(connection)[1] != VERSION:
            raise


def _up_to_date(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of an older ledger with the tables of this version, in a temporary file of SQLite's; the ledger itself is left as it is."""
    copy = sqlite3.connect("", isolation_level=None)
    try:
        connection.backup(copy)
        _migrate(copy)
        copy.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    connection.close()
    return copy


def _header(connection: sqlite3.Connection) -> tuple[int, int]:
    """(application id, schema version) of the file; (0, 0) for an empty one."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return application, version


def _blank(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing at all: so SQLite leaves one whose first transaction was not ended."""
    return _header(connection) == (0, 0) and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]


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
        memory.executescript(tables(version))
        names = [str(row[0]) for row in memory.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = {table: {str(row[1]) for row in memory.execute(f"PRAGMA table_info({table})")} for table in names}
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
