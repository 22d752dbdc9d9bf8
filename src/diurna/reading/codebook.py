"""A codebook of one's own: new event types from a user's YAML file, learned in seconds on top of the encoder.

Each type is a logistic regression on the sense of a sentence: its examples stand against the examples of the other
types, its counterexamples, and a background of sentences of the training corpus (data/reading/encoder/background.npy).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from diurna import data
from diurna.errors import InputError
from diurna.reading.encoder import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from diurna.reading.encoder import Encoder

    Floats = NDArray[np.float32]

LEAST = 5  # examples of a type; with ten it is worth using
NAME = re.compile(r"[A-Z][A-Z0-9_-]{1,39}")
STEPS, RATE, DECAY = 300, 0.5, 0.02  # of the descent; found on types of our own (bench/codebook)
THRESHOLD = 0.5
FORMAT = "diurna codebook 1"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of a user's codebook."""

    name: str
    definition: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """Trained types: weights (types, numbers of a sense) and bias (types,) on senses that are shifted and scaled."""

    names: tuple[str, ...]
    shift: Floats
    scale: Floats
    weights: Floats
    bias: Floats

    def chances(self, senses: Floats) -> Floats:
        """(sentences, numbers) -> (sentences, types): the probability of each type."""
        logits = ((senses - self.shift) / self.scale) @ self.weights.T + self.bias
        return np.asarray(1 / (1 + np.exp(-logits)), np.float32)

    def save(self, path: Path) -> None:
        """Write the trained types to a file."""
        with path.open("wb") as file:
            np.savez(
                file, format=np.array(FORMAT), encoder=np.array(_encoder()), names=np.array(self.names),
                shift=self.shift, scale=self.scale,
                weights=self.weights, bias=self.bias,
            )  # fmt: skip


def load(path: Path) -> Heads:
    """Read trained types. Raises InputError when the file is none that `save` wrote."""
    try:
        with np.load(path, allow_pickle=False) as file:
            if str(file["format"]) != FORMAT:
                raise ValueError
            if str(file["encoder"]) != _encoder():
                mend = "Learn it anew: diurna codebook train FILE.yaml"
                raise InputError(str(path), "this codebook was learned on another version of the encoder", mend)
            shift, scale, weights, bias = (file[name] for name in ("shift", "scale", "weights", "bias"))
            return Heads(tuple(map(str, file["names"])), shift, scale, weights, bias)
    except (ValueError, KeyError, OSError, EOFError) as error:
        mend = "Make one with: diurna codebook train FILE.yaml"
        raise InputError(str(path), "this is no trained codebook", mend) from error


def _encoder() -> str:
    """The hash of the encoder's files: the numbers of a sense mean nothing to another one."""
    return hashlib.sha256(data.path(f"{FOLDER}/pins.tsv").read_bytes()).hexdigest()


def kinds(path: Path) -> tuple[Kind, ...]:
    """Read the types of a YAML file. Raises InputError that names what is wrong and how it should be."""
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(str(path), f"it cannot be read ({error.strerror})", "Check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "it is no text in UTF-8", "A codebook is a YAML file") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        why = getattr(error, "problem", None) or "broken"
        raise InputError(str(path), f"{where}it is not YAML ({why})", "A codebook is a YAML file") from error
    rows = content.get("types") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows:
        raise InputError(str(path), "it has no list of types", "Begin it with: types: [{name, definition, examples}]")
    found = tuple(_kind(path, n, row) for n, row in enumerate(rows, 1))
    twice = {k.name for k in found if sum(k.name == other.name for other in found) > 1}
    if twice:
        raise InputError(str(path), f"the type {min(twice)} stands there twice", "Give each type its own name")
    return found


def _kind(path: Path, number: int, row: Any) -> Kind:
    if not isinstance(row, dict):
        raise InputError(str(path), f"type {number} is no mapping", "Write name:, definition: and examples: for it")
    name = str(row.get("name", ""))
    if not NAME.fullmatch(name) or name in {r["type"] for r in data.table("ontology/types.tsv")}:
        mend = "Use capitals, such as BALLOT_FRAUD, and none of the 16 PLOVER types"
        raise InputError(str(path), f"type {number} cannot be called {name!r}", mend)
    lists = {}
    for key in ("examples", "counterexamples"):
        lists[key] = row.get(key) or []
        if not isinstance(lists[key], list) or not all(isinstance(s, str) and s.strip() for s in lists[key]):
            raise InputError(str(path), f"{key} of {name} is no list of sentences", f"Write {key}: and a list below it")
    examples = tuple(dict.fromkeys(" ".join(s.split()) for s in lists["examples"]))
    if len(examples) < LEAST:
        mend = f"Give {LEAST} different ones at least, better ten"
        raise InputError(
            str(path), f"{name} has {len(examples)} {'example' if len(examples) == 1 else 'examples'}", mend
        )
    return Kind(name, str(row.get("definition", "")), examples, tuple(lists["counterexamples"]))


def background() -> Floats:
    """(sentences, numbers): senses of sentences of the training corpus, with and without events."""
    return np.asarray(np.load(data.path(f"{FOLDER}/background.npy"), allow_pickle=False), np.float32)


def train(found: Sequence[Kind], encoder: Encoder) -> tuple[Heads, dict[str, float]]:
    """Learn the types; gives the heads, and for each type the share of its examples that are told when left out."""
    texts = [s for k in found for s in (*k.examples, *k.counterexamples)]
    senses = np.stack([seen.sense for seen in encoder.read(texts, whole=True) if seen.sense is not None])
    owner = np.array([n for n, k in enumerate(found) for _ in range(len(k.examples) + len(k.counterexamples))])
    positive = np.array([e for k in found for e in [True] * len(k.examples) + [False] * len(k.counterexamples)])
    whole = np.vstack([senses, background()])
    shift, scale = whole.mean(axis=0), whole.std(axis=0) + 1e-6
    scaled = (whole - shift) / scale
    weights, bias, told = [], [], {}
    for n, kind in enumerate(found):
        wanted = np.zeros(len(whole), bool)
        wanted[: len(senses)] = (owner == n) & positive
        w, b = _fit(scaled, wanted)
        weights.append(w)
        bias.append(b)
        told[kind.name] = _left_out(scaled, wanted)
    heads = Heads(tuple(k.name for k in found), shift, scale, np.stack(weights), np.array(bias, np.float32))
    return heads, told


def _fit(x: Floats, wanted: NDArray[np.bool_]) -> tuple[Floats, float]:
    """A logistic regression in which examples and the rest weigh alike, by plain descent."""
    weights, bias = np.zeros(x.shape[1], np.float32), 0.0
    shares = np.where(wanted, 0.5 / wanted.sum(), 0.5 / (~wanted).sum()).astype(np.float32)
    for _ in range(STEPS):
        wrong = (1 / (1 + np.exp(-np.clip(x @ weights + bias, -30, 30))) - wanted) * shares
        weights -= RATE * (x.T @ wrong + DECAY * weights)
        bias -= RATE * float(wrong.sum())
    return weights, bias


def _left_out(x: Floats, wanted: NDArray[np.bool_]) -> float:
    """The share of the examples that are told by a regression that has not seen them, in five parts."""
    examples = np.flatnonzero(wanted)
    hits = 0
    for part in range(5):
        out = examples[part::5]
        seen = np.setdiff1d(np.arange(len(x)), out)
        weights, bias = _fit(x[seen], wanted[seen])
        hits += int(((x[out] @ weights + bias) > 0).sum())
    return hits / len(examples)
