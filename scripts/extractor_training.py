"""The training of the learned extractor's network: which texts are read when, and the steps of the optimiser.

In: lessons, pretrained weights, a `Setting`. Out: the network of the epoch that did best on the texts kept for that. Seeded; batches are
made by as many processes as asked, and are always the same. Needs PyTorch.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from extractor_batches import Batch, Names, batch_of, item, names_of
from extractor_losses import figures, loss_of
from extractor_network import MINILM, Network, Shape
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from kg.lessons import Kind, Lesson

BATCH, RATE, TEACHER_RATE, HEAD_RATE, WARM_UP, DECAY = 16, 1.5e-4, 1e-4, 8e-4, 0.08, 0.01
GOLD_SIDE, BUCKET = 0.4, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some texts of one step: their numbers, with whose mentions each is read, the seed of what is changed by chance."""

    texts: tuple[int, ...]
    kinds: tuple[Kind, ...]
    seed: int


class Chunks(Dataset[tuple[Batch | None, int]]):
    """The steps of a training in order; made by as many processes as read them, always the same."""

    def __init__(self, texts: Sequence[Lesson], names: Names, chunks: Sequence[Chunk]) -> None:
        self.texts, self.names, self.chunks = texts, names, chunks

    def __len__(self) -> int:
        return len(self.chunks)

    def __getitem__(self, number: int) -> tuple[Batch | None, int]:
        chunk = self.chunks[number]
        rng = random.Random(chunk.seed)  # noqa: S311 (no secret)
        read = [item(self.texts[text], kind, self.names, rng) for text, kind in zip(chunk.texts, chunk.kinds, strict=True)]
        return batch_of(read), len(read)


def plan(texts: Sequence[Lesson], *, epochs: int, seed: int) -> list[list[Chunk]]:
    """The chunks of each epoch: texts of like length together, in an order of chance."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    order = list(range(len(texts)))
    planned = []
    for _ in range(epochs):
        rng.shuffle(order)
        parts: list[tuple[int, ...]] = []
        for start in range(0, len(order), BATCH * BUCKET):
            part = sorted(order[start : start + BATCH * BUCKET], key=lambda text: sum(map(len, texts[text].sentences)))
            parts += [tuple(part[place : place + BATCH]) for place in range(0, len(part), BATCH)]
        rng.shuffle(parts)
        kinds = [tuple[Kind, ...]("gold" if rng.random() < GOLD_SIDE else "system" for _ in part) for part in parts]
        planned.append([Chunk(texts=part, kinds=kind, seed=rng.getrandbits(32)) for part, kind in zip(parts, kinds, strict=True)])
    return planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a network is trained: `rate` is that of the pretrained part, `workers` the processes that make batches (0: none beside this)."""

    epochs: int
    seed: int
    device: torch.device
    workers: int = 0
    shape: Shape = MINILM
    rate: float = RATE
    teachers: tuple[Network, ...] = ()


def train(texts: Sequence[Lesson], dev: Sequence[Lesson], weights: dict[str, Tensor], setting: Setting) -> Network:
    """The network of the epoch that did best on `dev`, from pretrained weights."""
    torch.manual_seed(setting.seed)
    device = setting.device
    network = Network(setting.shape)
    network.load_pretrained(weights)
    network.to(device)
    encoder = [p for name, p in network.named_parameters() if name.startswith(network.encoder_names()) and p.requires_grad]
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known and parameter.requires_grad]
    optimiser = torch.optim.AdamW([{"params": encoder, "lr": setting.rate}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY)
    planned = plan(texts, epochs=setting.epochs, seed=setting.seed)
    steps = sum(map(len, planned))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / (WARM_UP * steps)) * max(0.02, 1 - s / steps))
    checks: dict[Kind, list[tuple[Batch, int]]] = {kind: list(_checks(dev, kind, device)) for kind in ("system", "gold")}
    best: tuple[float, dict[str, Tensor]] = (-1.0, {})
    chunks = Chunks(texts, names_of(texts), [chunk for epoch in planned for chunk in epoch])
    read = iter(DataLoader(chunks, batch_size=None, num_workers=setting.workers))
    for number, epoch in enumerate(planned):
        network.train()
        for batch, count in (next(read) for _ in epoch):
            if batch is None:
                continue
            optimiser.zero_grad()
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                loss = loss_of(network, batch.to(device), count, setting.teachers)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        found = {kind: figures(network, batches) for kind, batches in checks.items()}
        shown = "; ".join(f"{kind} {' '.join(f'{name} {value:.3f}' for name, value in figure.items())}" for kind, figure in found.items())
        print(f"epoch {number + 1}: {shown}", flush=True)
        if found["system"]["f1"] > best[0]:
            best = (found["system"]["f1"], {name: value.clone() for name, value in network.state_dict().items()})
    network.load_state_dict(best[1])
    network.eval()
    return network


def _checks(texts: Sequence[Lesson], kind: Kind, device: torch.device) -> Iterator[tuple[Batch, int]]:
    for start in range(0, len(texts), BATCH):
        part = texts[start : start + BATCH]
        batch = batch_of([item(lesson, kind, {}, None) for lesson in part])
        if batch is not None:
            yield batch.to(device), sum(claim.firm for lesson in part for claim in lesson.claims)
