"""Judgements -> incidents. What comes out depends on the judgements alone, not on the order in which they came."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diurna.incidents.features import countries_differ, days_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diurna.records import Judgement

LINK = 0.0  # the least mean score between two groups that become one; set on incidents told by several papers
UNJUDGED = -3.0  # the score of two events that were never worth a judgement
UNCOMPARED = -2.0  # the same of two stories: those of a theme of weeks share less; .009 more B-cubed F1 of world news
DAYS_OFF = 4  # by which two reports of one event may err: "over the weekend" for a Friday night
TOO_ALIKE = 2.0  # mean score from which it is rather that the days of a story are wrong than that it tells another
LONG_OFF, STILL_ALIKE = 30, 4.0  # the same of a story of which no event, of whatever type, is within so many days
CERTAIN = 100.0  # what a person says outweighs every score


class Act(NamedTuple):
    """What is asked of an event here: its id, type, first and last day, and the countries of its parties."""

    event: str
    type: str
    first: int | None
    last: int | None
    countries: frozenset[str] = frozenset()


@dataclass(slots=True)
class Group:
    """Mentions held for one incident; `ties` sums the scores to each neighbouring group and counts the pairs."""

    members: list[str]
    ties: dict[int, tuple[float, int]]
    barred: set[str]


def cluster(judgements: Iterable[Judgement], stories: Mapping[str, Sequence[Act]]) -> list[tuple[str, ...]]:
    """Groups of two reports and more that tell one incident, each sorted; `stories` gives the events of whole stories.

    Events and whole stories are grouped apart. The stories of a group tell the same: each of them is a report of the
    incident that most of them tell by an event of their own. Where none has an event, the stories are the incident.
    """
    known = list(judgements)
    wholes = [j for j in known if is_whole(j.a) and is_whole(j.b)]
    groups = _linked([j for j in known if not is_whole(j.a) and not is_whole(j.b)], UNJUDGED)
    apart = {frozenset((j.a, j.b)) for j in known if j.verdict == "different"}
    scores = {frozenset(pair): score for pair, score in _said(wholes)[0].items()}
    found = {member: set(group) for group in groups for member in [min(group)]}
    incident = {member: first for first, group in found.items() for member in group}
    event = {report.event: (story, report) for story, reports in stories.items() for report in reports}
    for alike in _linked(wholes, UNCOMPARED):
        told = {story: [incident.get(e.event, e.event) for e in stories.get(story, ())] for story in alike}
        if not (leading := _leading(told)):
            found[min(alike)] = set(alike)
            continue
        group = found.setdefault(leading, {leading})
        members = [event[member] for member in group if member in event]
        for story in sorted(alike):
            if leading in told[story] or any(frozenset((story, member)) in apart for member in group):
                continue
            told_alike = [scores.get(frozenset((story, other)), UNCOMPARED) for other in {told for told, _ in members}]
            if _tell_enough(told_alike, stories.get(story, ()), [act for _, act in members]):
                group.add(story)
    return sorted(tuple(sorted(group)) for group in found.values() if len(group) > 1)


def _tell_enough(scores: Sequence[float], own: Sequence[Act], group: Sequence[Act]) -> bool:
    """Whether a story without an event of the group reports it all the same, by its scores with the group's stories."""
    if max(scores, default=UNCOMPARED) >= CERTAIN:
        return True
    if _of_other_countries(own, group):
        return False
    mean = sum(scores) / len(scores) if scores else UNCOMPARED
    if _days_off(own, group) > LONG_OFF:
        return mean >= STILL_ALIKE
    return mean >= TOO_ALIKE or not _tells_another(own, group)


def _tells_another(own: Sequence[Act], group: Sequence[Act]) -> bool:
    """Whether all that the story has of those types happened on other days, as last week's bombing did."""
    kinds = {theirs.type for theirs in group}
    return _days_off([mine for mine in own if mine.type in kinds], group) > DAYS_OFF


def _days_off(own: Sequence[Act], group: Sequence[Act]) -> int:
    """The days between the nearest two; 0 when no days are known."""
    gaps = [days_between(mine, theirs) for mine in own for theirs in group]
    return min((gap for gap in gaps if gap is not None), default=0)


def _of_other_countries(own: Sequence[Act], group: Sequence[Act]) -> bool:
    """Whether all that the story has of those types is of other countries, as the next donor's aid is."""
    pairs = [(mine, theirs) for mine in own for theirs in group if mine.type == theirs.type]
    return bool(pairs) and all(countries_differ(mine, theirs) for mine, theirs in pairs)


def is_whole(report: str) -> bool:
    """Whether the report is a story as a whole."""
    return report.endswith(":0")


def _linked(judgements: Iterable[Judgement], unjudged: float) -> list[list[str]]:
    """Average linkage: from the best pair down, two groups become one while the mean score of all pairs between them is
    at least LINK, so that one chance likeness does not chain two incidents. What a person said comes first and holds.
    """
    same, different = _said(judgements)
    groups = _singles(same, different)
    owner = {member: number for number, group in groups.items() for member in group.members}
    for (a, b), score in sorted(same.items(), key=lambda pair: (-pair[1], pair[0])):
        one, other = owner[a], owner[b]
        if one != other and _may_join(groups[one], groups[other], other, score, unjudged):
            _join(groups, owner, one, other)
    return [group.members for group in groups.values() if len(group.members) > 1]


def _leading(told: Mapping[str, Sequence[str]]) -> str:
    """The incident that most stories tell, or tell first; empty when none tells any."""
    stories = Counter(incident for incidents in told.values() for incident in set(incidents))
    ranks = {one: min(i.index(one) for i in told.values() if one in i) for one in stories}
    return min(stories, key=lambda one: (-stories[one], ranks[one], one), default="")


def _said(judgements: Iterable[Judgement]) -> tuple[dict[tuple[str, str], float], set[tuple[str, str]]]:
    """Scores of the pairs that may be one, and the pairs that a person held apart."""
    same: dict[tuple[str, str], float] = {}
    different: set[tuple[str, str]] = set()
    for judgement in judgements:
        pair = min(judgement.a, judgement.b), max(judgement.a, judgement.b)
        if judgement.verdict == "same":
            by_hand = judgement.maker != "rule"
            same[pair] = max(same.get(pair, judgement.score), CERTAIN if by_hand else judgement.score)
        elif judgement.verdict == "different":
            different.add(pair)
    return {pair: score for pair, score in same.items() if pair not in different}, different


def _singles(same: Mapping[tuple[str, str], float], different: set[tuple[str, str]]) -> dict[int, Group]:
    numbers = {member: n for n, member in enumerate(sorted({m for pair in same for m in pair}))}
    groups = {n: Group([member], {}, set()) for member, n in numbers.items()}
    for (a, b), score in same.items():
        groups[numbers[a]].ties[numbers[b]] = groups[numbers[b]].ties[numbers[a]] = (score, 1)
    for a, b in different:
        if a in numbers and b in numbers:
            groups[numbers[a]].barred.add(b)
            groups[numbers[b]].barred.add(a)
    return groups


def _may_join(one: Group, other: Group, number: int, score: float, unjudged: float) -> bool:
    if any(member in one.barred for member in other.members):
        return False
    if score >= CERTAIN:
        return True
    total, judged = one.ties[number]
    pairs = len(one.members) * len(other.members)
    return total + unjudged * (pairs - judged) >= LINK * pairs


def _join(groups: dict[int, Group], owner: dict[str, int], one: int, other: int) -> None:
    """Move the smaller group into the larger: each member moves log n times at most."""
    if len(groups[one].members) < len(groups[other].members):
        one, other = other, one
    big, small = groups[one], groups.pop(other)
    big.members += small.members
    big.barred |= small.barred
    for member in small.members:
        owner[member] = one
    big.ties.pop(other, None)
    for neighbour, (total, judged) in small.ties.items():
        if neighbour == one:
            continue
        before = big.ties.get(neighbour, (0.0, 0))
        big.ties[neighbour] = groups[neighbour].ties[one] = (before[0] + total, before[1] + judged)
        groups[neighbour].ties.pop(other, None)
