"""A page read without a tree: for pages nested so deep that a parser of trees loses their text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
SILENT = {"script", "style", "noscript", "template", "svg", "head", "select", "nav", "footer", "button"}
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span"}
INLINE |= {"strong", "sub", "sup", "time", "u", "wbr"}
TITLE = re.compile(r"<(h1|title)\b[^<>]*>((?:[^<]|<(?!/?(?:h1|title)\b)){1,2000})</\1\s*>", re.IGNORECASE)


def lines(html: str) -> list[str]:
    """The text of `html`, a line per block, without scripts, menus and other silent parts. Linear in its length."""
    return unescape("".join(_parts(html))).split("\n")


def _parts(html: str) -> Iterator[str]:
    position, lower = 0, html.lower()
    unclosed: set[str] = set()  # asked for once, or many openings without a closing tag would take quadratic time
    while match := TAG.search(html, position):
        yield html[position : match.start()].replace("\n", " ")
        name, position = match[2].lower(), match.end()
        if name not in INLINE:
            yield "\n"
        if name in SILENT and not match[1] and name not in unclosed:
            end = lower.find(f"</{name}", position)
            position = end if end >= 0 else position
            unclosed |= {name} if end < 0 else set()
    yield html[position:].replace("\n", " ")


def title(html: str) -> str:
    """The first heading or title of `html`, or empty."""
    match = TITLE.search(html[:200_000])
    return unescape(TAG.sub("", match[2])) if match else ""
