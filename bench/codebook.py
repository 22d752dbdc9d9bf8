"""How well types of one's own are told after ten examples each, on sentences written for this project.

codebook.py      learns bench/codebook/types.yaml, then codes bench/codebook/held.jsonl (text and type; "" for none)
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import numpy as np

from diurna.reading import codebook
from diurna.reading.encoder import Encoder

FOLDER = Path(__file__).parent / "codebook"


def main() -> None:
    """Print precision, recall and F1 of each type, and the seconds of learning."""
    encoder = Encoder()
    started = time.monotonic()
    heads, left_out = codebook.train(codebook.kinds(FOLDER / "types.yaml"), encoder)
    seconds = time.monotonic() - started
    rows = [json.loads(line) for line in (FOLDER / "held.jsonl").read_text(encoding="utf-8").splitlines()]
    seen = encoder.read([row["text"] for row in rows], whole=True)
    told = heads.chances(np.stack([s.sense for s in seen if s.sense is not None])) >= codebook.THRESHOLD
    hits, said, real = Counter[str](), Counter[str](), Counter[str]()
    for row, answers in zip(rows, told, strict=True):
        real[row["type"]] += 1
        for name in (n for n, yes in zip(heads.names, answers, strict=True) if yes):
            said[name] += 1
            hits[name] += name == row["type"]
    print(f"learned in {seconds:.1f} s; {len(rows)} sentences, {real['']} of no type")
    for name in heads.names:
        f1 = 2 * hits[name] / max(said[name] + real[name], 1)
        print(
            f"{name:22} P {hits[name] / max(said[name], 1):.2f}  R {hits[name] / real[name]:.2f}  F1 {f1:.2f}", end=""
        )
        print(f"  left-out examples told {left_out[name]:.2f}")
    total = 2 * hits.total() / (said.total() + sum(real[n] for n in heads.names))
    print(f"all types              F1 {total:.2f}")


if __name__ == "__main__":
    main()
