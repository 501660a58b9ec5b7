"""Which part of a graph a page or an export shows: the options that say so, and the records that are left.

In: the folder of a build and what was asked for. Out: Records, with the words that say what part of the graph they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Records

About = Annotated[
    Optional[list[str]],  # noqa: UP045 (typer reads it when the program runs)
    typer.Option("--about", metavar="ENTITY", help="Only claims of this entity (id or name); repeatable.", show_default=False),
]
Since = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--since", metavar="DATE", help="Only claims of this year, month or day and later.", show_default=False),
]
AsOf = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--as-of", metavar="DATE", help="Only documents published by DATE (2026, 2026-01, 2026-01-31).", show_default=False),
]
Undated = Annotated[bool, typer.Option("--undated", help="With --as-of: documents without a date count too.")]
Statuses = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--status", metavar="STATUS", help="Only claims of this status (fact, alleged, ...); repeatable.", show_default=False),
]
LeastConfidence = Annotated[float, typer.Option("--min-confidence", metavar="P", help="Only claims that are at least so sure (0 to 1).")]


@contextmanager
def narrowed(
    directory: Path,
    *,
    about: Sequence[str] = (),
    since: str | None = None,
    as_of: str | None = None,
    undated: bool = False,
    statuses: Sequence[str] = (),
    min_confidence: float = 0.0,
) -> Iterator[tuple[Records, str]]:
    """The ledger, or the part of it that was asked for, and what part that is ('' for all of it). Open as long as the block lasts.

    Raises:
        UsageError: as narrowing.narrow and LedgerAsOf.at; `undated` without `as_of`. NotFound: as narrowing.narrow.
    """
    from kg.as_of import LedgerAsOf
    from kg.ledger import Ledger
    from kg.narrowing import narrow

    if undated and as_of is None:
        raise UsageError("--undated: says which documents count at a date; name one with --as-of DATE")
    chosen = () if "all" in statuses else statuses
    with Ledger.open(directory) if as_of is None else LedgerAsOf.at(directory, as_of, undated=undated) as ledger:
        words = f"as of {as_of}: {ledger.kept.count:,} of {ledger.kept.total:,} documents" if isinstance(ledger, LedgerAsOf) else ""
        if not (about or since is not None or chosen or min_confidence):
            yield ledger, words
            return
        part = narrow(ledger, about=about, since=since, statuses=chosen, min_confidence=min_confidence)
        yield part, "; ".join(filter(None, (words, part.words)))
