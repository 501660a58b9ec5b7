#!/usr/bin/env python3
"""Figures for the usual sets of gold documents, a row each: what the README and the release notes quote.

    scripts/evaluate.py                                 all of data/gold: about ten minutes on one core
    scripts/evaluate.py --sets d01,dev-01..05,A,C       some sets: d01, dev-NN, dev-NN..NN, a letter of data/gold/passages
    scripts/evaluate.py --mentions gold                 with the marked mentions: the rules on their own
    scripts/evaluate.py --extractor rules               who draws claims: rules, model or both
    scripts/evaluate.py --full                          by predicate, status and rule too, and the table of confidences
    scripts/evaluate.py --sets A,C,dev-01 --causes      the most frequent causes of errors (see kg/evaluate/causes.py); tuning sets only
    scripts/evaluate.py --floors                        the sample of data/gold/floors.toml, and which floors to raise
    scripts/evaluate.py --public DIR                    public sets: DIR holds score_public.py and public/*.jsonl (by default, where it
                                                        lies beside the project as shared/gold); '--sets none' leaves the others out
    scripts/evaluate.py --public DIR --limit 100        ... the first hundred records of each
    scripts/evaluate.py ... --json FILE                 adds the figures to FILE; scripts/quality.py makes the tables of the documents of it

Sets that are held out (see data/gold/README.md) are measured, never read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import asdict, replace
from pathlib import Path
from typing import get_args

from kg.clean import clean
from kg.evaluate import Counted, Evaluation, Mentions, cases, causes, count, evaluate, floors, format_table, to_json
from kg.evaluate.peers import OWN, OWN_DOCUMENTS, beside
from kg.export.lines import document_line
from kg.extract import extract_document
from kg.learned.encoder import load_encoder
from kg.model import DEFAULT_EXTRACTOR, Document, Extractor
from kg.nlp import DEFAULT_MODEL
from kg.pipeline import Pipeline, load_pipeline
from kg.read import read
from kg.resources import data_path
from kg.score import LEVELS, Score, total

USUAL = "d01,dev-01..05,dev-06..09,A,B,C,D,E,F,G,H,T,U"
TUNING, HELD_OUT = {"A", "C", "E", "G", "T"}, {"B", "D", "F", "H", "U"}
TUNING_SETS, TEST_ARTICLES = "d01,dev-01..05,A,C,E,G,T", {"dev-06", "dev-07", "dev-08", "dev-09"}


def files(name: str) -> list[Path]:
    """The files of a set."""
    gold = data_path("gold")
    if name == "d01":
        return [gold / "dev" / "d01.json"]
    if name.startswith("dev-"):
        first, _, last = name.removeprefix("dev-").partition("..")
        return [gold / "dev" / f"dev-{number:02d}.txt" for number in range(int(first), int(last or first) + 1)]
    found = sorted((gold / "passages").glob(f"{name}-*.txt"))
    if not found:
        raise SystemExit(f"{name}: no such set; known: {USUAL}")
    return found


def rows(evaluation: Evaluation, sets: list[str]) -> list[tuple[str, Score]]:
    """A row for each set, and for those that stand together where more than one of them was asked for."""
    of_file = {str(path): name for name in sets for path in files(name)}
    groups: dict[str, set[str]] = {name: {name} for name in sets}
    groups |= {
        "dev": {name for name in sets if name.startswith("d")},
        "tuning": TUNING & set(sets),
        "held out": HELD_OUT & set(sets),
        "passages": (TUNING | HELD_OUT) & set(sets),
    }
    return [
        (title, total(score for score in evaluation.documents if of_file[score.gold.path] in members))
        for title, members in groups.items()
        if title in sets or len(members) > 1
    ]


def print_rows(table: list[tuple[str, Score]]) -> None:
    print(f"{'set':11} {'texts':>5}  {'entity':>6} {'typed':>6} {'pair':>6}  {'claim P':>7} {'R':>6} {'F1':>6}  {'status':>6}"
          f"  {'coref P':>7} {'R':>6}  {'time':>6} {'speaker':>7} {'calib.':>6}")  # fmt: skip
    for title, score in table:
        entity, typed, pair, claim, status = (score.levels[level] for level in LEVELS)
        coref = score.mentions["coreference"]
        print(f"{title:11} {score.documents:5}  {entity.f1:6.3f} {typed.f1:6.3f} {pair.f1:6.3f}  {claim.precision:7.3f} {claim.recall:6.3f}"
              f" {claim.f1:6.3f}  {status.f1:6.3f}  {coref.precision:7.3f} {coref.recall:6.3f}  {score.time_accuracy:6.3f}"
              f" {score.attribution_accuracy:7.3f} {score.calibration.error:6.3f}")  # fmt: skip
        if title == "dev" and score.documents == OWN_DOCUMENTS:
            peer = [OWN[level] for level in LEVELS]
            print(f"{'  spaCy+svo':11} {'':5}  {peer[0]:6.3f} {peer[1]:6.3f} {peer[2]:6.3f}  {'':7} {'':6} {peer[3]:6.3f}  {peer[4]:6.3f}")


def find_causes(sets: list[str], pipeline: Pipeline) -> list[Counted]:
    """Causes of error on sets that may be read."""
    held = [name for name in sets if name in HELD_OUT or any(path.stem in TEST_ARTICLES for path in files(name))]
    if held:
        raise SystemExit(f"--causes: {', '.join(held)}: held out; name tuning sets, such as --sets {TUNING_SETS}")
    gold = [path for name in sets for path in files(name)]
    return count(cause for case in cases(gold, pipeline) for cause in causes(case))


def print_causes(rows: list[Counted]) -> None:
    print(f"\n{'error':9} {'cause':33} {'count':>5} {'share':>6} {'mended by marks':>15}  most often")
    for row in rows:
        details = ", ".join(f"{name} {number}" for name, number in row.details)
        print(f"{row.kind:9} {row.cause:33} {row.count:5} {row.share:6.3f} {row.with_marks:15}  {details}")


def public(folder: Path, pipeline: Pipeline, limit: int | None) -> dict[str, object]:
    """Extract each public set as `kg extract` does and score it with its own script."""
    figures: dict[str, object] = {}
    countries = folder.parent / "reference" / "countries.csv"
    for whole in sorted((folder / "public").glob("*.jsonl")):
        with tempfile.TemporaryDirectory() as place:
            system, gold = Path(place) / "system.jsonl", Path(place) / whole.name
            records = [line for line in whole.read_text(encoding="utf-8").split("\n") if line.strip()]
            gold.write_text("\n".join(records[:limit]) + "\n", encoding="utf-8")
            documents = (document for document in read([str(gold)]) if isinstance(document, Document))
            lines = [json.dumps(document_line(extract_document(clean(document), pipeline))) for document in documents]
            system.write_text("\n".join(lines) + "\n", encoding="utf-8")
            score = [sys.executable, str(folder / "score_public.py"), "--set", whole.stem, "--gold", str(gold), "--system", str(system)]
            score += ["--countries", str(countries)] if countries.is_file() else []
            scored = subprocess.run([*score, "--json"], check=True, capture_output=True, text=True, encoding="utf-8").stdout
        figures[whole.stem] = json.loads(scored)
        print_public(whole.stem, json.loads(scored))
    return figures


def print_floors(pipeline: Pipeline) -> None:
    pinned = tomllib.loads((data_path("gold") / "floors.toml").read_text(encoding="utf-8"))
    score = evaluate([data_path("gold") / name for name in pinned["sample"]], pipeline).score
    for floor in floors(score, pinned):
        advice = "BELOW" if not floor.kept else f"raise to {floor.better}" if floor.better else ""
        print(f"{floor.measure:9} {floor.level:11} {floor.measured:.3f}  floor {floor.pinned:.2f}  {advice}".rstrip())


def print_public(name: str, figures: dict[str, dict[str, float]]) -> None:
    print(f"\n{name}    {figures['records']['gold']} records")
    for line in beside(name, figures):
        print(f"  {line.label:38} {'none' if line.ours is None else f'{line.ours:.3f}':>6}   peer {line.peer:.3f}")


def find_public() -> Path | None:
    """The folder of the public sets, where it lies in or beside the project."""
    root = data_path("gold").parents[1]
    return next((place for place in (root / "shared/gold", root.parent / "shared/gold") if (place / "score_public.py").is_file()), None)


def add(path: Path, figures: dict[str, object]) -> None:
    """Put figures into a file beside those of other calls: public sets by name, our own by whose mentions they had."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for key, part in figures.items():
        known[key] = known.get(key, {}) | part if isinstance(part, dict) else part
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=USUAL)
    parser.add_argument("--mentions", choices=("system", "gold"), default="system")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--extractor", choices=get_args(Extractor), default=DEFAULT_EXTRACTOR, help="who draws claims")
    parser.add_argument("--encoder", type=Path, metavar="FILE", help="another learned extractor, such as one of another half of the texts")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--causes", action="store_true", help="causes of error in place of figures")
    parser.add_argument("--floors", action="store_true", help="figures of the pinned sample in place of others")
    parser.add_argument("--public", type=Path, nargs="?", const=find_public(), metavar="DIR")
    parser.add_argument("--limit", type=int, metavar="N", help="records of each public set")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add the figures to a file")
    args = parser.parse_args()
    figures: dict[str, object] = {}
    sets = [] if args.sets == "none" else args.sets.split(",")
    gold = [path for name in sets for path in files(name)]
    pipeline = load_pipeline(model=args.model, extractor=args.extractor)
    if args.encoder:
        pipeline = replace(pipeline, encoder=load_encoder(args.encoder))
    if args.floors:
        print_floors(pipeline)
    elif sets and args.causes:
        counted = find_causes(sets, pipeline)
        print_causes(counted)
        figures["causes"] = [asdict(row) for row in counted]
    elif sets:
        mentions: Mentions = args.mentions
        evaluation = evaluate(gold, pipeline, mentions=mentions, workers=args.workers)
        table = rows(evaluation, sets)
        print_rows(table)
        if args.full:
            print("\n" + format_table(evaluation))
        figures["sets"] = {mentions: {title: to_json(Evaluation(documents=(), score=score)) for title, score in table}}
    if args.public:
        figures["public"] = public(args.public, pipeline, args.limit)
    if args.json:
        add(args.json, figures)


if __name__ == "__main__":
    main()
