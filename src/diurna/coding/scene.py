"""Scene: the event's own place, from its clause, else its sentence."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from diurna import data
from diurna.coding.draft import in_sentences
from diurna.coding.lexicon import words
from diurna.coding.within import FINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import PlaceAt, WhenAt

# Words have a place only when it is said right beside them: "told reporters in Doha".
SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "SANCTION", "AID", "COOPERATE"}
WORDS = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"}  # acts that are done in words
MEETING = {"at", "during"}  # before the talks at which something is said
UNITS = {"hour", "day", "week", "month", "year"}
DATED = 6  # tokens from "since" over a date to "when"
SAID_BESIDE = 3  # tokens from a verb of telling to its day


class Spanned(Protocol):
    """Whatever stands at tokens of a reading."""

    @property
    def start(self) -> int: ...  # noqa: D102


T = TypeVar("T", bound=Spanned)


class Along(Generic[T]):
    """Names, places or times in the order of the text, to be cut out between two tokens."""

    def __init__(self, items: Iterable[T]) -> None:
        self.items = sorted(items, key=lambda i: i.start)
        self._starts = [i.start for i in self.items]

    def between(self, start: int, end: int) -> list[T]:
        """Those that begin at tokens `start` to `end` (half-open)."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def locate(tree: Tree, drafts: Sequence[Draft], places: Iterable[PlaceAt]) -> None:
    """Set the place of each draft from the words nearest to its trigger in the tree of its sentence."""
    where = Along(places)
    for group in in_sentences(drafts).values():
        around = where.between(group[0].sentence.start, group[0].sentence.end)
        for d in group:
            clause = measured_apart(tree, d.trigger)
            here = [p for p in around if measured_apart(tree, p.start) == clause]
            here = here or [p for p in around if measured_apart(tree, p.start) is None]
            here = [p for p in here if not (d.type in WORDS and _is_topic(tree, d, p)) and not _is_desk(tree, d, p)]
            spoken = {o.trigger for o in group if o.type in SPOKEN and o is not d}
            here = [p for p in here if not _is_speakers(tree, d, p, spoken) and not _is_origin(tree, d, p)]
            here = [p for p in here if not _is_of_law(tree, d, p)]
            stages = [p for p in here if _locative(tree, p) or any(told(tree, d, p) for told in STAGES)]
            here, stages = _unshared(tree, d, here, stages)
            d.where = _seen_place(tree, d, here) or _nearest_place(tree, d, stages, spoken)


def _unshared(tree: Tree, d: Draft, here: list[PlaceAt], stages: list[PlaceAt]) -> tuple[list[PlaceAt], list[PlaceAt]]:
    """The places, without those of a clause that goes on elsewhere: "killed two in Buni and seized a nurse in Jos"."""
    clause = clause_top(tree, d.trigger)
    clauses = {p.start: clause_top(tree, outer(tree, p.start, p.end)) for p in here}
    if all(clauses[p.start] != clause for p in stages):
        return here, stages
    joined = {k for k in clauses.values() if tree.tokens[k].dep == "conj" and tree.tokens[k].head == clause}
    joined |= {tree.tokens[clause].head} if tree.tokens[clause].dep == "conj" else set()
    return [p for p in here if clauses[p.start] not in joined], [p for p in stages if clauses[p.start] not in joined]


def _is_topic(tree: Tree, d: Draft, at: PlaceAt) -> bool:
    """Whether a place is that of what is said, or of somebody's land: Mali, in "urged them to leave Mali", "condemned
    the killings in Mali", "nurses in Mali accepted the offer".
    """
    head = outer(tree, at.start, at.end)
    chain = [head, *tree.ancestors(head)]
    if d.trigger not in chain:
        return _of_neighbour(tree, d, chain)
    below = chain[: chain.index(d.trigger)]
    if not below:
        return False
    first = tree.tokens[below[-1]]
    if first.dep in {"nsubj", "nsubjpass"}:
        return at.place.precision == "country"
    if first.dep == "conj" and tree.children(below[-1], "nsubj", "nsubjpass"):
        return True
    while first.dep == "conj" and len(below) > 1:  # "rejected the protest and said a boat had sunk off Mali"
        below = below[:-1]
        first = tree.tokens[below[-1]]
    if first.dep in {"ccomp", "xcomp"}:
        return not any(tree.tokens[k].lemma in MEETING | words("talks") for k in below)
    link = tree.tokens[head].head
    if first.dep == "prep":
        return first.lemma in {"of", "over"} and len(below) > 2
    on = tree.tokens[link].lemma == "on" and tree.tokens[tree.tokens[link].head].pos == "NOUN"
    return first.dep == "dobj" and (on or _is_judged(tree, below))


def _of_neighbour(tree: Tree, d: Draft, chain: list[int]) -> bool:
    """Whether a place belongs to who does something else beside the act: "police in Mali say that they accuse him"."""
    above = set(tree.ancestors(d.trigger))
    k = next((n for n, i in enumerate(chain) if i in above), 0)
    return k > 0 and tree.tokens[chain[k - 1]].dep in {"nsubj", "nsubjpass", "dobj"} and k > 1


def _is_judged(tree: Tree, below: list[int]) -> bool:
    """Whether the object is a deed that is judged: "condemned the attack in Mali"."""
    return any(tree.tokens[k].lemma in words("judged") for k in below)


def _is_desk(tree: Tree, d: Draft, at: PlaceAt) -> bool:
    """Whether a place is where somebody tells of a deed: "will send rice to Mali, a minister said in Rome"."""
    if d.type in WORDS:
        return False
    head = outer(tree, at.start, at.end)
    verb = clause_top(tree, head)
    if verb not in tree.ancestors(d.trigger) or tree.tokens[verb].lemma not in words("telling"):
        return False
    said = [d.trigger, *tree.ancestors(d.trigger)]
    told = tree.tokens[said[said.index(verb) - 1]].dep == "ccomp"
    if _opens(tree, head, verb) and at.place.name not in desks():
        return False
    above = [tree.tokens[k] for k in (head, *tree.ancestors(head))]
    holders = {t.lemma.lower() for t in above if t.pos in {"NOUN", "PROPN"}}
    return told and (_hangs_on(tree, head, verb) or not holders.isdisjoint(words("desk")))


def _is_speakers(tree: Tree, d: Draft, at: PlaceAt, spoken: set[int]) -> bool:
    """Whether somebody speaks of a deed there: a capital opens the clause of words ("In Kabul, the spokesman blamed
    Pakistani shelling"), or it is where he is "speaking".
    """
    if d.type in WORDS:
        return False
    head = outer(tree, at.start, at.end)
    verb = clause_top(tree, head)
    if _is_speech(tree, verb):
        return d.trigger not in tree.ancestors(head)
    return (
        at.place.name in desks() and verb in spoken and verb in tree.ancestors(d.trigger) and _opens(tree, head, verb)
    )


def _is_origin(tree: Tree, d: Draft, at: PlaceAt) -> bool:
    """Whether it is but where people come from: "the minister flew in from Mumbai", "police were moved in from Dhule".

    Who is taken or driven away is so at that place; who is arrested on his return from Nairobi is not.
    """
    head = outer(tree, at.start, at.end)
    top = next((k for k in (head, *tree.ancestors(head)) if tree.tokens[k].dep == "pobj"), head)
    link = tree.tokens[tree.tokens[top].head]
    above = tree.tokens[link.head]
    moves = above.lemma in words("moving") and d.type in {"CONSULT", "MOBILIZE", "AID"}
    comes = above.lemma in words("coming_back") and link.head != d.trigger
    return link.lemma == "from" and (moves or comes)


def _is_of_law(tree: Tree, d: Draft, at: PlaceAt) -> bool:
    """Whether it is that of the law on which is ruled: "the court struck down a law of the state of Acre"."""
    head = outer(tree, at.start, at.end)
    chain = [head, *tree.ancestors(head)]
    below = chain[: chain.index(d.trigger)] if d.trigger in chain else []
    ruled = bool(below) and tree.tokens[below[-1]].dep in {"dobj", "nsubjpass"}
    return ruled and d.type in {"SANCTION", "REJECT"} and tree.tokens[below[-1]].lemma in words("law")


def _opens(tree: Tree, head: int, verb: int) -> bool:
    """Whether a place stands before who speaks: "In Kunduz, police said that a mine had killed two"."""
    subject = tree.subject(verb)
    return subject is not None and head < min(tree.subtree(subject)) and _hangs_on(tree, head, verb)


@cache
def desks() -> frozenset[str]:
    """Where spokesmen sit: the capitals, and the seats of the United Nations and of courts."""
    capitals = (r["capital"] for r in data.table("places/countries.tsv"))
    return frozenset((*capitals, "Geneva", "Genève", "New York", "New York City", "The Hague", "Strasbourg"))


def _hangs_on(tree: Tree, head: int, verb: int) -> bool:
    """Whether a place stands right at a verb: "said in Rome"."""
    link = tree.tokens[head].head
    return tree.tokens[head].dep == "pobj" and tree.tokens[link].head == verb


def _locative(tree: Tree, at: PlaceAt) -> bool:
    """Whether it stands as a place: after "in", "near" ..., or within what does ("the city of X", "capital X")."""
    head = outer(tree, at.start, at.end)
    t = tree.tokens[head]
    for _ in range(3):
        if t.dep == "pobj" and tree.tokens[t.head].lemma == "of":  # "the city of X", never "the request of X"
            head = tree.tokens[t.head].head
            t = tree.tokens[head]
            if t.lemma not in words("area") or t.dep == "advmod":
                return t.lemma in words("area")  # "east of Jeju" needs no preposition
            continue
        if t.dep == "pobj":
            topic = tree.tokens[t.head].lemma == "on" and at.place.precision in {"country", "city"}  # "views on Syria"
            struck = tree.tokens[tree.tokens[t.head].head].lemma in words("assault")  # "attacks on Kharkiv and Odesa"
            return (struck or not topic) and tree.tokens[t.head].lemma in words("locative")
        if t.dep in {"compound", "nmod"} and tree.tokens[t.head].lemma in words("occasion"):
            return at.place.precision != "country"  # "the Warsaw summit", but "the Peru-Chile talks"
        if t.dep in {"appos", "conj", "compound", "nmod", "npadvmod"} and t.head != head:
            head = t.head
            t = tree.tokens[head]
            continue
        return t.dep == "dobj" and tree.tokens[t.head].lemma in words("reached")
    return False


def _goes_to(tree: Tree, d: Draft, at: PlaceAt) -> bool:
    """Whether a visit or a help goes there: "returned to Lomé for talks", "evacuated the wounded to Bunia"."""
    t = tree.tokens[outer(tree, at.start, at.end)]
    link = tree.tokens[t.head]
    to = t.dep == "pobj" and link.lemma in {"to", "into"} and tree.tokens[link.head].lemma in words("going_to")
    above = link.head in (d.trigger, *tree.ancestors(d.trigger)) or d.trigger in tree.ancestors(link.head)
    return to and above and d.type in {"CONSULT", "AID"} and at.place.precision != "country"


def _speaks_from(tree: Tree, d: Draft, at: PlaceAt) -> bool:
    """Whether who speaks does so from there: "condemned the coup from Lomé", but not "asked for grain from Peru"."""
    t = tree.tokens[outer(tree, at.start, at.end)]
    link = tree.tokens[t.head]
    said = t.dep == "pobj" and link.lemma == "from" and link.head == d.trigger and tree.tokens[d.trigger].pos == "VERB"
    onward = any(True for _ in tree.prepositional(d.trigger, "to"))  # "switched recognition from Taipei to Beijing"
    return said and not onward and d.type in WORDS and at.place.precision != "country" and not tree.passive(d.trigger)


def _is_where(tree: Tree, d: Draft, at: PlaceAt) -> bool:
    """Whether a clause says that it happens there: "Peru, where police killed a nurse, has closed its border"."""
    clauses = tree.children(outer(tree, at.start, at.end), "relcl")
    told = (k for k in clauses if any(tree.tokens[m].lemma == "where" for m in tree.children(k, "advmod")))
    return any(_within(tree, d, k) for k in told)


STAGES = (_speaks_from, _goes_to, _is_where)  # what tells, beside a preposition, that an act is at a place


def outer(tree: Tree, start: int, end: int) -> int:
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


def clause_top(tree: Tree, i: int) -> int:
    """The verb whose clause holds token `i`."""
    if tree.tokens[i].pos in {"VERB", "AUX"}:
        return i
    for a in tree.ancestors(i):
        if tree.tokens[a].pos in {"VERB", "AUX"}:
            return a
    return i


def verb_of(tree: Tree, at: WhenAt) -> int:
    """The verb whose day a date tells: said, in "said on Monday it had held nine", though the parse takes the other."""
    head = outer(tree, at.start, at.end)
    verb = clause_top(tree, head)
    above = tree.tokens[verb].head
    doers = tree.children(verb, "nsubj", "nsubjpass")
    told = tree.tokens[verb].dep == "ccomp" and tree.tokens[above].lemma in words("telling")
    return above if told and doers and above < head < doers[0] and head - above <= SAID_BESIDE else verb


def measured_apart(tree: Tree, i: int) -> int | None:
    """The verb of the clause around token `i` that another act is told so long after or before: killed, in "the attack
    comes a week after soldiers killed six herders".
    """
    for k in (i, *tree.ancestors(i)):
        marks = (m for m in tree.children(k, "mark", "advmod") if tree.tokens[m].lemma.lower() in {"after", "before"})
        if tree.tokens[k].dep == "advcl" and any(tree.tokens[m - 1].lemma in UNITS for m in marks if m):
            return k
    return None


def since_clause(tree: Tree, i: int) -> int | None:
    """The verb of the clause around token `i` that tells since when: attacked, in "37,900 people have been killed since
    October 7, when gunmen attacked Israel", began, in "the worst attack since the army began its drive".
    """
    for k in (i, *tree.ancestors(i)):
        if tree.tokens[k].dep not in {"advcl", "relcl"} or not tree.children(k, "nsubj", "nsubjpass"):
            continue
        if any(tree.tokens[m].lemma.lower() == "since" for m in tree.children(k, "mark")):
            return k
        when = [m for m in tree.children(k, "advmod") if tree.tokens[m].lemma.lower() == "when"]
        if any(t.lemma.lower() == "since" for m in when for t in tree.tokens[max(m - DATED, 0) : m]):
            return k
    return None


def _within(tree: Tree, draft: Draft, clause: int) -> bool:
    return draft.trigger == clause or clause in tree.ancestors(draft.trigger)


def _seen_place(tree: Tree, draft: Draft, places: list[PlaceAt]) -> PlaceAt | None:
    """The place that the encoder sees as the act's own, the finest where it sees several: "in Depayin, in Sagaing"."""
    parts = [p for p in (draft.act.parts if draft.act else ()) if p.role == "place"]
    seen = [at for at in places if any(at.start < p.end and p.start < at.end for p in parts)]
    seen = [at for at in seen if not _of_another(tree, draft, clause_top(tree, outer(tree, at.start, at.end)))]
    return min(seen, key=lambda at: _rank(tree, draft, at), default=None)


def _rank(tree: Tree, draft: Draft, at: PlaceAt) -> tuple[bool, bool, int]:
    """How unlike the act's own place it is among those that the encoder sees; the finest is the best of equals."""
    head = outer(tree, at.start, at.end)
    apart = clause_top(tree, head) != clause_top(tree, draft.trigger)
    return _is_owner(tree, draft, head), apart, FINE.index(at.place.precision)


def _is_owner(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a place is that of a twin town or of those who act: "Lyon's suburb Bron", "owners of a mill in Lyon"."""
    way = [head, *tree.ancestors(head)]
    below = way[: way.index(draft.trigger)] if draft.trigger in way else []
    return tree.tokens[head].dep == "poss" or (bool(below) and tree.tokens[below[-1]].dep == "nsubj")


def _of_another(tree: Tree, draft: Draft, clause: int) -> bool:
    """Whether a place stands in what is told of somebody: "exchanged him for an Afghan held in Cuba".

    Where somebody speaks is where he says it: "the minister, speaking in Limerick, praised the nurses".
    """
    speaks = _is_speech(tree, clause) and draft.type in SPOKEN
    return tree.tokens[clause].dep == "acl" and not speaks and not _within(tree, draft, clause)


def _is_occasion_of(tree: Tree, draft: Draft, verb: int) -> bool:
    """Whether a verb tells on what occasion the words are said: it hangs on them or on who says them."""
    above = {draft.trigger, tree.subject(draft.trigger)}
    return _is_speech(tree, verb) and tree.tokens[verb].head in above


def _is_speech(tree: Tree, verb: int) -> bool:
    """Whether a verb tells on what occasion something is said: "speaking in Limerick"."""
    return tree.tokens[verb].tag == "VBG" and tree.tokens[verb].lemma in words("speaking")


def _nearest_place(tree: Tree, draft: Draft, places: list[PlaceAt], spoken: set[int]) -> PlaceAt | None:
    """The place with the fewest steps to the trigger; not where the source of the words or another speaker stands."""
    best, best_distance = None, 5 if draft.type in SPOKEN else 9
    below = set(tree.subtree(draft.trigger))
    for at in places:
        head = outer(tree, at.start, at.end)
        steps = distance(tree, draft.trigger, head) - (2 if head in below and draft.type not in SPOKEN else 0)
        if at.place.precision == "country":
            steps += 1  # the finer of two places near the trigger is the event's own
        if draft.type not in SPOKEN and (_of_source(tree, draft, head) or clause_top(tree, head) in spoken):
            steps += 5  # "officials in Seoul said", "in Kabul the spokesman blamed shelling"
        if _of_occasion(tree, draft, head):
            steps += 5  # "views on the conflict in Ukraine"
        if draft.type in SPOKEN and _is_occasion_of(tree, draft, clause_top(tree, head)):
            steps = 1  # "the minister, speaking to nurses in Limerick, praised them"
        if _of_another(tree, draft, clause_top(tree, head)):
            steps += 3  # "killed twelve people travelling in Mali" was in Mali, if nothing else is near
        if steps < best_distance:
            best, best_distance = at, steps
    return best


def _of_occasion(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a place is that of another happening which the words are about."""
    t = tree.tokens[head]
    noun = tree.tokens[t.head].head if t.dep == "pobj" else t.head
    own = tree.tokens[noun].dep == "pobj" and tree.tokens[tree.tokens[noun].head].lemma in words("locative")
    about = tree.tokens[noun].pos == "NOUN" and tree.tokens[noun].lemma in words("occasion")
    return noun != draft.trigger and about and not own  # "handed over at a ceremony in Vila" is there


def _of_source(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a place stands with those whom the story cites."""
    source = draft.attribution
    return source is not None and any(source.start <= k < source.end for k in (head, *tree.ancestors(head)))
