"""Texts in capitals alone (old wires, radio transcripts) as prose would write them, letter for letter.

The parse and the lists of names live on capitals. Words that prose writes small become small, names of the lists get
their own letters, the rest a first capital. The length stays, so that every offset still points into the story's text.
"""

from __future__ import annotations

import re
from functools import cache

from diurna import data

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
START = re.compile(r"(?:^|[.!?\]]\s+|\n\s*|--\s*)[\"“'(\[]*$")
INITIAL = re.compile(r"\b[A-Z]\.\s+$")  # "U.S. CITIZENS" goes on
SPELT = (("iz", "is"), ("or", "our"), ("er", "re"))
ENDINGS = ("ing", "ed", "ly")
LOUD, LETTERS = 0.75, 80  # share of capitals among the letters, in a text of so many letters
LONGEST = 7  # words of a name
SHORT = 6  # letters of an acronym


def recase(text: str) -> str:
    """Give the text, recased when it is in capitals alone; as long as before."""
    if not loud(text):
        return text
    found = list(WORD.finditer(text))
    letters = list(text)
    at = 0
    while at < len(found):
        taken, written = _name(text, found, at)
        if not taken:
            taken, written = 1, _word(text, found[at])
        start, end = found[at].start(), found[at + taken - 1].end()
        letters[start:end] = written if len(written) == end - start else text[start:end]
        at += taken
    return "".join(letters)


def loud(text: str) -> bool:
    """Whether the text is in capitals alone."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= LETTERS and sum(map(str.isupper, letters)) >= LOUD * len(letters)


def _name(text: str, found: list[re.Match[str]], at: int) -> tuple[int, str]:
    """How many words from `at` on are a name of the lists, and how it is written."""
    for n in range(min(LONGEST, len(found) - at), 0, -1):
        words = text[found[at].start() : found[at + n - 1].end()]
        written = _names().get(" ".join(words.split()).upper())
        if written is not None and (n > 1 or (written.isupper() and not _is_small(words.lower()))):
            return n, written
    return 0, ""


def _word(text: str, found: re.Match[str]) -> str:
    word, before = found.group(), text[max(found.start() - 12, 0) : found.start()]
    bare = re.split("['’]", word.lower())[0]
    if len(word) == 1 and text[found.end() : found.end() + 1] == ".":
        return word  # an initial
    small = _is_small(bare) or (len(bare) == 1 and bare != "i")
    if small and (not START.search(before) or INITIAL.search(before)):
        return word.lower()
    return word[0] + word[1:].lower()


def _is_small(word: str) -> bool:
    """Whether prose writes the word small: one of the list, or one of it as spelt elsewhere or inflected."""
    small = _small()
    if word in small:
        return True
    return any(sign in word and word.replace(sign, other) in small for sign, other in SPELT) or any(
        word.endswith(end) and not small.isdisjoint(_stems(word.removesuffix(end))) for end in ENDINGS
    )


def _stems(stem: str) -> tuple[str, ...]:
    """What "referr", "organiz" can stand for: itself, with its e, without its double letter."""
    return (stem, stem + "e", stem[:-1]) if stem[-1:] == stem[-2:-1] else (stem, stem + "e")


@cache
def _small() -> frozenset[str]:
    return frozenset(row["word"] for row in data.table("reading/small.tsv"))


@cache
def _names() -> dict[str, str]:
    """Name in capitals -> as the lists write it: names of several words, and acronyms."""
    known: dict[str, str] = {}
    for file in sorted(data.path("parties").rglob("*.tsv")):
        for row in data.table(file.relative_to(data.path("")).as_posix()):
            for cell in (row.get("name"), row.get("aliases"), row.get("other")):
                for name in (cell or "").rstrip("?").split(";"):
                    bare = name.strip().rstrip("?")
                    if " " in bare or (bare.isupper() and 1 < len(bare) <= SHORT):
                        known.setdefault(bare.upper(), bare)
    return known
