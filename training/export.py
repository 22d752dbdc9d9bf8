"""Write the trained network as ONNX: `python training/export.py WEIGHTS FOLDER`.

encoder.onnx   ids, mask (sentences, pieces) -> acts, status, ways, act_side, word_side (sentences, pieces, ...), sense
parts.onnx     act (acts, PAIR), words (acts, pieces, PAIR), apart, mask (acts, pieces) -> (acts, pieces, 2 x roles)
Both in int8 per channel (`--full` keeps float32 for comparison), with the tokenizer and labels.json beside them.
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

from corpus import held_back, texts
from diurna.reading.encoder import Encoder
from labels import ROLES, STATUSES, TYPES, WAYS
from model import PAIR, Network
from train import BASE, PIECES, tokenizer

MIDDLE = 3  # of six layers
BACKGROUND = 600  # texts; 0.9 MB


class Parts(nn.Module):
    """The second look alone, as its own graph."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, act: torch.Tensor, words: torch.Tensor, apart: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """As Network.parts."""
        return self.net.parts(act, words, apart, mask)


class Encode(nn.Module):
    """The first look alone, as its own graph."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """As Network.encode, and (sentences, 2 x width): the means of a middle layer, which keeps more of the words'
        general sense, and of the last."""
        layers = self.net.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        inside = mask[:, :, None].to(layers[-1].dtype)
        means = [(layer * inside).sum(1) / inside.sum(1) for layer in (layers[MIDDLE], layers[-1])]
        return *self.net.tell(layers[-1]), torch.cat(means, dim=1)


def export(net: Network, folder: Path, *, full: bool) -> None:
    """Write both graphs, the tokenizer and the labels into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    net.eval()
    torch.backends.mha.set_fastpath_enabled(False)
    n, k = torch.export.Dim("sentences"), torch.export.Dim("pieces")
    ids = torch.ones(3, 20, dtype=torch.long)
    _graph(
        Encode(net), (ids, torch.ones_like(ids)), folder / "encoder.onnx", full=full,
        names=(["ids", "mask"], ["acts", "status", "ways", "act_side", "word_side", "sense"]),
        shapes={"ids": {0: n, 1: k}, "mask": {0: n, 1: k}},
    )  # fmt: skip
    act, words = torch.randn(3, PAIR), torch.randn(3, 20, PAIR)
    apart, mask = torch.zeros(3, 20, dtype=torch.long), torch.ones(3, 20, dtype=torch.bool)
    _graph(
        Parts(net), (act, words, apart, mask), folder / "parts.onnx", full=full,
        names=(["act", "words", "apart", "mask"], ["parts"]),
        shapes={"act": {0: n}, "words": {0: n, 1: k}, "apart": {0: n, 1: k}, "mask": {0: n, 1: k}},
    )  # fmt: skip
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    labels = {"types": TYPES, "statuses": STATUSES, "ways": WAYS, "roles": ROLES, "pieces": PIECES}
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


def background(folder: Path) -> None:
    """Write the senses of BACKGROUND texts, half of them without an event, against which types of one's own learn."""
    everything = sorted((t for t in texts() if not held_back(t)), key=lambda t: t.group)
    quiet, loud = ([t.text for t in everything if bool(t.events) is told][: BACKGROUND // 2] for told in (False, True))
    seen = Encoder(folder).read([*quiet, *loud])
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
