"""Tables to rows: JSON lines, CSV, Parquet, as a stream. A row that cannot be read is an InputError in its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from diurna import limits
from diurna.errors import InputError
from diurna.intake.decode import MARKS, mended, refuse_others
from diurna.intake.rows import COLUMNS, check_columns

if TYPE_CHECKING:
    from pathlib import Path

Content = Mapping[str, object] | InputError
Row = tuple[str, Content]  # the row's origin ("news.jsonl:12"), and what it holds
BATCH = 64  # rows of a Parquet file in memory at a time: 64 pages of 2 MB
LONGEST = limits.PAGE_BYTES + 1  # read this much of a line at most
HEADER = 1_000  # characters of a header line at most, where it must tell that a table follows
ONE_A_LINE = 'Write one object a line: {"id": ..., "text": ...}.'
CUT = "\n\0"  # ends a line of which only the beginning was kept


def lines(file: BinaryIO, name: str) -> Iterator[str]:
    """The lines of a text file in UTF-8 or UTF-16; stray bytes are read as Windows-1252. Over-long lines end in CUT.

    Raises InputError when it is no text file.
    """
    head = file.read(16)
    refuse_others(head, name)
    codec = next((codec for mark, codec in MARKS if head.startswith(mark) and codec != "utf-8"), "utf-8")
    file.seek(0)
    return _lines(io.TextIOWrapper(file, encoding=codec, errors="surrogateescape", newline=""))


def _lines(file: IO[str]) -> Iterator[str]:
    first = True
    while line := file.readline(LONGEST):
        whole = line
        while len(whole) >= LONGEST and not whole.endswith("\n"):  # the rest of an over-long line is passed over
            whole = file.readline(LONGEST)
            line = line[:200] + CUT
        yield mended(line.lstrip("\ufeff") if first else line)
        first = False


def json_rows(given: Iterator[str], name: str) -> Iterator[Row]:
    """One object a line; blank lines are no rows."""
    for number, line in enumerate(given, 1):
        if line.strip():
            origin = f"{name}:{number}"
            yield origin, _object(line, origin)


def _object(line: str, origin: str) -> Mapping[str, object] | InputError:
    if line.endswith(CUT):
        return InputError(origin, f"the line is longer than {limits.PAGE_BYTES:,} characters", "Split it.")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(origin, f"this line is not JSON ({_why(error)})", ONE_A_LINE)
    if isinstance(found, dict):
        return found
    return InputError(origin, "this line is JSON but no object", ONE_A_LINE)


def json_file(text: str, name: str) -> Iterator[Row] | None:
    """The rows of a .json file that is one list of objects, or one object over several lines; None for JSON lines.

    Raises InputError when it is neither.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _is_json(text.partition("\n")[0]):
            return None
        raise InputError(name, f"it is not JSON ({_why(error)})", ONE_A_LINE) from None
    rows = found if isinstance(found, list) else [found]
    return ((f"{name}:{number}", _checked(row, f"{name}:{number}")) for number, row in enumerate(rows, 1))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _why(error: Exception) -> str:
    """What a parser of JSON says, in short; where it is, when there are several lines."""
    if isinstance(error, json.JSONDecodeError):
        where = f", line {error.lineno}" if "\n" in error.doc.strip() else ""
        return f"{error.msg.removesuffix(' at')}{where}"
    return "it nests too deeply" if isinstance(error, RecursionError) else str(error)


def _checked(row: object, origin: str) -> Mapping[str, object] | InputError:
    return row if isinstance(row, dict) else InputError(origin, "this entry is no object", "Give objects with a text.")


def csv_rows(given: Iterator[str], name: str, delimiter: str = "") -> Iterator[Row]:
    """The rows of a CSV or TSV file with a header line. Raises InputError when the header lacks what is needed."""
    csv.field_size_limit(limits.PAGE_BYTES)
    header = next((line for line in given if line.strip()), "")
    if not header:
        raise InputError(name, "the input is empty", "Give a table with a header line.")
    delimiter = delimiter or _delimiter(header)
    columns = _columns(header, delimiter)
    check_columns(columns, name)
    yield from _csv_rows(csv.reader(given, delimiter=delimiter), columns, name)


def is_header(line: str) -> bool:
    """Whether a line is the header of a CSV or TSV table of stories."""
    known = {*_columns(line, _delimiter(line))} & {*COLUMNS} if len(line) < HEADER else set()
    return len(known) > 1 and not known.isdisjoint(("text", "html"))


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _columns(header: str, delimiter: str) -> list[str]:
    named = [field.strip() for field in next(csv.reader(header.splitlines()[:1], delimiter=delimiter), [])]
    return [name.lower() if name.lower() in COLUMNS else name for name in named]


def _csv_rows(reader: Any, columns: list[str], name: str) -> Iterator[Row]:
    while True:
        origin = f"{name}:{reader.line_num + 2}"  # the line on which the row begins; the header is line 1
        try:
            fields = next(reader, None)
        except csv.Error as error:
            yield (
                origin,
                InputError(origin, f"not readable as CSV ({error}); the rest is not read", "Close its quotes."),
            )
            return
        if fields is None:
            return
        if fields:
            yield origin, _csv_row(fields, columns, origin)


def _csv_row(fields: list[str], columns: list[str], origin: str) -> Mapping[str, object] | InputError:
    if len(fields) <= len(columns):
        return dict(zip(columns, fields, strict=False))
    reason = f"the row has {len(fields)} fields, the header {len(columns)}"
    return InputError(origin, reason, "Put fields that hold the separator in double quotes.")


def parquet_rows(path: Path, name: str) -> Iterator[Row]:
    """The rows of a Parquet file, numbered from 1. Raises InputError when it is damaged or lacks what is needed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            check_columns(file.schema_arrow.names, name)
            kept = [c for c in COLUMNS if c in file.schema_arrow.names]
            yield from _batches(file.iter_batches(BATCH, columns=kept), name)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        why = str(error).split("\n")[0][:120] or type(error).__name__
        raise InputError(name, f"the Parquet file cannot be read ({why})", "Write it anew.") from None


def _batches(batches: Iterator[Any], name: str) -> Iterator[Row]:
    number = 0
    for batch in batches:
        columns = {field.name: _column(batch[field.name]) for field in batch.schema}
        for values in zip(*columns.values(), strict=True):
            number += 1
            yield f"{name}:{number}", dict(zip(columns, values, strict=True))


def _column(values: Any) -> list[object]:
    import pyarrow as pa

    if pa.types.is_timestamp(values.type):  # nanoseconds need pandas; a news page does not
        values = values.cast(pa.timestamp("us", values.type.tz), safe=False)
    found: list[object] = values.to_pylist()
    return found
