"""Fills a record with stories of thirty papers, or merges it one story at a time until it is ended. Run as a program.

merger.py fill FOLDER | merger.py merge FOLDER: says each story that is merged
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from diurna import limits
from diurna.records import Evidence, Mention, Outcome, Place, Story, When
from diurna.store import Record

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TOWNS = ("Kelbrit", "Ostravan", "Mirandel", "Tuskora", "Belvane", "Harsholm", "Quillem", "Dorvast", "Ezmira", "Sundrol")
TOLD = (
    "A bomb went off at the {town} bus depot on Monday and killed {dead} people, the mayor, {town} Arvane, said.",
    "{dead} people died when a bomb tore through the bus depot of {town}, mayor {town} Arvane said on Monday.",
    "The blast at the {town} depot killed {dead}, said {town} Arvane, its mayor. Two buses burned out on Monday.",
)


def story(number: int) -> tuple[Story, list[Mention]]:
    """Every town is told of by three papers."""
    paper, town = divmod(number, len(TOWNS))
    text = TOLD[paper].format(town=TOWNS[town], dead=town + 2)
    name, day = f"s{number}", date(2026, 3, 2) + timedelta(7 * town)
    place = Place(TOWNS[town], TOWNS[town], "XXX", 5.0 * town, 5.0, None, "city")
    words = [("sentence", text), ("type", "depot"), ("place", TOWNS[town]), ("date", "on Monday")]
    told = tuple(Evidence(text.index(quote), text.index(quote) + len(quote), quote, field) for field, quote in words)
    when = When("on Monday", day, day, "day")
    attack = Mention(f"{name}:1", "ASSAULT", (), "occurred", (), (), when, place, (), "", told, quad=4)
    return Story(name, f"Blast at {TOWNS[town]} depot", text, published=day), [attack]


def fill(folder: Path) -> None:
    """A record of all stories, not merged."""
    with Record.open(folder, create=True) as record:
        for number in range(len(TOWNS) * len(TOLD)):
            pair = story(number)
            outcome = Outcome(pair[0].id, "stored", stories=(pair[0].id,))
            record.add(origin=pair[0].id, key=pair[0].id, stories=[pair], outcome=outcome, now=NOW)


def merge(folder: Path) -> None:
    """One story a transaction, the incidents settled after four."""
    limits.MERGE_BATCH, limits.MERGE_SETTLED = 1, 4
    from diurna import conduct

    with Record.open(folder) as record:
        for merged in conduct.merge(record, now=NOW):
            print(merged, flush=True)


if __name__ == "__main__":
    {"fill": fill, "merge": merge}[sys.argv[1]](Path(sys.argv[2]))
