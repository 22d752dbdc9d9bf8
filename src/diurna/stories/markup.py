"""An HTML page to the stories on it: the blocks that hold one story each, and the body of each block."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from diurna import limits
from diurna.stories import flat, saved, tidy
from diurna.stories.cohesion import overlap
from diurna.stories.draft import Draft
from diurna.stories.facts import BROKEN, Facts, facts
from diurna.stories.furniture import lines as told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it warns of, we tell in our own words
logging.getLogger("htmldate").addHandler(logging.NullHandler())

DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
DEEP = "/" + "/".join("*" * limits.HTML_DEPTH)
BODY_CHARS = 300  # a block with less running text is a teaser, not a story
PARAGRAPH_CHARS = 40
ASIDE = {"nav", "footer", "aside", "form", "dialog"}
ASIDE_NAMES = re.compile(
    r"comment|sidebar|related|recommend|footer|newsletter|promo|teaser|widget|popular|trending", re.I
)
MOST_HEADS = 40  # a page has not that many stories; what has is a list or an attack
LITTLE = 0.2  # a body with less than this share of a page's running text is hardly all of it
SIGNED = 12  # pieces of text after a heading among which a stamp or byline is looked for


def drafts(given: str, title: str, url: str, crawled: datetime | None) -> list[Draft]:
    """The stories of an HTML page. `title` and `url` are the user's; a title is the first story's."""
    html = DECLARATION.sub("", tidy.fit(given))
    tree = _tree(html)
    if tree is None:
        return _flat(html, title, crawled)
    page = facts(tree, url, crawled)
    blocks = story_blocks(tree)
    if len(blocks) < 2:
        return [_story(tree, html, title, page, crawled)]
    found = [_block(block, title if n == 0 else "", page, crawled, first=n == 0) for n, block in enumerate(blocks)]
    return [draft for draft in found if draft.blocks] or [_story(tree, html, title, page, crawled)]


def _tree(html: str) -> Any:
    """The page as a tree; None when there is none, when nesting would lose text, or when it would take minutes."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    try:
        tree = document_fromstring(html.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    crowded = tree.xpath("count(//*)") > limits.HTML_ELEMENTS
    return None if crowded or tree.xpath(f"boolean({DEEP})") else tree


def _flat(html: str, title: str, crawled: datetime | None) -> list[Draft]:
    found = [tidy.line(line) for line in flat.lines(html)]
    return saved.drafts(found, title or tidy.line(flat.title(html)), crawled)


def _story(tree: Any, html: str, title: str, page: Facts, crawled: datetime | None) -> Draft:
    """The one story of a page."""
    found = _body(tree) or _paragraphs(html, crawled)
    return _draft(found, title, page, crawled)


def _block(block: Any, title: str, page: Facts, crawled: datetime | None, *, first: bool) -> Draft:
    """The story of one block; only the first may take what the page as a whole says of itself."""
    from lxml.html import document_fromstring

    root = document_fromstring("<html><body></body></html>")
    root.find("body").append(deepcopy(block))
    heading = tidy.line(_heading_text(block))
    own = page.of(heading) or facts(root, "", crawled, extensive=False)
    known = page if first and not own.published else own
    found = _body(root) or [tidy.line(p.text_content()) for p in block.iter("p")]
    return _draft(found, title or heading, known, crawled)


def _draft(found: Sequence[str], title: str, page: Facts, crawled: datetime | None) -> Draft:
    title = title or tidy.line(page.title)
    told_lines = told([tidy.line(line) for line in found], crawled)
    said = saved.draft(told_lines, title) if told_lines else Draft(title, ())
    return Draft(
        said.title,
        said.blocks,
        byline=tidy.line(page.byline) or said.byline,
        source=tidy.line(page.source),
        url=page.url if len(page.url) <= limits.URL_CHARS else "",
        published=page.published or (None if page.impossible else said.published),
        updated=page.updated or said.updated,
    )


def _body(tree: Any) -> list[str]:
    """The blocks of the main text as trafilatura finds it: precise first; with less caution when that finds little."""
    running = _running(tree)
    best = ""
    for caution in ({"favor_precision": True}, {}, {"favor_recall": True}):
        found = _extracted(tree, caution)
        best = max(best, found, key=len)
        if best.strip() and len(best) > LITTLE * running:
            break
    if _is_layout(best):
        best = max(_extracted(tree, {"include_tables": False}), "", key=len) or best
    return best.split("\n") if best.strip() else []


def _is_layout(text: str) -> bool:
    """Whether most of the text came out as cells of a table: an old page that is laid out by one."""
    cells = sum(len(line) for line in text.split("\n") if line.startswith("|"))
    return cells > len(text) / 2


def _extracted(tree: Any, caution: dict[str, Any]) -> str:
    from lxml import etree
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, include_comments=False, **caution)
    except (*BROKEN, etree.LxmlError):
        return ""  # a page that breaks one way of reading is read the next way
    return str(getattr(found, "text", None) or "")


def _paragraphs(html: str, crawled: datetime | None) -> list[str]:
    """The running text of a page in which no main text is found; short pages have no other."""
    found = told([tidy.line(line) for line in flat.lines(html)], crawled)
    return [line.text for line in found if line.is_paragraph]


def story_blocks(tree: Any) -> list[Any]:
    """The elements that hold one story each, each with its own top heading; none for a page with one story."""
    for tag in ("h1", "article"):
        heads = _heads(tree, tag)
        blocks = [block for head in heads if (block := _territory(head, heads)) is not None]
        stories = [block for n, block in enumerate(blocks) if n == 0 or _stands_alone(block, blocks[max(0, n - 3) : n])]
        if len(stories) > 1 and _heading_text(stories[0]) == str(heads[0].text_content()):
            return stories
    return []


def _stands_alone(block: Any, before: Sequence[Any]) -> bool:
    """True when a block is a story, no part of the ones before: by a stamp or byline of its own, or by its words."""
    share = overlap([str(b.text_content()) for b in before], [str(block.text_content())])
    if share > saved.RELATED:
        return False
    return share < saved.FOREIGN or block.tag == "article" or _is_signed(block)


def _is_signed(block: Any) -> bool:
    """True when a time or byline stands between the heading of a block and its text."""
    if next(block.iter("time"), None) is not None:
        return True
    texts = [tidy.line(str(text)) for text in block.itertext()]
    return any(line.kind in {"stamp", "byline"} for line in told([text for text in texts if text][:SIGNED], None))


def _heads(tree: Any, tag: str) -> list[Any]:
    """Headings with words of their own, outside menus, asides and comments; for articles, the first heading of each."""
    seen: dict[str, Any] = {}
    for element in tree.iter(tag):
        head = element if tag == "h1" else _first_heading(element)
        if head is not None and not any(_is_aside(up) for up in head.iterancestors()):
            seen.setdefault(tidy.key(head.text_content()), head)
    return [head for key, head in seen.items() if key][:MOST_HEADS]


def _is_aside(element: Any) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return element.tag in ASIDE or (element.tag not in {"html", "body"} and bool(ASIDE_NAMES.search(names)))


def _first_heading(article: Any) -> Any:
    """The heading of an article that lies in no other article."""
    if any(up.tag == "article" for up in article.iterancestors()):
        return None
    return next(article.iter("h1", "h2"), None)


def _territory(head: Any, heads: Sequence[Any]) -> Any:
    """The widest element around `head` that holds no other head; None when it has too little running text."""
    others = {up for other in heads if other is not head for up in (other, *other.iterancestors())}
    block = head
    while (parent := block.getparent()) is not None and parent not in others:
        block = parent
    if _running(block) >= BODY_CHARS:
        return block
    if block.tag == "article":
        return None
    gathered = _with_followers(block, others)
    return gathered if _running(gathered) >= BODY_CHARS else None


def _with_followers(block: Any, others: set[Any]) -> Any:
    """A copy of `block` and of the elements after it, up to the one that holds the next head."""
    from lxml.html import Element

    gathered = Element("div")
    gathered.append(deepcopy(block))
    for follower in block.itersiblings():
        if follower in others:
            break
        if not _is_aside(follower):
            gathered.append(deepcopy(follower))
    return gathered


def _running(block: Any) -> int:
    """Characters of running text in the paragraphs of `block`; text that is mostly links does not count."""
    sizes = [
        (len(" ".join(p.text_content().split())), sum(len(a.text_content()) for a in p.iter("a")))
        for p in block.iter("p")
    ]
    return sum(size for size, linked in sizes if size >= PARAGRAPH_CHARS and linked < size / 2)


def _heading_text(block: Any) -> str:
    head = next(block.iter("h1"), None)
    head = head if head is not None else next(block.iter("h2"), None)
    return str(head.text_content()) if head is not None else ""
