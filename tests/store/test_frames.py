"""Events become tables of one row each, with the same columns whatever they hold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diurna.errors import InputError
from diurna.records import Mention, Outcome, Story
from diurna.store import Record, story_json
from diurna.store.frames import COLUMNS, to_arrow, to_pandas, to_polars

Make = Callable[..., tuple[Story, tuple[Mention, ...]]]
Add = Callable[..., Outcome]


@pytest.fixture
def events(record: Record, story_of: Make, add: Add) -> list[dict[str, Any]]:
    add(record, story_of())
    return sorted(record.events(), key=lambda event: event["id"])


def test_a_row_holds_the_event_flat(events: list[dict[str, Any]]) -> None:
    meeting, arrest = to_arrow(events).to_pylist()
    assert (meeting["actors"], meeting["actor_countries"], meeting["actor_sectors"]) == (
        "Kenya; Albania",
        "KEN; ALB",
        "GOV",
    )
    assert (meeting["date_start"], meeting["date_precision"]) == (date(2026, 3, 2), "day")
    assert (meeting["place"], meeting["place_country"], meeting["lat"], meeting["geonames"]) == (
        "Mombasa",
        "KEN",
        -4.05,
        186301,
    )
    assert (meeting["contexts"], meeting["modes"]) == ("diplomatic; natural_resource", "visit")
    assert (meeting["story"], meeting["published"], meeting["source"]) == ("s1", "2026-03-03", "Coast Post")
    assert meeting["quote"].startswith("The foreign ministers")
    assert (arrest["arrested_min"], arrest["arrested_max"], arrest["counts"]) == (14, 14, "arrested 14")
    assert (arrest["acled_sub_event"], arrest["quad"], arrest["score"]) == ("Arrests", 4, -7.0)
    assert (arrest["date_start"], arrest["place"], arrest["killed_min"], arrest["attribution"]) == (None,) * 4


def test_every_column_is_filled_by_some_event_and_no_other_is_made(events: list[dict[str, Any]]) -> None:
    from diurna.store.frames import row

    assert {name for event in events for name in row(event)} == set(COLUMNS)


def test_the_columns_are_the_same_without_events() -> None:
    assert to_arrow([]).column_names == list(COLUMNS)
    assert list(to_pandas([]).columns) == to_polars([]).columns == list(COLUMNS)


def test_pandas_keeps_days_as_days_and_unknown_numbers_unknown(events: list[dict[str, Any]]) -> None:
    frame = to_pandas(events)
    assert frame["date_start"].dt.year.tolist()[0] == 2026
    assert str(frame["arrested_min"].dtype) == "Int64"
    assert frame["arrested_min"].isna().tolist() == [True, False]
    assert frame["geonames"].tolist()[0] == 186301


def test_polars_has_the_same_values(events: list[dict[str, Any]]) -> None:
    assert to_polars(events).to_dicts() == to_arrow(events).to_pylist()


def test_an_open_count_is_shown_open() -> None:
    from diurna.store.frames import _count_cells

    cells = _count_cells(
        {"killed": {"min": 24, "max": None, "text": "dozens"}, "injured": {"min": 3, "max": 5, "text": ""}}
    )
    assert cells["counts"] == "killed 24-; injured 3-5"
    assert (cells["killed_min"], cells["killed_max"]) == (24, None)


def test_events_that_were_only_coded_have_rows_too(story_of: Make) -> None:
    rows = to_arrow(story_json(*story_of())["events"]).to_pylist()
    assert [row["id"] for row in rows] == ["s1#1", "s1#2"]
    assert rows[0]["story"] is None


@pytest.mark.parametrize(("library", "make"), [("pandas", to_pandas), ("polars", to_polars), ("pyarrow", to_arrow)])
def test_a_library_that_is_not_installed_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, library: str, make: Callable[[list[Any]], Any]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError, match=r'is not installed. Install it: pip install "diurna\[frames\]"'):
        make([])


def test_the_store_is_imported_without_any_table_library() -> None:
    import subprocess

    code = "import sys, diurna.store; sys.exit(bool({'pandas', 'polars', 'pyarrow', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
