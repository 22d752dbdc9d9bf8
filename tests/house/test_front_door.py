"""`import diurna`: a dozen or so names, light to import, and what they promise."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

import diurna

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "Police arrested 12 protesters in Nairobi on Monday, the interior ministry said."


def test_all_names_what_is_there_and_nothing_else() -> None:
    assert sorted(diurna.__all__) == diurna.__all__
    assert len(diurna.__all__) <= 20
    for name in diurna.__all__:
        assert getattr(diurna, name) is not None
    homes = {name for name in diurna.HOMES if name not in diurna.__all__}
    assert homes == {"Coder"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="cod3"):
        diurna.cod3  # noqa: B018


def test_importing_loads_nothing_heavy() -> None:
    heavy = ["spacy", "trafilatura", "lxml", "pyarrow", "pandas", "polars", "numpy", "yaml", "sqlite3", "click"]
    script = f"import sys, diurna; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_code_gives_a_text_its_events() -> None:
    (coded,) = diurna.code(NEWS, published="2025-06-25", title="Arrests in Nairobi")
    assert [event.type for event in coded.mentions] == ["COERCE"]
    assert coded.story.title == "Arrests in Nairobi"
    assert coded.story.published == date(2025, 6, 25)


def test_code_takes_texts_paths_and_pages_together(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(f"Arrests in Nairobi\n\n{NEWS}\n", encoding="utf-8")
    coded = diurna.code([NEWS, file, diurna.Page(origin="mine", text=NEWS, id="k1")])
    assert len(coded) == 3
    assert coded[2].story.id == "k1"


def test_code_raises_where_stream_goes_on(tmp_path: Path) -> None:
    missing = tmp_path / "missing.html"
    with pytest.raises(diurna.InputError, match=r"missing\.html: there is no such file"):
        diurna.code([missing, NEWS])
    first, second = diurna.stream([missing, NEWS])
    assert isinstance(first, diurna.Outcome)
    assert first.kind == "refused"
    assert isinstance(second, diurna.Coded)


def test_an_unknown_scope_or_date_is_an_input_error() -> None:
    with pytest.raises(diurna.InputError, match="scope 'everything'"):
        diurna.code(NEWS, scope="everything")
    with pytest.raises(diurna.InputError, match="2025-02-30"):
        diurna.code(NEWS, published="2025-02-30")


def test_a_record_made_in_python_answers_in_tables(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(f"Arrests in Nairobi\n\n{NEWS}\n", encoding="utf-8")
    with diurna.open_record(tmp_path / "record", create=True) as record:
        first = diurna.add(record, file, published="2025-06-25")
        again = diurna.add(record, file, published="2025-06-25")
        events = record.events(diurna.Query(type="COERCE"))
    assert [outcome.kind for outcome in (*first, *again)] == ["stored", "duplicate"]
    assert diurna.to_arrow(events).num_rows == len(events) == 1
