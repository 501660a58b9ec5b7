"""The report as a file: the same bytes for the same graph, nothing in it but text, PDF where there is a browser to print it."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from kg import cli
from kg.dossier import to_page, write_dossier
from kg.dossier.paper import to_pdf
from kg.dossier.picture import NEIGHBOURS, to_picture
from kg.errors import NotFound, UsageError
from kg.ledger import Ledger
from kg.model import Extraction
from kg.narrowing import narrow
from tests.factories import HOSTILE, MemoryRecords, make_claim, make_document, make_entity, make_evidence
from tests.programs import program

Capture = pytest.CaptureFixture[str]
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "article", "footer", "h1", "h2", "h3", "h4", "p",
    "ul", "ol", "li", "a", "b", "i", "small", "span", "mark", "blockquote", "figure", "figcaption", "table", "thead", "tbody", "tr", "th",
    "td", "svg", "g", "path", "text",
}  # fmt: skip


class Elements(HTMLParser):
    """All elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("about", ["country:FR", "platform:chirper", "organisation:cnil", "person:mara-lind"])
@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_text_stays_text(about: str, kind: str, request: pytest.FixtureRequest) -> None:
    records: MemoryRecords = request.getfixturevalue(kind)
    page = to_page(narrow(records, about=[about]), scope="</title><script>window.pwned=1</script>")
    found = Elements(page)
    assert {tag for tag, _ in found.elements} <= ALLOWED
    ids = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    for _, attributes in found.elements:
        assert not {name for name in attributes if name.startswith("on") or name in {"style", "src", "srcset"}}
        href = attributes.get("href")
        known = ("https://www.wikidata.org/wiki/Q", "https://news.example/")
        assert href is None or href.startswith(known) or href.removeprefix("#") in ids
    policy = next(attributes["content"] or "" for _, attributes in found.elements if attributes.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    if kind == "hostile":
        assert HOSTILE[0] in found.text
        assert not re.search("[\x00-\x08\x0b\x1b\u202e\u200b]", page)


def test_the_same_records_give_the_same_page(sample: MemoryRecords) -> None:
    first = to_page(narrow(sample, about=["Chirper"]))
    assert first == to_page(narrow(MemoryRecords(extractions=sample.extractions[::-1]), about=["Chirper"]))
    assert "prefers-color-scheme: dark" in first


@pytest.mark.parametrize(("theme", "scheme", "media"), [("light", "light", "not all"), ("dark", "dark", "screen")])
def test_a_theme_asks_the_system_for_nothing(theme: str, scheme: str, media: str, sample: MemoryRecords) -> None:
    page = to_page(narrow(sample, about=["Chirper"]), theme=theme)  # type: ignore[arg-type]
    assert "prefers-color-scheme" not in page
    assert f'<meta name="color-scheme" content="{scheme}">' in page and f"@media {media}" in page


def test_the_page_says_all_of_a_claim(sample: MemoryRecords) -> None:
    text = " ".join(Elements(to_page(narrow(sample, about=["CNIL"]))).text.split())
    for words in (
        "CNIL fined Chirper alleged", "2026-01", "inferred: subject and object taken from the sentence before", "confidence 0.50",
        "The Daily Example, 2026-02-04 [1]", "What it says of others", "Germany banned Parrot (planned), according to CNIL planned",
        "Organisation · regulator · France".lower(), "Chirper under pressure",
    ):  # fmt: skip
        assert words.lower() in text.lower(), words


def test_a_page_without_claims_says_so(sample: MemoryRecords) -> None:
    page = to_page(narrow(sample, about=["CNIL"], since="2030"))
    assert "No claims." in page and '<svg class="picture"' not in page


def test_the_picture_is_xml_with_every_neighbour(sample: MemoryRecords, hostile: MemoryRecords) -> None:
    for records in (sample, hostile):
        part = narrow(records, about=["platform:chirper"])
        root = ET.fromstring(to_picture(list(part.edges()), {one.id: one for one in part.entities()}, "platform:chirper"))
        nodes = [group for group in root.iter("g") if group.get("data-type")]
        assert len(nodes) == 6
        assert len([group for group in root.iter("g") if group.get("data-status")]) == 7
        assert len([path for path in root.iter("path") if path.get("class") == "cross"]) == 1
        for group in (group for group in root.iter("g") if group.get("data-status")):
            (words,) = (text.text or "" for text in group.iter("text"))
            assert words.endswith(f" ({group.get('data-status')})") == (group.get("data-status") != "fact")


def test_of_many_neighbours_the_best_supported_are_drawn() -> None:
    ends = [make_entity(f"organisation:o{number:03}", f"Body {number}") for number in range(60)]
    document = make_document()
    claims = tuple(make_claim(make_evidence(document), object=end.id, confidence=0.5 + number / 200) for number, end in enumerate(ends))
    entities = (make_entity("country:FR", "France"), *ends)
    records = MemoryRecords(extractions=(Extraction(document=document, entities=entities, claims=claims),))
    part = narrow(records, about=["France"])
    drawn = to_picture(list(part.edges()), {one.id: one for one in part.entities()}, "country:FR")
    assert drawn.count("data-type=") == NEIGHBOURS + 1
    assert "Body 59<" in drawn and "Body 1<" not in drawn
    assert "Of 60 neighbours the 24 of most independent sources are drawn." in to_page(part)


@pytest.mark.parametrize(("relations", "words"), [(30, 30), (31, 0)])
def test_lines_bear_words_as_long_as_these_can_be_read(relations: int, words: int) -> None:
    predicates = ("banned", "sued", "fined", "warned")
    ends = [make_entity(f"organisation:o{number}", f"Body {number}") for number in range(8)]
    document = make_document()
    pairs = [(end.id, predicate) for end in ends for predicate in predicates][:relations]
    claims = tuple(make_claim(make_evidence(document), object=id, predicate=predicate) for id, predicate in pairs)
    records = MemoryRecords(
        extractions=(Extraction(document=document, entities=(make_entity("country:FR", "France"), *ends), claims=claims),)
    )
    part = narrow(records, about=["France"])
    drawn = to_picture(list(part.edges()), {one.id: one for one in part.entities()}, "country:FR")
    assert (drawn.count('class="strand"'), drawn.count('class="act"')) == (relations, words)
    assert "<title>France sued Body 3</title>" in drawn


def test_names_that_are_not_shown_are_counted() -> None:
    france = make_entity("country:FR", "France", aliases=[f"Name {number:02}" for number in range(40)])
    records = MemoryRecords(extractions=(Extraction(document=make_document(), entities=(france, make_entity()), claims=(make_claim(),)),))
    page = to_page(narrow(records, about=["France"]))
    assert "Name 29 and 10 more</p>" in page and "Name 30" not in page
    assert "neighbours the" not in page


# The command


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: MemoryRecords) -> Path:
    """The sample's ledger in graph/; the folder above is the current one."""
    monkeypatch.chdir(tmp_path)
    Path("graph").mkdir()
    with Ledger.open(Path("graph") / "ledger.sqlite", write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="k")
    return tmp_path


@pytest.mark.usefixtures("graph")
def test_the_command_writes_a_report_of_a_part(capsys: Capture) -> None:
    command = ["report", "graph", "cnil", "-o", "cnil.html", "--as-of", "2026-02-08", "--status", "alleged"]
    assert cli.main(command) == 0
    said = "as of 2026-02-08: 1 of 2 documents; about CNIL, stated as alleged: 1 of 8 claims"
    assert said in " ".join(capsys.readouterr().out.split())
    page = Path("cnil.html").read_text(encoding="utf-8")
    assert said in page and "The CNIL has reportedly" not in page.partition("<body>")[0] and "enforces" not in page


@pytest.mark.usefixtures("graph")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["Chirpr", "-o", "a.html"], 1, "did you mean"), (["Chirper", "-o", "a.docx"], 2, "ends in .html or .pdf"),
        (["Chirper", "-o", "a.html", "--since", "soon"], 2, "no date"), (["Chirper", "-o", "none/a.html"], 2, "there is no folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_reported_writes_nothing(arguments: list[str], code: int, message: str, capsys: Capture) -> None:
    assert cli.main(["report", "graph", *arguments]) == code
    assert message in " ".join(capsys.readouterr().err.split())
    assert [path.name for path in Path().iterdir()] == ["graph"]


def test_who_is_not_there_is_not_reported(sample: MemoryRecords) -> None:
    with pytest.raises(NotFound):
        narrow(sample, about=["nobody"])


def test_without_a_browser_a_pdf_is_refused(sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"printed by Chromium, which is not installed; install it, or write \.html"):
        write_dossier(narrow(sample, about=["Chirper"]), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("script", "message"), [("echo wrong >&2; exit 3", r"failed \(wrong\)"), ("exit 0", "wrote none")])
def test_a_browser_that_fails_is_named(script: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chromium").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(UsageError, match=message):
        to_pdf("<p>x")


@pytest.mark.browser
def test_a_pdf_holds_the_report(sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program("chromium", "chromium-browser", "google-chrome", package="chromium")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    part = narrow(sample, about=["Chirper"])
    write_dossier(part, tmp_path / "a.pdf", scope=part.words)
    content = (tmp_path / "a.pdf").read_bytes()
    reader = PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "French prosecutors raided the offices of Chirper on Tuesday." in text
    assert "<https://news.example/2026/raid?a=1&b=2>" in text.replace(" ", "")
    assert reader.metadata is not None and reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.isoformat().startswith("2026-02-02T02:40:00")
