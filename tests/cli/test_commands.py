"""What each command promises when all is well."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from diurna.cli.root import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def events(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_two_examples(diurna: Run, command: str) -> None:
    code, out, _ = diurna(command, "--help")
    assert code == 0
    examples = out.split("Examples:")[1].split("Options:")[0].strip().splitlines()
    assert len([line for line in examples if f"diurna {command}" in line]) >= 2
    assert "--json" in out


def test_help_names_every_command_and_exit_code(diurna: Run) -> None:
    code, out, _ = diurna("--help")
    assert code == 0
    assert all(re.search(rf"^  {command} ", out, re.M) for command in COMMANDS)
    assert re.findall(r"^    (\d)  ", out, re.M) == ["0", "1", "2", "3"]
    assert diurna() == (0, out, "")


def test_help_is_quick() -> None:
    script = (
        "import time; from diurna.cli.running import run; run(['--help']); "
        "import sys; print(time.process_time(), file=sys.stderr)"
    )
    ran = [subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(3)]
    assert min(float(r.stderr) for r in ran) < 0.15


def test_code_prints_a_story_and_its_events_for_people(diurna: Run, pages: Path) -> None:
    code, out, err = diurna("code", pages)
    assert (code, err) == (0, "")
    assert "Police hold 12 after Nairobi march\n2025-06-25 · Jacaranda Post · story nairobi\n" in out
    assert re.search(
        r"^  COERCE \(arrest\) · occurred · .*KEN Kenya.* -> .* · 2025-06-23 · Nairobi \(KEN Kenya", out, re.M
    )
    assert "“Police arrested 12 protesters in Nairobi on Monday, the interior ministry said.”" in out
    assert "arrested 12" in out
    assert out.split("A wet week ahead")[1].endswith("  no event\n")


def test_code_as_lines_keeps_ids_and_spans(diurna: Run, pages: Path) -> None:
    code, out, _ = diurna("code", pages, "--format", "jsonl")
    stories = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [story["id"] for story in stories] == ["nairobi", "paris", "quiet"]
    spans = [(story["text"], span) for story in stories for event in story["events"] for span in event["evidence"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["quote"] for text, span in spans)
    assert diurna("code", pages, "--json").out == out  # type: ignore[attr-defined]


def test_code_reads_standard_input(monkeypatch: pytest.MonkeyPatch, diurna: Run) -> None:
    page = b"Strike in Lagos\n\nDock workers went on strike in Lagos on Tuesday.\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page)))
    code, out, _ = diurna("code", "-", "--published", "2025-03-06", "--json")
    (story,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (story["title"], story["published"]) == ("Strike in Lagos", "2025-03-06")


def test_what_is_left_unread_is_told(diurna: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "rat.txt"
    foreign.write_text(
        "Gemeinderat vertagt Beschluss\n\nDer Gemeinderat von Altstetten hat am Montag nach langer Aussprache den "
        "Beschluss über die neue Brücke vertagt, weil mehrere Anwohner dagegen geklagt hatten und das Gericht in der "
        "Kreisstadt die Arbeiten bis zum Herbst angehalten hat.\n",
        encoding="utf-8",
    )
    _, told, _ = diurna("code", foreign)
    assert told.endswith("  no event: left unread as not in English (--scope all reads all that is English)\n")
    _, ledger, _ = diurna("add", foreign, "--record", tmp_path / "r")
    assert "\n  left unread: 1 as not in English; --scope all" in ledger
    _, kept, _ = diurna("add", foreign, "--record", tmp_path / "s", "--json")
    assert json.loads(kept)["outcomes"][0]["reason"] == "left unread as not in English"


def test_add_tells_how_every_input_ended_and_again_changes_nothing(diurna: Run, pages: Path, tmp_path: Path) -> None:
    _, first, _ = diurna("add", pages, "--record", tmp_path / "r")
    assert first.startswith("3 inputs: 3 stored, 0 duplicate, 0 refused, 0 failed\n")
    code, again, _ = diurna("add", pages, "--record", tmp_path / "r")
    assert code == 0
    assert again.startswith("3 inputs: 0 stored, 3 duplicate, 0 refused, 0 failed\n")
    assert first.splitlines()[1] == again.splitlines()[1]


def test_the_ledger_adds_up_to_the_inputs(diurna: Run, pages: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.html").touch()
    (tmp_path / "in" / "junk.html").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "in" / "good.jsonl").write_bytes(pages.read_bytes() + b"{not json\n")
    code, out, _ = diurna("add", tmp_path / "in", "--record", tmp_path / "r", "--json")
    told = json.loads(out)
    assert code == 1
    assert {kind: told[kind] for kind in ("stored", "duplicate", "refused", "failed")} == {
        "stored": 3,
        "duplicate": 0,
        "refused": 3,
        "failed": 0,
    }
    assert told["inputs"] == len(told["outcomes"]) == 6
    assert all(end["reason"] for end in told["outcomes"] if end["kind"] == "refused")


def test_the_record_may_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch, diurna: Run, record: Path) -> None:
    monkeypatch.setenv("DIURNA_RECORD", str(record))
    code, out, _ = diurna("report")
    assert code == 0
    assert "in 3 stories" in out


@pytest.mark.parametrize(
    ("filters", "stories"),
    [
        (["--type", "consult"], {"paris"}),
        (["--country", "Kenya"], {"nairobi", "paris"}),
        (["--country", "fra"], {"paris"}),
        (["--country", "FR"], {"paris"}),
        (["--actor", "macron"], {"paris"}),
        (["--quad", "material-conflict"], {"nairobi"}),
        (["--quad", "4"], {"nairobi"}),
        (["--status", "Occurred", "--place", "nairobi"], {"nairobi"}),
        (["--since", "2025-07"], {"paris"}),
        (["--until", "2025-06"], {"nairobi"}),
        (["--since", "2025", "--until", "2025"], {"nairobi", "paris"}),
        (["--text", '"interior ministry"'], {"nairobi"}),
    ],
)
def test_filters_find_what_they_name(diurna: Run, record: Path, filters: list[str], stories: set[str]) -> None:
    code, out, _ = diurna("events", *filters, "--record", record, "--json")
    assert code == 0
    assert {event["story"]["id"] for event in events(out)} == stories  # type: ignore[index]


def test_limit_says_that_there_may_be_more(diurna: Run, record: Path) -> None:
    code, out, err = diurna("events", "--limit", "1", "--record", record)
    assert code == 0
    assert out.count("“") == 1
    assert err == "Shown are the newest 1; there may be more (--limit).\n"


def test_events_as_csv_is_one_row_an_event(diurna: Run, record: Path) -> None:
    _, out, _ = diurna("events", "--record", record, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["story"] for row in rows} == {"nairobi", "paris"}
    assert next(row for row in rows if row["story"] == "nairobi")["arrested_min"] == "12"


def test_times_are_shown_with_their_zone(diurna: Run, record: Path) -> None:
    assert "2025-07-02 18:00 UTC+02:00" in diurna("events", "--type", "CONSULT", "--record", record)[1]


def test_story_keeps_its_dates_apart(diurna: Run, record: Path) -> None:
    code, out, _ = diurna("story", "paris", "--record", record)
    assert code == 0
    assert re.search(r"^  published  2025-07-02 18:00 UTC\+02:00$", out, re.M)
    assert re.search(r"^  learned    \d{4}-\d\d-\d\d \d\d:\d\d UTC$", out, re.M)
    assert "French President Emmanuel Macron met Kenyan President William Ruto" in out
    assert "paris:1" in out
    assert datetime.fromisoformat(json.loads(diurna("story", "paris", "--record", record, "--json")[1])["learned"])


def test_explain_sets_the_words_of_each_field_in_brackets(diurna: Run, record: Path) -> None:
    code, out, _ = diurna("explain", "nairobi:1", "--record", record)
    assert code == 0
    assert "[type: arrested]" in out
    assert "[date: Monday]" in out
    assert "[place: Nairobi]" in out
    assert re.search(r"^  date +2025-06-23\n +“Monday”  by \w+", out, re.M)
    assert "quad class  4 material conflict" in out
    assert "\x1b" not in out


def test_explain_as_json_is_the_event(diurna: Run, record: Path) -> None:
    event = json.loads(diurna("explain", "nairobi:1", "--record", record, "--json")[1])
    assert (event["id"], event["type"], event["story"]["id"]) == ("nairobi:1", "COERCE", "nairobi")


def test_report_counts_what_the_record_holds(diurna: Run, record: Path) -> None:
    code, out, _ = diurna("report", "--record", record)
    told = json.loads(diurna("report", "--record", record, "--json")[1])
    assert code == 0
    assert told["stories"] == 3
    assert told["events"] == sum(told["types"].values())
    assert "KEN Kenya" in out
    assert "By type" in out


def test_verify_says_how_much_it_checked(diurna: Run, record: Path) -> None:
    code, out, _ = diurna("verify", "--record", record)
    told = json.loads(diurna("verify", "--record", record, "--json")[1])
    assert (code, told["problems"]) == (0, [])
    assert told["events"] >= 2
    assert out == f"{told['events']} events, {told['fields']} fields checked: all stand on their words.\n"


def test_verify_shows_how_far_it_is_on_a_terminal(record: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "diurna", "verify", "--record", str(record)]
    subprocess.run(words, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    assert b"3/3" in os.read(ours, 100_000)
    os.close(ours)


def test_doctor_finds_this_installation_well(diurna: Run, record: Path) -> None:
    code, out, _ = diurna("doctor", "--record", record)
    looked = [json.loads(line) for line in diurna("doctor", "--record", record, "--json")[1].splitlines()]
    assert code == 0, out
    assert {"python", "spacy", "sqlite", "language model", "gazetteer", "coding", "record", "disk"} <= {
        finding["subject"] for finding in looked
    }
    assert all(finding["ok"] for finding in looked)


def test_words_that_a_spreadsheet_would_compute_are_made_harmless(diurna: Run, tmp_path: Path) -> None:
    row = {
        "id": "f",
        "title": "=HYPERLINK(A1)",
        "published": "2025-06-25",
        "text": "Police arrested 12 men in Nairobi.",
    }
    (tmp_path / "f.jsonl").write_text(json.dumps(row), encoding="utf-8")
    diurna("add", tmp_path / "f.jsonl", "--record", tmp_path / "r")
    (found,) = csv.DictReader(io.StringIO(diurna("events", "--record", tmp_path / "r", "--csv")[1]))
    assert found["title"] == "'=HYPERLINK(A1)"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_add_shows_a_bar_on_a_terminal_and_none_in_a_pipe(pages: Path, tmp_path: Path) -> None:
    import pty

    words = [sys.executable, "-m", "diurna", "add", str(pages), "--record", str(tmp_path)]
    ours, theirs = pty.openpty()
    ran = subprocess.run(words, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    assert b"3/3" in os.read(ours, 100_000)
    os.close(ours)
    assert ran.stdout.startswith(b"3 inputs: 3 stored")
    assert subprocess.run(words, capture_output=True, check=True).stderr == b""
