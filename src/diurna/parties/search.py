"""The state of one search: what the story's names and nouns are, who was met, and the sentence at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.datelines import heads
from diurna.parties import scenes
from diurna.parties.memory import Memory
from diurna.parties.names import Names
from diurna.parties.naming import Naming
from diurna.parties.nouns import Nouns
from diurna.parties.phrases import phrases
from diurna.parties.sectors import Sectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from diurna.parties.draft import Draft
    from diurna.parties.entries import Hit
    from diurna.parties.phrases import Phrases
    from diurna.parties.register import Register
    from diurna.records import PlaceAt, Reading, Sentence

DOER = frozenset(("nsubj", "nsubjpass"))
SUBJECT = DOER | {"ROOT"}
ROUND_UP = 3  # reports: what the most of it speaks of says nothing of where the first is set


class Search:
    """One story and what has been introduced so far; `open` turns to its next sentence."""

    span: Sentence  # the sentence at hand, and what is known of it:
    hits: list[Hit]
    drafts: dict[int, Draft]  # by head, or by a negative number where one head has several
    covered: set[int]
    parts: Phrases
    doers: dict[int, int]  # the subject of each verb
    setting: str  # the country of its places
    scene: str  # the country with whose place it opens: "In Managua, ..."

    def __init__(
        self, reading: Reading, register: Register, on: date | None, home: str, places: Sequence[PlaceAt] = ()
    ) -> None:
        self.tokens, self.story = reading.tokens, reading.story
        self.register, self.on = register, on
        self.names = Names(reading, register, home, on, places)
        self.home = self.names.home()
        self._homes = _homes(reading, places)
        self.owner, self.labels = self.names.owner, self.names.labels
        self.nouns = Nouns(reading.tokens, register, self.owner)
        self.sectors = Sectors(self.nouns, on)
        self.naming = Naming(reading, register, self.names)
        self.memory = Memory()

    def open(self, number: int, sentence: Sentence) -> None:
        """Turn to the sentence of that number; its drafts start empty."""
        self.drafts, self.covered, self.span = {}, set(), sentence
        self.home = self._homes.get(sentence.block, self.home) if sentence.part == "text" else self.home
        self.hits = self.names.hits[number]
        self.parts = phrases(self.tokens, sentence)
        here = range(sentence.start, sentence.end)
        self.doers = {self.tokens[i].head: i for i in here if self.tokens[i].dep in DOER}
        self.setting = scenes.setting(self.names, self.hits, sentence)
        self.scene = scenes.scene(self.names, sentence)
        self.naming.part = self.story.title if sentence.part == "title" else self.story.text
        self.naming.opening = scenes.opening(self.names, sentence)

    def hanging(self, i: int, dep: str) -> list[int]:
        """The tokens that hang on the token to its right by that dependency."""
        after = self.parts.after.get(i)
        return [k for k in after if self.tokens[k].dep == dep] if after else []

    def left(self, i: int) -> int:
        """Where the noun phrase of the token starts; a name is one: "Trinidad and Tobago's minister"."""
        left = self.parts.left.get(i, i)
        hit = self.owner.get(left)
        return min(left, hit.start) if hit is not None else left

    def add(self, draft: Draft) -> None:
        """Keep a draft of the sentence at hand: its words are covered."""
        token = self.tokens[draft.head]
        draft.top = self._top_of_joined(draft.head)
        opens = not token.dep and draft.start <= self.span.start + 1  # a sentence that was not parsed
        draft.subject = self.tokens[draft.top].dep in SUBJECT or opens
        draft.main = self.tokens[draft.top].dep in DOER and self.tokens[self.tokens[draft.top].head].dep == "ROOT"
        draft.plural = token.tag in ("NNS", "NNPS") or token.text.lower() == "police"
        self.drafts[draft.head] = draft
        self.covered.update(range(draft.start, draft.end))

    def _top_of_joined(self, i: int) -> int:
        tokens = self.tokens
        for _ in range(8):
            if tokens[i].dep != "conj" or not self.span.start <= tokens[i].head < i:
                break
            i = tokens[i].head
        return i

    def absorb(self, start: int, end: int) -> None:
        """Drop the drafts whose heads lie between the two tokens: they are words of a longer phrase.

        Who is named there is known for what follows: "Supporters of Ana Mora marched. Mora called for talks".
        """
        for head in [h for h in self.drafts if start < h < end]:
            self.memory.introduce(self.drafts.pop(head), self.tokens[head].text)


def _homes(reading: Reading, places: Sequence[PlaceAt]) -> dict[int, str]:
    """The country in which each report of a page is set, by the block of its dateline; not of the one that opens a
    story, whose home more than its dateline tells.
    """
    found = heads(reading, places)
    opening = next((s.block for s in reading.sentences if s.part == "text"), 0)
    told = found if len(found) >= ROUND_UP else [(at, block) for at, block in found if block > opening]
    return {block: at.place.country for at, block in told if at.place.country}
