"""Scene: the event's own date and place, from its clause, else its sentence; never the first place of the story."""

from __future__ import annotations

from collections import Counter
from math import hypot
from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.records import Place, PlaceAt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import Name, Reading, WhenAt

# Words have a place only when it is said right beside them: "told reporters in Doha".
SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "SANCTION", "AID", "COOPERATE"}
# Acts that happen somewhere even when the sentence does not say where.
PHYSICAL = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"}
MEETINGS = {"CONSULT", "COOPERATE"}  # people come together for them, not always at home
SCENE_SENTENCES = (
    3  # how far around an act a finer place, and how far down the dateline is looked for; set on examples/
)
FINE = ("site", "city", "district", "admin1", "country")  # precisions, the finest first
AROUND = 4.0  # degrees: a place further from the middle of a division is hardly in it
BODIES = {"IGO", "NGO", "MNC", "IMG", ""}  # codes in the place of a country
STATED_TYPES = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE"}


def locate(tree: Tree, drafts: Sequence[Draft], times: Iterable[WhenAt], places: Iterable[PlaceAt]) -> None:
    """Set date and place of each draft from the words nearest to its trigger in the tree of its sentence."""
    times, every = list(times), list(places)
    places = [p for p in every if _locative(tree, p)]
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        by_sentence.setdefault(d.number, []).append(d)
    for group in by_sentence.values():
        sentence = group[0].sentence
        here_t = [t for t in times if sentence.start <= t.start < sentence.end]
        here_p = [p for p in places if sentence.start <= p.start < sentence.end]
        here_e = [p for p in every if sentence.start <= p.start < sentence.end]
        for d in group:
            d.when = _nearest_time(tree, d, here_t)
            spoken = {o.trigger for o in group if o.type in SPOKEN and o is not d}
            d.where = _seen_place(d, here_e) or _nearest_place(tree, d, here_p, spoken)


def _locative(tree: Tree, at: PlaceAt) -> bool:
    """Whether it stands as a place: after "in", "near" ..., or within what does ("the city of X", "capital X")."""
    head = _outer(tree, at.start, at.end)
    t = tree.tokens[head]
    for _ in range(3):
        if t.dep == "pobj" and tree.tokens[t.head].lemma == "of":  # "the city of X", never "the request of X"
            head = tree.tokens[t.head].head
            if tree.tokens[head].lemma not in words("area"):
                return False
            t = tree.tokens[head]
            continue
        if t.dep == "pobj":
            topic = tree.tokens[t.head].lemma == "on" and at.place.precision in {"country", "city"}  # "views on Syria"
            return not topic and tree.tokens[t.head].lemma in words("locative")
        if t.dep in {"compound", "nmod"} and tree.tokens[t.head].lemma in words("occasion"):
            return at.place.precision != "country"  # "the Warsaw summit", but "the Peru-Chile talks"
        if t.dep in {"appos", "conj", "compound", "nmod", "npadvmod"} and t.head != head:
            head = t.head
            t = tree.tokens[head]
            continue
        return t.dep == "dobj" and tree.tokens[t.head].lemma in words("reached")
    return False


def _outer(tree: Tree, start: int, end: int) -> int:
    """The token of a span that hangs on a token outside it."""
    for k in range(start, end):
        if not start <= tree.tokens[k].head < end or tree.tokens[k].head == k:
            return k
    return start


def distance(tree: Tree, a: int, b: int) -> int:
    """Steps between two tokens through the tree of their sentence; 99 when it is not one tree."""
    up = {a: 0}
    for n, k in enumerate(tree.ancestors(a), 1):
        up[k] = n
    if b in up:
        return up[b]
    for n, k in enumerate(tree.ancestors(b), 1):
        if k in up:
            return n + up[k]
    return 99


def _clause_top(tree: Tree, i: int) -> int:
    """The verb whose clause holds token `i`."""
    if tree.tokens[i].pos in {"VERB", "AUX"}:
        return i
    for a in tree.ancestors(i):
        if tree.tokens[a].pos in {"VERB", "AUX"}:
            return a
    return i


def _nearest_time(tree: Tree, draft: Draft, times: list[WhenAt]) -> WhenAt | None:
    """The date of the trigger's own clause; a date that hangs on another verb belongs to that verb."""
    best, best_distance = None, 6
    for at in times:
        head = _outer(tree, at.start, at.end)
        if tree.tokens[tree.tokens[head].head].lemma in {"until", "till"}:
            continue  # how long, not when
        clause = _clause_top(tree, head)
        steps = distance(tree, draft.trigger, head)
        steps += _apart(tree, draft, clause)
        if steps < best_distance:
            best, best_distance = at, steps
    return best


def _apart(tree: Tree, draft: Draft, clause: int) -> int:
    """How foreign the clause of a date is to the act: 0 its own or one that hangs on it, more for the verb above."""
    mine = _clause_top(tree, draft.trigger)
    if clause in {draft.trigger, mine}:
        return 0
    if clause in tree.ancestors(draft.trigger):  # "said on Monday" dates words, and mostly deeds
        return 2 if draft.type in STATED_TYPES or tree.tokens[clause].lemma in words("telling") else 4
    chain = [clause, *tree.ancestors(clause)]
    if draft.trigger not in chain:
        return 2 if draft.type in STATED_TYPES else 4
    below = chain[: chain.index(draft.trigger)]  # "the ship that it grounded in 1999" is not towed in 1999
    return 4 if any(tree.tokens[k].dep == "relcl" for k in below) else 0


def _seen_place(draft: Draft, places: list[PlaceAt]) -> PlaceAt | None:
    """The place that the encoder sees as the act's own, the finest where it sees several: "in Depayin, in Sagaing"."""
    parts = [p for p in (draft.act.parts if draft.act else ()) if p.role == "place"]
    seen = [at for at in places if any(at.start < p.end and p.start < at.end for p in parts)]
    return min(seen, key=lambda at: FINE.index(at.place.precision), default=None)


def _nearest_place(tree: Tree, draft: Draft, places: list[PlaceAt], spoken: set[int]) -> PlaceAt | None:
    """The place with the fewest steps to the trigger; not where the source of the words or another speaker stands."""
    best, best_distance = None, 5 if draft.type in SPOKEN else 9
    below = set(tree.subtree(draft.trigger))
    for at in places:
        head = _outer(tree, at.start, at.end)
        steps = distance(tree, draft.trigger, head) - (2 if head in below and draft.type not in SPOKEN else 0)
        if at.place.precision == "country":
            steps += 1  # the finer of two places near the trigger is the event's own
        if draft.type not in SPOKEN and (_of_source(tree, draft, head) or _clause_top(tree, head) in spoken):
            steps += 5  # "officials in Seoul said", "in Kabul the spokesman blamed shelling"
        if _of_occasion(tree, draft, head):
            steps += 5  # "views on the conflict in Ukraine"
        if steps < best_distance:
            best, best_distance = at, steps
    return best


def _of_occasion(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a place is that of another happening which the words are about."""
    t = tree.tokens[head]
    noun = tree.tokens[t.head].head if t.dep == "pobj" else t.head
    return noun != draft.trigger and tree.tokens[noun].pos == "NOUN" and tree.tokens[noun].lemma in words("occasion")


def _of_source(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a place stands with those whom the story cites."""
    source = draft.attribution
    return source is not None and any(source.start <= k < source.end for k in (head, *tree.ancestors(head)))


def settle(reading: Reading, drafts: Sequence[Draft], places: Sequence[PlaceAt]) -> None:
    """Place the acts told without a place: in the running scene, at the dateline, else in the one country concerned.

    A place that is told broadly is sharpened by what the sentences around say.
    """
    dateline, usual = _dateline(reading, places), _usual_place(places)
    scene: PlaceAt | None = None
    for d in sorted(drafts, key=lambda d: d.number):
        if d.where is None and _happens(d):
            near = _of_actor(d, places)
            if near is None and not _elsewhere(reading, d, places):
                near = _running(scene, d) or _reported(dateline, d) or _usual(usual, d)
            d.where = near or _domestic(d, places)
        elif d.where is None and d.type in MEETINGS:
            d.where = _same_meeting(d, drafts)
            if d.where is None and _together(d) and not _elsewhere(reading, d, places):
                d.where = _running(scene, d) or _reported(dateline, d)
        if d.where and d.type in PHYSICAL | MEETINGS and d.where.place.precision in {"country", "admin1"}:
            d.where = _sharper(reading, d, d.where, places)
        if d.where and d.where.place.precision != "country":
            scene = d.where


def _happens(d: Draft) -> bool:
    """Whether the act happens somewhere: force, crowds and courts do, words need not."""
    court = "convict" in d.modes or any(r.party.rule.startswith("implied") for r in d.actors)
    return (d.type in PHYSICAL or court) and not d.background


def _together(d: Draft) -> bool:
    """Whether people come together for the act, but not necessarily at home: talks, exercises."""
    return d.type in MEETINGS and d.status == "occurred" and not d.background and "phone" not in d.modes


def _same_meeting(d: Draft, drafts: Sequence[Draft]) -> PlaceAt | None:
    """Where the nearest act of the same kind is told to be that some of the same take part in."""
    near = (o for o in drafts if o.type == d.type and o.where and abs(o.number - d.number) <= SCENE_SENTENCES)
    shared = (o for o in near if _lands(o) & _lands(d))
    found = min(shared, key=lambda o: abs(o.number - d.number), default=None)
    return found.where if found else None


def _dateline(reading: Reading, places: Sequence[PlaceAt]) -> PlaceAt | None:
    """The place that heads the report and stands in the story's dateline; lines may stand before it."""
    heads = {s.start for s in reading.sentences if s.part == "text"}
    line = reading.story.dateline.casefold()
    return next((p for p in places if p.start in heads and line.startswith(p.place.text.casefold())), None)


def _running(scene: PlaceAt | None, d: Draft) -> PlaceAt | None:
    return scene if scene is not None and _fits(scene, d) else None


def _of_actor(d: Draft, places: Sequence[PlaceAt]) -> PlaceAt | None:
    """The town or division in the name of who acts: "the Dhaka Metropolitan Police Commissioner"."""
    spans = [r.span for r in d.actors]
    within = (
        p for p in places for s in spans if s.start <= p.start and p.end <= s.end and p.end - p.start < s.end - s.start
    )
    return next((p for p in within if p.place.precision != "country"), None)


def _elsewhere(reading: Reading, d: Draft, places: Sequence[PlaceAt]) -> bool:
    """Whether the sentence names a place that nobody knows: then the running scene is not the act's."""
    known = {k for p in places for k in range(p.start, p.end)}
    here = (n for n in reading.names if d.sentence.start <= n.start < d.sentence.end)
    return any(_place_name(reading, n) and known.isdisjoint(range(n.start, n.end)) for n in here)


def _place_name(reading: Reading, name: Name) -> bool:
    """Whether a name is a place's: the model says so, or it takes it for a person's after "in" or "near"."""
    before = reading.tokens[name.start - 1].text.lower() if name.start else ""
    return name.label in {"GPE", "LOC"} or (name.label == "PERSON" and before in {"in", "near"})


def _sharper(reading: Reading, d: Draft, where: PlaceAt, places: Sequence[PlaceAt]) -> PlaceAt:
    """The one finer place in a broad one that the act's sentences name, else those around them, else the broad one."""
    told = [t.number for t in (d, *d.absorbed)]
    for reach in (0,) if _elsewhere(reading, d, places) else (0, SCENE_SENTENCES):
        first, last = max(min(told) - reach, 0), min(max(told) + reach, len(reading.sentences) - 1)
        start, end = reading.sentences[first].start, reading.sentences[last].end
        finer = [p for p in places if start <= p.start < end and _inside(p.place, where.place)]
        if len({p.place.name for p in finer}) == 1:
            return finer[0]
    return where


def _inside(fine: Place, broad: Place) -> bool:
    """Whether a place lies in a broader one: in its country, and near enough to the middle of a division."""
    part = broad.geonames is None and fine.geonames is not None  # "eastern Ukraine" is wider than Luhansk
    if fine.country != broad.country or FINE.index(fine.precision) >= FINE.index(broad.precision) + part:
        return False
    if broad.precision == "country":
        return True
    if fine.lat is None or fine.lon is None or broad.lat is None or broad.lon is None:
        return False
    return hypot(fine.lat - broad.lat, fine.lon - broad.lon) < AROUND


def _reported(dateline: PlaceAt | None, d: Draft) -> PlaceAt | None:
    """The dateline is where the first paragraphs happened, when its country takes part, or strangers are struck."""
    if dateline is None or d.sentence.block > SCENE_SENTENCES:
        return None
    return dateline if _fits(dateline, d) or (d.type == "ASSAULT" and not d.actors) else None


def _fits(at: PlaceAt, d: Draft) -> bool:
    lands = _lands(d)
    return not lands or at.place.country in lands


def _lands(d: Draft) -> set[str]:
    return {r.party.country for r in (*d.actors, *d.recipients)} - BODIES


def _usual_place(places: Sequence[PlaceAt]) -> PlaceAt | None:
    """The town that the story names most: twice at least, and with a quarter of all towns' mentions."""
    towns = [p for p in places if p.place.precision in {"city", "site"}]
    ranked = Counter(p.place.name for p in towns).most_common(1)
    if not ranked or ranked[0][1] < max(2, len(towns) / 4):
        return None
    return next(p for p in towns if p.place.name == ranked[0][0])


def _usual(usual: PlaceAt | None, d: Draft) -> PlaceAt | None:
    return usual if usual is not None and _fits(usual, d) else None


def _domestic(d: Draft, places: Sequence[PlaceAt]) -> PlaceAt | None:
    """What a country's people do to each other they do at home; known to the country, on the words that name it."""
    lands = _lands(d)
    if len(lands) != 1:
        return None
    land = lands.pop()
    role = next(r for r in (*d.actors, *d.recipients) if r.party.country == land)
    known = next((p.place for p in places if p.place.country == land and p.place.precision == "country"), None)
    name, lat, lon, geonames = (known.name, known.lat, known.lon, known.geonames) if known else (land, None, None, None)
    return PlaceAt(
        role.span.start, role.span.end, Place(role.party.text, name, land, lat, lon, geonames, "country", "parties")
    )
