"""Which rule counts at a word, with rules made for the test: weights, words that must or must not be there, light verbs, names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.pipeline import Pipeline
from kg.rules import Rule, index
from tests.marked import read

pytestmark = pytest.mark.model


def rule(id: str, *, subject: str | dict[str, object] = "subject", object: str | dict[str, object] = "object", **fields: object) -> Rule:
    """A rule that need not have examples; a slot may be given by its name alone."""
    sides = {
        name: {"slots": value.split(", ")} if isinstance(value, str) else value
        for name, value in (("subject", subject), ("object", object))
    }
    return Rule.model_validate({"id": id, "predicate": "banned", **sides, **fields})


BAN = rule("ban", verbs=("ban", "shut", "shut down", "re-ban"))
BAN_NOUN = rule("ban-noun", nouns=("ban", "travel ban"), subject="subject, poss, by", object="on")

CASES: list[tuple[str, list[Rule], str, list[str]]] = [
    ("longer phrase", [rule("shut", verbs=("shut",)), rule("down", verbs=("shut down",))], "Norland shut down Chirper.", ["down"]),
    ("shorter phrase", [BAN, rule("down", verbs=("shut down",))], "Norland shut Chirper.", ["ban"]),
    ("weight", [BAN, rule("heavy", verbs=("ban",), weight=1)], "Norland banned Chirper.", ["heavy"]),
    ("weight without arguments", [BAN, rule("heavy", verbs=("ban",), weight=1, object="on")], "Norland banned Chirper.", ["ban"]),
    ("where is met", [BAN, rule("now", verbs=("ban",), where={"in": ["year"]})], "Norland banned Chirper in one year.", ["now"]),
    ("where is not met", [rule("now", verbs=("ban",), where={"in": ["year"]})], "Norland banned Chirper in one day.", []),
    ("where with either slot", [rule("now", verbs=("ban",), where={"on/in": ["year"]})], "Norland banned Chirper in one year.", ["now"]),
    ("where is any word", [rule("now", verbs=("ban",), where={"in": ["*"]})], "Norland banned Chirper in haste.", ["now"]),
    ("where lacks any word", [rule("now", verbs=("ban",), where={"in": ["*"]})], "Norland banned Chirper.", []),
    ("where is a modifier", [rule("now", verbs=("ban",), where={"in": ["great"]})], "Norland banned Chirper in great haste.", ["now"]),
    ("unless is met", [rule("now", verbs=("ban",), unless={"in": ["haste"]})], "Norland banned Chirper in haste.", []),
    ("unless is not met", [rule("now", verbs=("ban",), unless={"in": ["haste"]})], "Norland banned Chirper in May.", ["now"]),
    ("unless is any word", [rule("now", verbs=("ban",), unless={"in": ["*"]})], "Norland banned Chirper in May.", []),
    ("particle is there", [rule("now", verbs=("ban",), where={"particle": ["outright"]})], "Norland banned Chirper outright.", ["now"]),
    ("light verb of agents", [BAN_NOUN], "Norland imposed a ban on Chirper.", ["ban-noun"]),
    ("verb that lends nothing", [BAN_NOUN], "Norland saw a ban on Chirper.", []),
    ("own light verb", [rule("own", nouns=("ban",), light=("see",), object="on")], "Norland saw a ban on Chirper.", ["own"]),
    (
        "own light verb alone",
        [rule("own", nouns=("ban",), light=("see",), only_light=True, object="on")],
        "Norland imposed a ban on Chirper.",
        [],
    ),
    (
        "light verb with a preposition",
        [rule("own", nouns=("ban",), light=("toy with",), object="on")],
        "Norland toyed with a ban on Chirper.",
        ["own"],
    ),
    (
        "word before the noun",
        [rule("two", nouns=("travel ban",), subject="poss", object="on")],
        "Norland's travel ban on Acme took effect.",
        ["two"],
    ),
    (
        "no word before the noun",
        [rule("two", nouns=("travel ban",), subject="poss", object="on")],
        "Norland's ban on Acme took effect.",
        [],
    ),
    ("any noun", [BAN_NOUN, rule("any", nouns=("*",), subject="poss", object="on")], "Norland's grip on Chirper took effect.", ["any"]),
    (
        "any noun yields",
        [BAN_NOUN, rule("any", nouns=("*",), subject="poss", object="on")],
        "Norland's ban on Chirper took effect.",
        ["ban-noun"],
    ),
    ("names", [rule("law", predicate="based_in", names=("organisation",), subject="self", object="poss")], "Norland's Acme left.", ["law"]),
    ("types that the predicate refuses", [rule("law", verbs=("ban",), predicate="leads")], "Norland banned Chirper.", []),
    (
        "types that the slot refuses",
        [rule("own", verbs=("ban",), subject={"slots": ["subject"], "types": ["person"]})],
        "Norland banned Chirper.",
        [],
    ),
    ("the next slot", [rule("own", verbs=("ban",), object="on, object")], "Norland banned Chirper.", ["own"]),
    ("one thing with itself", [BAN], "Chirper banned Chirper.", []),
    ("through a thing", [rule("own", verbs=("ban",), object={"slots": ["object"], "via": ["app"]})], "Norland banned Acme's app.", ["own"]),
    (
        "only through a thing",
        [rule("own", verbs=("ban",), object={"slots": ["object"], "via": ["app"], "via_only": True})],
        "Norland banned Acme.",
        [],
    ),
    ("belongings", [rule("own", verbs=("ban",), object={"slots": ["object"], "belongings": True})], "Norland banned Acme's app.", ["own"]),
]


def own(pipeline: Pipeline, *rules: Rule) -> Pipeline:
    return replace(pipeline, rules=index(rules))


@pytest.mark.parametrize(("rules", "text", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_which_rules_count(rules: list[Rule], text: str, expected: list[str], pipeline: Pipeline) -> None:
    claims = read(text, own(pipeline, *rules)).claims
    assert sorted(one.rule for claim in claims for one in claim.evidence) == expected


def test_polarity_of_a_rule(pipeline: Pipeline) -> None:
    leaving = rule("leave", verbs=("shun",), polarity="negated")
    (claim,) = read("Norland shunned Chirper.", own(pipeline, leaving)).claims
    assert claim.status == "denied" and "negation: rule leave" in claim.evidence[0].reasons
    (claim,) = read("Norland did not shun Chirper.", own(pipeline, leaving)).claims
    assert claim.status == "fact"


def test_confidence_of_a_rule(pipeline: Pipeline) -> None:
    (doubted,) = read("Norland banned Chirper.", own(pipeline, rule("own", verbs=("ban",), confidence=0.5))).claims
    (usual,) = read("Norland banned Chirper.", own(pipeline, rule("own", verbs=("ban",)))).claims
    assert doubted.confidence < usual.confidence


APPEAL = rule("appeal", predicate="rejected", verbs=("appeal",), infer="actor", answers=("fined",), object="against")
APPEAL_OF = rule("appeal", predicate="rejected", verbs=("appeal",), infer="actor", object="object")
FINE = rule("fine", predicate="fined", verbs=("fine",))
PROBE = rule("probe", predicate="investigates", nouns=("probe",), infer="coordinated", subject="poss, modifier", object="into")
IN = rule("ban-in", nouns=("ban",), infer="coordinated", subject="in, poss", object="on, object")

INFERRED: list[tuple[str, list[Rule], str, list[str]]] = [
    ("who acted", [APPEAL, FINE], "Norland fined Acme. Acme will appeal.", ["fined Norland Acme", "rejected Acme Norland"]),
    (
        "who acted last",
        [APPEAL, FINE],
        "Norland fined Acme. Sudland fined Acme. Acme appealed.",
        ["fined Norland Acme", "fined Sudland Acme", "rejected Acme Sudland"],
    ),
    ("who acted against somebody else", [APPEAL, FINE], "Norland fined Bolt. Acme will appeal.", ["fined Norland Bolt"]),
    ("another act", [APPEAL, BAN], "Norland banned Acme. Acme will appeal.", ["banned Norland Acme"]),
    ("an act that comes later", [APPEAL, FINE], "Acme will appeal. Norland fined Acme.", ["fined Norland Acme"]),
    ("an act far back", [APPEAL, FINE], "Norland fined Acme. " + "It rained. " * 6 + "Acme will appeal.", ["fined Norland Acme"]),
    (
        "an act in the paragraph before",
        [APPEAL, FINE],
        "Norland fined Acme.\nAcme will appeal.",
        ["fined Norland Acme", "rejected Acme Norland"],
    ),
    (
        "the act that is named",
        [APPEAL_OF, BAN],
        "Norland banned Bolt. Acme will appeal the ban.",
        ["banned Norland Bolt", "rejected Acme Norland"],
    ),
    (
        "the event beside",
        [PROBE, IN],
        "Chirper faces a ban in Norland as well as a Sudland probe.",
        ["banned Norland Chirper", "investigates Sudland Chirper"],
    ),
    ("no event beside", [PROBE, IN], "Norland's ban on Chirper failed. A Sudland probe went ahead.", ["banned Norland Chirper"]),
]


@pytest.mark.parametrize(("rules", "text", "expected"), [row[1:] for row in INFERRED], ids=[row[0] for row in INFERRED])
def test_what_is_left_to_the_context(rules: list[Rule], text: str, expected: list[str], pipeline: Pipeline) -> None:
    claims = read(text, own(pipeline, *rules)).claims
    assert sorted(f"{one.predicate} {one.subject.split(':')[1]} {one.object.split(':')[1]}" for one in claims) == expected
    for claim in claims:
        assert (claim.evidence[0].inferred is not None) == (claim.predicate in ("rejected", "investigates"))
