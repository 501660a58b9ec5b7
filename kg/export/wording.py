"""A claim in one sentence, with its status and whose word it is; never without the status where it is no fact. And types, counts and days.

In: a claim or an edge, and the names of entities by id. Out: text.

>>> from tests.factories import make_claim
>>> told(make_claim(modality="alleged", attributed_to="organisation:cnil"), {"country:FR": "France", "organisation:cnil": "CNIL"})
'France raided platform:chirper (alleged), according to CNIL'
>>> days("2026-02", "2026-02-03"), days("2026", "2026"), days(None, None)
('2026-02 to 2026-02-03', '2026', 'undated')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.model import Claim, Edge

_KINDS = MappingProxyType({"ai_system": "AI system"})


def told(what: Claim | Edge, names: Mapping[str, str]) -> str:
    """Subject, predicate, object, and in brackets a status other than fact; of a claim also who says so."""
    said = f"{_name(what.subject, names)} {act(what)} {_name(what.object, names)}{aside(what)}"
    source = what.attributed_to if isinstance(what, Claim) else None
    return f"{said}, according to {_name(source, names)}" if source else said


def act(what: Claim | Edge) -> str:
    """The predicate in words."""
    return what.predicate.replace("_", " ")


def aside(what: Claim | Edge) -> str:
    """The status in brackets, with a space before it; nothing for a fact."""
    return "" if what.status == "fact" else f" ({what.status})"


def kind(type: str) -> str:
    """An entity type in words, as it stands by itself: 'Country', 'AI system'."""
    return _KINDS.get(type, type.replace("_", " ").capitalize())


def counted(count: int, what: str) -> str:
    """'1 claim', '2,000 claims'."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def days(first: str | None, last: str | None) -> str:
    """From when to when, each as precise as it is known."""
    return "undated" if not first else first[:10] if first == last or not last else f"{first[:10]} to {last[:10]}"


def _name(id: str, names: Mapping[str, str]) -> str:
    return " ".join(names.get(id, id).split()) or id
