"""Counts: how many were killed, injured, arrested ..., each on its words (data/coding/counts.tsv, numbers.tsv)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding import kinds, listing, quantity
from diurna.coding.lexicon import words
from diurna.coding.mishap import by_mishap
from diurna.coding.numbers import value
from diurna.records import Count, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.coding.draft import Span
    from diurna.coding.quantity import Number
    from diurna.coding.tree import Tree

Found = tuple[int, Count, "Span"]
OF_PEOPLE = {"killed", "injured", "arrested", "abducted", "missing"}
HARMED = {"killed", "injured", "abducted"}  # not if it was but tried
OF_WHOM = {*OF_PEOPLE, "participants"}  # not "two helicopters took part"
OF_THINGS = {"vehicles", "houses"}
FATAL = {"fatally", "mortally", "fatal", "deadly"}
JUDGED = {"sentence", "condemn"}  # verbs that tell of a death to come: "sentenced to death"
DRAWS = {"draw", "attract"}
PREDICATES = {"acl", "amod", "oprd", "acomp", "attr", "dobj", "nsubj", "nsubjpass", "conj", "xcomp"}
BEARS = {"suffer", "sustain", "receive", "have"}
SUBJECT = {"nsubj", "nsubjpass"}
HELD = {"displaced", "abducted"}  # who are so still when the story begins
MORE = {"more", "other", "others", "another", "also", "too", "additional", "further"}
SCENES = ("in", "at", "near", "during", "over", "on")
RAISES = {"raise", "bring", "take", "push", "lift", "increase", "put", "drive"}  # "raising the number of dead to 11"


def find(tree: Tree, sentence: Sentence) -> list[Found]:
    """Give (token that the count hangs on, count, words) for each count of a sentence."""
    found: list[Found] = []
    inside = range(sentence.start, sentence.end)
    for i in sorted(inside, key=lambda k: not _is_total(tree, k)):  # "has risen to nine after two of the injured died"
        if _is_harm(tree, i) and by_mishap(tree, i):
            continue
        unreal = _is_unreal(tree, i)
        for what, holder in _counted(tree, i):
            if unreal and what in HARMED:
                continue
            number = None if _is_told_of(tree, holder) else _number(tree, what, holder)
            if number:
                _add(tree, found, i, what, number)
    return found + _nobody_dead(tree, found)


def _is_told_of(tree: Tree, i: int) -> bool:
    """Whether those are some of the ones counted before: "five were shot, including two men who were killed"."""
    while tree.tokens[i].dep == "conj":
        i = tree.tokens[i].head
    return tree.tokens[i].dep == "pobj" and tree.tokens[tree.tokens[i].head].lemma in {"include", "including", "among"}


def _number(tree: Tree, what: str, holder: int) -> Number | None:
    """How many a noun tells of; one where a single person is meant."""
    number = quantity.number(tree, holder) or (quantity.ordinal(tree, holder) if what == "killed" else None)
    if number or what not in OF_PEOPLE or tree.tokens[holder].lemma == "dead":  # "the dead included a nurse"
        return number or (quantity.single(tree, holder) if what in OF_THINGS else None)
    return quantity.person(tree, holder) or quantity.pointed(tree, holder)


def _add(tree: Tree, found: list[Found], i: int, what: str, number: Number) -> None:
    """Take in a number: with those of the same verb or those to which it comes, else beside them as another act's."""
    known = [n for n, (_, count, _span) in enumerate(found) if count.what == what]
    if any(_is_total(tree, found[n][0]) for n in known):
        return
    if any(number[2].start < found[n][2].end and found[n][2].start < number[2].end for n in known):
        return
    if known and quantity.is_ordinal(tree, number[2]):  # "killed three men, and a fourth died"
        found[known[0]] = (i, _count(tree, what, *number), number[2])
        return
    for n in known:
        first, count, span = found[n]
        if first == i or _goes_on(tree, first, i) or _comes_to(tree, i, number[2]):
            more = quantity.whole(count.min, count.max, span, number)  # "17 militiamen and five soldiers were killed"
            found[n] = (first, _count(tree, what, *more), more[2])
            return
    found.append((i, _count(tree, what, *number), number[2]))


def _goes_on(tree: Tree, first: int, i: int) -> bool:
    """Whether who did the one did the other: "killed a guard and shot dead two clerks"."""
    above = list(tree.ancestors(i))
    if tree.tokens[i].dep != "conj" or first not in above:
        return False
    # not: "nine have been killed since May, when rebels came and killed 20"
    between = (i, *above[: above.index(first)])  # "killed a guard, and the rebels burned a bus and shot two"
    return not any(tree.children(k, "nsubj", "nsubjpass") for k in between)


def _comes_to(tree: Tree, i: int, span: Span) -> bool:
    """Whether a number comes to one told before: "killed six and lost two men", "and three more died"."""
    near = [k for k in tree.children(i, "advmod") if not tree.children(k)]
    said = {tree.tokens[k].text.lower() for k in (*range(span.start, span.end), *near)}
    return tree.tokens[i].lemma == "lose" or not said.isdisjoint(MORE)


def _nobody_dead(tree: Tree, found: list[Found]) -> list[Found]:
    """Where nobody is hurt, nobody is dead, unless the sentence counts dead."""
    known = {count.what for _, count, _ in found}
    spared = [(i, span) for i, count, span in found if count.what == "injured" and count.max == 0]
    return [(i, _count(tree, "killed", 0, 0, span), span) for i, span in spared if "killed" not in known]


def _is_harm(tree: Tree, i: int) -> bool:
    """Whether a word may tell of harm at all: a verb, or a noun or adjective of the tables."""
    t = tree.tokens[i]
    return t.pos == "VERB" or (t.pos in {"ADJ", "NOUN"} and t.lemma in kinds.lemmas())


def _is_unreal(tree: Tree, i: int) -> bool:
    """Whether what is counted did not happen, or who knows: "would have killed 5,000", "there might be many dead"."""
    if _is_aim(tree, i) or any(tree.tokens[k].lemma in {"nearly", "almost"} for k in tree.children(i, "advmod")):
        return True
    while tree.tokens[i].dep in PREDICATES:
        i = tree.tokens[i].head
    marks = {tree.tokens[k].lemma for k in tree.children(i, "mark")}
    now = any(tree.tokens[k].tag in {"VBZ", "VBP"} for k in (i, *tree.children(i, "auxpass")))
    if marks & {"if", "unless"} or ("before" in marks and now):  # "before another boy is killed"
        return True
    return any(tree.tokens[k].lemma in {"would", "could", "might"} for k in tree.children(i, "aux"))


def _is_aim(tree: Tree, i: int) -> bool:
    """Whether somebody was but to be killed: "tried to kill the mayor", "a threat to kill ten judges"."""
    aux = [tree.tokens[k] for k in tree.children(i, "aux", "auxpass")]
    perfect = any(t.lemma == "have" for t in aux)
    if perfect or not any(t.tag == "TO" for t in aux):
        return False
    above = tree.tokens[tree.tokens[i].head]
    if tree.tokens[i].dep == "xcomp":  # "managed to kill three"
        return above.lemma not in words("achieving")
    return above.pos in {"VERB", "AUX"} or (above.pos == "NOUN" and not quantity.is_person(above.lemma))


def _count(tree: Tree, what: str, low: int, high: int | None, span: Span) -> Count:
    return Count(what, low, high, " ".join(tree.tokens[k].text for k in range(span.start, span.end)))


def _counted(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """(what is counted, the noun that carries the number) for the token `i`."""
    t = tree.tokens[i]
    if t.pos in {"VERB", "AUX", "ADJ", "NOUN"} and not tree.children(i, "neg"):  # "his wife was not hurt"
        yield from _of_harm(tree, i)
    if t.pos == "VERB":
        yield from _of_doing(tree, i)
        yield from _of_loss(tree, i)
    if t.lemma == "life":
        yield from _of_life(tree, i)
    if t.pos == "VERB" and ("wrecks", t.lemma) in kinds.what():
        yield from _wrecked(tree, i)
    if t.pos == "NOUN":
        yield from _named(tree, i)
    yield from (("killed", k) for k in _listed(tree, i))
    if t.lemma in words("crowd") and tree.tokens[t.head].lemma in {"put", "estimate"}:  # "put the crowd at 4,000"
        yield from (("participants", k) for k in tree.prepositional(t.head, "at"))
    if t.pos in {"NOUN", "ADJ"} and (what := kinds.what().get(("toll", t.lemma)) or _numbered(tree, i)):
        yield from ((what, k) for k in _toll(tree, i) if not _is_hurt(tree, k))


def _of_harm(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """Who suffers it, with those told beside them, but no animals."""
    for what, holder in (*_suffered(tree, i), *_phrased(tree, i)):
        together = listing.joined(tree, i, holder)
        yield from ((what, k) for k in together if tree.tokens[tree.below(k)].lemma not in words("animal"))


def _of_doing(tree: Tree, v: int) -> Iterator[tuple[str, int]]:
    """Who does what is counted, or comes to a march: "4,000 marched", "the rally drew 4,000 people"."""
    t, subject = tree.tokens[v], tree.subject(v)
    if (what := kinds.what().get(("does", t.lemma))) and subject is not None:
        measured = tree.tokens[subject].lemma in words("unit")  # "20 kg of dynamite exploded"
        yield from () if measured else ((what, subject),)
    if t.lemma in DRAWS and subject is not None and tree.tokens[subject].lemma in words("march"):
        yield from (("participants", k) for k in _sufferers(tree, v))


def _of_loss(tree: Tree, v: int) -> Iterator[tuple[str, int]]:
    """Who died where somebody lost men or lives."""
    lost = _lost(tree, v) if tree.tokens[v].lemma == "lose" else []
    yield from (("killed", k) for holder in lost for k in listing.joined(tree, v, holder))


def _of_life(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """Who died where lives were paid: "cost three lives", "took the lives of eight"."""
    if tree.tokens[tree.tokens[i].head].lemma in words("costs"):
        whose = tree.prepositional(i, "of") or tree.children(i, "poss") or [i]
        yield from (("killed", k) for holder in whose for k in listing.listed(tree, holder))


def _suffered(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """Who suffers what a verb says: "killed nine", "were wounded", "fatally shot", "shot to death"."""
    t = tree.tokens[i]
    lemma = "missing" if t.text.lower() == "missing" else t.lemma
    fatal = any(tree.tokens[k].lemma in FATAL for k in tree.children(i, "advmod"))
    to_death = any(tree.tokens[k].lemma == "death" for k in tree.prepositional(i, "to")) and t.lemma not in JUDGED
    if t.pos == "VERB" and (fatal or to_death):
        yield from (("killed", k) for k in _sufferers(tree, i))
    elif (what := _befalls(tree, i, lemma)) and not (what in HELD and _describes(tree, i)):
        yield from ((what, k) for k in _sufferers(tree, i))
    elif t.pos == "VERB" and (what := kinds.what().get(("person", t.lemma))):
        held = [k for k in _sufferers(tree, i) if quantity.of_people(tree, k)]
        caught = [k for k in held if tree.tokens[k].lemma in words("doer")]  # "the suspect was captured": by police
        yield from (("arrested" if what == "abducted" and k in caught else what, k) for k in held)


def _befalls(tree: Tree, i: int, lemma: str) -> str | None:
    """What befalls those of whom a word tells, as counts.tsv names it; None for a noun."""
    told = tree.tokens[i].pos != "NOUN" or _are_hurt(tree, i)
    return kinds.what().get(("verb", lemma)) if told else None


def _are_hurt(tree: Tree, i: int) -> bool:
    """Whether the parse takes for a noun what befell a number of people: "nine were killed and 30 hurt"."""
    return tree.tokens[i].lemma == listing.HURT and i > 0 and tree.tokens[i - 1].pos == "NUM"


def _describes(tree: Tree, i: int) -> bool:
    """Whether a participle only says who they are: "killing 11 displaced people", "rescued 12 kidnapped women"."""
    return tree.tokens[i].dep == "amod" and tree.tokens[i].head > i


def _phrased(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """Who suffers or bears what several words say: "taken to hospital", "took 14 hostage", "suffered burns"."""
    for kind, slot, links, nouns in kinds.phrases().get(tree.tokens[i].lemma, ()):
        beside = _hanging(tree, i, links) if links else tree.children(i)
        named = [k for k in beside if tree.tokens[k].lemma in nouns]
        if named and not any(_no(tree, k) or (kind == "injured" and _dies(tree, i, k)) for k in named):
            held = [m for k in beside for m in tree.children(k, "compound") if tree.tokens[m].tag == "NNS"]
            subject = tree.subject(i)
            own = _sufferers(tree, i) if slot == "suffers" else [] if subject is None else [subject]
            holders = held or own  # "took 14 miners hostage": the parse makes one noun of it
            yield from ((kind, k) for k in holders if kind not in OF_WHOM or quantity.of_people(tree, k))


def _hanging(tree: Tree, v: int, links: tuple[str, ...]) -> list[int]:
    """The nouns that hang on a verb by a preposition, or on its object: "shot a man in the leg"."""
    struck = tree.object(v)
    return tree.prepositional(v, *links) or ([] if struck is None else tree.prepositional(struck, *links))


def _dies(tree: Tree, v: int, hospital: int) -> bool:
    """Whether who is brought to a hospital dies: "was taken to hospital, where he died"."""
    after = (*tree.children(hospital, "relcl"), *tree.children(v, "conj", "advcl"))
    return any(("dies", tree.tokens[k].lemma) in kinds.what() or tree.tokens[k].lemma == "pass" for k in after)


def _named(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """What a noun counts: "nine deaths", "the murder of six priests", "the priest's murder", "found 11 bodies"."""
    lemma = tree.tokens[i].lemma
    fatal = any(tree.tokens[k].lemma in FATAL for k in tree.children(i, "amod"))
    if what := "killed" if fatal else kinds.what().get(("of", lemma)):  # "the fatal shooting of a clerk"
        yield from ((what, k) for holder in _of_deed(tree, i) for k in listing.listed(tree, holder))
    if (what := kinds.what().get(("noun", lemma))) and not (_no(tree, i) and _spares_one(tree, i)):
        yield what, i
    if lemma in words("attack") and any(tree.tokens[k].lemma in words("bomb") for k in tree.children(i, "compound")):
        yield "explosions", i  # "15 petrol bomb attacks"
    if lemma in words("remains") and _is_found(tree, tree.tokens[i].head):
        yield from (("killed", k) for k in (i, *tree.prepositional(i, "of")))
    if ("none", lemma) in kinds.what() and _no(tree, i):
        yield from (("killed", i), ("injured", i))  # "no casualties": nobody killed, nobody injured


def _listed(tree: Tree, i: int) -> list[int]:
    """Who the dead are: "the dead were two nurses and a boy", "the dead were identified as Luis Rey and Hugo Diaz"."""
    verb = tree.tokens[i].head
    if tree.tokens[i].dep not in SUBJECT or not _is_of_dead(tree, i):
        return []
    told = tree.children(verb, "attr") if tree.tokens[verb].lemma == "be" else []
    if tree.tokens[verb].lemma in {"identify", "name"} and tree.passive(verb):
        told = tree.prepositional(verb, "as") or tree.children(verb, "oprd")
    return [m for k in told for m in listing.listed(tree, k)]


def _is_of_dead(tree: Tree, i: int) -> bool:
    """Whether a subject is all the dead: "the dead", "those killed"."""
    if tree.tokens[i].lemma == "dead":
        return quantity.is_definite(tree, i)
    killed = any(kinds.what().get(("verb", tree.tokens[k].lemma)) == "killed" for k in tree.children(i, "acl"))
    return killed and tree.tokens[i].lemma in {"those", "victim", "person", "people"} and not tree.children(i, "nummod")


def _of_deed(tree: Tree, i: int) -> list[int]:
    """Who suffers a killing that a noun tells: "the killing in Lima of Luis Rey", "Rey's murder"."""
    if _is_avenged(tree, i):
        return []
    scenes = tree.prepositional(i, *SCENES)
    there = [k for n in scenes for k in tree.prepositional(n, "of")]
    beyond = [k for k in there if quantity.of_people(tree, k) and not _is_place(tree, k)]
    suffering = _shared(tree, i) or tree.prepositional(i, "of")[:1] or tree.children(i, "poss") or beyond[:1]
    joined = [k for k in tree.children(i, "conj") if quantity.is_person(tree.tokens[k].lemma)]
    joined += [k for n in scenes if beyond for k in tree.children(n, "conj") if tree.labels.get(k) == "PERSON"]
    return [*suffering, *joined] if suffering else []


def _shared(tree: Tree, i: int) -> list[int]:
    """Who suffers two deeds told in one breath: "the abduction and murder of a nun", "a nun's abduction and murder"."""
    first = tree.tokens[i].head
    if tree.tokens[i].dep != "conj" or first + 2 != i or ("of", tree.tokens[first].lemma) not in kinds.what():
        return []
    return [k for k in tree.prepositional(first, "of") if k > i][:1] or tree.children(first, "poss")


def _is_place(tree: Tree, i: int) -> bool:
    """Whether a name is a town's or a body's: "the killing at the airport of Lima", not "in Lima of Luis Rey"."""
    scene = tree.tokens[tree.tokens[i].head].head
    whose = tree.labels.get(scene) == "GPE" and tree.labels.get(i) is None
    return tree.tokens[i].pos == "PROPN" and tree.labels.get(i) != "PERSON" and not whose


def _is_avenged(tree: Tree, i: int) -> bool:
    """Whether the deaths are those that an act answers: "said its barrage answered the death of a commander"."""
    verb = tree.tokens[i].head if tree.tokens[i].dep == "dobj" else i
    over = tree.tokens[tree.tokens[i].head].head if tree.tokens[i].dep == "pobj" else i
    return not {tree.tokens[verb].lemma, tree.tokens[over].lemma}.isdisjoint(words("revenge") | {"answer"})


def _is_found(tree: Tree, v: int) -> bool:
    """Whether a verb tells of the dead by their bodies: "found 11 bodies", "six bodies were taken to the morgue"."""
    if tree.tokens[v].lemma in words("finds"):
        return True
    return any(tree.tokens[k].lemma.lower() in {"morgue", "mortuary"} for k in tree.prepositional(v, "to", "in", "at"))


def _spares_one(tree: Tree, i: int) -> bool:
    """Whether it is but some person who has no injuries: "the mayor suffered no injuries"."""
    verb = tree.tokens[i].head
    bearer = tree.subject(verb) if tree.tokens[i].dep == "dobj" and tree.tokens[verb].lemma in BEARS else None
    return bearer is not None and quantity.of_people(tree, bearer)


def _is_total(tree: Tree, i: int) -> bool:
    """Whether the sentence is about a toll: "the number of people killed has risen", "taking the toll to 9"."""
    t = tree.tokens[i]
    about = t.dep == "nsubj" or (t.dep == "dobj" and _raises(tree, t.head))
    return about and (("toll", t.lemma) in kinds.what() or _numbered(tree, i) is not None)


def _raises(tree: Tree, v: int) -> bool:
    """Whether deaths raise the toll of an attack before: "two of the injured died, taking the toll to nine"; what kills
    raises that of a year or a war.
    """
    if tree.tokens[v].lemma not in RAISES or not tree.prepositional(v, "to"):
        return False
    subject = tree.subject(v)
    above = {tree.tokens[k].lemma for k in (*tree.ancestors(v), *([] if subject is None else [subject]))}
    return not above.isdisjoint({"die", "succumb", "perish", "death"})


def _numbered(tree: Tree, i: int) -> str | None:
    """What "the number of people killed", "the number of dead", "the number injured" counts."""
    if tree.tokens[i].lemma != "number":
        return None
    of = tree.prepositional(i, "of")
    told = [*of, *(k for n in (i, *of) for k in tree.children(n, "acl", "amod"))]
    told_of = (kinds.what().get((slot, tree.tokens[k].lemma)) for k in told for slot in ("verb", "toll"))
    return next((what for what in told_of if what in {"killed", "injured"}), None)


def _lost(tree: Tree, v: int) -> list[int]:
    """Who died in "twelve men lost their lives", "no life was lost"."""
    subject, lost = tree.subject(v), tree.object(v)
    if subject is None:
        return []
    if lost is not None and quantity.is_person(tree.tokens[tree.below(lost)].lemma):
        return [lost]  # "lost two of its own men"
    told = [subject] if lost is None or tree.tokens[lost].lemma == "life" else []
    return told if lost is not None or tree.tokens[subject].lemma == "life" else []


def _wrecked(tree: Tree, v: int) -> Iterator[tuple[str, int]]:
    """The vehicles and houses that are burnt: "rebels torched 40 huts", "three buses were set on fire"."""
    if tree.tokens[v].lemma == "set" and words("ablaze").isdisjoint(tree.tokens[k].lemma for k in _beside(tree, v)):
        return
    fired = tree.prepositional(v, "to") if tree.tokens[v].lemma == "set" else []
    for holder in fired or _sufferers(tree, v):
        for k in tree.conjuncts(holder):
            if what := kinds.what().get(("thing", tree.tokens[tree.below(k)].lemma)):
                yield what, k


def _beside(tree: Tree, v: int) -> list[int]:
    return [*tree.children(v), *tree.prepositional(v, "on")]


def _no(tree: Tree, i: int) -> bool:
    found = quantity.number(tree, i)
    return found is not None and found[1] == 0


def _sufferers(tree: Tree, v: int) -> list[int]:
    """Who is killed by "kill", held by "arrest": the object, or the subject of a passive or of "die"."""
    t = tree.tokens[v]
    if v and tree.object(v) is None and value(tree.tokens, v - 1) and tree.tokens[v - 1].pos in {"NUM", "NOUN"}:
        return [v - 1]  # "four dead", "dozens wounded"
    if t.dep in {"nsubj", "nsubjpass", "dobj", "pobj"} and tree.children(v, "nummod"):
        return [v]  # "64 wounded were taken"
    if t.lemma == "dead" and (struck := _shot(tree, v)) is not None:
        return [struck]
    if t.dep == "oprd" or _is_left_so(tree, v):  # "left 12 people dead", "a man was shot dead"
        found = tree.sufferer(t.head)
    elif t.dep == "amod":  # "left seven people dead", not "the dead man"
        found = t.head if t.head < v else None
    elif ("dies", t.lemma) in kinds.what() or t.text.lower() == "missing" or tree.passive(v) or t.pos == "ADJ":
        hung = t.head if t.dep in {"acl", "acomp"} else None
        found = hung if (subject := tree.subject(v)) is None else subject
        found = _some_of(tree, found) if t.dep == "acl" and found is not None else found
    elif (found := tree.object(v)) is None and t.tag == "VBN":  # "one was killed and three others injured"
        return tree.children(v, "nsubj")
    return [] if found is None else [found]


def _some_of(tree: Tree, i: int) -> int:
    """Those of somebody's people of whom a number is told: "four of its men killed", not "six of the men killed"."""
    of = tree.tokens[i].head
    some = tree.tokens[of].head
    owned = any(tree.tokens[k].tag == "PRP$" for k in tree.children(i, "poss"))
    return some if owned and tree.tokens[of].lemma == "of" and tree.tokens[some].pos == "NUM" else i


def _is_left_so(tree: Tree, v: int) -> bool:
    """Whether somebody is found in this state: "left three hurt", "were reported killed"."""
    t = tree.tokens[v]
    return t.dep == "xcomp" and tree.tokens[t.head].lemma in words("found") and tree.object(v) is None


def _shot(tree: Tree, v: int) -> int | None:
    """Whom "shot dead four passengers" names; the parse hangs "dead" on the verb or on the noun."""
    head = tree.tokens[v].head
    if v and tree.tokens[v - 1].text.lower() == "shot":
        struck = (tree.object(k) for k in (v, v - 1))
        return next((k for k in struck if k is not None and k > v), None)
    if tree.tokens[head].lemma == "shoot":
        return tree.object(head)
    shot = tree.tokens[head].dep == "dobj" and tree.tokens[tree.tokens[head].head].lemma == "shoot"
    return head if shot else None


def _toll(tree: Tree, i: int) -> list[int]:
    """The number of a "death toll of 21", "the toll rose to 21"."""
    verb = tree.tokens[i].head
    return (
        tree.prepositional(i, "of")
        + tree.prepositional(verb, "to", "at", "as")
        + tree.children(verb, "attr", "dobj", "npadvmod")
    )


def _is_hurt(tree: Tree, i: int) -> bool:
    """Whether those of a toll are but injured: "left a toll of four people wounded"."""
    said = (tree.tokens[k].lemma for k in tree.children(i, "acl", "amod"))
    return any(kinds.what().get(("verb", lemma)) == "injured" for lemma in said)


def of(tree: Tree, span: Span) -> tuple[Count, Span] | None:
    """How many take part, when the words of a party say so: "some 300 dockers"."""
    nouns = [k for k in range(span.start, span.end) if tree.tokens[k].pos == "NOUN" and not _owns(tree, k)]
    nouns = [k for k in nouns if tree.tokens[k].lemma not in words("uncounted")]  # "a 24-year-old", "two unions"
    number = next((n for k in nouns if (n := quantity.number(tree, k))), None)
    return (_count(tree, "participants", *number), number[2]) if number and number[0] > 1 else None


def _owns(tree: Tree, i: int) -> bool:
    """Whether the noun says but whose people they are: "students of three schools", not "hundreds of students"."""
    t = tree.tokens[i]
    holder = tree.tokens[t.head].head
    people = tree.tokens[holder]
    return t.dep == "pobj" and people.tag == "NNS" and people.pos == "NOUN" and tree.below(holder) == holder


# Which events may carry a count: nobody is "killed" by a meeting.
FITS = {
    "killed": {"ASSAULT", "PROTEST", "COERCE"},
    "injured": {"ASSAULT", "PROTEST", "COERCE"},
    "arrested": {"COERCE", "PROTEST", "SANCTION", "ACCUSE"},
    "abducted": {"ASSAULT"},
    "displaced": {"ASSAULT", "COERCE", "SANCTION", "AID"},
    "released": {"RETREAT", "CONCEDE"},
    "explosions": {"ASSAULT"},
    "missing": {"ASSAULT"},
    "deported": {"COERCE", "SANCTION"},
    "vehicles": {"ASSAULT", "PROTEST", "COERCE"},
    "houses": {"ASSAULT", "PROTEST", "COERCE"},
    "participants": {"PROTEST", "ASSAULT", "COERCE"},
}
