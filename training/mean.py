"""Average two exported encoders: `python training/mean.py BEFORE AFTER FOLDER`.

Two trainings from the same start and on mostly the same texts end close together (their weights correlate at .99), and
the mean of both errs less than either. Both folders hold what training/export.py writes; so will FOLDER.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from corpus import Text, held_back, is_spare, texts
from diurna.reading.encoder import INSIDE, Encoder
from export import background, pin
from train import PLAIN

GRAPHS = ("lower.onnx", "upper.onnx", "parts.onnx")
Weights = dict[str, np.ndarray]


def mean(before: Path, after: Path, folder: Path) -> None:
    """Write the mean of the weights into `folder`; tokenizer, labels and hint are those of `after`."""
    known = {name: _weights(onnx.load(before / name)) for name in GRAPHS}  # `folder` may be `before`
    folder.mkdir(parents=True, exist_ok=True)
    for file in after.iterdir():
        shutil.copy(file, folder)
    for name, old in known.items():
        graph = onnx.load(after / name)
        new = _weights(graph)
        mixed = {n: m for n, w in new.items() for n, m in _mixed(n, old, new, w).items()}
        for weight in graph.graph.initializer:
            if weight.name in mixed:
                weight.CopyFrom(numpy_helper.from_array(mixed[weight.name], weight.name))
        onnx.save(graph, folder / name)


def _weights(graph: onnx.ModelProto) -> Weights:
    return {w.name: numpy_helper.to_array(w) for w in graph.graph.initializer}


def _mixed(name: str, old: Weights, new: Weights, weight: np.ndarray) -> Weights:
    """The mean of a weight under its name, of an 8-bit one with its scale and zero; nothing of scales and counts."""
    stem = name.removesuffix("_quantized")
    if stem != name:
        whole = (_whole(stem, old) + _whole(stem, new)) / 2
        return _rounded(stem, whole, new)
    if weight.dtype != np.float32 or name.endswith("_scale"):
        return {}
    return {name: ((old[name] + weight) / 2).astype(np.float32)}


def _whole(stem: str, weights: Weights) -> np.ndarray:
    """The numbers that 8-bit ones stand for; scales are one for all or one for each column."""
    zero = weights[f"{stem}_zero_point"].astype(np.float32)
    return (weights[f"{stem}_quantized"].astype(np.float32) - zero) * weights[f"{stem}_scale"]


def _rounded(stem: str, whole: np.ndarray, like: Weights) -> Weights:
    """8-bit numbers, scale and zero for `whole`, in the types and shapes of `like`."""
    kind, scale = like[f"{stem}_quantized"].dtype, like[f"{stem}_scale"]
    zero = np.zeros_like(like[f"{stem}_zero_point"])
    low, high = np.iinfo(kind).min, np.iinfo(kind).max
    if kind == np.int8:  # around zero, for each column
        step = np.abs(whole).max(axis=tuple(range(whole.ndim - 1)) if scale.size > 1 else None) / high
        low = -high
    else:
        step = (max(whole.max(), 0.0) - min(whole.min(), 0.0)) / (high - low)
        zero = np.full_like(zero, round(low - min(whole.min(), 0.0) / step))
    step = np.asarray(step, np.float32).reshape(scale.shape)
    small = np.clip(np.round(whole / step) + zero.astype(np.float32), low, high).astype(kind)
    return {f"{stem}_quantized": small, f"{stem}_scale": step, f"{stem}_zero_point": zero}


def measure(encoder: Encoder, held: list[Text]) -> str:
    """Precision, recall and F1 of acts on the right word with the right type."""
    hit = found = gold = 0
    for text, seen in zip(held, encoder.read([t.text for t in held], whole=True), strict=True):
        told = {(a.start, a.type) for a in seen.acts if a.probability > INSIDE}
        real = {(e.trigger.start, e.type) for e in text.events}
        hit, found, gold = hit + len(told & real), found + len(told), gold + len(real)
    return f"P {hit / found:.3f}, R {hit / gold:.3f}, F1 {2 * hit / (found + gold):.3f}"


def main() -> None:
    """See the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("before", "after", "folder"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    mean(args.before, args.after, args.folder)
    background(args.folder)
    pin(args.folder)
    held = [t for t in texts() if held_back(t) and not is_spare(t)]
    for name, plain in (("held back", False), ("plain news held back", True)):
        print(f"{name}: {measure(Encoder(args.folder), [t for t in held if t.file.startswith(PLAIN) is plain])}")


if __name__ == "__main__":
    main()
