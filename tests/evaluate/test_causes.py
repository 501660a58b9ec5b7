"""Each error has one cause: made-up documents in which just one thing stands in the way of a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.evaluate import Case, Cause, causes, count
from kg.gold import GoldDocument, read_gold
from kg.model import Claim, Document, Entity, Evidence, Extraction, Mention, Origin
from kg.score import DocumentScore, score_document

TEXT = """# d | 2026-01-01
[Peru|e1 country] banned [Fizz|e2 platform]. [It|e2] sued [Acme|e3 organisation]. [Acme|e3] rests. Rain in [Chile|e4 country].
{claims}
"""


def mention(text: str, word: str, entity: str, origin: Origin = "ner") -> Mention:
    start = text.index(word)
    return Mention(start=start, end=start + len(word), text=word, type=entity.partition(":")[0], origin=origin, entity=entity)


def document(tmp_path: Path, *claims: str) -> GoldDocument:
    path = tmp_path / "gold.txt"
    path.write_text(TEXT.format(claims="\n".join(f"> {claim}" for claim in claims)), encoding="utf-8")
    return read_gold(path)[0]


NAMES = {"Peru": "country:PE", "Fizz": "platform:fizz", "Acme": "organisation:acme", "Chile": "country:CL"}


def found(
    gold: GoldDocument, *claims: str, mentions: Sequence[Mention] = (), without: str = "", rename: dict[str, str] | None = None
) -> DocumentScore:
    """What a system said: all names are found but for `without`; claims as 'Peru banned Fizz', with an optional modality behind."""
    names = {name: entity for name, entity in (NAMES | (rename or {})).items() if name != without}
    seen = [*(mention(gold.text, name, entity) for name, entity in names.items()), *mentions]
    entities = tuple(Entity(id=entity, type=entity.partition(":")[0], name=name) for name, entity in names.items())
    made = []
    for claim in claims:
        subject, predicate, target, *modality = claim.split()
        spans = {one.entity: (one.start, one.end) for one in seen}
        for one in mentions:
            spans[one.entity] = (one.start, one.end)
        evidence = Evidence(
            document="d", start=0, end=9, rule=f"{predicate}-rule", subject_span=spans[names[subject]], object_span=spans[names[target]]
        )
        made.append(
            Claim(
                id=claim, subject=names[subject], predicate=predicate, object=names[target], polarity="affirmed",
                modality="planned" if modality else "actual", evidence=(evidence,),
            )
        )  # fmt: skip
    text = Document(id="d", name="d", text=gold.text, source="d", sha256="")
    return score_document(gold, Extraction(document=text, mentions=tuple(seen), entities=entities, claims=tuple(made)))


def case(gold: GoldDocument, system: DocumentScore, given: DocumentScore | None = None) -> Case:
    ends = [match.end() for match in re.finditer(r"\.\s?", gold.text)]
    sentences = list(zip([0, *ends], ends, strict=False))
    return Case(found=system, given=given or found(gold), marks=gold.mentions or (), sentences=sentences)


def test_entity_not_found(tmp_path: Path) -> None:
    gold = document(tmp_path, "e1 banned e2")
    assert list(causes(case(gold, found(gold, without="Fizz"), found(gold, "Peru banned Fizz")))) == [
        Cause(kind="missed", cause="entity not found", detail="object", with_marks=True)
    ]


def test_type_forbids_the_predicate(tmp_path: Path) -> None:
    gold = document(tmp_path, "e1 banned e2")
    (cause,) = causes(case(gold, found(gold, rename={"Peru": "law:peru"})))
    assert (cause.cause, cause.detail, cause.with_marks) == ("type forbids the predicate", "law banned platform", False)


@pytest.mark.parametrize(
    ("said", "missed", "spurious"),
    [
        ("Peru fined Fizz", ("other predicate", "banned taken for fined"), ("other predicate", "banned taken for fined")),
        ("Fizz banned Peru", ("direction turned round", "banned"), ("direction turned round", "banned")),
        ("Acme banned Chile", ("no rule fires", "banned"), ("pair that the gold does not link", "rule banned-rule")),
    ],
)
def test_what_else_was_said(said: str, missed: tuple[str, str], spurious: tuple[str, str], tmp_path: Path) -> None:
    gold = document(tmp_path, "e1 banned e2")
    first, second = causes(case(gold, found(gold, said)))
    assert (first.kind, first.cause, first.detail) == ("missed", *missed)
    assert (second.kind, second.cause, second.detail) == ("spurious", *spurious)
    assert second.with_marks


def test_no_sentence_names_both(tmp_path: Path) -> None:
    gold = document(tmp_path, "e4 banned e2")
    assert [cause.cause for cause in causes(case(gold, found(gold)))] == ["no sentence names both"]


def test_references(tmp_path: Path) -> None:
    gold = document(tmp_path, "e2 sued e3")
    given = found(gold, "Fizz sued Acme")
    assert [(one.cause, one.detail, one.with_marks) for one in causes(case(gold, found(gold), given))] == [
        ("reference not resolved", "subject", True)
    ]
    wrong = mention(gold.text, "It", NAMES["Peru"], "coref")
    assert [one.cause for one in causes(case(gold, found(gold, mentions=[wrong]), given))] == ["reference resolved wrongly"]
    right = mention(gold.text, "It", NAMES["Fizz"], "coref")
    acme = mention(gold.text, "Acme", NAMES["Acme"])
    assert [one.cause for one in causes(case(gold, found(gold, mentions=[right, acme]), given))] == ["mentions stand otherwise"]
    assert [one.cause for one in causes(case(gold, found(gold, mentions=[right, acme])))] == ["no rule fires"]


def test_names(tmp_path: Path) -> None:
    gold = document(tmp_path, "e1 banned e2")
    elsewhere = mention(gold.text, "rests", "platform:fizz")
    entity = Entity(id="platform:fizz", type="platform", name="Fizz")
    base = found(gold, without="Fizz").extraction
    late = Extraction(document=base.document, mentions=(*base.mentions, elsewhere), entities=(*base.entities, entity))
    assert [one.cause for one in causes(case(gold, score_document(gold, late)))] == ["name not found there"]
    taken = mention(gold.text, "Fizz", NAMES["Acme"])
    other = Extraction(document=base.document, mentions=(*late.mentions, taken), entities=late.entities)
    assert [one.cause for one in causes(case(gold, score_document(gold, other)))] == ["name linked to another"]


def test_spurious_claims_of_wrong_mentions(tmp_path: Path) -> None:
    gold = document(tmp_path)
    wrong = mention(gold.text, "It", NAMES["Peru"], "coref")
    (cause,) = causes(case(gold, found(gold, "Peru sued Acme", mentions=[wrong])))
    assert (cause.cause, cause.detail) == ("reference resolved wrongly", "subject")
    unmarked = mention(gold.text, "Rain", NAMES["Peru"], "coref")
    (cause,) = causes(case(gold, found(gold, "Peru sued Acme", mentions=[unmarked])))
    assert (cause.cause, cause.detail) == ("reference where the gold has none", "subject")
    (cause,) = causes(case(gold, found(gold, "Peru sued Rain", rename={"Rain": "organisation:rain"})))
    assert (cause.cause, cause.detail) == ("entity that the gold lacks", "object")


def test_status(tmp_path: Path) -> None:
    gold = document(tmp_path, "e1 banned e2 | alleged")
    system = found(gold, "Peru banned Fizz planned")
    assert list(causes(case(gold, system))) == [Cause(kind="status", cause="alleged taken for planned", detail="banned", with_marks=False)]


def test_a_right_document_has_no_causes(tmp_path: Path) -> None:
    gold = document(tmp_path, "e1 banned e2")
    assert list(causes(case(gold, found(gold, "Peru banned Fizz")))) == []


def test_causes_are_counted() -> None:
    one = Cause(kind="missed", cause="no rule fires", detail="fined")
    other = Cause(kind="missed", cause="no rule fires", detail="sued", with_marks=True)
    rows = count([one, other, one, Cause(kind="status", cause="x", detail="y")])
    assert [(row.kind, row.cause, row.count, row.share, row.with_marks) for row in rows] == [
        ("missed", "no rule fires", 3, 0.75, 1),
        ("status", "x", 1, 0.25, 0),
    ]
    assert rows[0].details == (("fined", 2), ("sued", 1))
    assert count([]) == []
