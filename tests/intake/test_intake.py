from __future__ import annotations

import contextlib
import io
import json
import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna import intake, limits
from diurna.errors import InputError
from diurna.intake.rows import printable
from diurna.records import Outcome, Page

ROW = {"id": "n1", "title": "Ministers sign river treaty", "text": "Two ministers signed a treaty in Lima on Monday."}


def put(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def one(*inputs: str, stdin: bytes | None = None) -> Page | Outcome:
    found = list(intake.read(inputs, stdin=None if stdin is None else io.BytesIO(stdin)))
    assert len(found) == 1
    return found[0]


def page(*inputs: str, stdin: bytes | None = None) -> Page:
    found = one(*inputs, stdin=stdin)
    assert isinstance(found, Page), found
    return found


def refused(*inputs: str, stdin: bytes | None = None) -> Outcome:
    found = one(*inputs, stdin=stdin)
    assert isinstance(found, Outcome), found
    assert found.kind == "refused"
    assert "\n" not in found.reason
    return found


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "A.HTML"])
def test_a_page_saved_as_html_is_one_page(tmp_path: Path, name: str) -> None:
    given = put(tmp_path, name, "<html><p>Köln</p></html>")
    assert page(given) == Page(origin=given, html="<html><p>Köln</p></html>")


def test_a_text_file_is_one_page(tmp_path: Path) -> None:
    assert page(put(tmp_path, "a.txt", "Lima is calm.\n")).text == "Lima is calm.\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json"])
def test_each_json_line_is_one_page_named_by_its_line(tmp_path: Path, name: str) -> None:
    given = put(tmp_path, name, json.dumps(ROW) + "\n\n" + json.dumps({**ROW, "id": "n2"}) + "\n")
    found = list(intake.read([given]))
    assert [(p.origin, p.id) for p in found if isinstance(p, Page)] == [(f"{given}:1", "n1"), (f"{given}:3", "n2")]


def test_a_json_file_may_be_a_list(tmp_path: Path) -> None:
    found = list(intake.read([put(tmp_path, "a.json", json.dumps([ROW, ROW, 3], indent=1))]))
    assert [type(f) for f in found] == [Page, Page, Outcome]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables_of_text_are_read_with_fields_over_several_lines(tmp_path: Path, name: str, mark: str) -> None:
    lines = [
        mark.join(("id", "title", "text")),
        mark.join(("n1", "Treaty", '"One.\nTwo."')),
        mark.join(("n2", "", "Three.")),
    ]
    given = put(tmp_path, name, "\n".join(lines))
    found = [(p.origin, p.id, p.text) for p in intake.read([given]) if isinstance(p, Page)]
    assert found == [(f"{given}:2", "n1", "One.\nTwo."), (f"{given}:4", "n2", "Three.")]


def test_parquet_rows_keep_their_dates_and_zones(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    instant = datetime(2024, 5, 2, 23, 30, tzinfo=UTC)
    pq.write_table(
        pa.table(
            {"id": [1, 2], "text": ["One.", "Two."], "published": pa.array([instant, None], pa.timestamp("ns", "UTC"))}
        ),
        path,
    )
    first, second = intake.read([str(path)])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.id, first.published) == ("1", instant)
    assert (second.origin, second.published) == (f"{path}:2", None)


def test_a_row_may_hold_html_instead_of_text(tmp_path: Path) -> None:
    found = page(put(tmp_path, "a.jsonl", json.dumps({"id": "n1", "html": "<p>Lima</p>"})))
    assert (found.html, found.text) == ("<p>Lima</p>", None)


def test_a_folder_is_read_through_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", ".hidden.txt", ".git/x.txt", "c.pdf"):
        put(tmp_path, name, "Lima is calm.")
    found = list(intake.read([str(tmp_path)]))
    assert [Path(f.origin).name for f in found] == ["a.txt", "two.txt", "c.pdf"]
    assert isinstance(found[2], Outcome)
    assert ".pdf" in found[2].reason


def test_one_bad_file_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"\x00\x01" * 500)
    put(tmp_path, "b.txt", "Lima is calm.")
    assert [type(f) for f in intake.read([str(tmp_path)])] == [Outcome, Page]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"<!DOCTYPE html><p>Lima</p>", "html"),
        (b"\n  <html><p>Lima</p>", "html"),
        (b'{"text": "Lima is calm."}', "text"),
        (b"Lima is calm.", "text"),
        ("\ufeffLima".encode(), "text"),
    ],
)
def test_standard_input_is_told_apart_by_its_beginning(data: bytes, field: str) -> None:
    found = page("-", stdin=data)
    assert found.origin.startswith("-")
    assert getattr(found, field)


def test_standard_input_of_json_lines_is_read_line_by_line() -> None:
    found = list(intake.read(["-"], stdin=io.BytesIO(b'{"text": "One."}\n{"text": }\n{"text": "Three."}')))
    assert [(f.origin, type(f)) for f in found] == [("-:1", Page), ("-:2", Outcome), ("-:3", Page)]


def test_standard_input_may_be_a_json_list_or_a_table() -> None:
    given = (json.dumps([ROW, ROW], indent=1).encode(), b"ID;Title;Text\nn1;;One.\nn2;;Two.\n")
    for data in given:
        assert [type(f) for f in intake.read(["-"], stdin=io.BytesIO(data))] == [Page, Page]


@pytest.mark.parametrize("data", [b"[Lima] Ministers met.", b"Text, title and photo.\nMore."])
def test_a_page_on_standard_input_that_begins_like_a_table_is_a_page(data: bytes) -> None:
    assert [type(f) for f in intake.read(["-"], stdin=io.BytesIO(data))] == [Page]


def test_no_standard_input_is_refused() -> None:
    assert "standard input" in refused("-").reason


def test_given_dates_are_for_rows_without_their_own(tmp_path: Path) -> None:
    given = put(
        tmp_path,
        "a.jsonl",
        '{"text": "One."}\n{"text": "Two.", "published": "2024-05-02", "crawled": "2024-05-03T04:05Z"}',
    )
    crawl = datetime(2025, 1, 2, tzinfo=UTC)
    first, second = intake.read([given], published=date(2025, 1, 1), crawled=crawl)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.published, first.crawled) == (date(2025, 1, 1), crawl)
    assert (second.published, second.crawled) == (date(2024, 5, 2), datetime(2024, 5, 3, 4, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\t\n", "empty"),
        ("a.html", b"\x00\x9f\x01\xfe\x02" * 300, "binary"),
        ("a.html", b"%PDF-1.4 and so on", "PDF"),
        ("a.txt", b"PK\x03\x04rest", "ZIP"),
        ("a.jsonl", "", "empty"),
        ("a.jsonl", "\n\n", "no rows"),
        ("a.csv", "id,title,text\n", "no rows"),
        ("a.csv", "id,headline,body\n1,2,3\n", "id, headline, body"),
        ("a.parquet", b"PAR1 and then nothing PAR1", "cannot be read"),
        ("a.parquet", b"not parquet", "cannot be read"),
        ("a.docx", "text", ".docx"),
        ("a", "text", "no ending"),
        ("a.jsonl.gz", b"\x1f\x8b\x08rest", "Unpack it first"),
        ("a.jsonl", b"\x1f\x8b\x08rest", "gzip-compressed data, not text. Unpack it first"),
        ("a.csv", b"\x1f\x8b\x08rest", "gzip"),
        ("a.md", "text", "Rename it to .txt"),
        ("a.json", '[\n{"text": "One."},\n{"text": ', "not JSON (Expecting value, line 3)"),
        ("a.json", '{\n"text": "One."', "line 2"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: bytes | str, words: str
) -> None:
    given = put(tmp_path, name, content)
    found = refused(given)
    assert found.origin == given
    assert words in found.reason


def test_a_missing_column_of_a_parquet_file_is_named_with_those_there(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["1"], "content": ["One."]}), path)
    reason = refused(str(path)).reason
    assert '"text"' in reason
    assert "id, content" in reason
    assert 'Rename "content"' in reason


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    given = str(tmp_path / "none.html")
    assert refused(given).origin == given
    assert "no such file" in refused(given).reason


def test_an_address_is_refused_because_nothing_is_fetched() -> None:
    assert "fetches nothing" in refused("https://example.org/a.html").reason


def test_a_table_of_something_else_is_refused_in_one_line(tmp_path: Path) -> None:
    rows = "".join(f'{{"incident": "i{n}", "killed": {n}}}\n' for n in range(200))
    found = refused(put(tmp_path, "labels.jsonl", rows))
    assert found.origin.endswith("labels.jsonl")
    assert "none of its first 10 rows is a story" in found.reason
    assert "there are: incident, killed" in found.reason
    assert "Leave it out" in found.reason


def test_strange_rows_before_the_first_story_are_refused_one_by_one(tmp_path: Path) -> None:
    given = put(tmp_path, "a.jsonl", '{"version": 1}\n// made by hand\n' + json.dumps(ROW) + "\n" + "{}\n" * 12)
    found = list(intake.read([given]))
    assert [type(f) for f in found] == [Outcome, Outcome, Page, *[Outcome] * 12]
    assert [f.origin for f in found] == [f"{given}:{n}" for n in range(1, 16)]


def test_a_name_that_is_no_text_can_be_shown() -> None:
    assert printable("caf\udce9.html") == "caf\\xe9.html"
    assert printable("half \ud83d.html") == "half \\ud83d.html"
    assert printable("half \udfff.html").isascii()


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "no file" in refused(str(tmp_path)).reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    given = put(tmp_path, "a.txt", "Lima is calm.")
    os.chmod(given, 0)
    assert "not permitted" in refused(given).reason


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{bad", "not JSON"),
        ("[1]", "no object"),
        ("[" * 50_000, "deep"),
        ('{"text": 5}', "a number"),
        ('{"text": ""}', "empty"),
        ('{"id": "x", "title": "y"}', '"text"'),
        ('{"text": "One.", "published": "2023-02-31"}', "2023-02-31"),
        ('{"text": "One.", "published": "soon"}', "soon"),
        ('{"text": "One.", "published": 7}', 'a number, not text. Write "2025-09-01"'),
        ('{"text": "One.", "published": "2030-01-01", "crawled": "2024-01-01"}', "2030-01-01"),
    ],
)
def test_a_wrong_row_is_refused_by_its_line_and_the_next_is_read(tmp_path: Path, line: str, words: str) -> None:
    given = put(tmp_path, "a.jsonl", "\n".join([json.dumps(ROW), line, json.dumps(ROW)]))
    found = list(intake.read([given]))
    assert [type(f) for f in found] == [Page, Outcome, Page]
    assert isinstance(found[1], Outcome)
    assert found[1].origin == f"{given}:2"
    assert words in found[1].reason


def test_a_csv_row_with_too_many_fields_is_refused(tmp_path: Path) -> None:
    found = list(intake.read([put(tmp_path, "a.csv", "id,text\n1,One, and two.\n2,Three.\n")]))
    assert [type(f) for f in found] == [Outcome, Page]


def test_pages_and_lines_over_the_limit_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    large = "x" * (limits.PAGE_BYTES + 1)
    assert "10 MB" in refused(put(tmp_path, "a.txt", large)).reason
    found = list(intake.read([put(tmp_path, "a.jsonl", f'{{"text": "{large}"}}\n{json.dumps(ROW)}\n')]))
    assert [type(f) for f in found] == [Outcome, Page]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“Köln” – naïve".encode("cp1252"), "“Köln” – naïve"),
        ("Köln".encode("utf-16"), "Köln"),
        ("Köln".encode("utf-8-sig"), "Köln"),
        ("Ko\u0308ln".encode(), "Köln"),
        (
            "Президент встретил министров в понедельник утром в столице.".encode("cp1251"),
            "Президент встретил министров в понедельник утром в столице.",
        ),
        ("Größe, Straße, Äpfel und ".encode() + b"\x96 Ende", "Größe, Straße, Äpfel und – Ende"),
        (b"a plain text with one\x00 NUL", "a plain text with one NUL"),
    ],
)
def test_text_is_decoded_once_and_cleaned(tmp_path: Path, data: bytes, text: str) -> None:
    assert page(put(tmp_path, "a.txt", data)).text == text


@pytest.mark.parametrize("codec", ["iso-8859-1", "windows-1251", "shift_jis", "gb2312", "euc-kr", "koi8-r"])
def test_html_is_decoded_as_it_declares(tmp_path: Path, codec: str) -> None:
    words = {
        "iso-8859-1": "Köln",
        "windows-1251": "Москва",
        "koi8-r": "Москва",
        "shift_jis": "東京",
        "gb2312": "北京",
        "euc-kr": "서울",
    }
    html = f'<html><meta charset="{codec}"><p>{words[codec]}</p></html>'
    found = page(put(tmp_path, "a.html", html.encode(codec)))
    assert found.html is not None
    assert words[codec] in found.html


def test_a_false_declaration_of_utf_7_or_of_no_charset_is_not_followed(tmp_path: Path) -> None:
    for name in ("utf-7", "idna", "zip", "undefined", "nonsense"):
        found = page(put(tmp_path, "a.html", f'<html><meta charset="{name}"><p>K'.encode() + b"\xf6ln +ADw-</p>"))
        assert found.html is not None
        assert "Köln +ADw-" in found.html


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-09-01", date(2025, 9, 1)),
        ("2025-11-16T09:30:00Z", datetime(2025, 11, 16, 9, 30, tzinfo=UTC)),
        ("2025-11-16T09:30+06:00", datetime(2025, 11, 16, 9, 30, tzinfo=timezone(timedelta(hours=6)))),
        ("2025-11-16 09:30", datetime(2025, 11, 16, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_with_its_zone(text: str, moment: date) -> None:
    assert intake.moment(text) == moment


@pytest.mark.parametrize(
    "text", ["2023-02-31", "2025-13-01", "2025-09-01T25:00", "1200-01-01", "yesterday", "", "9" * 1000]
)
def test_an_impossible_moment_is_refused_not_rounded(text: str) -> None:
    with pytest.raises(InputError):
        intake.moment(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_moment_with_a_zone_or_refused(text: str) -> None:
    found = None
    with contextlib.suppress(InputError):
        found = intake.moment(text)
    assert not isinstance(found, datetime) or found.tzinfo is not None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400), kind=st.sampled_from([".html", ".txt", ".jsonl", ".json", ".csv", ".tsv", ".parquet"])
)
def test_any_bytes_end_as_pages_or_refusals(tmp_path: Path, data: bytes, kind: str) -> None:
    found = list(intake.read([put(tmp_path, f"a{kind}", data)]))
    assert found
    for each in found:
        assert isinstance(each, Page | Outcome)
        if isinstance(each, Page):
            (each.text or "").encode()
            assert "\x00" not in (each.text or "")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_on_standard_input_end_as_pages_or_refusals(data: bytes) -> None:
    assert list(intake.read(["-"], stdin=io.BytesIO(data)))


ROWS = st.dictionaries(
    st.sampled_from(["id", "title", "published", "text", "url", "crawled", "source", "html"]),
    st.none()
    | st.text(max_size=30)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.lists(st.integers(), max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_every_json_row_is_accounted_for(rows: list[dict[str, object]]) -> None:
    data = "\n".join(json.dumps(row) for row in rows).encode()
    assert len(list(intake.read(["-"], stdin=io.BytesIO(data)))) == len(rows)
