"""What is said of a claim, and whose word it is.

In: a clause and the mentions of its passage. Out: a Standing that collects polarity, modality, the speaker, and a reason for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.arguments import Wanted, arguments
from kg.clauses import verb_frame
from kg.lexicon import Lexicon
from kg.model import Mention, Modality, Polarity
from kg.readings import ByToken
from kg.syntax import Filler, Frame, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKERS = Wanted(types=frozenset({"organisation", "country", "person", "platform"}))


@dataclass(slots=True)
class Standing:
    """What is said of a claim: `asserted` is False for questions, which make no claim at all."""

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    speaker: Mention | None = None
    asserted: bool = True
    reasons: list[str] = field(default_factory=list)

    def negate(self, reason: str) -> None:
        self.polarity = "affirmed" if self.polarity == "negated" else "negated"
        self.reasons.append(f"negation: {reason}")

    def shift(self, modality: Modality, reason: str) -> None:
        """Take a modality; the innermost wins, but 'alleged' yields to what lies ahead ('reportedly plans to')."""
        if self.modality == "actual" or (self.modality == "alleged" and modality in ("planned", "demanded")):
            self.modality = modality
            self.reasons.append(f"{modality}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Hears whose word a claim is: the mentions of a passage and the word lists."""

    mentions: ByToken
    lexicon: Lexicon

    def speaker(self, frame: Frame, found: Standing) -> None:
        """The subject of a verb of speech; unnamed sources make the claim alleged."""
        fillers = frame.get("subject")
        if any(self._named(filler, found, f"subject of '{frame.trigger.text}'") for filler in fillers):
            return
        self._unnamed((filler.token for filler in fillers), found)

    def sources(self, token: Token, found: Standing) -> None:
        """'according to X', and 'X said' in commas."""
        for name, inner in prepositions(token):
            if name == "according to" and not self._named(Filler(inner), found, f"'{name}'"):
                self._unnamed([inner], found)
        for child in token.children:
            if child.dep_ == "parataxis" and child.lower_ in self.lexicon.status.saying_verbs:
                self.speaker(verb_frame(child), found)

    def _named(self, filler: Filler, found: Standing, reason: str) -> bool:
        for argument in arguments(filler, self.mentions, _SPEAKERS, self.lexicon.arguments):
            if found.speaker is None:
                found.speaker = argument.mention
                found.reasons.append(f"attributed to '{argument.mention.text}': {reason}")
            return True
        return False

    def _unnamed(self, tokens: Iterable[Token], found: Standing) -> None:
        for token in tokens:
            if token.lower_ in self.lexicon.status.unnamed_sources:
                found.shift("alleged", f"unnamed source '{token.text}'")
                return
