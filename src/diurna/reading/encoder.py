"""The encoder: a small network that says which words of a sentence tell an act, and where the act's parts stand.

Trained by training/train.py on sentences written for the project; what it was trained on, its figures and limits stand
in docs/model.md. Runs on onnxruntime, one thread, in batches of sentences of like length.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from diurna import data
from diurna.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from diurna.records import Status

    Floats = NDArray[np.float32]

FOLDER = "reading/encoder"
HINT = 0.03  # what is less likely than this is not even told
TOLD = 0.12  # from here on the act's parts are looked for
INSIDE = 0.5
BATCH = 192  # pieces: what a core's cache holds; 512 take a tenth longer
SLOW = ["SkipLayerNormFusion"]  # onnxruntime's joint step is slower than the two it joins: a sixth of all time
MEND = "Run: pip install --force-reinstall diurna"


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start` to `end` that name a role of an act, and how sure the network is of them."""

    role: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Told:
    """One act of a sentence: the character at which its word begins; probabilities of status and of modes."""

    start: int
    type: str
    probability: float
    status: tuple[tuple[Status, float], ...] = ()
    modes: tuple[tuple[str, float], ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network sees in a sentence: its acts in the order of the words; its sense as (2 x width,) numbers."""

    acts: tuple[Told, ...] = ()
    sense: Floats | None = None


QUIET = Seen()


class Encoder:
    """Reads sentences. Raises ModelError when a file of the model is missing or not the pinned one."""

    def __init__(self, folder: Path | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        root = folder or _checked()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it keeps what the longest sentence ever took
        self._lower: Any = onnxruntime.InferenceSession(root / "lower.onnx", options, disabled_optimizers=SLOW)
        self._upper: Any = onnxruntime.InferenceSession(root / "upper.onnx", options, disabled_optimizers=SLOW)
        self._parts: Any = onnxruntime.InferenceSession(root / "parts.onnx", options, disabled_optimizers=SLOW)
        self._tokenizer: Any = Tokenizer.from_file(str(root / "tokenizer.json"))
        labels = json.loads((root / "labels.json").read_text(encoding="utf-8"))
        self.types: list[str] = labels["types"]
        self._statuses: list[Status] = labels["statuses"]
        self._roles: list[str] = labels["roles"]
        self._quiet: float = labels["quiet"]
        self._ways = {
            t: [(k, w.split(".")[1]) for k, w in enumerate(labels["ways"]) if w.startswith(f"{t}.")] for t in self.types
        }

    def read(self, sentences: Sequence[str], *, whole: bool = False) -> list[Seen]:
        """Give the acts and the sense of each sentence.

        One that hints at no act half way up is left there, without acts and sense, unless `whole`.
        """
        coded = self._tokenizer.encode_batch(list(sentences))
        found = [QUIET] * len(coded)
        for rows in _batches([len(e) for e in coded]):
            group = [coded[k] for k in rows]
            ids, mask = _padded(group)
            heads = np.array([_heads(e, ids.shape[1]) for e in group])
            middle, hints = self._lower.run(None, {"ids": ids, "mask": mask})
            loud = np.flatnonzero(np.where(heads, hints, -np.inf).max(axis=1) >= self._quiet)
            kept = np.arange(len(rows)) if whole else loud
            if len(kept):
                seen = self._finish(middle[kept], mask[kept], heads[kept], [group[k] for k in kept])
                for k, one in zip(kept, seen, strict=True):
                    found[rows[k]] = one
        return found

    def _finish(
        self, middle: Floats, mask: NDArray[np.int64], heads: NDArray[np.bool_], group: list[Any]
    ) -> list[Seen]:
        """The upper half of the network, and what it tells."""
        logits, status, ways, act_side, word_side, sense = self._upper.run(None, {"middle": middle, "mask": mask})
        likely = _sigmoid(logits)
        likely[~heads] = 0.0
        hints = [(int(r), int(p), int(t)) for r, p, t in np.argwhere(likely >= HINT)]
        acts = sorted({(r, p) for r, p, t in hints if likely[r, p, t] >= TOLD})
        parts = self._look_again(acts, act_side, word_side, mask, group) if acts else {}
        found: list[list[Told]] = [[] for _ in group]
        starts = {r: [start for start, _ in group[r].offsets] for r in {r for r, _, _ in hints}}
        for r, p, t in hints:
            kind, chance = self.types[t], float(likely[r, p, t])
            told = Told(starts[r][p], kind, chance)
            if (r, p) in parts and chance >= TOLD:
                shares = _sigmoid(ways[r, p]).tolist()
                modes = tuple((m, shares[k]) for k, m in self._ways[kind])
                chances = zip(self._statuses, map(float, _softmax(status[r, p])), strict=True)
                told = Told(told.start, kind, chance, tuple(chances), modes, parts[r, p])
            found[r].append(told)
        return [Seen(tuple(acts), sense[r]) for r, acts in enumerate(found)]

    def _look_again(
        self,
        acts: list[tuple[int, int]],
        act_side: Floats,
        word_side: Floats,
        mask: NDArray[np.int64],
        group: list[Any],
    ) -> dict[tuple[int, int], tuple[Part, ...]]:
        """The parts of each act, by the sentence's row and the act's piece."""
        rows, pieces = np.array([r for r, _ in acts]), np.array([p for _, p in acts])
        asked = {
            "act": act_side[rows, pieces],
            "words": word_side[rows],
            "apart": np.arange(mask.shape[1])[None] - pieces[:, None],
            "mask": mask[rows].astype(bool),
        }
        chances = _sigmoid(self._parts.run(None, asked)[0])
        return {act: tuple(self._spans(chances[n], group[act[0]])) for n, act in enumerate(acts)}

    def _spans(self, chances: Floats, coded: Any) -> Iterator[Part]:
        """The runs of pieces inside a role, cut where one begins anew."""
        n, offsets = len(coded), coded.offsets
        sure = chances[:n].T
        begins, insides = np.split(sure > INSIDE, 2)
        for k in np.flatnonzero(insides.any(axis=1)).tolist():
            begin, inside, opened = begins[k].tolist(), [*insides[k].tolist(), False], -1
            for p in range(n + 1):
                if opened >= 0 and (not inside[p] or begin[p]):
                    chance = float(sure[len(begins) + k, opened:p].mean())
                    yield Part(self._roles[k], offsets[opened][0], offsets[p - 1][1], chance)
                    opened = -1
                if inside[p] and opened < 0 and offsets[p][1] > offsets[p][0]:
                    opened = p


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the sentences, those of like length together, at most BATCH pieces with what pads them."""
    rows: list[int] = []
    for k in sorted(range(len(lengths)), key=lengths.__getitem__):
        if rows and (len(rows) + 1) * lengths[k] > BATCH:
            yield rows
            rows = []
        rows.append(k)
    if rows:
        yield rows


def _padded(group: list[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    longest = max(map(len, group))
    ids = np.zeros((len(group), longest), np.int64)
    mask = np.zeros_like(ids)
    for row, e in enumerate(group):
        ids[row, : len(e)] = e.ids
        mask[row, : len(e)] = 1
    return ids, mask


def _heads(coded: Any, width: int) -> list[bool]:
    """Which pieces begin a word."""
    heads = [not s and not t.startswith("##") for s, t in zip(coded.special_tokens_mask, coded.tokens, strict=True)]
    return heads + [False] * (width - len(heads))


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), np.float32)


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max())
    return np.asarray(raised / raised.sum(), np.float32)


def _checked() -> Path:
    """The folder of the model, each file compared with its pinned SHA-256 (25 MB, about 15 ms)."""
    root = data.path(FOLDER)
    for row in data.table(f"{FOLDER}/pins.tsv"):
        file = root / row["file"]
        if not file.is_file():
            raise ModelError(str(file), "a file of the encoder is missing", MEND)
        if hashlib.sha256(file.read_bytes()).hexdigest() != row["sha256"]:
            raise ModelError(str(file), "a file of the encoder is not the pinned one", MEND)
    return root
