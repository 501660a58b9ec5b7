"""Fit data/models/confidence.json anew on marked texts, and print how well it holds on others (some ten minutes on one core).

    python scripts/train_confidence.py [--folds DIR] [--output data/models/confidence.json]

The weights come from data/gold without dev-06..09, which are the test (figures only). With --folds, passages are also read with learned
extractors that were not trained on them: DIR/LETTERS.onnx, as scripts/train_extractor.py --folds DIR writes them, reads the slices that are
not among its LETTERS; the shipped extractor reads the test.

Lines of figures: claims of the training texts, each by weights from other documents, and claims of the test texts: calibration error, share
of right claims, and how well confidence separates right from wrong ones (0.5: not at all).

Run it again after a change of rules, links or of the learned extractor: the counts behind each rule are those of this run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.calibrate import Outcome, cross_validated, judged_by, read_examples, separation, train_confidence
from kg.confidence import read_weights
from kg.learned.encoder import load_encoder
from kg.nlp import DEFAULT_MODEL
from kg.pipeline import load_pipeline
from kg.resources import data_path
from kg.score.calibration import calibration

TUNING, PASSAGES = "ACEGT", "ABCDEFGHTU"
TRAINING_ARTICLES, TEST_ARTICLES = range(1, 6), range(6, 10)


def show(title: str, outcomes: Sequence[Outcome]) -> None:
    right = sum(right for _, right in outcomes) / max(len(outcomes), 1)
    error = calibration(sorted(outcomes)).error
    print(f"{title:20} {len(outcomes):5} claims  {right:.3f} right  calibration error {error:.3f}  separation {separation(outcomes):.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--folds", type=Path, metavar="DIR")
    parser.add_argument("--output", type=Path, default=data_path("models") / "confidence.json")
    args = parser.parse_args()
    gold = data_path("gold")
    articles = [gold / "dev" / "d01.json", *(gold / "dev" / f"dev-{number:02d}.txt" for number in TRAINING_ARTICLES)]
    passages = [path for letter in PASSAGES for path in sorted((gold / "passages").glob(f"{letter}-*.txt"))]
    tuned = [*articles, *(path for path in passages if path.name[0] in TUNING)]
    test = [gold / "dev" / f"dev-{number:02d}.txt" for number in TEST_ARTICLES]
    rules = load_pipeline(model=args.model, extractor="rules")
    examples = list(read_examples([*articles, *passages], rules, tuned=tuned))
    for file in sorted(args.folds.glob("*.onnx")) if args.folds else ():
        unseen = [path for path in passages if path.name[0] not in file.stem]
        examples += read_examples(unseen, replace(rules, extractor="both", encoder=load_encoder(file)), tuned=tuned)
    content = train_confidence(examples)
    args.output.write_text(json.dumps(content, sort_keys=True, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    weights = read_weights(args.output)
    show("rules, unseen texts", cross_validated(examples))
    show("test, rules", judged_by(weights, list(read_examples(test, rules, tuned=()))))
    if args.folds:
        both = load_pipeline(model=args.model, extractor="both")
        show("both, unseen texts", cross_validated(examples, judged=True))
        show("test, both", judged_by(weights, list(read_examples(test, both, tuned=()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
