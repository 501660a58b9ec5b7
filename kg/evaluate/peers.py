"""What a user would pick instead, measured once on the same sets with the same scorers; and which figures of a public set stand beside it.

In: nothing. Out: tables. The peer is spaCy's en_core_web_md with its entities mapped to our types; for claims with textacy's
subject-verb-object triples and a small verb table, passives turned round. Figures are F1 unless the label says otherwise.

>>> beside("gum_news", {"el country": {"f1": 0.8}})
[Line(label='country links', ours=0.8, peer=0.665)]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OWN: Mapping[str, float] = {"entity": 0.769, "typed": 0.602, "pair": 0.156, "claim": 0.121, "status": 0.102}
"""The peer on data/gold/dev."""
OWN_DOCUMENTS = 37
"""All of data/gold/dev: the peer's figures stand beside no other set."""

_NER = (("organisation", "strict"), ("organisation", "overlap"), ("person", "strict"), ("person", "overlap"))
_EVENTS = (
    ("pair found (share)", "plv", "pair"),
    ("pair with direction and class (share)", "plv", "pair_directed_class"),
    ("macro F1 of the classes", "plv", "macro_f1"),
)
_RELATIONS = ("relations", "re all", "f1")


def _names(*peers: float) -> tuple[tuple[str, str, str, float], ...]:
    return tuple((f"{kind}s, {how}", f"ner {kind} {how}", "f1", peer) for (kind, how), peer in zip(_NER, peers, strict=True))


PUBLIC: Mapping[str, tuple[tuple[str, str, str, float], ...]] = {
    "plv_train": (*((*row, peer) for row, peer in zip(_EVENTS, (0.211, 0.150, 0.184), strict=True)),),
    "plover_gsr": (*((*row, peer) for row, peer in zip(_EVENTS, (0.221, 0.203, 0.221), strict=True)),),
    "worldwide_news": _names(0.546, 0.691, 0.806, 0.844),
    "men_news": (*_names(0.565, 0.631, 0.629, 0.852), (*_RELATIONS, 0.0)),
    "conll04": (*_names(0.591, 0.724, 0.770, 0.910), (*_RELATIONS, 0.004)),
    "wnut17": _names(0.240, 0.323, 0.485, 0.565),
    "core_company": ((*_RELATIONS, 0.078), ("relations between names", "re named", "f1", 0.116)),
    "dwie_devtest": ((*_RELATIONS, 0.006), ("demonyms with their countries", "re demonym", "f1", 0.0)),
    "re3d": ((*_RELATIONS, 0.0),),
    "el_news_fair_v2_no_coref": (("links of names", "el names", "f1", 0.119), ("country links", "el country", "f1", 0.728)),
    "gum_news": (("country links", "el country", "f1", 0.665),),
}
"""Set -> label, row and figure of score_public.py, the peer's figure. Links of the peer: exact country names by pycountry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of a public set; `ours` is None where the scorer gave none."""

    label: str
    ours: float | None
    peer: float


def beside(name: str, figures: Mapping[str, Mapping[str, float]]) -> list[Line]:
    """The figures of a public set, as score_public.py --json gives them, beside the peer's; nothing for a set that the peer lacks."""
    return [Line(label=label, ours=figures.get(row, {}).get(key), peer=peer) for label, row, key, peer in PUBLIC.get(name, ())]
