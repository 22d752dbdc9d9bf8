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
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language

    from diurna.conduct import Coder
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


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """What `work` gives, and its CPU seconds."""
    started = time.process_time()
    return work(), time.process_time() - started


def split(given: Iterable[Page], told: list[Story]) -> int:
    """Put the stories of the pages into `told`; how many pages have none."""
    refused = 0
    for page in given:
        try:
            told += stories.tell(page)
        except InputError:
            refused += 1
    return refused


def events(made: Coder, told: list[Story]) -> int:
    """Code the stories; how many events they tell."""
    return sum(len(made.story(story)) for story in told)


def tokens(model: Language, told: list[Story]) -> int:
    """Read the stories with the bare model; how many tokens they have."""
    blocks = [block for story in told for block in story.text.split("\n")]
    return sum(len(doc) for doc in model.pipe(blocks, batch_size=64))


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
    refused, splitting = timed(lambda: split(islice(pages(args.files), args.pages), told))
    found, coding = timed(lambda: events(made, told))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    political = [story for story in told if not aside(story)]
    _, busy = timed(lambda: events(made, political))
    model = load()
    words, bare = timed(lambda: tokens(model, told))
    political_words, bare_busy = timed(lambda: tokens(model, political))
    n = len(told) + refused
    print(f"{n} pages ({refused} without a story), {len(told)} stories, {words} tokens, {found} events; ", end="")
    print(f"{memory:.0f} MB at most")
    _line("whole job from HTML", n, words, splitting + coding)
    _line("coder on the texts", n, words, coding)
    _line("bare model, same texts", n, words, bare)
    _line("coder, political stories", len(political), political_words, busy)
    _line("bare model, same stories", len(political), political_words, bare_busy)


def _line(name: str, n: int, words: int, seconds: float) -> None:
    print(f"{name:26} {n / seconds:6.1f} /s  {words / seconds:7.0f} tokens/s  {seconds:.1f} CPU s")


if __name__ == "__main__":
    main()
