"""The coder does not get worse: its figures on the labelled stories of examples/ stay above the floors in floors.json.

A floor is raised with `python tests/flow/test_quality.py`, which writes what is reached now; only `--lower` lowers one.
"""

from __future__ import annotations

import hashlib
import json
import runpy
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LABELLED = ROOT / "examples" / "labelled.jsonl"
FLOORS = Path(__file__).with_name("floors.json")
NOISE = 0.005  # another build of a library may turn one event of a hundred


def corpus() -> str:
    """The hash of the labels: floors hold for these alone."""
    return hashlib.sha256(LABELLED.read_bytes()).hexdigest()[:16]


def reached() -> dict[str, float]:
    """Code the news of examples/ and score the labelled stories: F1 typed and whole, recall of central events."""
    import diurna

    bench: dict[str, Any] = runpy.run_path(str(ROOT / "bench" / "events.py"))
    found: dict[str, list[Any]] = {}
    for coded in diurna.code(ROOT / "examples" / "news"):
        events = bench["story_json"](coded.story, coded.mentions)["events"]
        stem = Path(coded.story.origin).stem
        found[coded.story.id] = found[f"{stem}_2" if stem in found else stem] = events
    n: Counter[str] = Counter()
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        n += bench["score"](row["events"], found[row["id"]])
    return {
        "typed": round(2 * n["typed"] / (n["found events"] + n["gold"]), 3),
        "whole": round(2 * n["whole"] / (n["found events"] + n["gold"]), 3),
        "central": round(n["told"] / n["central"], 3),
    }


def test_no_figure_falls_below_its_floor() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert floors["corpus"] == corpus(), "the labels changed: measure anew"
    now = reached()
    assert all(now[name] >= floors[name] - NOISE for name in now), (now, floors)


def main(words: list[str]) -> None:
    """Write the floors reached now; refuse to lower one unless told."""
    now, old = reached(), json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    lower = [name for name, value in now.items() if value < old.get(name, 0)]
    if lower and "--lower" not in words and old.get("corpus") == corpus():
        raise SystemExit(f"lower than before: {', '.join(lower)}; say --lower to accept ({now}, floors {old})")
    FLOORS.write_text(json.dumps({"corpus": corpus(), **now}, indent=1) + "\n", encoding="utf-8")
    print(now)


if __name__ == "__main__":
    main(sys.argv[1:])
