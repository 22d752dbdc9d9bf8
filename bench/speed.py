"""Pages per second of the whole job on one core, beside the bare language model on the same texts in the same run.

speed.py PAGES.jsonl.gz... [--pages N]      rows with "html" and "url", as in article_extraction
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from parts import coder, options

from diurna import stories
from diurna.coding import aside
from diurna.errors import InputError
from diurna.reading.english import load
from diurna.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.records import Story


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
    """Print pages, words and events, then the speeds: the whole job, the coder alone, the bare model on the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    options(parser)
    args = parser.parse_args()
    made = coder(args)
    made.warm()
    told: list[Story] = []
    refused = 0
    started = time.process_time()
    for page in islice(pages(args.files), args.pages):
        try:
            told += stories.tell(page)
        except InputError:
            refused += 1
    split = time.process_time() - started
    started = time.process_time()
    events = sum(len(made.story(story)) for story in told)
    coding = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    political = [story for story in told if not aside(story)]
    started = time.process_time()
    for story in political:
        made.story(story)
    busy = time.process_time() - started
    model = load()
    bare, words = {}, {}
    for name, some in (("all", told), ("political", political)):
        blocks = [block for story in some for block in story.text.split("\n")]
        started = time.process_time()
        words[name] = sum(len(doc) for doc in model.pipe(blocks, batch_size=64))
        bare[name] = time.process_time() - started
    n = len(told) + refused
    print(
        f"{n} pages ({refused} without a story), {len(told)} stories, {words['all']} tokens, {events} events; ", end=""
    )
    print(f"{memory:.0f} MB at most")
    _line("whole job from HTML", n, words["all"], split + coding)
    _line("coder on the texts", n, words["all"], coding)
    _line("bare model, same texts", n, words["all"], bare["all"])
    _line("coder, political stories", len(political), words["political"], busy)
    _line("bare model, same stories", len(political), words["political"], bare["political"])


def _line(name: str, n: int, words: int, seconds: float) -> None:
    print(f"{name:26} {n / seconds:6.1f} /s  {words / seconds:7.0f} tokens/s  {seconds:.1f} CPU s")


if __name__ == "__main__":
    main()
