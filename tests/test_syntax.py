"""Slots of trees written out by hand: each turn of syntax on its own, without a model."""

from __future__ import annotations

import pytest

from kg.clauses import verb_frame
from kg.nominals import noun_frame
from kg.syntax import Frame, child_of, clause_head, coordinated, prepositions
from kg.voice import is_passive
from tests.trees import slots, tree

VERBS: list[tuple[str, str, int, dict[str, list[str]]]] = [
    ("active", "A/NNP/nsubj/1 sued/VBD/ROOT/1 B/NNP/dobj/1", 1, {"subject": ["A"], "object": ["B"]}),
    (
        "passive",
        "B/NNP/nsubjpass/2 was/VBD/auxpass/2 sued/VBN/ROOT/2 by/IN/agent/2 A/NNP/pobj/3",
        2,
        {"object": ["B"], "by": ["A"], "subject": ["A"]},
    ),
    (
        "two objects",
        "A/NNP/nsubj/1 gave/VBD/ROOT/1 B/NNP/dative/1 money/NN/dobj/1",
        1,
        {"subject": ["A"], "dative": ["B"], "object": ["B", "money"]},
    ),
    (
        "coordination of three",
        "A/NNP/nsubj/1 sued/VBD/ROOT/1 B/NNP/dobj/1 ,/,/punct/2 C/NNP/conj/2 and/CC/cc/4 D/NNP/conj/4",
        1,
        {"subject": ["A"], "object": ["B", "C", "D"]},
    ),
    (
        "nested preposition",
        "A/NNP/nsubj/1 moved/VBD/ROOT/1 out/IN/prep/1 of/IN/prep/2 B/NNP/pobj/3",
        1,
        {"subject": ["A"], "out of": ["B"]},
    ),
    (
        "two prepositions joined",
        "A/NNP/nsubj/1 sold/VBD/ROOT/1 to/IN/prep/1 B/NNP/pobj/2 and/CC/cc/2 from/IN/conj/2 C/NNP/pobj/5",
        1,
        {"subject": ["A"], "to": ["B"], "from": ["C"]},
    ),
    (
        "preposition of several words",
        "A/NNP/nsubj/1 ruled/VBD/ROOT/1 in/IN/prep/1 favour/NN/pobj/2 of/IN/prep/3 B/NNP/pobj/4",
        1,
        {"subject": ["A"], "in": ["favour"], "in favour of": ["B"]},
    ),
    (
        "relative clause, subject",
        "A/NNP/nsubj/5 ,/,/punct/0 which/WDT/nsubj/3 sued/VBD/relcl/0 B/NNP/dobj/3 left/VBD/ROOT/5",
        3,
        {"subject": ["which", "A"], "object": ["B"]},
    ),
    (
        "relative clause, object",
        "A/NNP/nsubj/5 ,/,/punct/0 which/WDT/dobj/4 B/NNP/nsubj/4 sued/VBD/relcl/0 left/VBD/ROOT/5",
        4,
        {"object": ["which", "A"], "subject": ["B"]},
    ),
    (
        "relative clause without a word",
        "firm/NN/nsubj/3 B/NNP/nsubj/2 sued/VBD/relcl/0 left/VBD/ROOT/3",
        2,
        {"subject": ["B"], "object": ["firm"]},
    ),
    (
        "relative clause, 'where', of two places",
        "A/NNP/ROOT/0 and/CC/cc/0 B/NNP/conj/0 where/WRB/advmod/6 C/NNP/nsubjpass/6 is/VBZ/auxpass/6 banned/VBN/relcl/2",
        6,
        {"object": ["C"], "in": ["B", "A"]},
    ),
    ("participle before a noun", "banned/VBN/amod/1 app/NN/ROOT/1", 0, {"object": ["app"]}),
    (
        "participle behind a noun",
        "app/NN/ROOT/0 banned/VBN/acl/0 by/IN/agent/1 A/NNP/pobj/2",
        1,
        {"by": ["A"], "subject": ["A"], "object": ["app"]},
    ),
    (
        "participle behind two nouns",
        "A/NNP/ROOT/0 and/CC/cc/0 B/NNP/conj/0 ,/,/punct/2 fined/VBN/acl/2 by/IN/agent/4 C/NNP/pobj/5",
        4,
        {"by": ["C"], "subject": ["C"], "object": ["B", "A"]},
    ),
    (
        "control by the subject",
        "A/NNP/nsubj/1 plans/VBZ/ROOT/1 to/TO/aux/3 sue/VB/xcomp/1 B/NNP/dobj/3",
        3,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "control by the object",
        "A/NNP/nsubj/1 urged/VBD/ROOT/1 B/NNP/dobj/1 to/TO/aux/4 sue/VB/xcomp/1 C/NNP/dobj/4",
        4,
        {"object": ["C"], "subject": ["B"]},
    ),
    (
        "plan of a noun",
        "A/NNP/poss/2 's/POS/case/0 plan/NN/nsubj/6 to/TO/aux/4 sue/VB/acl/2 B/NNP/dobj/4 failed/VBD/ROOT/6",
        4,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "plan of the noun's verb",
        "A/NNP/nsubj/1 announced/VBD/ROOT/1 plans/NNS/dobj/1 to/TO/aux/4 sue/VB/acl/2 B/NNP/dobj/4",
        4,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "plan of a modifier",
        "A/NNP/compound/1 plan/NN/nsubj/5 to/TO/aux/3 sue/VB/acl/1 B/NNP/dobj/3 failed/VBD/ROOT/5",
        3,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "after a preposition",
        "A/NNP/nsubj/1 accused/VBD/ROOT/1 B/NNP/dobj/1 of/IN/prep/1 hacking/VBG/pcomp/3 C/NNP/dobj/4",
        4,
        {"object": ["C"], "subject": ["B"]},
    ),
    (
        "after a preposition in the passive",
        "B/NNP/nsubjpass/2 was/VBD/auxpass/2 fined/VBN/ROOT/2 for/IN/prep/2 hacking/VBG/pcomp/3 C/NNP/dobj/4",
        4,
        {"object": ["C"], "subject": ["B"]},
    ),
    (
        "after a preposition behind a noun",
        "decision/NN/ROOT/0 by/IN/prep/0 A/NNP/pobj/1 on/IN/prep/0 banning/VBG/pcomp/3 B/NNP/dobj/4",
        4,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "verbs that share a subject",
        "A/NNP/nsubj/1 left/VBD/ROOT/1 and/CC/cc/1 sued/VBD/conj/1 B/NNP/dobj/3",
        3,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "verbs that share an object",
        "A/NNP/nsubj/1 banned/VBD/ROOT/1 and/CC/cc/1 fined/VBD/conj/1 B/NNP/dobj/3",
        1,
        {"subject": ["A"], "object": ["B"]},
    ),
    (
        "passives that share both",
        "B/NNP/nsubjpass/2 was/VBD/auxpass/2 fined/VBN/ROOT/2 by/IN/agent/2 A/NNP/pobj/3 and/CC/cc/2 banned/VBN/conj/2",
        6,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "a finite verb behind an infinitive",
        "A/NNP/nsubj/1 hoped/VBD/ROOT/1 to/TO/aux/3 win/VB/xcomp/1 and/CC/cc/3 sued/VBD/conj/3 B/NNP/dobj/5",
        5,
        {"object": ["B"], "subject": ["A"]},
    ),
    (
        "an agent that strayed",
        "B/NNP/nsubjpass/2 was/VBD/auxpass/2 told/VBN/ROOT/2 to/TO/aux/4 pay/VB/xcomp/2 by/IN/prep/4 A/NNP/pobj/5",
        2,
        {"object": ["B"], "clause": ["pay"], "infinitive": ["pay"], "subject": ["A"]},
    ),
    (
        "what is said of whom",
        "A/NNP/nsubj/1 said/VBD/ROOT/1 B/NNP/nsubj/4 had/VBD/aux/4 lied/VBN/ccomp/1",
        1,
        {"subject": ["A"], "clause": ["lied"], "clause subject": ["B"]},
    ),
    (
        "a complement that is a noun",
        "A/NNP/nsubj/1 called/VBD/ROOT/1 B/NNP/nsubj/4 a/DT/det/4 cheat/NN/ccomp/1",
        1,
        {"subject": ["A"], "attribute": ["cheat"], "object": ["B"]},
    ),
    (
        "a place behind an adverb",
        "A/NNP/nsubj/1 is/VBZ/ROOT/1 back/RB/advmod/1 in/IN/prep/2 B/NNP/pobj/3",
        1,
        {"subject": ["A"], "in": ["B"]},
    ),
    (
        "the second of two 'of' clauses",
        "A/NN/nsubj/1 accused/VBD/ROOT/1 B/NN/dobj/1 of/IN/prep/1 lie/VBG/pcomp/3 and/CC/cc/3 of/IN/conj/3 hack/VBG/pcomp/6 C/NN/dobj/7",
        7,
        {"object": ["C"], "subject": ["B"]},
    ),
    (
        "orders to nameless others",
        "A/NNP/nsubj/1 told/VBD/ROOT/1 firms/NNS/dobj/1 to/TO/aux/4 block/VB/xcomp/1 B/NNP/dobj/4",
        4,
        {"object": ["B"], "orderer": ["A"], "subject": ["firms"]},
    ),
]


@pytest.mark.parametrize(("line", "number", "expected"), [row[1:] for row in VERBS], ids=[row[0] for row in VERBS])
def test_slots_of_verbs(line: str, number: int, expected: dict[str, list[str]]) -> None:
    doc = tree(line)
    if number == 4 and "told" in line:
        doc[1].lemma_ = "tell"
    assert slots(verb_frame(doc[number])) == expected


NOUNS: list[tuple[str, str, int, dict[str, list[str]]]] = [
    (
        "possessive",
        "A/NNP/poss/2 's/POS/case/0 raid/NN/ROOT/2 on/IN/prep/2 B/NNP/pobj/3",
        2,
        {"poss": ["A"], "on": ["B"], "self": ["raid"]},
    ),
    ("modifier", "A/NNP/compound/1 raid/NN/ROOT/1", 1, {"modifier": ["A"], "self": ["raid"]}),
    (
        "modifier of a modifier",
        "A/NNP/compound/1 police/NN/compound/2 raid/NN/ROOT/2",
        2,
        {"modifier": ["police", "A"], "self": ["raid"]},
    ),
    (
        "modifier of the possessor",
        "A/NNP/compound/1 police/NN/poss/3 's/POS/case/1 raid/NN/ROOT/3",
        3,
        {"poss": ["police"], "poss modifier": ["A"], "self": ["raid"]},
    ),
    (
        "prepositions within",
        "ban/NN/ROOT/0 on/IN/prep/0 A/NNP/pobj/1 in/IN/prep/2 B/NNP/pobj/3",
        0,
        {"on": ["A"], "in": ["B"], "self": ["ban"]},
    ),
    (
        "shared with the second noun",
        "A/NNP/poss/2 's/POS/case/0 raid/NN/ROOT/2 and/CC/cc/2 search/NN/conj/2 of/IN/prep/4 B/NNP/pobj/5",
        2,
        {"poss": ["A"], "of": ["B"], "self": ["raid"]},
    ),
    (
        "shared with the first noun",
        "A/NNP/poss/2 's/POS/case/0 raid/NN/ROOT/2 and/CC/cc/2 search/NN/conj/2 of/IN/prep/4 B/NNP/pobj/5",
        4,
        {"of": ["B"], "poss": ["A"], "self": ["search"]},
    ),
    ("apposition", "A/NNP/ROOT/0 ,/,/punct/0 head/NN/appos/0 of/IN/prep/2 B/NNP/pobj/3", 2, {"of": ["B"], "self": ["head", "A"]}),
    ("apposition behind", "head/NN/ROOT/0 of/IN/prep/0 B/NNP/pobj/1 ,/,/punct/0 A/NNP/appos/0", 0, {"of": ["B"], "self": ["head", "A"]}),
    (
        "copula",
        "A/NNP/nsubj/1 be/VBZ/ROOT/1 head/NN/attr/1 of/IN/prep/2 B/NNP/pobj/3",
        2,
        {"of": ["B"], "self": ["head", "A"], "verb subject": ["A"], "verb of": ["B"]},
    ),
    (
        "copula turned round",
        "head/NN/nsubj/3 of/IN/prep/0 B/NNP/pobj/1 be/VBZ/ROOT/3 A/NNP/attr/3",
        0,
        {"of": ["B"], "self": ["head", "A"], "verb attribute": ["A"]},
    ),
    (
        "'as'",
        "B/NNP/nsubj/1 named/VBD/ROOT/1 A/NNP/dobj/1 as/IN/prep/1 head/NN/pobj/3",
        4,
        {"self": ["head", "A"], "verb subject": ["B"], "verb object": ["A"]},
    ),
    (
        "what somebody is named",
        "B/NNP/nsubj/1 named/VBD/ROOT/1 A/NNP/dobj/1 head/NN/oprd/1",
        3,
        {"self": ["head", "B", "A"], "verb subject": ["B"], "verb object": ["A"]},
    ),
    (
        "a second role",
        "A/NNP/ROOT/0 ,/,/punct/0 head/NN/appos/0 and/CC/cc/2 owner/NN/conj/2 of/IN/prep/4 B/NNP/pobj/5",
        4,
        {"of": ["B"], "self": ["owner", "A"]},
    ),
    (
        "title",
        "B/NNP/compound/2 head/NN/compound/2 A/NNP/ROOT/2",
        1,
        {"self": ["head", "A"], "modifier": ["B"]},
    ),
    (
        "relative clause",
        "head/NN/ROOT/0 who/WP/nsubj/2 be/VBZ/relcl/0 A/NNP/attr/2",
        0,
        {"self": ["head", "A"]},
    ),
    (
        "the verb above",
        "A/NNP/nsubj/1 opened/VBD/ROOT/1 probe/NN/dobj/1 and/CC/cc/2 inquiry/NN/conj/2",
        4,
        {"self": ["inquiry"], "verb subject": ["A"], "verb object": ["probe"]},
    ),
    (
        "the verb above a preposition",
        "A/NNP/nsubjpass/2 was/VBD/auxpass/2 put/VBN/ROOT/2 under/IN/prep/2 probe/NN/pobj/3",
        4,
        {"self": ["probe"], "verb object": ["A"]},
    ),
    (
        "'whose'",
        "A/NNP/ROOT/0 ,/,/punct/0 whose/WP$/poss/3 owner/NN/nsubj/4 left/VBD/relcl/0",
        3,
        {"poss": ["whose", "A"], "self": ["owner"]},
    ),
]


def test_the_gap_of_whose_is_filled_by_its_noun() -> None:
    doc = tree("A/NNP/nsubj/5 ,/,/punct/0 whose/WP$/poss/3 owner/NN/nsubj/4 left/VBD/relcl/0 won/VBD/ROOT/5")
    assert slots(verb_frame(doc[4])) == {"subject": ["owner"]}


@pytest.mark.parametrize(("line", "number", "expected"), [row[1:] for row in NOUNS], ids=[row[0] for row in NOUNS])
def test_slots_of_nouns(line: str, number: int, expected: dict[str, list[str]]) -> None:
    assert slots(noun_frame(tree(line)[number])) == expected


PASSIVE = [
    ("B/NNP/nsubjpass/2 was/VBD/auxpass/2 sued/VBN/ROOT/2", 2, True),
    ("A/NNP/nsubj/1 sued/VBD/ROOT/1 B/NNP/dobj/1", 1, False),
    ("A/NNP/nsubj/2 has/VBZ/aux/2 sued/VBN/ROOT/2", 2, False),
    ("app/NN/ROOT/0 banned/VBN/acl/0", 1, True),
    ("app/NN/ROOT/0 banned/VBD/acl/0", 1, True),
    ("firm/NN/ROOT/0 suing/VBG/acl/0 B/NNP/dobj/1", 1, False),
    ("B/NNP/nsubjpass/2 was/VBD/auxpass/2 sued/VBN/ROOT/2 and/CC/cc/2 fined/VBN/conj/2", 4, True),
    ("A/NNP/nsubj/1 left/VBD/ROOT/1 and/CC/cc/1 sued/VBD/conj/1", 3, False),
    ("Fined/VBD/advcl/3 by/IN/agent/0 A/NNP/pobj/1 left/VBD/ROOT/3", 0, True),
]


@pytest.mark.parametrize(("line", "number", "expected"), PASSIVE)
def test_voice(line: str, number: int, expected: bool) -> None:
    assert is_passive(tree(line)[number]) is expected


def test_a_filler_stands_once_in_a_slot() -> None:
    doc = tree("A/NNP/nsubj/1 sued/VBD/ROOT/1 B/NNP/dobj/1 and/CC/cc/2 C/NNP/conj/2")
    frame = Frame(trigger=doc[1], kind="verb")
    frame.add("object", doc[2], "object")
    frame.add("object", doc[2], "again")
    frame.add("subject", doc[2], spread=False)
    assert [(filler.token.text, filler.path) for filler in frame.get("object")] == [("B", "object"), ("C", "object")]
    assert slots(frame)["subject"] == ["B"] and frame.get("on") == []
    other = Frame(trigger=doc[1], kind="verb")
    other.fill("dative", frame.get("object"), "borrowed")
    assert [filler.path for filler in other.get("dative")] == ["borrowed", "borrowed"]


def test_steps() -> None:
    doc = tree("A/NNP/nsubj/1 sold/VBD/ROOT/1 to/IN/prep/1 B/NNP/pobj/2 's/POS/case/3 and/CC/cc/3 C/NNP/conj/3")
    assert [token.text for token in coordinated(doc[3])] == ["B", "C"]
    assert child_of(doc[1], "nsubj") is doc[0] or child_of(doc[1], "nsubj") == doc[0]
    assert child_of(doc[1], "agent") is None
    assert [(name, token.text) for name, token in prepositions(doc[1])] == [("to", "B")]
    assert clause_head(doc[6]) == doc[1]
    assert clause_head(tree("A/NNP/ROOT/0 B/NNP/appos/0")[1]).text == "A"


def test_deep_nesting_ends() -> None:
    line = "A/NNP/nsubj/1 wants/VBZ/ROOT/1 " + " ".join(f"to/TO/aux/{2 * n + 3} want/VB/xcomp/{max(1, 2 * n + 1)}" for n in range(40))
    doc = tree(line)
    assert slots(verb_frame(doc[3]))["subject"] == ["A"]
    assert "subject" not in slots(verb_frame(doc[len(doc) - 1]))
