"""The figures are those of the reference scorer, score.py of the annotation guidelines, to the last digit."""

from __future__ import annotations

import importlib.util
import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given

from kg.evaluate import evaluate
from kg.export.lines import document_line
from kg.gold import GoldDocument
from kg.pipeline import Pipeline
from kg.resources import data_path
from kg.score import Score, score_document, total
from tests.score.cases import Json, pairs, to_extraction, to_gold

CASES: list[Json] = json.loads((Path(__file__).parent / "reference.json").read_text(encoding="utf-8"))
"""Random gold and system documents, with alternatives and optional parts, and what score.py printed for each."""

ROOT = data_path("gold").parents[1]
SCRIPT = next((path for path in (ROOT / "shared/gold/score.py", ROOT.parent / "shared/gold/score.py") if path.is_file()), None)


def score(gold: Json, system: Json) -> Score:
    return total([score_document(to_gold(gold), to_extraction(system))])


def levels(score: Score) -> Json:
    return {level: tally.row() for level, tally in score.levels.items()}


def predicates(score: Score) -> Json:
    """The table by predicate as score.py prints it: counts that are zero are left out, but for a gold of zero."""
    return {
        key: {name: count for name, count in (("gold", t.gold), ("missed", t.gold - t.right), ("spurious", t.found - t.right)) if count}
        for key, t in score.predicates.items()
    }


@pytest.mark.parametrize("case", CASES, ids=[case["gold"]["id"] for case in CASES])
def test_levels_and_predicates_are_those_that_the_reference_printed(case: Json) -> None:
    result = score(case["gold"], case["system"])
    assert levels(result) == case["levels"]
    assert predicates(result) == {key: row for key, row in case["predicates"].items() if row}


def test_documents_add_up_to_micro_averages() -> None:
    result = total([score_document(to_gold(case["gold"]), to_extraction(case["system"])) for case in CASES])
    for level, tally in result.levels.items():
        assert tally.gold == sum(case["levels"][level]["gold"] for case in CASES)
        assert tally.right == sum(case["levels"][level]["right"] for case in CASES)
        assert tally.found == sum(case["levels"][level]["found"] for case in CASES)


@pytest.fixture(scope="module")
def reference() -> Callable[[Json, Json], Json]:
    """The reference scorer itself, where the annotation folder lies in or beside the project."""
    if SCRIPT is None:
        pytest.skip("score.py of the annotation guidelines is not beside the project")
    spec = importlib.util.spec_from_file_location("reference_score", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda gold, system: _run(module, gold, system)


def _run(module: ModuleType, gold: Json, system: Json) -> Json:
    """What its main function counts for one document, without files and printing."""
    tallies = {level: module.Tally() for level in ("pair", "claim", "status")}
    entities = [entity for entity in system["entities"] if entity["type"] in module.TYPES]
    mapping = module.align(gold["entities"], entities)
    claims = module.claims_of(gold, system, mapping)
    for level, tally in tallies.items():
        module.match(claims, gold["claims"], level, tally)
    return Namespace(mapping=mapping, rows={level: tally.row() for level, tally in tallies.items()}).__dict__


@given(pairs())
def test_made_up_documents_score_as_in_the_reference(reference: Callable[[Json, Json], Json], pair: tuple[Json, Json]) -> None:
    gold, system = pair
    expected = reference(gold, system)
    result = score_document(to_gold(gold), to_extraction(system))
    assert dict(result.mapping) == expected["mapping"]
    assert {level: result.levels[level].row() for level in ("pair", "claim", "status")} == expected["rows"]


def written(gold: GoldDocument) -> Json:
    """A gold document in the JSON of the annotation guidelines, all that may have alternatives as lists."""
    entities = [{"id": one.id, "type": list(one.types), "names": list(one.names), "optional": one.optional} for one in gold.entities]
    claims = [
        {
            "subject": list(one.subjects),
            "predicate": list(one.predicates),
            "object": list(one.objects),
            "polarity": list(one.polarities),
            "modality": list(one.modalities),
            "optional": one.optional,
        }
        for one in gold.claims
    ]
    return {"id": gold.id, "text": gold.text, "entities": entities, "claims": claims}


@pytest.mark.model
def test_what_is_extracted_scores_as_in_the_reference(reference: Callable[[Json, Json], Json], pipeline: Pipeline) -> None:
    found = evaluate([data_path("gold") / "dev" / "d01.json", data_path("gold") / "passages" / "E-01.txt"], pipeline)
    for document in found.documents:
        expected = reference(written(document.gold), document_line(document.extraction))
        assert dict(document.mapping) == expected["mapping"]
        assert {level: document.levels[level].row() for level in ("pair", "claim", "status")} == expected["rows"]
    assert found.score.levels["claim"].right > 20
