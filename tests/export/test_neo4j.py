"""Both ways into Neo4j, read by engines of others: the folder of CSV by ladybug, the script by kglite. Every value comes back as it was."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import write_export
from kg.export.cypher import literal, statements
from kg.export.neo4j import ARRAY
from kg.export.property_graph import Nodes, Ties, label, relationship, to_tables
from kg.model import Copy, Extraction
from tests.export.engines import load, rows, run
from tests.factories import HOSTILE, MemoryRecords, hostile_records, make_claim, make_document, make_entity, sample_records

TRAPS = (
    "\\u0027", "\\\\u0027 OR 1=1", "\\", "it's \"so\" `now`", "\\U00000027", "a\nb\r\nc", "'}) DETACH DELETE n //", "\x1b\x00\u202e", "",
)  # fmt: skip


def traps() -> MemoryRecords:
    """Names, titles and words that try to leave the place they stand in; two documents, one a copy of the other."""
    one, two = (make_document(f"Story {number}: {' '.join(TRAPS)}", title=trap, outlet=trap) for number, trap in enumerate(TRAPS[:2]))
    entities = tuple(make_entity(f"organisation:t{number}", trap, aliases=TRAPS) for number, trap in enumerate(TRAPS))
    claim = make_claim(subject="organisation:t0", object="organisation:t1", about=TRAPS[1], attributed_to="organisation:t6", time=None)
    stated = Extraction(document=make_document(), entities=entities, claims=(claim,))
    told = (stated, Extraction(document=one), Extraction(document=two))
    return MemoryRecords(extractions=told, near_duplicates=(Copy(document=two.id, of=one.id),))


@pytest.fixture(params=[sample_records, hostile_records, traps, MemoryRecords])
def records(request: pytest.FixtureRequest) -> MemoryRecords:
    make: Callable[[], MemoryRecords] = request.param
    return make()


# The folder, in ladybug.


def flat(value: object) -> object:
    """A value as the folder has it: lists as text, what is empty as nothing."""
    if isinstance(value, tuple):
        value = ARRAY.join(entry.replace(ARRAY, " ") for entry in value)
    return None if value == "" else value


def test_ladybug_reads_the_folder_whole(records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph", "neo4j")
    connection = load(tmp_path / "graph")
    nodes, ties = to_tables(records)
    for table in nodes:
        names = ", ".join(f"n.{name}" for name in ("id", *table.types, "label"))
        found = rows(connection, f"MATCH (n:{table.label}) RETURN {names} ORDER BY n.id")
        assert found == [[row.id, *(flat(row.properties[name]) for name in table.types), flat(row.label)] for row in table.rows]
    for tie in ties:
        names = ", ".join(f"r.{name}" for name in (*tie.types, "type"))
        found = rows(connection, f"MATCH (a:{tie.source})-[r:{tie.name}]->(b:{tie.target}) RETURN a.id, b.id, {names}")
        expected = [[row.source, row.target, *(flat(row.properties[name]) for name in tie.types), row.type] for row in tie.rows]
        assert sorted(found, key=str) == sorted(expected, key=str)


def test_the_folder_says_how_it_is_imported(sample: MemoryRecords, tmp_path: Path) -> None:
    """The script runs the command, in the folder, with every file; here a stand-in for neo4j-admin shows what it is given."""
    write_export(sample, tmp_path / "graph", "neo4j")
    (tmp_path / "neo4j-admin").write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    (tmp_path / "neo4j-admin").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    for arguments, last in (([], ["neo4j"]), (["news", "--overwrite-destination=true"], ["--overwrite-destination=true", "news"])):
        done = subprocess.run([tmp_path / "graph" / "import.sh", *arguments], capture_output=True, text=True, check=True, env=environment)
        place, *given = done.stdout.splitlines()
        assert Path(place) == tmp_path / "graph"
        assert given[:6] == ["database", "import", "full", "--id-type=string", "--multiline-fields=true", "--array-delimiter=U+001F"]
        assert given[-len(last) :] == last
        files = {name for option in given for name in re.findall(r"[\w-]+\.csv", option)}
        assert files == {path.name for path in (tmp_path / "graph").glob("*.csv")}


# The script, in kglite.


def known(table: Nodes | Ties, properties: Any) -> dict[str, object]:
    found = ((name, properties[name]) for name in table.types)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found if value not in {None, "", ()}}


def test_kglite_runs_the_script_twice_and_has_everything_once(records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.cypher", "cypher")
    nodes, ties = to_tables(records)
    kinds = [(tie, type) for tie in ties for type in sorted({row.type for row in tie.rows})]
    queries = [
        f"MATCH (n:{table.label}) RETURN n.id AS id, labels(n) AS labels, {', '.join(f'n.{name} AS {name}' for name in table.types)}"
        for table in nodes
    ]
    for tie, type in kinds:
        names = "".join(f", r.{name} AS {name}" for name in tie.types)
        queries.append(f"MATCH (a:{tie.source})-[r:{type}]->(b:{tie.target}) RETURN a.id AS start, b.id AS stop{names}")
    answers = run((tmp_path / "graph.cypher").read_text(encoding="utf-8"), queries)
    for table, answer in zip(nodes, answers[: len(nodes)], strict=True):
        found = {row.pop("id"): row for row in answer}
        assert sorted(found) == [row.id for row in table.rows]
        for row in table.rows:
            values, expected = found[row.id], known(table, row.properties)
            assert sorted(values.pop("labels")) == sorted(filter(None, (table.label, row.label)))
            for made_up in {"name", "title"} - set(expected):  # kglite gives every node a title and a name where it has none
                values.pop(made_up, None)
            assert values == expected
    for (tie, type), answer in zip(kinds, answers[len(nodes) :], strict=True):
        kept = [row for row in tie.rows if row.type == type]
        told = [{"start": row.source, "stop": row.target, **known(tie, row.properties)} for row in kept]
        assert sorted(answer, key=ends) == sorted(told, key=ends)


def ends(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["start"], row["stop"], row.get("status", "")


def early(text: str) -> str:
    """What Neo4j 4 made of a script before it parsed it: a backslash, u and four digits became a character, whatever stood before."""
    return re.sub(r"\\u+([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def value_of(expression: str) -> str:
    """The value of strings in single quotes that are added up, escapes and all; ValueError where there is anything else."""
    short = {"n": "\n", "r": "\r", "t": "\t", "'": "'", "\\": "\\"}
    found, rest = "", expression
    while True:
        string = re.match(r"'((?:[^'\\]|\\u[0-9a-f]{4}|\\[nrt'\\])*)'", rest)
        if string is None:
            raise ValueError(expression)
        found += re.sub(r"\\(u[0-9a-f]{4}|.)", lambda one: short.get(one[1]) or chr(int(one[1][1:], 16)), string[1])
        rest = rest[string.end() :]
        if not rest:
            return found
        if not rest.startswith(" + "):
            raise ValueError(expression)
        rest = rest[3:]


@given(st.one_of(st.text(), st.text(alphabet="\\u0027'ab\n\"`"), st.sampled_from([*TRAPS, *HOSTILE])))
def test_a_string_is_the_same_for_early_and_late_readers(text: str) -> None:
    written = literal(text)
    assert value_of(written) == text
    assert "\n" not in written
    # An early reader has turned control characters into themselves; none of them ends a string.
    again = early(written)
    assert re.fullmatch(r"'(?:[^'\\]|\\[nrt'\\])*'(?: \+ '(?:[^'\\]|\\[nrt'\\])*')*", again, re.DOTALL)
    plain = re.sub(r"' \+ '", "", again)[1:-1]
    assert re.sub(r"\\(.)", lambda one: {"n": "\n", "r": "\r", "t": "\t"}.get(one[1], one[1]), plain, flags=re.DOTALL) == text


def test_the_reader_of_the_test_does_tell_an_injection() -> None:
    naive = "'" + "\\u0027 + x".replace("\\", "\\\\") + "'"
    assert early(naive) == "'\\' + x'"
    with pytest.raises(ValueError, match="x"):
        value_of("'a' + x")


def test_words_of_the_program_need_no_quotes(hostile: MemoryRecords) -> None:
    assert (label("a b`)-[:x"), label("!")) == ("ABX", "Other")
    assert (relationship("part_of"), relationship("x`]->() DELETE")) == ("PART_OF", "X_DELETE")
    script = ";\n".join(statements(hostile))
    bare = re.sub(r"'(?:[^'\\]|\\.)*'", "''", script)
    assert re.fullmatch(r"[\w\s(){}\[\]:;,.+=<>'-]*", bare)
    assert not re.search("(?i)delete|remove|drop|call|load", bare)
