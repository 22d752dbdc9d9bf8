"""Learn what words say of an event's context: `python training/contexts.py FILE.npz`, half a minute.

Reads the stories of the corpus, each labelled with the contexts of the whole story, leaves the held-back tenth out, and
learns one logistic regression for each context. Writes the weights in 8 bits, and their hash beside them; prints F1 in
five-fold cross-validation, files of one name being kept together.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from itertools import groupby
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from corpus import held_back, texts
from diurna.coding.contexts import LEAST, PLAIN, Weights, names

if TYPE_CHECKING:
    from collections.abc import Sequence

SEEN, COMMON = 5, 0.4  # a word stands in as many stories at least, and in no larger share of them
STRENGTH = 1.0  # of the data against the prior: F1 is flat from 1 to 3
PARTS = 5
FEW = 3  # stories of a context without which nothing is learned of it
NEVER = -20.0  # log odds of such a context


def stories() -> list[tuple[str, list[str], set[str]]]:
    """File, sentences and contexts of each story that has contexts and is learned from."""
    found = []
    for _, lines in groupby((t for t in texts() if t.story >= 0), key=lambda text: (text.file, text.story)):
        title, *body = lines
        if title.contexts and not held_back(title):
            found.append((title.file, [line.text for line in (title, *body)], set(title.contexts)))
    return found


def vocabulary(told: Sequence[list[str]]) -> Weights:
    """The words that are weighed, by how rare they are, with weights of nothing."""
    counts: Counter[str] = Counter()
    for sentences in told:
        counts.update({word for text in sentences for word in PLAIN.findall(text.lower())})
    words = sorted(word for word, n in counts.items() if SEEN <= n <= COMMON * len(told))
    rarity = np.array([1 + log((1 + len(told)) / (1 + counts[word])) for word in words], np.float32)
    empty = np.zeros((len(words) + len(names()), len(names())), np.float32)
    return Weights(names(), {word: n for n, word in enumerate(words)}, rarity, empty, empty[0])


def signs(known: Weights, told: Sequence[list[str]]) -> csr_matrix:
    """(stories, words and contexts): how much each story touches each row of the weights."""
    rows, columns, values = [], [], []
    for n, sentences in enumerate(told):
        touched, much = known.signs(sentences)
        rows += [n] * len(touched)
        columns += touched
        values += much.tolist()
    return csr_matrix((values, (rows, columns)), shape=(len(told), len(known.weights)))


def learn(seen: csr_matrix, real: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(signs, contexts) weights and (contexts,) bias."""
    weights = np.zeros((seen.shape[1], real.shape[1]), np.float32)
    bias = np.full(real.shape[1], NEVER, np.float32)
    for n in np.flatnonzero(real.sum(axis=0) >= FEW):
        made = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=300).fit(seen, real[:, n])
        weights[:, n], bias[n] = made.coef_[0], made.intercept_[0]
    return weights, bias


def check(seen: csr_matrix, real: np.ndarray, files: list[str]) -> str:
    """F1 of stories that were left out while the rest was learned."""
    group = np.array([sorted(set(files)).index(file) % PARTS for file in files])
    said = np.zeros(real.shape, bool)
    for part in range(PARTS):
        weights, bias = learn(seen[group != part], real[group != part])
        said[group == part] = seen[group == part] @ weights + bias >= LEAST
    hits, macro = (real & said).sum(), 2 * (real & said).sum(0) / np.maximum(1, real.sum(0) + said.sum(0))
    return (
        f"P {hits / said.sum():.3f}  R {hits / real.sum():.3f}  F1 {2 * hits / (said.sum() + real.sum()):.3f}"
        f"  macro-F1 {macro[real.any(0)].mean():.3f}"
    )


def save(file: Path, known: Weights, weights: np.ndarray, bias: np.ndarray) -> None:
    """Write the weights in 8 bits, each context with a scale of its own, and the hash."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    small = np.round(weights / scale).astype(np.int8)
    with file.open("wb") as out:
        words = np.array(" ".join(known.rows))
        np.savez_compressed(
            out, words=words, rarity=known.rarity, weights=small, scale=scale.astype(np.float32), bias=bias
        )
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.with_name(f"{file.name}.sha256").write_text(f"{digest}  {file.name}\n", encoding="utf-8")


def main() -> None:
    """Learn, check, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    found = stories()
    told = [sentences for _, sentences, _ in found]
    known = vocabulary(told)
    seen, real = signs(known, told), np.array([[name in r for name in names()] for _, _, r in found])
    left_out = check(seen, real, [file for file, *_ in found])
    print(f"{len(found)} stories, {len(known.rows)} words; left out while learning: {left_out}")
    save(file, known, *learn(seen, real))


if __name__ == "__main__":
    main()
