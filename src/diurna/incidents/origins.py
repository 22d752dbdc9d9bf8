"""Who copied whom: wire copies and rewrites tell one text, and are one origin of what they report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.incidents.words import WORD, own_text, takes_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from diurna.records import Story

RUN = 3  # words in a row: who rewrites lightly keeps threes where fours break
COPIED = 0.5  # of the shorter text's runs stand in the longer: what a paper keeps of its last report reaches .49
REWRITTEN = 0.45  # the same, where both open alike: the next report opens with what is new
OF_BOTH = 0.4  # of either text's runs, where both open alike: one that was rewritten throughout stays as long
OPENING_WORDS, OPEN_ALIKE = 60, 0.2  # of either text; the least share of its runs that stand in the other
LEAST_RUNS = 40  # what is shorter is mostly a caption or a notice


@dataclass(frozen=True, slots=True)
class Text:
    """The runs of RUN words of a text and of its opening, as numbers that hold within this process."""

    runs: frozenset[int]
    opening: frozenset[int]


NO_TEXT = Text(frozenset(), frozenset())


def text_of(story: Story) -> Text:
    """The text of a story to compare; none when it is nothing but notices of the site."""
    text = own_text(story.text)
    if not takes_up(text, story.title):
        return NO_TEXT
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)]  # each paper has its own
    return Text(_runs(words), _runs(words[:OPENING_WORDS]))


def copied(one: Text, other: Text) -> bool:
    """Whether one is the other's text: a copy, cut or added to, or a light rewrite."""
    few = min(len(one.runs), len(other.runs))
    if few < LEAST_RUNS:
        return False
    shared = len(one.runs & other.runs)
    if shared >= COPIED * few:
        return True
    many = max(len(one.runs), len(other.runs))
    rewritten = shared >= REWRITTEN * few or shared >= OF_BOTH * many
    return rewritten and _open_alike(one, other) and _open_alike(other, one)


def _open_alike(one: Text, other: Text) -> bool:
    return len(one.opening & other.runs) >= OPEN_ALIKE * len(one.opening)


def _runs(words: Sequence[str]) -> frozenset[int]:
    return frozenset(hash(tuple(words[n : n + RUN])) for n in range(len(words) - RUN + 1))


def origins(stories: Mapping[str, Story]) -> list[tuple[str, ...]]:
    """The stories (by id) in groups of one origin each: copies of one text, or words of one agency."""
    texts = {name: text_of(story) for name, story in stories.items()}
    agencies = {name: story.agency.casefold() for name, story in stories.items()}

    def is_one(name: str, group: Set[str]) -> bool:
        return any(copied(texts[name], texts[o]) or (agencies[name] and agencies[name] == agencies[o]) for o in group)

    groups: list[set[str]] = []
    for name in sorted(stories):
        same = [group for group in groups if is_one(name, group)]
        groups = [group for group in groups if group not in same] + [{name}.union(*same)]
    return sorted(tuple(sorted(group)) for group in groups)
