"""Where another story begins on a page: what its lines look like and whether they speak of something else.

Each cue that is there adds its weight (data/stories/cues.tsv); where the sum reaches the threshold a story begins.
"""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from diurna import data
from diurna.stories import tidy
from diurna.stories.cohesion import shared, stems, told_of
from diurna.stories.dateline import dateline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diurna.stories.furniture import Line

HEAD = 9  # lines between a headline and its first paragraph, at most
BACK = 150  # lines looked back and ahead at most: longer pages take linear time
SHORTEST = 3  # paragraphs of a story that ends without any other sign than the next one's dateline
NEAR = 300  # words on either side that are compared
OPENING = 150  # words after a headline in which its own words are looked for
ENOUGH = 100  # words on either side; what fewer share tells the less
STRAY = 80  # words of the story before that may stand below a line that looks like the next one's headline
WHOLE = 200  # words between two headlines: no list
ENDINGS = {"related", "comment", "legal", "signup", "navigation", "social", "ad", "caption"}
ASKING = re.compile(r"(?:[QA][:.] |\d{1,3}[.)/] ?)|.*\?$")  # of an interview or a list
SPEAKING = re.compile(r".*(?:[:,] ?[\"“‘]|[\"”’]\)? ?$)")
SENTENCE = range(4, 19)  # words of a headline that ends in a full stop
LISTED = 12  # lines on either side among which headlines are counted
CLOCK = re.compile(r"(?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)? ?(?:\(?[A-Z]{2,5}\)?)?", re.IGNORECASE)
ENTRIES = 3  # clock times that make a live blog


def boundaries(found: Sequence[Line], heads: Mapping[int, str] | None = None) -> list[int]:
    """The indexes of the lines at which another story begins; the first story's own beginning is not among them.

    Of a page with marked headings `heads` gives the lines that are one, each with the cue that its mark is;
    then a story begins at no other line.
    """
    page = _Page(found, heads)
    starts: list[int] = []
    body = -1  # the last paragraph so far
    for index in range(1, len(found)):
        body = index - 1 if found[index - 1].is_paragraph else body
        if index > page.start and body >= page.start:
            score = page.score(index)
            if score >= 0:
                page.start = page.sharpened(index, score)
                starts.append(page.start)
    return starts


class _Page:
    """The lines of a page and what they say, each read once; `start` is where the story being read began."""

    def __init__(self, found: Sequence[Line], heads: Mapping[int, str] | None) -> None:
        self.found, self.heads = found, heads
        self.start = 0
        self._stems: dict[int, frozenset[str]] = {}
        self._so_far: tuple[int, int, set[str]] = (0, 0, set())  # start, end and words of what has been read

    def sharpened(self, index: int, score: float) -> int:
        """The best place for a beginning at `index` or a little later: stray lines may precede the headline."""
        scores = {index: score}
        words = 0
        for i in range(index + 1, min(index + HEAD, len(self.found))):
            words += len(self.found[i - 1].text.split()) if self.found[i - 1].is_paragraph else 0
            if words > STRAY:
                break
            scores[i] = self.score(i)
        return max(scores, key=lambda i: (scores[i], self.found[i].gap, -i))

    def score(self, index: int) -> float:
        """How much more than the threshold speaks for a story that begins at `index`."""
        if not self._can_begin(index):
            return -math.inf
        layout = _layout(self.found, self.start, index, self.heads)
        if not layout:
            return -math.inf
        weights = _weights()
        least = weights["threshold"] - _best()
        sum_so_far = sum(weights[cue] for cue in layout)
        if sum_so_far < least:
            return -math.inf  # what the words say cannot change it
        return sum_so_far + sum(weights[cue] * much for cue, much in self.words(index).items()) - weights["threshold"]

    def _can_begin(self, index: int) -> bool:
        if self.heads is not None:
            return index in self.heads
        return (
            self.found[index].is_headline
            or _is_sentence(self.found, index)
            or _is_second_dateline(self.found, self.start, index)
        )

    def words(self, index: int) -> dict[str, float]:
        """What the words on both sides of `index` say, each cue with how much of it there is."""
        before = self._passage(range(index - 1, max(self.start, index - BACK) - 1, -1), NEAR)
        after = self._passage(range(index, min(index + BACK, len(self.found))), NEAR)
        told = self._told(index)
        said: dict[str, float] = {"listed": self._listed(index), "whole": self._whole(index)}
        enough = min(before[1], after[1], ENOUGH) / ENOUGH
        said |= {
            "enough": enough,
            "near": enough * shared(before[0], after[0]),
            "all": enough * shared(told, after[0]),
        }
        if self.found[index].is_headline or self.heads is not None or _is_sentence(self.found, index):
            head = self._words(index)
            opening, _ = self._passage(range(index + 1, min(index + BACK, len(self.found))), OPENING)
            said |= {"named": told_of(head, opening), "known": told_of(head, told)}
        return said

    def _listed(self, index: int) -> float:
        """The share of headlines among the lines on either side, the lesser one: in a list they are many on both."""
        sides = (
            range(max(self.start, index - LISTED), index),
            range(index + 1, min(index + 1 + LISTED, len(self.found))),
        )
        return min(sum(self.found[i].is_headline for i in side) / LISTED for side in sides)

    def _whole(self, index: int) -> float:
        """How long the longer of the passages on both sides is, up to the next headline; 1 is WHOLE words."""
        before = self._section(range(index - 1, max(self.start, index - BACK), -1))
        return max(before, self._section(range(index + 1, min(index + BACK, len(self.found))))) / WHOLE

    def _section(self, indexes: Iterable[int]) -> int:
        """The words of the paragraphs among `indexes` up to a headline, WHOLE at most."""
        words = 0
        for i in indexes:
            if words >= WHOLE or (words and self.found[i].is_headline):
                break
            words += len(self.found[i].text.split()) if self.found[i].is_paragraph else 0
        return min(words, WHOLE)

    def _words(self, index: int) -> frozenset[str]:
        if index not in self._stems:
            self._stems[index] = stems(self.found[index].text)
        return self._stems[index]

    def _passage(self, indexes: Iterable[int], most: int) -> tuple[set[str], int]:
        """The words of the paragraphs among `indexes` in their order, up to `most` of them, and their number."""
        gathered: set[str] = set()
        size = 0
        for i in indexes:
            if self.found[i].is_paragraph:
                gathered |= self._words(i)
                size += len(self.found[i].text.split())
            if size >= most:
                break
        return gathered, size

    def _told(self, index: int) -> set[str]:
        """All words of the story so far."""
        start, end, gathered = self._so_far
        if start != self.start or end > index:
            start, end, gathered = self.start, self.start, set()
        for i in range(end, index):
            gathered |= self._words(i) if self.found[i].is_paragraph else set()
        self._so_far = (start, index, gathered)
        return gathered


def _is_sentence(found: Sequence[Line], index: int) -> bool:
    """True for a headline that ends in a full stop: some words above a longer paragraph."""
    text = found[index].text
    if found[index].kind or len(text.split()) not in SENTENCE or index + 1 == len(found):
        return False
    below = found[index + 1]
    return (
        text[:1].isalnum()
        and not text[:1].islower()
        and text[-1] in ".!"
        and below.is_paragraph
        and len(text) < len(below.text)
    )


def _is_second_dateline(found: Sequence[Line], start: int, index: int) -> bool:
    """True for a paragraph with a dateline after a whole story that began with one; transcripts have more."""
    if not found[index].is_paragraph or dateline(found[index].text) is None:
        return False
    if found[index - 1].kind == "rule":
        return True
    opening, since = found[start : min(start + HEAD, index)], found[max(start + HEAD, index - BACK) : index]
    return _datelines(opening) == 1 and not _datelines(since) and index - start >= SHORTEST


def _datelines(found: Sequence[Line]) -> int:
    return sum(dateline(line.text) is not None for line in found)


def _layout(found: Sequence[Line], start: int, index: int, heads: Mapping[int, str] | None) -> set[str]:
    """What the layout says of a story that begins at `index`; nothing when no paragraph follows."""
    is_head = heads is not None or found[index].is_headline
    ahead = list(takewhile(lambda line: not line.is_paragraph, found[index + 1 : index + HEAD + 1]))
    head = [found[index], *ahead] if is_head else []
    first = index + len(head)
    if first >= len(found) or len(head) > HEAD:
        return set()
    cues = {line.kind for line in head[1:] if line.kind in {"stamp", "byline", "social", "caption"}}
    if head:
        cues |= _headline(found, index, head) | {heads[index] if heads is not None else "headline"}
    elif _is_sentence(found, index):
        cues.add("sentence")
    before = found[max(start + 1, index - BACK) : index]
    has_dateline = dateline(found[first].text) is not None
    gap = found[index].gap - max(line.gap for line in (*before, found[first]))
    flags = {
        "dateline": has_dateline,
        "again": has_dateline and _datelines(found[start : min(start + HEAD, index)]) == 1 >= _datelines(before),
        "gap": gap > 0,
        "wide": gap > 1,
        "ended": found[index - 1].kind in ENDINGS,
        "rule": found[index - 1].kind == "rule",
        "entry": _is_entry(found, start, index),
    }
    return cues | {cue for cue, there in flags.items() if there}


def _headline(found: Sequence[Line], index: int, head: Sequence[Line]) -> set[str]:
    """What the headline at `index` and the lines up to the first paragraph look like."""
    text = found[index].text
    keys = [tidy.key(line.text) for line in head if line.is_headline]
    flags = {
        "repeated": bool(keys) and keys.count(tidy.key(text)) > 1,
        "terse": len(text.split()) < 5,
        "name": len(text.split()) < 3,
        "asking": bool(ASKING.fullmatch(text) or ASKING.match(text)),
        "speaking": bool(SPEAKING.match(text)),
    }
    return {cue for cue, there in flags.items() if there}


def _is_entry(found: Sequence[Line], start: int, index: int) -> bool:
    """Whether the story so far is a live blog, of which an entry begins here: clock times stand between its lines."""
    beside = (found[i].text for i in range(index - 1, min(index + 3, len(found))))
    if not any(map(CLOCK.fullmatch, beside)):
        return False
    clocks = (line for line in found[max(start, index - BACK) : index + BACK] if CLOCK.fullmatch(line.text))
    return sum(1 for _ in zip(clocks, range(ENTRIES), strict=False)) == ENTRIES


@cache
def _weights() -> dict[str, float]:
    return {row["cue"]: float(row["weight"]) for row in data.table("stories/cues.tsv")}


@cache
def _best() -> float:
    """The most that words can add."""
    return sum(max(_weights()[cue], 0.0) for cue in ("whole", "enough", "named"))
