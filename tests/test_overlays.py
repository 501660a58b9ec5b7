"""Rows of users' gazetteers on top of the shipped ones: merge, split, undo; what goes wrong is told with file, line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import DataError
from kg.explain import EntityStory, explain
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.ledger import Ledger

HEAD = "action,key,name,type,aliases,country,operator,guard,into,note\n"


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    """Write a user's file with the given rows."""

    def write(*rows: str) -> Path:
        path = tmp_path / "own.csv"
        path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


def keys(known: Gazetteer, name: str) -> list[str]:
    return sorted({found.key for found in known.lookup(name)})


def test_a_name_is_split_off_into_a_key_of_its_own(own: Callable[..., Path]) -> None:
    known = load_gazetteer([own("split,platform:x,,,Twitter,,,,,two things for us")])
    assert keys(known, "Twitter") == ["platform:twitter"]
    assert keys(known, "X") == ["platform:x"]
    assert "Twitter" not in known.records["platform:x"].names
    assert known.records["platform:twitter"].source == "own.csv"
    assert known.records["platform:twitter"].history == ("split from platform:x by own.csv line 2 (two things for us)",)
    assert known.records["platform:x"].history == ("Twitter is split off by own.csv line 2 (two things for us)",)


def test_a_note_of_several_lines_is_one_reason(own: Callable[..., Path]) -> None:
    known = load_gazetteer([own('split,platform:x,,,Twitter,,,,,"two\n  lines"')])
    assert known.records["platform:twitter"].history == ("split from platform:x by own.csv line 3 (two lines)",)


def test_a_name_is_split_off_to_another_entity(own: Callable[..., Path]) -> None:
    known = load_gazetteer([own("split,platform:x,,,Twitter,,,,organisation:x-corp,")])
    assert keys(known, "Twitter") == ["organisation:x-corp"]


def test_a_split_without_names_undoes_a_merge(own: Callable[..., Path]) -> None:
    rows = ["merge,organisation:aylo,,,,,,,platform:pornhub,one site", "split,organisation:aylo,,,,,,,,not for us"]
    merged, apart = load_gazetteer([own(rows[0])]), load_gazetteer([own(*rows)])
    assert keys(merged, "Aylo") == ["platform:pornhub"]
    assert merged.records["platform:pornhub"].history == ("organisation:aylo is merged into it by own.csv line 2 (one site)",)
    assert keys(apart, "Aylo") == ["organisation:aylo"]
    assert apart.records["organisation:aylo"].history == ("kept apart by own.csv line 3 (not for us)",)
    assert apart.records["platform:pornhub"].history == ()


def test_a_split_undoes_a_merge_of_the_shipped_files(own: Callable[..., Path]) -> None:
    known = load_gazetteer([own("split,organisation:european-union,,,,,,,,the body and the place are two for us")])
    assert known.get("organisation:european-union") == known.records["organisation:european-union"]
    assert load_gazetteer().get("organisation:european-union") == load_gazetteer().records["country:EU"]


def test_chains_of_merges_lead_to_their_end(own: Callable[..., Path]) -> None:
    rows = [
        "add,platform:one,One Site,,,,,,,",
        "add,platform:two,Two Site,,,,,,,",
        "add,platform:three,Three Site,,,,,,,",
        "merge,platform:one,,,,,,,platform:two,",
        "merge,platform:two,,,,,,,platform:three,",
    ]
    known = load_gazetteer([own(*rows)])
    assert keys(known, "One Site") == ["platform:three"]
    assert known.get("platform:one") == known.records["platform:three"]


@pytest.mark.parametrize(
    ("rows", "field", "told"),
    [
        (["split,platform:x,,,,,,,,"], "key", "the key of an earlier merge row"),
        (["split,platform:nobody,,,,,,,,"], "key", "names that must not lead to the key"),
        (["split,platform:x,,,Twitter,,,,platform:x,"], "", "into: another key"),
        (["split,platform:x,,,,,,,platform:y,"], "", "aliases: the names"),
        (["split,organisation:acme,,,Acme,,,,,"], "into", "another key for the names"),
        (["split,platform:x,,,Twitter,QQ,,,,"], "country", "a country of countries.csv"),
        (["merge,platform:x,,,,,,,platform:x,"], "", "into: the key"),
        (["merge,organisation:aylo,,,,,,,platform:pornhub,", "disable,organisation:aylo,,,,,,,,"], "key", "first a split row"),
        (["merge,organisation:aylo,,,,,,,platform:pornhub,", "merge,organisation:aylo,,,,,,,platform:x,"], "key", "platform:pornhub"),
    ],
)
def test_what_cannot_be_done_is_told(own: Callable[..., Path], rows: list[str], field: str, told: str) -> None:
    path = own(*rows)
    with pytest.raises(DataError) as caught:
        load_gazetteer([path])
    (problem,) = caught.value.problems
    assert (problem.path, problem.where, problem.field) == (str(path), f"line {len(rows) + 1}", field)
    assert told in str(problem)


@pytest.mark.model
def test_a_build_keeps_apart_what_the_overlay_splits(own: Callable[..., Path], tmp_path: Path) -> None:
    """An alias, a name that the linker would take for the longer one, and a body of one country: all seen in the graph and in `kg why`."""
    texts = {
        "a": "Twitter was fined by Ofcom. X appealed.",
        "b": "The Lantern Media Group sold a stake. Ofcom fined Lantern.",
        "c": "India's Competition Tribunal fined TikTok.",
        "d": "Kenya's Competition Tribunal fined Rwanda's Vodacom. Kenya's Vodacom was pleased.",
    }
    overlay = own(
        "split,platform:x,,,Twitter,,,,,before 2023",
        "split,organisation:lantern-media-group,,,Lantern,,,,organisation:lantern-papers,",
        "split,organisation:competition-tribunal,,,Competition Tribunal,IN,,,organisation:nclat,its name since 2017",
        "split,organisation:vodacom,,,Vodacom,KE,,,organisation:vodacom-kenya,",
    )
    for name, text in texts.items():
        path = tmp_path / "in" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plain = entities(tmp_path / "plain", tmp_path / "in", ())
    assert {"platform:x", "organisation:lantern-media-group"} <= plain
    assert not {"platform:twitter", "organisation:lantern-papers", "organisation:nclat"} & plain
    split = entities(tmp_path / "split", tmp_path / "in", (overlay,))
    new = {"platform:twitter", "organisation:lantern-papers", "organisation:nclat", "organisation:vodacom-kenya"}
    new |= {"organisation:competition-tribunal-of-kenya"}
    assert {"platform:x", "organisation:lantern-media-group", "organisation:vodacom"} | new <= split
    assert "organisation:competition-tribunal-of-india" not in split
    with Ledger.open(tmp_path / "split") as ledger:
        twitter, lantern, kept = (explain(ledger, key) for key in ("platform:twitter", "organisation:lantern-papers", "platform:x"))
    assert isinstance(twitter, EntityStory)
    assert isinstance(lantern, EntityStory)
    assert isinstance(kept, EntityStory)
    assert twitter.rows == ("split from platform:x by own.csv line 2 (before 2023)",)
    assert kept.rows == ("Twitter is split off by own.csv line 2 (before 2023)",)
    assert lantern.mentions[0].reason.endswith("split from organisation:lantern-media-group by own.csv line 3")


def entities(folder: Path, inputs: Path, gazetteers: tuple[Path, ...]) -> set[str]:
    """Ids of the entities of a build."""
    build([str(inputs)], folder, gazetteers=gazetteers)
    with Ledger.open(folder) as ledger:
        return {entity.id for entity in ledger.entities()}


def test_the_rows_of_the_docs_are_good(own: Callable[..., Path], tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "gazetteer.md").read_text(encoding="utf-8")
    rows = [line.removeprefix("    ") for line in text.splitlines() if line.startswith("    ")]
    (tmp_path / "docs.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    known = load_gazetteer([tmp_path / "docs.csv"])
    assert keys(known, "Zampa Go") == ["organisation:zampa"]
    assert keys(known, "Twitter") == ["platform:twitter"]
