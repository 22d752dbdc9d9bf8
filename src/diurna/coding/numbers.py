"""Numbers as news writes them: "12", "1.2 million", "forty-two", "half a dozen", "several thousand", "dozens"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.records import Token

Value = tuple[int, int | None]
"""At least, at most (None: open)."""

DIGITS = re.compile(r"\d{1,3}(?:[,\u202f ]\d{3})+|\d{1,9}")
DECIMAL = re.compile(r"\d{1,4}\.\d{1,3}")
SCALES = {12, 100, 1_000, 1_000_000}
MOST = 10_000_000  # more people than any event of news counts: a year, a sum or a phone number


@cache
def table() -> dict[str, Value]:
    """Number words (data/coding/numbers.tsv): word -> at least, at most."""
    rows = data.table("coding/numbers.tsv")
    return {r["word"]: (int(r["min"]), int(r["max"]) if r["max"] else None) for r in rows}


def value(tokens: Sequence[Token], k: int) -> Value | None:
    """What the number that ends at token `k` says; None when there is none, or when it is no count of people."""
    own = _plain(tokens[k])
    if own is None:
        return None
    if own[1] is None and (times := _of_scale(tokens, k)):
        return own[0] * times, None
    if own[0] in SCALES and own[1] is not None and k:
        return _scaled(tokens, k, own[0]) or own
    low = own[0] + _tens(tokens, k) + _units(tokens, k)
    return None if low > MOST else (low, own[1] if own[1] is None else low)


def _plain(token: Token) -> Value | None:
    word = table().get(token.text.lower()) or table().get(token.lemma)
    if word:
        return word
    if not DIGITS.fullmatch(token.text):
        return None
    n = int(re.sub(r"\D", "", token.text))
    return n, n


def _scaled(tokens: Sequence[Token], k: int, scale: int) -> Value | None:
    """The number before "dozen", "hundred", "thousand", "million" times it."""
    before = tokens[k - 1]
    if before.text.lower() in {"a", "an"}:
        half = k > 1 and tokens[k - 2].text.lower() == "half"
        return (scale // 2, scale // 2) if half else None
    if DECIMAL.fullmatch(before.text):
        n = round(float(before.text) * scale)
        return (n, n) if n <= MOST else None
    small = _plain(before)
    if small is None or small[0] >= scale or small[0] * scale > MOST:
        return None
    return small[0] * scale, None if small[1] is None else small[1] * scale


def _of_scale(tokens: Sequence[Token], k: int) -> int:
    """The 1,000 of "tens of thousands", whose first token is `k`."""
    if k + 2 >= len(tokens) or tokens[k + 1].lemma != "of":
        return 0
    return {"thousands": 1_000, "millions": 1_000_000}.get(tokens[k + 2].text.lower(), 0)


def _tens(tokens: Sequence[Token], k: int) -> int:
    """The "forty" of "forty-two", whose last token is `k`."""
    if k < 2 or not _hyphened(tokens, k - 1):
        return 0
    own, before = _plain(tokens[k]), _plain(tokens[k - 2])
    return before[0] if own and before and 0 < own[0] < 10 and before[0] in range(20, 100, 10) else 0


def _units(tokens: Sequence[Token], k: int) -> int:
    """The "two" of "forty-two", whose first token is `k`."""
    if k + 2 >= len(tokens) or not _hyphened(tokens, k + 1):
        return 0
    own, after = _plain(tokens[k]), _plain(tokens[k + 2])
    return after[0] if own and after and 0 < after[0] < 10 and own[0] in range(20, 100, 10) else 0


def _hyphened(tokens: Sequence[Token], k: int) -> bool:
    """Whether a hyphen joins two words, and does not part them: not in "KYIV, May 20 - Four people"."""
    return tokens[k].text == "-" and tokens[k - 1].end == tokens[k].start and tokens[k].end == tokens[k + 1].start
