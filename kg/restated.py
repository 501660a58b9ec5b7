"""The standing of clauses without a verb of their own: 'Sudland did not', 'so will Sudland', and of headlines: 'Norland to ban Chirper'.

In: the standing of the first clause's match, and the two verbs (`Match.elided`). Out: the same Standing, with what the first verb's own
auxiliaries say of it taken back, and what stands around the other said instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.lexicon import Cues
from kg.proverbs import around
from kg.standing import Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBN", "VBZ", "VBD"})


def restate(found: Standing, elided: tuple[Token, Token], cues: Cues) -> None:
    """Put the cues around the second verb in place of those right at the first."""
    first, second = elided
    own = [child for child in first.children if child.dep_ in ("aux", "neg")]
    other = list(around(second))
    if _denies(own, cues) != _denies(other, cues):
        found.negate(f"'{second.text}' stands for '{first.text}'")
    ahead = _ahead(other, cues)
    if ahead is not None:
        found.shift("planned", f"'{ahead.text}'")
    elif found.modality == "planned" and _ahead(own, cues) is not None and second.lower_ in ("did", "has", "have", "had", "was", "were"):
        found.modality = "actual"
        found.reasons.append(f"actual: '{second.text}' stands for '{first.text}'")


def lies_ahead(trigger: Token) -> bool:
    """Whether a trigger is the infinitive of a headline: 'Norland to ban Chirper', 'Acme to be fined'."""
    name = trigger.head
    if not (trigger.dep_ == "ROOT" or (trigger.dep_ in ("relcl", "acl", "advcl") and name.dep_ == "ROOT" and name.pos_ == "PROPN")):
        return False
    marker = next((child for child in trigger.children if child.tag_ == "TO"), None)
    if marker is None or marker.i == trigger.sent.start:
        return False
    before = trigger.doc[marker.i - 1]
    return before.pos_ == "PROPN" and before.i in (name.i, *(child.right_edge.i for child in trigger.children if child.dep_ == "nsubj"))


def _denies(tokens: Iterable[Token], cues: Cues) -> bool:
    return sum(token.lower_ in cues.negations or token.lower_ == "yet" for token in tokens) % 2 == 1


def _ahead(tokens: Iterable[Token], cues: Cues) -> Token | None:
    return next(
        (
            token
            for token in tokens
            if token.lower_ in cues.planning_modals or (token.lower_ in cues.planning_verbs and token.tag_ in _FINITE)
        ),
        None,
    )
