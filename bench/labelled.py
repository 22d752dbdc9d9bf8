"""The stories of training/stories, as stories with their labelled lines."""

from __future__ import annotations

import sys
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from diurna import stories
from diurna.records import Page

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "training"))
from corpus import DAILY, RARE, grouped, held_back  # noqa: E402  training is no package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.records import Story
    from labels import Text

__all__ = ["DAILY", "FILES", "RARE", "held_back", "read"]
FILES = sorted((ROOT / "training" / "stories").glob("*.txt"))


def read(file: Path) -> Iterator[tuple[list[Text], Story]]:
    """The stories of a file that have a body: the headline's and the body's labelled lines, and the story itself."""
    for number, found in groupby(grouped(file), key=lambda text: text.story):
        title, *body = lines = list(found)
        text = "\n".join(line.text for line in body)
        page = Page(f"{file.stem} {number}", text=text, title=title.text, published=date.fromisoformat(title.printed))
        if text:
            yield lines, stories.tell(page)[0]
