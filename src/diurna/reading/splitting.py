"""Sentences of a paragraph, by full stops: fast enough to be asked of every word that comes in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Iterator

# A stop, what closes a quotation, a space, and what may open a sentence.
END = re.compile(r"""(?P<stop>[.!?…]+)["'”’)\]]*(?P<space>\s+)(?=["'“‘(\[]*[A-ZÀ-ÞА-Я0-9])""")
LAST_WORD = re.compile(r"[\w.&'’-]+$")
INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]$")  # "U.S.", "J.": the stop belongs to the name


@cache
def _short(kind: str) -> frozenset[str]:
    """Words whose full stop does not end a sentence (data/reading/short.tsv), without it, in lower case."""
    return frozenset(next(row["words"] for row in data.table("reading/short.tsv") if row["before"] == kind).split())


def split(paragraph: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Give (offset, sentence) for each sentence of the paragraph from `start` on, blanks around it left out."""
    for found in END.finditer(paragraph, start):
        if found["stop"] == "." and not _ends(paragraph[start : found.start()], paragraph[found.end() :]):
            continue
        yield from _trimmed(paragraph, start, found.start("space"))
        start = found.end()
    yield from _trimmed(paragraph, start, len(paragraph))


def _ends(before: str, after: str) -> bool:
    """Whether a single full stop between the two ends a sentence."""
    last = LAST_WORD.search(before)
    word = last.group().strip("'’") if last else ""
    if word.lower() in _short("anything") or (after[:1].isdigit() and word.lower() in _short("number")):
        return False
    if INITIALS.match(word):  # "in the U.S. The ..." ends, "the U.S. Senate" and "J. Smith" do not
        return len(word) > 1 and after.split(" ", 1)[0] in OPENERS
    return True


OPENERS = frozenset(
    "The A An In On At He She It They We I This That These Those But And For As After When While His Her Its Their "
    "There No Some Many Most Both Two According Earlier Later Last".split()
)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        yield start + len(piece) - len(piece.lstrip()), bare
