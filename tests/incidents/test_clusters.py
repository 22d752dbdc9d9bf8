"""What incidents follow from judgements: the same ones whatever the order, and what a person says holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from diurna.incidents import cluster
from diurna.records import Judgement

EVENTS = [f"s{n}:1" for n in range(8)]
PAIRS = list(combinations(EVENTS, 2))


@st.composite
def judgements(draw: st.DrawFn) -> list[Judgement]:
    pairs = draw(st.lists(st.sampled_from(PAIRS), max_size=16, unique=True))
    makers = st.sampled_from([("rule", "same"), ("rule", "same"), ("person", "same"), ("person", "different")])
    return [
        Judgement(a, b, verdict, draw(st.floats(-1, 9)), (), maker)  # type: ignore[arg-type]
        for a, b in pairs
        for maker, verdict in [draw(makers)]
    ]


def told(found: list[Judgement]) -> list[tuple[str, ...]]:
    return cluster(found, {})


@given(judgements(), st.randoms())
def test_the_order_of_judgements_changes_nothing(found: list[Judgement], chance: object) -> None:
    other = list(found)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert told(other) == told(found)


@given(judgements())
def test_each_report_is_in_one_group_at_most(found: list[Judgement]) -> None:
    members = [report for group in told(found) for report in group]
    assert len(members) == len(set(members))


@given(judgements())
def test_what_a_person_holds_apart_stays_apart(found: list[Judgement]) -> None:
    groups = told(found)
    for judgement in found:
        if judgement.verdict == "different":
            assert not any({judgement.a, judgement.b} <= set(group) for group in groups)


@given(st.floats(-1, 9), st.floats(-4, 9))
def test_what_a_person_joins_is_one_whatever_the_rule_says(score: float, other: float) -> None:
    rule = [Judgement("a:1", "b:1", "same", score), Judgement("b:1", "c:1", "same", other)]
    said = Judgement("a:1", "c:1", "same", 0.0, (), "person")
    assert any({"a:1", "c:1"} <= set(group) for group in told([*rule, said]))


def test_one_chance_likeness_does_not_chain_two_incidents() -> None:
    """Four reports of one bombing, four of another, and one sentence that is alike in both."""
    sure = [Judgement(a, b, "same", 6.0) for group in (EVENTS[:4], EVENTS[4:]) for a, b in combinations(group, 2)]
    chance = Judgement(EVENTS[3], EVENTS[4], "same", 2.0)
    assert told([*sure, chance]) == [tuple(EVENTS[:4]), tuple(EVENTS[4:])]


def test_two_halves_told_alike_become_one() -> None:
    pairs = [Judgement(a, b, "same", 3.0) for a, b in PAIRS]
    assert told(pairs) == [tuple(EVENTS)]
    assert told([replace(pair, score=-0.9) for pair in pairs]) == []
