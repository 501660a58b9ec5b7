"""Which entity of a system is which entity of the gold.

In: the entities of both sides. Out: system id -> gold id, one to one, by shared normalised names.

>>> normalise("The  U.S.'s")
'us'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from kg.gold import GoldEntity
from kg.model import Entity


def normalise(name: str) -> str:
    """Casefolded name without article, possessive, dots and surplus white space: the rule of the reference scorer."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("\u2019", "'")
    text = re.sub(r"'s?\b", "", text)
    text = re.sub(r"[^\w\s&+-]", "", text)
    text = re.sub(r"^(the|a|an)\s+", "", text.strip())
    return re.sub(r"\s+", " ", text).strip()


def align(gold: Sequence[GoldEntity], system: Sequence[Entity]) -> Mapping[str, str]:
    """System entity id -> gold entity id: most shared names first, then those of a right type, then in the order given.

    Greedy and one to one, as the reference scorer does it; entities that share no name stay out.
    """
    gold_names = [(entity, _names(entity.names)) for entity in gold]
    pairs = []
    for position, entity in enumerate(system):
        names = _names((entity.name, *entity.aliases))
        for other, other_names in gold_names:
            shared = len(names & other_names)
            if shared:
                pairs.append((-shared, entity.type not in other.types, position, entity.id, other.id))
    mapping: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, _, system_id, gold_id in sorted(pairs):
        if system_id not in mapping and gold_id not in taken:
            mapping[system_id] = gold_id
            taken.add(gold_id)
    return mapping


def _names(names: Sequence[str]) -> set[str]:
    return {normalise(name) for name in names} - {""}
