"""Names of the slots that a rule may ask for; a mistyped one is an error and not a rule that never matches.

In: a name as it stands in a rule. Out: the same name, checked: one of the fixed ones, a preposition or several ('out of'), or either of
them behind 'verb ' (the slots of the verb that governs a noun). Alternatives are joined by '/'.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

PREPOSITIONS = frozenset(
    [
        "about",
        "above",
        "according",
        "across",
        "after",
        "against",
        "ahead",
        "along",
        "alongside",
        "among",
        "around",
        "as",
        "at",
        "because",
        "before",
        "behind",
        "below",
        "beside",
        "between",
        "beyond",
        "by",
        "concerning",
        "despite",
        "during",
        "following",
        "for",
        "from",
        "in",
        "including",
        "inside",
        "instead",
        "into",
        "like",
        "near",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "outside",
        "over",
        "per",
        "regarding",
        "since",
        "such",
        "than",
        "through",
        "throughout",
        "to",
        "toward",
        "towards",
        "under",
        "unlike",
        "until",
        "up",
        "upon",
        "via",
        "with",
        "within",
        "without",
    ]
)
FIXED = frozenset(
    {
        "subject",
        "object",
        "dative",
        "attribute",
        "adverbial",
        "poss",
        "poss modifier",
        "modifier",
        "self",
        "clause",
        "clause subject",
        "clause object",
        "clause attribute",
        "clause modal",
        "quoted subject",
        "infinitive",
        "orderer",
        "light object",
        "particle",
    }
)


def known_slot(name: str) -> str:
    """The name of a slot, unchanged.

    Raises:
        ValueError: a part of it is neither fixed nor begins with a preposition.

    >>> known_slot("to/on"), known_slot("verb subject")
    ('to/on', 'verb subject')
    """
    for part in name.split("/"):
        bare = part.removeprefix("verb ")
        if bare not in FIXED and bare.split(" ")[0] not in PREPOSITIONS:
            raise ValueError(f"unknown slot {part!r}; expected a preposition or one of {', '.join(sorted(FIXED))}")
    return name


SlotName = Annotated[str, AfterValidator(known_slot)]
