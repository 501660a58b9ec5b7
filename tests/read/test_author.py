"""Who wrote a text: of every kind of file, kept in the ledger, told in the graph, the tables and the differences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.diff import diff, lines
from kg.document_triples import document_triples
from kg.iri import Iris
from kg.ledger import Ledger
from kg.model import Document, Extraction
from kg.read import read
from kg.read.record import author_of
from kg.tables import to_table
from tests.factories import make_document

RSS = "<rss><channel><title>W</title><item><title>T</title>{}<description>Acme bans Chirper.</description></item></channel></rss>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><author><name>Jane Doe</name><email>j@e.org</email></author>'
    "<author><name>John Roe</name></author><content>Acme bans Chirper.</content></entry></feed>"
)
PROSE = " ".join(["Acme banned Chirper on Monday, the ministry said in a statement that was published by its office."] * 6)
HEAD = '<head><title>T</title><meta name="author" content="Jane Doe"></head>'
PAGE = f"<html>{HEAD}<body><article><h1>T</h1><p>{PROSE}</p></article></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jsonl", json.dumps({"text": "T.", "author": " By Jane\tDoe "}), "Jane Doe"),
        ("b.jsonl", json.dumps({"text": "T.", "authors": ["Jane Doe", {"name": "John Roe"}, 7, "Jane Doe"]}), "Jane Doe, John Roe"),
        ("c.jsonl", json.dumps({"text": "T.", "author": None}), None),
        ("a.csv", "text,byline\nT.,By Abby Smith\n", "Abby Smith"),
        ("b.csv", "text,author\nT.,Jane Doe; John Roe\n", "Jane Doe, John Roe"),
        ("a.md", "---\nauthor: Jane Doe\n---\nAcme bans Chirper.", "Jane Doe"),
        ("a.xml", RSS.format("<author>jane@paper.example (Jane Doe)</author>"), "Jane Doe"),
        ("b.xml", RSS.format('<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Jane Doe</dc:creator>'), "Jane Doe"),
        ("c.xml", RSS.format("<author>jane@paper.example</author>"), None),
        ("d.xml", ATOM, "Jane Doe, John Roe"),
        ("a.html", PAGE, "Jane Doe"),
        ("a.txt", "By Jane Doe\n\nAcme bans Chirper.", None),
    ],
)
def test_author_of_a_file(name: str, content: str, expected: str | None, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (document,) = read([str(path)])
    assert isinstance(document, Document)
    assert document.author == expected


@pytest.mark.parametrize("value", [None, "", "  ", 7, [], [[]], {"name": 7}, {}, [None]])
def test_what_is_no_author_is_passed_over(value: object) -> None:
    assert author_of(value) is None


def test_author_is_not_endless() -> None:
    assert len(author_of("x" * 10**6) or "") <= 300
    assert len(author_of([f"Name {number}" for number in range(10_000)]) or "") <= 300


def test_author_and_language_are_kept_and_told(tmp_path: Path) -> None:
    plain = make_document("Acme bans Chirper.")
    told = make_document("Acme bans Chirper.", author="Jane Doe", language="fr", language_from="text")
    for name, document in (("plain", plain), ("told", told)):
        with Ledger.open(tmp_path / f"{name}.sqlite", write=True) as ledger:
            ledger.write(Extraction(document=document), key="0123456789abcdef" * 3)
            assert list(ledger.documents()) == [document]
            assert ledger.damage() == []
            (appearance,) = ledger.appearances()[document.id]
            assert (appearance.author, appearance.language_from) == (document.author, document.language_from)
    with Ledger.open(tmp_path / "plain.sqlite") as before, Ledger.open(tmp_path / "told.sqlite") as after:
        assert before.digest() != after.digest()
        (line,) = lines(diff(before, after))
        assert "author none → Jane Doe" in line
        columns, ((*values,),) = to_table(after, "documents")
        assert dict(zip(columns, values, strict=True))["author"] == "Jane Doe"
    said = {(predicate, value) for _, predicate, value in document_triples(told, (), (), Iris())}
    assert ("<https://schema.org/author>", '"Jane Doe"') in said
    assert ("<https://w3id.org/actorgraph/ontology#languageFrom>", '"text"') in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "---\nauthor: the newsdesk\n---\nAcme bans Chirper."),
        ("a.xml", RSS.format('<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">the newsdesk</dc:creator>')),
    ],
)
def test_what_no_byline_would_say_is_not_set_as_one(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (document,) = read([str(path)])
    assert isinstance(document, Document)
    assert document.author == "the newsdesk"
    assert "newsdesk" not in document.text
