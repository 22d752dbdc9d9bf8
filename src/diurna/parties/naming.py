"""What a party is called: the words of its phrase, without what is not part of the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.parties.draft import Draft
    from diurna.parties.entries import Hit
    from diurna.parties.names import Names
    from diurna.parties.register import Register
    from diurna.records import Reading, Token

HONORIFIC = frozenset(("mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "h.e.", "hon."))
LEADING = frozenset(("DET", "NUM", "PRON"))
NATIONAL = frozenset(("country", "adjective", "capital", "region"))
NAMELESS = frozenset(("DET", "NUM", "PART", "CCONJ", "PRON"))
STRAY = frozenset(
    ("young", "old", "elderly", "own", "other", "several", "many", "few", "some", "same", "new", "alleged", "suspected",
     "last", "first", "second", "third", "fellow", "further", "such", "more", "additional", "extra", "local", "entire",
     "whole", "only", "various", "certain", "so", "called", "then", "current", "pardoned", "missing", "recent")
)  # fmt: skip
GRADES = frozenset(("JJR", "JJS", "RBR", "RBS", "CD"))
LINKS = frozenset(("of", "for", "on", "against"))
BESIDE = " \t\n\"'“”‘’«»•·|*–—-,;:"
"""Marks that are no part of a name when they stand at its ends."""


JOINED = re.compile(r" (['’]s?)(?= |$)")
"""A possessive mark apart from its word."""


class Naming:
    """Names for the phrases of one story."""

    def __init__(self, reading: Reading, register: Register, names: Names) -> None:
        self.reading, self.register, self.names = reading, register, names
        self.part = reading.story.text  # the title or the text, whichever holds the sentence at hand
        self.opening = 0  # the first token of the sentence at hand

    def plain(self, start: int, end: int) -> str:
        """Tokens `start` to `end` as written, without article, numbers, honorifics, quotes and bullets."""
        tokens = self.reading.tokens
        while start < end - 1 and (tokens[start].pos in LEADING or tokens[start].text.lower() in HONORIFIC):
            start += 1
        return clean(self.part[tokens[start].start : tokens[end - 1].end])

    def proper(self, start: int, head: int, noun: int) -> bool:
        """Whether the phrase has a proper name of its own: capitals besides a country's and those of its noun."""
        tokens = self.reading.tokens
        possessors = [i + 1 for i in range(start, min(noun, head)) if tokens[i].dep == "case"]
        return any(self._own_name(i) for i in range(possessors[-1] if possessors else start, min(noun, head)))

    def _own_name(self, i: int) -> bool:
        token = self.reading.tokens[i]
        hit = self.names.owner.get(i)
        if token.pos != "PROPN" or not token.text[:1].isupper() or token.text.lower() in self.register.modifiers:
            return False
        return i != self.opening and (hit is None or hit.entries[0].kind not in ("country", "adjective", "people"))

    def noun(self, draft: Draft) -> str:
        """A body with a proper name keeps it as written; any other noun is described, and "dozens" are people."""
        if draft.shape == "count":
            return f"{self.register.adjectives.get(draft.country, '')} people".strip()
        start, head = draft.start, draft.head
        words = len(draft.noun.split()) if draft.shape and " of " not in draft.noun else 1
        if draft.reach > head + 1 or self.proper(start, head, head - words + 1):
            return self._as_written(draft)
        owned = any(e.kind in ("body", "leader", "ethnic") for _, e in self.names.givers(start, head))
        name = self.description(start, head, "" if owned else draft.country, head - words + 1)
        _, of, rest = draft.noun.partition(" of ")
        return name + of + rest

    def _as_written(self, draft: Draft) -> str:
        """The name from behind a possessor: "Dhaka Metropolitan Police", "China's Cosco"."""
        tokens, start = self.reading.tokens, draft.start
        for i in range(draft.start, draft.head):
            if tokens[i].dep == "case":
                start = i + 1
        return self.plain(start, max(draft.head + 1, draft.reach))

    def description(self, start: int, head: int, country: str, noun: int) -> str:
        """The phrase without its determiner, numbers, grades and country words, behind the country's adjective."""
        tokens = self.reading.tokens
        kept: list[str] = []
        numbered = _numbered(tokens, start, noun)
        for i in range(start, head + 1):
            if i in numbered or self._national(i) or (i < noun and self._stray(i)):
                continue
            if tokens[i].dep == "case" and not kept:
                continue
            common = self._common(i) or noun <= i == self.opening
            kept.append(tokens[i].text.lower() if common else tokens[i].text)
        adjective = self.register.adjectives.get(country, "")
        first = kept[:1] if kept[:1] in (["former"], ["ousted"], ["ex"]) and len(kept) > 1 else []
        told = not adjective or not kept or kept[0] == adjective  # "Greek-owned tanker"
        said = kept if told else [*first, adjective, *kept[len(first) :]]
        return clean(JOINED.sub(r"\1", " ".join(said)).replace(" - ", "-"))

    def _national(self, i: int) -> bool:
        """Whether the token is of a country's name that says whose the noun is, or its possessive mark."""
        at = i - 1 if self.reading.tokens[i].dep == "case" else i
        hit = self.names.owner.get(at)
        return hit is not None and is_national(hit) and not self.names.opposed(hit)

    def _stray(self, i: int) -> bool:
        token = self.reading.tokens[i]
        if token.dep == "case":
            return False
        if token.pos in NAMELESS or token.tag in GRADES:
            return True
        text = token.text.lower()
        if text in BESIDE:
            return text != "-"
        return text in STRAY or (text.endswith("th") and text[:-2].isdigit())

    def _common(self, i: int) -> bool:
        """Whether a capital at the token says nothing: a noun, or the first word of a sentence that is no name."""
        pos = self.reading.tokens[i].pos
        return pos == "NOUN" or (i == self.opening and pos != "PROPN" and i not in self.names.owner)

    def tail(self, head: int, stop: int) -> int:
        """Where a body's name that goes on behind its head ends: "Union of Teachers", "Commission on Human Rights"."""
        tokens, at = self.reading.tokens, head + 1
        if tokens[head].pos != "PROPN" and not tokens[head].text[:1].isupper():
            return at
        while at + 1 < stop:
            step = 2 if tokens[at].text in LINKS and tokens[at + 1].text == "the" else 1
            linked = tokens[at].text in LINKS or (tokens[at].text == "and" and at > head + 1)
            if not linked or at + step >= stop or not self._capital(at + step):
                break
            at += step
            while at < stop and self._capital(at):
                at += 1
        return at

    def _capital(self, i: int) -> bool:
        token = self.reading.tokens[i]
        plain = token.pos in ("PROPN", "NOUN", "ADJ") and token.text[:1].isupper()
        return plain and i not in self.names.owner and self.names.labels.get(i) not in ("PERSON", "GPE", "DATE", "LOC")


def is_national(hit: Hit | None) -> bool:
    """Whether the name is a country's, of a part of it, or an adjective for it."""
    return hit is not None and hit.entries[0].kind in NATIONAL


def _numbered(tokens: Sequence[Token], start: int, stop: int) -> set[int]:
    """The tokens of "47-year-old", "12-member" before a noun: of the phrase, not of the name."""
    found: set[int] = set()
    for i in range(start, stop - 2):
        if tokens[i].pos == "NUM" and tokens[i + 1].text == "-":
            more = i + 4 < stop and tokens[i + 3].text == "-" and tokens[i + 4].text.lower() in ("old", "olds")
            found.update(range(i, i + (5 if more else 3)))
    return found


def clean(name: str) -> str:
    """The name with single spaces, without marks and possessive at its ends."""
    name = " ".join(name.split()).strip(BESIDE)
    for mark in ("'s", "’s", "'", "’"):
        name = name.removesuffix(mark)
    return name.lstrip("- ")
