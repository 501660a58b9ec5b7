#!/usr/bin/env python3
"""Figures for the usual sets of gold documents, a row each: what the README and the release notes quote.

    scripts/evaluate.py                                 all of data/gold: about ten minutes on one core
    scripts/evaluate.py --sets d01,dev-01..05,A,C       some sets: d01, dev-NN, dev-NN..NN, a letter of data/gold/passages
    scripts/evaluate.py --mentions gold                 with the marked mentions: the rules on their own
    scripts/evaluate.py --full                          by predicate, status and rule too
    scripts/evaluate.py --public DIR                    public sets: DIR holds score_public.py and public/*.jsonl (by default, where it
                                                        lies beside the project as shared/gold); '--sets none' leaves the others out

Sets that are held out (see data/gold/README.md) are measured, never read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.evaluate import Evaluation, Mentions, evaluate, format_table, to_json
from kg.nlp import DEFAULT_MODEL
from kg.pipeline import load_pipeline
from kg.resources import data_path
from kg.score import LEVELS, Score, total

USUAL = "d01,dev-01..05,dev-06..09,A,B,C,D,E,F,G,H,T,U"
TUNING, HELD_OUT = {"A", "C", "E", "G", "T"}, {"B", "D", "F", "H", "U"}

# Peers on the same sets, as measured for the annotation guidelines: spaCy en_core_web_md entities mapped to our types; with textacy's
# subject-verb-object triples and a small verb table for the claims.
PEERS = {"dev": {"entity": 0.769, "typed": 0.602, "pair": 0.156, "claim": 0.121, "status": 0.102}}
PEERS_DOCUMENTS = 37  # all of data/gold/dev
PUBLIC_PEERS = {
    "worldwide_news": "NER organisation strict .546, overlap .691; person .806 / .844",
    "men_news": "NER organisation .565 / .631; person .629 / .852; relations 0",
    "conll04": "NER organisation .591 / .724; person .770 / .910; relations .004",
    "wnut17": "NER organisation .240 / .323; person .485 / .565",
    "plv_train": "pair .211, directed with class .150, macro-F1 .184 (reachable .229)",
    "plover_gsr": "pair .221, directed with class .203, macro-F1 .221",
    "core_company": "relations .078 (named .116)",
    "dwie_devtest": "relations .006, demonyms 0 of 83",
    "re3d": "relations 0",
    "el_news_fair_v2_no_coref": "names .119, country .728 (exact country names by pycountry)",
    "gum_news": "country .665 (exact country names by pycountry)",
}


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
        if title in PEERS and score.documents == PEERS_DOCUMENTS:
            p = PEERS[title]
            print(f"{'  spaCy+svo':11} {'':5}  {p['entity']:6.3f} {p['typed']:6.3f} {p['pair']:6.3f}  {'':7} {'':6} {p['claim']:6.3f}"
                  f"  {p['status']:6.3f}")  # fmt: skip


def public(folder: Path, workers: int) -> dict[str, object]:
    """Extract each public set with the command line and score it with its own script."""
    figures: dict[str, object] = {}
    countries = folder.parent / "reference" / "countries.csv"
    for gold in sorted((folder / "public").glob("*.jsonl")):
        with tempfile.TemporaryDirectory() as place:
            system = Path(place) / "system.jsonl"
            extract = [sys.executable, "-m", "kg", "extract", str(gold), "--to", "documents", "-o", str(system)]
            subprocess.run([*extract, "--workers", str(workers)] if workers > 1 else extract, check=False, stdout=subprocess.DEVNULL)
            if not system.is_file():
                raise SystemExit(f"{gold.name}: extraction gave no file")
            command = [
                sys.executable,
                str(folder / "score_public.py"),
                "--set",
                gold.stem,
                "--gold",
                str(gold),
                "--system",
                str(system),
                "--json",
            ]
            command += ["--countries", str(countries)] if countries.is_file() else []
            figures[gold.stem] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
        print_public(gold.stem, figures[gold.stem])
    return figures


def print_public(name: str, figures: object) -> None:
    print(f"\n{name}    peer: {PUBLIC_PEERS.get(name, 'not measured')}")
    for key, row in figures.items() if isinstance(figures, dict) else ():
        if key not in {"records", "classes", "recall_by_type"}:
            print(f"  {key:24}" + "  ".join(f"{head} {value}" for head, value in row.items() if head not in {"right", "found", "hit"}))


def beside() -> Path | None:
    """The folder of the public sets, where it lies in or beside the project."""
    root = data_path("gold").parents[1]
    return next((place for place in (root / "shared/gold", root.parent / "shared/gold") if (place / "score_public.py").is_file()), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=USUAL)
    parser.add_argument("--mentions", choices=("system", "gold"), default="system")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--public", type=Path, nargs="?", const=beside(), metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    args = parser.parse_args()
    figures: dict[str, object] = {}
    sets = [] if args.sets == "none" else args.sets.split(",")
    if sets:
        mentions: Mentions = args.mentions
        gold = [path for name in sets for path in files(name)]
        evaluation = evaluate(gold, load_pipeline(model=args.model), mentions=mentions, workers=args.workers)
        table = rows(evaluation, sets)
        print_rows(table)
        if args.full:
            print("\n" + format_table(evaluation))
        figures |= {title: to_json(Evaluation(documents=(), score=score)) for title, score in table}
    if args.public:
        figures["public"] = public(args.public, args.workers)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
