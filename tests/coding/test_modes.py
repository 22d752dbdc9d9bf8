"""How an attack was done: by the means that the words tell, not by what it struck or by another sense of the word."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Mention, Story


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def attacks(text: str) -> list[Mention]:
    return [m for m in coder().story(Story("s", "", text, published=date(2025, 6, 11))) if m.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Malian soldiers beat back the rebels near Gao.", "beat"),
        ("Gunmen shot and killed a rubber tapper in Yala.", "crowd-control"),
        ("Rebels captured the airport in Goma on Monday.", "abduct"),
        ("Syrian rebels shot down an army helicopter near Hama.", "aerial"),
        ("Syrian rebels shot down an army helicopter near Hama.", "firearms"),
        ("Turkish warplanes bombed a bridge in Iraq.", "explosives"),
        ("Serbian gunners fired 40 shells at Sarajevo.", "firearms"),
        ("Russian jets struck a hospital in Idlib. Its guards were killed by the bombs.", "explosives"),
    ],
)
def test_no_means_but_those_told(text: str, wrong: str) -> None:
    assert [wrong in m.modes for m in attacks(text)] == [False]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Soldiers beat three students in Accra.", "beat"),
        ("Police fired rubber bullets at students in Quito.", "crowd-control"),
        ("Rebels captured four engineers in Goma.", "abduct"),
        ("Turkish warplanes bombed a bridge in Iraq.", "aerial"),
        ("A bomb exploded in a plane in Bogota.", "explosives"),
    ],
)
def test_the_means_told(text: str, mode: str) -> None:
    assert [mode in m.modes for m in attacks(text)] == [True]
