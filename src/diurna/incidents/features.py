"""What two mentions of one incident have in common, and what speaks against it. Each feature is named for its claim.

A feature gives a number (0: says nothing) and the words that explain it.
"""

from __future__ import annotations

from math import log, log2
from typing import TYPE_CHECKING

from diurna.globe import kilometres
from diurna.incidents.words import alike, taken_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.incidents.clusters import Act
    from diurna.incidents.profile import Gist, Point, Profile

    Finding = tuple[float, str]

NOTHING = (0.0, "")
NEAR_KM = 30.0  # a town and its suburbs
FAR_KM = 200.0  # what is farther apart is not more apart
DAYS = 30  # the same
FEW_NAMES = 12.0
HARDLY = 0.12  # alike: what two sentences of one country share by chance
MANY = 3  # numbers that two stories share
OWN_WAYS = {"COERCE", "SANCTION", "RETREAT"}  # types whose modes are acts of their own
TO_PERSONS = OWN_WAYS  # of an attack each paper may name another victim
LASTING = {"strike", "hunger", "boycott"}


def alike_stories(a: Gist, b: Gist) -> Finding:
    """The leads use the same weighty words."""
    found = alike(a.lead, b.lead)
    return found, f"the stories are {found:.0%} alike"


def alike_titles(a: Gist, b: Gist) -> Finding:
    """The headlines use the same weighty words."""
    found = alike(a.title, b.title)
    return found, f"the headlines are {found:.0%} alike"


def alike_openings(a: Gist, b: Gist) -> Finding:
    """Headlines and first paragraphs use the same weighty words."""
    found = alike(a.opening, b.opening)
    return found, f"the openings are {found:.0%} alike"


def told_in_headline(a: Gist, b: Gist) -> Finding:
    """The headline of one uses the weighty words of the other's opening, or the other way round."""
    found = max(alike(a.title, b.opening), alike(b.title, a.opening))
    return found, f"a headline is {found:.0%} like the other's opening"


def opening_retold(a: Gist, b: Gist) -> Finding:
    """What is weighty in the opening of one stands in the other's lead, as a short story's news does in a long one."""
    found = max(taken_up(a.opening, b.lead), taken_up(b.opening, a.lead))
    return found, f"{found:.0%} of an opening is retold by the other"


def title_retold(a: Gist, b: Gist) -> Finding:
    """What is weighty in the headline of one stands in the other's lead."""
    found = max(taken_up(a.title, b.lead), taken_up(b.title, a.lead))
    return found, f"{found:.0%} of a headline is retold by the other"


def same_topic(a: Gist, b: Gist) -> Finding:
    """Both headlines hold an unusual word that both texts take up: the bank of a leak, its hearing and its fine."""
    shared = sorted((a.topics & b.topics) - a.places - b.places)
    return (1.0, f"both are about {', '.join(shared[:3])}") if shared else NOTHING


def alike_names(a: Gist, b: Gist) -> Finding:
    """The stories name the same unusual names as often."""
    found = alike(a.names, b.names)
    return found, f"the names are {found:.0%} alike"


def same_names(a: Gist, b: Gist) -> Finding:
    """The stories share unusual names other than those of the places."""
    places = a.places | b.places
    shared = (a.names.keys() & b.names.keys()) - places
    few = min(len(a.names.keys() - places), len(b.names.keys() - places))
    if not shared:
        return NOTHING
    return min(1.0, len(shared) / max(4, min(few, FEW_NAMES))), f"both name {', '.join(sorted(shared)[:4])}"


def same_full_names(a: Gist, b: Gist) -> Finding:
    """A name of two unusual words stands in both, other than that of a place."""
    places = a.places | b.places
    both = set(a.full_names) & set(b.full_names)
    shared = [name for name in both if not places.issuperset(name.split())]
    return (1.0, f"both name {', '.join(sorted(shared)[:3])}") if shared else NOTHING


def same_numbers(a: Gist, b: Gist) -> Finding:
    """The leads share numbers of two digits and more; three are 1."""
    shared = a.numbers & b.numbers
    return (min(MANY, len(shared)) / MANY, f"both give {', '.join(sorted(shared)[:3])}") if shared else NOTHING


def no_names(a: Gist, b: Gist) -> Finding:
    """Both stories are full of unusual names and share none."""
    few = min(len(a.names), len(b.names))
    if a.names.keys() & b.names.keys():
        return NOTHING
    return min(few, FEW_NAMES) / FEW_NAMES, "they share no name"


def reported_apart(a: Gist, b: Gist) -> Finding:
    """The stories were published days apart."""
    one, other = a.published, b.published
    if one is None or other is None or one == other:
        return NOTHING
    gap = abs(one - other)
    return log(1 + min(gap, DAYS)) / log(1 + DAYS), f"reported {gap} day{'s' * (gap > 1)} apart"


def alike_sentences(a: Profile, b: Profile) -> Finding:
    """The sentences that tell the event use the same weighty words."""
    found = alike(a.sentence, b.sentence)
    return found, f"the sentences are {found:.0%} alike"


def other_sentences(a: Profile, b: Profile) -> Finding:
    """The sentences that tell the event share hardly a weighty word."""
    if not (a.sentence and b.sentence):
        return NOTHING
    found = alike(a.sentence, b.sentence)
    return max(0.0, 1 - found / HARDLY), f"the sentences are {found:.0%} alike"


def same_day(a: Profile, b: Profile) -> Finding:
    """Both are known to the day, and the day is one."""
    return (1.0, "on the same day") if _exact(a) and _exact(b) and a.first == b.first else NOTHING


def days_apart(a: Profile, b: Profile) -> Finding:
    """The days are known and do not meet."""
    gap = days_between(a, b)
    if not gap:
        return NOTHING
    return log(1 + min(gap, DAYS)) / log(1 + DAYS), f"{gap} day{'s' * (gap > 1)} apart"


def a_tally(a: Profile, b: Profile) -> Finding:
    """One is of a day, the other adds up the attacks of a year: "40 people have been killed in the city this year"."""
    if a.type != "ASSAULT" or b.type != "ASSAULT" or not ((_adds_up(a) and _exact(b)) or (_adds_up(b) and _exact(a))):
        return NOTHING
    return 1.0, "one of them adds up many"


def no_day(a: Profile, b: Profile) -> Finding:
    """One is of a story without a day and tells none itself: side stories of a page meet many by chance."""
    return (1.0, "one of them tells no day") if a.first is None or b.first is None else NOTHING


def same_place(a: Profile, b: Profile) -> Finding:
    """Both places are known to the town, and it is one, or the next."""
    far = _distance(a.place, b.place)
    return (1.0, "in the same place") if far is not None and far <= NEAR_KM else NOTHING


def places_apart(a: Profile, b: Profile) -> Finding:
    """Both places are known to the town and lie apart, or lie in two countries."""
    if a.place and b.place and a.place.country and b.place.country and a.place.country != b.place.country:
        return 1.0, f"in {a.place.country} and {b.place.country}"
    far = _distance(a.place, b.place)
    if far is None or far <= NEAR_KM:
        return NOTHING
    return log(min(far, FAR_KM) / NEAR_KM) / log(FAR_KM / NEAR_KM), f"{far:,.0f} km apart"


def same_parties(a: Profile, b: Profile) -> Finding:
    """A party is named in both."""
    shared = a.named & b.named
    return (min(2, len(shared)) / 2, f"both name {', '.join(sorted(shared)[:3])}") if shared else NOTHING


def other_parties(a: Profile, b: Profile) -> Finding:
    """Both name parties, and not the same: the share that the other does not name."""
    few = min(len(a.named), len(b.named))
    shared = len(a.named & b.named)
    return (1 - shared / few, "other parties") if few > shared else NOTHING


def other_speakers(a: Profile, b: Profile) -> Finding:
    """Both were said, by other people: what a union demands is not what the minister asks for."""
    if not a.speakers or not b.speakers or a.speakers & b.speakers or a.named & b.named:
        return NOTHING
    return 1.0, f"said by {', '.join(sorted(a.speakers))} and by {', '.join(sorted(b.speakers))}"


def other_countries(a: Profile, b: Profile) -> Finding:
    """Each has a party of a country that the other has not: who met the president on Monday, and who on Tuesday."""
    if not countries_differ(a, b):
        return NOTHING
    one, other = (", ".join(sorted(countries)) for countries in (a.countries - b.countries, b.countries - a.countries))
    return 1.0, f"{one} in one, {other} in the other"


def same_counts(a: Profile, b: Profile) -> Finding:
    """The same number of the same."""
    same = [what for what in a.counts if b.counts.get(what) == a.counts[what]]
    return (min(2, len(same)) / 2, f"the same number {' and '.join(same)}") if same else NOTHING


def other_counts(a: Profile, b: Profile) -> Finding:
    """Numbers of the same that are apart; twice as many is 1."""
    apart = [
        abs(log2((1 + a.counts[what][0]) / (1 + b.counts[what][0])))
        for what in a.counts
        if what in b.counts and a.counts[what][0] != b.counts[what][0]
    ]
    return (min(2.0, max(apart)) / 2, "other numbers") if apart else NOTHING


def same_type(a: Profile, b: Profile) -> Finding:
    """One type of event."""
    return (1.0, f"both are {a.type}") if a.type and a.type == b.type else NOTHING


def other_type(a: Profile, b: Profile) -> Finding:
    """Two types of event: what is refused is not what is asked for."""
    return (1.0, f"{a.type} and {b.type}") if a.type and b.type and a.type != b.type else NOTHING


def other_modes(a: Profile, b: Profile) -> Finding:
    """Ways that are acts of their own: a curfew is no arrest, and strikers who march do something else beside."""
    one, other = _ways(a), _ways(b)
    apart = a.type == b.type and (a.type == "PROTEST" or bool(one and other)) and not one & other
    return (1.0, f"{_said(one)} and {_said(other)}") if apart and one | other else NOTHING


def other_way_round(a: Profile, b: Profile) -> Finding:
    """Who does it in the one suffers it in the other: a tariff and the answer to it."""
    turned = a.doers & b.struck and b.doers & a.struck and not a.doers & b.doers
    return (1.0, f"by {_said(a.doers)} in one, by {_said(b.doers)} in the other") if turned else NOTHING


def other_crowd(a: Profile, b: Profile) -> Finding:
    """Other trades strike: bus drivers are no nurses."""
    if not a.crowd or not b.crowd or a.crowd & b.crowd:
        return NOTHING
    return 1.0, f"{_said(a.crowd)} and {_said(b.crowd)} strike"


def other_persons(a: Profile, b: Profile) -> Finding:
    """It is done to other persons by name: the mayor was arrested on Wednesday, and the harbour's head on Friday."""
    if a.type not in TO_PERSONS or not a.persons or not b.persons or a.persons & b.persons:
        return NOTHING
    return 1.0, f"{_said(a.persons)} in one, {_said(b.persons)} in the other"


def told_twice(a: Profile, b: Profile) -> bool:
    """Whether one story may tell one event in both: type, day and town are the same, and no party or count is other."""
    alike = same_type(a, b)[0] and same_day(a, b)[0] and same_place(a, b)[0]
    return bool(alike) and not any(other(a, b)[0] for other in (other_parties, other_counts, other_modes))


def _ways(p: Profile) -> frozenset[str]:
    """The modes that part the acts of a type; a march may be called a riot, and no strike."""
    if p.type == "PROTEST":
        return p.modes & LASTING
    return p.modes - {"seize"} if p.type in OWN_WAYS else frozenset()  # those whom a raid seizes are arrested


def _said(words: frozenset[str]) -> str:
    return " ".join(sorted(words)) or "another way"


OF_STORIES: dict[str, Callable[[Gist, Gist], Finding]] = {
    feature.__name__: feature
    for feature in (
        alike_stories,
        alike_titles,
        alike_openings,
        told_in_headline,
        opening_retold,
        title_retold,
        same_topic,
        alike_names,
        same_names,
        same_full_names,
        same_numbers,
        no_names,
        reported_apart,
    )
}
OF_EVENTS: dict[str, Callable[[Profile, Profile], Finding]] = {
    feature.__name__: feature
    for feature in (
        alike_sentences,
        other_sentences,
        same_day,
        days_apart,
        a_tally,
        no_day,
        same_place,
        places_apart,
        same_parties,
        other_parties,
        other_speakers,
        other_countries,
        same_counts,
        other_counts,
        same_type,
        other_type,
        other_modes,
        other_way_round,
        other_crowd,
        other_persons,
    )
}


def _exact(p: Profile) -> bool:
    return p.first is not None and p.first == p.last


def _adds_up(p: Profile) -> bool:
    """Whether the time is of a month or more and goes on when the story is told."""
    if p.first is None or p.last is None or p.gist.published is None:
        return False
    return p.last - p.first >= DAYS and p.last >= p.gist.published - 1


def days_between(a: Profile | Act, b: Profile | Act) -> int | None:
    """Whole days between the two, 0 when they meet; None when one is unknown."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(0, a.first - b.last, b.first - a.last)


def countries_differ(a: Profile | Act, b: Profile | Act) -> bool:
    """Whether each has a country that the other has not."""
    return bool(a.countries - b.countries and b.countries - a.countries)


def _distance(a: Point | None, b: Point | None) -> float | None:
    """Kilometres between two towns; None when one is not known that closely."""
    if not (a and b and a.fine and b.fine) or None in (a.lat, a.lon, b.lat, b.lon):
        return None
    return kilometres((a.lat or 0.0, a.lon or 0.0), (b.lat or 0.0, b.lon or 0.0))
