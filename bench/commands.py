"""How quick the command line is: python bench/commands.py [PAGE] [--turns 5]

Prints the best of some turns: CPU seconds of `diurna --help`, and wall seconds until a page's first event is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

PAGE = Path(__file__).parent.parent / "examples" / "news" / "2025-10-14-baidoa-bombing.html"
HELP = "import time; from diurna.cli.running import run; run(['--help']); print(time.process_time())"


def help_cpu() -> float:
    """CPU seconds of one `diurna --help`, from the start of Python."""
    ran = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    return float(ran.stdout.splitlines()[-1])


def first_event(page: Path) -> float:
    """Wall seconds from the start of `diurna code PAGE` to the line of its first event."""
    began = time.monotonic()
    with subprocess.Popen([sys.executable, "-m", "diurna", "code", str(page)], stdout=subprocess.PIPE) as ran:
        assert ran.stdout
        for line in ran.stdout:
            if line.startswith(b"  "):
                took = time.monotonic() - began
                ran.stdout.read()
                return took
    raise SystemExit(f"{page}: no event was printed")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", nargs="?", type=Path, default=PAGE)
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args()
    print(f"diurna --help      {min(help_cpu() for _ in range(given.turns)):.3f} CPU s")
    print(f"first event        {min(first_event(given.page) for _ in range(given.turns)):.2f} s")


if __name__ == "__main__":
    main()
