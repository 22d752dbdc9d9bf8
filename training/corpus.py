"""The corpus as numbers: pieces of words, and for each event where it is told and where its parts stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labels import ROLES, STATUSES, TYPES, WAYS, Event, Span, Text, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tokenizers import Tokenizer

HERE = Path(__file__).parent
# Files that are not learned from but measured on (bench/told.py), see docs/model.md: in rarer and in everyday words.
RARE = ("background", "conflict", "courts", "economy", "edges", "streets", "summits", "wire")
DAILY = ("daily",)
SPARE = (*RARE, *DAILY)
HELD_BACK = 10  # one text (or story) in ten is never trained on


@dataclass(frozen=True)
class Act:
    """One event: the piece that tells it, numbers of type, status and ways; (begin, end) pieces of each role."""

    piece: int
    type: int
    status: int
    ways: tuple[int, ...]
    roles: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True)
class Example:
    """One sentence: its pieces, which of them begin a word, and its acts."""

    text: Text
    ids: tuple[int, ...]
    heads: tuple[bool, ...]
    acts: tuple[Act, ...]


def texts() -> list[Text]:
    """All labelled texts, sentences first, in the order of the files' names."""
    files = sorted((HERE / "sentences").glob("*.txt")) + sorted((HERE / "stories").glob("*.txt"))
    found: dict[str, Text] = {}
    for file in files:
        for text in grouped(file):
            found.setdefault(text.text, text)
    return list(found.values())


def grouped(file: Path) -> Iterator[Text]:
    """The texts of a file, each with its name and the hash that decides whether it is held back."""
    for text in read(file):
        key = text.text if text.story < 0 else f"{file.name} {text.story}"
        text.file = file.name
        text.group = hashlib.sha256(key.encode()).hexdigest()
        yield text


def held_back(text: Text) -> bool:
    """Whether the text (its story, if it has one) is kept for measuring; by its hash, so it never changes sides."""
    return int(text.group, 16) % HELD_BACK == 0


def is_spare(text: Text) -> bool:
    """Whether the text is of a file that is kept for measuring."""
    return text.file.startswith(SPARE)


def example(text: Text, tokenizer: Tokenizer) -> Example:
    """Give the numbers of a text."""
    coded = tokenizer.encode(text.text)
    heads = tuple(
        not s and not t.startswith("##") for s, t in zip(coded.special_tokens_mask, coded.tokens, strict=True)
    )
    acts = tuple(a for e in text.events if (a := _act(e, coded.offsets)))
    return Example(text, tuple(coded.ids), heads, acts)


def _act(event: Event, offsets: list[tuple[int, int]]) -> Act | None:
    told = _pieces(event.trigger, offsets)
    if told is None:
        return None  # beyond the longest sentence that the encoder reads
    roles = tuple(
        tuple(p for span in getattr(event, role) if (p := _pieces(span, offsets)) is not None) for role in ROLES
    )
    ways = tuple(WAYS.index(f"{event.type}.{m}") for m in event.modes)
    return Act(told[0], TYPES.index(event.type), STATUSES.index(event.status), ways, roles)


def _pieces(span: Span, offsets: list[tuple[int, int]]) -> tuple[int, int] | None:
    inside = [k for k, (a, b) in enumerate(offsets) if a < span.end and b > span.start and b > a]
    return (inside[0], inside[-1] + 1) if inside else None
