"""An evaluation as a table for people and as JSON for programs.

In: an Evaluation (or any Score). Out: text; or a dict that json.dumps takes.

>>> from kg.score import total
>>> print(format_levels(total([])).splitlines()[0].rstrip())
             precision  recall      f1   right   found    gold
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.evaluate.run import Evaluation
from kg.model import STATUSES
from kg.score import AGREEMENTS, Score, Tally


def format_table(evaluation: Evaluation) -> str:
    """All figures: levels and mentions, then by predicate, status and rule, then time, attribution and calibration."""
    score = evaluation.score
    parts = [
        f"{score.documents} documents",
        format_levels(score),
        _tallies("predicate", score.predicates),
        _tallies("status", score.statuses),
        _confusions(score),
        _rules(score),
        "\n".join(_agreements(score)),
        _calibration(score),
    ]
    return "\n\n".join(part for part in parts if part)


def format_levels(score: Score) -> str:
    """The table of the levels and of the mentions."""
    return _tallies("", dict[str, Tally](score.levels.items()) | dict[str, Tally](score.mentions.items()))


def to_json(evaluation: Evaluation) -> dict[str, object]:
    """The figures of `format_table`, ready for json.dumps; `levels` are those of the reference scorer, key for key."""
    score = evaluation.score
    return {
        "documents": score.documents,
        "levels": {key: tally.row() for key, tally in score.levels.items()},
        "mentions": {key: tally.row() for key, tally in score.mentions.items()},
        "predicates": {key: tally.row() for key, tally in score.predicates.items()},
        "statuses": {key: tally.row() for key, tally in score.statuses.items()},
        "confusions": [{"gold": gold, "system": system, "count": count} for (gold, system), count in score.confusions.items()],
        "rules": {
            key: {
                "precision": round(rule.precision, 4),
                "right": rule.right,
                "spurious": rule.spurious,
                "aside": rule.aside,
                "status_wrong": rule.status_wrong,
            }
            for key, rule in score.rules.items()
        },
        "time": {"accuracy": round(score.time_accuracy, 4)} | {key: score.times[key] for key in AGREEMENTS},
        "attribution": {"accuracy": round(score.attribution_accuracy, 4)} | {key: score.attributions[key] for key in AGREEMENTS},
        "calibration": {
            "error": score.calibration.error,
            "bins": [
                {"low": cell.low, "count": cell.count, "confidence": cell.confidence, "accuracy": cell.accuracy}
                for cell in score.calibration.bins
            ],
        },
    }


def _rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns: the first to the left, the others to the right."""
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])
        for row in [heads, *rows]
    ]
    return "\n".join(line.rstrip() for line in lines)


def _tallies(title: str, tallies: Mapping[str, Tally]) -> str:
    heads = [title.ljust(11), "precision", "recall".rjust(6), "f1".rjust(6), "right".rjust(6), "found".rjust(6), "gold".rjust(6)]
    rows = [
        [key, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", str(t.right), str(t.found), str(t.gold)] for key, t in tallies.items()
    ]
    return _rows(heads, rows) if rows else ""


def _confusions(score: Score) -> str:
    rows = [[gold, *(str(score.confusions.get((gold, system), 0)) for system in STATUSES)] for gold in STATUSES]
    return _rows(["gold status", *STATUSES], rows) if score.confusions else ""


def _rules(score: Score) -> str:
    rows = [
        [key, f"{rule.precision:.3f}", str(rule.right), str(rule.spurious), str(rule.aside), str(rule.status_wrong)]
        for key, rule in sorted(score.rules.items(), key=lambda item: (-item[1].spurious, item[0]))
    ]
    return _rows(["rule", "precision", "right", "spurious", "aside", "status wrong"], rows) if rows else ""


def _agreements(score: Score) -> Iterator[str]:
    for name, share, counts in (
        ("time", score.time_accuracy, score.times),
        ("attribution", score.attribution_accuracy, score.attributions),
    ):
        yield f"{name} accuracy {share:.3f}  ({', '.join(f'{counts[key]} {key}' for key in AGREEMENTS)})"


def _calibration(score: Score) -> str:
    rows = [[f"{cell.low:.1f}", str(cell.count), f"{cell.confidence:.3f}", f"{cell.accuracy:.3f}"] for cell in score.calibration.bins]
    table = _rows(["confidence", "claims", "mean", "right"], rows)
    return f"calibration error {score.calibration.error:.3f}\n{table}" if rows else ""
