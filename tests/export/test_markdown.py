"""Markdown notes: every link leads to a note, every name is one that any system takes, and text of documents stays text."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kg.errors import UsageError
from kg.export import write_export
from kg.export.markdown_text import LONGEST, address_text, escaped, file_names, folded, shown, value
from kg.html.labels import plain
from kg.model import Extraction
from tests.factories import HOSTILE, MemoryRecords, judged, make_claim, make_document, make_entity, make_evidence

LINK = re.compile(r"(?<!\\)\[\[([^\]|]*)\|([^\]|]*)\]\]")
# What runs, embeds, links or queries in Obsidian, Dataview, Templater and HTML.
PAYLOADS = (
    *HOSTILE, "[[Index]]", "![[Index]]", "![x](http://evil.example/a.png)", "[x](javascript:pwned)", "<% tp.system.prompt() %>",
    "<%* pwned %>",
    "`= this.file`", "`$= dv.pages()`", "```dataviewjs", "~~~", "key:: value", "[key:: value]", "#tag and #nested/tag", "%%hidden%%",
    "$x^2$",
    "http://evil.example/", "www.evil.example", "mail@evil.example", "<http://evil.example>", "^block", "[^1]: note", "> [!danger] callout",
    "- [ ] task", "+ list", "1. list", "1) list", "---", "===", "# heading", "| a | b |", "==marked==", "~~struck~~", "*a* _b_ __c__",
    "&lt;b&gt;",
    "<b>bold</b>", "{{date}}", "\\[[Index]]", "\\<b>",
)  # fmt: skip


@pytest.fixture(params=["sample", "hostile", "payloads", "empty"])
def records(request: pytest.FixtureRequest) -> MemoryRecords:
    if request.param in {"payloads", "empty"}:
        return poisoned() if request.param == "payloads" else MemoryRecords()
    found: MemoryRecords = request.getfixturevalue(request.param)
    return found


def poisoned() -> MemoryRecords:
    """A document and an organisation for each payload, called and quoted as it says."""
    made = []
    for number, payload in enumerate(PAYLOADS):
        url = f"https://x.example/{number}<%[[a]]%>"
        document = make_document(f"{payload}\n{number}", title=payload, outlet=payload, author=payload, url=url)
        id = f"organisation:o{number}"
        claim = make_claim(make_evidence(document), subject=id, about=payload, time_words=payload, attributed_to="country:FR")
        names = (make_entity(id, payload), make_entity("country:FR", "France"), make_entity())
        made.append(Extraction(document=document, entities=names, claims=(judged(claim, note=payload),)))
    return MemoryRecords(extractions=tuple(made))


def notes(records: MemoryRecords, folder: Path) -> dict[str, str]:
    write_export(records, folder / "vault", "markdown")
    return {
        path.relative_to(folder / "vault").with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((folder / "vault").rglob("*.md"))
    }


def body(note: str) -> str:
    """A note without its front matter."""
    return note.split("\n---\n", 1)[1] if note.startswith("---\n") else note


def test_every_link_leads_to_a_note(records: MemoryRecords, tmp_path: Path) -> None:
    found = notes(records, tmp_path)
    links = [(name, target) for name, note in found.items() for target, _ in LINK.findall(note)]
    assert {target for _, target in links} <= set(found)
    linked = {target for _, target in links}
    assert linked == set(found) - {"Index"}, "every note is reached"


def test_there_is_a_note_for_each(records: MemoryRecords, tmp_path: Path) -> None:
    found = notes(records, tmp_path)
    assert sum(name.startswith("Entities/") for name in found) == len(list(records.entities()))
    assert sum(name.startswith("Documents/") for name in found) == len(list(records.documents()))
    written = [id for name, note in found.items() if name.startswith("Documents/") for id in re.findall(r", claim ([0-9a-f]{16})", note)]
    assert sorted(written) == [claim.id for claim in records.claims()]
    acts = [note.partition("## Acts")[2].partition("\n## ")[0] for name, note in found.items() if name.startswith("Entities/")]
    assert sum(len(re.findall(r"(?m)^- \*\*", part)) for part in acts) == len(list(records.edges()))
    assert len(found) == len({folded(name) for name in found})


def test_no_status_is_lost(sample: MemoryRecords, tmp_path: Path) -> None:
    found = notes(sample, tmp_path)
    for edge in sample.edges():
        name = next(entity.name for entity in sample.entities() if entity.id == edge.subject)
        lines = [line for line in found[f"Entities/{name.rstrip('.')}"].split("\n") if line.startswith(f"- **{edge.status}**")]
        assert any(f" {edge.predicate.replace('_', ' ')} " in line for line in lines)
        assert all((f"({edge.status})" in line) == (edge.status != "fact") for line in lines)
    germany = found["Entities/Germany"]
    assert "*contradicts*: " in germany and "*is contradicted by*: " in germany
    assert "> Germany denied that it had banned Chirper." in germany
    assert "according to [[Entities/Germany|Germany]]" in germany


def test_a_note_has_each_claim_once(sample: MemoryRecords, tmp_path: Path) -> None:
    """What somebody says of itself stands under what it does, with whose word it is."""
    found = notes(sample, tmp_path)
    for name, note in found.items():
        ids = re.findall(r", claim ([0-9a-f]{16})", note)
        assert len(ids) == len(set(ids)), name
    others = {claim.attributed_to for claim in sample.claims() if claim.attributed_to not in {claim.subject, claim.object}} - {None}
    assert sum("## Says of others" in note for note in found.values()) == len(others)
    assert "## Says of others" in found["Entities/CNIL"] and "## Says of others" not in found["Entities/Germany"]


def test_the_index_names_kinds_as_people_do(sample: MemoryRecords, tmp_path: Path) -> None:
    found = notes(sample, tmp_path)
    assert "13 claims in 2 documents about 8 entities: " in found["Index"]
    headings = re.findall("(?m)^## (.*)$", found["Index"])
    assert headings == ["AI systems", "Countries", "Laws", "Organisations", "People", "Platforms", "Documents"]
    assert re.search("(?m)^AI system( · .*)?$", found["Entities/Parrot"])


def test_readers_of_markdown_see_text_only(records: MemoryRecords, tmp_path: Path) -> None:
    """CommonMark with all that GFM adds: no HTML, code, picture or heading of a document's, and no link but to checked addresses."""
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    kept_out = {"html_block", "html_inline", "code_inline", "fence", "code_block", "image", "table_open", "hr", "s_open"}
    for note in notes(records, tmp_path).values():
        for token in _tokens(reader.parse(body(note))):
            assert token.type not in kept_out
            if token.type == "link_open":
                assert str(token.attrs["href"]).startswith(("https://www.wikidata.org/", "https://news.example/", "https://x.example/"))


def _tokens(tokens: list[Any]) -> list[Any]:
    return [one for token in tokens for one in (token, *_tokens(token.children or []))]


def test_nothing_in_the_files_is_a_mark_to_obsidian_or_its_plugins(records: MemoryRecords, tmp_path: Path) -> None:
    for name, note in notes(records, tmp_path).items():
        text = LINK.sub("", body(note))
        for mark in ("<%", "%>", "::", "[[", "]]", "![", "{{", "}}", "$$", "~~", "==", "%%", "<!--"):
            assert mark not in text, (name, mark)
        assert not re.search(r"(?<!\\)(\\\\)*(`|<(?!https://))", text), name
        assert not re.search(r"(^|\s)#\w", text), name
        assert not re.search(r"(?i)\bwww\.", text.replace("<https://www.wikidata.org/", "")), name
        front = note.removesuffix(body(note))
        for mark in ("<", ">", "[[", "]]", "`", "{", "}"):
            assert mark not in front, (name, mark)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_reader_sees_what_was_written(payload: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    seen = html.unescape(reader.render(f"> {escaped(payload)}"))
    assert seen.removeprefix("<blockquote>\n<p>").removesuffix("</p>\n</blockquote>\n") == plain(payload)


@given(st.text(alphabet=st.sampled_from("ab1 \\`*_{}[]()<>#+-.!|~^=$%&:@/\n'\"") | st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_one_paragraph_of_text(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(escaped(text))
    if plain(text):
        (start, inline, end) = tokens
        assert (start.type, end.type) == ("paragraph_open", "paragraph_close")
        assert {child.type for child in inline.children or []} <= {"text", "text_special"}
        assert "".join(child.content for child in inline.children or []) == plain(text)
    else:
        assert tokens == []


NAMES = (
    "CON", "nul", "aux.txt", "COM1", "lpt9.log", "a/b", "a\\b", "a:b", "a?*b", "..", ".", "", " ", "trailing. ", ".hidden", "é", "e\u0301",
    "É", "STRASSE", "straße", "A" * 300, "国" * 300, "🐦" * 100, "tab\tname", "a|b", "[[x]]", "a#b^c", "Apple", "apple",
    "\u202egnp.exe", "A (1)", "-rf",
)  # fmt: skip


def test_names_of_files_hold_on_every_system() -> None:
    found = file_names({f"organisation:{number}": name for number, name in enumerate(NAMES)})
    assert found == file_names({f"organisation:{number}": name for number, name in reversed(list(enumerate(NAMES)))})
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in found.values()}) == len(NAMES)
    for name in found.values():
        assert name and len(name.encode("utf-8")) <= LONGEST + 70
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f#^\[\]]', name)
        assert name == name.strip(" .") and not name.startswith("-")
        assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)


def test_names_that_pretend_to_be_told_apart_do_not_collide() -> None:
    first = file_names({"a": "X", "b": "x"})
    found = file_names({"a": "X", "b": "x", "c": first["a"]})
    assert len({folded(name) for name in found.values()}) == 3


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://x.example/a?b=1&c=%20#d", "https://x.example/a?b=1&c=%20#d"),
        ("https://x.example/<%a%>", "https://x.example/%3C%25a%25%3E"),
        ("https://x.example/[[a]]`::", "https://x.example/%5B%5Ba%5D%5D%60%3A%3A"),
    ],
)
def test_addresses_are_encoded_where_they_would_be_marks(address: str, expected: str) -> None:
    assert address_text(address) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Chirper Inc.", "Chirper Inc."), ("a|b", ""), ("[x]", ""), ("_x_", ""), ("-x", ""), ("L'Été", "L'Été")]
)
def test_names_in_links_hold_no_marks(name: str, expected: str) -> None:
    assert shown(name) == expected


def test_values_of_front_matter_are_json() -> None:
    assert (value('say "x"'), value(3), value(["a", "[[b]]"]), value("<% x %>")) == ('"say \\"x\\""', "3", '["a", "((b))"]', '"‹% x %›"')


def test_a_note_that_somebody_changed_is_not_lost(sample: MemoryRecords, tmp_path: Path) -> None:
    first = notes(sample, tmp_path)
    assert notes(sample, tmp_path) == first
    note = tmp_path / "vault" / "Entities" / "France.md"
    note.write_text(first["Entities/France"] + "\nMine.\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"France\.md was added or changed"):
        notes(sample, tmp_path)
    assert "Mine." in note.read_text(encoding="utf-8")
