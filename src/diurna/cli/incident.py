"""An incident on a page: its fields with all their tellings, its reports, and why these are held for one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diurna.cli import show
from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.records import Evidence, Judgement, Report, Story
    from diurna.store import Record

Json = dict[str, Any]
SIDES = ("actors", "recipients")  # of these several are best
BESIDE = " " * 16  # further lines of a value
BY_WORDS = "no event of it was coded there: told by the story's words"
IN_PART = ", which may tell it in part; nearest to it is"
WORDS = 2  # different wordings of a value: a line holds no more
CLAIMS = 4  # the strongest reasons of a judgement: a line holds no more


def incident_page(record: Record, name: str, *, as_json: bool) -> list[str]:
    """The lines of the incident of that id, of an id that it had before, or of an event. Raises InputError for none."""
    from diurna import conduct
    from diurna.store import incident_json

    incident = conduct.open_incident(record, name)
    if incident is None:
        raise InputError(
            f"incident {name!r}", "the record holds no such incident", "diurna incidents shows what it holds."
        )
    found = incident_json(incident)
    reports = [one["event"] or f"{one['story']}:0" for one in found["mentions"]]
    wholes = {f"{one['story']}:0" for one in found["mentions"]}
    known = (j for j in record.judgements([*reports, *wholes]) if {j.a, j.b}.intersection(reports))
    judgements = sorted(known, key=lambda j: (j.maker == "rule", -abs(j.score), j.a, j.b))
    nearest = conduct.nearest(incident)
    if as_json:
        near = {story: {"start": e.start, "end": e.end, "quote": e.quote} for story, e in nearest.items()}
        page = {**found, "nearest": near, "judgements": [_judgement_json(j) for j in judgements]}
        return [json.dumps(page, ensure_ascii=False)]
    lines = [show.incident(found), "", *_tellings(found), "", f"  {show.many(len(reports), 'report')}:"]
    for report in incident.reports:
        lines += _report(report, nearest.get(report.story.id))
    if judgements:
        linking = _linking(judgements, wholes.difference(reports))
        lines += ["", "  Held for one because:", *(show.wrapped(_sentence(j), "    ", "      ") for j in linking)]
    return lines


def _report(report: Report, nearest: Evidence | None) -> Iterator[str]:
    """The story, and the sentence that tells it; `nearest` is that of a story which tells it by its words alone."""
    story, mention = report.story, report.mention
    facts = (story.source, show.moment(_published(story)), story.title)
    about = show.clean(show.DOT.join(fact for fact in facts if fact))
    yield show.named(mention.id if mention else f"{story.id}:0", about, "    ")
    if mention is None:
        yield f"        {BY_WORDS}{IN_PART * bool(nearest)}"
    told = next((e for e in mention.evidence if e.field == "sentence"), None) if mention else nearest
    if told:
        yield show.wrapped(_quoted(told.quote), "        ")


def _quoted(words: str) -> str:
    return f"“{show.clean(' '.join(words.split()))}”"


def _published(story: Story) -> str | None:
    return story.published.isoformat() if story.published else None


def _tellings(found: Json) -> Iterator[str]:
    """Each field's values, the best first, with the words that give it; where there are several, with who gives each
    and when, and how the best was chosen.
    """
    for field, tellings in found["tellings"].items():
        for n, telling in enumerate(tellings):
            mark = "" if n or field in SIDES or len(tellings) == 1 else f"best of {len(tellings)}: "
            said = zip(telling["sources"], telling["published"], strict=True)
            who = "; ".join(dict.fromkeys(", ".join(part for part in pair if part) for pair in said))
            reports = show.many(len(telling["events"]), "report")
            by = f"{reports}: {who}" if len(tellings) > 1 else reports
            words = " ".join(_quoted(one) for one in list(dict.fromkeys(filter(None, telling["words"])))[:WORDS])
            value = "  ".join(part for part in (_value(telling["value"]), words, f"({by})") if part)
            yield show.wrapped(show.clean(f"{mark}{value}"), f"  {field if not n else '':12}", BESIDE)
        if len(tellings) > 1:
            yield show.wrapped(show.clean(f"rule: {found['rules'][field]}"), f"  {'':12}", BESIDE)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return value
    if "geonames" in value:
        return show.where(value)
    if "sector" in value:
        return show.party(value)
    return show.when(value) if "start" in value else show.span(value)


def _linking(judgements: list[Judgement], known: set[str]) -> list[Judgement]:
    """For each report the judgement that speaks most for it: a hundred reports have thousands of pairs. The stories as
    wholes that are `known` need none, as their events are reports.
    """
    seen = set(known)
    found = []
    for judgement in judgements:
        if judgement.maker == "person" or not {judgement.a, judgement.b} <= seen:
            found.append(judgement)
            seen |= {judgement.a, judgement.b}
    return found


def _sentence(judgement: Judgement) -> str:
    """ "a:1 and b:2: both are ASSAULT, on the same day; against it: 40 km apart"."""
    pair = f"{judgement.a} and {judgement.b}"
    if judgement.maker == "person":
        said = f"{judgement.name or 'a person'} says that they are {'one' if judgement.verdict == 'same' else 'two'}"
        return show.clean(f"{pair}: {said}{judgement.note and f' ({judgement.note})'}")
    claims = [c for c in judgement.because if c.name != "prior"]
    reasons = [c.words for c in claims if c.score > 0][:CLAIMS]
    against = [c.words for c in claims if c.score < 0][:CLAIMS]
    said = ", ".join(reasons) + (f"; against it: {', '.join(against)}" if against else "")
    return show.clean(f"{pair}: {said}")


def _judgement_json(judgement: Judgement) -> Json:
    return {
        "a": judgement.a,
        "b": judgement.b,
        "verdict": judgement.verdict,
        "by": judgement.maker,
        "name": judgement.name,
        "note": judgement.note,
        "score": judgement.score,
        "because": [{"claim": c.name, "adds": c.score, "words": c.words} for c in judgement.because],
    }
