"""The merge: reports of one happening become one incident, as stories come in or when a person says so."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from diurna import incidents
from diurna.errors import InputError
from diurna.incidents import Act
from diurna.limits import MERGE_BATCH, MERGE_HELD, MERGE_SETTLED, SITUATION_INCIDENTS
from diurna.records import Judgement
from diurna.store import own_incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from diurna.incidents import Profile
    from diurna.records import Incident
    from diurna.store import Query, Record
    from diurna.store.merging import Merging


def merge(record: Record, *, now: datetime) -> Iterator[int]:
    """Merge every story that was not merged yet; yields how many after each batch, whose judgements are on disk then.

    The incidents follow from the stories alone, whatever the order in which they came; merging again changes nothing,
    and a merge that was killed is gone on with.
    """
    kept = _Profiles()
    for batch in count(1):
        with record.merging(now=now) as rows:
            new = rows.unmerged(MERGE_BATCH)
            for key in new:
                _judge(rows, kept, key)
            if not new or batch % MERGE_SETTLED == 0:
                _settle(rows, rows.unsettled())
                rows.all_settled()
        if not new:
            return
        yield len(new)


class _Profiles:
    """The profiles of the revisions that were compared last."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, list[Profile]] = OrderedDict()

    def of(self, rows: Merging, key: int) -> list[Profile]:
        """The reports of a revision; the story as a whole is the last."""
        if key not in self._held:
            self._held[key] = incidents.profiles(*rows.coded(key))
            if len(self._held) > MERGE_HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return self._held[key]


def _judge(rows: Merging, kept: _Profiles, key: int) -> None:
    """Compare a revision with those that it meets."""
    reports = kept.of(rows, key)
    keys = incidents.keys(reports[-1].gist, reports[:-1])
    found = [
        judgement
        for other in sorted({*rows.holding(keys.words, incidents.ENOUGH), *rows.holding(keys.names, 1)})
        for judgement in incidents.judge(reports, kept.of(rows, other))
        if other != key
    ]
    before = rows.reports(reports[-1].gist.story)
    rows.judge([*_withdrawn(rows, before, found), *found])
    rows.enter(key, keys.own)


def _withdrawn(rows: Merging, reports: Iterable[str], found: Iterable[Judgement]) -> list[Judgement]:
    """What an older revision of a story gave rise to, and the new one does not."""
    again = {(judgement.a, judgement.b) for judgement in found}
    old = [judgement for judgement in rows.judged(reports) if judgement.maker == "rule"]
    return [replace(j, verdict="none", score=0.0, because=()) for j in old if (j.a, j.b) not in again]


def _settle(rows: Merging, touched: Iterable[str]) -> None:
    """Give every report that a judgement leads to from `touched` the incident that follows from the judgements.

    Groups join where a pair between them has LINK at least: what no such pair leads to is not touched.
    """
    left = set(touched)
    while left:
        reports, judgements = rows.connected({min(left)}, incidents.LINK)
        left -= reports
        told = rows.told(report.removesuffix(":0") for report in reports if report.endswith(":0"))
        stories = {f"{story}:0": [_act(*event) for event in events] for story, events in told.items()}
        incident = {report: own_incident(report) for report in reports}
        for group in incidents.cluster(judgements, stories):
            first = own_incident(_first_event(group))
            incident |= dict.fromkeys(group, first)
        rows.settle(incident)


def _act(event: str, kind: str, first: str | None, last: str | None, countries: str) -> Act:
    first_day, last_day = (date.fromisoformat(day).toordinal() if day else None for day in (first, last))
    return Act(event, kind, first_day, last_day, frozenset(countries.split(",")) - {""})


class Person(NamedTuple):
    """Who joins or parts incidents, and why; both may be left out."""

    name: str = ""
    note: str = ""


NOBODY = Person()


def join(record: Record, one: str, other: str, *, now: datetime, by: Person = NOBODY) -> str:
    """Make one incident of two, whatever the rule says; gives its id. Raises InputError for what the record lacks."""
    with record.merging(now=now) as rows:
        sides = [_members(rows, side) for side in (one, other)]
        if set(sides[0]) & set(sides[1]):
            raise InputError(f"{one} and {other}", "are one incident already", "diurna explain shows its reports.")
        apart = {(j.a, j.b): j for j in rows.judged(sides[0]) if j.maker == "person" and j.verdict == "different"}
        lifted = [
            replace(j, verdict="none", name=by.name, note=by.note) for j in apart.values() if {j.a, j.b} & set(sides[1])
        ]
        ends = sorted(map(_first_event, sides))
        if any(end.endswith(":0") for end in ends):  # a story is joined with a story
            ends = sorted(f"{end.rpartition(':')[0]}:0" for end in ends)
        rows.judge([*lifted, Judgement(ends[0], ends[1], "same", 0.0, (), "person", *by)])
        _settle(rows, [*sides[0], *sides[1]])
        return rows.incident(ends[0])


def part(record: Record, incident: str, reports: Sequence[str], *, now: datetime, by: Person = NOBODY) -> list[str]:
    """Take reports out of an incident, whatever the rule says; gives the incidents that they form now."""
    with record.merging(now=now) as rows:
        members = _members(rows, incident)
        for report in reports:
            if report not in members:
                raise InputError(f"report {report!r}", f"is not in {incident}", f"Its reports: {', '.join(members)}.")
        rest = [member for member in members if member not in reports]
        if not rest:
            raise InputError(f"incident {incident}", "would keep no report", "Leave one out.")
        pairs = sorted((min(a, b), max(a, b)) for a in reports for b in rest)
        rows.judge(Judgement(a, b, "different", 0.0, (), "person", *by) for a, b in pairs)
        _settle(rows, members)
        return sorted({rows.incident(report) for report in reports})


def _members(rows: Merging, name: str) -> list[str]:
    members = rows.members(name)
    if not members:
        raise InputError(f"incident {name!r}", "is not in the record", "diurna incidents shows what is.")
    return members


def _first_event(members: Sequence[str]) -> str:
    return min((m for m in members if not m.endswith(":0")), default=min(members))


def find(record: Record, query: Query, *, stories: int = 1, as_of: datetime | None = None) -> list[Incident]:
    """The incidents with an event that answers `query` and told by so many `stories`, each with all its reports.

    The newest event first.
    """
    held = record.incidents(query, stories=stories, as_of=as_of)
    known = {name: incidents.tell(name, reports) for name, reports in held}
    return [_with_follows(record, incident, known, as_of) for incident in list(known.values())]


def find_uncoded(record: Record, *, as_of: datetime | None = None) -> list[Incident]:
    """What several stories tell and no event of it was coded in any; of no type, and the newest stories first."""
    found = [incidents.tell(name, reports) for name, reports in record.uncoded(as_of=as_of)]
    return sorted(found, key=_newest, reverse=True)


def _newest(incident: Incident) -> tuple[str, str]:
    return max(str(report.story.published or "")[:10] for report in incident.reports), incident.id


def open_incident(record: Record, name: str, *, as_of: datetime | None = None) -> Incident | None:
    """The incident of that id, of an id that it had before, or of an event; None when there is none."""
    held = record.incident(name, as_of=as_of)
    return _with_follows(record, incidents.tell(*held), {}, as_of) if held else None


def _with_follows(record: Record, later: Incident, known: dict[str, Incident], as_of: datetime | None) -> Incident:
    """With the incident that it follows, the last of its situation before it; `known` keeps those told."""
    names = record.situation(later.mention, days=incidents.SITUATION_DAYS, limit=SITUATION_INCIDENTS, as_of=as_of)
    if incidents.is_step_of_law(later.mention):  # the deed is told beside it
        names += record.told_beside([r.mention.id for r in later.reports if r.mention], as_of=as_of)
    for name in names:
        if name not in known and (held := record.incident(name, as_of=as_of)):
            known[name] = incidents.tell(*held)
    before = [
        known[name] for name in names if name in known and name != later.id and incidents.follows(known[name], later)
    ]
    return replace(later, follows=(max(before, key=_day).id,)) if before else later


def _day(incident: Incident) -> tuple[str, str]:
    return incident.mention.date.start.isoformat() if incident.mention.date else "", incident.id
