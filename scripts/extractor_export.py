"""The trained network as the file that the program reads: ONNX with weights of 8 bits and dynamic activations.

In: a network, a path. Out: the file, with the order of its predicates and its version. Needs PyTorch, onnx and onnxruntime.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from extractor_batches import PREDICATES
from torch import Tensor, nn

from kg.learned.encoder import INPUTS, OUTPUTS

if TYPE_CHECKING:
    from extractor_network import Network

VERSION = "2"


class _Plain(nn.Module):
    """The network with the outputs that the program uses, in a row; names and references are tasks of the training alone."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        out = self.network(*inputs, *(torch.zeros(len(inputs[0]), 1, dtype=torch.long) for _ in range(2)))
        return tuple(getattr(out, name) for name in OUTPUTS)


def export(network: Network, path: Path) -> None:
    """Write the network; nothing else of the run stays."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    rows = [torch.ones(1, 20, dtype=torch.long) for _ in range(5)]
    ends = [torch.zeros(1, 6, dtype=torch.long) for _ in range(3)]
    example = (*rows, torch.rand(1, 4, 20), torch.ones(1, 3, 4), *ends)
    axes: dict[str, dict[int, str]] = {name: {1: "pieces"} for name in INPUTS[:5]} | {name: {1: "pairs"} for name in INPUTS[7:]}
    axes |= {"mention": {1: "mentions", 2: "pieces"}, "owner": {1: "entities", 2: "mentions"}, "types": {1: "entities"}}
    axes |= {"claims": {1: "pairs"}, "standing": {1: "pairs"}, "attention": {1: "pairs", 2: "pieces"}}
    plain = path.with_suffix(".float.onnx")
    options: dict[str, Any] = {"input_names": list(INPUTS), "output_names": list(OUTPUTS), "dynamic_axes": axes}
    torch.onnx.export(_Plain(network), example, str(plain), opset_version=17, dynamo=False, **options)
    quantize_dynamic(
        str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
    )
    plain.unlink()
    model = onnx.load(str(path))
    for name, value in (("predicates", json.dumps(PREDICATES)), ("version", VERSION)):
        entry = model.metadata_props.add()
        entry.key, entry.value = name, value
    onnx.save(model, str(path))
