"""Ledgers as older versions of the program wrote them.

In: the number of a version. Out: a file with the tables of that version: tests/ledgers/version-N.sql is the dump of one that its own
program wrote of the sample; `downgrade` makes a present one look older.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.ledger_tables import VERSION

DUMPS = Path(__file__).parent / "ledgers"

_UNDO = {
    2: "DROP TABLE judgements;",
    3: "ALTER TABLE claims DROP COLUMN time_words;",
    4: "DROP TRIGGER claims_are_counted; DROP TRIGGER claims_are_discounted; DROP TABLE tallies; DROP INDEX claims_edge;"
    + "".join(
        f"DROP TABLE {table};"
        for table in ("appearances", "copies", "copy_keys", "readings", "retractions", "sizes", "dropped", "checked", "violations")
    ),
    5: "".join(
        f"ALTER TABLE {table} DROP COLUMN {column};" for table in ("documents", "appearances") for column in ("author", "language_from")
    ),
    6: "".join(f"DROP TRIGGER {table}_are_{what};" for table in ("sizes", "dropped", "edges") for what in ("counted", "discounted"))
    + "DROP TABLE unlinked; DROP TABLE totals; DROP TABLE left_out; DROP INDEX sizes_several; ALTER TABLE sizes DROP COLUMN appearances;"
    + "".join(f"DROP INDEX {index};" for index in ("documents_mark", "appearances_file", "appearances_input", "copies_joined"))
    + "ALTER TABLE copies DROP COLUMN shingles; ALTER TABLE copies DROP COLUMN keys;"
    + "ALTER TABLE copies ADD COLUMN scheme TEXT NOT NULL DEFAULT 'another';"
    + "CREATE INDEX copies_cluster ON copies (cluster, document); CREATE INDEX copy_keys_document ON copy_keys (document);",
    7: "ALTER TABLE retractions DROP COLUMN names;",
}


def old_ledger(path: Path, version: int) -> Path:
    """Writes the sample's ledger of a version to `path`."""
    connection = sqlite3.connect(path)
    connection.executescript((DUMPS / f"version-{version}.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def downgrade(path: Path, version: int) -> None:
    """Takes from a ledger of this version the tables that came after `version`."""
    connection = sqlite3.connect(path)
    undone = "".join(_UNDO[later] for later in range(VERSION, version, -1))
    connection.executescript(f"{undone} PRAGMA user_version = {version};")
    connection.close()
