"""Stories: a page to the stories that it holds, each with its own title, dates, dateline and body."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from diurna import limits
from diurna.errors import InputError
from diurna.records import Story
from diurna.stories import flat, markup, saved, tidy
from diurna.stories.dateline import Dateline, agency_in, dateline, dateline_day
from diurna.stories.stamps import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from diurna.records import Moment, Page
    from diurna.stories.draft import Draft


__all__ = ["tell"]

PARAGRAPH = 90  # characters from which a block is no label or caption
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


def tell(page: Page) -> list[Story]:
    """The stories of a page, in its order; the fields that the page carries win over what is found in it.

    Raises InputError when the page holds no story, or a field is longer than the limits allow.
    """
    _check(page)
    drafts = [draft for draft in _drafts(page) if draft.title or draft.blocks]
    if not drafts:
        raise InputError(page.origin, "no story was found in it", "Give a page with an article, or its text.")
    stories: dict[str, Story] = {}
    for draft in drafts:
        first = next(iter(stories.values()), None)
        day = day_of(first.published) if first and first.published else None
        story = _story(page, draft, len(stories) + 1, day)
        stories.setdefault(story.id, story)  # the same story twice on a page is one
    return list(stories.values())


def _check(page: Page) -> None:
    for name, value, longest in (("id", page.id, limits.ID_CHARS), ("url", page.url, limits.URL_CHARS)):
        if len(value) > longest:
            reason = f"the {name} has {len(value):,} characters, more than {longest:,}"
            raise InputError(page.origin, reason, f"Give a shorter {name}.")
    size = len(page.html or "") + len(page.text or "")
    if size > limits.PAGE_BYTES:
        raise InputError(page.origin, f"the page is larger than {limits.PAGE_BYTES // 1_000_000} MB", "Split it.")
    text = page.text or ""
    if not text.strip() and len(page.html or "") > limits.CHECKED_CHARS:
        text = "\n".join(line for line in flat.lines(page.html or "") if line.strip())
    for number, most, what in (
        (len(text), limits.PAGE_STORIES * limits.STORY_CHARS, "characters"),
        (text.count("\n"), limits.PAGE_LINES, "lines"),
    ):
        if number > most:
            reason = f"its text has {number:,} {what}, more than a page of news can have"
            raise InputError(page.origin, reason, "Split it into its stories.")


def _drafts(page: Page) -> Sequence[Draft]:
    title = tidy.line(page.title)
    if page.text and page.text.strip():
        return saved.drafts(tidy.lines(page.text), title, page.crawled)
    return markup.drafts(page.html or "", title, page.url, page.crawled)


def _story(page: Page, draft: Draft, number: int, page_day: date | None) -> Story:
    title, text = _title_and_text(draft, page.origin)
    url = tidy.line(draft.url or page.url)
    line = next((found for block in draft.blocks[:6] if (found := dateline(block))), None) or Dateline()
    published = _published(page, draft, line, number)
    return Story(
        id=_id(page, number, f"{url}\0{title}\0{text}"),
        title=title,
        text=text,
        origin=page.origin,
        source=(tidy.line(page.source) or draft.source)[: limits.TITLE_CHARS],
        url=url,
        byline=draft.byline[: limits.TITLE_CHARS],
        agency=line.agency or agency_in(draft.byline),
        dateline=line.place,
        published=published,
        updated=_likely(draft.updated, page.crawled),
        crawled=page.crawled,
        page_day=page_day if published is None and page_day and _opens_on(draft, line, page_day) else None,
    )


def _opens_on(draft: Draft, line: Dateline, day: date) -> bool:
    """Whether a story of a page is told on a day: its first paragraph names that weekday and its dateline no other day.

    The article below another may be fresh under a stale one, or stale under a fresh one; but not both on one weekday.
    """
    paragraph = next((block for block in draft.blocks if len(block) > PARAGRAPH), "")
    named = WEEKDAY.search(paragraph)
    other = line.month and (line.month, line.day) != (day.month, day.day)
    return named is not None and named[1].lower() == WEEKDAYS[day.weekday()] and not other


def _title_and_text(draft: Draft, origin: str) -> tuple[str, str]:
    """Title and body; a title too long to be one is body, and a story without a body has its title as text."""
    title, blocks = draft.title, list(draft.blocks)
    if len(title) > limits.TITLE_CHARS:
        title, blocks = "", [title, *blocks]
    text = "\n".join(blocks) or title
    if len(text) > limits.STORY_CHARS:
        reason = f"the story has {len(text):,} characters, more than {limits.STORY_CHARS:,}"
        raise InputError(origin, reason, "Split it into its stories.")
    return title, text


def _id(page: Page, number: int, content: str) -> str:
    given = tidy.line(page.id)
    if given:
        return given if number == 1 else f"{given}_{number}"
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _published(page: Page, draft: Draft, line: Dateline, number: int) -> Moment | None:
    """The user's date is the first story's; then what the page says, then the dateline."""
    if number == 1 and page.published:
        return page.published
    near = page.crawled.date() if page.crawled else None
    return _likely(draft.published, page.crawled) or _likely(dateline_day(line, near), page.crawled)


def _likely(moment: Moment | date | None, crawled: datetime | None) -> Moment | None:
    """`moment`, unless it lies outside the years in which a story can have been published."""
    if moment is None or moment.year < limits.FIRST_YEAR:
        return None
    if crawled and (day_of(moment) - crawled.date()) > timedelta(days=366 * limits.LAST_YEAR_AHEAD):
        return None
    return moment
