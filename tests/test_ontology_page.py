"""The page of the ontology: up to date, whole, every link on it leads somewhere; the files as `kg ontology` gives them."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from kg import cli
from kg.errors import UsageError
from kg.ontology import FORMS, ontology_text, to_html
from kg.ontology.entries import read_sections
from kg.resources import ontology_path
from kg.shapes import read_shapes
from kg.vocabulary import ONTOLOGY, vocabulary

Capture = pytest.CaptureFixture[str]
PAGE = Path(__file__).resolve().parent.parent / "docs" / "ontology.html"
VOID = {"meta", "link", "br", "img"}


class Parsed(HTMLParser):
    """Anchors, links, and elements that were closed in the wrong order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.open += [tag] if tag not in VOID else []
        self.ids += [value or "" for name, value in attributes if name == "id"]
        self.links += [value or "" for name, value in attributes if name in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_page_in_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == to_html(), "write it anew: kg ontology -o docs/ontology.html"


def test_the_page_is_well_formed_and_its_links_lead_somewhere() -> None:
    page = Parsed(to_html())
    assert (page.open, page.wrong) == ([], [])
    assert [id for id, count in Counter(page.ids).items() if count > 1] == []
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert all(re.match(r"(#|https?://)", link) for link in page.links)
    assert "<script" not in to_html()


def test_every_term_has_its_place_once() -> None:
    graph = Graph().parse(data=ontology_path("actorgraph.ttl").read_text(encoding="utf-8"), format="turtle")
    terms = {str(term) for term in graph.subjects(RDF.type, None) if isinstance(term, URIRef) and term.startswith(ONTOLOGY)}
    entries = [entry for section in read_sections() for entry in section.entries]
    assert Counter(entry.iri for entry in entries) == Counter(terms)
    assert {entry.name for entry in entries} <= set(Parsed(to_html()).ids)
    by_section = {section.key: {entry.name for entry in section.entries} for section in read_sections()}
    assert by_section["predicates"] == set(vocabulary().predicates)
    assert by_section["entity-types"] == {term.iri.removeprefix(ONTOLOGY) for term in vocabulary().types.values()}
    assert all(section.entries for section in read_sections())


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("owns", "inverse of", ["ag:ownedBy"]),
        ("ownedBy", "inverse of", ["ag:owns"]),
        ("ownedBy", "close match", ["schema:parentOrganization (parent organization)", "wdt:P127 (owned by)", "wdt:P137 (operator)"]),
        ("Product", "disjoint with", ["ag:AiSystem", "ag:Country"]),
        ("Country", "disjoint with", ["ag:AiSystem", "ag:Law"]),
        ("actedAgainst", "broader than", ["ag:accused", "ag:attacked"]),
        ("raided", "notation", ["171"]),
        ("sector-scheme", "values", ["ag:sector-government", "ag:sector-judiciary"]),
    ],
)
def test_what_is_said_of_a_term(name: str, title: str, expected: list[str]) -> None:
    [entry] = [entry for section in read_sections() for entry in section.entries if entry.name == name]
    [links] = [links for heading, links in entry.rows if heading == title]
    assert [link.text for link in links][: len(expected)] == expected


def test_every_demand_of_the_shapes_is_on_the_page() -> None:
    page = to_html()
    for shape in read_shapes().nodes:
        told = [(part.message, part.mend) for part in shape.properties] + [(part.message, part.mend) for part in shape.queries]
        assert all(text.replace("'", "&#39;") in page for pair in told for text in pair)


def test_the_verb_gives_the_page_and_the_files(tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(["ontology", "-o", str(tmp_path / "page.html")]) == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == to_html()
    capsys.readouterr()
    for form, name in (
        ("turtle", "actorgraph.ttl"),
        ("alignments", "alignments.ttl"),
        ("shapes", "shapes.ttl"),
        ("context", "context.jsonld"),
    ):
        assert cli.main(["ontology", "--to", form]) == 0
        assert capsys.readouterr().out == ontology_path(name).read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="expected one of html, turtle"):
        ontology_text("pdf")
    assert len(FORMS) == 5
