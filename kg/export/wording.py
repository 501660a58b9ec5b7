"""A claim in one sentence, with its status and whose word it is; never without the status where it is no fact.

In: a claim or an edge, and the names of entities by id. Out: text.

>>> from tests.factories import make_claim
>>> told(make_claim(modality="alleged", attributed_to="organisation:cnil"), {"country:FR": "France", "organisation:cnil": "CNIL"})
'France raided platform:chirper (alleged), according to CNIL'
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Claim, Edge


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


def _name(id: str, names: Mapping[str, str]) -> str:
    return " ".join(names.get(id, id).split()) or id
