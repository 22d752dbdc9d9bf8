"""Whatever is typed or given, the answer is a line that names it, the reason and the mend; never a traceback."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.cli import running
from diurna.cli.root import COMMANDS
from diurna.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cod", "x"], "Did you mean code?"),
        (["explian", "x"], "Did you mean explain?"),
        (["weather"], "Commands: code, add, events"),
        (["events", "--contry", "Kenya"], "there is no option --contry. Did you mean --country?"),
        (["code", "x", "--fromat", "jsonl"], "Did you mean --format?"),
        (["events", "--country", "Kenia"], "Nearest: KEN (Kenya)"),
        (["events", "--country", "Brasil"], "Nearest: BRA (Brazil)"),
        (["events", "--country", "Atlantis!?"], "there is no country 'Atlantis!?'"),
        (["events", "--type", "PROTSET"], "Nearest: PROTEST"),
        (["events", "--type", "zzz"], "Take one of AGREE, CONSULT"),
        (["events", "--status", "hapened"], "Nearest: occurred (happened)"),
        (["events", "--status", "zz"], "Take one of occurred, planned, alleged, denied, hypothetical."),
        (["events", "--quad", "5"], "4 (material conflict)"),
        (["events", "--since", "2025-02-30"], "there is no such date"),
        (["events", "--until", "2025-13"], "2025-13"),
        (["events", "--since", "yesterday"], 'Write "2025-09-01"'),
        (["events", "--limit", "many"], "'many' is not a whole number"),
        (["code", "x", "--published", "31.12.2025"], "--published"),
        (["code", "x", "--crawled", "2025-11-16T25:00"], "--crawled"),
        (["code", "x", "--format", "xml"], "Take one of table, jsonl"),
        (["code", "x", "--scope", "al"], "Nearest: all"),
        (["events", "--since", "2025-13"], '"2025-09" for the month'),
        (["events", "--country", "XX"], "XKX (Kosovo)"),
        (["events", "--csv", "--json"], "take one"),
        (["incidents", "--uncoded", "--country", "Kenya"], "not with --country"),
        (["code"], "INPUT"),
        (["story"], "ID"),
        (["--oops"], "there is no option --oops"),
        (["--record", "x", "events"], "diurna COMMAND --record ..."),
        (["events", "--country"], "diurna events --help"),
    ],
)
def test_a_typing_error_is_named_with_what_was_meant(diurna: Run, words: list[str], said: str) -> None:
    code, out, err = diurna(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert err.startswith("diurna")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.html", b"", "is empty"),
        ("junk.html", bytes(range(256)) * 30, "binary"),
        ("page.docx", b"PK\x03\x04", ".docx"),
        ("page.mhtml", b"From: <Saved by a browser>", "Save the page as HTML"),
        ("bad.jsonl", b'{"id": "a"', "bad.jsonl:1"),
        ("cols.csv", b"id,body\n1,x\n", 'Rename "body" to "text"'),
        ("fake.parquet", b"PAR1 not really", "fake.parquet"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(
    diurna: Run, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    code, out, err = diurna("code", tmp_path / name)
    assert (code, out) == (2, "")
    assert said in err
    assert "refused" in err
    assert err.count("\n") == 1


def test_a_bad_file_in_a_folder_is_named_and_the_rest_goes_on(diurna: Run, tmp_path: Path, pages: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "good.jsonl").write_bytes(pages.read_bytes())
    code, out, err = diurna("code", tmp_path)
    assert code == 1
    assert "Macron receives Kenyan president" in out
    assert err.count("\n") == 1
    assert "empty.txt" in err


def test_a_missing_file_exits_with_2(diurna: Run, tmp_path: Path) -> None:
    code, _, err = diurna("code", tmp_path / "nowhere.html")
    assert code == 2
    assert "there is no such file or folder" in err


@pytest.mark.parametrize("command", [["events"], ["story", "x"], ["explain", "x"], ["report"], ["verify"]])
def test_a_record_that_is_not_there_is_told_with_the_way_to_make_one(
    diurna: Run, tmp_path: Path, command: list[str]
) -> None:
    code, out, err = diurna(*command, "--record", tmp_path / "none")
    assert (code, out) == (2, "")
    assert "diurna add INPUT" in err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [["events"], ["verify"], ["report"], ["add", "x.html"]])
def test_a_file_that_is_no_record_is_told_so(diurna: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "record.sqlite").write_bytes(b"this is no database at all" * 100)
    code, out, err = diurna(*command, "--record", tmp_path)
    assert (code, out) == (2, "")
    assert "is not a record" in err
    assert err.count("\n") == 1


def test_a_record_that_another_program_writes_to_exits_with_3(
    diurna: Run, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert diurna("add", pages, "--record", tmp_path)[0] == 0
    monkeypatch.setattr("diurna.store.file.WAIT_S", 0.1)
    other = sqlite3.connect(tmp_path / "record.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    code, _, err = diurna("add", pages, "--record", tmp_path)
    other.close()
    assert code == 3
    assert "another program" in err


def test_an_empty_answer_says_which_filter_left_nothing(diurna: Run, record: Path) -> None:
    code, out, err = diurna("events", "--type", "CONSULT", "--place", "Nairob", "--actor", "Macorn", "--record", record)
    assert (code, out) == (1, "")
    assert "Nothing found among" in err
    assert "without --actor Macorn (the record knows Macron" in err
    assert "without --type CONSULT" in err


def test_an_empty_record_says_so(diurna: Run, tmp_path: Path) -> None:
    (tmp_path / "quiet.txt").write_text(
        "A wet week ahead\n\nRain is expected in most parts this week.\n", encoding="utf-8"
    )
    diurna("add", tmp_path / "quiet.txt", "--record", tmp_path / "r")
    code, _, err = diurna("events", "--record", tmp_path / "r")
    assert code == 1
    assert "holds no event yet" in err


def test_ids_taken_for_each_other_are_told_apart(diurna: Run, record: Path) -> None:
    assert "diurna explain paris:1" in diurna("story", "paris:1", "--record", record)[2]
    assert "paris:1" in diurna("explain", "paris", "--record", record)[2]
    assert "Nearest: paris" in diurna("story", "pariss", "--record", record)[2]
    assert "Nearest: paris" in diurna("explain", "pariss:1", "--record", record)[2]
    assert "diurna explain i:paris:1" in diurna("story", "i:paris:1", "--record", record)[2]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_under_the_output_is_told_as_that(record: Path) -> None:
    words = [sys.executable, "-m", "diurna", "events", "--record", str(record)]
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert re.fullmatch(rb"diurna: the output cannot be written \(.*\)\. Make room, .*\n", ran.stderr)


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_closed_streams_are_no_fault(record: Path) -> None:
    shell = f'"{sys.executable}" -m diurna'
    assert subprocess.run(f'{shell} events --record "{record}" >&-', shell=True, check=False).returncode == 0
    ran = subprocess.run(f"{shell} code - <&-", shell=True, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"there is no standard input" in ran.stderr


def test_a_pattern_that_the_shell_left_is_read_as_its_files(diurna: Run, tmp_path: Path, pages: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(pages.read_bytes())
    code, out, _ = diurna("code", tmp_path / "*.jsonl", "--json")
    assert (code, out.count("\n")) == (0, 3)
    assert "no such file" in diurna("code", tmp_path / "*.html")[2]


def test_words_of_the_news_cannot_steer_the_terminal(diurna: Run, tmp_path: Path) -> None:
    page = "Arrests\x1b[31m in Nairobi\n\nPolice arrested 12 protesters \x1b]0;owned\x07in Nairobi on Monday.\n"
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    _, out, err = diurna("code", tmp_path / "page.txt")
    assert "\x1b" not in out + err
    assert "\x07" not in out + err


def test_a_reader_that_goes_away_is_no_error(record: Path) -> None:
    words = [sys.executable, "-m", "diurna", "events", "--record", str(record), "--json"]
    ran = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert ran.stdout
    assert ran.stderr
    ran.stdout.close()
    assert ran.stderr.read() == b""
    assert ran.wait(timeout=60) in (0, 141)
    ran.stderr.close()


def test_windows_says_invalid_argument_when_the_reader_went_away(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = OSError(errno.EINVAL, "Invalid argument")
    assert not running._is_closed_pipe(gone)
    monkeypatch.setattr(running, "os", SimpleNamespace(name="nt"))
    assert running._is_closed_pipe(gone)
    assert not running._is_closed_pipe(OSError(errno.EINVAL, "Invalid argument", "a<b.html"))


def test_doctor_names_a_package_that_is_broken(tmp_path: Path) -> None:
    (tmp_path / "spacy.py").write_text("raise ImportError('no spacy today')\n", encoding="utf-8")
    words = [sys.executable, "-m", "diurna", "doctor", "--record", str(tmp_path / "r")]
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(words, capture_output=True, text=True, env=env, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert re.search(r"^problem  coding .*Run: pip install", ran.stdout, re.M)


@pytest.mark.skipif(os.name == "nt", reason="file names of Windows are text")
def test_a_file_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    words = [sys.executable.encode(), b"-m", b"diurna", b"code", bytes(tmp_path) + b"/caf\xe9.html"]
    ran = subprocess.run(words, capture_output=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1
    assert b"there is no such file" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a child")
def test_an_interruption_says_that_what_is_stored_is_safe(monkeypatch: pytest.MonkeyPatch, diurna: Run) -> None:
    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("diurna.read", interrupted)
    code, _, err = diurna("code", "x.html")
    assert code == 130
    assert err == "diurna: stopped. What was stored is safe.\n"


def test_a_fault_of_ours_is_one_line_too(monkeypatch: pytest.MonkeyPatch, diurna: Run) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("a\nb")

    monkeypatch.setattr("diurna.read", broken)
    code, out, err = diurna("code", "x.html")
    assert (code, out) == (70, "")
    assert err.count("\n") == 1
    assert "RuntimeError: a" in err


WORDS = st.one_of(
    st.sampled_from(
        ["--since", "--until", "--country", "--type", "--limit", "--quad", "--actor", "--json", "--csv", "-"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    command=st.sampled_from([c for c in COMMANDS if c not in ("doctor", "code", "add")]),
    words=st.lists(WORDS, max_size=4),
)
def test_any_words_end_with_a_known_exit_code(record: Path, command: str, words: list[str]) -> None:
    assert run([command, "--record", str(record), *words]) in (0, 1, 2)
