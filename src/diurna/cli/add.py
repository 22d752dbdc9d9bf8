"""`diurna add`: code news into a record."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.code import refusal
from diurna.cli.options import input_options, json_option, record_option

if TYPE_CHECKING:
    from diurna.records import Moment, Outcome
    from diurna.store import Record

SHOWN = 20  # refused and failed inputs that are told one by one
COUNTED_BYTES = 200_000_000  # inputs up to this size are read once more, to know how long the bar is: about 2 s


@click.command("add")
@input_options
@record_option
@json_option
def command(
    inputs: tuple[str, ...],
    published: Moment | None,
    crawled: datetime | None,
    scope: str,
    borders: str,
    folder: Path,
    as_json: bool,
) -> int:
    """Code news into a record, and tell how every input ended.

    INPUT is what `diurna code` takes. Each input is on disk before the next one begins, and adding it again changes
    nothing.
    Every input ends as stored, duplicate, refused or failed, and the four add up to the inputs.

    \b
    Examples:
      diurna add news/
      diurna add harvest.parquet page.html --record ./record
    """
    from diurna import conduct

    total = _total(inputs) if sys.stderr.isatty() else None
    outcomes: list[Outcome] = []
    with diurna.open_record(folder, create=True) as record:
        pages = diurna.read(*inputs, stdin=getattr(sys.stdin, "buffer", None), published=published, crawled=crawled)
        coder = conduct.Coder(political=scope == "political", borders=borders)
        ends = conduct.add(record, pages, coder, now=lambda: datetime.now(UTC))
        try:
            for outcome in show.with_bar(ends, "Coding", total):
                outcomes.append(outcome)  # one by one: what ended before an interruption is told
            _merge(record)
        finally:
            if outcomes:
                click.echo(_ledger_json(outcomes) if as_json else _ledger(record, outcomes))
    return _exit_code(outcomes)


def _merge(record: Record) -> None:
    """Merge what came in, and what an earlier run left unmerged."""
    from diurna import conduct

    steps = conduct.merge(record, now=datetime.now(UTC))
    for _ in show.with_bar(steps, "Merging", record.unmerged(), done=lambda merged: merged):
        pass


def _total(inputs: tuple[str, ...]) -> int | None:
    """How many inputs there are; None when finding out would take long or use up standard input."""
    if "-" in inputs or sum(map(_size, inputs)) > COUNTED_BYTES:
        return None
    return sum(1 for _ in diurna.read(*inputs))


def _size(given: str) -> int:
    path = Path(given)
    files = (Path(top) / name for top, _, names in os.walk(path) for name in names) if path.is_dir() else iter([path])
    size = 0
    for file in files:
        with suppress(OSError):  # a file that cannot be looked at is refused later, with its reason
            size += file.stat().st_size
    return size


def _ledger(record: Record, outcomes: list[Outcome]) -> str:
    from diurna.conduct import UNREAD, ledger_line

    sums = ledger_line(outcomes)
    ways = ", ".join(f"{n:,} {kind}" for kind, n in sums.items())
    unused = [f"  {show.clean(refusal(outcome))}" for outcome in outcomes if outcome.kind in ("refused", "failed")]
    if len(unused) > SHOWN:
        unused[SHOWN:] = [f"  and {len(unused) - SHOWN:,} more: --json tells of each"]
    unread = Counter(o.reason.removeprefix(UNREAD) for o in outcomes if o.kind == "stored" and o.reason)
    if unread:
        kinds = ", ".join(f"{n:,} as {kind}" for kind, n in unread.most_common(SHOWN))
        unused.append(f"  left unread: {kinds}; --scope all in a new record reads all that is English")
    held = record.counts()
    stories, events = show.many(held["stories"], "story", "stories"), show.many(held["events"], "event")
    told = f"{events} that {'tells' if held['events'] == 1 else 'tell'} {show.many(held['incidents'], 'incident')}"
    now = f"The record holds {stories} with {told}: {record.folder}"
    return "\n".join([f"{show.many(len(outcomes), 'input')}: {ways}", *unused, now])


def _ledger_json(outcomes: list[Outcome]) -> str:
    from diurna.conduct import ledger_line

    told: list[dict[str, Any]] = [
        {"origin": o.origin, "kind": o.kind, "reason": o.reason, "room": o.room, "stories": list(o.stories)}
        for o in outcomes
    ]
    return json.dumps({"inputs": len(outcomes), **ledger_line(outcomes), "outcomes": told}, ensure_ascii=False)


def _exit_code(outcomes: list[Outcome]) -> int:
    unused = sum(outcome.kind in ("refused", "failed") for outcome in outcomes)
    if unused:
        return 2 if unused == len(outcomes) else 1
    return 0
