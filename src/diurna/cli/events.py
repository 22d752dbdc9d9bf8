"""`diurna events`: find events in the record."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.nearest import nearest_in
from diurna.cli.options import asked_query, json_option, query_options, record_option
from diurna.limits import QUERY_ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.store import Query, Record

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("events")
@query_options
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@record_option
@json_option
def command(folder: Path, as_json: bool, as_csv: bool, **asked: Any) -> int:
    """Find events in the record; the newest come first.

    All filters must hold. An event without a date is found by the day its story was published.

    \b
    Examples:
      diurna events --country Kenya --since 2025-09
      diurna events --actor police --type COERCE --json
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json are two forms: take one.", click.get_current_context())
    with diurna.open_record(folder) as record:
        query = asked_query(**asked)
        found = record.events(query)
        if not found:
            click.echo(why_nothing(record, query), err=True)
        if as_csv:
            click.echo(_csv(found), nl=False)
        else:
            for event in found:
                click.echo(json.dumps(event, ensure_ascii=False) if as_json else show.kept_event(event))
        if not (as_json or as_csv):
            show.more(len(found), query.limit)
    return 0 if found else 1


def why_nothing(record: Record, query: Query) -> str:
    """Why a question found nothing: what the record holds, and what it would find without each filter."""
    from diurna import views

    held = record.counts()
    if not held["events"]:
        return f"Nothing found: the record in {record.folder} holds no event yet. Add news: diurna add INPUT."
    lines = [f"Nothing found among {show.many(held['events'], 'event')}. Without one filter there would be:"]
    for name, count in views.narrowing(record, query).items():
        many = f"{QUERY_ROWS:,} or more" if count >= QUERY_ROWS else f"{count:,}"
        lines.append(f"  {many:>5}  without --{name} {getattr(query, name)}{_like(record, query, name)}")
    return show.clean("\n".join(lines))


def _like(record: Record, query: Query, name: str) -> str:
    """Names of the record that are like the one asked for."""
    if name not in ("actor", "recipient", "place"):
        return ""
    near = nearest_in(getattr(query, name), record.vocabulary(name))
    return f" (the record knows {', '.join(near)})" if near else ""


def _csv(found: list[dict[str, Any]]) -> str:
    from diurna.store import frames

    page = io.StringIO()
    table = csv.DictWriter(page, list(frames.COLUMNS), lineterminator="\n")
    table.writeheader()
    for event in found:
        table.writerow({name: _harmless(cell) for name, cell in frames.row(event).items()})
    return page.getvalue()


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe: words of the news must not compute."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
