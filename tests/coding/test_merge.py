"""What speaks for one attack told twice, and what for two."""

from __future__ import annotations

from functools import cache

from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Story


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def victims(text: str) -> list[set[str]]:
    told = [m for m in coder().story(Story("s", "", text)) if m.type == "ASSAULT"]
    return [{p.name for p in m.recipients} for m in told]


def test_another_person_killed_is_another_attack() -> None:
    text = "Gunmen shot dead the judge Ana Quiroga in Cali. The gunmen shot dead the mayor Luis Prada."
    assert victims(text) == [{"Ana Quiroga"}, {"Luis Prada"}]


def test_a_second_telling_adds_the_victims_that_it_names() -> None:
    text = "Gunmen shot two Colombian soldiers in Cali on Monday. The gunmen shot a Colombian nurse in the attack."
    assert victims(text) == [{"Colombian soldiers", "Colombian nurse"}]


def test_a_second_telling_does_not_name_the_same_victims_twice() -> None:
    text = "Gunmen shot two Colombian soldiers in Cali on Monday. The gunmen shot the Colombian sergeants in it."
    assert victims(text) == [{"Colombian soldiers"}]
