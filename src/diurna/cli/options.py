"""The options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import diurna
from diurna.cli.values import (
    CountValue,
    DayValue,
    InstantValue,
    MomentValue,
    OneOf,
    countries,
    quads,
    statuses,
    types,
    views,
)

if TYPE_CHECKING:
    from datetime import date

    from diurna.store import Query

F = TypeVar("F", bound=Callable[..., Any])


def default_record() -> Path:
    """The user's own record."""
    from platformdirs import user_data_path

    return user_data_path("diurna", appauthor=False)


def record_option(command: F) -> F:
    """--record, on every command that works with one."""
    return click.option(
        "--record",
        "folder",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        envvar="DIURNA_RECORD",
        default=default_record,
        help="The record's folder. Without it: $DIURNA_RECORD, then diurna in your data folder.",
    )(command)


def json_option(command: F) -> F:
    """--json, on every command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def person_options(command: F) -> F:
    """--by and --note, of what a person says."""
    command = click.option("--note", default="", metavar="WORDS", help="Why, for those who read it later.")(command)
    return click.option("--by", "name", default="", metavar="NAME", help="Who says so; without it no name is kept.")(
        command
    )


def _expanded(_: click.Context, __: click.Parameter, inputs: tuple[str, ...]) -> tuple[str, ...]:
    """The inputs, with the files that "*.html" stands for: the shells of Windows leave that to the program."""
    return tuple(name for given in inputs for name in (_matching(given) or [given]))


def _matching(given: str) -> list[str]:
    return [] if os.path.exists(given) else sorted(glob(given))


def input_options(command: F) -> F:
    """INPUT... and what tells how to read it."""
    for option in (
        click.option(
            "--scope",
            type=OneOf("scope", lambda: {"political": "political", "all": "all"}),
            default="political",
            metavar="SCOPE",
            help="political (default), or all: crime without public meaning too.",
        ),
        click.option(
            "--borders",
            type=OneOf("view", views),
            default="",
            metavar="VIEW",
            help="Disputed lands as a claimant sees them (RUS, IND ...), or held: by whoever holds them.",
        ),
        click.option(
            "--crawled",
            type=InstantValue(),
            metavar="TIME",
            help='When the pages were fetched: what "2 hours ago" counts from.',
        ),
        click.option(
            "--published",
            type=MomentValue(),
            metavar="DATE",
            help='For pages without a date of their own: what "Monday" counts from.',
        ),
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", callback=_expanded),
    ):
        command = option(command)
    return command


def query_options(command: F) -> F:
    """The filters of events."""
    options = (
        click.option(
            "--actor", default="", metavar="NAME", help='Who did it: a name or its beginning, or a code ("IRN").'
        ),
        click.option("--recipient", default="", metavar="NAME", help="To whom it was done."),
        click.option("--country", type=OneOf("country", countries), metavar="COUNTRY", help="Of a party or the place."),
        click.option(
            "--type", "type_", type=OneOf("type", types), metavar="TYPE", help="PROTEST, ASSAULT, CONSULT ..."
        ),
        click.option(
            "--quad", type=OneOf("quad class", quads), metavar="QUAD", help="1 to 4, or material-conflict ..."
        ),
        click.option(
            "--status",
            type=OneOf("status", statuses),
            metavar="STATUS",
            help="occurred, planned, alleged, denied, hypothetical.",
        ),
        click.option("--place", default="", metavar="NAME", help="Where: a name or its first letters."),
        click.option(
            "--since", type=DayValue(), metavar="DATE", help="This day or later: 2025-03-14, 2025-03 or 2025."
        ),
        click.option("--until", type=DayValue(last=True), metavar="DATE", help="This day or earlier."),
        click.option("--text", default="", metavar="WORDS", help='Words of the story; in "quotes", in that order.'),
        click.option("--limit", type=CountValue(), default=50, show_default=True, metavar="N", help="At most."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def asked_query(
    *,
    country: str | None,
    type_: str | None,
    status: str | None,
    since: date | None,
    until: date | None,
    **same: Any,
) -> Query:
    """The question that the filters ask."""
    return diurna.Query(country=country or "", type=type_ or "", status=status or "", since=since, until=until, **same)
