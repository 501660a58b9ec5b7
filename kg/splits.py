"""Names that must not lead where the gazetteer or the linker would take them: the `split` rows of users' files.

In: `split` rows with their file and line. Out: Splits, found by entity and name; kg.records leaves such names out of their records, kg.link
sends mentions elsewhere.

    action,key,aliases,country,into,note
    split,platform:x,Twitter,,platform:twitter,we keep the two apart
    split,organisation:supreme-court,Supreme Court,IN,organisation:supreme-court-india,the one in New Delhi
    split,organisation:aylo,,,,undoes the merge row of an earlier file

>>> splits_of([split]).find("platform:x", "Twitter", None)      # doctest: +SKIP
Split(key='platform:x', into='platform:twitter', ...)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.names import normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Names of `key` that are something else: `into`, a key, or '' for a key made from the name.

    `country` is the key of the country whose one is meant, None where it is so everywhere. `origin` says whose row it is: 'own.csv line 3'.
    """

    key: str
    names: tuple[str, ...]
    country: str | None
    into: str
    origin: str
    note: str = ""

    @property
    def reason(self) -> str:
        return f"split from {self.key} by {self.origin}" + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """All splits by key and normal name; among several those for a country come first."""

    by_name: dict[tuple[str, str], tuple[Split, ...]]

    def find(self, key: str, name: str, country: str | None) -> Split | None:
        """The split that a mention called so, taken for `key`, falls under; `country` is that of its body where the text gives one."""
        listed = self.by_name.get((key, normal(name)), ())
        return next((split for split in listed if split.country is None or split.country == country), None)


def splits_of(splits: Iterable[Split]) -> Splits:
    """Splits by what they are looked up with; the last row stands first among those of one kind, so that later files win."""
    by_name: dict[tuple[str, str], tuple[Split, ...]] = {}
    for split in splits:
        for name in split.names:
            listed = (split, *by_name.get((split.key, normal(name)), ()))
            by_name[split.key, normal(name)] = tuple(sorted(listed, key=lambda one: one.country is None))
    return Splits(by_name=by_name)
