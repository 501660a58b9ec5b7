"""Running extraction over gold and showing what came of it, with a stand-in for the extraction."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from kg.errors import KgError
from kg.evaluate import Evaluation, errors, evaluate, format_table, given_mentions, gold_document, run, to_json
from kg.gold import GoldDocument, GoldEntity, read_gold
from kg.link import Linked
from kg.model import Claim, Document, Entity, Evidence, Extraction, Mention
from kg.pipeline import Pipeline

GOLD = """\
# p1 | 2026-02-04
It rained. [Italy|e1 country] banned [Kick|e2 platform] on Monday. [It|e2] had been sued by [Acme|e3 organisation]. Nobody cared.
> e1 banned e2 | 2026-02-02
> e3 sued e2

# p2 | -
[Peru|e1 country] plans to fine [Fizz|e2 platform].
> e1 fined e2 | planned
"""

PIPELINE = cast("Pipeline", None)


def stand_in(
    document: Document, pipeline: Pipeline, *, given: Linked | None = None, passages: Sequence[object] | None = None
) -> Extraction:
    """Finds capitalised words as countries, and says that the first one banned the second and sued the last."""
    if "CRASH" in document.text:
        raise SystemExit(3)
    found = [m for m in re.finditer(r"\b[A-Z][a-z]{3,}\b", document.text) if m.group() not in {"Monday", "Nobody"}]
    mentions = [
        Mention(start=m.start(), end=m.end(), text=m.group(), type="country", origin="ner", entity=f"country:{m.group()}") for m in found
    ]
    entities = tuple(Entity(id=m.entity, type="country", name=m.text, reason="a guess") for m in mentions)
    if given is not None:
        mentions, entities = list(given.mentions), given.entities
    ids = [entity.id for entity in entities]
    evidence = Evidence(
        document=document.id, start=mentions[0].start, end=mentions[-1].end, rule="ban", reasons=("slot subject",), inferred="a guess"
    )
    claims = [
        Claim(id=p, subject=ids[0], predicate=p, object=ids[o], polarity="affirmed", modality="actual", evidence=(evidence,))
        for p, o in (("banned", 1), ("fined", -1))
    ]
    return Extraction(document=document, mentions=tuple(mentions), entities=entities, claims=tuple(claims))


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run, "extract_document", stand_in)
    path = tmp_path / "gold.txt"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_documents_are_extracted_and_scored_in_order(gold: Path) -> None:
    done: list[int] = []
    evaluation = evaluate(gold, PIPELINE, progress=lambda: done.append(1))
    assert [score.gold.id for score in evaluation.documents] == ["p1", "p2"]
    assert len(done) == 2
    assert evaluation.score.levels["entity"].row() == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "right": 5, "found": 5, "gold": 5}
    assert evaluation.score.levels["typed"].right == 2
    claim = evaluation.score.levels["claim"]
    assert (claim.right, claim.found, claim.gold) == (2, 4, 3)
    assert evaluation.score.levels["status"].right == 1


def test_processes_give_the_same_as_one(gold: Path) -> None:
    assert evaluate([gold], PIPELINE, workers=2) == evaluate([gold], PIPELINE)
    assert evaluate([gold], PIPELINE, workers=5) == evaluate([gold], PIPELINE)


def test_a_process_that_ends_early_is_an_error(gold: Path) -> None:
    gold.write_text(GOLD + "\n# p3 | -\nCRASH\n", encoding="utf-8")
    with pytest.raises(KgError, match="ended before it was done"):
        evaluate(gold, PIPELINE, workers=2)


def test_gold_mentions_stand_in_for_found_ones(gold: Path) -> None:
    evaluation = evaluate(gold, PIPELINE, mentions="gold")
    assert evaluation.score.levels["typed"].f1 == 1.0
    assert evaluation.score.mentions["coreference"].f1 == 1.0
    first = evaluation.documents[0].extraction
    assert [(m.text, m.entity, m.origin) for m in first.mentions] == [
        ("Italy", "country:e1", "marked"),
        ("Kick", "platform:e2", "marked"),
        ("It", "platform:e2", "coref"),
        ("Acme", "organisation:e3", "marked"),
    ]


def test_names_are_searched_where_gold_marks_no_mentions() -> None:
    entities = (
        GoldEntity(id="e1", types=("platform",), names=("X", "X Corp")),
        GoldEntity(id="e2", types=("country",), names=("France",), sector="police"),
    )
    document = GoldDocument(
        id="d", text="X Corp, X and Xerox: France.", published=None, title=None, entities=entities, claims=(), mentions=None, path="d"
    )
    linked = given_mentions(document)
    assert [(m.text, m.start, m.entity, m.sector) for m in linked.mentions] == [
        ("X Corp", 0, "platform:e1", None),
        ("X", 8, "platform:e1", None),
        ("France", 21, "country:e2", "police"),
    ]
    assert [entity.id for entity in linked.entities] == ["country:e2", "platform:e1"]


def test_the_document_is_that_of_a_file(gold: Path) -> None:
    document = gold_document(read_gold(gold)[0])
    assert (document.name, document.source, document.published) == ("p1", "gold.txt", "2026-02-04")
    assert all(document.text[block.start : block.end].strip() for block in document.blocks)
    assert document.blocks


def test_errors_are_shown_with_their_sentences(gold: Path) -> None:
    lines = list(errors(evaluate(gold, PIPELINE)))
    assert [line for line in lines if not line.startswith(" ")] == [
        "p1\tSPURIOUS\tItaly | fined | Acme\taffirmed actual",
        "p1\tMISSED\tAcme | sued | Kick\taffirmed actual",
        "p2\tSPURIOUS\tPeru | banned | Fizz\taffirmed actual",
        "p2\tSTATUS\tPeru | fined | Fizz\taffirmed actual, gold affirmed planned",
    ]
    assert lines[1:4] == [
        "    'Italy banned Kick on Monday. It had been sued by Acme'",
        "    rule ban; inferred: a guess",
        "    slot subject",
    ]
    assert lines[5] == "    'It had been sued by Acme.'"


def test_errors_may_speak_of_entities_too(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold.write_text("# p | -\n[It|e9 person] rained on [Kick|e1 platform], Fizz and [X|e2 platform].\n= e9: Jan Novak\n", encoding="utf-8")
    lines = [line for line in errors(evaluate(gold, PIPELINE), entities=True) if "\t" in line and "SPURIOUS" not in line]
    assert lines == [
        "p\tTYPE\tKick (country:Kick)\tgold platform",
        "p\tENTITY+\tFizz (country:Fizz)\ta guess",
        "p\tENTITY-\tJan Novak (person)",
        "p\tENTITY-\tX (platform)",
    ]


def test_a_missed_claim_shows_the_words_that_the_annotator_quotes(gold: Path) -> None:
    record = {
        "id": "d",
        "text": "Rain fell. Peru sued Fizz! Snow.\nMore: Peru met Fizz",
        "entities": [{"id": "a", "type": "country", "names": ["Peru"]}, {"id": "b", "type": "platform", "names": ["Fizz"]}],
        "claims": [
            {"subject": "b", "predicate": "sued", "object": "a", "evidence": "sued Fizz"},
            {"subject": "b", "predicate": "owns", "object": "a", "evidence": "met Fizz"},
            {"subject": ["a", "b"], "predicate": "demanded", "object": "a"},
        ],
    }
    path = gold.with_suffix(".json")
    path.write_text(json.dumps(record), encoding="utf-8")
    lines = list(errors(evaluate(path, PIPELINE)))
    missed = {line.split("\t")[2]: lines[n + 1] for n, line in enumerate(lines) if "MISSED" in line}
    assert missed == {
        "Fizz | sued | Peru": "    'Peru sued Fizz!'",
        "Fizz | owns | Peru": "    'More: Peru met Fizz'",
        "Peru/Fizz | demanded | Peru": "    ''",
    }


def test_the_table_shows_every_part(gold: Path) -> None:
    table = format_table(evaluate(gold, PIPELINE))
    assert table.startswith("2 documents\n")
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines() if line.strip()}
    assert rows["claim"] == ["0.500", "0.667", "0.571", "2", "4", "3"]
    assert rows["fined"] == ["0.500", "1.000", "0.667", "1", "2", "1"]
    assert rows["ban"] == ["0.500", "2", "2", "0", "1"]
    assert rows["planned"] == ["1", "0", "0", "0", "0"]
    assert "time accuracy 0.000  (0 same, 0 prefix, 0 differs, 1 missed, 0 spurious)" in table
    assert "calibration error 0.500" in table
    assert all(line == line.rstrip() for line in table.splitlines())


def test_the_figures_are_ready_for_json(gold: Path) -> None:
    figures = to_json(evaluate(gold, PIPELINE))
    again = json.loads(json.dumps(figures))
    assert again == figures
    assert again["levels"]["claim"] == {"precision": 0.5, "recall": 0.6667, "f1": 0.5714, "right": 2, "found": 4, "gold": 3}
    assert again["rules"]["ban"] == {"precision": 0.5, "right": 2, "spurious": 2, "aside": 0, "status_wrong": 1}
    assert again["confusions"] == [{"gold": "fact", "system": "fact", "count": 1}, {"gold": "planned", "system": "fact", "count": 1}]
    assert again["time"] == {"accuracy": 0.0, "same": 0, "prefix": 0, "differs": 0, "missed": 1, "spurious": 0}
    assert again["calibration"]["bins"] == [{"low": 0.9, "count": 4, "confidence": 1.0, "accuracy": 0.5}]


def test_an_empty_evaluation_can_be_shown() -> None:
    from kg.score import total

    empty = Evaluation(documents=(), score=total([]))
    assert format_table(empty).startswith("0 documents")
    assert to_json(empty)["rules"] == {}
