"""Weigh frames and encoder: `python training/calibrate.py [--model FOLDER]`, after training.

Reads the held-back part of the corpus, takes every act that a frame or the encoder tells, and learns how likely it is
that the labels hold an event of that type told by that word or one near by. Writes data/coding/weights.tsv; prints the
expected calibration error of ten bins, in five-fold cross-validation, and what the threshold keeps.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from corpus import held_back, texts
from diurna import data
from diurna.coding import judging, triggers
from diurna.coding.tree import Tree
from diurna.reading import EnglishReader
from diurna.reading.encoder import Encoder
from diurna.records import Story

SLACK = 6  # characters between a label's word and the word that tells it: "fired" and "opened"; beside the same clause


def candidates(reader: EnglishReader, text: str) -> list[tuple[str, int, dict[str, float]]]:
    """(type, character, signs) of each act that frames or encoder tell in a text."""
    reading = reader.read(Story("held back", "", text))
    tree = Tree(reading)
    drafts = triggers.find(tree, reading)
    found = []
    for d in drafts:
        act = judging.same(tree, d, reading.acts)
        chance = act.probability if act else judging.UNSEEN
        found.append((d.type, tree.tokens[d.trigger].start, judging.signs(chance, framed=True)))
    for act in reading.acts:
        if not any(d.type == act.type and judging.near(tree, act.token, d.trigger) for d in drafts):
            found.append((act.type, tree.tokens[act.token].start, judging.signs(act.probability, framed=False)))
    return found


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    reader = EnglishReader(gate=None, encoder=Encoder(parser.parse_args().model))
    x, y, told = [], [], 0
    for text in texts():
        if held_back(text):
            told += len(text.events)
            left = list(text.events)
            for kind, at, signs in sorted(candidates(reader, text.text), key=lambda c: -c[2]["seen"]):
                match = min((e for e in left if e.type == kind), key=lambda e: abs(e.trigger.start - at), default=None)
                right = match is not None and abs(match.trigger.start - at) <= SLACK * 5
                if right and match is not None:
                    left.remove(match)
                x.append(list(signs.values()))
                y.append(right)
    names = list(signs)
    features, right_ones = np.array(x), np.array(y)
    model = LogisticRegression(C=10.0, fit_intercept=False, max_iter=1000)
    chances = cross_val_predict(model, features, right_ones, cv=5, method="predict_proba")[:, 1]
    kept = chances >= judging.FLOOR
    bins = np.minimum((chances * 10).astype(int), 9)
    error = sum(abs(chances[bins == b].mean() - right_ones[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    sure = bins[kept]
    error_kept = sum(
        abs(chances[kept][sure == b].mean() - right_ones[kept][sure == b].mean()) * (sure == b).mean()
        for b in set(sure)
    )
    hits = int(right_ones[kept].sum())
    print(f"{len(y)} acts, {told} labelled: precision {hits / kept.sum():.3f}, recall {hits / told:.3f}; ", end="")
    print(f"expected calibration error {error:.3f}, of what is kept {error_kept:.3f}")
    model.fit(features, right_ones)
    lines = data.path("coding/weights.tsv").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith(("#", "name"))]
    rows = [f"{name}\t{value:.4f}" for name, value in zip(names, model.coef_[0], strict=True)]
    data.path("coding/weights.tsv").write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    print("  ".join(rows).replace("\t", " "))


if __name__ == "__main__":
    main()
