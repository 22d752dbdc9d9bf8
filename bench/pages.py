"""How well pages become stories: body, dates, splits, speed. Texts for measuring are not part of the project.

python bench/pages.py body PAGES.jsonl.gz     lines with html, url, articleBody
python bench/pages.py dates PAGES.jsonl.gz    lines with html, url, date
python bench/pages.py pairs PAGES.jsonl.gz    the same, or lines with title, text: two stories on a page, in six layouts
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from html import escape, unescape
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from diurna import stories
from diurna.errors import InputError
from diurna.records import Page, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]
Text = tuple[str, list[str]]
"""The title and the paragraphs of one story."""


def rows(name: str) -> Iterator[Row]:
    """The rows of a JSONL file, gzip-compressed or not."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(name, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def told(page: Page) -> list[Story]:
    """The stories of a page; none when it is refused."""
    try:
        return stories.tell(page)
    except InputError:
        return []


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in `text`, counted."""
    words = re.findall(r"\w+", text)
    size = min(4, len(words)) or 1
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def scores(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of `found` by shingles."""
    a, b = shingles(gold), shingles(found)
    same = sum((a & b).values())
    return (same / sum(b.values()) if b else float(not a), same / sum(a.values()) if a else float(not b))


def body(name: str) -> None:
    """Print how much of the body is found, and only that, and how many pages are told as several stories."""
    precisions, recalls, split, start, pages = [], [], [], time.process_time(), 0
    for row in rows(name):
        found = told(Page(row["id"], html=row["html"], url=row["url"]))
        precision, recall = scores(row["articleBody"], "\n".join(s.text for s in found))
        precisions.append(precision)
        recalls.append(recall)
        pages += 1
        split += [row["id"]] if len(found) != 1 else []
        if "-v" in sys.argv:
            print(f"{row['id']} {precision:.2f} {recall:.2f} {len(found)} {row['url']}")
    p, r = mean(precisions), mean(recalls)
    print(f"body: precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f} on {pages} pages")
    print(f"pages told as none or several: {len(split)} {' '.join(split)}")
    print(f"pages/s of CPU: {pages / (time.process_time() - start):.1f}")


def dates(name: str) -> None:
    """Print on how many pages the publication day is right, and on how many it is given."""
    right = given = pages = 0
    for row in rows(name):
        found = told(Page(row["id"], html=row["html"], url=row["url"]))
        day = str(found[0].published or "")[:10] if found else ""
        pages, given, right = pages + 1, given + bool(day), right + (day == _gold(row))
        if "-v" in sys.argv and day != _gold(row):
            print(row["id"], _gold(row), day, row["url"])
    print(f"dates: right on {right / pages:.3f}, given on {given / pages:.3f} of {pages} pages")


def _gold(row: Row) -> str:
    """The right day; empty for a page that has none."""
    return "" if str(row["date"]) == "nan" else str(row["date"])


def articles(told: list[Text], rng: random.Random) -> Page:
    """HTML: an article element for each story."""
    tag = rng.choice(["h1", "h2"])
    return _html(f"<article><{tag}>{escape(title)}</{tag}>{_p(blocks)}</article>" for title, blocks in told)


def headings(told: list[Text], rng: random.Random) -> Page:
    """HTML: bare headings and paragraphs, one after another."""
    tag = rng.choice(["h2", "h2", "h3"])
    return _html(f"<{tag}>{escape(title)}</{tag}>{_p(blocks)}" for title, blocks in told)


def headlines(told: list[Text], rng: random.Random) -> Page:
    """Saved text: a headline, bold or plain, and a blank line between all blocks."""
    bold = rng.choice(["", "", "**"])
    return _text(f"{bold}{title}{bold}\n\n" + "\n\n".join(blocks) for title, blocks in told)


def datelines(told: list[Text], rng: random.Random) -> Page:
    """Saved text: no headline, but a ruled line and a dateline."""
    rule = rng.choice(["* * *", "---", "__________", "###"])
    return _text(f"{rng.choice(PLACES)}{blocks[0]}\n" + "\n".join([*blocks[1:], rule]) for _, blocks in told)


def bodies(told: list[Text], _: random.Random) -> Page:
    """Saved text: body after body, each below its title, no blank line anywhere."""
    return _text("\n".join([title, *blocks]) for title, blocks in told)


def stamped(told: list[Text], rng: random.Random) -> Page:
    """Saved text: headline, stamp and buttons, headline again, paragraphs."""
    stamp = rng.choice(["Updated 12 March 2024", "Updated 3 hours ago", "Published: Mar 12, 2024 10:31 GMT"])
    return _text("\n".join([title, "", stamp, "Follow", "", title, "", *blocks, ""]) for title, blocks in told)


PLACES = ("LIMA — ", "NAIROBI, Kenya (AP) — ", "OSLO, March 12 (Reuters) - ", "NEW DELHI: ")
LAYOUTS = (articles, headings, headlines, datelines, bodies, stamped)
PAIRS = 300
BLOCKS, RUNNING = 3, 8  # a story has at least three paragraphs of eight words


def _p(blocks: list[str]) -> str:
    return "".join(f"<p>{escape(block)}</p>" for block in blocks)


def _html(told: Iterable[str]) -> Page:
    return Page("", html=f"<html><head><title>Daily</title></head><body><main>{''.join(told)}</main></body></html>")


def _text(told: Iterable[str]) -> Page:
    return Page("", text="\n".join(told))


def pairs(name: str) -> None:
    """Print where two stories on a page are told apart, and how often there is a split where none belongs."""
    known = [text for text in map(_story, rows(name)) if sum(len(b.split()) >= RUNNING for b in text[1]) >= BLOCKS]
    print(f"{len(known)} stories; {PAIRS} pairs for each layout, no story beside itself")
    sums = Counter[str]()
    for layout in LAYOUTS:
        rng = random.Random(f"{SEED} {layout.__name__}")
        n = Counter[str]()
        for _ in range(PAIRS):
            both = _unrelated(known, rng)
            right = len(both[0][1])
            found = [max(low - right, right - high, 0) for low, high in _starts(layout(both, rng), both)]
            n.update(found=any(far <= 1 for far in found), exact=0 in found, false=any(far > 1 for far in found))
            if "-v" in sys.argv and found != [0]:
                print(layout.__name__, found, right, both[0][0], "|", both[1][0])
        n.update(alone=sum(bool(_starts(layout([text], rng), [text])) for text in known))
        _print(layout.__name__, n, PAIRS, len(known))
        sums += n
    _print("all", sums, PAIRS * len(LAYOUTS), len(known) * len(LAYOUTS))


SEED = 7
LONG = re.compile(r"\w{5,}")


def _unrelated(known: list[Text], rng: random.Random) -> list[Text]:
    """Two stories whose titles share no word of five letters or more."""
    while True:
        one, other = rng.sample(known, 2)
        if not set(LONG.findall(one[0].lower())) & set(LONG.findall(other[0].lower())):
            return [one, other]


def _print(name: str, n: Counter[str], pairs: int, alone: int) -> None:
    print(
        f"{name:10} found within one block {n['found'] / pairs:.3f}, exactly {n['exact'] / pairs:.3f}; "
        f"another split {n['false'] / pairs:.3f}; one story split {n['alone'] / alone:.3f}"
    )


def _story(row: Row) -> Text:
    """Title and paragraphs of a row: of an annotated page, or of a text with its title."""
    title = row.get("title") or _headline(row.get("html") or "")
    lines = [" ".join(line.split()) for line in (row.get("articleBody") or row.get("text") or "").split("\n")]
    return title, [line for line in lines if line and line != title] if title else []


def _headline(html: str) -> str:
    """The title that a page gives itself, without the name of the site."""
    found = re.search(r'<meta[^>]+og:title"[^>]+content="([^"]+)"', html) or re.search(r"<title[^>]*>([^<]+)<", html)
    parts = re.split(r" [|–—-] (?=[^|–—-]*$)", " ".join(unescape(found[1]).split())) if found else [""]
    return max(parts, key=len)


def _starts(page: Page, known: list[Text]) -> list[tuple[int, int]]:
    """Where the second and later stories begin as they are told: the least and the greatest number that it can be.

    It counts paragraphs of the page from 0; between the two lie paragraphs that no story kept.
    """
    blocks = [_key(block) for _, blocks in known for block in blocks]
    starts, at = [], 0
    for story in told(page):
        kept = [
            n for line in map(_key, story.text.split("\n")) for n in range(at, len(blocks)) if _same(blocks[n], line)
        ]
        starts.append((at, min(kept, default=at)))
        at = max(kept, default=at) + 1
    return starts[1:]


def _same(block: str, line: str) -> bool:
    return bool(block) and (line == block or (len(block) > 40 and line.endswith(block)))


def _key(line: str) -> str:
    return " ".join(re.findall(r"\w+", line))


def main() -> int:
    """Run the measurement that the command line names."""
    kind, names = sys.argv[1:2], [a for a in sys.argv[2:] if a != "-v"]
    missing = [name for name in names if not Path(name).is_file()]
    if missing or not names or kind[0] not in {"body", "dates", "pairs"}:
        print(f"no such file: {', '.join(missing)}. Nothing was measured." if missing else __doc__, file=sys.stderr)
        return 2
    {"body": body, "dates": dates, "pairs": pairs}[kind[0]](names[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
