"""An incident on a page: its fields with all their tellings, its reports, and why these are held for one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diurna.cli import show
from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.records import Judgement, Report, Story
    from diurna.store import Record

Json = dict[str, Any]
SIDES = ("actors", "recipients")  # of these several are best
BESIDE = " " * 16  # further lines of a value
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
    judgements = sorted(record.judgements(reports), key=lambda j: (j.maker == "rule", -abs(j.score), j.a, j.b))
    if as_json:
        return [json.dumps({**found, "judgements": [_judgement_json(j) for j in judgements]}, ensure_ascii=False)]
    lines = [show.incident(found), "", *_tellings(found), "", f"  {show.many(len(reports), 'report')}:"]
    for report in incident.reports:
        lines += _report(report)
    if judgements:
        lines += ["", "  Held for one because:"]
        lines += [show.wrapped(_sentence(j), "    ", "      ") for j in _linking(judgements)]
    return lines


def _report(report: Report) -> Iterator[str]:
    """A report of the incident: its id and story, and the sentence that carries it."""
    story, mention = report.story, report.mention
    facts = (story.source, show.moment(_published(story)), story.title)
    about = show.clean(show.DOT.join(fact for fact in facts if fact))
    yield show.named(mention.id if mention else f"{story.id}:0", about, "    ")
    if mention:
        quote = next((e.quote for e in mention.evidence if e.field == "sentence"), "")
        yield show.wrapped(f"“{show.clean(' '.join(quote.split()))}”", "        ")
    else:
        yield "        told by the story's words; no event of it was coded there"


def _published(story: Story) -> str | None:
    return story.published.isoformat() if story.published else None


def _tellings(found: Json) -> Iterator[str]:
    """Each field's values, the best first, with who gives each and when; where there are several, how it was chosen."""
    for field, tellings in found["tellings"].items():
        for n, telling in enumerate(tellings):
            mark = "" if n or field in SIDES or len(tellings) == 1 else f"best of {len(tellings)}: "
            said = zip(telling["sources"], telling["published"], strict=True)
            who = "; ".join(dict.fromkeys(", ".join(part for part in pair if part) for pair in said))
            reports = show.many(len(telling["events"]), "report")
            line = show.clean(f"{mark}{_value(telling['value'])}  ({reports}: {who})")
            yield show.wrapped(line, f"  {field if not n else '':12}", BESIDE)
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


def _linking(judgements: list[Judgement]) -> list[Judgement]:
    """For each report the judgement that speaks most for it: a hundred reports have thousands of pairs."""
    seen: set[str] = set()
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
