"""How facts read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.cli import show

if TYPE_CHECKING:
    from diurna.cli.show import Json


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2025-10-14", "2025-10-14", "day", "2025-10-14"),
        ("2025-10-01", "2025-10-31", "month", "2025-10"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("2025-03-03", "2025-03-09", "week", "2025-03-03 to 2025-03-09 (week)"),
        ("2025-03-03", "2025-03-05", "day", "2025-03-03 to 2025-03-05 (day)"),
        ("2025-11-01", "2026-01-31", "month", "2025-11-01 to 2026-01-31 (month)"),
    ],
)
def test_days_are_told_no_finer_than_they_are_known(start: str, end: str, precision: str, expected: str) -> None:
    assert show.when({"start": start, "end": end, "precision": precision}) == expected


@pytest.mark.parametrize(
    ("least", "most", "expected"), [(3, 3, "3"), (24, None, "24 or more"), (9, 12, "9 to 12"), (0, 0, "0")]
)
def test_counts_are_told_with_their_bounds(least: int, most: int | None, expected: str) -> None:
    assert show.span({"min": least, "max": most}) == expected


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2025-10-14", "2025-10-14"),
        ("2025-10-14T10:25:00+00:00", "2025-10-14 10:25 UTC"),
        ("2025-10-14T10:25:31.5Z", "2025-10-14 10:25 UTC"),
        ("2026-01-21T16:05:00+04:00", "2026-01-21 16:05 UTC+04:00"),
        ("2026-01-21T16:05:00-05:30", "2026-01-21 16:05 UTC-05:30"),
        ("", ""),
        (None, ""),
    ],
)
def test_times_are_told_with_their_zone(given_: str | None, expected: str) -> None:
    assert show.moment(given_) == expected


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ({"country": "IND", "sector": "GOV", "name": "Narendra Modi"}, "Narendra Modi (IND India, GOV)"),
        ({"country": "IND", "sector": "GOV", "name": "India"}, "India (IND, GOV)"),
        ({"country": "IGO", "sector": "", "name": "ECOWAS"}, "ECOWAS (IGO an international organisation)"),
        ({"country": "", "sector": "UAF", "name": "gunmen"}, "gunmen (UAF)"),
        ({"country": "", "sector": "", "name": "", "text": "they"}, "they"),
    ],
)
def test_codes_of_countries_stand_beside_their_names(party: Json, expected: str) -> None:
    assert show.party(party) == expected


def test_a_place_tells_its_country_and_how_closely_it_is_known() -> None:
    assert show.where({"name": "Baidoa", "country": "SOM", "precision": "city"}) == "Baidoa (SOM Somalia, city)"
    assert show.where({"name": "Somalia", "country": "SOM", "precision": "country"}) == "Somalia (SOM)"
    assert show.where({"name": "Red Sea", "country": "", "precision": "site"}) == "Red Sea (site)"
    assert show.where(None) == ""


@settings(max_examples=200)
@given(st.text())
def test_clean_words_hold_no_control_characters_and_lose_nothing_else(text: str) -> None:
    cleaned = show.clean(text)
    assert not any(ord(c) < 32 and c not in "\n\t" for c in cleaned)
    assert "\x9b" not in cleaned
    assert [c for c in text if c.isprintable()] == [c for c in cleaned if c.isprintable()]


def test_long_lines_hang_and_stay_within_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    lines = show.wrapped("one two three " * 20, "  ", "    ").splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("  one")
    assert all(line.startswith("    ") and not line.startswith("     ") for line in lines[1:])


def test_an_id_without_a_story_ends_its_line() -> None:
    assert show.named("a:1", "") == "      a:1" or show.named("a:1", "").endswith("\x1b[0m")
