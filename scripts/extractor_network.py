"""The network of the learned extractor, as it is trained: a BERT-like encoder with what is known of mentions, and heads over it.

In: rows of numbers as kg.learned.windows makes them, padded to batches. Out: scores of predicates and standing for pairs of entities,
of types for entities, of name tags for pieces, of antecedents for references. Needs PyTorch, which the program itself does not.

Encoder: MiniLM-L6-H384 (Wang et al. 2020) for the model that is shipped, MPNet (Song et al. 2020) for its teacher, with embeddings of
casing, mention type, edge and entity added to those of word pieces. Entities: log-sum-exp over mentions; context of a pair: the product of
both entities' attention in the last layer; bilinear classifier in blocks (ATLOP, Zhou et al. 2021). Names: one tag a word (BIO). Dropout
with one mask for all positions (Gal and Ghahramani 2016).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

CASES, KINDS, EDGES, SLOTS, NEARNESS = 4, 28, 3, 32, 64
PREDICATES, TYPES, STANDINGS, TAGS = 38, 9, 6, 17
PAIR, BLOCK, NEAR, STANDING, POINT = 256, 32, 32, 64, 128
BUCKETS, FARTHEST = 32, 128
_NONE = 1e4
_SHIFT, _SPECIAL = 4, {0: 1, 101: 0, 102: 2}
"""MPNet's rows of word pieces are BERT's four further on, but for padding, first and last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of an encoder. `relative`: MPNet's positions, which start at 2 and count in attention too."""

    width: int
    layers: int
    inner: int
    pieces: int
    positions: int
    epsilon: float
    heads: int = 12
    relative: bool = False


MINILM = Shape(width=384, layers=6, inner=1536, pieces=30522, positions=512, epsilon=1e-12)
MPNET = Shape(width=768, layers=12, inner=3072, pieces=30527, positions=514, epsilon=1e-5, relative=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """For B windows, P pairs, E entities, T pieces, R references: claims [B, P, 38], standing [B, P, 38, 6], types [B, E, 9],
    attention [B, P, T], tags [B, T, 17], antecedents [B, R, E + 1] (the last for none)."""

    claims: Tensor
    standing: Tensor
    types: Tensor
    attention: Tensor
    tags: Tensor
    antecedents: Tensor


class Drop(nn.Module):
    """Dropout with one mask for all positions of a text."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, rows: Tensor) -> Tensor:
        if not self.training or not self.share:
            return rows
        shape = [rows.shape[0]] + [1] * (rows.dim() - 2) + [rows.shape[-1]]
        return rows * ((torch.rand(shape, device=rows.device) > self.share).to(rows.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One layer of the encoder; gives its attention too."""

    def __init__(self, shape: Shape, share: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(width, eps=shape.epsilon), nn.LayerNorm(width, eps=shape.epsilon)
        self.up, self.down = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.drop = Drop(share)

    def forward(self, rows: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        batch, length, width = rows.shape[0], rows.shape[1], rows.shape[2]
        q, k, v = (part(rows).view(batch, length, self.heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        attention = ((q @ k.transpose(-1, -2)) / math.sqrt(width // self.heads) + bias).softmax(-1)
        mixed = (attention @ v).transpose(1, 2).reshape(batch, length, width)
        rows = self.n1(rows + self.drop(self.o(mixed)))
        return self.n2(rows + self.drop(self.down(functional.gelu(self.up(rows))))), attention


class Network(nn.Module):
    """Encoder and heads. Pieces and positions stay as they were pretrained."""

    def __init__(self, shape: Shape = MINILM, share: float = 0.1, head_share: float = 0.2) -> None:
        super().__init__()
        self.shape, width = shape, shape.width
        self.word, self.pos, self.seg = nn.Embedding(shape.pieces, width), nn.Embedding(shape.positions, width), nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.case, self.kind = nn.Embedding(CASES, width), nn.Embedding(KINDS, width)
        self.edge, self.slot = nn.Embedding(EDGES, width), nn.Embedding(SLOTS, width)
        for table in (self.case, self.kind, self.edge, self.slot):
            nn.init.normal_(table.weight, std=0.01)
        nn.init.zeros_(self.seg.weight)
        self.near = nn.Embedding(BUCKETS, shape.heads) if shape.relative else None
        self.layers = nn.ModuleList(Layer(shape, share) for _ in range(shape.layers))
        self.drop, self.hdrop = Drop(share), Drop(head_share)
        self.feat = nn.Embedding(NEARNESS, NEAR)
        self.ws, self.wo = nn.Linear(2 * width + NEAR, PAIR), nn.Linear(2 * width + NEAR, PAIR)
        self.bil = nn.Linear(PAIR * BLOCK, PREDICATES)
        self.lin = nn.Linear(2 * PAIR, PREDICATES, bias=False)
        self.stat = nn.Linear(2 * PAIR + width, STANDING)
        self.pe = nn.Parameter(torch.zeros(PREDICATES, STANDING))
        self.sout = nn.Linear(STANDING, STANDINGS)
        self.types = nn.Sequential(nn.Linear(width, 192), nn.Tanh(), Drop(head_share), nn.Linear(192, TYPES))
        self.tags = nn.Sequential(nn.Linear(width, 192), nn.Tanh(), Drop(head_share), nn.Linear(192, TAGS))
        self.refer, self.point = nn.Linear(width, POINT), nn.Linear(width, POINT)
        self.none, self.own = nn.Linear(width, 1), nn.Parameter(torch.zeros(1))
        nn.init.constant_(self.bil.bias, -4.0)
        self.word.weight.requires_grad_(False)
        self.pos.weight.requires_grad_(False)

    def encoder_names(self) -> tuple[str, ...]:
        """Prefixes of the parameters that were pretrained."""
        return ("seg", "norm", "layers", "near")

    def load_pretrained(self, weights: Mapping[str, Tensor]) -> None:
        """Take over the weights of a BERT or an MPNet of this size, by the names that their published files use."""
        relative = self.shape.relative
        tables = {"word_embeddings": self.word, "position_embeddings": self.pos} | ({} if relative else {"token_type_embeddings": self.seg})
        for name, table in tables.items():
            table.weight.data.copy_(weights[f"embeddings.{name}.weight"])
        if self.near is not None:
            self.near.weight.data.copy_(weights["encoder.relative_attention_bias.weight"])
        parts: dict[str, nn.Module] = {"embeddings.LayerNorm": self.norm}
        attention = ("attn.q", "attn.k", "attn.v", "attn.o", "LayerNorm")
        if not relative:
            attention = ("self.query", "self.key", "self.value", "output.dense", "output.LayerNorm")
        names = {f"attention.{name}": own for name, own in zip(attention, ("q", "k", "v", "o", "n1"), strict=True)}
        names |= {"intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "n2"}
        for number, layer in enumerate(self.layers):
            parts |= {f"encoder.layer.{number}.{name}": getattr(layer, own) for name, own in names.items()}
        for name, part in parts.items():
            for kind in ("weight", "bias"):
                getattr(part, kind).data.copy_(weights[f"{name}.{kind}"])

    def _rows(self, ids: Tensor, case: Tensor, kind: Tensor, edge: Tensor, slot: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's last rows and its attention; a piece with id 0 is padding."""
        length = ids.shape[1]
        pieces, first = ids, 0
        if self.shape.relative:
            pieces, first = ids + _SHIFT, 2
            for bert, own in _SPECIAL.items():
                pieces = torch.where(ids == bert, own, pieces)
        rows = self.word(pieces) + self.pos.weight[first : first + length] + self.seg.weight[0]
        rows = self.drop(self.norm(rows + self.case(case) + self.kind(kind) + self.edge(edge) + self.slot(slot)))
        bias = (ids == 0).float()[:, None, None, :] * -_NONE
        if self.near is not None:
            bias = bias + self.near(_buckets(length, ids.device)).permute(2, 0, 1)[None]
        attention = bias
        for layer in self.layers:
            rows, attention = layer(rows, bias)
        return rows, attention

    def forward(  # noqa: PLR0917 (one argument for each input of the exported model)
        self,
        ids: Tensor,
        case: Tensor,
        kind: Tensor,
        edge: Tensor,
        slot: Tensor,
        mention: Tensor,
        owner: Tensor,
        head: Tensor,
        tail: Tensor,
        near: Tensor,
        back: Tensor,
        choice: Tensor,
    ) -> Outputs:
        """Rows [B, T]; `mention` [B, M, T] averages the pieces of a mention, `owner` [B, E, M] is 1 where a mention is an entity's;
        `head`, `tail`, `near` [B, P]; `back`, `choice` [B, R]: a reference's mention and the entity that it is taken for."""
        width = self.shape.width
        length = ids.shape[1]
        rows, attention = self._rows(ids, case, kind, edge, slot)
        mentions = mention.to(rows.dtype) @ rows
        scored = mentions[:, None] + (owner[..., None] - 1.0) * _NONE
        top = scored.amax(2, keepdim=True)
        entities = (top + (scored - top).exp().sum(2, keepdim=True).log())[:, :, 0]
        entities = entities * (owner.sum(-1, keepdim=True) > 0).float()
        shares = (owner / owner.sum(-1, keepdim=True).clamp(min=1.0)) @ mention
        looks = torch.einsum("bet,bhtu->behu", shares.to(attention.dtype), attention)
        first = head[..., None, None].expand(-1, -1, self.shape.heads, length)
        second = tail[..., None, None].expand(-1, -1, self.shape.heads, length)
        both = (looks.gather(1, first) * looks.gather(1, second)).mean(2)
        both = both / (both.sum(-1, keepdim=True) + 1e-10)
        context = both @ rows
        subject = entities.gather(1, head[..., None].expand(-1, -1, width))
        target = entities.gather(1, tail[..., None].expand(-1, -1, width))
        nearness = self.feat(near)
        zs = torch.tanh(self.ws(self.hdrop(torch.cat([subject, context, nearness], -1))))
        zo = torch.tanh(self.wo(self.hdrop(torch.cat([target, context, nearness], -1))))
        batch, pairs = zs.shape[0], zs.shape[1]
        blocks = zs.view(batch, pairs, -1, BLOCK)[..., :, None] * zo.view(batch, pairs, -1, BLOCK)[..., None, :]
        claims = self.bil(self.hdrop(blocks.reshape(batch, pairs, -1))) + self.lin(torch.cat([zs, zo], -1))
        said = torch.tanh(self.stat(torch.cat([zs, zo, context], -1)))
        return Outputs(
            claims=claims,
            standing=self.sout(said[:, :, None] * (1 + self.pe)),
            types=self.types(self.hdrop(entities)),
            attention=both,
            tags=self.tags(self.hdrop(rows)),
            antecedents=self._antecedents(mentions, entities, owner, back, choice),
        )

    def _antecedents(self, mentions: Tensor, entities: Tensor, owner: Tensor, back: Tensor, choice: Tensor) -> Tensor:
        """How well each entity suits each reference, a share of it for the one that it is taken for, and none of them."""
        pointing = mentions.gather(1, back[..., None].expand(-1, -1, self.shape.width))
        fits = self.refer(pointing) @ self.point(entities).transpose(1, 2) / math.sqrt(POINT)
        fits = fits + functional.one_hot(choice, entities.shape[1]) * self.own
        return torch.cat([fits + (owner.sum(-1) == 0).float()[:, None] * -_NONE, self.none(pointing)], -1)


def _buckets(length: int, device: torch.device) -> Tensor:
    """Numbers of relative positions, near ones one by one, far ones in logarithmic groups (T5, Raffel et al. 2020; MPNet)."""
    places = torch.arange(length, device=device)
    away = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    size = away.abs()
    far = exact + (size.clamp(min=1).float().div(exact).log() / math.log(FARTHEST / exact) * (half - exact)).long()
    return (away < 0).long() * half + torch.where(size < exact, size, far.clamp(max=half - 1))
