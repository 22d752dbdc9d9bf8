"""`diurna code`: code news without keeping it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.options import input_options, json_option
from diurna.cli.values import OneOf

if TYPE_CHECKING:
    from datetime import datetime

    from diurna.conduct import Coded
    from diurna.records import Moment, Outcome


@click.command("code")
@input_options
@click.option(
    "--format",
    "form",
    type=OneOf("format", lambda: {"table": "table", "jsonl": "jsonl"}),
    default="table",
    metavar="FORMAT",
    help="table (default), or jsonl: one story a line.",
)
@click.option(
    "--codebook",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Code the types of your own codebook too (diurna codebook train).",
)
@json_option
def command(
    inputs: tuple[str, ...],
    published: Moment | None,
    crawled: datetime | None,
    scope: str,
    borders: str,
    form: str,
    codebook: Path | None,
    as_json: bool,
) -> int:
    """Code news without keeping it.

    INPUT is an HTML page, a text file (a page saved as text), a table (JSONL, CSV or Parquet with the columns id,
    title, published, text and, if you have them, url, crawled, source, html), a folder of these, or - for standard
    input.
    Each story is printed as soon as it is coded. What cannot be used is named on stderr, and the rest goes on.

    \b
    Examples:
      diurna code page.html
      diurna code stories.jsonl --format jsonl > coded.jsonl
      pbpaste | diurna code - --published 2025-11-16
    """
    from diurna import conduct

    told = refused = 0
    pages = diurna.read(*inputs, stdin=getattr(sys.stdin, "buffer", None), published=published, crawled=crawled)
    for item in conduct.code(pages, conduct.Coder(political=scope == "political", borders=borders, codebook=codebook)):
        if isinstance(item, conduct.Coded):
            told += 1
            click.echo(_line(item) if as_json or form == "jsonl" else _block(item, told))
        else:
            refused += 1
            click.echo(show.clean(refusal(item)), err=True)
    if refused:
        return 1 if told else 2
    return 0


def refusal(outcome: Outcome) -> str:
    """One line on an input that was not coded."""
    where = f" (in {outcome.room})" if outcome.kind == "failed" else ""
    return f"{outcome.origin}: {outcome.kind}{where}: {outcome.reason}"


def _json(coded: Coded) -> dict[str, Any]:
    return diurna.story_json(coded.story, coded.mentions)


def _line(coded: Coded) -> str:
    return json.dumps(_json(coded), ensure_ascii=False)


def _block(coded: Coded, number: int) -> str:
    story = _json(coded)
    lines = [show.event(event) for event in story["events"]] or [f"  no event{_unread(coded.aside)}"]
    apart = [""] if number > 1 else []
    return "\n".join([*apart, show.story_head(story), *lines])


def _unread(aside: str) -> str:
    return f": left unread as {aside} (--scope all reads all that is English)" if aside else ""
