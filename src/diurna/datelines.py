"""The datelines inside a page of several reports: what follows each is set at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.records import PlaceAt, Reading

ENDS = {":", ",", "(", "-", "–", "—", "--", '"'}  # a quotation mark is what some pages make of the agencies' dash
ACRONYM = 3  # letters: "EU: ..." names whom a report is about


def heads(reading: Reading, places: Sequence[PlaceAt]) -> list[tuple[PlaceAt, int]]:
    """The datelines of the reports of a page, each with its block: places in capitals that open a paragraph."""
    firsts: dict[int, int] = {}
    for s in reading.sentences:
        if s.part == "text":
            firsts.setdefault(s.block, s.start)
    blocks = {start: block for block, start in firsts.items()}
    loud = (p for p in places if p.start in blocks and p.place.text.isupper() and len(p.place.text) > ACRONYM)
    return [(p, blocks[p.start]) for p in loud if p.end < len(reading.tokens) and _is_ended(reading, p.end)]


def _is_ended(reading: Reading, i: int) -> bool:
    return reading.tokens[i].text in ENDS
