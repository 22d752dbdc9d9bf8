"""How well pages become stories: body, dates, splits, speed. Texts for measuring are not part of the project.

python bench/pages.py body PAGES.jsonl.gz     lines with html, url, articleBody
python bench/pages.py dates PAGES.jsonl.gz    lines with html, url, date
python bench/pages.py pairs TEXTS.jsonl ...   lines with title, text: one story each; told alone, and two on a page
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from diurna import stories
from diurna.errors import InputError
from diurna.records import Page, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]
Layout = "Callable[[str, list[str], random.Random], str]"


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


def plain(title: str, paragraphs: list[str], _: random.Random) -> str:
    """Headline and paragraphs, two blank lines around."""
    return "\n".join([title, "", *paragraphs, "", "", ""])


def spaced(title: str, paragraphs: list[str], _: random.Random) -> str:
    """A blank line between all blocks, and nothing else."""
    return "\n\n".join([title, *paragraphs, ""])


def stamped(title: str, paragraphs: list[str], rng: random.Random) -> str:
    """Headline, stamp and buttons, headline again, paragraphs."""
    stamp = rng.choice(["Updated 12 March 2024", "Updated 3 hours ago", "Published: Mar 12, 2024 10:31 GMT"])
    return "\n".join([title, "", stamp, "Follow", "", title, "", *paragraphs, "", ""])


def signed(title: str, paragraphs: list[str], rng: random.Random) -> str:
    """Headline, byline, bare date, paragraphs, and links at the end."""
    who = rng.choice(["By Ana Prado", "By Tom Reed and Mia Sund", "By Newsroom Staff"])
    return "\n".join([title, who, "March 12, 2024", "Share", *paragraphs, "Read more", ""])


def datelined(title: str, paragraphs: list[str], rng: random.Random) -> str:
    """Headline and paragraphs, the first with a dateline."""
    place = rng.choice(["LIMA", "NAIROBI, Kenya (AP)", "OSLO, March 12 (Reuters)", "NEW DELHI"])
    sign = " — " if "(" in place else ": "
    return "\n".join([title, "", place + sign + paragraphs[0], *paragraphs[1:], ""])


LAYOUTS = (plain, spaced, stamped, signed, datelined)


def pairs(names: list[str]) -> None:
    """Print how many stories come out as one when alone, and where two on a page are told apart."""
    rng = random.Random(7)
    known = [(r.get("title") or "", r["text"]) for name in names for r in rows(name)]
    several = sum(len(told(Page("", text=text, title=title))) > 1 for title, text in known)
    bare = sum(len(told(Page("", text=text))) > 1 for _, text in known)
    print(f"single texts told as several: {several} with their title, {bare} without, of {len(known)}")
    usable = [(t, p) for t, text in known if t and len(p := _paragraphs(t, text)) >= 4]
    for layout in LAYOUTS:
        alone = sum(len(told(Page("", text=layout(*rng.choice(usable), rng)))) != 1 for _ in range(300))
        hits = [_split(rng.choice(usable), rng.choice(usable), layout, rng) for _ in range(300)]
        exact, near = mean(h == 0 for h in hits), mean(abs(h) <= 1 for h in hits)
        print(f"{layout.__name__:10} in place {exact:.2f}, within one block {near:.2f}; alone split {alone / 300:.3f}")


def _paragraphs(title: str, text: str) -> list[str]:
    return [p.strip() for p in text.split("\n") if len(p.split()) > 6 and p.strip() != title][:30]


def _split(a: tuple[str, list[str]], b: tuple[str, list[str]], layout: Any, rng: random.Random) -> int:
    """Blocks between where the second story begins and where it is told to; 99 when not told as two."""
    found = told(Page("", text=layout(*a, rng) + layout(*b, rng)))
    if len(found) != 2:
        return 99
    if re.findall(r"\w+", found[1].title) == re.findall(r"\w+", b[0]):
        return 0
    return len(found[0].text.split("\n")) - len(a[1]) or 1


def main() -> int:
    """Run the measurement that the command line names."""
    kind, names = sys.argv[1:2], [a for a in sys.argv[2:] if a != "-v"]
    missing = [name for name in names if not Path(name).is_file()]
    if missing or not names or kind[0] not in {"body", "dates", "pairs"}:
        print(f"no such file: {', '.join(missing)}. Nothing was measured." if missing else __doc__, file=sys.stderr)
        return 2
    if kind == ["pairs"]:
        pairs(names)
    else:
        {"body": body, "dates": dates}[kind[0]](names[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
