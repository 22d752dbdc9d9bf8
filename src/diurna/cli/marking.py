"""Words with marks: each span of a field in its colour, or in brackets where there are no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable

COLOURS = {
    "type": "red",
    "status": "magenta",
    "actors": "blue",
    "recipients": "cyan",
    "date": "green",
    "place": "yellow",
    "counts": "bright_magenta",
    "attribution": "bright_black",
}


class Mark(NamedTuple):
    """A span of a text (half-open) and the field that it carries."""

    start: int
    end: int
    field: str


def bracketed(text: str, marks: list[Mark]) -> str:
    """The text with "[field: words]" around each span; spans within spans are nested."""
    return _marked(text, marks, lambda words, _: words, lambda words, field: f"[{field}: {words}]")


def coloured(text: str, marks: list[Mark]) -> str:
    """The text with each span in the colour of its field; in spans within spans the inner colour wins."""
    return _marked(text, marks, painted, lambda words, _: words)


def painted(words: str, field: str) -> str:
    """Words in the colour of a field."""
    return click.style(words, fg=COLOURS.get(field), bold=True) if field and words else words


def _marked(text: str, marks: list[Mark], plain: Callable[[str, str], str], around: Callable[[str, str], str]) -> str:
    """Text whose plain stretches and whole spans went through the two functions, each with its field."""

    def inside(start: int, end: int, field: str, waiting: list[Mark]) -> str:
        said, at = [], start
        while waiting:
            mark = waiting.pop(0)
            within = [Mark(m.start, min(m.end, mark.end), m.field) for m in waiting if m.start < mark.end]
            after = [Mark(max(m.start, mark.end), m.end, m.field) for m in waiting if m.end > mark.end]
            said.append(plain(text[at : mark.start], field))
            said.append(around(inside(mark.start, mark.end, mark.field, within), mark.field))
            waiting, at = sorted(after, key=_outer_first), mark.end
        return "".join([*said, plain(text[at:end], field)])

    kept = {mark for mark in marks if 0 <= mark.start < mark.end <= len(text)}
    return inside(0, len(text), "", sorted(kept, key=_outer_first))


def _outer_first(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.field
