"""Text made fit to keep: NFC, no control characters, one kind of space, no endless runs."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from diurna import limits

BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
SPACES = re.compile(r"[^\S\n]+")
RUN = re.compile(rf"\S{{{limits.TOKEN_RUN}}}(?=\S)")


def fit(given: str) -> str:
    """`given` without the characters that no text holds: NUL, control characters, lone surrogates."""
    return UNFIT.sub("", given)


def text(given: str) -> str:
    """`given` in NFC with "\\n" as the only line break and single spaces; a run past TOKEN_RUN gets spaces."""
    found = INVISIBLE.sub("", fit(BREAKS.sub("\n", given)))
    found = SPACES.sub(" ", unicodedata.normalize("NFC", found))
    has_runs = any(len(word) > limits.TOKEN_RUN for word in found.split())
    return RUN.sub(r"\g<0> ", found) if has_runs else found


def line(given: str) -> str:
    """`given` as one tidy line."""
    return " ".join(text(given).split())


def lines(given: str) -> list[str]:
    """The lines of `given`, tidy; lines that a mail or wire program wrapped are joined again."""
    given_lines = text(given).split("\n")
    parted = _parted(given_lines)
    return _unwrapped(parted) if _is_wrapped(parted) else [line.strip() for line in given_lines]


def _parted(given: list[str]) -> list[str]:
    """The lines without their indents; a blank one stands before a paragraph that only its indent tells."""
    found: list[str] = []
    for above, line in pairwise(["", *given]):
        begins = line.startswith(" ") and above and not above.startswith(" ")
        found += ["", line.strip()] if begins else [line.strip()]
    return found


def _is_wrapped(found: list[str]) -> bool:
    """True when most lines that go on end in mid-sentence just before one common width."""
    inner = [a for a, b in pairwise(found) if a and b]
    if len(inner) < 3:
        return False
    width = max(map(len, inner))
    full = sum(len(a) > width - 15 and a[-1] not in '.!?:”"' for a in inner)
    return 40 <= width <= 100 and full > 0.6 * len(inner)


def _unwrapped(found: list[str]) -> list[str]:
    joined = re.sub(r"(?<=\S)\n(?=\S)", " ", "\n".join(found))
    return joined.split("\n")


def key(given: str) -> str:
    """What two spellings of one headline share: its letters and digits, in lower case."""
    return " ".join(re.findall(r"\w+", given.casefold()))
