"""Runs the shipped model: one pass of the encoder for a window.

In: a `Window`. Out: `Scores` as numpy arrays. One thread, one window at a time and no padding, so that a window's scores do not
depend on what else is read (several at once are no faster). Quantised to 8 bits (dynamic activations); see data/models/extractor.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import KgError
from kg.learned.windows import Window
from kg.resources import data_path

Floats = NDArray[np.float32]
INPUTS = ("ids", "case", "kind", "edge", "slot", "mention", "owner", "head", "tail", "near")
OUTPUTS = ("claims", "standing", "types", "attention")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """For P ordered pairs of actors, 38 predicates, E actors and T pieces.

    `claims` [P, 38]: log-odds that the pair stands in the relation. `standing` [P, 38, 6]: two scores of polarity (affirmed, negated) and
    four of modality (actual, alleged, demanded, planned). `types` [E, 9]: scores of the eight types and of 'no entity'.
    `attention` [P, T]: which pieces both actors attend to; sums to 1.
    """

    pairs: tuple[tuple[int, int], ...]
    claims: Floats
    standing: Floats
    types: Floats
    attention: Floats


class Encoder:
    """The model of a file, with one session."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises types of its own C++ side, which share no base class but this
            raise KgError(f"{path.name}: the model cannot be loaded ({error}); reinstall the package, or use --extractor rules") from error
        meta = self._session.get_modelmeta().custom_metadata_map
        self.predicates: tuple[str, ...] = tuple(json.loads(meta["predicates"]))
        self.version: str = meta["version"]

    def __call__(self, window: Window) -> Scores:
        """Score a window of two actors or more (of one actor, only its type is asked)."""
        pairs = window.pairs()
        claims, standing, types, attention = self._session.run(None, arrays(window, pairs or [(0, 0, 0)]))
        count = len(pairs)
        return Scores(
            pairs=tuple((i, j) for i, j, _ in pairs),
            claims=claims[0, :count],
            standing=standing[0, :count],
            types=types[0],
            attention=attention[0, :count],
        )


def arrays(window: Window, pairs: Sequence[tuple[int, int, int]]) -> Mapping[str, NDArray[np.int64] | Floats]:
    """The inputs of the model by name, each with a first dimension of 1."""
    length = len(window.ids)
    mention = np.zeros((1, len(window.covers), length), dtype=np.float32)
    owner = np.zeros((1, len(window.actors), len(window.covers)), dtype=np.float32)
    for number, cover in enumerate(window.covers):
        mention[0, number, cover.start : cover.end] = 1 / (cover.end - cover.start)
        owner[0, cover.actor, number] = 1
    rows = {"ids": window.ids, "case": window.case, "kind": window.kind, "edge": window.edge, "slot": window.slot}
    ends = np.array(pairs, dtype=np.int64).T[:, None]
    return {name: np.array([row], dtype=np.int64) for name, row in rows.items()} | {
        "mention": mention,
        "owner": owner,
        "head": ends[0],
        "tail": ends[1],
        "near": ends[2],
    }


@lru_cache(maxsize=2)
def load_encoder(path: Path | None = None) -> Encoder:
    """The shipped model, or that of a file; KgError where it cannot be loaded."""
    return Encoder(path or data_path("models") / "extractor.onnx")
