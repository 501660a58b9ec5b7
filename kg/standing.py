"""What is said of a claim, and whose word it is.

In: a clause and the mentions of its passage. Out: a Standing that collects polarity, modality, the speaker, and a reason for each.

'X said', 'said X', 'according to X', 'as X reported', 'documents seen by X show', 'a study by X found' name a speaker; where those who
speak have no name ('two officials', 'sources'), the claim is alleged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.arguments import Wanted, arguments
from kg.clauses import verb_frame
from kg.lexicon import Lexicon
from kg.model import Mention, Modality, Polarity
from kg.readings import ByToken
from kg.syntax import Filler, Frame, child_of, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKERS = Wanted(types=frozenset({"organisation", "country", "person", "platform", "work"}))
_AHEAD = frozenset({"planned", "demanded"})
_ASIDE = frozenset({"parataxis", "advcl", "ccomp", "dep", "conj"})
_PROMISING = frozenset({"promise", "vow", "pledge"})
_BEHIND = frozenset({"by", "from", "of", "at", "in", "for"})


@dataclass(slots=True)
class Standing:
    """What is said of a claim.

    `asserted` is False for questions, which make no claim at all. `ending`: it is said to end, `holds`: its end lies ahead.
    `presupposed`: it is taken for granted ('may drop its suit'). `denied`: somebody denies it. While `closed`,
    nothing that governs the clause changes polarity or modality any more; it may still name a speaker.
    """

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    speaker: Mention | None = None
    asserted: bool = True
    reasons: list[str] = field(default_factory=list)
    ending: bool = False
    holds: bool = False
    presupposed: bool = False
    denied: bool = False
    closed: bool = False

    def negate(self, reason: str) -> None:
        if self.closed:
            return
        self.polarity = "affirmed" if self.polarity == "negated" else "negated"
        self.reasons.append(f"negation: {reason}")

    def shift(self, modality: Modality, reason: str) -> None:
        """Take a modality; the innermost wins, but 'alleged' yields to what lies ahead ('reportedly plans to').

        What somebody asks to end, or may end, holds as yet: 'urged X to stop selling to Y'.
        """
        if self.closed:
            return
        if self.ending and modality in _AHEAD:
            self.still_holds(reason)
        elif self.modality == "actual" or (self.modality == "alleged" and modality in _AHEAD):
            self.modality = modality
            self.reasons.append(f"{modality}: {reason}")

    def refute(self, reason: str) -> None:
        """What is denied, false or turned down did not happen, whoever alleged or asked for it."""
        if self.closed:
            return
        self.negate(reason)
        if self.polarity == "negated":
            self.modality = "actual"

    def still_holds(self, reason: str) -> None:
        """Its end is planned or asked for, so that it is there."""
        self.polarity, self.modality, self.ending, self.holds, self.closed = "affirmed", "actual", False, True, True
        self.reasons.append(f"holds until it ends: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Hears whose word a claim is: the mentions of a passage and the word lists."""

    mentions: ByToken
    lexicon: Lexicon

    def speaker(self, frame: Frame, found: Standing) -> None:
        """The subject of a verb of speech; unnamed sources make the claim alleged."""
        fillers = frame.get("subject") or [Filler(token) for token in _in_front(frame.trigger)]
        reason = f"subject of '{frame.trigger.text}'"
        named = any(self.named(filler, found, reason) for filler in fillers)
        if not named:
            self.unnamed((filler.token for filler in fillers), found)
        self._cited([frame.trigger, *(filler.token for filler in fillers)], found)

    def sources(self, token: Token, found: Standing) -> None:
        """'according to X', and 'X said' or 'as X reported' in commas."""
        for name, inner in prepositions(token):
            if name == "according to" and not _of_another(inner) and not self.named(Filler(inner), found, f"'{name}'"):
                self.unnamed([inner], found)
        for child in token.children:
            if child.dep_ in _ASIDE and child.pos_ in ("VERB", "AUX") and self._is_aside(child, token):
                says = child.lower_ in self.lexicon.status.saying_verbs or child.lemma_ in _PROMISING
                quoted = says and child_of(child, "nsubjpass") is None
                if not quoted:
                    asked = child.lower_ in self.lexicon.status.demanding_verbs
                    found.shift("demanded" if asked else "alleged", f"'{child.text}'")
                self.speaker(verb_frame(child), found)

    def named(self, filler: Filler, found: Standing, reason: str) -> bool:
        """Whether a name, a pronoun or whoever stands behind a document or a group is the speaker."""
        for one in (filler, *(Filler(token, filler.path) for token in self._behind(filler.token))):
            for argument in arguments(one, self.mentions, _SPEAKERS, self.lexicon.arguments):
                if found.speaker is None:
                    found.speaker = argument.mention
                    found.reasons.append(f"attributed to '{argument.mention.text}': {reason}")
                return True
        return False

    def unnamed(self, tokens: Iterable[Token], found: Standing) -> None:
        cues = self.lexicon.status
        for token in tokens:
            marked = any(child.lower_ in cues.unnamed_marks for child in token.children)
            if marked or token.lower_ in cues.unnamed_sources or (token.lower_ in cues.anonymous_people and _is_indefinite(token)):
                found.shift("alleged", f"unnamed source '{token.text}'")
                return

    def owner(self, noun: Token, found: Standing) -> None:
        """'X's claim that', 'a call by X for', 'the demand of X that'."""
        owners = [child for child in noun.children if child.dep_ == "poss"]
        owners += [inner for name, inner in prepositions(noun) if name in ("by", "of", "from")]
        for one in owners:
            if found.speaker is None and self.named(Filler(one), found, f"'{noun.text}' of"):
                return

    def _cited(self, tokens: list[Token], found: Standing) -> None:
        """'Reuters, citing two bankers, said': the word of the bankers."""
        for token in tokens:
            for child in token.children:
                if child.dep_ in ("advcl", "acl", "prep") and child.lower_ in ("citing", "quoting"):
                    cited = [inner for inner in child.children if inner.dep_ in ("dobj", "pobj")]
                    if not any(inner.i in self.mentions for inner in cited):
                        self.unnamed(cited, found)

    def _is_aside(self, verb: Token, token: Token) -> bool:
        """A verb of speech with a subject and without anything that it says: 'X reported' in commas, 'as X reported', 'so X claims'."""
        cues = self.lexicon.status
        if verb.lower_ not in cues.saying_verbs | cues.alleging_verbs | cues.demanding_verbs and verb.lemma_ not in _PROMISING:
            return False
        if child_of(verb, "nsubjpass") is not None and child_of(verb, "ccomp", "xcomp", "neg") is None:
            return verb.dep_ == "parataxis" and verb.lower_ in cues.alleging_verbs | cues.saying_verbs
        if child_of(verb, "nsubj") is None or child_of(verb, "dobj", "ccomp", "xcomp", "neg", "aux") is not None:
            return False
        marks = [child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")]
        if verb.dep_ == "parataxis":
            return True
        if not marks and _in_commas(verb):
            return True
        if verb.dep_ == "advcl":
            return bool({"as", "so"} & set(marks))
        inside = [one for one in verb.subtree if not one.is_punct]
        start, end = inside[0].i, inside[-1].i + 1
        before = token.doc[start - 1].text if start > token.sent.start else ""
        after = token.doc[end].text if end < len(token.doc) else ""
        return (before == "," or "so" in marks) and after in (",", ".", "") and not marks[1:]

    def _behind(self, token: Token) -> Iterator[Token]:
        """Who stands behind a document or a group."""
        if token.lower_ not in self.lexicon.status.owned_words:
            return
        yield from (child for child in token.children if child.dep_ == "poss")
        for child in token.children:
            if child.dep_ == "acl" and child.lower_ in self.lexicon.status.owning_participles:
                yield from (inner for name, inner in prepositions(child) if name in ("by", "to", "with"))
        yield from (inner for name, inner in prepositions(token) if name in _BEHIND)


def _in_front(verb: Token) -> list[Token]:
    """Who speaks in 'proceedings against Foo, its president Ann Lee said' where the parser hangs the speaker on what is said."""
    if child_of(verb, "nsubj", "nsubjpass") is not None or not any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children):
        return []
    end = verb.i
    while end > verb.sent.start and verb.doc[end - 1].pos_ in ("ADV", "AUX"):
        end -= 1
    start = end
    while start > verb.sent.start and not verb.doc[start - 1].is_punct:
        start -= 1
    if start == verb.sent.start or verb.doc[start - 1].text not in (",", '"', "”"):
        return []
    inside = verb.doc[start:end]
    heads = [token for token in inside if not start <= token.head.i < end and token.pos_ in ("NOUN", "PROPN", "PRON")]
    if len(heads) != 1 or any(token.pos_ in ("VERB", "SCONJ", "CCONJ") for token in inside):
        return []
    return [heads[0], *(child for child in heads[0].children if child.dep_ == "appos" and child.i < end)]


def _in_commas(verb: Token) -> bool:
    """'By June, Foo promised on Monday, Bar will go': a subject and its verb between commas, and nothing that opens a clause."""
    subject = child_of(verb, "nsubj")
    if subject is None or subject.left_edge.i == verb.sent.start or subject.i > verb.i:
        return False
    end = verb.right_edge.i + 1
    return bool(verb.doc[subject.left_edge.i - 1].text == "," and end < len(verb.doc) and verb.doc[end].text == ",")


def _of_another(source: Token) -> bool:
    """'of having broken into A and, according to one official, into B': the source of the second part alone."""
    doc, number = source.doc, source.head.i
    while number > source.sent.start and doc[number - 1].lower_ in ("according", ","):
        number -= 1
    return number > source.sent.start and doc[number - 1].dep_ == "cc" and source.head.i > source.sent.root.i


def _is_indefinite(noun: Token) -> bool:
    """'two officials', 'diplomats', 'an official'; not 'the officials', 'its staff', 'officials in X'."""
    if any(child.dep_ == "poss" or child.lower_ in ("the", "its", "their", "these", "those") for child in noun.children):
        return False
    return not any(name in ("in", "at", "of", "for") for name, _ in prepositions(noun))
