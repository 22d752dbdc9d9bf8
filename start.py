"""Sets diurna up in this folder and shows what it does.

    python3 start.py          install into .venv, add the news of examples/news to a record, report what happened in it
    python3 start.py test     install what the tests need too, and run them; further words go to pytest

Needs Python 3.11 or newer and nothing else. What is installed is in requirements.lock, checked by hash.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  before anything that an older Python would not understand
    sys.exit(
        "diurna needs Python 3.11 or newer; this is Python {}.{}.\n"
        "Get it from python.org or your system's packages, then run: python3.11 start.py".format(*sys.version_info)
    )

import hashlib
import json
import os
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
NEWS = HERE / "examples" / "news"
RECORD = HERE / "out" / "record"
QUIET = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off"}


def main(words: list[str]) -> int:
    """Do what the words say; the exit code."""
    if not words:
        install("requirements.lock")
        return show()
    if words[0] == "test":
        install("requirements-dev.lock")
        return test(words[1:])
    print(__doc__)
    return 0 if words[0] in ("-h", "--help", "help") else 2


def install(lock: str) -> None:
    """Make .venv and install into it what `lock` names; when that is done already, nothing."""
    stamp, content = VENV / f"installed-{lock}", mark(lock)
    if PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == content:
        return
    began = time.monotonic()
    if not PYTHON.exists():
        say(f"Making {VENV.name} ...")
        make_venv()
    say("Installing (about 160 MB to fetch the first time; a few minutes at most) ...")
    pip("install", "--quiet", "--require-hashes", "--requirement", str(HERE / lock))
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(HERE))
    stamp.write_text(content, encoding="utf-8")
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def mark(lock: str) -> str:
    """What an installation was made from: the lock, the project file, this folder and this Python."""
    made_from = (HERE / lock).read_bytes() + (HERE / "pyproject.toml").read_bytes()
    return f"{hashlib.sha256(made_from).hexdigest()} {HERE} {sys.version_info[:2]}\n"


def make_venv() -> None:
    """An environment with pip. Debian and Ubuntu keep what that takes in a package of its own."""
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        sys.exit(
            f"Python could not make an environment in {VENV}:\n{made.stdout}{made.stderr}\n"
            f"On Debian or Ubuntu this mends it: sudo apt install python3-venv"
        )


def pip(*words: str) -> None:
    """Run pip in .venv; its words are shown only when it fails."""
    ran = subprocess.run(
        [str(PYTHON), "-m", "pip", *words], capture_output=True, text=True, env=os.environ | QUIET, check=False
    )
    if ran.returncode:
        sys.exit(f"{ran.stdout}{ran.stderr}\nThe installation failed: see above. Is there a network? Run it again.")


def show() -> int:
    """The main job on the news of examples/news, its report, and what to try next."""
    say("Adding examples/news to the record out/record ...")
    ended = diurna("add", str(NEWS), "--record", str(RECORD))
    if ended not in (0, 1):  # 1: some inputs were refused, and the ledger above tells which
        return ended
    print(flush=True)
    ended = diurna("report", "--record", str(RECORD))
    if ended == 0:
        print(f"\n{next_commands()}", flush=True)
    return ended


def next_commands() -> str:
    """Commands to try, as they can be pasted."""
    command, record = typed(BIN / "diurna"), f"--record {typed(RECORD)}"
    return "\n".join(
        [
            "Next:",
            f"  {command} events --country Somalia {record}",
            f"  {command} events --type PROTEST --since 2026 {record}",
            f"  {command} incidents --reports 2 {record}",
            f"  {command} explain {an_event()} {record}",
            f"  {command} code YOUR-PAGE.html",
            f"  {command} --help",
        ]
    )


def typed(path: Path) -> str:
    """A path as one types it here."""
    short = str(path.relative_to(HERE) if Path.cwd() == HERE else path)
    return f'"{short}"' if " " in short else short


def an_event() -> str:
    """The id of the first event that the report shows."""
    words = [str(PYTHON), "-m", "diurna", "report", "--json", "--record", str(RECORD)]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    return str(json.loads(ran.stdout)["samples"][0]["id"])


def test(words: list[str]) -> int:
    """ruff, mypy and pytest; all three run, and the exit code is the first that is not 0."""
    checks = (
        ("ruff", ["check", "--quiet"]),
        ("mypy", ["--no-error-summary"]),
        ("pytest", words),
    )
    codes = []
    for tool, given in checks:
        say(f"{tool} ...")
        codes.append(subprocess.run([str(PYTHON), "-m", tool, *given], cwd=HERE, check=False).returncode)
    for (tool, _), code in zip(checks, codes, strict=True):
        if code:
            say(f"{tool} found problems (exit code {code}).")
    return next((code for code in codes if code), 0)


def diurna(*words: str) -> int:
    """Run the command of .venv."""
    return subprocess.run([str(PYTHON), "-m", "diurna", *words], check=False).returncode


def say(line: str) -> None:
    """A word on what is going on."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
