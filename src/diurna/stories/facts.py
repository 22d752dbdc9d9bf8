"""What an HTML page says of itself: title, author, site, address, and when it was published and changed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

from diurna import limits
from diurna.stories import tidy
from diurna.stories.stamps import iso, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.records import Moment

STORY_TYPES = ("article", "posting", "report", "webpage")  # NewsArticle, BlogPosting, Report, LiveBlogPosting ...
PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "article.published", "published-date", "publication_date", "publish-date", "publishdate",
    "pubdate", "article_date_original", "originalpublicationdate", "dc.date.issued", "dcterms.created", "dc.date",
    "dcterms.date", "cxenseparse:recs:publishtime", "rnews:datepublished", "date", "date_published", "dcterms.issued",
)  # fmt: skip
UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod")
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")
WEST, EAST = 10, 13  # Honolulu, Auckland in summer
JSON_CHARS = 2_000_000
JSON_DEPTH = 8
CLOCK = re.compile(r"\d:\d\d")
YEAR = re.compile(r"(?:19|20)\d\d")
DATED = re.compile(r"publi|post|entry|article|story|byline", re.IGNORECASE)
LATEST = "2100-01-01"  # without a crawl time there is no telling which dates lie ahead
BROKEN = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    ArithmeticError,
    AssertionError,
    SyntaxError,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says; `impossible` when it gives a date that no calendar has."""

    title: str = ""
    byline: str = ""
    source: str = ""
    url: str = ""
    published: Moment | None = None
    updated: Moment | None = None
    impossible: bool = False
    live: bool = False  # a live blog: one story, whatever its entries look like
    items: tuple[Facts, ...] = ()  # the stories that the page describes one by one (JSON-LD)

    def of(self, title: str) -> Facts | None:
        """The facts of the story with this title among several on the page."""
        same = (item for item in self.items if item.title and tidy.key(item.title) == tidy.key(title))
        return next(same, None)


def facts(tree: Any, url: str, crawled: datetime | None, *, extensive: bool = True) -> Facts:
    """The facts of a page or a part of one; `extensive` also guesses a date from address and text."""
    described = list(_json_stories(tree))
    items = tuple(_item(found) for found in described)
    published, wrong = _first_date(_stated(tree, items, PUBLISHED))
    updated, _ = _first_date([(i.updated, False) for i in items[:1]] + [iso(v) for v in _meta(tree, UPDATED)])
    if published is None and extensive and not wrong:
        published = _printed(tree, crawled) or _guessed(
            tree, url, crawled
        )  # before trafilatura looks: it takes parts out of the tree
    known = _metadata(tree, url)
    url = url or known.url
    published = _local(published, url)
    live = any(map(_is_live, described))
    return replace(known, url=url, published=published, updated=updated, impossible=wrong, live=live, items=items)


def _local(published: Moment | None, url: str) -> Moment | None:
    """`published`, or the day in the address where that lies beside an instant given in UTC: the outlet's own day.

    No clock is more than WEST hours behind or EAST ahead: what is published at 11:00 UTC was not the day before.
    """
    match = URL_DAY.search(url)
    if not match or not isinstance(published, datetime) or published.utcoffset():
        return published
    day, _ = iso("-".join(match.groups()))
    behind, ahead = published - timedelta(hours=WEST), published + timedelta(hours=EAST)
    return day if day in {behind.date(), ahead.date()} else published


def _stated(tree: Any, items: Iterable[Facts], names: tuple[str, ...]) -> list[tuple[Moment | None, bool]]:
    """The publication dates that the markup states, the most telling first, each with whether it is a date at all."""
    items = sorted(items, key=lambda item: not item.title)  # one without a headline is rather a picture or a film
    from_items = [(item.published, item.published is not None or item.impossible) for item in items]
    return from_items[:1] + [iso(value) for value in (*_meta(tree, names), *_times(tree))] + from_items[1:]


def _first_date(stated: Iterable[tuple[Moment | None, bool]]) -> tuple[Moment | None, bool]:
    """The first possible date; and whether an impossible one was given while no possible one was."""
    stated = list(stated)
    found = next((moment for moment, _ in stated if moment), None)
    return found, found is None and any(is_date for _, is_date in stated)


def _meta(tree: Any, names: tuple[str, ...]) -> list[str]:
    """The contents of the meta elements called `names`, in the order of `names`."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := element.get("content"):
            found.setdefault(name.lower(), content)
    return [found[name] for name in names if name in found]


def _times(tree: Any) -> Iterator[str]:
    """The machine-readable times that name themselves the publication's."""
    for element in tree.iter("time", "span", "abbr", "p", "div"):
        names = f"{element.get('itemprop') or ''} {'pubdate' if element.get('pubdate') is not None else ''}".lower()
        value = element.get("datetime") or element.get("content") or element.get("title")
        if value and ("datepublished" in names or "pubdate" in names):
            yield value


def _json_stories(tree: Any) -> Iterator[dict[str, Any]]:
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" in (element.get("type") or "") and len(text) <= JSON_CHARS:
            try:
                yield from _stories_in(json.loads(text, strict=False), 0)
            except (ValueError, RecursionError):
                continue  # broken JSON-LD is common; meta elements and the text itself are read instead


def _stories_in(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects under `node` that describe a story, outermost first."""
    if depth > JSON_DEPTH:
        return
    if isinstance(node, list):
        for part in node:
            yield from _stories_in(part, depth + 1)
    elif isinstance(node, dict):
        if str(node.get("@type")).lower().strip("[]'").endswith(STORY_TYPES) and node.get("datePublished"):
            yield node
        for name in ("@graph", "mainEntity", "itemListElement", "item"):
            yield from _stories_in(node.get(name), depth + 1)


def _is_live(found: dict[str, Any]) -> bool:
    return "LiveBlogPosting" in str(found.get("@type"))


def _item(found: dict[str, Any]) -> Facts:
    published, is_date = iso(str(found.get("datePublished")))
    updated, _ = iso(str(found.get("dateModified") or ""))
    return Facts(
        title=tidy.line(unescape(str(found.get("headline") or ""))),
        byline=", ".join(_names(found.get("author"))),
        published=published,
        updated=updated,
        impossible=is_date and published is None,
    )


def _names(node: Any) -> list[str]:
    if isinstance(node, str):
        return [unescape(node)] if "://" not in node else []
    if isinstance(node, dict):
        return _names(node.get("name"))
    return [name for part in node for name in _names(part)] if isinstance(node, list) else []


def _metadata(tree: Any, url: str) -> Facts:
    """Title, author, site name and address as trafilatura finds them."""
    from lxml import etree
    from trafilatura.metadata import extract_metadata

    quick = {"extensive_search": False, "original_date": True, "max_date": LATEST}
    try:
        found = extract_metadata(tree, default_url=url or None, date_config=quick, extensive=False)
    except (*BROKEN, etree.LxmlError):
        return Facts()
    return Facts(
        title=unescape(found.title or ""),
        byline=(found.author or "").replace("; ", ", "),
        source=found.sitename or "",
        url=(found.url or "")[: limits.URL_CHARS + 1],
    )


def _printed(tree: Any, crawled: datetime | None) -> Moment | None:
    """The first moment that is printed with a time of day, else the first in an element that is named for it.

    A day without a time at the head of a page is today's as often as the story's.
    """
    named: Moment | None = None
    for element in tree.iter():
        for text in (element.text or "", element.tail or ""):
            if not YEAR.search(text[: limits.DATE_CHARS]) or not (found := stamp(tidy.line(text), crawled)):
                continue
            if CLOCK.search(text) and found[0].moment:
                return found[0].moment
            named = named or (found[0].moment if _is_dated(element) else None)
    return named


def _is_dated(element: Any) -> bool:
    return bool(DATED.search(f"{element.get('class')} {element.get('id')}"))


def _guessed(tree: Any, url: str, crawled: datetime | None) -> Moment | None:
    """The day that htmldate takes for the publication's."""
    from htmldate import find_date
    from lxml import etree

    latest = crawled.date().isoformat() if crawled else LATEST
    try:
        found = find_date(tree, original_date=True, extensive_search=True, url=url or None, max_date=latest)
    except (*BROKEN, etree.LxmlError):
        return None
    day, _ = iso(found or "")
    rounded = day is not None and (day.month, day.day) == (1, 1)  # from a year alone
    return None if rounded and not re.search(r"(?<!\d)0?1[/.-]0?1(?!\d)", url) else day
