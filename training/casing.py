"""List the words that prose writes small, for texts in capitals alone: `python training/casing.py FILE`."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import texts
from diurna import data

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]+")
EXAMPLES = Path(__file__).parents[1] / "examples/incidents/stories.jsonl"


def prose() -> Iterator[str]:
    """The sentences of the corpus, the example stories, the cases of the frames, and the party nouns."""
    yield from (text.text for text in texts())
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
        yield from re.split(r"(?<=[.?!])\s+", json.loads(line)["text"])
    for file in ("frames", "blame", "contexts"):
        yield from (row["case"] for row in data.table(f"coding/{file}.tsv") if row.get("case"))
    for row in data.table("parties/sectors.tsv"):
        yield f"the {row['noun']} {row['noun']}s"


def main() -> None:
    """Write the words that stand small inside a sentence more often than not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    small, large = Counter[str](), Counter[str]()
    for text in prose():
        for found in list(WORD.finditer(text))[1:]:
            word = found.group()
            (small if word.islower() else large)[word.lower()] += 1
    words = sorted(w for w, n in small.items() if n > large[w])
    head = "# Words that prose writes small, from the project's own texts (training/casing.py).\nword\n"
    parser.parse_args().file.write_text(head + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
