"""Write the trained network as ONNX: `python training/export.py WEIGHTS FOLDER`.

lower.onnx   ids, mask (sentences, pieces) -> middle (sentences, pieces, width), hints (sentences, pieces)
upper.onnx   middle, mask -> acts, status, ways, act_side, word_side (sentences, pieces, ...), sense (sentences, ...)
parts.onnx   act (acts, PAIR), words (acts, pieces, PAIR), apart, mask (acts, pieces) -> (acts, pieces, 2 x roles)
All in int8 per channel (`--full` keeps float32 for comparison), with the tokenizer and labels.json beside them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from corpus import example, held_back, texts
from diurna.reading.encoder import Encoder
from labels import ROLES, STATUSES, TYPES, WAYS
from model import PAIR, Network
from train import BASE, tensors, tokenizer

BACKGROUND = 600  # texts; 0.9 MB
RECALL = 0.992  # of sentences with an event that are read to their end


class Parts(nn.Module):
    """The second look alone, as its own graph."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, act: torch.Tensor, words: torch.Tensor, apart: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """As Network.parts."""
        return self.net.parts(act, words, apart, mask)


class Lower(nn.Module):
    """The first half of the first look, as its own graph."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """As Network.lower."""
        return self.net.lower(ids, mask)


class Upper(nn.Module):
    """The second half, as its own graph."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, middle: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """As Network.upper, but for the last layer (sentences, 2 x width): the means of the middle layer, which keeps
        more of the words' general sense, and of the last."""
        *told, last = self.net.upper(middle, mask)
        inside = mask[:, :, None].to(last.dtype)
        means = [(layer * inside).sum(1) / inside.sum(1) for layer in (middle, last)]
        return *told, torch.cat(means, dim=1)


def export(net: Network, folder: Path, *, full: bool) -> None:
    """Write both graphs, the tokenizer and the labels into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    net.eval()
    torch.backends.mha.set_fastpath_enabled(False)
    n, k = torch.export.Dim("sentences"), torch.export.Dim("pieces")
    ids = torch.ones(3, 20, dtype=torch.long)
    pieces = {0: n, 1: k}
    _graph(
        Lower(net), (ids, torch.ones_like(ids)), folder / "lower.onnx", full=full,
        names=(["ids", "mask"], ["middle", "hints"]), shapes={"ids": pieces, "mask": pieces},
    )  # fmt: skip
    _graph(
        Upper(net), (torch.randn(3, 20, net.encoder.config.hidden_size), torch.ones_like(ids)), folder / "upper.onnx",
        full=full, names=(["middle", "mask"], ["acts", "status", "ways", "act_side", "word_side", "sense"]),
        shapes={"middle": pieces, "mask": pieces},
    )  # fmt: skip
    act, words = torch.randn(3, PAIR), torch.randn(3, 20, PAIR)
    apart, mask = torch.zeros(3, 20, dtype=torch.long), torch.ones(3, 20, dtype=torch.bool)
    _graph(
        Parts(net), (act, words, apart, mask), folder / "parts.onnx", full=full,
        names=(["act", "words", "apart", "mask"], ["parts"]),
        shapes={"act": {0: n}, "words": {0: n, 1: k}, "apart": {0: n, 1: k}, "mask": {0: n, 1: k}},
    )  # fmt: skip
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    labels = {"types": TYPES, "statuses": STATUSES, "ways": WAYS, "roles": ROLES, "quiet": quiet(net)}
    (folder / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")


def _graph(module, args, path, *, full, names, shapes) -> None:  # noqa: PLR0913
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        program = torch.onnx.export(
            module, args, dynamo=True, input_names=names[0], output_names=names[1], dynamic_shapes=shapes, verbose=False
        )
        program.save(whole, external_data=False)
        if full:
            path.write_bytes(whole.read_bytes())
        else:
            quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)


@torch.no_grad()
def quiet(net: Network) -> float:
    """The hint below which a sentence is not read to its end: RECALL of held-back sentences with an event lie above."""
    cut = tokenizer()
    told = [example(t, cut) for t in texts() if held_back(t) and t.events]
    hints = []
    for k in range(0, len(told), 64):
        ids, mask, heads = tensors(told[k : k + 64])
        hints += net.lower(ids, mask)[1].masked_fill(~heads, -99.0).amax(dim=1).tolist()
    return round(float(np.quantile(hints, 1 - RECALL)), 3)


def background(folder: Path) -> None:
    """Write the senses of BACKGROUND texts, half of them without an event, against which types of one's own learn."""
    everything = sorted((t for t in texts() if not held_back(t)), key=lambda t: t.group)
    still, loud = ([t.text for t in everything if bool(t.events) is told][: BACKGROUND // 2] for told in (False, True))
    seen = Encoder(folder).read([*still, *loud], whole=True)
    np.save(folder / "background.npy", np.stack([s.sense for s in seen]).astype(np.float16))


def pin(folder: Path) -> None:
    """Write the hash of each file, which is compared when the model is loaded."""
    files = sorted(f for f in folder.iterdir() if f.name != "pins.tsv")
    rows = [f"{f.name}\t{hashlib.sha256(f.read_bytes()).hexdigest()}" for f in files]
    head = "# Written by training/export.py; compared when the encoder is loaded.\nfile\tsha256\n"
    (folder / "pins.tsv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """See the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    net = Network(str(BASE))
    net.load_state_dict(torch.load(args.weights, weights_only=True))
    export(net, args.folder, full=args.full)
    background(args.folder)
    pin(args.folder)


if __name__ == "__main__":
    main()
