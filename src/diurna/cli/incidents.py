"""`diurna incidents`: what happened, each thing once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.events import why_nothing
from diurna.cli.options import CountValue, asked_query, json_option, query_options, record_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("incidents")
@query_options
@click.option("--reports", type=CountValue(), default=1, metavar="N", help="Told by so many stories at least.")
@click.option("--uncoded", is_flag=True, help="What several stories tell and no event was coded of; nothing else.")
@record_option
@json_option
def command(folder: Path, as_json: bool, reports: int, uncoded: bool, **asked: Any) -> int:
    """Find what happened, each thing once, in however many stories; the newest come first.

    An incident is found when one of its events is: all filters must hold of that event.

    \b
    Examples:
      diurna incidents --country Kenya --since 2025-09
      diurna incidents --type ASSAULT --reports 3 --json
      diurna incidents --uncoded --reports 5
    """
    from diurna import conduct
    from diurna.store import incident_json

    with diurna.open_record(folder) as record:
        query = asked_query(**asked)
        several = replace(query, limit=None) if reports > 1 else query
        incidents = conduct.find_uncoded(record) if uncoded else diurna.find_incidents(record, several)
        found = list(map(incident_json, incidents))
        told = [one for one in found if one["stories"] >= reports][: query.limit]
        if not found:
            nothing = "No two stories tell the same without an event." if uncoded else why_nothing(record, query)
            click.echo(nothing, err=True)
        elif not told:
            most = max(one["stories"] for one in found)
            click.echo(f"None of {len(found):,} incidents is told by {reports} stories; the most is {most}.", err=True)
        for one in told:
            click.echo(json.dumps(one, ensure_ascii=False) if as_json else show.incident(one))
    return 0 if told else 1
