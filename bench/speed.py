"""Pages per second of the whole job on one core, beside the bare language model on the same texts in the same run.

speed.py PAGES.jsonl.gz... [--pages N]      rows with "html" and "url", as in article_extraction
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from diurna.conduct import Coder
from diurna.errors import InputError
from diurna.reading.english import load
from diurna.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator


def pages(files: list[Path]) -> Iterator[Page]:
    """Give the pages of the files; exit with a message when one is absent."""
    for file in files:
        if not file.is_file():
            raise SystemExit(f"{file}: no such file. Name a file of pages, one JSON object with html and url a line.")
        with gzip.open(file, "rt", encoding="utf-8") as f:
            for n, line in enumerate(f, 1):
                row = json.loads(line)
                yield Page(origin=f"{file.name}:{n}", html=row["html"], url=row.get("url", ""))


def main() -> None:
    """Print pages, words and events, then both speeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    args = parser.parse_args()
    coder = Coder()
    coder.warm()
    texts, refused, events = [], 0, 0
    started = time.process_time()
    for page in islice(pages(args.files), args.pages):
        try:
            coded = coder.page(page)
        except InputError:
            refused += 1
            continue
        texts += [c.story.text for c in coded]
        events += sum(len(c.mentions) for c in coded)
    whole = time.process_time() - started
    blocks = [block for text in texts for block in text.split("\n")]
    model = load()
    started = time.process_time()
    words = sum(len(doc) for doc in model.pipe(blocks, batch_size=64))
    bare = time.process_time() - started
    n = len(texts) + refused
    print(f"{n} pages ({refused} without a story), {len(texts)} stories, {words} tokens, {events} events")
    print(f"whole job   {n / whole:6.1f} pages/s  {words / whole:7.0f} tokens/s  {whole:.1f} CPU s")
    print(f"bare model  {n / bare:6.1f} pages/s  {words / bare:7.0f} tokens/s  {bare:.1f} CPU s")


if __name__ == "__main__":
    main()
