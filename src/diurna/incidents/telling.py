"""Reports -> one Incident: the best value of each field (rules: docs/commands.md), every other, and who gives it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from diurna.globe import kilometres
from diurna.incidents.features import NEAR_KM
from diurna.incidents.origins import origins
from diurna.incidents.words import alike, bag
from diurna.records import Evidence, Incident, Mention, Telling

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from diurna.records import Count, Party, Place, Report, When

    Value = Place | When | Count | Party | str

PRECISE = ("day", "week", "month", "season", "year", "decade")
CLOSE = ("site", "city", "district", "admin1", "country")
RULES = {
    "status": "occurred when any report tells it as a fact, else what most say",
    "date": "the most precise, of these what most independent origins say, of these the earliest",
    "place": "that around which most independent origins put it, of these the most precise; wider than a district last",
    "counts": "the newest report of those that count, of one time what most independent origins say",
    "parties": "those that half of the reports name that name any",
}
RULE_OF = {"actors": "parties", "recipients": "parties"}  # what has no rule of its own name is a count
SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"”’')]*(?=\s|$)|$)", re.MULTILINE)
NOBODY_KNOWS = "UAF"  # "gunmen"
ARMED = ("REB", "PRM", "CRM")  # who the gunmen were, when another report knows it
COUNTRIES = ("list:country", "place")  # rules that give a party by its country
HALF = 0.5  # of the reports that name a side: a party or mode that fewer give is left to the alternatives


@dataclass(frozen=True, slots=True)
class Voice:
    """One mention with what its weight hangs on: its story's day and its origin."""

    mention: Mention
    published: str
    origin: int
    source: str


def tell(incident_id: str, reports: Sequence[Report]) -> Incident:
    """Merge reports, in any order. When none has a mention, the incident is of no type, and has stories alone."""
    ordered = tuple(sorted(reports, key=_age))
    groups = origins({r.story.id: r.story for r in ordered})
    number = {story: n for n, group in enumerate(groups) for story in group}
    voices = [_voice(r, r.mention, number[r.story.id]) for r in ordered if r.mention]
    actors, recipients = _known_men(voices), [v.mention.recipients for v in voices]
    tellings = {
        "status": _told(voices, lambda m: (m.status,), str, _fact),
        "actors": _told(voices, lambda m: m.actors, _name, _named_by_most(actors)),
        "recipients": _told(voices, lambda m: m.recipients, _name, _named_by_most(recipients)),
        "date": _told(voices, lambda m: (m.date,), _days, _precise_day),
        "place": _told(voices, lambda m: (m.place,), _spot, _close_place(voices)),
        **{what: _told(voices, _count_of(what), _numbers, _newest) for what in _counted(voices)},
    }
    tellings = {field: told for field, told in tellings.items() if told}
    return Incident(
        id=incident_id,
        title=ordered[0].story.title,
        mention=_merged(incident_id, voices, tellings),
        reports=ordered,
        tellings=tellings,
        rules={field: RULES.get(RULE_OF.get(field, field), RULES["counts"]) for field in tellings},
        origins=tuple(groups),
    )


def _age(report: Report) -> tuple[bool, str, str, str]:
    """The oldest report first; those that only the story's words tell come last."""
    published = report.story.published.isoformat() if report.story.published else "9999"
    return report.mention is None, published, report.story.id, report.mention.id if report.mention else ""


def _voice(report: Report, mention: Mention, origin: int) -> Voice:
    published = report.story.published.isoformat() if report.story.published else ""
    said = [mention.attribution, report.story.source or report.story.agency or report.story.id]
    return Voice(mention, published, origin, ", ".join(part for part in said if part))


def _told(
    voices: Sequence[Voice],
    values_of: Callable[[Mention], Iterable[Value | None]],
    alike: Callable[..., Hashable],
    rank: Callable[[list[Voice], Telling], tuple[object, ...]],
) -> tuple[Telling, ...]:
    """The different values, the best first by `rank`; values with one `alike` key are one."""
    groups: dict[Hashable, list[tuple[Voice, Value]]] = {}
    for voice in voices:
        for key, value in {alike(value): value for value in values_of(voice.mention) if value is not None}.items():
            groups.setdefault(key, []).append((voice, value))
    tellings = []
    for group in groups.values():
        saying = [voice for voice, _ in group]
        reports, sources = (tuple(v.mention.id for v in saying), tuple(v.source for v in saying))
        words = tuple("" if isinstance(value, str) else value.text for _, value in group)
        telling = Telling(group[0][1], reports, sources, tuple(v.published[:10] for v in saying), words)
        tellings.append((rank(saying, telling), telling))
    return tuple(telling for _, telling in sorted(tellings, key=lambda pair: (pair[0], pair[1].reports)))


def _origins(group: Iterable[Voice]) -> int:
    return len({voice.origin for voice in group})


def _fact(group: list[Voice], telling: Telling) -> tuple[object, ...]:
    return telling.value != "occurred", -_origins(group), str(telling.value)


def _precise_day(group: list[Voice], telling: Telling) -> tuple[object, ...]:
    when: When = telling.value  # type: ignore[assignment]
    return _rank(PRECISE, when.precision), -_origins(group), when.start.toordinal()


def _close_place(voices: Sequence[Voice]) -> Callable[[list[Voice], Telling], tuple[object, ...]]:
    """The rank of a place: around it most origins, itself the most precise; what is wider than a district is last."""
    told = [(v.origin, v.mention.place) for v in voices if v.mention.place]

    def rank(group: list[Voice], telling: Telling) -> tuple[object, ...]:
        place: Place = telling.value  # type: ignore[assignment]
        agreeing = len({origin for origin, other in told if _beside(place, other)})
        return -agreeing, _rank(CLOSE, place.precision), -_origins(group), place.name

    return rank


def _beside(one: Place, other: Place) -> bool:
    """Whether two places, each no wider than a district, lie in one town or beside it."""
    points = [(p.lat, p.lon) for p in (one, other) if p.precision in CLOSE[:3] and p.lat is not None]
    if len(points) < 2:
        return False
    (lat1, lon1), (lat2, lon2) = points
    return kilometres((lat1 or 0, lon1 or 0), (lat2 or 0, lon2 or 0)) <= NEAR_KM


def _newest(group: list[Voice], telling: Telling) -> tuple[object, ...]:
    count: Count = telling.value  # type: ignore[assignment]
    newest = max(voice.published[:10] for voice in group)
    age = -date.fromisoformat(newest).toordinal() if newest else 0
    return age, -_origins(group), -count.min


def _named_by_most(sides: Sequence[tuple[Party, ...]]) -> Callable[[list[Voice], Telling], tuple[object, ...]]:
    """The rank of a party: whom most of the `sides` name, of one party the commonest name."""
    found = Counter(who for side in sides for who in {_who(party) for party in side})

    def rank(group: list[Voice], telling: Telling) -> tuple[object, ...]:
        party: Party = telling.value  # type: ignore[assignment]
        return -found[_who(party)], -len(group), -_origins(group), party.name.casefold()

    return rank


def _rank(order: Sequence[str], value: str) -> int:
    return order.index(value) if value in order else len(order)


def _days(when: When) -> Hashable:
    return when.start, when.end


def _spot(place: Place) -> Hashable:
    return place.geonames or (place.name.casefold(), place.country)


def _name(party: Party) -> Hashable:
    return party.name.casefold()


def _who(party: Party) -> Hashable:
    """A party with a name is who bears it; one that is described, or its country, is whom its code says.

    "Burkinabe gunmen", "armed men" of the next paper and "attackers" of the third are one party, and so are Russia and
    "Russian forces".
    """
    described = party.name[-1:].islower() and party.name.split()[-1][:1].islower()
    if party.country and party.sector and (described or party.rule in COUNTRIES):
        return party.country, party.sector
    return party.name.casefold()


def _numbers(count: Count) -> Hashable:
    return count.min, count.max


def _counted(voices: Sequence[Voice]) -> list[str]:
    return sorted({count.what for voice in voices for count in voice.mention.counts})


def _count_of(what: str) -> Callable[[Mention], Iterable[Count]]:
    return lambda mention: [count for count in mention.counts if count.what == what][:1]


def _merged(incident_id: str, voices: Sequence[Voice], tellings: dict[str, tuple[Telling, ...]]) -> Mention:
    """The best values in the form of a mention; type, and what follows from it, is that of the commonest kind."""
    if not voices:
        return Mention(incident_id, "", (), "", (), (), None, None, (), "", ())  # type: ignore[arg-type]
    kinds = Counter(voice.mention.type for voice in voices)
    lead = min(voices, key=lambda v: (-kinds[v.mention.type], -(v.mention.confidence or 0), v.mention.id)).mention

    def best(field: str) -> object:
        told = tellings.get(field, ())
        return told[0].value if told else None

    counts = [best(what) for what in _counted(voices)]
    return replace(
        lead,
        id=incident_id,
        status=best("status"),  # type: ignore[arg-type]
        modes=_common([v.mention.modes for v in voices]),
        contexts=_common([v.mention.contexts for v in voices]),
        actors=_parties(_known_men(voices)),
        recipients=_parties([v.mention.recipients for v in voices]),
        date=best("date"),  # type: ignore[arg-type]
        place=best("place"),  # type: ignore[arg-type]
        counts=tuple(count for count in counts if count is not None),  # type: ignore[misc]
        attribution="; ".join(dict.fromkeys(v.mention.attribution for v in voices if v.mention.attribution)),
        evidence=(),
        confidence=max((v.mention.confidence for v in voices if v.mention.confidence is not None), default=None),
    )


def _common(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What half of those that say anything say, the commonest first."""
    saying = [one for one in lists if one]
    found = Counter(word for one in saying for word in one)
    return tuple(
        word for word, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) if n >= HALF * len(saying)
    )


def _known_men(voices: Iterable[Voice]) -> list[tuple[Party, ...]]:
    """Who acted, by each report; where one knows which rebels or gang it was, the others' "gunmen" are nobody else."""
    sides = [voice.mention.actors for voice in voices]
    known = any(party.sector in ARMED for side in sides for party in side)
    return [tuple(party for party in side if not known or party.sector != NOBODY_KNOWS) for side in sides]


def _parties(sides: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Those that half of the reports name that name anybody, each as the first report writes it."""
    naming = [side for side in sides if side]
    first: dict[Hashable, dict[str, Party]] = {}
    found: Counter[Hashable] = Counter()
    for side in naming:
        parties: dict[Hashable, dict[str, Party]] = {}
        for party in side:
            parties.setdefault(_who(party), {}).setdefault(party.name.casefold(), party)
        found.update(parties.keys())
        first |= {key: named for key, named in parties.items() if key not in first}
    most = max(found.values(), default=0)  # when no party reaches half, those that most name
    kept = [first[key] for key in first if found[key] >= min(HALF * len(naming), most)]
    return tuple(party for parties in kept for party in parties.values())


def nearest(incident: Incident) -> dict[str, Evidence]:
    """Story id -> the sentence that is most like what the other reports tell, of stories that tell it by words alone.

    No likeness parts the stories that tell all of it from those that tell it in part; the sentence shows which it is.
    """
    told = [bag(e.quote) for r in incident.reports if r.mention for e in r.mention.evidence if e.field == "sentence"]
    found = {}
    for story in (report.story for report in incident.reports if told and not report.mention):
        likeness = {span: max(alike(bag(span[0]), one) for one in told) for span in SENTENCE.finditer(story.text)}
        if any(likeness.values()):
            best = max(likeness, key=lambda span: likeness[span])
            found[story.id] = Evidence(best.start(), best.end(), best[0], "sentence", rule="most alike")
    return found


COMMON = (
    "CVL",
    "JUD",
    NOBODY_KNOWS,
)  # people, a court, "gunmen" are in every case: two of them are no situation
DEEDS = ("ASSAULT", "PROTEST")
LAW = (("COERCE", "arrest"), ("ACCUSE", "allege"), ("ACCUSE", "investigate"), ("SANCTION", "convict"))
SITUATION_DAYS = 30  # the longest silence inside a siege, a strike or a trial


def follows(earlier: Incident, later: Incident) -> bool:
    """Whether `later` goes on with the situation of `earlier`: one type, one scene, a party in common, days after.

    A law's step follows the deed that a report tells in the same sentence, however long after.
    """
    one, other = earlier.mention, later.mention
    if not one.date or not other.date:
        return False
    gap = (other.date.start - one.date.end).days
    if one.type in DEEDS and is_step_of_law(other):
        return gap > 0 and bool(_sentences(earlier) & _sentences(later))
    if one.type != other.type or not _same_scene(one.place, other.place):
        return False
    named = [{p.name.casefold() for p in (*m.actors, *m.recipients) if p.sector not in COMMON} for m in (one, other)]
    return 0 < gap <= SITUATION_DAYS and bool(named[0] & named[1])


def is_step_of_law(mention: Mention) -> bool:
    """Whether the act is an arrest, a charge, a trial or a verdict."""
    return any(mention.type == kind and mode in mention.modes for kind, mode in LAW)


def _sentences(incident: Incident) -> set[tuple[str, int, int]]:
    """The sentences of stories that tell an incident."""
    told = ((r.story.id, e) for r in incident.reports if r.mention for e in r.mention.evidence)
    return {(story, e.start, e.end) for story, e in told if e.field == "sentence"}


def _same_scene(one: Place | None, other: Place | None) -> bool:
    """One town or, where a place is known less closely, one country."""
    if one is None or other is None or one.country != other.country:
        return False
    fine = all(p.precision in CLOSE[:3] and p.lat is not None for p in (one, other))
    return _beside(one, other) if fine else one.name == other.name
