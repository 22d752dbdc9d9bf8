"""List the words that prose writes small, for texts in capitals alone: `python training/casing.py FILE`."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from corpus import texts

WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Write the words that stand small inside a sentence more often than not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    small, large = Counter[str](), Counter[str]()
    for text in texts():
        for found in list(WORD.finditer(text.text))[1:]:
            word = found.group()
            (small if word.islower() else large)[word.lower()] += 1
    words = sorted(w for w, n in small.items() if n > large[w])
    head = "# Words that prose writes small, from the training corpus (training/casing.py).\nword\n"
    parser.parse_args().file.write_text(head + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
