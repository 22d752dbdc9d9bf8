"""Intake: files, folders, tables and standard input to pages. Every input ends as one Page or one Outcome."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from diurna import limits
from diurna.errors import InputError
from diurna.intake import decode, tables
from diurna.intake.moments import moment
from diurna.intake.rows import Defaults, is_story, page, printable
from diurna.records import Moment, Outcome, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

__all__ = ["moment", "read"]

HTML = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson", ".json")
CSV = {".csv": "", ".tsv": "\t"}
KINDS = (*HTML, ".txt", *LINES, *CSV, ".parquet")
MENDS = {  # of files that people give and that are not read
    **dict.fromkeys((".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".tgz", ".7z"), "Unpack it first."),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx"), "Save it as text or as CSV."),
    **dict.fromkeys((".md", ".text", ".log"), "Rename it to .txt."),
    **dict.fromkeys((".mhtml", ".mht", ".webarchive"), "Save the page as HTML."),
    **dict.fromkeys((".xml", ".rss", ".atom"), "Save the pages that it links to."),
    ".warc": "Write its pages to .html files, or to a table with a column html.",
}
STRANGE = 10  # rows at the beginning of a table after which it is plain that it holds no stories
BOM = b"\xef\xbb\xbf"
HTML_SIGNS = ("<!doctype html", "<html", "<head", "<body", "<div", "<article", "<?xml", "<!--")


def read(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    published: Moment | None = None,
    crawled: datetime | None = None,
) -> Iterator[Page | Outcome]:
    """The pages that `inputs` (paths, folders, "-" for `stdin`) hold, in order; what cannot be used is an Outcome.

    `published` and `crawled` are for pages that carry none of their own. Never raises for bad input.
    """
    defaults = Defaults(published, crawled)
    for given in inputs:
        if given == "-":
            yield from _told(_standard_input(stdin, defaults), "-")
        else:
            yield from _named(given, defaults)


def _named(given: str, defaults: Defaults) -> Iterator[Page | Outcome]:
    name = printable(given) or '""'
    try:
        is_folder = stat.S_ISDIR(os.stat(given).st_mode)
    except (OSError, ValueError) as error:
        yield _refused(_unreadable(name, error))
        return
    yield from _folder(given, defaults) if is_folder else _told(_file(Path(given), defaults), name)


def _folder(given: str, defaults: Defaults) -> Iterator[Page | Outcome]:
    failed: list[OSError] = []
    paths = sorted(
        os.path.join(folder, name)
        for folder, folders, names in os.walk(given, onerror=failed.append)
        for name in _seen(folders, names)
    )
    for error in failed:
        yield _refused(_unreadable(printable(str(error.filename or given)), error))
    if not paths and not failed:
        yield _refused(InputError(printable(given), "the folder holds no file", f"Put pages in it: {_kinds()}."))
    for path in paths:
        yield from _told(_file(Path(path), defaults), printable(path))


def _seen(folders: list[str], names: list[str]) -> list[str]:
    """The names that are not hidden; hidden folders are taken out of the walk, and a record is no news."""
    if limits.RECORD_FILE in names:
        folders.clear()
        return []
    folders[:] = [folder for folder in folders if not folder.startswith(".")]
    return [name for name in names if not name.startswith(".")]


def _told(pages: Iterator[Page | Outcome], name: str) -> Iterator[Page | Outcome]:
    """`pages`; when the input turns out unusable as a whole, one Outcome says why."""
    try:
        yield from pages
    except InputError as error:
        yield _refused(error)
    except (OSError, ValueError) as error:
        yield _refused(_unreadable(name, error))


def _file(path: Path, defaults: Defaults) -> Iterator[Page | Outcome]:
    name, kind = printable(str(path)), path.suffix.lower()
    if kind not in KINDS:
        raise _unknown(name, printable(kind))
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError(name, "this is no regular file", "Save it to a file, or pipe it in and give -.")
    if path.stat().st_size == 0:
        raise _empty(name)
    with path.open("rb") as file:  # opened for Parquet too: a missing permission is told in our words
        yield from _opened(file, path, name, defaults)


def _opened(file: BinaryIO, path: Path, name: str, defaults: Defaults) -> Iterator[Page | Outcome]:
    kind = path.suffix.lower()
    if kind == ".parquet":
        yield from _pages(tables.parquet_rows(path, name), name, defaults)
    elif kind in CSV:
        yield from _pages(tables.csv_rows(tables.lines(file, name), name, CSV[kind]), name, defaults)
    elif kind in LINES:
        yield from _pages(_json_rows(file, name), name, defaults)
    else:
        yield from _whole(file.read(limits.PAGE_BYTES + 1), name, defaults, html=kind in HTML)


def _json_rows(file: BinaryIO, name: str) -> Iterator[tables.Row]:
    """JSON lines as a stream; a file that is one list, or one object over several lines, is read whole if not large."""
    first = file.readline(limits.PAGE_BYTES).removeprefix(BOM).strip()
    file.seek(0)
    rows = None
    if first.startswith(b"[") or first == b"{":
        data = file.read(limits.PAGE_BYTES + 1)
        file.seek(0)
        if len(data) > limits.PAGE_BYTES:
            raise InputError(name, f"its list is larger than {limits.PAGE_BYTES // 1_000_000} MB", tables.ONE_A_LINE)
        rows = tables.json_file(data.decode("utf-8-sig", "replace"), name)
    return rows or tables.json_rows(tables.lines(file, name), name)


def _standard_input(stdin: BinaryIO | None, defaults: Defaults) -> Iterator[Page | Outcome]:
    """What the beginning tells: JSON lines and CSV are read as they come; a JSON list and a page are read whole."""
    if stdin is None:
        raise InputError("-", "there is no standard input", "Pipe a page in, or name a file.")
    first = stdin.readline(limits.PAGE_BYTES + 1)
    start = first.removeprefix(BOM).strip()
    if start.startswith(b"{") and start != b"{":
        yield from _pages(tables.json_rows(_piped(first, stdin), "-"), "-", defaults)
    elif tables.is_header(start.decode("utf-8", "replace")):
        yield from _pages(tables.csv_rows(_piped(first, stdin), "-"), "-", defaults)
    else:
        data = first + stdin.read(max(0, limits.PAGE_BYTES + 1 - len(first)))
        rows = _list(data) if start.startswith((b"[", b"{")) else None
        yield from _pages(rows, "-", defaults) if rows else _whole(data, "-", defaults, html=_looks_html(data))


def _list(data: bytes) -> Iterator[tables.Row] | None:
    """The rows of a JSON list or object; None for a page that merely begins with a bracket."""
    try:
        return tables.json_file(data.decode("utf-8-sig", "replace"), "-")
    except InputError:
        return None


def _piped(first: bytes, stdin: BinaryIO) -> Iterator[str]:
    line = first.removeprefix(BOM)
    while line:
        yield decode.mended(line.decode("utf-8", "surrogateescape"))
        line = stdin.readline(limits.PAGE_BYTES + 1)


def _looks_html(data: bytes) -> bool:
    head = data[:1_024].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return head.startswith(HTML_SIGNS)


def _whole(data: bytes, name: str, defaults: Defaults, *, html: bool) -> Iterator[Page | Outcome]:
    """The one page that a file is."""
    if len(data) > limits.PAGE_BYTES:
        reason = f"the page is larger than {limits.PAGE_BYTES // 1_000_000} MB"
        raise InputError(name, reason, "Split it, or give one story a line as JSON lines.")
    text = decode.clean(decode.text(data, name, html=html))
    if not text.strip():
        raise InputError(name, "it holds no readable text", "Give HTML or plain text in UTF-8.")
    published, crawled = defaults.published, defaults.crawled
    if html:
        yield Page(origin=name, html=text, published=published, crawled=crawled)
    else:
        yield Page(origin=name, text=text, published=published, crawled=crawled)


def _pages(rows: Iterator[tables.Row], name: str, defaults: Defaults) -> Iterator[Page | Outcome]:
    """The page or refusal of each row. A table that begins with STRANGE rows that are no stories is refused as one."""
    empty = True
    strange: list[InputError] | None = []  # None: a story came
    for origin, row in rows:
        empty = False
        found = _page(row, origin, defaults)
        if strange is not None and isinstance(found, InputError) and _is_strange(row):
            strange.append(found)
            if len(strange) == STRANGE:
                raise _no_stories(name, strange[0])
            continue
        yield from map(_refused, strange or ())
        strange = None
        yield _refused(found) if isinstance(found, InputError) else found
    if empty:
        raise InputError(name, "the table has no rows", "Give at least one row with a text.")
    yield from map(_refused, strange or ())


def _page(row: tables.Content, origin: str, defaults: Defaults) -> Page | InputError:
    if isinstance(row, InputError):
        return row
    try:
        return page(row, origin, defaults)
    except InputError as error:
        return error


def _is_strange(row: tables.Content) -> bool:
    return isinstance(row, InputError) or not is_story(row)


def _no_stories(name: str, first: InputError) -> InputError:
    reason = f"none of its first {STRANGE} rows is a story ({first.reason})"
    return InputError(name, reason, f"Leave it out if it holds none. Otherwise: {first.mend}")


def _unknown(name: str, kind: str) -> InputError:
    """A file of a kind that is not read."""
    if not kind:
        return InputError(name, "its name has no ending that tells its kind", f"Rename it; read are {_kinds()}.")
    return InputError(name, f'files of the kind "{kind}" are not read', MENDS.get(kind) or f"Give {_kinds()}.")


def _empty(name: str) -> InputError:
    return InputError(name, "the input is empty", "Give a page with text.")


def _unreadable(name: str, error: Exception) -> InputError:
    if "://" in name:
        return InputError(name, "diurna fetches nothing from the network", "Save the page and give its file.")
    if isinstance(error, FileNotFoundError):
        return InputError(name, "there is no such file or folder", "Check the path.")
    if isinstance(error, PermissionError):
        return InputError(name, "reading it is not permitted", "Change its permissions, or copy it.")
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError(name, f"it cannot be read ({why})", "Check the path.")


def _refused(error: InputError) -> Outcome:
    return Outcome(error.subject, "refused", error.why, room="intake")


def _kinds() -> str:
    return ", ".join(KINDS)
