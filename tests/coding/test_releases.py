"""Who goes free, and what is dropped, stands without a public doer, where the encoder sees it."""

from __future__ import annotations

from functools import cache

import pytest

from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Mention, Story


@cache
def coder() -> Coder:
    return Coder(reader=open_reader())


def told(text: str) -> set[str]:
    return {_line(m) for m in coder().story(Story("s", "", text))}


def _line(mention: Mention) -> str:
    sides = (",".join(sorted(p.country for p in side)) for side in (mention.actors, mention.recipients))
    return f"{mention.type} {mention.status} {'>'.join(sides)}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Two Danish nurses were freed in Mali on Sunday.", "RETREAT occurred >DNK"),
        ("More prisoners will be freed this week, the Cuban justice minister said.", "RETREAT planned >CUB"),
        ("A judge in Abuja freed them all on Friday.", "RETREAT occurred NGA>"),
        ("Hezbollah postponed the release of six Israeli hostages.", "REJECT occurred LBN>ISR"),
        ("The charges against the Zambian editor were dropped on Monday.", "CONCEDE occurred >ZMB"),
        ("Kenya's parliament passed a law that taxes gifts to charities.", "SUPPORT occurred KEN>"),
        ("Indonesia's President Suharto was urged to open a dialogue with the students.", "REQUEST occurred >IDN"),
        ("Ugandan police said Musa Okello refused to answer.", "REJECT occurred UGA>UGA"),
        ("Slovakia will not send weapons to Ukraine, its premier said in Prague.", "REJECT occurred SVK>UKR"),
    ],
)
def test_it_stands(text: str, line: str) -> None:
    assert line in told(text)


def test_a_thief_let_go_is_no_news() -> None:
    assert not told("Two robbers were released in Lima after a night in a cell.")
