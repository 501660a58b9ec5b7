"""Edges that cannot both hold, and edges that a later one has overtaken.

In: edges and the claims behind them. Out: Relations between edges, sorted, each with its reason. They link edges, not claims, so that a
thousand reports of an act and a hundred denials of it are one link; the claims are those of the edges.

- **contradicts**: the same act, affirmed and negated. What is stated or alleged contradicts what is denied; a plan contradicts the denial
  of that plan, a demand that of the demand. So do two opposite acts (`ag:oppositeOf`: a ban and its lifting) where their dates do not tell
  which came later.
- **supersedes**: the later one replaces what the earlier one said: the ban was lifted, then imposed again. A denial is superseded, not
  contradicted, where the act took place after it ('has not banned' in January, banned in March by its own date).

Dates are compared as far as both go: 2026-03 is neither before nor after 2026-03-14.

>>> relations([], [])
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Claim, Edge, Relation
from kg.vocabulary import vocabulary

Triple = tuple[str, str, str]


def relations(edges: Iterable[Edge], claims: Iterable[Claim]) -> list[Relation]:
    """All relations between edges, by the subject, predicate, object and status of both; `claims` are those of the edges, in any order."""
    groups: dict[Triple, list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[_triple(edge)].append(edge)
    denials = {key for key, group in groups.items() if any(edge.status == "denied" for edge in group)}
    manners: dict[Triple, set[str]] = defaultdict(set)
    happened: dict[Triple, list[str]] = defaultdict(list)
    for claim in claims:
        key = _triple(claim)
        if key in denials:
            if claim.polarity == "negated":
                manners[_key(claim)].add(claim.modality)
            elif claim.time and claim.status == "fact":
                happened[_key(claim)].append(claim.time)
    found = [relation for key in denials for relation in _denied(groups[key], manners, happened)]
    found += _opposed(groups)
    return sorted(found, key=lambda one: (one.kind, *_order(one.edge), *_order(one.other)))


def before(one: str | None, other: str | None) -> bool:
    """Whether one ISO 8601 date (year, month or day) is earlier than another, as far as both are known."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def opposites_of(predicate: str) -> frozenset[str]:
    """Predicates whose act undoes that of this one: banned and unbanned."""
    known = vocabulary().predicates.get(predicate)
    return known.opposites if known else frozenset()


def _denied(edges: Sequence[Edge], manners: dict[Triple, set[str]], happened: dict[Triple, list[str]]) -> Iterator[Relation]:
    """The relations between denials of an act and what affirms it."""
    for no in (edge for edge in edges if edge.status == "denied"):
        denied = manners[_key(no)]
        for yes in (edge for edge in edges if edge.status != "denied"):
            if not denied & ({"actual", "alleged"} if yes.status in {"fact", "alleged"} else {yes.status}):
                continue
            acts = happened[_key(yes)] if yes.status == "fact" else []
            if before(no.last, min(acts, default=None)):
                yield Relation(kind="supersedes", edge=yes, other=no, reason=f"it took place after it was last denied ({no.last})")
            else:
                one, other = sorted((yes, no), key=_order)
                yield Relation(kind="contradicts", edge=one, other=other, reason="the same act, affirmed and denied")


def _opposed(groups: dict[Triple, list[Edge]]) -> Iterator[Relation]:
    """The relations between facts of opposite predicates."""
    for (subject, predicate, object_), edges in groups.items():
        for opposite in sorted(opposites_of(predicate)):
            if opposite < predicate:
                continue
            others = groups.get((subject, opposite, object_), ())
            for one in (edge for edge in edges if edge.status == "fact"):
                for other in (edge for edge in others if edge.status == "fact"):
                    yield _turned(one, other)


def _turned(one: Edge, other: Edge) -> Relation:
    for later, earlier in ((one, other), (other, one)):
        if before(earlier.last, later.last):
            reason = f"{later.predicate} ({later.last}) undoes {earlier.predicate} ({earlier.last})"
            return Relation(kind="supersedes", edge=later, other=earlier, reason=reason)
    first, second = sorted((one, other), key=_order)
    return Relation(kind="contradicts", edge=first, other=second, reason="opposite acts, and their dates do not tell which came later")


def _key(what: Edge | Claim) -> Triple:
    return what.subject, what.predicate, what.object


def _triple(what: Edge | Claim) -> Triple:
    """Subject, predicate and object; those of a symmetric predicate in one order."""
    known = vocabulary().predicates.get(what.predicate)
    ends = (what.subject, what.object)
    first, second = sorted(ends) if known is not None and known.symmetric else ends
    return first, what.predicate, second


def _order(edge: Edge) -> tuple[str, str, str, str]:
    return edge.subject, edge.predicate, edge.object, edge.status
