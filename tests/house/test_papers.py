"""What is written about the house agrees with the house: commands, knowledge files, the lock, the wheel."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import diurna
from diurna import data
from diurna.cli.root import COMMANDS
from diurna.cli.values import STATUSES

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "diurna" / "data"
KNOWLEDGE = sorted(path for path in DATA.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
PAPERS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
LOCKS = ("requirements.lock", "requirements-dev.lock")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def knows(paper: str, word: str) -> bool:
    return word in (ROOT / paper).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_in_the_reference(command: str) -> None:
    assert knows("README.md", f"diurna {command}")
    assert knows("docs/commands.md", f"## diurna {command}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_in_the_reference(command: str) -> None:
    from diurna.cli.root import Commands
    from diurna.cli.root import diurna as group

    assert isinstance(group, Commands)
    context = group.make_context("diurna", [command], resilient_parsing=True)
    found = group.get_command(context, command)
    assert found is not None
    section = (
        (ROOT / "docs/commands.md").read_text(encoding="utf-8").split(f"## diurna {command}\n")[1].split("\n## ")[0]
    )
    shared = (ROOT / "docs/commands.md").read_text(encoding="utf-8").split("## Options that many commands share\n")[1]
    for param in found.params:
        for name in param.opts:
            if name.startswith("--"):
                assert f"`{name}" in section or f"`{name}" in shared.split("\n## ")[0], f"{command} {name}"


@pytest.mark.parametrize("table", ["types", "sectors"])
def test_every_type_is_in_the_glossary_and_every_sector_has_its_meaning(table: str) -> None:
    for row in data.table(f"ontology/{table}.tsv"):
        assert row["definition"]
        assert table == "sectors" or knows("docs/glossary.md", row["type"])


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_in_the_glossary(status: str) -> None:
    assert knows("docs/glossary.md", f"*{status}*")


@pytest.mark.parametrize("path", KNOWLEDGE, ids=named)
def test_every_knowledge_file_names_its_source(path: Path) -> None:
    head = path.read_bytes()[:400]
    folder = path.parent.relative_to(DATA)
    whole = knows("docs/sources.md", str(path.relative_to(DATA)))
    assert (
        head.startswith(b"#")
        or whole
        or (knows("docs/sources.md", f"`{folder}`") and knows("docs/sources.md", f"`{path.name}`"))
    )


def test_the_hash_of_the_gazetteer_is_in_the_sources() -> None:
    assert knows("docs/sources.md", (DATA / "places/gazetteer.sqlite.sha256").read_text(encoding="utf-8").split()[0])


def test_the_readme_shows_what_the_commands_print() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    refreshed = runpy.run_path(str(ROOT / "docs" / "refresh.py"))["refreshed"]
    assert text == refreshed(text), "the output in the README is not what diurna prints now: run make docs"


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (tmp_path / "examples" / "news").mkdir(parents=True)
    (tmp_path / "examples" / "news" / "port.txt").write_bytes((ROOT / "docs" / "port.txt").read_bytes())
    (script,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "COERCE ('arrest',) 2025-06-23" in ran.stdout


@pytest.mark.parametrize("path", PAPERS, ids=named)
def test_papers_name_no_path_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"(?<![\w.:])/(?:home|root|work|tmp|Users|opt|mnt)/\S*", text)
    assert "../" not in re.sub(r"\]\(\.\./[\w./-]+\)", "", text)


@pytest.mark.parametrize("path", PAPERS, ids=named)
def test_links_between_papers_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{named(path)} links to {target}"


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_every_package_by_hash_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z][\w.-]*==\S+.*\\\n(?:    --hash=sha256:[0-9a-f]{64}.*\n?)+", text, re.M)
    assert len(pins) == len(re.findall(r"^[^\s#]", text, re.M))
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_every_dependency_of_the_project_file(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = list(project["dependencies"])
    if "dev" in lock:
        needed += [name for extra in project["optional-dependencies"].values() for name in extra]
    wanted = {re.split(r"[\[<>=~! ]", name)[0].lower().replace("_", "-") for name in needed} - {"diurna"}
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.M))
    assert wanted <= pinned


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_bring_no_deep_learning_framework(lock: str) -> None:
    assert not re.search(r"^(torch|tensorflow|jax|transformers)==", (ROOT / lock).read_text(encoding="utf-8"), re.M)


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == diurna.__version__
    assert knows("CHANGELOG.md", f"## [{diurna.__version__}]")


def test_the_wheel_carries_the_knowledge_files(tmp_path: Path) -> None:
    made = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    ran = subprocess.run(made, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    inside = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    wanted = {str(path.relative_to(ROOT / "src").as_posix()) for path in KNOWLEDGE} | {"diurna/store/schema.sql"}
    assert wanted <= inside


def test_python_dash_m_diurna_is_the_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "diurna", "--version"], capture_output=True, text=True, check=True)
    assert diurna.__version__ in ran.stdout


def test_start_tells_an_old_python_kindly(tmp_path: Path) -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8").replace("(3, 11)", "(99, 0)", 1)
    (tmp_path / "start.py").write_text(source, encoding="utf-8")
    ran = subprocess.run([sys.executable, str(tmp_path / "start.py")], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("diurna needs Python 3.11 or newer")


def test_start_refuses_words_that_it_does_not_know() -> None:
    ran = subprocess.run([sys.executable, "start.py", "tset"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "start.py test" in ran.stdout
