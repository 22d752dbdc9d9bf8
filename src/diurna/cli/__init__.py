"""The command line: one file for each command, loaded when it is called."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command that the user typed, and end the program with its exit code."""
    import sys

    try:
        from diurna.cli.running import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))
