"""Text and tokens become symbols: the lower-case, canonical words of the forms; `_` stands for any other word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from diurna import data
from diurna.limits import DATE_CHARS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OTHER = "_"
_PIECE = re.compile(r"['’]s\b|\d+(?:st|nd|rd|th|s)\b|\d+|[^\W\d_]+|\S")
_QUANTITY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_SIGNS = {"–": "-", "‑": "-", "−": "-", "―": "—", "’": "'", "‘": "'", "´": "'", "’s": "'s"}


@cache
def lists() -> Mapping[str, Any]:
    """The word lists of words.yaml."""
    known: Mapping[str, Any] = data.tree("dates/words.yaml")
    return known


@cache
def canonical() -> Mapping[str, str]:
    """Each spelling, with the word that the forms write for it: "sept" is "september", "three" is "3"."""
    known = lists()
    spellings: dict[str, str] = dict(known["spellings"])
    for row in (*known["months"], *known["weekdays"]):
        spellings |= dict.fromkeys(row, row[0])
    for unit, row in known["units"].items():
        spellings |= {word: unit if word == row[0] else unit + "s" for word in row}
    return spellings | {word: str(n) for word, n in known["numbers"].items()}


@cache
def abbreviations() -> frozenset[str]:
    """Spellings of months and weekdays that may carry a full stop."""
    known = lists()
    rows = (*known["months"], *known["weekdays"])
    return frozenset(word for row in rows for word in row[1:]) | frozenset(known["short_weekdays"])


@lru_cache(maxsize=50_000)
def pieces(text: str) -> tuple[str, ...]:
    """One token of text cut into words, numbers and signs. A quantity such as "2,019" or "1.5" is one piece."""
    if len(text) > DATE_CHARS or _QUANTITY.fullmatch(text):
        return (OTHER,)
    cut = tuple(_SIGNS.get(piece, piece) for piece in _PIECE.findall(text))
    if len(cut) > 1 and cut[-1] == "." and cut[-2].lower() in abbreviations():
        return cut[:-1]
    return cut


@dataclass(frozen=True, slots=True)
class Line:
    """Symbols, each with the number of the token it comes from; `text` is the symbols with a space after each."""

    symbols: list[str]
    tokens: list[int]
    text: str
    offsets: list[int]  # of each symbol in `text`

    def fresh(self, at: int) -> bool:
        """Whether a date may begin at symbol `at`: not inside a token such as "COVID-19"."""
        return at == 0 or self.tokens[at - 1] != self.tokens[at] or self.symbols[at - 1] != OTHER


def symbol(piece: str, vocabulary: frozenset[str], capitals: bool) -> str:
    """The symbol of one piece; `capitals`: "may" and its like must be written "May"."""
    if piece[0].isdigit():
        return piece.lower()
    low = piece.lower()
    if capitals and low == piece and low in lists()["capital"]:
        return OTHER
    low = canonical().get(low, low)
    return low if low in vocabulary or not (low.isalpha() or low in {"_", "'s"}) else OTHER


def line(cells: Sequence[tuple[str, ...]], first: int) -> Line:
    """The line of tokens whose symbols are `cells`, the first of them numbered `first`."""
    symbols = [symbol for cell in cells for symbol in cell]
    tokens = [n for n, cell in enumerate(cells, first) for _ in cell]
    text = " ".join([*symbols, ""])
    offsets = [0, *accumulate([len(symbol) + 1 for symbol in symbols])]
    return Line(symbols, tokens, text, offsets)
