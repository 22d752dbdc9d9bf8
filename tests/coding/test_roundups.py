"""The sum that heads a round-up is none of the attacks that it counts."""

from __future__ import annotations

from datetime import date
from functools import cache

from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Mention, Story

DAY = date(2025, 6, 11)  # a Wednesday


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def attacks(text: str, title: str = "") -> list[Mention]:
    return [m for m in coder().story(Story("s", title, text, published=DAY)) if m.type == "ASSAULT"]


def told(text: str, title: str = "") -> list[tuple[str, int]]:
    dead = ((m, c.min) for m in attacks(text, title) for c in m.counts if c.what == "killed")
    return [(m.place.name if m.place else "", n) for m, n in dead]


PARTS = "Fifteen farmers were killed in Butembo. Seven traders were killed in Bunia."


def test_each_attack_of_a_sum_keeps_its_own_toll() -> None:
    assert told(f"Rebels killed 22 people in two attacks on Monday. {PARTS}") == [("Butembo", 15), ("Bunia", 7)]


def test_whoever_did_them_all_did_each_on_that_day() -> None:
    one, two = attacks(f"Maoist rebels killed 22 people in two attacks on Monday. {PARTS}")
    assert [p.name for p in one.actors] == [p.name for p in two.actors] == ["Congolese Maoist rebels"]
    assert one.date is not None
    assert one.date.start == date(2025, 6, 9)


def test_a_headline_that_tells_the_sum_tells_no_attack() -> None:
    assert told(f"Rebels killed 22 people on Monday. {PARTS}", "Rebels kill 22 in Congo") == [
        ("Butembo", 15),
        ("Bunia", 7),
    ]


def test_dead_of_one_town_are_the_parts_of_one_toll() -> None:
    text = "A bomb killed 22 people in Butembo on Monday. Fifteen soldiers were killed. Seven clerks were killed."
    assert told(text) == [("Butembo", 22)]


def test_dead_that_do_not_come_to_the_sum_leave_it_alone() -> None:
    assert 40 in {n for _, n in told(f"Rebels killed 40 people in two attacks on Monday. {PARTS}")}


def test_a_headline_may_tell_the_sum_alone() -> None:
    assert told(PARTS, "Rebels kill 22 in Congo") == [("Butembo", 15), ("Bunia", 7)]
