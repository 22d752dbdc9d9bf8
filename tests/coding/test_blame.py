"""An attack told without its doer is laid to whom the story blames for it soon after."""

from __future__ import annotations

from functools import cache

import pytest

from diurna import data
from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Story

ROWS = list(data.table("coding/blame.tsv"))
BLAST = "A bomb exploded in Lima on Monday."


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def doers(text: str) -> list[str]:
    """The names and countries of those who are told to have done the attack of the text."""
    attack = next(m for m in coder().story(Story("s", "", text)) if m.type == "ASSAULT")
    return [word for p in attack.actors for word in (p.name, p.country)]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['trigger'][:20]} {r['when'][:20]}")
def test_a_line_lays_its_case_to_the_blamed(row: dict[str, str]) -> None:
    text, _, country = row["case"].partition(" => ")
    assert country in doers(text)


@pytest.mark.parametrize(
    "after",
    [
        "The Shining Path did not claim responsibility.",
        "The Shining Path denied that it was behind the attack.",
        "The mayor blamed the weather.",
        "Doctors accepted responsibility for the wounded.",
        "The Shining Path began its war in 1980.",
    ],
)
def test_what_blames_nobody_leaves_the_doer_open(after: str) -> None:
    assert doers(f"{BLAST} {after}") == []


def test_who_is_named_is_not_replaced() -> None:
    text = "Chilean soldiers shelled a village near Arica on Monday. The Shining Path claimed responsibility."
    assert doers(text) == ["Chilean soldiers", "CHL"]


def test_all_attacks_just_told_are_laid_to_who_claims_them() -> None:
    text = f"{BLAST} Gunmen shot a judge in Cusco on Tuesday. The Shining Path claimed responsibility."
    told = [m for m in coder().story(Story("s", "", text)) if m.type == "ASSAULT"]
    assert [[p.name for p in m.actors] for m in told] == [["Shining Path"], ["Shining Path"]]


def test_the_claim_may_stand_some_sentences_later() -> None:
    between = "Rain fell. Buses stopped. Traders left. Dogs barked."
    assert "PER" in doers(f"{BLAST} {between} The Shining Path claimed responsibility.")


@pytest.mark.parametrize(
    ("after", "source"),
    [
        ("The army blamed the Shining Path.", "army"),
        ("The Shining Path claimed responsibility.", "Shining Path"),
        ("Witnesses said that the Shining Path was behind the attack.", "Witnesses"),
        ("The attack was attributed to the Shining Path.", ""),
    ],
)
def test_who_blames_or_claims_is_the_source(after: str, source: str) -> None:
    attack = next(m for m in coder().story(Story("s", "", f"{BLAST} {after}")) if m.type == "ASSAULT")
    assert attack.attribution == source


def test_blame_for_one_attack_is_not_laid_to_another() -> None:
    text = (
        "A bomb exploded in Lima on Monday. Gunmen shot the judge Ana Quiroga in Cusco. "
        "The army blamed the Shining Path for the murder of Quiroga."
    )
    told = [m for m in coder().story(Story("s", "", text)) if m.type == "ASSAULT"]
    assert [[p.name for p in m.actors] for m in told] == [[], ["Shining Path"]]


def test_a_band_claims_what_was_done_in_its_own_country() -> None:
    text = (
        "A bomb exploded at a bank in Lima on Monday. In Santiago de Chile, a bomb exploded on Tuesday. "
        "The Lautaro Youth Movement claimed responsibility."
    )
    told = [m for m in coder().story(Story("s", "", text)) if m.type == "ASSAULT"]
    assert [[p.name for p in m.actors] for m in told] == [[], ["Lautaro Youth Movement"]]
