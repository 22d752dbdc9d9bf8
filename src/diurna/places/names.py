"""How a name is compared: one folded form for all the ways of writing it."""

from __future__ import annotations

import re
import unicodedata

# Letters that do not fall apart into a base letter and a mark.
SINGLE = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "a",
        "ħ": "h",
        "&": " and ",
    }
)
DROPPED = re.compile(r"[.'’‘`´ʻʼʿʾ‛′ʹ]")
NOT_WORD = re.compile(r"[\W_]+")
SHORT_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """The form under which a name is kept and sought: lower case, no marks, no points or apostrophes, single spaces.

    "Cox’s Bazar" -> "coxs bazar", "U.S." -> "us", "Saint-Denis" -> "st denis". Empty when no letter or digit is left.
    """
    if name.isascii() and name.isalpha():
        word = name.lower()
        return SHORT_WORDS.get(word, word)
    text = name.lower().replace("&", " and ") if name.isascii() else _plain(name)
    words = NOT_WORD.sub(" ", DROPPED.sub("", text)).split()
    return " ".join(SHORT_WORDS.get(w, w) for w in words)


def _plain(name: str) -> str:
    """Lower case, special letters spelt out, marks dropped."""
    text = unicodedata.normalize("NFKD", name.casefold().translate(SINGLE))
    return "".join(c for c in text if not unicodedata.combining(c))
