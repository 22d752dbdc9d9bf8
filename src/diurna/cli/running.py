"""Runs one command line, and turns every way in which it can end into a line on stderr and an exit code."""

from __future__ import annotations

import difflib
import errno
import os
import sqlite3
import sys
from typing import TYPE_CHECKING, TextIO

import click

from diurna.cli.root import COMMANDS, diurna
from diurna.errors import DiurnaError, RecordError

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, PARTLY, WRONG, LOCKED = 0, 1, 2, 3
FAULT, INTERRUPTED, CLOSED_PIPE = 70, 130, 141  # EX_SOFTWARE of sysexits.h; 128 + SIGINT; 128 + SIGPIPE


def run(args: Sequence[str]) -> int:
    """Run `diurna ARGS...` and give the exit code."""
    _speak_utf8()
    try:
        with diurna.make_context("diurna", list(args)) as context:
            ended = diurna.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:  # --help, --version
        return end.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _say("diurna: stopped. What was stored is safe.", INTERRUPTED)
    except click.ClickException as error:
        return _say(_line(error, args), error.exit_code)
    except DiurnaError as error:
        return _say(f"diurna: {error}", LOCKED if _is_lock(error) else WRONG)
    except OSError as error:
        return _let_go_of_stdout() if _is_closed_pipe(error) else _say(_trouble(error), WRONG)
    except Exception as error:
        if os.environ.get("DIURNA_DEBUG"):
            raise
        kind = f"{type(error).__name__}: {error}".splitlines()[0]
        return _say(f"diurna: a fault of diurna, not yours ({kind}). DIURNA_DEBUG=1 shows where it arose.", FAULT)
    return ended if isinstance(ended, int) else FINE


def _speak_utf8() -> None:
    """What goes to a file or a pipe is UTF-8 on every system; a terminal keeps its own, and never fails on a word.

    A stream that was closed (`>&-`, a service without a console) swallows what is said.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def _trouble(error: OSError) -> str:
    """An error of the system in a line: a file that it names, else the output."""
    why = error.strerror or str(error) or type(error).__name__
    if error.filename is None:
        return f"diurna: the output cannot be written ({why}). Make room, or write it elsewhere."
    return f"diurna: {error.filename}: cannot be opened ({why}). Check the path and who may read and write it."


def _is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of our output went away; Windows calls that an invalid argument."""
    ours = error.errno == errno.EINVAL and os.name == "nt" and error.filename is None
    return isinstance(error, BrokenPipeError) or ours


def _let_go_of_stdout() -> int:
    """The reader of our output went away (`| head`): say nothing, also not when Python flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED_PIPE


def _line(error: click.ClickException, args: Sequence[str]) -> str:
    """A usage error in one line: the command, what is wrong, and where help is."""
    context = getattr(error, "ctx", None)
    called = f"diurna {args[0]}" if args and args[0] in COMMANDS else "diurna"
    command = context.command_path if context else called
    message = _unknown(error, context) if isinstance(error, click.NoSuchOption) else error.format_message()
    return f"{command}: {' '.join(message.split())} ({command} --help shows examples.)"


def _unknown(error: click.NoSuchOption, context: click.Context | None) -> str:
    """An option that is not there, and the one that was meant."""
    options = [name for param in context.command.get_params(context) for name in param.opts] if context else []
    near = difflib.get_close_matches(error.option_name, options, 1, 0.5)
    if not near and context and context.parent is None:
        return (
            f"there is no option {error.option_name} before the command. Write: diurna COMMAND {error.option_name} ..."
        )
    return f"there is no option {error.option_name}.{f' Did you mean {near[0]}?' if near else ''}"


def _say(line: str, exit_code: int) -> int:
    click.echo(line, err=True)
    return exit_code


def _is_lock(error: DiurnaError) -> bool:
    """Whether another program holds the record: SQLite's own code tells."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return isinstance(error, RecordError) and code is not None and code & 0xFF == sqlite3.SQLITE_BUSY
