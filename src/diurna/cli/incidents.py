"""`diurna incidents`: what happened, each thing once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.events import why_nothing
from diurna.cli.options import asked_query, json_option, query_options, record_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("incidents")
@query_options
@click.option("--reports", type=click.IntRange(1), default=1, metavar="N", help="Told by so many stories at least.")
@record_option
@json_option
def command(folder: Path, as_json: bool, reports: int, **asked: Any) -> int:
    """Find what happened, each thing once, in however many stories; the newest come first.

    An incident is found when one of its events is: all filters must hold of that event.

    \b
    Examples:
      diurna incidents --country Kenya --since 2025-09
      diurna incidents --type ASSAULT --reports 3 --json
    """
    from diurna.store import incident_json

    with diurna.open_record(folder) as record:
        query = asked_query(**asked)
        found = [one for one in map(incident_json, diurna.find_incidents(record, query)) if one["stories"] >= reports]
        if not found:
            click.echo(why_nothing(record, query), err=True)
        for one in found:
            click.echo(json.dumps(one, ensure_ascii=False) if as_json else show.incident(one))
    return 0 if found else 1
