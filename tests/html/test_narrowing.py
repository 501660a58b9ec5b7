"""A page of a part of a graph: about somebody, since a day, in colours of one's own choice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import KgError, NotFound, UsageError
from kg.html.narrowing import narrow
from kg.html.page import Theme, to_html
from tests.factories import MemoryRecords, sample_records
from tests.html.conftest import Opener


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
        ([""], None, NotFound, "no entity"), (["."], None, NotFound, "no entity"), ([], "soon", UsageError, "since 'soon': no date"),
        ([], "2026-02-30", UsageError, "no date"), ([], "", UsageError, "no date"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said(about: list[str], since: str | None, kind: type[KgError], message: str) -> None:
    with pytest.raises(kind, match=r"no (entity|date)") as found:
        narrow(sample_records(), about=about, since=since)
    assert message in str(found.value)


def test_the_same_part_gives_the_same_page() -> None:
    pages = [to_html(narrow(sample_records(), about=names)) for names in (["France"], ["country:FR"])]
    assert pages[0] == pages[1]


@pytest.mark.browser
def test_a_page_of_a_part_says_so(pages: Opener) -> None:
    path = pages.write("part", sample_records())
    part = narrow(sample_records(), about=["France"])
    path.write_text(to_html(part, scope=part.words), encoding="utf-8")
    opened = pages.open(path)
    assert opened.page.locator("#note").inner_text().startswith("This page is about France: 4 of 13 claims.")
    assert opened.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "system", "ground"), [("dark", "light", "rgb(20, 23, 28)"), ("light", "dark", "rgb(251, 250, 248)")])
def test_a_theme_holds_whatever_the_system_says(pages: Opener, theme: Theme, system: str, ground: str) -> None:
    path = pages.write(f"theme-{theme}", sample_records())
    path.write_text(to_html(sample_records(), theme=theme), encoding="utf-8")
    opened = pages.open(path, color_scheme=system)
    colours = [f"getComputedStyle(document.{item}).backgroundColor" for item in ("body", "querySelector('.top')")]
    assert opened.page.evaluate(colours[0]) == ground
    assert (opened.page.evaluate(colours[1]) == "rgb(255, 255, 255)") == (theme == "light")
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate(colours[0]) == "rgb(251, 250, 248)"
    assert opened.complaints == []
