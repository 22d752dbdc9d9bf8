"""A page saved as text: where its stories begin, what is furniture, what is title, date, byline and body."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from diurna import data
from diurna.stories import tidy
from diurna.stories.cohesion import overlap
from diurna.stories.dateline import byline, dateline
from diurna.stories.draft import Draft
from diurna.stories.furniture import Line, lines
from diurna.stories.stamps import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from diurna.records import Moment
    from diurna.stories.stamps import Stamp

HEAD = 9  # lines between a headline and its first paragraph, at most
WINDOW = 8  # paragraphs looked at after a line, to hear whether the talk is of something else
BACK = 150  # lines looked back and ahead at most: longer pages take linear time
SHORTEST = 3  # paragraphs of a story that ends without any other sign than the next one's dateline
ENOUGH = 60  # words on either side, below which nothing is concluded from them
FOREIGN, RELATED = 0.12, 0.30  # overlap below which a passage is foreign to the one before, above which it is related
TITLE_WORDS = 4  # "The Rift Daily" is an outlet; of our saved pages no headline has fewer
STANDFIRST_WORDS = 6  # what is shorter above the first paragraph is a name, a section or a place
ENDINGS = {"related", "comment", "legal", "signup", "navigation", "social", "ad", "caption"}


def drafts(given: Sequence[str], title: str, crawled: datetime | None) -> list[Draft]:
    """The stories of a page saved as text; `title` is the first one's, when it is known."""
    found = lines(given, crawled)
    if len(found) < 2:  # one plain sentence is itself, whatever it looks like
        return [Draft(title, tuple(text for text in given if text))]
    starts = [0, *boundaries(found), len(found)]
    parts = [found[a:b] for a, b in pairwise(starts)]
    return [draft(part, title if number == 0 else "") for number, part in enumerate(parts)]


def boundaries(found: Sequence[Line]) -> list[int]:
    """The indexes of the lines at which another story begins; the first story's own beginning is not among them."""
    starts: list[int] = []
    start = 0
    body = -1  # the last paragraph so far
    for index in range(1, len(found)):
        body = index - 1 if found[index - 1].is_paragraph else body
        if index > start and body >= start:
            score = _score(found, start, index)
            if score >= _weights()["threshold"]:
                start = _sharpened(found, start, index, score)
                starts.append(start)
    return starts


def _sharpened(found: Sequence[Line], start: int, index: int, score: float) -> int:
    """The best place for a beginning at `index`, up to the next paragraph: stray lines may precede the headline."""
    ahead = takewhile(lambda i: not found[i].is_paragraph, range(index + 1, min(index + HEAD, len(found))))
    scores = {index: score} | {i: _score(found, start, i) for i in ahead}
    return max(scores, key=lambda i: (scores[i], found[i].gap, -i))


def _score(found: Sequence[Line], start: int, index: int) -> float:
    """How much speaks for a story that begins at `index`, when the one before began at `start`."""
    if not (found[index].is_headline or _is_second_dateline(found, start, index)):
        return 0.0
    weights = _weights()
    cues = _cues(found, start, index)
    layout = sum(weights[cue] for cue in cues)
    if not cues or layout + weights["foreign"] < weights["threshold"]:
        return 0.0  # what the words say cannot change it
    return layout + sum(weights[cue] for cue in _words(found, start, index))


def _is_second_dateline(found: Sequence[Line], start: int, index: int) -> bool:
    """True for a paragraph with a dateline after a whole story that began with one; transcripts have more."""
    if not found[index].is_paragraph or dateline(found[index].text) is None:
        return False
    opening, since = found[start : min(start + HEAD, index)], found[max(start + HEAD, index - BACK) : index]
    return _datelines(opening) == 1 and not _datelines(since) and index - start >= SHORTEST


def _datelines(found: Sequence[Line]) -> int:
    return sum(dateline(line.text) is not None for line in found)


def _cues(found: Sequence[Line], start: int, index: int) -> set[str]:
    """What the layout says of a story that begins at `index`; nothing when no paragraph follows."""
    ahead = list(takewhile(lambda line: not line.is_paragraph, found[index + 1 : index + HEAD + 1]))
    head = [found[index], *ahead] if found[index].is_headline else []
    first = index + len(head)
    if first >= len(found) or len(head) > HEAD:
        return set()
    cues = {line.kind for line in head[1:] if line.kind in {"stamp", "byline", "social", "caption"}}
    keys = [tidy.key(line.text) for line in head if line.is_headline]
    has_dateline = dateline(found[first].text) is not None
    recent = found[max(start + 1, index - BACK) : index]
    gap = found[index].gap - max(line.gap for line in (*recent, found[first]))
    flags = {
        "headline": bool(head),
        "repeated": bool(keys) and keys.count(keys[0]) > 1,
        "dateline": has_dateline,
        "again": has_dateline and _datelines(found[start : min(start + HEAD, index)]) == 1 >= _datelines(recent),
        "gap": gap > 0,
        "wide": gap > 1,
        "ended": found[index - 1].kind in ENDINGS,
    }
    return cues | {cue for cue, there in flags.items() if there}


def _words(found: Sequence[Line], start: int, index: int) -> set[str]:
    """Whether the words from `index` on are foreign or related to those since `start`."""
    before = [line.text for line in found[max(start, index - BACK) : index] if line.is_paragraph]
    after = [line.text for line in found[index : index + BACK] if line.is_paragraph or line.is_headline][:WINDOW]
    if min(sum(len(text.split()) for text in texts) for texts in (before, after)) < ENOUGH:
        return set()
    share = overlap(before, after)
    return {"foreign"} if share < FOREIGN else {"related"} if share > RELATED else set()


@cache
def _weights() -> dict[str, float]:
    return {row["cue"]: float(row["weight"]) for row in data.table("stories/cues.tsv")}


def draft(found: Sequence[Line], title: str) -> Draft:
    """One story of the lines that are its own."""
    first = next((i for i, line in enumerate(found) if line.is_paragraph), len(found))
    opens = 0 if title else _opening(found[:first], title := _title(found[:first]))
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


def _title(head: Sequence[Line]) -> str:
    """The headline that stands twice, else the first; a name of few words may be the outlet's and gives way."""
    headlines = [line.text for line in head if line.is_headline]
    keys = [tidy.key(text) for text in headlines]
    twice = [text for text, key in zip(headlines, keys, strict=True) if keys.count(key) > 1]
    ranked = (*twice, *headlines)
    return next((text for text in ranked if len(text.split()) >= TITLE_WORDS), next(iter(ranked), ""))


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
    if line.kind in {"", "bullet"} or (line.kind == "related" and len(line.text) < 40):
        return True
    in_head = index < first
    return not (line.where == "any" or (line.where == "head") == in_head)


def _without_links(body: Sequence[Line]) -> list[Line]:
    """`body` without labels such as "Related stories" and the headlines listed under them."""
    kept: list[Line] = []
    listed = False
    for index, line in enumerate(body):
        leads = index + 1 < len(body) and body[index + 1].is_paragraph  # a subheading: the body goes on
        if line.kind == "related":
            listed = True
        elif not (listed and line.is_headline and not leads):
            listed = listed and line.is_headline
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
