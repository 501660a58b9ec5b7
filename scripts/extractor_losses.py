"""What the network of the learned extractor is trained to do: losses against the annotators and against a teacher, and its F1.

In: a network's outputs, a batch. Out: losses to minimise; counts of right claims. Needs PyTorch.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from extractor_batches import IGNORED, Batch
from extractor_network import Network, Outputs
from torch import Tensor
from torch.nn import functional

PER_TEXT = 8
"""Pairs of entities that count as much as all of a text's."""
TYPED, TAGGED, POINTED, STOOD = 0.3, 0.5, 0.2, 0.5
TAUGHT = 0.6
"""Share of the teacher in the losses, where there is one (Hinton et al. 2015)."""
LEAST = 0.4
"""Probability from which a claim counts as drawn."""


def flat_of(claims: Tensor, batch: Batch) -> Tensor:
    """Scores [N, 38] of the rows of a batch."""
    return claims[batch.rows[:, 0], batch.rows[:, 1]].float()


def best_of(flat: Tensor, batch: Batch) -> Tensor:
    """The score [K, 38] of each pair: the highest of all windows that see it."""
    scores = flat[batch.seen.clamp(min=0)]
    return scores.masked_fill((batch.seen < 0)[..., None], -99.0).amax(1)


def loss_of(network: Network, batch: Batch, texts: int, teachers: Sequence[Network] = ()) -> Tensor:
    """Cross entropies of predicates (per text), of standing where a claim holds, of types, tags and antecedents."""
    out = network(*batch.inputs)
    taught = _mean([teacher(*batch.inputs) for teacher in teachers]) if teachers else None
    loss = _labels(out.types, batch.types, None if taught is None else taught.types) * TYPED
    loss = loss + _labels(out.tags, batch.tags, None if taught is None else taught.tags) * TAGGED
    if bool((batch.antecedents != IGNORED).any()):
        loss = loss + _labels(out.antecedents, batch.antecedents, None if taught is None else taught.antecedents) * POINTED
    if not len(batch.rows):
        return loss
    flat = flat_of(out.claims, batch)
    per_cell = functional.binary_cross_entropy_with_logits(best_of(flat, batch), batch.right, reduction="none")
    claims = (per_cell * batch.counts).sum()
    if taught is not None:
        soft = functional.binary_cross_entropy_with_logits(flat, flat_of(taught.claims, batch), reduction="none")
        share = len(batch.right) / len(flat)
        claims = claims * (1 - TAUGHT) + (soft * batch.counts[batch.rows[:, 2]]).sum() * share * TAUGHT
    loss = loss + claims / texts / PER_TEXT
    if len(batch.standing):
        loss = loss + _standing(out, batch, flat.detach(), taught) * STOOD
    return loss


def _labels(scores: Tensor, truth: Tensor, taught: Tensor | None) -> Tensor:
    """Cross entropy of classes; against the teacher's shares too, where the annotators say anything."""
    flat, labels = scores.flatten(0, 1).float(), truth.flatten()
    loss = functional.cross_entropy(flat, labels, ignore_index=IGNORED)
    if taught is None:
        return loss
    counted = labels != IGNORED
    soft = functional.cross_entropy(flat[counted], taught.flatten(0, 1)[counted])
    return loss * (1 - TAUGHT) + soft * TAUGHT


def _standing(out: Outputs, batch: Batch, flat: Tensor, taught: Outputs | None) -> Tensor:
    """Cross entropies of polarity and modality, in the window that is surest of the claim."""
    pair, column = batch.standing[:, 0], batch.standing[:, 1]
    seen = batch.seen[pair]
    scores = flat[seen.clamp(min=0), column[:, None]].masked_fill(seen < 0, -99.0)
    chosen = batch.rows[seen.gather(1, scores.argmax(1, keepdim=True))[:, 0]]

    def cells(outputs: Outputs) -> Tensor:
        return outputs.standing[chosen[:, 0], chosen[:, 1], column].float()

    said = cells(out)
    loss = functional.cross_entropy(said[:, :2], batch.standing[:, 2]) + functional.cross_entropy(said[:, 2:], batch.standing[:, 3])
    if taught is None:
        return loss
    shares = cells(taught)
    soft = functional.cross_entropy(said[:, :2], shares[:, :2]) + functional.cross_entropy(said[:, 2:], shares[:, 2:])
    return loss * (1 - TAUGHT) + soft * TAUGHT


@torch.no_grad()
def _mean(outputs: Sequence[Outputs]) -> Outputs:
    """Probabilities instead of scores, averaged over teachers."""

    def shares(kind: str) -> Tensor:
        scores = [getattr(one, kind).float() for one in outputs]
        if kind == "claims":
            return torch.stack([score.sigmoid() for score in scores]).mean(0)
        if kind == "standing":
            return torch.stack([torch.cat([s[..., :2].softmax(-1), s[..., 2:].softmax(-1)], -1) for s in scores]).mean(0)
        return torch.stack([score.softmax(-1) for score in scores]).mean(0)

    names = ("claims", "standing", "types", "tags", "antecedents")
    return Outputs(attention=outputs[0].attention, **{name: shares(name) for name in names})


@torch.inference_mode()
def figures(network: Network, batches: Sequence[tuple[Batch, int]], least: float = LEAST) -> dict[str, float]:
    """How well a network does: F1 of claims at a threshold, shares of types, tags of names and antecedents that are right.

    `batches` bear the number of claims of their texts, so that what no window sees counts as missed.
    """
    network.eval()
    found = right = gold = 0
    hits = {name: [0, 0] for name in ("types", "tags", "antecedents")}
    for batch, claims in batches:
        out = network(*batch.inputs)
        gold += claims
        if len(batch.rows):
            drawn = (best_of(flat_of(out.claims, batch), batch).sigmoid() >= least) & (batch.counts > 0)
            found += int(drawn.sum())
            right += int((drawn & (batch.right > 0)).sum())
        for name, counts in hits.items():
            truth, said = getattr(batch, name), getattr(out, name).argmax(-1)
            counted = (truth != IGNORED) & ((truth > 0) | (said > 0) if name == "tags" else truth > IGNORED)
            counts[0] += int((counted & (truth == said)).sum())
            counts[1] += int(counted.sum())
    shares = {name: hit / max(of, 1) for name, (hit, of) in hits.items()}
    return {"f1": 2 * right / max(found + gold, 1), "p": right / max(found, 1), "r": right / max(gold, 1), **shares}
