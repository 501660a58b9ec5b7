"""Figures as the Markdown tables of docs/quality.md, and their places in it.

In: figures as scripts/evaluate.py and scripts/benchmark.py write them in JSON. Out: tables; a document with its tables renewed.
A table's place is what stands between `<!-- table NAME -->` and `<!-- end -->`.

>>> print(put("<!-- table a -->\\nold\\n<!-- end -->", {"a": "new"}))
<!-- table a -->
<BLANKLINE>
new
<BLANKLINE>
<!-- end -->
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.evaluate.peers import OWN, OWN_DOCUMENTS, beside

TOP = 10
_PLACE = re.compile(r"<!-- table ([a-z-]+) -->\n(?:(?!<!-- table ).*\n)*?<!-- end -->")


def put(document: str, tables: Mapping[str, str]) -> str:
    """The document with these tables in their places; places without a new table stay as they are."""

    def renewed(place: re.Match[str]) -> str:
        table = tables.get(place[1])
        return place[0] if table is None else f"<!-- table {place[1]} -->\n\n{table}\n\n<!-- end -->"

    return _PLACE.sub(renewed, document)


def places(document: str) -> list[str]:
    """Names of the tables that a document has room for."""
    return [place[1] for place in _PLACE.finditer(document)]


def to_tables(figures: Mapping[str, Any]) -> dict[str, str]:
    """A table for each part of the figures that is there: sets (system, gold), reliability, causes, details, public, speed."""
    sets = figures.get("sets", {})
    found = {
        "sets": of_sets(sets.get("system", {})),
        "sets-given": of_sets(sets.get("gold", {})),
        "reliability": of_reliability(sets.get("system", {})),
        "causes": of_causes(figures.get("causes", [])),
        "details": of_details(figures.get("causes", [])),
        "public": of_public(figures.get("public", {})),
        "speed": of_speed(figures.get("speed", [])),
    }
    return {name: table for name, table in found.items() if table}


def of_sets(sets: Mapping[str, Any]) -> str:
    """A row a set; the peer below the set that it was measured on."""
    heads = ["set", "texts", "entity", "typed", "pair", "claim P", "claim R", "claim F1", "status", "coref P", "coref R"]
    heads += ["time", "speaker", "ECE"]
    rows = []
    for name, one in sets.items():
        levels, coref = one["levels"], one["mentions"]["coreference"]
        claim = levels["claim"]
        own = [levels[level]["f1"] for level in ("entity", "typed", "pair")]
        own += [claim["precision"], claim["recall"], claim["f1"], levels["status"]["f1"], coref["precision"], coref["recall"]]
        own += [one["time"]["accuracy"], one["attribution"]["accuracy"], one["calibration"]["error"]]
        rows.append([name, str(one["documents"]), *(f"{figure:.3f}" for figure in own)])
        if name == "dev" and one["documents"] == OWN_DOCUMENTS:
            peer = [f"{OWN[level]:.3f}" for level in ("entity", "typed", "pair")]
            rows.append(["its peer", "", *peer, "", "", f"{OWN['claim']:.3f}", f"{OWN['status']:.3f}", "", "", "", "", ""])
    return _table(heads, rows)


def of_reliability(sets: Mapping[str, Any]) -> str:
    """Claims by confidence, for the tuning and the held-out texts, as far as both are there."""
    named = [name for name in ("tuning", "held out") if name in sets]
    heads = ["confidence from"]
    for name in named:
        heads += [f"{name}: claims", "mean", "right"]
    bins = {name: {cell["low"]: cell for cell in sets[name]["calibration"]["bins"]} for name in named}
    rows = []
    for low in sorted({low for cells in bins.values() for low in cells}):
        row = [f"{low:.1f}"]
        for name in named:
            cell = bins[name].get(low)
            row += [str(cell["count"]), f"{cell['confidence']:.3f}", f"{cell['accuracy']:.3f}"] if cell else ["", "", ""]
        rows.append(row)
    return _table(heads, rows)


def of_causes(rows: Sequence[Mapping[str, Any]]) -> str:
    """The most frequent causes, with their share of all errors."""
    heads = ["error", "cause", "count", "share", "of these mended by the marked mentions"]
    shown = [[row["kind"], row["cause"], str(row["count"]), f"{row['share']:.3f}", str(row["with_marks"])] for row in rows[:TOP]]
    return _table(heads, shown)


def of_details(rows: Sequence[Mapping[str, Any]]) -> str:
    """Where the most frequent causes strike most."""
    shown = [[row["kind"], row["cause"], ", ".join(f"{name} {count}" for name, count in row["details"])] for row in rows[:TOP]]
    return _table(["error", "cause", "most often"], shown)


def of_public(sets: Mapping[str, Any]) -> str:
    """Our figure beside the peer's, for every set that was measured."""
    rows = []
    for name, figures in sets.items():
        for line in beside(name, figures):
            ours = "" if line.ours is None else f"{line.ours:.3f}"
            rows.append([name, str(figures["records"]["gold"]), line.label, ours, f"{line.peer:.3f}"])
    return _table(["set", "records", "figure", "ours", "peer"], rows)


def of_speed(rows: Sequence[Mapping[str, Any]]) -> str:
    """What scripts/benchmark.py measured."""
    shown = [[row["what"], f"{row['ours']:.4g}", f"{row['other']:.4g}", row["against"], f"{row['ratio']:.2f}"] for row in rows]
    return _table(["what", "ours", "other", "against", "ratio"], shown)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; nothing where it has no rows."""
    lines = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}", *lines]) if lines else ""
