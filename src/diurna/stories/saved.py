"""A page saved as text: where its stories begin, what is furniture, what is title, date, byline and body."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.stories import tidy
from diurna.stories.boundaries import boundaries
from diurna.stories.cohesion import stems, told_of
from diurna.stories.dateline import byline
from diurna.stories.draft import Draft
from diurna.stories.furniture import Line, lines
from diurna.stories.stamps import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from diurna.records import Moment
    from diurna.stories.stamps import Stamp

TITLE_WORDS = 4  # "The Rift Daily" is an outlet; of our saved pages no headline has fewer
PARAGRAPH = 90  # characters from which a paragraph is hardly a comment
LABEL = 40  # characters below which a line of related links is their label and no link itself
TAKEN_UP = 0.6  # of what the story takes up of the best headline's words, so much it takes up of its title's
STANDFIRST_WORDS = 6  # what is shorter above the first paragraph is a name, a section or a place


def drafts(given: Sequence[str], title: str, crawled: datetime | None) -> list[Draft]:
    """The stories of a page saved as text; `title` is the first one's, when it is known."""
    found = _without_comments(lines(given, crawled))
    if len(found) < 2:  # one plain sentence is itself, whatever it looks like
        return [Draft(title, tuple(text for text in given if text))]
    starts = [0, *boundaries(found), len(found)]
    parts = [found[a:b] for a, b in pairwise(starts)]
    return [draft(part, title if number == 0 else "") for number, part in enumerate(parts)]


def _without_comments(found: list[Line]) -> list[Line]:
    """The lines up to the mark of comments below which no long paragraph stands: a comment looks like a short story."""
    long = [i for i, line in enumerate(found) if line.is_paragraph and len(line.text) >= PARAGRAPH]
    below = range(long[-1], len(found)) if long else ()
    return found[: next((i for i in below if found[i].kind == "comment"), len(found))]


def _is_label(line: Line) -> bool:
    return line.kind == "related" and len(line.text) < LABEL


def draft(found: Sequence[Line], title: str) -> Draft:
    """One story of the lines that are its own."""
    first = next((i for i, line in enumerate(found) if line.is_paragraph), len(found))
    opens = 0 if title else _opening(found[:first], title := _title(found[:first], found[first:]))
    body = [line for i, line in enumerate(found) if _is_body(line, i, first) and (i >= first or _leads(line, i, opens))]
    blocks = [line.text for line in _without_links(body) if not _repeats(line, title)]
    stamps = [s for i, line in enumerate(found) for s in line.stamps if i < first or line.where == "any"]
    published, updated = _moment(stamps, "published"), _moment(stamps, "updated")
    return Draft(
        title,
        tuple(blocks),
        byline=next((who for line in found[:first] if (who := byline(line.text))), ""),
        published=published or (day_of(updated) if updated else None),
        updated=updated,
    )


def _title(head: Sequence[Line], body: Sequence[Line]) -> str:
    """The headline that stands twice, else the first of which the body takes up as much as of any: a ticker or a teaser
    may stand above it. A name of few words may be the outlet's and gives way.
    """
    headlines = [line.text for line in head if line.is_headline]
    keys = [tidy.key(text) for text in headlines]
    twice = [text for text, key in zip(headlines, keys, strict=True) if keys.count(key) > 1]
    long = [text for text in (*twice, *headlines) if len(text.split()) >= TITLE_WORDS]
    if twice or len(long) < 2:
        return next(iter((*long, *twice, *headlines)), "")
    told = frozenset[str]().union(*(stems(line.text) for line in body if line.is_paragraph))
    taken_up = [told_of(stems(text), told) for text in long]
    return next(text for text, share in zip(long, taken_up, strict=True) if share >= TAKEN_UP * max(taken_up))


def _opening(head: Sequence[Line], title: str) -> int:
    """The index after the last line that repeats the title: what stands above it is the outlet's menu."""
    return max((i + 1 for i, line in enumerate(head) if _repeats(line, title)), default=0)


def _leads(line: Line, index: int, opens: int) -> bool:
    """Whether a line before the first paragraph belongs to the body: a summary point, or a standfirst of some words.

    Below a title that was given (`opens` 0) all of it does: the lines are already those of the story.
    """
    stands = line.kind == "bullet" or len(line.text.split()) >= STANDFIRST_WORDS
    return not opens or (index >= opens and stands)


def _is_body(line: Line, index: int, first: int) -> bool:
    """True when the line belongs to the story; a label of related links stays for now, as a mark."""
    if line.kind in {"", "bullet"} or _is_label(line):
        return True
    in_head = index < first
    return not (line.where == "any" or (line.where == "head") == in_head)


def _without_links(body: Sequence[Line]) -> list[Line]:
    """`body` without labels such as "Related stories" and the lines listed under them, up to the next paragraph."""
    kept: list[Line] = []
    listed = False
    for index, line in enumerate(body):
        leads = index + 1 < len(body) and body[index + 1].is_paragraph  # a subheading: the body goes on
        listed = line.kind == "related" or (listed and not line.is_paragraph and not leads)
        if not listed:
            kept.append(line)
    return kept


def _repeats(line: Line, title: str) -> bool:
    """True when the line is the title again, with or without the name of the site that a title may end with."""
    key, whole = tidy.key(line.text), tidy.key(title)
    return bool(key) and (
        key == whole or (whole.startswith(key + " ") and len(key) > 0.6 * len(whole) and len(key) > 20)
    )


def _moment(stamps: Sequence[Stamp], what: str) -> Moment | None:
    """What a stamp that names itself says, else the first bare one."""
    known = [s for s in stamps if s.what == what and s.moment]
    return next((s.moment for s in known if s.said), known[0].moment if known else None)
