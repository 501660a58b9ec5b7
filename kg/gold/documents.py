"""What a human reader drew from a text: the gold that extraction is scored against.

In: nothing. Out: frozen dataclasses. Where more than one answer is right ('French authorities' as France or as the prosecutor's office
named before), the alternatives stand side by side in a tuple. Offsets are in code points of `GoldDocument.text`.

>>> GoldClaim(subjects=("e1", "e7"), predicates=("raided",), objects=("e2",)).status
'fact'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.model import Span, Status

Naming = Literal["name", "reference"]

# Words that open a pronoun or a description; from markup.py, the definition of the annotation's markup.
_POINTS_BACK = re.compile(
    r"^(it|its|they|their|them|he|she|his|her|him|which|who|whose|that|the|this|these|those|a|an|both|one|each)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A marked stretch of text. `naming` is 'name', or 'reference' for a pronoun or a description ('its', 'the company')."""

    start: int
    end: int
    entity: str
    naming: Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """An entity with the types that are right for it and every name by which a reader would recognise it."""

    id: str
    types: tuple[str, ...]
    names: tuple[str, ...]
    sector: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """Who did what to whom. A system claim fits where each of its parts is among the alternatives; optional claims are don't-care."""

    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    objects: tuple[str, ...]
    polarities: tuple[str, ...] = ("affirmed",)
    modalities: tuple[str, ...] = ("actual",)
    attributed_to: tuple[str, ...] = ()
    time: str | None = None
    evidence: str | None = None
    optional: bool = False

    @property
    def status(self) -> Status:
        """The word for the first polarity and modality, as `kg.model.Claim.status` has it."""
        if self.polarities[0] == "negated":
            return "denied"
        words: dict[str, Status] = {"actual": "fact", "alleged": "alleged", "demanded": "demanded", "planned": "planned"}
        return words[self.modalities[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One annotated text. `mentions` is None where the annotation gives no places (documents without marked text)."""

    id: str
    text: str
    published: str | None
    title: str | None
    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]
    mentions: tuple[GoldMention, ...] | None
    path: str


def points_back(surface: str) -> bool:
    """Whether a marked stretch is a pronoun or a description rather than a name: 'the company' and 'Its', not 'The Hague'."""
    if not _POINTS_BACK.match(surface):
        return False
    first, *others = surface.split()
    return surface[:1].islower() or first.lower() != "the" or not any(word[:1].isupper() for word in others)


def gold_mention(surface: str, span: Span, entity: str) -> GoldMention:
    """The mention of an entity at a span, with its naming read off the words that stand there."""
    return GoldMention(start=span[0], end=span[1], entity=entity, naming="reference" if points_back(surface) else "name")
