"""Train the gate: `python training/gate.py FILE`. Prints what it lets pass, on the texts that are held back."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from corpus import held_back, is_spare, texts
from diurna.reading.gate import BINS, features

RECALL = 0.985  # of held-back sentences with an event; .98 is the least that is asked, and other texts differ
LEAST = -0.3  # of a weight: no word speaks much against an act, for most words of the world are not in the corpus
DECAY, STEPS, RATE = 1e-5, 400, 0.05  # of the descent


def matrix(sentences: list[str]) -> csr_matrix:
    """(sentences, BINS): each bin of a sentence once, scaled as the gate scales them."""
    rows, columns, values = [], [], []
    for n, sentence in enumerate(sentences):
        bins = set(features(sentence))
        rows += [n] * len(bins)
        columns += bins
        values += [(len(bins) + 1) ** -0.5] * len(bins)
    return csr_matrix((values, (rows, columns)), (len(sentences), BINS))


def fit(x: csr_matrix, told: np.ndarray) -> np.ndarray:
    """A logistic regression in which both classes weigh alike and no weight lies below LEAST (Adam, then the bound)."""
    back = x.T.tocsr()
    share = np.where(told, 0.5 / told.sum(), 0.5 / (~told).sum())
    weights, bias = Descent(x.shape[1]), Descent(1)
    for _ in range(STEPS):
        wrong = (1 / (1 + np.exp(-(x @ weights.value + bias.value))) - told) * share
        weights.step(back @ wrong + DECAY * weights.value)
        bias.step(np.array([wrong.sum()]))
        np.maximum(weights.value, LEAST, out=weights.value)
    return weights.value


class Descent:
    """Numbers that go down a slope by Adam's rule."""

    def __init__(self, n: int) -> None:
        self.value, self._mean, self._square, self._t = np.zeros(n), np.zeros(n), np.zeros(n), 0

    def step(self, slope: np.ndarray) -> None:
        """Go one step against the slope."""
        self._t += 1
        self._mean += 0.1 * (slope - self._mean)
        self._square += 0.001 * (slope**2 - self._square)
        rate = RATE * np.sqrt(1 - 0.999**self._t) / (1 - 0.9**self._t)
        self.value -= rate * self._mean / (np.sqrt(self._square) + 1e-9)


def main() -> None:
    """Fit, choose the threshold, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    learned = [t for t in texts() if not is_spare(t)]
    known, held = [t for t in learned if not held_back(t)], [t for t in learned if held_back(t)]
    fitted = fit(matrix([t.text for t in known]), np.array([bool(t.events) for t in known]))
    scale = float(np.abs(fitted).max()) / 127
    weights = np.round(fitted / scale).astype(np.int8)
    scores = matrix([t.text for t in held]) @ (weights * scale)
    told = np.array([bool(t.events) for t in held])
    threshold = float(np.quantile(scores[told], 1 - RECALL))
    passed = scores >= threshold
    file.write_bytes(f"{scale:.8f} {threshold:.6f}\n".encode() + weights.tobytes())
    print(f"{len(known)} texts learned, {len(held)} held back")
    print(f"{passed[told].mean():.3f} of {told.sum()} with an event pass, {passed[~told].mean():.3f} of the others")


if __name__ == "__main__":
    main()
