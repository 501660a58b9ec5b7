"""A folder of all kinds of files becomes one graph: each document is quoted as it is stored, what is skipped is in the report."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import build
from kg.ledger import Ledger
from tests import pipeline

FEED = "<rss><channel><title>Wire</title>{}</channel></rss>".format(
    "<item><title>T</title><description>&lt;p&gt;Acme bans Chirper.&lt;/p&gt;</description></item><item/>"
)
FILES: dict[str, str | bytes] = {
    "a.txt": "Acme bans Chirper. One.",
    "b.html": "<html lang=en><head><title>Two</title></head><body><article><p>Acme bans Chirper.</p></article></body></html>",
    "c.xml": FEED,
    "d.md": "# Four\n\nAcme **bans** Chirper.",
    "e.csv": "id,text\n1,Acme bans Chirper. Five.\n2,\n",
    "f.jsonl": '{"text": "Acme bans Chirper. Six."}\nno json\n',
    "sub/g.html.gz": gzip.compress(b"<html><head><title>Seven</title></head><body><p>Acme bans Chirper.</p></body></html>"),
    "h.docx": b"PK\x03\x04",
    "i.html": "<html><script>x</script></html>",
    "j.xml": "<note/>",
}


@pytest.fixture
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from kg import workers

    pipeline.install(monkeypatch)
    yield
    workers.pipeline_of.cache_clear()


@pytest.mark.usefixtures("_stand_in")
def test_folder_of_all_kinds(tmp_path: Path) -> None:
    for name, content in FILES.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    build([str(tmp_path / "in")], tmp_path / "out")
    with Ledger.open(tmp_path / "out") as ledger:
        texts = {document.source: document.text for document in ledger.documents()}
        sources = {document.id: document.source for document in ledger.documents()}
        quoted = set()
        for claim in ledger.claims():
            for evidence in claim.evidence:
                source = sources[evidence.document]
                assert "Acme bans Chirper." in texts[source][evidence.start : evidence.end]
                quoted.add(source)
    assert sorted(texts) == ["a.txt", "b.html", "c.xml#1", "d.md", "e.csv#2", "f.jsonl#1", "sub/g.html.gz"]
    assert quoted == set(texts)
    skipped = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["documents"]["skipped"]
    assert [item["source"] for item in skipped] == ["c.xml item 2", "e.csv row 3", "f.jsonl line 2", "h.docx", "i.html", "j.xml"]
    assert all(item["reason"] for item in skipped)
