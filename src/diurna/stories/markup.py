"""An HTML page to the stories on it: the blocks that hold one story each, and the body of each block."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from diurna import limits
from diurna.stories import flat, saved, tidy
from diurna.stories.boundaries import CLOCK, boundaries
from diurna.stories.draft import Draft
from diurna.stories.facts import BROKEN, Facts, facts
from diurna.stories.furniture import Line
from diurna.stories.furniture import lines as told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
MOST_STORIES = 40  # a page has not more; what has is a list or an attack
RANKS = {"h1": "title", "h2": "heading", "h3": "heading"}  # and the cues of data/stories/cues.tsv that they are
PARTS = {*RANKS, "p"}
LITTLE = 0.2  # a body with less than this share of a page's running text is hardly all of it
LINKED = 0.8  # a body of which links make up more is a list of headlines; of 181 articles none has more than .18
SIGNED = 12  # elements after a heading among which a stamp or byline is looked for


def drafts(given: str, title: str, url: str, crawled: datetime | None) -> list[Draft]:
    """The stories of an HTML page. `title` and `url` are the user's; a title is the first story's."""
    html = DECLARATION.sub("", tidy.fit(given))
    tree = _tree(html)
    if tree is None:
        return _flat(html, title, crawled)
    page = facts(tree, url, crawled)
    blocks = [] if page.live else _from_title(story_blocks(tree), page.title)
    if len(blocks) < 2:
        story = _story(tree, html, title, page, crawled)
        return [story] if title else _headlines(tree, story) or [story]
    found = [_block(block, title if n == 0 else "", page, crawled, first=n == 0) for n, block in enumerate(blocks)]
    return [draft for draft in found if draft.blocks] or [_story(tree, html, title, page, crawled)]


def _from_title(blocks: list[Any], title: str) -> list[Any]:
    """The blocks from the one that has the title of the page, if any has; what stands above it is no story."""
    key = tidy.key(title)
    named = [n for n, block in enumerate(blocks) if key and tidy.key(_text(_heading(block))) == key]
    return blocks[named[0] :] if named else blocks


def _tree(html: str) -> Any:
    """The page as a tree; None when there is none, when nesting would lose text, or when it would take minutes."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    try:
        tree = document_fromstring(html.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return None if tree.xpath(f"boolean({DEEP})") or _is_crowded(tree) else tree


def _is_crowded(tree: Any) -> bool:
    """Whether a page, nested no deeper than HTML_DEPTH, would take minutes."""
    elements = tree.xpath("count(//*)")
    if elements > limits.HTML_ELEMENTS or tree.xpath("count(//a)") > limits.HTML_LINKS:
        return True
    if elements * limits.HTML_DEPTH <= limits.HTML_STEPS:
        return False
    depths: dict[Any, int] = {}
    for element in tree.iter():
        depths[element] = depths.get(element.getparent(), 0) + 1
    return sum(depths.values()) > limits.HTML_STEPS


def _flat(html: str, title: str, crawled: datetime | None) -> list[Draft]:
    found = [tidy.line(line) for line in flat.lines(html)]
    return saved.drafts(found, title or tidy.line(flat.title(html)), crawled)


def _story(tree: Any, html: str, title: str, page: Facts, crawled: datetime | None) -> Draft:
    """The one story of a page."""
    found = _body(tree) or _paragraphs(html, crawled)
    return _draft(found, title, page, crawled)


def _headlines(tree: Any, story: Draft) -> list[Draft]:
    """The stories of a page that only lists them, such as a front page: each has a headline, a link and no body."""
    if story.published:
        return []
    words = {word for a in tree.iter("a") for word in tidy.key(str(a.text_content())).split()}
    linked = [line for line in story.blocks if set(tidy.key(line).split()) <= words]
    if sum(map(len, linked)) < LINKED * sum(map(len, story.blocks)):
        return []
    told_by = {_text(a): a for a in tree.iter("a") if not _is_menu(a)}
    found = [Draft(t, (), source=story.source, url=_target(a, story.url)) for t, a in told_by.items() if _is_title(t)]
    return found if len(found) > 1 else []


def _is_menu(link: Any) -> bool:
    return any(up.tag in ASIDE for up in link.iterancestors())


def _is_title(text: str) -> bool:
    return len(text.split()) >= saved.TITLE_WORDS


def _target(link: Any, url: str) -> str:
    """The whole address to which a link leads; empty where the page's own is not known."""
    try:
        target = urljoin(url, link.get("href") or "")
    except ValueError:  # "http://[bad" is no address
        return ""
    return target if target.startswith(("http://", "https://")) and len(target) <= limits.URL_CHARS else ""


def _block(block: Any, title: str, page: Facts, crawled: datetime | None, *, first: bool) -> Draft:
    """The story of one block; only the first may take what the page as a whole says of itself."""
    from lxml.html import document_fromstring

    root = document_fromstring("<html><body></body></html>")
    root.find("body").append(deepcopy(block))
    head = _heading(block)
    heading, signed = _text(head), _signature(head) if head is not None else []
    stamped = next((stamp.moment for line in signed for stamp in line.stamps if stamp.moment), None)
    own = page.of(heading) or facts(root, "", crawled, extensive=False)
    own = replace(own, published=own.published or stamped)
    known = page if first and not own.published else own
    found = _body(root) or [_text(p) for p in block.iter("p")]
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
    """The elements that hold one story each, each with its own heading; none for a page with one story."""
    elements = _headings_and_paragraphs(tree)
    found, heads, owners = _lines(elements)
    first = min(heads, default=None)
    if first is None:
        return []
    own = [owners[i] for i in (first, *boundaries(found, heads))][:MOST_STORIES]
    stories = [head for head in own if _territory(head, own) is not None]
    blocks = [_territory(head, stories) for head in stories]
    return blocks if len(blocks) > 1 and stories[0] is own[0] else []


def _headings_and_paragraphs(tree: Any) -> list[Any]:
    """The headings and paragraphs of a page in their order, outside menus, asides, comments and teasers."""
    known: dict[Any, bool] = {None: False}

    def aside(element: Any) -> bool:
        if element not in known:
            known[element] = aside(element.getparent()) or _is_aside(element) or _is_teaser(element)
        return known[element]

    return [element for element in tree.iter(*PARTS) if not aside(element)]


def _lines(elements: Sequence[Any]) -> tuple[list[Line], dict[int, str], dict[int, Any]]:
    """The elements as lines, the cues that headings are, and the elements of the headings; a repeated one is none."""
    found: list[Line] = []
    heads: dict[int, str] = {}
    owners: dict[int, Any] = {}
    seen: set[str] = set()
    for element in elements:
        line = _line(element)
        key = tidy.key(line.text)
        if not key or (element.tag in RANKS and key in seen):
            continue
        is_head = element.tag in RANKS and not line.kind
        if is_head:
            seen.add(key)
            heads[len(found)], owners[len(found)] = _rank(element), element
        found += [line, *(_signature(element) if is_head else ())]
    return found, heads, owners


def _line(element: Any) -> Line:
    return next(iter(told([_text(element)], None)), Line(""))


def _rank(head: Any) -> str:
    """The cue that a heading is: that of its rank, or of the article that it opens."""
    articles = list(head.iterancestors("article"))
    opens = len(articles) == 1 and next(articles[0].iter(*RANKS), None) is head  # those inside another are its parts
    return "article" if opens else str(RANKS[head.tag])


def _signature(head: Any) -> list[Line]:
    """The stamp or byline between a heading and its text."""
    found: list[Line] = []
    for follower in islice(_following(head), SIGNED):
        if follower.tag in PARTS:
            break
        texts = [tidy.line(text) for text in (follower.text or "", follower.get("datetime") or "")]
        found += [line for line in told([text for text in texts if text], None) if _signs(line)]
    return found[:2]


def _signs(line: Line) -> bool:
    return line.kind in {"stamp", "byline"} or bool(CLOCK.fullmatch(line.text))


def _following(element: Any) -> Iterator[Any]:
    """The elements after `element` in document order, up to the end of the element that holds its parent."""
    for up in (element, *element.iterancestors()):
        for follower in up.itersiblings():
            yield from follower.iter()


def _is_aside(element: Any) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return element.tag in ASIDE or (element.tag not in {"html", "body"} and bool(ASIDE_NAMES.search(names)))


def _is_teaser(element: Any) -> bool:
    """True for an article that has a heading and little text, and stands in no other article."""
    if element.tag != "article" or next(element.iterancestors("article"), None) is not None:
        return False
    return next(element.iter(*RANKS), None) is not None and _running(element) < BODY_CHARS


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


def _heading(block: Any) -> Any:
    """The first heading of a block, or None; a name of few words may be the outlet's and gives way."""
    heads = list(block.iter(*RANKS))
    return next((head for head in heads if _is_title(_text(head))), next(iter(heads), None))


def _text(element: Any) -> str:
    return tidy.line(str(element.text_content())) if element is not None else ""
