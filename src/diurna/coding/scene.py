"""Scene: the event's own date and place, from its clause, else its sentence; never the first place of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import PlaceAt, WhenAt

NEWS_TENSES = {"VBD", "VBZ", "VBP", "VBG", "VBN", "VB"}
LOCATIVES = {
    "in",
    "at",
    "near",
    "outside",
    "across",
    "around",
    "inside",
    "throughout",
    "off",
    "within",
    "along",
    "over",
    "on",
    "into",
    "through",
}
AREAS = {
    "city",
    "town",
    "village",
    "region",
    "province",
    "state",
    "district",
    "capital",
    "area",
    "outskirts",
    "part",
    "north",
    "south",
    "east",
    "west",
    "coast",
    "port",
    "island",
    "suburb",
    "county",
    "department",
    "governorate",
    "shore",
    "municipality",
    "neighbourhood",
}
# Words have a place only when it is said right beside them: "told reporters in Doha".
SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "SANCTION", "AID", "COOPERATE"}
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
            if tree.tokens[head].lemma not in AREAS:
                return False
            t = tree.tokens[head]
            continue
        if t.dep == "pobj":
            return tree.tokens[t.head].lemma in LOCATIVES
        if t.dep in {"appos", "conj", "compound", "nmod", "npadvmod"} and t.head != head:
            head = t.head
            t = tree.tokens[head]
            continue
        return t.dep == "dobj" and tree.tokens[t.head].lemma in {
            "visit",
            "hit",
            "strike",
            "shell",
            "attack",
            "bomb",
            "pound",
            "capture",
            "target",
            "leave",
            "enter",
            "tour",
            "reach",
        }
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
        clause = _clause_top(tree, head)
        steps = distance(tree, draft.trigger, head)
        own = clause in {draft.trigger, _clause_top(tree, draft.trigger)} or head in tree.subtree(draft.trigger)
        said = draft.type in STATED_TYPES or tree.tokens[clause].lemma in {"say", "report", "announce", "tell"}
        steps += 0 if own else (2 if said else 4)
        if steps < best_distance:
            best, best_distance = at, steps
    return best


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
