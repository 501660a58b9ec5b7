"""What a report tells: every claim with its sentence, dates as true as they are, sources counted once, contradictions from both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.dossier.contents import Story
from kg.dossier.sentence import pieces
from kg.dossier.story import to_story
from kg.model import STATUSES, Copy, Extraction, Link, Records
from kg.narrowing import narrow
from tests.factories import MemoryRecords, find, judged, make_claim, make_document, make_entity, make_evidence


def story_of(records: Records, about: str) -> Story:
    return to_story(narrow(records, about=[about]))


@pytest.mark.parametrize("about", ["Chirper", "CNIL", "France", "Germany", "Parrot", "Mara Lind"])
def test_every_claim_is_told_once(about: str, sample: MemoryRecords) -> None:
    story = story_of(sample, about)
    part = narrow(sample, about=[about])
    told = [one.id for section in story.sections for _, lines in section.groups for line in lines for one in line.reports]
    assert sorted([*told, *(one.id for one in story.says)]) == [claim.id for claim in part.claims()]
    assert sum(story.counts.values()) == len(told)
    assert {one.number for one in story.sources} == set(range(1, len(story.sources) + 1))


def test_the_words_of_a_claim_say_its_status_and_whose_word_it_is(sample: MemoryRecords) -> None:
    story = story_of(sample, "CNIL")
    (says,) = story.says
    assert (says.words, says.status, says.about) == ("Germany banned Parrot (planned), according to CNIL", "planned", "deepfakes")
    fined = next(line for section in story.sections for words, lines in section.groups if words == "fined" for line in lines)
    assert (fined.status, fined.backing) == ("alleged", ("news.example",))
    assert story.counts == dict(zip(STATUSES, (2, 1, 0, 0, 0), strict=True))


def test_the_timeline_goes_by_the_date_of_the_act(sample: MemoryRecords) -> None:
    moments = story_of(sample, "Chirper").moments
    assert [(one.date, one.true) for one in moments] == [
        ("2026-01", True), ("2026-02-03", True), ("2026-02-04", False), ("2026-02-04", False), ("2026-02-04", False), ("2026-02-09", True),
        ("2026-02-10", False), ("2026-02-10", False),
    ]  # fmt: skip
    assert moments[0].words == "CNIL investigates Chirper"


def test_what_has_no_date_stands_at_the_end() -> None:
    dated, undated = make_document("France raided Chirper.", published="2026"), make_document("France banned Chirper.")
    claims = (make_claim(make_evidence(undated), predicate="banned"), make_claim(make_evidence(dated)))
    ends = (make_entity("country:FR", "France"), make_entity())
    found = zip((undated, dated), claims, strict=True)
    records = MemoryRecords(extractions=tuple(Extraction(document=one, entities=ends, claims=(claim,)) for one, claim in found))
    assert [one.date for one in story_of(records, "France").moments] == ["2026", ""]


def test_contradictions_are_told_from_both_sides(sample: MemoryRecords) -> None:
    story = story_of(sample, "Germany")
    (dispute,) = story.disputes
    assert dispute.startswith("Germany banned Chirper (denied), 2026-02-04 stands against Germany banned Chirper (fact), 2026-02-10: ")
    lines = {line.status: line for section in story.sections for _, lines in section.groups for line in lines if line.object == "Chirper"}
    assert lines["fact"].disputes == ("contradicted by: Germany banned Chirper (denied), 2026-02-04 (the same act, affirmed and denied)",)
    assert lines["denied"].disputes == ("contradicted by: Germany banned Chirper (fact), 2026-02-10 (the same act, affirmed and denied)",)


def test_copies_are_one_source(sample: MemoryRecords) -> None:
    first, second = (document.id for document in sample.documents())
    story = story_of(MemoryRecords(extractions=sample.extractions, near_duplicates=(Copy(document=second, of=first),)), "Chirper")
    assert story.independent == 1
    assert sum(one.copy_of is not None for one in story.sources) == 1


def test_links_need_a_source(sample: MemoryRecords) -> None:
    assert [scheme for scheme, _, _ in story_of(sample, "France").links] == ["wikidata"]
    assert story_of(sample, "CNIL").links == ()


def test_hostile_links_are_left_out() -> None:
    links = (Link(scheme="domain", value="x.example/<script>"), Link(scheme="wikidata", value="Q1/../x"))
    entity = make_entity("country:FR", "France", links=links)
    records = MemoryRecords(extractions=(Extraction(document=make_document(), entities=(entity, make_entity()), claims=(make_claim(),)),))
    assert story_of(records, "France").links == ()


def test_a_judgement_is_told() -> None:
    ends = (make_entity("country:FR", "France"), make_entity())
    records = MemoryRecords(extractions=(Extraction(document=make_document(), entities=ends, claims=(judged(make_claim()),)),))
    (line,) = [line for section in story_of(records, "France").sections for _, lines in section.groups for line in lines]
    assert line.reports[0].judged == "accepted by A. Editor"


def test_of_many_claims_the_best_supported_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.dossier.story.CLAIMS", 20)
    ends = (make_entity("country:FR", "France"), make_entity())
    extractions = []
    for number in range(25):
        document = make_document(f"France raided Chirper, {number}.")
        extractions.append(Extraction(document=document, entities=ends, claims=(make_claim(make_evidence(document)),)))
    story = story_of(MemoryRecords(extractions=tuple(extractions)), "France")
    assert story.left_out == 5
    assert story.counts["fact"] == 25


def test_what_it_says_of_others_is_counted_where_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.dossier.story.CLAIMS", 2)
    ends = (make_entity("country:FR", "France"), make_entity(), make_entity("organisation:cnil", "CNIL"))
    documents = [make_document(f"The CNIL said France raided Chirper, {number}.") for number in range(5)]
    claims = [make_claim(make_evidence(document), attributed_to="organisation:cnil") for document in documents]
    found = zip(documents, claims, strict=True)
    records = MemoryRecords(extractions=tuple(Extraction(document=one, entities=ends, claims=(claim,)) for one, claim in found))
    story = story_of(records, "CNIL")
    assert (len(story.says), story.left_out) == (2, 3)


@pytest.mark.parametrize(
    ("subject", "trigger", "object", "expected"),
    [
        ("France", "raided", "Chirper", ["subject:France", ": ", "trigger:raided", ": the ", "object:Chirper", ":."]),
        (None, "raided", None, [":France ", "trigger:raided", ": the Chirper."]),
        ("France raided", "raided", "the Chirper", ["subject:France raided", ": ", "object:the Chirper", ":."]),
        (None, None, None, [":France raided the Chirper."]),
    ],
)
def test_pieces_put_together_are_the_sentence(subject: str | None, trigger: str | None, object: str | None, expected: list[str]) -> None:
    document = make_document("Before. France raided\n the Chirper. After.")
    sentence = "France raided\n the Chirper."

    def span(text: str | None) -> tuple[int, int] | None:
        return None if text is None else find(document, text.replace("raided the", "raided\n the"))

    evidence = make_evidence(document, sentence)
    found = pieces(replace(evidence, subject_span=span(subject), trigger=span(trigger), object_span=span(object)), document)
    assert "".join(one.text for one in found) == " ".join(sentence.split())
    assert [f"{one.role}:{one.text}" for one in found] == [text if ":" in text else f":{text}" for text in expected]


def test_marks_outside_the_sentence_are_not_shown() -> None:
    document = make_document("Chirper is large. France raided it.")
    evidence = make_evidence(document, "France raided it.")
    found = pieces(replace(evidence, object_span=find(document, "Chirper")), document)
    assert [(one.text, one.role) for one in found] == [("France raided it.", "")]
