"""Polarity, modality and attribution of a claim: cues at its trigger and at every clause that governs it.

In: a trigger token (and its light verb), the mentions by token, the word lists. Out: a Standing with a reason for each decision.

'threatened to fine' is planned, 'denied that it raided' is negated, 'urged X to ban' is demanded and attributed, 'accused of hacking'
is alleged. The climb goes from the trigger to the root; the innermost cue of modality wins, negations count by parity. Beyond a relative
clause, an aside, or the verb that an event noun is only an argument of, nothing but a speaker is heard.

`standing` serves the matches of rules; `standing_of` asks the same of any word, for claims that no rule has read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.clauses import coordination_head
from kg.climb import aim_of, gerund_of, is_infinitive, step_to, told_in
from kg.cues import at, is_more, named_ahead
from kg.events import is_called, undoes
from kg.governors import came_off, under_noun, under_verb
from kg.lexicon import Cues, Lexicon
from kg.readings import ByToken
from kg.speech import beside
from kg.standing import Ear, Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 12
_ARGUMENTS = frozenset({"dobj", "obj", "nsubjpass", "nsubj", "attr", "oprd", "dative", "acomp"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "csubj", "csubjpass", "parataxis", "dep", "oprd"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def standing(
    trigger: Token,
    light: Token | None,
    mentions: ByToken,
    lexicon: Lexicon,
    *,
    by_order: bool = False,
    lasting: bool = False,
    own: bool = False,
) -> Standing:
    """Climb from the trigger and collect what governs it.

    `by_order`: the subject is who ordered nameless others to do it ('told carriers to block X'), so that the order is the act.
    `lasting`: the claim is about what holds ('X's subsidiary'), not about an event, and a noun that says so is nobody's word.
    `own`: the light verb is part of what the claim says ('lifted the ban'), so that what is said of it is said of the claim.
    """
    found, ear = Standing(), Ear(mentions=mentions, lexicon=lexicon)
    cues = lexicon.status
    named = named_ahead(trigger, found, lexicon)
    if light is not None and light.head.i == trigger.i:
        at(light, found, cues)
    token, below = trigger, None
    for _ in range(_STEPS):
        at(token, found, cues, below)
        ear.sources(token, found)
        if token.dep_ == "appos" or token.head.i == token.i or _describes(token):
            break
        above = _governor(token, found, cues)
        if above is None or beside(token, above, cues):
            break
        if token.dep_ != "conj":
            closed = found.closed
            undone = light is not None and not own and undoes(light, token, cues)
            verb = None if undone else light
            found.presupposed = found.presupposed or undone
            _governed(token, above, found, ear, verb, ordered=by_order and token.i == trigger.i and _told(token))
            if lasting and found.closed and not closed and token.pos_ in _NOUNS:
                break
        token, below = above, token
    if token.dep_ == "ROOT" and trigger.sent[-1].text == "?" and not _quoted(trigger):
        found.asserted = False
        found.reasons.append("question")
    if named and found.polarity == "negated" and found.modality == "planned":
        found.modality = "actual"
    found.closed = False
    return found


def standing_of(
    token: Token,
    mentions: ByToken,
    lexicon: Lexicon,
    *,
    arguments: Iterable[Token] = (),
    by_order: bool = False,
    role: bool = False,
    lasting: bool = False,
    own: bool = False,
) -> Standing:
    """The standing of a claim that any word says, verb or noun, and whose arguments are headed by these words.

    The light verb of a noun is looked for. `role`: the claim is about what the word names ('X's parent'), and holds whatever is said of it.
    A word of another kind has the standing of the clause that it stands in.
    """
    if role and presupposed(token):
        found = Standing()
    else:
        found = standing(token, light_of(token, lexicon), mentions, lexicon, by_order=by_order, lasting=lasting, own=own)
    for argument in arguments:
        word = left_out(argument, token)
        if word is not None and found.polarity == "affirmed":
            found.negate(f"'{word}' before '{argument.text}'")
    return found


def light_of(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb that lends a clause to an event noun ('launched a probe'); None where there is none."""
    if noun.pos_ not in _NOUNS or noun.dep_ not in ("dobj", "obj", "nsubjpass", "pobj", "attr"):
        return None
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    words = {head.lower_} | {f"{head.lower_} {child.lower_}" for child in head.children if child.dep_ in ("prt", "prep")}
    return head if head.pos_ in _VERBS and words & (lexicon.light.agent | lexicon.light.patient) else None


def left_out(token: Token, trigger: Token | None = None) -> str | None:
    """The word that takes one argument out of what is said: 'neither X nor Y', 'X and not Y'; None where there is none.

    What describes an argument (`trigger` below it) is said of it all the same: 'neither X, owned by Y, nor Z'.
    """
    if trigger is not None and (trigger.i == token.i or token.is_ancestor(trigger)):
        return None
    for child in token.children:
        if child.i < token.i and child.dep_ in ("neg", "preconj", "det") and child.lower_ in ("not", "neither", "nor", "no"):
            return None if is_more(child) else child.text
    start = token.head.i if token.dep_ == "pobj" and token.head.pos_ == "ADP" else token.left_edge.i
    before = [one for one in token.doc[max(start - 1, token.sent.start) : start] if one.lower_ in ("not", "nor") and not is_more(one)]
    return before[0].text if before and token.dep_ in ("conj", "dobj", "pobj", "nsubj", "appos") else None


def presupposed(trigger: Token) -> bool:
    """Whether a noun or name is mentioned rather than said: what it presupposes holds whatever is said of it ('X's parent may sue').

    Where it is said ('is not the owner of'), its clause counts.
    """
    return trigger.dep_ not in ("attr", "oprd", "acomp", "ROOT") and not (trigger.dep_ == "pobj" and trigger.head.lower_ == "as")


def _governed(token: Token, above: Token, found: Standing, ear: Ear, light: Token | None, *, ordered: bool) -> None:
    """One step of the climb, from a word to the one above it."""
    cues = ear.lexicon.status
    nominal = token.pos_ in _NOUNS
    if above.pos_ in _VERBS:
        if not ordered:
            under_verb(step_to(token, above, found, ear, light))
            if token.dep_ in ("ccomp", "csubj", "xcomp"):
                _judged(above, found, cues)
        if nominal and not (light is not None and above.i == light.i) and token.dep_ not in ("attr", "oprd"):
            on = (token.dep_ == "nsubj" and came_off(above, cues)) or (found.ending and token.lower_ in cues.lasting_events)
            found.closed = found.closed or not on
        elif token.dep_ == "advcl" and not any(child.tag_ == "TO" or child.lower_ == "that" for child in token.children):
            _when(token, above, found, cues)
            found.closed = True
    elif above.pos_ in _NOUNS:
        under_noun(token, above, found, ear)
    elif above.lower_ in cues.factive_words and token.dep_ == "ccomp":
        found.closed = found.presupposed = True
    elif above.lower_ in cues.negating_adjectives:
        found.negate(f"'{above.text}'")
    elif above.lower_ in cues.planning_adjectives:
        found.shift("planned", f"'{above.text}'")
    elif above.lower_ in cues.untrue:
        found.refute(f"'{above.text}'")


def _judged(verb: Token, found: Standing, cues: Cues) -> None:
    """'it is untrue that X' denies it, 'it is not clear whether X' leaves it open."""
    if verb.lemma_ != "be":
        return
    if is_called(verb, cues.untrue):
        found.refute(f"'{verb.text}' untrue")
        found.closed = True
    elif any(child.dep_ in ("acomp", "attr") and child.lower_ in cues.unclear for child in verb.children):
        found.closed = True


def _when(clause: Token, above: Token, found: Standing, cues: Cues) -> None:
    """'once X approves it, Y will leave': what a clause of time in the present says lies ahead where the main clause does."""
    opened = any(child.lower_ in ("once", "when", "until", "as") for child in clause.children if child.dep_ in ("mark", "advmod"))
    verbs = (clause, *(child for child in clause.children if child.dep_ in ("aux", "auxpass")))
    present = any(one.tag_ in ("VBZ", "VBP") for one in verbs)
    if opened and present and any(child.dep_ == "aux" and child.lower_ in cues.planning_modals for child in above.children):
        found.shift("planned", f"'{above.text}' lies ahead")


def _told(token: Token) -> bool:
    """'told carriers to block X', not 'has to block X'."""
    return any(child.dep_ in _SUBJECTS for child in token.children) or any(
        child.dep_ in ("dobj", "dative") for child in token.head.children
    )


def _content(clause: Token) -> bool:
    """'reports that X raided Y', 'time for X to ban Y': what the noun is about, though the parser took it for a relative clause."""
    marks = [child for child in clause.children if child.lower_ == "that"]
    full = sum(child.dep_ in ("dobj", "dative") for child in clause.children) > 1
    asked = is_infinitive(clause) and any(child.lower_ == "for" and child.dep_ in ("mark", "prep") for child in clause.children)
    return asked or any(child.dep_ in ("mark", "advmod") or (child.dep_ == "dobj" and full) for child in marks)


def _describes(token: Token) -> bool:
    """'a company owned by X', 'the ban that X imposed': what is said of a noun in passing does not depend on the clause around it."""
    if token.dep_ == "relcl":
        return not _content(token)
    if gerund_of(token) is not None:
        return False
    finite = any(child.dep_ in ("mark", "nsubj", "nsubjpass", "aux") for child in token.children)
    return token.dep_ in ("acl", "amod") and token.tag_ in ("VBN", "VBD", "VBG") and not finite


def _instead(conjunct: Token) -> bool:
    """'warned X rather than fine it': what follows was not done."""
    return any(
        one.lower_ == "than" and one.head.i == conjunct.head.i and one.doc[one.i - 1].lower_ == "rather"
        for one in conjunct.doc[conjunct.head.i : conjunct.left_edge.i + 1]
    )


def _quoted(token: Token) -> bool:
    return sum(one.text in ('"', "“", "”") for one in token.sent) % 2 == 1


def _governor(token: Token, found: Standing, cues: Cues) -> Token | None:
    """The word above that the climb goes to; prepositions are stepped over, and counted where they negate."""
    head = coordination_head(token)
    if token.dep_ == "conj":
        if _instead(token):
            found.negate("'rather than'")
        if any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children) and token.pos_ in _VERBS:
            return head if head.dep_ in ("ccomp", "conj") else None
        return head
    if token.dep_ in ("pobj", "pcomp"):
        preposition = head
        for _ in range(3):
            if preposition.lower_ in cues.negating_prepositions:
                found.negate(f"'{preposition.text}'")
            elif preposition.lower_ == "from" and preposition.head.lower_ == "far":
                found.negate("'far from'")
            if preposition.head.pos_ == "ADP" and preposition.dep_ in ("prep", "pcomp", "pobj", "conj"):
                preposition = preposition.head
            else:
                break
        above = preposition.head.head if preposition.head.pos_ == "ADV" else preposition.head
        return above if above.i != preposition.i else None
    moved = gerund_of(token) or told_in(token, cues) or aim_of(token, cues)
    if moved is not None:
        return moved
    if token.dep_ in _ARGUMENTS or token.dep_ in _CLAUSES or token.dep_ in ("acl", "relcl", "appos", "compound", "amod", "nmod", "poss"):
        return head
    return None
