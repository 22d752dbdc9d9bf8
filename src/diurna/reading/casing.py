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
        if written is not None and (n > 1 or written.isupper()):
            return n, written
    return 0, ""


def _word(text: str, found: re.Match[str]) -> str:
    word = found.group()
    bare = re.split("['’]", word.lower())[0]
    small = bare in _small() or (len(bare) == 1 and bare != "i")
    if small and not START.search(text[max(found.start() - 12, 0) : found.start()]):
        return word.lower()
    return word[0] + word[1:].lower()


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
