"""Stories and events as JSON: the schema in which they leave the house, and the way back."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from diurna.errors import InputError, RecordError
from diurna.records import Count, Evidence, Mention, Party, Place, Story, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.records import Incident, Moment, Part, Telling


def story_json(story: Story, mentions: Sequence[Mention]) -> dict[str, Any]:
    """The story and its events as one JSON object; days and instants as ISO text, unknown ones null.

    Offsets of `evidence` count characters of "text", those of `headline` characters of "title".
    Raises RecordError when a mention counts the same thing twice: the schema has one place for it.
    """
    return {
        "id": story.id,
        "source": story.source,
        "url": story.url,
        "title": story.title,
        "published": moment_text(story.published),
        "text": story.text,
        "byline": story.byline,
        "agency": story.agency,
        "dateline": story.dateline,
        "updated": moment_text(story.updated),
        "crawled": moment_text(story.crawled),
        "origin": story.origin,
        "contexts": story_contexts(mentions),
        "events": [event_json(mention) for mention in mentions],
    }


def story_contexts(mentions: Sequence[Mention]) -> list[str]:
    """What the story as a whole has to do with: contexts of its first event and of a third of all, the commonest first.

    On the labelled stories of training/ (bench/contexts.py) half of the events found a fifth of the labels; the first
    event is mostly the one that the headline tells.
    """
    found = Counter(name for mention in mentions for name in mention.contexts)
    first = mentions[0].contexts if mentions else ()
    return [name for name, n in found.most_common() if name in first or 3 * n >= len(mentions)]


def event_json(mention: Mention) -> dict[str, Any]:
    """One event as a JSON object, without its story."""
    return {
        "id": mention.id,
        "type": mention.type,
        "plover": mention.plover,
        "modes": list(mention.modes),
        "contexts": list(mention.contexts),
        "status": mention.status,
        "actors": [_party_json(party) for party in mention.actors],
        "recipients": [_party_json(party) for party in mention.recipients],
        "date": mention.date and _date_json(mention.date),
        "place": mention.place and _place_json(mention.place),
        "counts": _counts_json(mention),
        "attribution": mention.attribution,
        "evidence": [_evidence_json(e) for e in mention.evidence if e.part == "text"],
        "headline": [_evidence_json(e) for e in mention.evidence if e.part == "title"],
        "confidence": _real(mention.confidence),
        "quad": mention.quad,
        "score": _real(mention.score),
        "cameo": mention.cameo,
        "acled": {"event_type": mention.acled_event, "sub_event_type": mention.acled_sub_event},
    }


def incident_json(incident: Incident) -> dict[str, Any]:
    """An incident as one JSON object: the merged fields in the schema of events, and the stories and events behind it.

    "mentions" names each report's story and event (null: the story tells it, and no event of it was coded there).
    "tellings" gives for each field every value, the best first, with the events that give it, who says so in each,
    when it was published and in which words; "rules" how the best is chosen; "stories" and "origins" count the stories
    and those of them that copy no other.
    """
    merged = {k: v for k, v in event_json(incident.mention).items() if k not in ("evidence", "headline")}
    return {
        **merged,
        "title": incident.title,
        "mentions": [{"story": r.story.id, "event": r.mention.id if r.mention else None} for r in incident.reports],
        "stories": len({r.story.id for r in incident.reports}),
        "origins": len(incident.origins),
        "copies": [list(group) for group in incident.origins if len(group) > 1],
        "follows": list(incident.follows),
        "tellings": {field: [_telling_json(t) for t in tellings] for field, tellings in incident.tellings.items()},
        "rules": incident.rules,
    }


def _telling_json(telling: Telling) -> dict[str, Any]:
    value: Any = telling.value
    if isinstance(value, When):
        value = _date_json(value)
    elif isinstance(value, Place):
        value = _place_json(value)
    elif isinstance(value, Count):
        value = {"min": value.min, "max": value.max, "text": value.text}
    elif isinstance(value, Party):
        value = _party_json(value)
    said = {
        "events": telling.reports,
        "sources": telling.sources,
        "published": telling.published,
        "words": telling.words,
    }
    return {"value": value, **{name: list(given) for name, given in said.items()}}


def story_from_json(given: dict[str, Any]) -> tuple[Story, tuple[Mention, ...]]:
    """What `story_json` was made from; evidence in the text comes before evidence in the title.

    Raises InputError when the object has no id or text, or a field does not hold what the schema says.
    """
    try:
        return _story(given), tuple(_mention(event) for event in given.get("events", ()))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = str(given.get("id", "?")) if isinstance(given, dict) else "?"
        raise InputError(
            f"story {name}", f"is not in the schema of coded stories ({error!r})", "Give one object a story."
        ) from error


def moment_text(moment: Moment | None) -> str | None:
    """A day or an instant as ISO text; an instant keeps its offset."""
    return moment.isoformat() if moment else None


def moment_from_text(text: str | None) -> Moment | None:
    """The way back from `moment_text`."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == len("2025-01-31") else datetime.fromisoformat(text)


def instant_from_text(text: str | None) -> datetime | None:
    """An instant from ISO text."""
    return datetime.fromisoformat(text) if text else None


def _party_json(party: Party) -> dict[str, str]:
    return {
        "text": party.text,
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "rule": party.rule,
    }


def _date_json(when: When) -> dict[str, str]:
    return {
        "start": when.start.isoformat(),
        "end": when.end.isoformat(),
        "precision": when.precision,
        "text": when.text,
        "rule": when.rule,
    }


def _place_json(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "country": place.country,
        "lat": _real(place.lat),
        "lon": _real(place.lon),
        "geonames": place.geonames,
        "precision": place.precision,
        "text": place.text,
        "rule": place.rule,
    }


def _real(number: float | None) -> float | None:
    """One form for one value: 4 is 4.0 and -0.0 is 0.0, as the record gives them back."""
    return None if number is None else float(number) + 0.0


def _counts_json(mention: Mention) -> dict[str, dict[str, Any]]:
    counts = {count.what: {"min": count.min, "max": count.max, "text": count.text} for count in mention.counts}
    if len(counts) < len(mention.counts):
        raise RecordError(f"event {mention.id}", "counts the same thing twice", "Keep one count of each kind.")
    return counts


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    return {
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "field": evidence.field,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }


def _story(given: dict[str, Any]) -> Story:
    names = ("title", "origin", "source", "url", "byline", "agency", "dateline")
    told: dict[str, Any] = {name: given.get(name) or "" for name in names}
    return Story(
        id=given["id"],
        text=given["text"],
        published=moment_from_text(given.get("published")),
        updated=moment_from_text(given.get("updated")),
        crawled=instant_from_text(given.get("crawled")),
        **told,
    )


def _mention(event: dict[str, Any]) -> Mention:
    acled = event.get("acled") or {}
    return Mention(
        id=event["id"],
        type=event["type"],
        modes=tuple(event.get("modes", ())),
        status=event.get("status", "occurred"),
        actors=tuple(Party(**party) for party in event.get("actors", ())),
        recipients=tuple(Party(**party) for party in event.get("recipients", ())),
        date=_when(event["date"]) if event.get("date") else None,
        place=Place(**event["place"]) if event.get("place") else None,
        counts=tuple(Count(what, **count) for what, count in event.get("counts", {}).items()),
        attribution=event.get("attribution", ""),
        evidence=_evidence(event.get("evidence", ()), "text") + _evidence(event.get("headline", ()), "title"),
        contexts=tuple(event.get("contexts", ())),
        confidence=event.get("confidence"),
        plover=event.get("plover", ""),
        quad=event.get("quad", 0),
        score=event.get("score", 0.0),
        cameo=event.get("cameo", ""),
        acled_event=acled.get("event_type", ""),
        acled_sub_event=acled.get("sub_event_type", ""),
    )


def _when(given: dict[str, str]) -> When:
    days = {"start": date.fromisoformat(given["start"]), "end": date.fromisoformat(given["end"])}
    return When(text=given.get("text", ""), precision=given.get("precision", "day"), rule=given.get("rule", ""), **days)


def _evidence(given: Sequence[dict[str, Any]], part: Part) -> tuple[Evidence, ...]:
    return tuple(Evidence(part=part, **span) for span in given)
