"""Passages give their events with their counts, and none of another act, of a mishap or of no people."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diurna.conduct import Coder
from diurna.records import Count, Mention, Story

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

LINES = Path(__file__).with_name("tolls.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")][1:]
NOT_YET = pytest.mark.xfail(strict=True, reason="not read yet")


@cache
def coder() -> Coder:
    return Coder(political=False)


def told(count: Count) -> str:
    most = "" if count.max == count.min else "+" if count.max is None else f"-{count.max}"
    return f"{count.what} {count.min}{most}"


def counted(mention: Mention) -> frozenset[str]:
    return frozenset(map(told, mention.counts))


def wanted(counts: str, *, bracketed: bool) -> list[frozenset[str]]:
    events = [event for event in counts.split(" | ") if event != "-" and event.startswith("(") == bracketed]
    return [frozenset(event.strip("()").split(", ")) for event in events]


def case(row: list[str]) -> ParameterSet:
    return pytest.param(*row[1:3], id=row[0], marks=[NOT_YET] if row[3:] == ["not yet"] else [])


@pytest.mark.parametrize(("passage", "counts"), [case(row) for row in ROWS])
def test_a_passage_gives_the_counts_of_its_events(passage: str, counts: str) -> None:
    found = [counted(m) for m in coder().story(Story("s", "", passage, published=date(2026, 5, 20))) if m.counts]
    for event in wanted(counts, bracketed=False):
        assert event in found
        found.remove(event)
    assert [event for event in found if event not in wanted(counts, bracketed=True)] == []


@pytest.mark.parametrize(
    ("passage", "kinds"),
    [
        (
            "A bomb exploded at a market in Herat on Sunday. Gunmen shot at a school in Kabul on Monday. Eleven "
            "shoppers were wounded.",
            ["injured 11", ""],
        ),
        (
            "Shabab fighters attacked a convoy in Baidoa on Monday. Somali troops raided a village on Tuesday. Five "
            "soldiers died.",
            ["killed 5", ""],
        ),
        (
            "Rebels fired on a school in Bamenda on Monday. A bomb hit a patrol in Kumba on Tuesday. Six people died.",
            ["", "killed 6"],
        ),
    ],
)
def test_a_lone_toll_is_of_the_attack_on_what_its_people_are_found_in(passage: str, kinds: list[str]) -> None:
    found = coder().story(Story("s", "", passage, published=date(2026, 5, 20)))
    assert [", ".join(sorted(counted(m))) for m in found if m.type == "ASSAULT"] == kinds
