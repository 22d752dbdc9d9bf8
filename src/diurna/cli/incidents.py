"""`diurna incidents`: what happened, each thing once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.events import why_nothing
from diurna.cli.options import asked_query, json_option, query_options, record_option
from diurna.cli.values import CountValue

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.records import Incident
    from diurna.store import Query, Record

FREE = ("uncoded", "reports", "limit", "folder", "as_json")  # parameters that --uncoded goes with
TYPED = click.core.ParameterSource.COMMANDLINE


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
    from diurna.store import incident_json

    _check_uncoded(uncoded)
    with diurna.open_record(folder) as record:
        query = asked_query(**asked)
        told = _uncoded(record, reports)[: query.limit] if uncoded else _told(record, query, reports)
        for one in map(incident_json, told):
            click.echo(json.dumps(one, ensure_ascii=False) if as_json else show.incident(one))
        if not told:
            click.echo(_why_nothing(record, query, reports, uncoded=uncoded), err=True)
        elif not as_json:
            show.more(len(told), query.limit)
    return 0 if told else 1


def _told(record: Record, query: Query, reports: int) -> list[Incident]:
    return diurna.find_incidents(record, query, stories=reports)


def _uncoded(record: Record, reports: int) -> list[Incident]:
    from diurna import conduct

    return [one for one in conduct.find_uncoded(record) if _stories(one) >= reports]


def _stories(incident: Incident) -> int:
    return len({report.story.id for report in incident.reports})


def _check_uncoded(uncoded: bool) -> None:
    """What no event was coded of has no fields to ask for."""
    context = click.get_current_context()
    given = context.get_parameter_source
    wrong = [p.opts[0] for p in context.command.params if p.name not in FREE and given(p.name or "") is TYPED]
    if uncoded and wrong:
        raise click.UsageError(f"--uncoded goes with --reports and --limit alone, not with {wrong[0]}.", context)


def _why_nothing(record: Record, query: Query, reports: int, *, uncoded: bool) -> str:
    """Why no incident was found."""
    if not uncoded and (reports == 1 or not record.events(replace(query, limit=1))):
        return why_nothing(record, query)
    fewer = _uncoded(record, 1) if uncoded else _told(record, replace(query, limit=None), 2)
    if uncoded and not fewer:
        return "No two stories tell the same without an event."
    return f"None of these incidents is told by {reports} stories; the most is {max(map(_stories, fewer), default=1)}."
