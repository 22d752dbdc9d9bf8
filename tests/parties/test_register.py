"""The lists: every row can be used, names are matched longest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from diurna import data
from diurna.parties.entries import Entry, Term
from diurna.parties.register import words
from diurna.records import Token

if TYPE_CHECKING:
    from diurna.parties import Register

SECTORS = frozenset(
    [
        "GOV",
        "LEG",
        "JUD",
        "MIL",
        "COP",
        "SPY",
        "PTY",
        "OPP",
        "REB",
        "PRM",
        "UAF",
        "CRM",
        "CVL",
        "ELI",
        "BUS",
        "LAB",
        "AGR",
        "JRN",
        "EDU",
        "REL",
        "MED",
        "REF",
        "SOC",
        "NGO",
        "",
    ]
)


def tokens(text: str) -> list[Token]:
    return [Token(word, word, "PROPN", "NNP", "dep", i, 0, 0) for i, word in enumerate(text.split())]


def names(register: Register, text: str) -> list[str]:
    line = tokens(text)
    return [hit.entries[0].name for hit in register.match(line, 0, len(line))]


@pytest.mark.parametrize("name", ["countries", "leaders", "bodies", "sectors", "regions", "modifiers"])
def test_no_row_of_a_list_is_twice_in_it(name: str) -> None:
    rows = [tuple(row.items()) for row in data.table(f"parties/{name}.tsv")]
    assert rows
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", ["leaders", "bodies", "sectors", "modifiers"])
def test_every_sector_of_a_list_is_one_of_the_codebook(name: str) -> None:
    assert {row["sector"] for row in data.table(f"parties/{name}.tsv")} <= SECTORS


@pytest.mark.parametrize("name", ["leaders", "bodies"])
def test_every_term_starts_before_it_ends(name: str) -> None:
    for row in data.table(f"parties/{name}.tsv"):
        days = [date.fromisoformat(day) for day in (row["from"], row["until"]) if day]
        assert days == sorted(set(days)), row


def test_every_country_code_of_the_lists_is_a_country_or_a_class() -> None:
    known = {row["iso3"] for row in data.table("parties/countries.tsv")} | {"IGO", "NGO", "IMG", ""}
    used = {row["country"] for name in ("leaders", "bodies") for row in data.table(f"parties/{name}.tsv")}
    assert used - known == set()


def test_the_longest_name_is_matched(register: Register) -> None:
    assert names(register, "United Nations Security Council") == ["UN Security Council"]
    assert names(register, "South Sudan and Sudan") == ["South Sudan", "Sudan"]


def test_headlines_in_capitals_are_matched(register: Register) -> None:
    assert names(register, "NIGERIA AND SOUTH AFRICA") == ["Nigeria", "South Africa"]


def test_small_words_are_not_acronyms(register: Register) -> None:
    assert names(register, "who is with us at an iraq-like border") == []


def test_an_alias_falls_into_the_tokens_of_the_reader() -> None:
    assert words("Bashar al-Assad") == ("Bashar", "al", "-", "Assad")
    assert words("People's Army") == ("People", "'s", "Army")
    assert words("G-20") == ("G-20",)


def test_the_day_chooses_among_the_terms() -> None:
    entry = Entry(
        "leader", "X", "AAA", [Term("AAA", "OPP", "2000-01-01", "2004-01-01"), Term("AAA", "GOV", "2004-01-01")]
    )
    assert [entry.term(date(year, 6, 1)).sector for year in (2003, 2004)] == ["OPP", "GOV"]


def test_a_leader_between_two_terms_is_an_elite() -> None:
    terms = [Term("AAA", "GOV", "2000-01-01", "2004-01-01"), Term("AAA", "GOV", "2010-01-01")]
    assert Entry("leader", "X", "AAA", terms).term(date(2006, 1, 1)).sector == "ELI"
