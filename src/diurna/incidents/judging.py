"""Pairs of stories -> judgements: which of their events are one, and the claims that add up to it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.incidents.features import OF_EVENTS, OF_STORIES, told_twice
from diurna.records import Claim, Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from diurna.incidents.features import Finding
    from diurna.incidents.profile import Profile

PRIOR = "prior"
LEAST = -1.0  # log odds of a pair that may still count when the groups around it speak for it
TOGETHER = 1.5  # least log odds of two stories whose events are compared: what both tell in passing is not their news
SURE, ALIKE = 3.0, 1.0  # log odds from which an event of both makes up for stories less alike, and how alike these are


def judge(one: Sequence[Profile], other: Sequence[Profile]) -> list[Judgement]:
    """Judgements on the reports of two stories; each list ends with the report of the story as a whole.

    Each event has one counterpart at most, the best pairs first: a summit's three meetings stay three. But what a story
    tells twice is one counterpart. The stories as wholes are as surely one as their words say, and what their best pair
    of events adds.
    """
    shared = _findings(OF_STORIES, one[-1].gist, other[-1].gist)
    alone = [*shared, *_findings(OF_EVENTS, one[-1], other[-1])]
    events, stories = [], [_claims(alone, "stories")]
    for a in one[:-1]:
        for b in other[:-1]:
            if a.family == b.family:
                findings = [*shared, *_findings(OF_EVENTS, a, b)]
                events.append(_judgement(a, b, _claims(findings, "events")))
                stories.append(_claims(findings, "stories"))
    wholes = _judgement(one[-1], other[-1], max(stories, key=lambda claims: sum(c.score for c in claims)))
    least = LEAST if wholes.score >= TOGETHER else SURE
    likely = [pair for pair in events if pair.score >= least and wholes.score >= ALIKE]
    found = _one_to_one(likely, {p.event: p for p in (*one, *other)})
    return [*found, wholes] if wholes.score >= LEAST else []


def _findings(features: Mapping[str, Callable[..., Finding]], a: object, b: object) -> list[tuple[str, float, str]]:
    """(feature, value, words) of those that say something."""
    found = ((name, *feature(a, b)) for name, feature in features.items())
    return [finding for finding in found if finding[1]]


def _claims(findings: Sequence[tuple[str, float, str]], of: str) -> tuple[Claim, ...]:
    """What speaks for and against one incident, of "events" or of the "stories" that tell them; the strongest first."""
    weights = _weights(of)
    claims = [Claim(name, round(value * weights[name], 3), words) for name, value, words in findings if weights[name]]
    claims.append(Claim(PRIOR, weights[PRIOR], "most pairs are two incidents"))
    return tuple(sorted(claims, key=lambda claim: (-abs(claim.score), claim.name)))


def _judgement(a: Profile, b: Profile, claims: tuple[Claim, ...]) -> Judgement:
    log_odds = round(sum(claim.score for claim in claims), 3)
    return Judgement(min(a.event, b.event), max(a.event, b.event), "same", log_odds, claims)


def _one_to_one(pairs: list[Judgement], told: Mapping[str, Profile]) -> list[Judgement]:
    taken: dict[str, str] = {}  # event -> its counterpart
    found = []
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b)):
        if all(
            mine not in taken or told_twice(told[taken[mine]], told[theirs])
            for mine, theirs in ((pair.a, pair.b), (pair.b, pair.a))
        ):
            taken = {pair.a: pair.b, pair.b: pair.a} | taken
            found.append(pair)
    return found


@cache
def _weights(of: str) -> dict[str, float]:
    return {row["claim"]: float(row[of]) for row in data.table("incidents/weights.tsv")}
