"""The file: self-contained, the same every time, and with a policy that lets nothing else run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import KgError, UsageError
from kg.html import page, vendored
from kg.html.page import to_html, write_html
from kg.html.vendored import read_manifest, vendored_script
from tests.factories import HOSTILE, MemoryRecords

ROOT = Path(__file__).resolve().parents[2]


class _Elements(HTMLParser):
    """Start tags with their attributes, and the texts of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in {"script", "style"} and self.lasttag in {"script", "style"} and self.cdata_elem:
            self.raw.append((self.tags[-1][1], data))


def test_nothing_in_the_file_points_outside(sample: MemoryRecords) -> None:
    tags = _Elements(to_html(sample)).tags
    names = {name for _, attributes in tags for name in attributes}
    assert names.isdisjoint({"src", "srcset", "data", "action", "poster"})
    assert [str(attributes["href"])[:5] for _, attributes in tags if "href" in attributes] == ["data:"]
    assert {tag for tag, _ in tags}.isdisjoint({"iframe", "object", "embed", "base", "form", "img"})


def test_no_element_carries_code_or_style_of_its_own(hostile: MemoryRecords) -> None:
    for _, attributes in _Elements(to_html(hostile, title=HOSTILE[0])).tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes)


def test_the_policy_names_the_hash_of_every_script_and_style(sample: MemoryRecords) -> None:
    elements = _Elements(to_html(sample))
    metas = (attributes for _, attributes in elements.tags if attributes.get("http-equiv") == "Content-Security-Policy")
    policy = str(next(metas)["content"])
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    run = [text for attributes, text in elements.raw if "type" not in attributes]
    hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in run}
    assert len(run) == len(hashes) == 3
    assert hashes == set(re.findall(r"'sha256-[^']+'", policy))


def test_the_head_says_what_a_browser_must_know(sample: MemoryRecords) -> None:
    text = to_html(sample, title="Chirper & <friends>")
    assert text.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>Chirper &amp; &lt;friends&gt;</title>" in text
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in text


@pytest.mark.parametrize("payload", HOSTILE)
def test_titles_are_text(payload: str) -> None:
    text = to_html(MemoryRecords(), title=payload)
    assert text.count("<script") == to_html(MemoryRecords()).count("<script")
    assert not set("\x00\x1b\u202e\u2028") & set(text)


def test_the_same_records_give_the_same_bytes(sample: MemoryRecords, tmp_path: Path) -> None:
    write_html(sample, tmp_path / "a.html")
    program = "from kg.html import write_html; from tests.factories import sample_records; from pathlib import Path; import sys"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    arguments = [f"{program}; write_html(sample_records(), Path(sys.argv[1]))", str(tmp_path / "b.html")]
    subprocess.run([sys.executable, "-c", *arguments], check=True, env=environment)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_page_of_a_small_graph_is_small(sample: MemoryRecords) -> None:
    assert len(to_html(sample).encode("utf-8")) < 650_000


def test_a_place_that_cannot_be_written_is_named(sample: MemoryRecords, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        write_html(sample, tmp_path / "missing" / "graph.html")


@pytest.mark.parametrize("file", read_manifest(), ids=lambda file: file.path)
def test_vendored_files_are_those_of_the_manifest(file: vendored.Vendored) -> None:
    assert sha256((ROOT / file.path).read_bytes()).hexdigest() == file.sha256
    assert file.licence
    assert re.fullmatch(r"\d+\.\d+\.\d+", file.version)


def test_every_vendored_file_is_in_the_manifest() -> None:
    listed = {file.path for file in read_manifest()}
    for folder in ("kg/html/vendor", "tests/html/vendor"):
        assert {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).iterdir()} - listed <= {"kg/html/vendor/manifest.toml"}


def test_what_is_bundled_is_named_with_its_licence() -> None:
    """Who gives a page away gives away all that is in a bundle: not types, nor the last that is named, which made it."""
    licensed = {f"{file.package}@{file.version}" for file in read_manifest() if "LICENSE" in file.name}
    for file in read_manifest():
        if file.bundled:
            held = {name for name in file.bundled[:-1] if not name.startswith("graphology-types@")}
            assert {f"{file.package}@{file.version}", *held} <= licensed
            assert file.bundled[-1].startswith("esbuild@")


def test_a_changed_library_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / page.SMALL).write_text("alert(1)", encoding="utf-8")
    monkeypatch.setattr(vendored, "VENDOR", tmp_path)
    with pytest.raises(KgError, match="is not vis-network"):
        vendored_script(page.SMALL)


def test_every_script_is_in_the_page() -> None:
    assert sorted(page.SCRIPTS) == sorted(path.name for path in (page.FOLDER / "js").iterdir())
    assert sorted(page.STYLES) == sorted(path.name for path in (page.FOLDER / "css").iterdir())


def test_scripts_never_parse_markup() -> None:
    # The policy forbids these too; this test says so before a browser does.
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|ContextualFragment")
    for name in page.SCRIPTS:
        assert not forbidden.search((page.FOLDER / "js" / name).read_text(encoding="utf-8")), name


def test_no_name_is_declared_by_two_scripts() -> None:
    """They share one scope, where a second function of the same name would silently stand in for the first."""
    found: dict[str, set[str]] = {}
    for script in page.SCRIPTS:
        text = (page.FOLDER / "js" / script).read_text(encoding="utf-8")
        for name in re.findall(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", text, flags=re.MULTILINE):
            found.setdefault(name, set()).add(script)
    assert {name: sorted(scripts) for name, scripts in found.items() if len(scripts) > 1} == {}
