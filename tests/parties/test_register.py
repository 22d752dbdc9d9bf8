"""The lists: every row can be used, names are matched longest first."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from diurna import data
from diurna.parties.entries import CLASSES, Entry, Term
from diurna.parties.register import rows_of, words
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


def files() -> list[str]:
    """All lists of the room, those in the folders of the bodies and the leaders too."""
    root = data.path("parties")
    return sorted(file.relative_to(root).as_posix() for file in root.rglob("*.tsv"))


FILES = files()
TERMED = ["leaders", "bodies"]


@pytest.mark.parametrize("name", FILES)
def test_no_row_of_a_list_is_twice_in_it(name: str) -> None:
    rows = [tuple(row.items()) for row in data.table(f"parties/{name}")]
    assert rows
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_list_fills_its_columns_and_no_more(name: str) -> None:
    for row in data.table(f"parties/{name}"):
        assert None not in row, row
        assert None not in row.values(), row
        assert all(cell == " ".join(cell.split()) and ";;" not in cell for cell in row.values()), row


@pytest.mark.parametrize("name", [name for name in FILES if "/" in name])
def test_a_list_says_where_it_is_from(name: str) -> None:
    head = data.path(f"parties/{name}").read_text(encoding="utf-8").splitlines()[:3]
    assert any(line.startswith("# Source:") for line in head)


@pytest.mark.parametrize("kind", TERMED)
def test_no_row_of_a_kind_is_in_two_of_its_lists(kind: str) -> None:
    rows = Counter(tuple(row.items()) for row in rows_of(kind))
    assert [row for row, times in rows.items() if times > 1] == []


@pytest.mark.parametrize("kind", TERMED)
def test_the_terms_of_a_name_do_not_overlap(kind: str) -> None:
    terms: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in rows_of(kind):
        key = (row["name"], row["country"], row["sector"] if kind == "leaders" else "")
        terms.setdefault(key, []).append((row["from"], row["until"]))
    for key, spans in terms.items():
        spans.sort()
        for (_, until), (since, _) in pairwise(spans):
            assert "" < until <= since, key


@pytest.mark.parametrize("name", ["sectors", "modifiers"])
def test_every_sector_of_the_words_is_one_of_the_codebook(name: str) -> None:
    assert {row["sector"] for row in data.table(f"parties/{name}.tsv")} <= SECTORS


@pytest.mark.parametrize("kind", TERMED)
def test_every_sector_of_a_list_is_one_of_the_codebook(kind: str) -> None:
    assert [row for row in rows_of(kind) if row["sector"] not in SECTORS] == []


@pytest.mark.parametrize("kind", TERMED)
def test_every_term_starts_before_it_ends(kind: str) -> None:
    for row in rows_of(kind):
        days = [date.fromisoformat(day) for day in (row["from"], row["until"]) if day]
        assert days == sorted(set(days)), row


@pytest.mark.parametrize("kind", TERMED)
def test_every_country_code_of_the_lists_is_a_country_or_a_class(kind: str) -> None:
    known = {row["iso3"] for row in data.table("parties/countries.tsv")} | CLASSES | {""}
    assert {row["country"] for row in rows_of(kind)} - known == set()


def test_the_lists_hold_many_names(register: Register) -> None:
    counts = register.counts()
    assert counts["body"].names + counts["leader"].names >= 12_000
    assert all(counts[kind].entries > 0 for kind in ("country", "region", "ethnic", "adjective", "people", "capital"))


def test_the_lists_hold_many_armed_groups_of_known_countries() -> None:
    armed = {(row["name"], row["country"]) for row in rows_of("bodies") if row["sector"] in ("REB", "PRM", "CRM")}
    assert len([name for name, country in armed if len(country) == 3 and country not in CLASSES]) >= 500


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
