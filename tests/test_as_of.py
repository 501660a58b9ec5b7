"""kg.as_of: the record as it stood on a day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.as_of import Kept, LedgerAsOf, counts, last_day
from kg.errors import UsageError
from kg.ledger import Ledger
from kg.model import Extraction
from kg.rdf import digest_of, to_text, write_rdf
from kg.validate import validate
from tests.factories import MemoryRecords, judged, make_claim, make_document, make_entity, make_evidence, make_mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", "2026-12-31"),
        ("2026-02", "2026-02-28"),
        ("2024-02", "2024-02-29"),
        ("2026-02-04", "2026-02-04"),
        ("2026-02-04T23:59:59Z", "2026-02-04"),
        ("2026-02-30", None),
        ("2026-13", None),
        ("0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_last_day(text: str, expected: str | None) -> None:
    assert last_day(text) == expected


@pytest.mark.parametrize(
    ("published", "until", "expected"),
    [
        ("2026-02-04", "2026-02-04", True),
        ("2026-02-04", "2026-02-03", False),
        ("2026-02-04", "2026-02", True),
        ("2026-02", "2026-02", True),
        ("2026-02", "2026-02-27", False),
        ("2026-02", "2026-02-28", True),
        ("2026", "2026-11", False),
        ("2026", "2026", True),
        ("2025", "2026-01-01", True),
        (None, "2026", False),
        ("some day", "2026", False),
    ],
)
def test_counts(published: str | None, until: str, expected: bool) -> None:
    assert counts(published, until) is expected
    assert counts(published, until, undated=True) is (expected or published in {None, "some day"})


def extraction(name: str, published: str | None, *, entity: str = "Chirper") -> Extraction:
    text = f"French prosecutors raided the offices of {entity} in case {name}."
    document = make_document(text, name=name, published=published)
    evidence = make_evidence(document, trigger="raided", subject="French", object=entity)
    france = make_entity("country:FR", "France", aliases=["French"])
    chirper = make_entity("platform:chirper", "Chirper", aliases=[entity])
    mentions = (make_mention(document, "French", entity="country:FR"), make_mention(document, entity))
    return Extraction(document=document, mentions=mentions, entities=(france, chirper), claims=(make_claim(evidence),))


EARLY, LATE, UNDATED = extraction("early", "2026-01-15"), extraction("late", "2026-03", entity="Chirp"), extraction("undated", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, EARLY, LATE, UNDATED)
    return tmp_path


def write(folder: Path, *extractions: Extraction) -> None:
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for one in extractions:
            ledger.write(one, key="key")
        ledger.link()


def text_of(records: Ledger | MemoryRecords) -> str:
    return "".join(to_text(records))


def test_only_what_was_published_counts(folder: Path) -> None:
    with LedgerAsOf.at(folder, "2026-02") as then:
        assert then.kept == Kept(count=1, total=3, later=1, undated=1)
        assert text_of(then) == text_of(MemoryRecords(extractions=(EARLY,)))
        assert [edge.documents for edge in then.edges()] == [(EARLY.document.id,)]
        assert [claim.document for claim in then.claims_about("country:FR")] == [EARLY.document.id]
        assert [claim.document for claim in then.claims_of([LATE.document.id, EARLY.document.id])] == [EARLY.document.id]
        assert [entity.aliases for entity in then.entities_of([EARLY.document.id])] == [("France", "French"), ("Chirper",)]
        assert list(then.entities_of([LATE.document.id])) == []
        assert then.document(EARLY.document.id) is not None
        assert then.document(LATE.document.id) is None
        assert validate(then).conforms
    with LedgerAsOf.at(folder, "2026-02", undated=True) as then:
        assert then.kept == Kept(count=2, total=3, later=1, undated=1)
        assert {document.name for document in then.documents()} == {"early", "undated"}


def test_names_that_came_later_are_not_known(folder: Path) -> None:
    with LedgerAsOf.at(folder, "2026-02") as then, LedgerAsOf.at(folder, "2026-03") as later:
        assert {entity.id: entity.aliases for entity in then.entities()}["platform:chirper"] == ("Chirper",)
        assert {entity.id: entity.aliases for entity in later.entities()}["platform:chirper"] == ("Chirp", "Chirper")


def test_before_everything_there_is_nothing(folder: Path) -> None:
    with LedgerAsOf.at(folder, "2020") as then:
        assert then.kept == Kept(count=0, total=3, later=2, undated=1)
        assert not [*then.documents(), *then.entities(), *then.claims(), *then.edges()]


def test_digests_differ_where_documents_do(folder: Path, tmp_path: Path) -> None:
    with Ledger.open(folder) as whole, LedgerAsOf.at(folder, "2026-03", undated=True) as everything:
        assert everything.digest() == whole.digest()
        with LedgerAsOf.at(folder, "2026-03") as then, LedgerAsOf.at(folder, "2026") as same, LedgerAsOf.at(folder, "2026-02") as other:
            assert len({whole.digest(), then.digest(), other.digest()}) == 3
            assert then.digest() == same.digest()
            write_rdf(then, tmp_path / "then.trig")
            assert digest_of(tmp_path / "then.trig") == then.digest()


def test_a_correction_may_name_an_entity_of_a_later_document(folder: Path) -> None:
    """It stands, and the entity with it: people's judgement is of today."""
    germany = make_entity("country:DE", "Germany")
    write(folder, replace(extraction("third", "2026-05"), entities=(*UNDATED.entities, germany)))
    read = EARLY.claims[0]
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        judgement = judged(replace(read, subject="country:DE"), before=read).judgement
        assert judgement is not None
        ledger.judge([judgement])
    with LedgerAsOf.at(folder, "2026-01") as then:
        assert [claim.subject for claim in then.claims()] == ["country:DE"]
        assert "country:DE" in {entity.id for entity in then.entities()}
        assert len(list(then.settled())) == 1
    with LedgerAsOf.at(folder, "2025") as then:
        assert list(then.settled()) == []


@pytest.mark.parametrize("until", ["", "soon", "2026-13", "2026-02-30"])
def test_what_is_no_date_is_told(folder: Path, until: str) -> None:
    with pytest.raises(UsageError, match="expected a year, month or day"):
        LedgerAsOf.at(folder, until)


def test_copies_are_those_of_the_documents_that_count(tmp_path: Path) -> None:
    """The first copy may be later than the date, or without one: then the others are told of one another."""
    story = " ".join(f"The regulator of country {number} wrote to the platform about rule {number} of its terms." for number in range(30))
    documents = [
        make_document(f"{story} {name}.", name=name, published=published)
        for name, published in (("first", "2026-01-02"), ("second", "2026-01-03"), ("third", "2026-01-04"), ("undated", None))
    ]
    write(tmp_path, *(Extraction(document=document) for document in documents))
    first, second, third, _ = (document.id for document in documents)
    with Ledger.open(tmp_path) as whole:
        assert {copy.of for copy in whole.copies()} == {first}
        assert len(list(whole.copies())) == 3
    for until, expected in {"2026-01-02": set(), "2026-01-03": {(second, first)}, "2026": {(second, first), (third, first)}}.items():
        with LedgerAsOf.at(tmp_path, until) as then:
            assert {(copy.document, copy.of) for copy in then.copies()} == expected
    with LedgerAsOf.at(tmp_path, "2025", undated=True) as then:
        assert list(then.copies()) == []
