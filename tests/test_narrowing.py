"""A part of a graph: about somebody, since a day, of a status, of what is sure enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import KgError, NotFound, UsageError
from kg.narrowing import narrow
from tests.factories import MemoryRecords, sample_records


@pytest.mark.parametrize(
    ("about", "since", "claims"),
    [
        (["country:FR"], None, 4), (["France"], None, 4), (["the FRANCE"], None, 4), (["Federal Republic of Germany"], None, 3),
        (["organisation:cnil"], None, 4), (["CNIL", "France"], None, 8), ([], "2026-02-09", 5), ([], "2026-02", 12), ([], "2027", 0),
        (["France"], "2026-02-09", 1), ([], None, 13),
    ],
)  # fmt: skip
def test_only_the_claims_that_were_asked_for(about: list[str], since: str | None, claims: int) -> None:
    part = narrow(sample_records(), about=about, since=since)
    found = list(part.claims())
    assert len(found) == claims
    assert {claim for edge in part.edges() for claim in edge.claims} == {claim.id for claim in found}
    assert {document.id for document in part.documents()} == {claim.document for claim in found}
    known = {entity.id for entity in part.entities()}
    assert known >= {id for claim in found for id in (claim.subject, claim.object)}


def test_whoever_speaks_is_part_of_what_it_said() -> None:
    found = narrow(sample_records(), about=["organisation:cnil"]).claims()
    assert [claim.subject for claim in found if claim.attributed_to == "organisation:cnil"] == ["country:DE"]


def test_claims_without_a_date_are_left_out_where_a_day_is_asked_for(sample: MemoryRecords) -> None:
    undated = tuple(replace(one, document=replace(one.document, published=None)) for one in sample.extractions)
    assert [claim.time for claim in narrow(MemoryRecords(extractions=undated), since="2026-02-09").claims()] == ["2026-02-09"]


@pytest.mark.parametrize(
    ("about", "since", "kind", "message"),
    [
        (["Germeny"], None, NotFound, "Germeny: no entity of this graph is called so; did you mean country:DE?"),
        (["contry:DE"], None, NotFound, "did you mean country:DE"),
        ([""], None, NotFound, "'': no name of an entity"), (["."], None, NotFound, "'.': no name"),
        ([], "soon", UsageError, "since 'soon': no date"),
        ([], "2026-02-30", UsageError, "no date"), ([], "", UsageError, "no date"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said(about: list[str], since: str | None, kind: type[KgError], message: str) -> None:
    with pytest.raises(kind, match=r"no (entity|date|name)") as found:
        narrow(sample_records(), about=about, since=since)
    assert message in str(found.value)


@pytest.mark.parametrize(
    ("statuses", "least", "words"),
    [
        (["fact"], 0.0, "stated as fact: {} of 13 claims"), (["denied", "alleged"], 0.0, "stated as alleged or denied: {} of 13 claims"),
        ([], 0.9, "of a confidence of 0.9 or more: {} of 13 claims"),
        (["fact"], 0.9, "stated as fact, of a confidence of 0.9 or more: {} of 13 claims"),
    ],
)  # fmt: skip
def test_status_and_confidence_choose_claims(statuses: list[str], least: float, words: str) -> None:
    every = list(sample_records().claims())
    expected = [claim for claim in every if (not statuses or claim.status in statuses) and claim.confidence >= least]
    part = narrow(sample_records(), statuses=statuses, min_confidence=least)
    assert list(part.claims()) == expected
    assert 0 < len(expected) < len(every)
    assert part.words == words.format(len(expected))


@pytest.mark.parametrize(
    ("statuses", "least", "message"), [(["true"], 0.0, "status 'true': no such status; expected one of fact"), ([], 1.5, "1.5")]
)
def test_a_status_or_confidence_that_cannot_be_is_said(statuses: list[str], least: float, message: str) -> None:
    with pytest.raises(UsageError, match=r"status|confidence") as found:
        narrow(sample_records(), statuses=statuses, min_confidence=least)
    assert message in str(found.value)
