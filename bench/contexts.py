"""How well contexts are told, on the held-back stories of training/stories, each labelled as a whole.

contexts.py [FILE...]      of training/stories; without any, all of it

No event has labels of its own: of events only the share of contexts that are among their story's is known. From the
stories that are not held back the weights of contexts are learned.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import labelled
import parts

from diurna.store.export import story_contexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from diurna.conduct import Coder
    from diurna.records import Mention, Story

Tally = Counter[tuple[str, str]]  # ("hit", "said" or "real"; context)


def stories(file: Path) -> Iterator[tuple[frozenset[str], Story]]:
    """The held-back stories of a file that have contexts: their contexts and themselves."""
    for (title, *_), story in labelled.read(file):
        if title.contexts and labelled.held_back(title):
            yield frozenset(title.contexts), story


def count(tally: Tally, said: Set[str], real: Set[str]) -> None:
    """Add one story's contexts."""
    for kind, names in (("hit", said & real), ("said", said), ("real", real)):
        tally.update((kind, name) for name in names)


def rates(tally: Tally, names: Set[str]) -> str:
    """Precision, recall and F1 over `names` together."""
    hit, said, real = (sum(tally[kind, name] for name in names) for kind in ("hit", "said", "real"))
    return f"P {hit / max(said, 1):.3f}  R {hit / max(real, 1):.3f}  F1 {2 * hit / max(said + real, 1):.3f}"


def of_events(mentions: tuple[Mention, ...], real: Set[str]) -> Counter[str]:
    """How many events there are, their contexts, and those that are among the story's."""
    told = [name for mention in mentions for name in mention.contexts]
    return Counter(events=len(mentions), contexts=len(told), right=sum(name in real for name in told))


def measure(files: list[Path], coder: Coder) -> None:
    """Print the figures."""
    tally: Tally = Counter()
    events: Counter[str] = Counter()
    for file in files:
        for real, story in stories(file):
            mentions = coder.story(story)
            count(tally, set(story_contexts(mentions)), real)
            events += of_events(mentions, real)
    names = {name for kind, name in tally if kind == "real"}
    f1 = {name: 2 * tally["hit", name] / (tally["said", name] + tally["real", name]) for name in names}
    print(f"stories held back: {rates(tally, {name for _, name in tally})}")
    print(f"macro-F1 of {len(names)} contexts: {sum(f1.values()) / max(len(f1), 1):.3f}")
    right, each = events["right"] / max(events["contexts"], 1), events["contexts"] / max(events["events"], 1)
    print(f"events: {events['events']}, {each:.2f} contexts each, {right:.3f} of them among the story's")
    for name in sorted(names, key=lambda name: -tally["real", name]):
        print(f"  {name:24}{tally['real', name]:4}  {rates(tally, {name})}")


def main() -> None:
    """Read the words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parts.options(parser)
    args = parser.parse_args()
    measure(args.files or labelled.FILES, parts.coder(args))


if __name__ == "__main__":
    main()
