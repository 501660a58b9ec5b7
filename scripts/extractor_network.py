"""The network of the learned extractor, as it is trained: MiniLM with what is known of mentions, and heads over pairs of entities.

In: rows of numbers as kg.learned.windows makes them, padded to batches. Out: scores of predicates and standing for pairs of entities,
of types for entities. Needs PyTorch, which the program itself does not.

Encoder: BERT (Devlin et al. 2019) in the size of MiniLM-L6-H384 (Wang et al. 2020), with embeddings of casing, mention type, edge and
entity added to those of word pieces. Entities: log-sum-exp over mentions; context of a pair: the product of both entities' attention in
the last layer; bilinear classifier in blocks (ATLOP, Zhou et al. 2021). Dropout with one mask for all positions (Gal and Ghahramani 2016).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

PIECES, POSITIONS, WIDTH, HEADS, LAYERS, INNER = 30522, 512, 384, 12, 6, 1536
CASES, KINDS, EDGES, SLOTS, NEARNESS = 4, 28, 3, 32, 64
PREDICATES, TYPES, STANDINGS = 38, 9, 6
PAIR, BLOCK, NEAR, STANDING = 256, 32, 32, 64
_NONE = 1e4


class Drop(nn.Module):
    """Dropout with one mask for all positions of a text."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, rows: Tensor) -> Tensor:
        if not self.training or not self.share:
            return rows
        shape = [rows.shape[0]] + [1] * (rows.dim() - 2) + [rows.shape[-1]]
        return rows * ((torch.rand(shape, device=rows.device) > self.share).float() / (1 - self.share))


class Layer(nn.Module):
    """One layer of the encoder; gives its attention too."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = Drop(share)

    def forward(self, rows: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        batch, length = rows.shape[0], rows.shape[1]
        q, k, v = (part(rows).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.q, self.k, self.v))
        attention = ((q @ k.transpose(-1, -2)) / math.sqrt(WIDTH // HEADS) + bias).softmax(-1)
        mixed = (attention @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        rows = self.n1(rows + self.drop(self.o(mixed)))
        return self.n2(rows + self.drop(self.down(functional.gelu(self.up(rows))))), attention


class Network(nn.Module):
    """Encoder and heads. Pieces and positions stay as they were pretrained."""

    def __init__(self, share: float = 0.1, head_share: float = 0.2) -> None:
        super().__init__()
        self.word, self.pos, self.seg = nn.Embedding(PIECES, WIDTH), nn.Embedding(POSITIONS, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.case, self.kind = nn.Embedding(CASES, WIDTH), nn.Embedding(KINDS, WIDTH)
        self.edge, self.slot = nn.Embedding(EDGES, WIDTH), nn.Embedding(SLOTS, WIDTH)
        for table in (self.case, self.kind, self.edge, self.slot):
            nn.init.normal_(table.weight, std=0.01)
        self.layers = nn.ModuleList(Layer(share) for _ in range(LAYERS))
        self.drop, self.hdrop = Drop(share), Drop(head_share)
        self.feat = nn.Embedding(NEARNESS, NEAR)
        self.ws, self.wo = nn.Linear(2 * WIDTH + NEAR, PAIR), nn.Linear(2 * WIDTH + NEAR, PAIR)
        self.bil = nn.Linear(PAIR * BLOCK, PREDICATES)
        self.lin = nn.Linear(2 * PAIR, PREDICATES, bias=False)
        self.stat = nn.Linear(2 * PAIR + WIDTH, STANDING)
        self.pe = nn.Parameter(torch.zeros(PREDICATES, STANDING))
        self.sout = nn.Linear(STANDING, STANDINGS)
        self.types = nn.Sequential(nn.Linear(WIDTH, 192), nn.Tanh(), Drop(head_share), nn.Linear(192, TYPES))
        nn.init.constant_(self.bil.bias, -4.0)
        self.word.weight.requires_grad_(False)
        self.pos.weight.requires_grad_(False)

    def encoder_names(self) -> tuple[str, ...]:
        """Prefixes of the parameters that were pretrained."""
        return ("seg", "norm", "layers")

    def load_pretrained(self, weights: Mapping[str, Tensor]) -> None:
        """Take over the weights of a BERT of this size, by the names that its published files use."""
        tables = {"word_embeddings": self.word, "position_embeddings": self.pos, "token_type_embeddings": self.seg}
        for name, table in tables.items():
            table.weight.data.copy_(weights[f"embeddings.{name}.weight"])
        parts: dict[str, nn.Module] = {"embeddings.LayerNorm": self.norm}
        for number, layer in enumerate(self.layers):
            names = {
                "attention.self.query": "q",
                "attention.self.key": "k",
                "attention.self.value": "v",
                "attention.output.dense": "o",
                "attention.output.LayerNorm": "n1",
                "intermediate.dense": "up",
                "output.dense": "down",
                "output.LayerNorm": "n2",
            }
            parts |= {f"encoder.layer.{number}.{name}": getattr(layer, own) for name, own in names.items()}
        for name, part in parts.items():
            for kind in ("weight", "bias"):
                getattr(part, kind).data.copy_(weights[f"{name}.{kind}"])

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
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Rows [B, T]; `mention` [B, M, T] averages the pieces of a mention, `owner` [B, E, M] is 1 where a mention is an entity's;
        `head`, `tail`, `near` [B, P]. Out: predicates [B, P, 38], standing [B, P, 38, 6], types [B, E, 9], attention [B, P, T].
        A piece with id 0 is padding."""
        length = ids.shape[1]
        rows = self.word(ids) + self.pos.weight[:length] + self.seg.weight[0] + self.case(case) + self.kind(kind) + self.edge(edge)
        rows = self.drop(self.norm(rows + self.slot(slot)))
        bias = (ids == 0).float()[:, None, None, :] * -_NONE
        attention = bias
        for layer in self.layers:
            rows, attention = layer(rows, bias)
        scored = (mention @ rows)[:, None] + (owner[..., None] - 1.0) * _NONE
        top = scored.amax(2, keepdim=True)
        entities = (top + (scored - top).exp().sum(2, keepdim=True).log())[:, :, 0]
        shares = (owner / owner.sum(-1, keepdim=True).clamp(min=1.0)) @ mention
        looks = torch.einsum("bet,bhtu->behu", shares, attention)
        first = head[..., None, None].expand(-1, -1, HEADS, length)
        second = tail[..., None, None].expand(-1, -1, HEADS, length)
        both = (looks.gather(1, first) * looks.gather(1, second)).mean(2)
        both = both / (both.sum(-1, keepdim=True) + 1e-10)
        context = both @ rows
        subject = entities.gather(1, head[..., None].expand(-1, -1, WIDTH))
        target = entities.gather(1, tail[..., None].expand(-1, -1, WIDTH))
        nearness = self.feat(near)
        zs = torch.tanh(self.ws(self.hdrop(torch.cat([subject, context, nearness], -1))))
        zo = torch.tanh(self.wo(self.hdrop(torch.cat([target, context, nearness], -1))))
        batch, pairs = zs.shape[0], zs.shape[1]
        blocks = zs.view(batch, pairs, -1, BLOCK)[..., :, None] * zo.view(batch, pairs, -1, BLOCK)[..., None, :]
        claims = self.bil(self.hdrop(blocks.reshape(batch, pairs, -1))) + self.lin(torch.cat([zs, zo], -1))
        said = torch.tanh(self.stat(torch.cat([zs, zo, context], -1)))
        standing = self.sout(said[:, :, None] * (1 + self.pe))
        return claims, standing, self.types(self.hdrop(entities)), both
