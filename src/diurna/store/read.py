"""Rows back to records and JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from diurna.records import Count, Evidence, Mention, Party, Place, Story, When
from diurna.store.export import event_json, instant_from_text, moment_from_text, story_json
from diurna.store.query import conditions, values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from diurna.store.query import Query

FOREVER = "9999-12-31T23:59:59.999999Z"  # as of now

NEWEST = """s.revision = (SELECT max(x.revision) FROM stories x
                          WHERE x.story_id = s.story_id AND x.learned_at <= :as_of)"""
EVENTS = f"""SELECT m.mention FROM mentions m JOIN stories s ON s.story = m.story WHERE {NEWEST} AND """
ORDER = " ORDER BY m.first_day DESC, s.published DESC, s.story_id, m.n LIMIT :limit"


def matching(db: sqlite3.Connection, query: Query, as_of: str, *, also: str = "1") -> list[int]:
    """The keys of the mentions that answer `query`, and the SQL condition `also`, in the order of the answer."""
    bound = {**values(query), "as_of": as_of}
    return [row["mention"] for row in db.execute(f"{EVENTS}{conditions(query)} AND {also}{ORDER}", bound)]


def revision_of(db: sqlite3.Connection, story_id: str, as_of: str) -> int | None:
    """The key of the newest revision of a story."""
    sql = f"SELECT s.story FROM stories s WHERE s.story_id = :id AND {NEWEST}"
    row = db.execute(sql, {"id": story_id, "as_of": as_of}).fetchone()
    return row["story"] if row else None


def revisions(db: sqlite3.Connection, as_of: str) -> list[int]:
    """The keys of the newest revisions of all stories, ordered by story id."""
    sql = f"SELECT s.story FROM stories s WHERE {NEWEST} ORDER BY s.story_id"
    return [row["story"] for row in db.execute(sql, {"as_of": as_of})]


def mention_of(db: sqlite3.Connection, event_id: str, as_of: str) -> list[int]:
    """The key of the mention with that event id: one, or none."""
    return [r["mention"] for r in db.execute(EVENTS + "m.event_id = :id", {"id": event_id, "as_of": as_of})]


def event_ids(db: sqlite3.Connection, keys: list[int]) -> list[str]:
    """The event ids of mentions, in the order of `keys`."""
    sql = "SELECT mention, event_id FROM mentions WHERE mention IN (SELECT value FROM json_each(?))"
    found = {row["mention"]: row["event_id"] for row in db.execute(sql, (json.dumps(keys),))}
    return [found[key] for key in keys]


def event_dicts(db: sqlite3.Connection, keys: list[int]) -> list[dict[str, Any]]:
    """Events as JSON, each with "story" (id, title, published, source, url) and "learned", in the order of `keys`."""
    sql = """SELECT m.mention, s.story_id, s.title, s.published, s.source, s.url, s.learned_at
             FROM mentions m JOIN stories s ON s.story = m.story WHERE m.mention IN (SELECT value FROM json_each(?))"""
    heads = {row["mention"]: row for row in db.execute(sql, (json.dumps(keys),))}
    events = mentions(db, keys)
    return [
        {**event_json(events[key]), "story": _head(heads[key]), "learned": heads[key]["learned_at"]} for key in keys
    ]


def _head(row: sqlite3.Row) -> dict[str, str | None]:
    return {"id": row["story_id"], **{name: row[name] for name in ("title", "published", "source", "url")}}


def story_dict(db: sqlite3.Connection, key: int) -> dict[str, Any]:
    """One revision of a story with its events as JSON, and its "revision" and "learned"."""
    story, coded = coded_story(db, key)
    row = db.execute("SELECT revision, learned_at FROM stories WHERE story = ?", (key,)).fetchone()
    return {**story_json(story, coded), "revision": row["revision"], "learned": row["learned_at"]}


def coded_story(db: sqlite3.Connection, key: int) -> tuple[Story, tuple[Mention, ...]]:
    """One revision of a story and its events, as they were given."""
    return next(coded_stories(db, [key]))


def coded_stories(db: sqlite3.Connection, keys: Sequence[int]) -> Iterator[tuple[Story, tuple[Mention, ...]]]:
    """Revisions of stories and their events, as they were given, in the order of `keys`."""
    wanted = (json.dumps(list(keys)),)
    stories = "SELECT * FROM stories WHERE story IN (SELECT value FROM json_each(?))"
    rows = {row["story"]: row for row in db.execute(stories, wanted)}
    told = defaultdict(list)
    ours = "SELECT story, mention FROM mentions WHERE story IN (SELECT value FROM json_each(?)) ORDER BY story, n"
    for row in db.execute(ours, wanted):
        told[row["story"]].append(row["mention"])
    events = mentions(db, [mention for found in told.values() for mention in found])
    for key in keys:
        yield _story(rows[key]), tuple(events[mention] for mention in told[key])


def mentions(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, Mention]:
    """The mentions with those keys."""
    wanted = (json.dumps(list(keys)),)
    parties, counts, evidence = _parties(db, wanted), _counts(db, wanted), _evidence(db, wanted)
    rows = db.execute("SELECT * FROM mentions WHERE mention IN (SELECT value FROM json_each(?))", wanted)
    return {
        row["mention"]: _mention(
            row,
            (tuple(parties[row["mention"], "actor"]), tuple(parties[row["mention"], "recipient"])),
            tuple(counts[row["mention"]]),
            tuple(evidence[row["mention"]]),
        )
        for row in rows
    }


def _parties(db: sqlite3.Connection, wanted: tuple[str]) -> defaultdict[tuple[int, str], list[Party]]:
    found = defaultdict(list)
    sql = "SELECT * FROM parties WHERE mention IN (SELECT value FROM json_each(?)) ORDER BY mention, side, n"
    for row in db.execute(sql, wanted):
        party = Party(row["text"], row["name"], row["country"], row["sector"], row["rule"])
        found[row["mention"], row["side"]].append(party)
    return found


def _counts(db: sqlite3.Connection, wanted: tuple[str]) -> defaultdict[int, list[Count]]:
    found = defaultdict(list)
    sql = "SELECT * FROM counts WHERE mention IN (SELECT value FROM json_each(?)) ORDER BY mention, n"
    for row in db.execute(sql, wanted):
        found[row["mention"]].append(Count(row["what"], row["min"], row["max"], row["text"]))
    return found


def _evidence(db: sqlite3.Connection, wanted: tuple[str]) -> defaultdict[int, list[Evidence]]:
    found = defaultdict(list)
    known = any(column["name"] == "confidence" for column in db.execute("PRAGMA table_info(evidence)"))
    confidence = "confidence" if known else "NULL AS confidence"  # a record of schema 1, not yet written to
    sql = f"""SELECT mention, start, end, quote, field, part, rule, {confidence} FROM evidence
              WHERE mention IN (SELECT value FROM json_each(?)) ORDER BY mention, n"""
    for row in db.execute(sql, wanted):
        span = Evidence(
            row["start"], row["end"], row["quote"], row["field"], row["part"], row["rule"], row["confidence"]
        )
        found[row["mention"]].append(span)
    return found


def _mention(
    row: sqlite3.Row,
    sides: tuple[tuple[Party, ...], tuple[Party, ...]],
    counts: tuple[Count, ...],
    evidence: tuple[Evidence, ...],
) -> Mention:
    same = ("type", "plover", "status", "attribution", "confidence", "quad", "score", "cameo")
    return Mention(
        id=row["event_id"],
        modes=tuple(json.loads(row["modes"])),
        contexts=tuple(json.loads(row["contexts"])),
        actors=sides[0],
        recipients=sides[1],
        date=_when(row),
        place=_place(row),
        counts=counts,
        evidence=evidence,
        acled_event=row["acled_event"],
        acled_sub_event=row["acled_sub_event"],
        **{name: row[name] for name in same},
    )


def _when(row: sqlite3.Row) -> When | None:
    if row["date_start"] is None:
        return None
    days = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
    return When(row["date_text"], *days, row["date_precision"], row["date_rule"])


def _place(row: sqlite3.Row) -> Place | None:
    if row["place_name"] is None:
        return None
    names = ("text", "name", "country", "lat", "lon", "geonames", "precision", "rule")
    return Place(*(row[f"place_{name}"] for name in names))


OUTLETS = """SELECT s.story, s.source, s.url, m.* FROM mentions m JOIN stories s USING (story)
             WHERE m.place_name IS NOT NULL AND s.story IN (SELECT story FROM stories ORDER BY story DESC LIMIT ?)
             ORDER BY s.story"""


def outlets(db: sqlite3.Connection, limit: int) -> list[tuple[str, str, list[Place]]]:
    """Source, url and the places of the events of the newest stories, the oldest first."""
    found: dict[int, tuple[str, str, list[Place]]] = {}
    for row in db.execute(OUTLETS, (limit,)):
        place = _place(row)
        if place:
            found.setdefault(row["story"], (row["source"], row["url"], []))[2].append(place)
    return list(found.values())


def _story(row: sqlite3.Row) -> Story:
    names = ("title", "text", "origin", "source", "url", "byline", "agency", "dateline")
    return Story(
        id=row["story_id"],
        published=moment_from_text(row["published"]),
        updated=moment_from_text(row["updated"]),
        crawled=instant_from_text(row["crawled"]),
        **{name: row[name] for name in names},
    )


LEDGER = """SELECT entry, run, at, origin, key, kind, reason, room, stories FROM ledger
            WHERE (:run IS NULL OR run = :run) AND at <= :as_of ORDER BY entry"""


def ledger(db: sqlite3.Connection, run: int | None, as_of: str) -> Iterator[dict[str, Any]]:
    """How each input ended, in the order in which they came."""
    for row in db.execute(LEDGER, {"run": run, "as_of": as_of}):
        yield {**dict(row), "stories": json.loads(row["stories"])}


SUMS = """SELECT kind, count(*) AS n FROM ledger
          WHERE (:run IS NULL OR run = :run) AND at <= :as_of GROUP BY kind"""
COUNTS = {
    "stories": "SELECT count(DISTINCT story_id) FROM stories WHERE learned_at <= :as_of",
    "revisions": "SELECT count(*) FROM stories WHERE learned_at <= :as_of",
    "events": f"SELECT count(*) FROM mentions m JOIN stories s ON s.story = m.story WHERE {NEWEST}",
    "runs": "SELECT count(*) FROM runs WHERE started_at <= :as_of",
    "inputs": "SELECT count(*) FROM ledger WHERE at <= :as_of",
}
NOW = f"mentions m JOIN stories s ON s.story = m.story WHERE {NEWEST}"
TALLIES = {
    "type": f"SELECT m.type AS value, count(*) AS n FROM {NOW} GROUP BY value",
    "status": f"SELECT m.status AS value, count(*) AS n FROM {NOW} GROUP BY value",
    "country": f"""WITH now AS (SELECT m.mention, m.place_country FROM {NOW})
        SELECT value, count(*) AS n FROM (
            SELECT mention, place_country AS value FROM now
            UNION SELECT mention, country FROM now JOIN parties USING (mention))
        WHERE value <> '' GROUP BY value""",  # of a party or the place, each country of an event once
}
DAYS = f"SELECT min(m.date_start) AS first, max(m.date_start) AS last FROM {NOW}"
VOCABULARY = {
    "type": "SELECT DISTINCT type FROM mentions UNION SELECT DISTINCT plover FROM mentions",
    "status": "SELECT DISTINCT status FROM mentions",
    "mode": "SELECT DISTINCT j.value FROM mentions, json_each(modes) j",
    "context": "SELECT DISTINCT j.value FROM mentions, json_each(contexts) j",
    "actor": "SELECT DISTINCT name FROM parties WHERE side = 'actor'",
    "recipient": "SELECT DISTINCT name FROM parties WHERE side = 'recipient'",
    "country": "SELECT DISTINCT country FROM parties UNION SELECT DISTINCT place_country FROM mentions",
    "sector": "SELECT DISTINCT sector FROM parties",
    "place": "SELECT DISTINCT place_name FROM mentions",
    "source": "SELECT DISTINCT source FROM stories",
}
