"""The command `diurna` itself: it knows its commands by name and loads the one that is called."""

from __future__ import annotations

import difflib
import os
from importlib import import_module

import click

import diurna as package

COMMANDS = {
    "code": "Code news without keeping it: stories and their events.",
    "add": "Code news into a record; adding again changes nothing.",
    "events": "Find events in the record.",
    "incidents": "Find what happened, each thing once, in however many stories.",
    "story": "Show a story of the record: its text, dates and events.",
    "explain": "Show an event or an incident in the words that carry it.",
    "merge": "Make one incident of two that the rule holds apart.",
    "split": "Take reports out of an incident that the rule put there.",
    "report": "Show what the record holds, in short.",
    "codebook": "Learn event types of your own from examples.",
    "verify": "Check that every field still stands on its words.",
    "doctor": "Check that everything diurna needs is here.",
}
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
EXITS = """\b
Exit codes:
  0  all is well
  1  nothing was found, some inputs were refused, or a check found a problem
  2  an argument or the input is wrong, and nothing was done
  3  another program is writing to the record
"""


class Commands(click.Group):
    """The commands above, each in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"diurna.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed; for a typing error the nearest one is named."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0].lower(), COMMANDS, 1, 0.5)
            hint = f"Did you mean {near[0]}?" if near else f"Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"there is no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table of commands, from the lines above: no module is loaded for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, invoke_without_command=True, context_settings=SETTINGS, epilog=EXITS)
@click.version_option(package.__version__, "-V", "--version", prog_name="diurna")
@click.pass_context
def diurna(ctx: click.Context) -> None:
    """Read news and keep a record of who did what to whom, where and when.

    \b
    Examples:
      diurna code page.html
      diurna add news/ --record ./record
      diurna events --country Kenya --type PROTEST --record ./record
    """
    ctx.color = False if os.environ.get("NO_COLOR") else None
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
