"""Rows of the merge: who may tell the same, what was judged, and which incident each report belongs to."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.limits import KEY_HOLDERS
from diurna.records import Claim, Judgement, Report
from diurna.store import read
from diurna.store.write import whole

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from diurna.records import Mention, Story
    from diurna.store.query import Query

NEWEST = "NOT EXISTS (SELECT 1 FROM stories x WHERE x.story_id = s.story_id AND x.revision > s.revision)"
# Stories are merged in the order of their rows, so that all up to the last merged row are done.
UNMERGED = f"""SELECT s.story FROM stories s WHERE s.story > (SELECT coalesce(max(story), 0) FROM merged)
               AND {NEWEST} ORDER BY s.story LIMIT ?"""
FOUND = f"""SELECT s.story FROM stories s WHERE {NEWEST} AND s.story IN (
            SELECT k.story FROM json_each(:keys) w JOIN merge_keys k ON k.key = w.value AND k.story >= coalesce((
                SELECT x.story FROM merge_keys x WHERE x.key = w.value ORDER BY x.story DESC LIMIT 1 OFFSET :most), 0)
            GROUP BY k.story HAVING count(*) >= :enough)"""
REPORTS = """SELECT m.event_id FROM mentions m JOIN stories s USING (story) WHERE s.story_id = ?"""
LISTED = "(SELECT value FROM json_each(:listed))"
TOLD = f"""SELECT s.story_id, m.event_id, m.type, m.date_start, m.date_end,
               coalesce((SELECT group_concat(DISTINCT p.country) FROM parties p WHERE p.mention = m.mention), '')
           FROM stories s JOIN mentions m USING (story)
           WHERE s.story_id IN {LISTED} AND {NEWEST} ORDER BY s.story_id, m.n"""
STORIES_OF = f"SELECT DISTINCT s.story_id FROM mentions m JOIN stories s USING (story) WHERE m.event_id IN {LISTED}"
TIES = f"""SELECT judgement, a, b, maker, verdict, score FROM judgements WHERE a IN {LISTED}
           UNION SELECT judgement, a, b, maker, verdict, score FROM judgements WHERE b IN {LISTED} ORDER BY judgement"""
UNSETTLED = "SELECT a, b FROM judgements WHERE judgement > (SELECT coalesce(max(judgement), 0) FROM settled)"
SETTLED = "INSERT OR IGNORE INTO settled SELECT max(judgement) FROM judgements HAVING count(*)"
INCIDENTS_OF = f"""SELECT report, incident_id, max(membership) FROM memberships
                   WHERE report IN {LISTED} GROUP BY report"""
JUDGED = """SELECT * FROM judgements WHERE a = :report AND at <= :as_of
            UNION SELECT * FROM judgements WHERE b = :report AND at <= :as_of ORDER BY judgement"""
INCIDENT_OF = """SELECT incident_id FROM memberships WHERE report = :report AND at <= :as_of
                 ORDER BY membership DESC LIMIT 1"""
MEMBERS = """SELECT report FROM memberships m WHERE incident_id = :incident AND at <= :as_of AND NOT EXISTS (
             SELECT 1 FROM memberships x
             WHERE x.report = m.report AND x.membership > m.membership AND x.at <= :as_of)"""


BESIDE = "SELECT event_id FROM mentions WHERE story IN (SELECT CAST(value AS INTEGER) FROM json_each(:listed))"
MERGED = "m.event_id IN (SELECT report FROM memberships UNION SELECT substr(incident_id, 3) FROM memberships)"
EVENTS_EACH = 2  # events looked at for each incident wanted, at first


class Merging:
    """The merge's hold on the record, inside one transaction: all of a pass is kept, or nothing."""

    def __init__(self, db: sqlite3.Connection, at: str) -> None:
        self._db, self._at = db, at

    def unmerged(self, limit: int) -> list[int]:
        """The keys of newest revisions that were not merged yet, in the order in which they came."""
        return [row["story"] for row in self._db.execute(UNMERGED, (limit,))]

    def coded(self, key: int) -> tuple[Story, tuple[Mention, ...]]:
        """One revision of a story and its events."""
        return read.coded_story(self._db, key)

    def enter(self, key: int, keys: Iterable[str]) -> None:
        """Keep the keys that a revision is found by, and that it is merged."""
        self._db.executemany("INSERT INTO merge_keys (key, story) VALUES (?, ?)", [(one, key) for one in sorted(keys)])
        self._db.execute("INSERT INTO merged VALUES (?)", (key,))

    def holding(self, keys: Iterable[str], enough: int) -> list[int]:
        """The newest revisions that hold `enough` of the keys; each key leads to the last KEY_HOLDERS that hold it."""
        wanted = {"keys": json.dumps(sorted(keys)), "enough": enough, "most": KEY_HOLDERS - 1}
        return [row["story"] for row in self._db.execute(FOUND, wanted)]

    def incident(self, report: str) -> str:
        """The id of the incident that a report belongs to."""
        return incident_of(self._db, report, read.FOREVER)

    def members(self, name: str) -> list[str]:
        """The reports of the incident that `name` leads to; none when the record has no such report now."""
        return present(
            self._db,
            members(self._db, incident_of(self._db, name.removeprefix("i:"), read.FOREVER), read.FOREVER),
            read.FOREVER,
        )

    def reports(self, story_id: str) -> list[str]:
        """Every report that any revision of a story made."""
        rows = self._db.execute(REPORTS, (story_id,))
        return sorted({whole(story_id), *(row["event_id"] for row in rows)})

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements."""
        sql = """INSERT INTO judgements (a, b, maker, verdict, score, because, name, note, at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
        for j in judgements:
            because = json.dumps([(claim.name, claim.score, claim.words) for claim in j.because], ensure_ascii=False)
            self._db.execute(sql, (j.a, j.b, j.maker, j.verdict, j.score, because, j.name, j.note, self._at))

    def judged(self, reports: Iterable[str]) -> list[Judgement]:
        """What holds now of every pair with one of the reports."""
        return judged(self._db, reports, read.FOREVER)

    def unsettled(self) -> set[str]:
        """The reports that were judged since the last settlement."""
        return {end for row in self._db.execute(UNSETTLED) for end in (row["a"], row["b"])}

    def connected(self, reports: Iterable[str], least: float) -> tuple[set[str], list[Judgement]]:
        """All reports that chains of `same` with a score of `least`, and the events of one story, lead to; and all
        judgements among them, without their claims.
        """
        seen: set[str] = set()
        found: dict[tuple[str, str, str], Judgement] = {}
        new = set(reports)
        while new:
            seen |= new
            step = {
                (row["a"], row["b"], row["maker"]): Judgement(
                    row["a"], row["b"], row["verdict"], row["score"], (), row["maker"]
                )
                for row in self._db.execute(TIES, _listed(new))
            }
            found |= step
            ties = [j for j in step.values() if j.verdict == "same" and (j.score >= least or j.maker == "person")]
            ends = {end for j in ties for end in (j.a, j.b)}
            new = self._beside(new | ends) - seen
        return seen, [found[key] for key in sorted(found) if {*key[:2]} <= seen and found[key].verdict != "none"]

    def _beside(self, reports: set[str]) -> set[str]:
        """The reports, and those of the stories that they are of: as a whole, and their events of now."""
        stories = {report.removesuffix(":0") for report in reports if report.endswith(":0")}
        stories |= {row["story_id"] for row in self._db.execute(STORIES_OF, _listed(reports))}
        told = {event for events in self.told(stories).values() for event, *_ in events}
        return {*reports, *map(whole, stories), *told}

    def told(self, stories: Iterable[str]) -> dict[str, list[tuple[str, str, str | None, str | None, str]]]:
        """Story id -> its events of now: id, type, first and last day, the countries of its parties with commas."""
        found: dict[str, list[tuple[str, str, str | None, str | None, str]]] = {}
        for story, *event in self._db.execute(TOLD, _listed(stories)):
            found.setdefault(story, []).append(tuple(event))
        return found

    def settle(self, incidents: Mapping[str, str]) -> int:
        """Give each report its incident; how many changed theirs."""
        before = {row["report"]: row["incident_id"] for row in self._db.execute(INCIDENTS_OF, _listed(incidents))}
        changed = [
            (report, incident, self._at)
            for report, incident in sorted(incidents.items())
            if before.get(report, own_incident(report)) != incident
        ]
        sql = "INSERT INTO memberships (report, incident_id, at) VALUES (?, ?, ?)"
        self._db.executemany(sql, changed)
        return len(changed)

    def all_settled(self) -> None:
        """Keep that all judgements of now are settled."""
        self._db.execute(SETTLED)


def _listed(values: Iterable[str]) -> dict[str, str]:
    return {"listed": json.dumps(sorted(values))}


def judged(db: sqlite3.Connection, reports: Iterable[str], as_of: str) -> list[Judgement]:
    """What holds of every pair with one of the reports: the newest judgement of each maker, but for withdrawn ones."""
    newest: dict[tuple[str, str, str], sqlite3.Row] = {}
    for report in sorted(set(reports)):
        for row in db.execute(JUDGED, {"report": report, "as_of": as_of}):
            newest[row["a"], row["b"], row["maker"]] = row
    return [_judgement(row) for row in newest.values() if row["verdict"] != "none"]


def _judgement(row: sqlite3.Row) -> Judgement:
    because = tuple(Claim(*claim) for claim in json.loads(row["because"]))
    return Judgement(row["a"], row["b"], row["verdict"], row["score"], because, row["maker"], row["name"], row["note"])


def own_incident(report: str) -> str:
    """The incident of a report that no other tells."""
    return f"i:{report}"


def incident_of(db: sqlite3.Connection, report: str, as_of: str) -> str:
    """The id of the incident that a report belongs to."""
    if not has_merge(db):
        return own_incident(report)
    row = db.execute(INCIDENT_OF, {"report": report, "as_of": as_of}).fetchone()
    return row["incident_id"] if row else own_incident(report)


def incidents_of(db: sqlite3.Connection, query: Query, as_of: str, *, least: int = 1) -> list[str]:
    """The incidents with an event that answers the query and told by `least` stories, the newest event first.

    The query's limit counts incidents. As few events are looked at as will do: twice as many until there are enough
    incidents, or no more events.
    """
    if least > 1 and not has_merge(db):
        return []
    also = MERGED if least > 1 else "1"  # what was never merged is told by one story
    stories: dict[str, int] = {}
    events = query.limit and EVENTS_EACH * query.limit
    while True:
        found = read.event_ids(db, read.matching(db, replace(query, limit=events), as_of, also=also))
        names = dict.fromkeys(incident_of(db, event, as_of) for event in found)
        if least > 1:
            stories |= {name: stories_of(db, name, as_of) for name in names if name not in stories}
        told = [name for name in names if least == 1 or stories[name] >= least][: query.limit]
        if events is None or len(found) < events or len(told) == query.limit:
            return told
        events *= 2


def told_beside(db: sqlite3.Connection, events: Iterable[str], as_of: str) -> list[str]:
    """The incidents of the other events of the stories that tell `events`, sorted."""
    known = set(events)
    stories = {rows[0] for event in known if (rows := rows_of(db, event, as_of))}
    told = db.execute(BESIDE, _listed(map(str, stories)))
    return sorted({incident_of(db, row["event_id"], as_of) for row in told if row["event_id"] not in known})


def stories_of(db: sqlite3.Connection, incident: str, as_of: str) -> int:
    """How many stories tell an incident."""
    return len({rows[0] for report in members(db, incident, as_of) if (rows := rows_of(db, report, as_of))})


def uncoded(db: sqlite3.Connection, as_of: str) -> list[str]:
    """The incidents that are named for a story, having no event."""
    if not has_merge(db):
        return []
    found = db.execute(
        "SELECT DISTINCT incident_id FROM memberships WHERE at <= ? AND incident_id LIKE 'i:%:0'", (as_of,)
    )
    return sorted(row["incident_id"] for row in found)


def members(db: sqlite3.Connection, incident: str, as_of: str) -> list[str]:
    """The reports of an incident, sorted; those of older revisions too."""
    if not has_merge(db):
        return [incident.removeprefix("i:")]
    found = {row["report"] for row in db.execute(MEMBERS, {"incident": incident, "as_of": as_of})}
    alone = incident.removeprefix("i:")
    return sorted(found | ({alone} if incident_of(db, alone, as_of) == incident else set()))


def present(db: sqlite3.Connection, reports: Iterable[str], as_of: str) -> list[str]:
    """Those of the reports that a newest revision makes."""
    return [report for report in reports if rows_of(db, report, as_of)]


def rows_of(db: sqlite3.Connection, report: str, as_of: str) -> tuple[int, int | None] | None:
    """The keys of the newest revision behind a report and of its mention (None: a story as a whole), if it still is."""
    for mention in read.mention_of(db, report, as_of):
        row = db.execute("SELECT story FROM mentions WHERE mention = ?", (mention,)).fetchone()
        return row["story"], mention
    story = read.revision_of(db, report.removesuffix(":0"), as_of) if report.endswith(":0") else None
    return (story, None) if story else None


def count(db: sqlite3.Connection, as_of: str) -> int:
    """How many incidents the events of now make."""
    events = f"SELECT m.event_id FROM mentions m JOIN stories s ON s.story = m.story WHERE {read.NEWEST}"
    if not has_merge(db):
        return len(db.execute(events, {"as_of": as_of}).fetchall())
    sql = f"""SELECT count(DISTINCT coalesce((SELECT incident_id FROM memberships x WHERE x.report = e.event_id
                  AND x.at <= :as_of ORDER BY x.membership DESC LIMIT 1), 'i:' || e.event_id)) FROM ({events}) e"""
    return int(db.execute(sql, {"as_of": as_of}).fetchone()[0])


def unmerged(db: sqlite3.Connection) -> int:
    """How many newest revisions were not merged yet."""
    if not has_merge(db):
        return int(db.execute("SELECT count(DISTINCT story_id) FROM stories").fetchone()[0])
    return len(db.execute(UNMERGED, (-1,)).fetchall())


def has_merge(db: sqlite3.Connection) -> bool:
    """Whether the file has the tables of the merge: a record of schema 2 that was not written to since has none."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'memberships'").fetchone() is not None


def reports_of(db: sqlite3.Connection, incident: str, as_of: str) -> list[Report]:
    """The reports of an incident as records; a story whose event is among them is not told as a whole besides."""
    found = [(report, rows) for report in members(db, incident, as_of) if (rows := rows_of(db, report, as_of))]
    by_event = {story for _, (story, mention) in found if mention}
    kept = [(story, mention) for _, (story, mention) in found if mention or story not in by_event]
    coded = {story: read.coded_story(db, story)[0] for story in {story for story, _ in kept}}
    mentions = read.mentions(db, [mention for _, mention in kept if mention])
    return [Report(coded[story], mentions[mention] if mention else None) for story, mention in kept]
