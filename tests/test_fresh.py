"""kg.fresh: a graph.trig is taken for the graph only where it is whole, of this content and of this version."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, UsageError
from kg.fresh import fresh_trig, trig_alone
from kg.ledger import Ledger
from kg.views import rebuild
from tests.factories import MemoryRecords


@pytest.fixture
def folder(sample: MemoryRecords, tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="key")
    rebuild(tmp_path)
    return tmp_path


def digest(folder: Path) -> str:
    with Ledger.open(folder) as ledger:
        return ledger.digest()


def test_whole_and_of_this_content(folder: Path) -> None:
    assert fresh_trig(folder, digest(folder)) == folder / "graph.trig"
    assert fresh_trig(folder, "0" * 64) is None


@pytest.mark.parametrize("place", [0, 100, -1])
def test_a_byte_flipped_anywhere(folder: Path, place: int) -> None:
    content = bytearray((folder / "graph.trig").read_bytes())
    content[place] ^= 1
    (folder / "graph.trig").write_bytes(content)
    assert fresh_trig(folder, digest(folder)) is None
    (folder / "ledger.sqlite").unlink()
    with pytest.raises(KgError, match=r"not what report\.json says"):
        trig_alone(folder)


def test_cut_short(folder: Path) -> None:
    content = (folder / "graph.trig").read_bytes()
    (folder / "graph.trig").write_bytes(content[: content.rindex(b"\n", 0, -2) + 1])
    assert fresh_trig(folder, digest(folder)) is None


@pytest.mark.parametrize("report", [None, "", "[]", "{}", '{"digests": 1}'])
def test_without_a_report_the_ledger_is_read(folder: Path, report: str | None) -> None:
    (folder / "report.json").unlink()
    if report is not None:
        (folder / "report.json").write_text(report, encoding="utf-8")
    assert fresh_trig(folder, digest(folder)) is None
    assert trig_alone(folder) == folder / "graph.trig"


def test_nothing_there(tmp_path: Path) -> None:
    assert fresh_trig(tmp_path, "0" * 64) is None
    with pytest.raises(UsageError, match="kg build"):
        trig_alone(tmp_path)
