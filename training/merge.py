"""Set the weights by which stories are held for one: `python training/merge.py CODED.jsonl DOCS.jsonl WEIGHTS.tsv`

CODED holds stories as `diurna code --scope all --format jsonl` gives them, DOCS (id, incident_id) the incident of each.
The pairs are those that the merge itself would compare; of a pair of stories the best pair of events counts, as in the
merge. The column "stories" of WEIGHTS is written anew: a logistic regression; what would reward a contradiction, or
punish an agreement, weighs 0.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from diurna.incidents import ENOUGH, keys, profiles
from diurna.incidents.features import OF_EVENTS, OF_STORIES
from diurna.store import story_from_json

if TYPE_CHECKING:
    from diurna.incidents import Profile

BY_HAND = {"same_topic"}  # shootings have no themes of weeks: its weight stays as it is
STORY_FEATURES = {name: feature for name, feature in OF_STORIES.items() if name not in BY_HAND}
NAMES = (*STORY_FEATURES, *OF_EVENTS)
AGAINST = {
    "no_names",
    "reported_apart",
    "days_apart",
    "a_tally",
    "places_apart",
    "other_parties",
    "other_speakers",
    "other_countries",
    "other_counts",
    "other_sentences",
}
ROUNDS, RIDGE, STEPS = 4, 1.0, 50  # of choosing the best pair; strength of the prior that weights are 0; Newton's steps
THRESHOLD = 3.25  # groups of stories form best where the odds are 1 to 26: the prior is raised by as much


def read(coded: Path) -> dict[str, list[Profile]]:
    """Story id -> its reports."""
    found = {}
    with coded.open(encoding="utf-8") as lines:
        for line in lines:
            story, mentions = story_from_json(json.loads(line))
            found[story.id] = profiles(story, mentions)
    return found


def pairs(told: dict[str, list[Profile]]) -> list[tuple[str, str]]:
    """The stories that the merge would compare."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    found = []
    for story, reports in told.items():
        known = keys(reports[-1].gist, reports[:-1])
        words = Counter(other for key in known.words for other in holders.get(key, ()))
        named = {other for key in known.names for other in holders.get(key, ())}
        found += [(other, story) for other in named | {o for o, n in words.items() if n >= ENOUGH}]
        for key in known.own:
            holders[key].append(story)
    return sorted(found)


def values(one: list[Profile], other: list[Profile]) -> np.ndarray:
    """(pairs of events of one family, and the stories as wholes; features)."""
    shared = [feature(one[-1].gist, other[-1].gist)[0] for feature in STORY_FEATURES.values()]
    reports = [(one[-1], other[-1]), *((a, b) for a in one[:-1] for b in other[:-1] if a.family == b.family)]
    return np.array([[*shared, *(feature(a, b)[0] for feature in OF_EVENTS.values())] for a, b in reports])


def fit(x: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Weights of the features and, last, the prior: Newton's method; signs that make no sense are put to 0."""
    signs = np.array([-1 if name in AGAINST else 1 for name in NAMES])
    used = np.ones(len(NAMES), dtype=bool)
    while True:
        weights = _newton(np.column_stack([x[:, used], np.ones(len(x))]), same)
        wrong = weights[:-1] * signs[used] < 0
        if not wrong.any():
            whole = np.zeros(len(NAMES) + 1)
            whole[np.append(used, True)] = weights
            return whole
        used[np.flatnonzero(used)[wrong]] = False


def _newton(x: np.ndarray, same: np.ndarray) -> np.ndarray:
    weights = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[-1, -1] = 0
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (odds - same) + ridge @ weights
        curve = (x * (odds * (1 - odds))[:, None]).T @ x + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("coded", "docs", "weights"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    told = read(args.coded)
    gold = {row["id"]: row["incident_id"] for row in map(json.loads, args.docs.open(encoding="utf-8"))}
    compared = [(a, b) for a, b in pairs(told) if a in gold and b in gold]
    rows = [values(told[a], told[b]) for a, b in compared]
    same = np.array([gold[a] == gold[b] for a, b in compared], dtype=float)
    print(f"{len(told)} stories, {len(rows)} pairs, {int(same.sum())} of one incident")
    weights = np.append([-1.0 if name in AGAINST else 1.0 for name in NAMES], 0.0)
    for _ in range(ROUNDS):
        weights = fit(np.array([row[(row @ weights[:-1]).argmax()] for row in rows]), same)
    write(args.weights, {**dict(zip(NAMES, weights, strict=False)), "prior": weights[-1] + THRESHOLD})


def write(path: Path, found: dict[str, float]) -> None:
    """Put the column "stories" in the file of weights."""
    lines = path.read_text(encoding="utf-8").splitlines()
    notes = [line for line in lines if line.startswith("#")]
    table = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    weights = {row["claim"]: float(row["stories"]) for row in table} | found
    body = [f"{row['claim']}\t{weights[row['claim']]:.2f}\t{row['events']}" for row in table]
    path.write_text("\n".join([*notes, "claim\tstories\tevents", *body]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
