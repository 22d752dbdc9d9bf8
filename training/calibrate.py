"""Weigh frames and encoder: `python training/calibrate.py [--model FOLDER]`, after training.

Reads the held-back part of the corpus, takes every act that a frame or the encoder tells, and learns how likely it is
that the labels of the text hold an event of that type (two words that tell one event are both right: the coder merges
them). Learns likewise how sure status and parts are of what the encoder says of them. Writes coding/weights.tsv and
coding/sureness.tsv; prints expected calibration errors of ten bins, in five-fold cross-validation.
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
from diurna.records import Act, Reading, Story
from labels import ROLES, Event, Text


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


def acts(reader: EnglishReader, held: list[Text]) -> None:
    """Fit and write the weights of frames and encoder."""
    rows = [(c, any(e.type == c[0] for e in t.events)) for t in held for c in candidates(reader, t.text)]
    names = list(judging.signs(0.5, framed=True))
    x, right = np.array([[signs[n] for n in names] for (_, _, signs), _ in rows]), np.array([r for _, r in rows])
    fitted = _fit("acts", x, right)
    _write("coding/weights.tsv", [f"{n}\t{v:.4f}" for n, v in zip(names, fitted, strict=True)])


def fields(reader: EnglishReader, held: list[Text]) -> None:
    """Fit and write how sure status and parts are."""
    said: dict[str, list[tuple[float, bool]]] = {f: [] for f in ("status", *ROLES)}
    for text in held:
        reading = reader.read(Story("held back", "", text.text))
        for event in text.events:
            act = _told(reading, event)
            if act is not None:
                best, chance = max(act.status, key=lambda told: told[1])
                said["status"].append((chance, best == event.status))
                for p in act.parts:
                    span = reading.tokens[p.start].start, reading.tokens[p.end - 1].end
                    right = any(s.start < span[1] and s.end > span[0] for s in getattr(event, p.role))
                    said[p.role].append((p.probability, right))
    rows = []
    for field, told in said.items():
        bounded = np.clip([p for p, _ in told], 1e-4, 1 - 1e-4)
        odds = np.log(bounded / (1 - bounded))
        shift, slope = _fit(field, np.column_stack([np.ones(len(told)), odds]), np.array([r for _, r in told]))
        rows.append(f"{field}\t{shift:.4f}\t{slope:.4f}")
    _write("coding/sureness.tsv", rows)


def _told(reading: Reading, event: Event) -> Act | None:
    """The act of the reading that stands on the label's word."""
    found = (a for a in reading.acts if a.type == event.type and a.parts)
    return next((a for a in found if reading.tokens[a.token].start == event.trigger.start), None)


def _fit(name: str, x: np.ndarray, right: np.ndarray) -> list[float]:
    """The coefficients of a logistic regression; prints how well it is calibrated."""
    model = LogisticRegression(C=10.0, fit_intercept=False, max_iter=1000)
    chances = cross_val_predict(model, x, right, cv=5, method="predict_proba")[:, 1]
    bins = np.minimum((chances * 10).astype(int), 9)
    error = sum(abs(chances[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    print(f"{name:10} {len(right):5} cases, {right.mean():.3f} right, expected calibration error {error:.3f}")
    return list(model.fit(x, right).coef_[0])


def _write(name: str, rows: list[str]) -> None:
    """Put the rows under the head of a knowledge file."""
    file = data.path(name)
    lines = file.read_text(encoding="utf-8").splitlines()
    head = lines[: next(n for n, line in enumerate(lines) if not line.startswith("#")) + 1]
    file.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    reader = EnglishReader(gate=None, encoder=Encoder(parser.parse_args().model))
    held = [t for t in texts() if held_back(t)]
    acts(reader, held)
    fields(reader, held)


if __name__ == "__main__":
    main()
