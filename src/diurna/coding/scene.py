"""Scene: the event's own date and place, from its clause, else its sentence; never the first place of the story."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.records import Place, PlaceAt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import Reading, WhenAt

# Words have a place only when it is said right beside them: "told reporters in Doha".
SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "SANCTION", "AID", "COOPERATE"}
# Acts that happen somewhere even when the sentence does not say where.
PHYSICAL = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"}
SCENE_SENTENCES = 3  # how long a scene runs on; set on examples/
BODIES = {"IGO", "NGO", "MNC", "IMG", ""}  # codes in the place of a country
STATED_TYPES = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE"}


def locate(tree: Tree, drafts: Sequence[Draft], times: Iterable[WhenAt], places: Iterable[PlaceAt]) -> None:
    """Set date and place of each draft from the words nearest to its trigger in the tree of its sentence."""
    times, places = list(times), [p for p in places if _locative(tree, p)]
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        by_sentence.setdefault(d.number, []).append(d)
    for group in by_sentence.values():
        sentence = group[0].sentence
        here_t = [t for t in times if sentence.start <= t.start < sentence.end]
        here_p = [p for p in places if sentence.start <= p.start < sentence.end]
        for d in group:
            d.when = _nearest_time(tree, d, here_t)
            d.where = _nearest_place(tree, d, here_p)


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
            return tree.tokens[t.head].lemma in words("locative")
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


def _nearest_place(tree: Tree, draft: Draft, places: list[PlaceAt]) -> PlaceAt | None:
    best, best_distance = None, 5 if draft.type in SPOKEN else 9
    below = set(tree.subtree(draft.trigger))
    for at in places:
        head = _outer(tree, at.start, at.end)
        steps = distance(tree, draft.trigger, head) - (2 if head in below and draft.type not in SPOKEN else 0)
        if at.place.precision == "country":
            steps += 1  # the finer of two places near the trigger is the event's own
        if steps < best_distance:
            best, best_distance = at, steps
    return best


def settle(reading: Reading, drafts: Sequence[Draft], places: Sequence[PlaceAt]) -> None:
    """Place the acts told without a place: in the running scene, at the dateline, else in the one country concerned."""
    dateline, usual = _dateline(reading, places), _usual_place(places)
    scene: Draft | None = None
    for d in sorted(drafts, key=lambda d: d.number):
        if d.where is None and _happens(d):
            d.where = _running(scene, d) or _reported(dateline, d) or _usual(usual, d) or _domestic(d, places)
        if d.where and d.where.place.precision != "country":
            scene = d


def _happens(d: Draft) -> bool:
    """Whether the act happens somewhere: force, crowds and courts do, words need not."""
    court = "convict" in d.modes or any(r.party.rule.startswith("implied") for r in d.actors)
    return (d.type in PHYSICAL or court) and not d.background


def _dateline(reading: Reading, places: Sequence[PlaceAt]) -> PlaceAt | None:
    """The place of the story's dateline, when the words of the text give one."""
    end = len(reading.story.dateline)
    first = next((s for s in reading.sentences if s.part == "text"), None)
    if first is None or not end:
        return None
    here = (p for p in places if first.start <= p.start < first.end and reading.tokens[p.start].start < end)
    return next(here, None)


def _running(scene: Draft | None, d: Draft) -> PlaceAt | None:
    if scene is None or scene.where is None or d.number - scene.number > SCENE_SENTENCES:
        return None
    return scene.where if _fits(scene.where, d) else None


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
    """The town that the story names most, twice at least and as often as all other towns together."""
    towns = [p for p in places if p.place.precision in {"city", "site"}]
    ranked = Counter(p.place.name for p in towns).most_common(1)
    if not ranked or ranked[0][1] < max(2, len(towns) / 2):
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
