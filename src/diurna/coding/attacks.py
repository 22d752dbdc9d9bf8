"""Attacks: how much speaks for two tellings being of one attack: side, victim, town, day, means and words that point.

The weights were set by hand on examples/retold and the other labelled stories of examples/. That both are of one
country says nothing of attacks: most stories of attacks tell of one country alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding import alike, inside
from diurna.coding.lexicon import words
from diurna.coding.modes import BOMBS
from diurna.coding.scene import measured_apart, since_clause
from diurna.coding.spots import FORCES, deeds
from diurna.coding.standing import comes_again
from diurna.globe import kilometres

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree
    from diurna.records import Party

STATE, REBELS = {"MIL", "COP", "SPY", "GOV"}, {"REB", "CRM"}
PEOPLE = {"CVL", "UNK", ""}  # sectors of those whom another may call teachers or traders
LAND = (
    "list:country",
    "list:capital",
    "list:region",
    "place",
    "noun:state",
    "noun:province",
)  # where, rather than who: "the raid on Iraq"
FEUDS = {"fight", "battle", "clash", "feud"}
TOWN = {"site", "city", "district"}
NEAR, BESIDE_KM = 2, 20.0  # sentences; a quarter lies beside its town
SENTENCE = 12  # what one sentence tells is one attack unless places, means or victims differ
NEW, ANEW = -2, -4
APART = -3  # another town, another toll, or two lesser differences


def weight(tree: Tree, a: Draft, b: Draft) -> int:
    """How much speaks for `b` telling the attack `a` again, with all that `a` has absorbed."""
    if a.number == b.number and (b.trigger in deeds(tree, a.trigger) or a.trigger in deeds(tree, b.trigger)):
        return SENTENCE  # "two soldiers and six rebels were killed in clashes"
    if _excluded(tree, a, b) or _is_feud(tree, a, b) or comes_again(tree, a.trigger) != comes_again(tree, b.trigger):
        return alike.NEVER
    where = _where(a, b)
    against = where + _how(a, b) + alike.counts(tree, a, b) - 2 * _other_lands(a.recipients, b.recipients)
    if any(t.number == b.number and not _set_beside(tree, t, b) for t in alike.tellings(a)):
        least = min(against, where)  # the same means speak for nothing where the towns differ
        return least if least <= APART else SENTENCE + min(against, 0)
    against -= a.frame.joint != b.frame.joint  # a fight is rather told again as a fight
    new = NEW * _is_new(a, b) + ANEW * (_strikes_anew(tree, a, b) or _turns(tree, b))
    return _who(tree, a, b) + against + new + _when(tree, a, b) + _toll(a, b) + _wording(tree, a, b)


def _is_new(a: Draft, b: Draft) -> bool:
    """Whether the same men do another deed: told with a day and a town of its own and other victims: "rebels attacked
    an army post. On Monday rebels had shot four farmers in Rutshuru".
    """
    if not b.when or not b.where or a.when or any(t.sentence.part == "title" for t in (*alike.tellings(a), b)):
        return False
    return bool(a.recipients and b.recipients) and not _kin(a.recipients, b.recipients)


def _strikes_anew(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether doers named again strike what was not spoken of: "the ELN struck a post. The ELN blew up a bridge"."""
    struck = _struck(tree, b)
    if struck is None or not b.actors or _owns_up(tree, a, b):
        return False
    if any(t.sentence.part == "title" for t in (*alike.tellings(a), b)):
        return False
    known = {tree.tokens[k].lemma for t in alike.tellings(a) for k in (_struck(tree, t),) if k is not None}
    named = all(_is_named_anew(tree, r) for r in b.actors)
    return named and bool(known) and tree.tokens[struck].lemma not in known


def _turns(tree: Tree, b: Draft) -> bool:
    """Whether the sentence turns to another matter: "Meanwhile, two policemen were shot", "In another action, ..."."""
    opening = [t.lemma.lower() for t in tree.tokens[b.sentence.start : b.sentence.start + 3]]
    other = opening[:1] == ["in"] and bool({"another", "separate"} & set(opening))
    noun = _noun(tree, b)
    again = noun is not None and alike.points(tree, noun) > 0
    return (other or opening[0] in words("turning")) and not again


def _struck(tree: Tree, d: Draft) -> int | None:
    """What a verb of attack strikes."""
    i = d.trigger
    return tree.sufferer(i) if d.frame.kind == "v" else None


def _is_named_anew(tree: Tree, role: Role) -> bool:
    """Whether the party is told by its name, no pronoun and no "the gunmen"."""
    return role.party.rule.startswith(("list:body", "name:org")) and tree.tokens[role.span.start].pos != "PRON"


def _is_feud(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether `b` is long fighting and no murder: "two factions have been fighting since 2024"."""
    return tree.tokens[b.trigger].lemma in FEUDS and b.frame.kind == "v" and bool(alike.persons(a.recipients))


def _set_beside(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether one sentence sets a new attack beside the known one: "the attack came days after a bomb"."""
    nouns = a.frame.kind == b.frame.kind == "n"
    return nouns and alike.points(tree, b.trigger) < 0 < alike.points(tree, a.trigger)


def _excluded(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether a plan meets a deed, a clash a bombing, or days, victims or sides differ."""
    if alike.days_differ(tree, a, b) or alike.spans_differ(a, b) or _is_one_of(tree, a, b):
        return True
    if alike.other_victims(a, b) and not _falls_too(tree, a, b):
        return True
    if alike.to_come(a) != alike.to_come(b) and not _is_aim(tree, a, b):
        return True
    if _is_war(tree, a) != _is_war(tree, b) or (a.number == b.number and _told_apart(tree, a, b)):
        return True
    if a.frame.joint and b.frame.joint:
        return alike.lands_differ(a.actors, b.actors)
    return _is_clash_and_bomb(a, b) or _sides_differ(tree, a, b)


def _is_clash_and_bomb(a: Draft, b: Draft) -> bool:
    """Whether one is a fight of two and the other a bombing."""
    return a.frame.joint != b.frame.joint and bool(BOMBS & {m for d in (a, b) if not d.frame.joint for m in d.modes})


def _sides_differ(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether others do it, or it is done to the other side, or the one answers the other."""
    if (_other_lands(a.actors, b.actors) and b.status != "denied") or _are_other_men(tree, a, b):
        return True
    if _opposed(a.actors, b.actors) or _opposed(a.recipients, b.recipients):
        return True
    return any(_strangers(x, y) or _answers(x, y) or _stops_the_doer(tree, x, y) for x, y in ((a, b), (b, a)))


def _falls_too(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether another falls in the attack just told: "shot dead Luis Rey. His brother Ivo Rey died in the attack"."""
    if all(abs(t.number - b.number) > NEAR for t in alike.tellings(a)):
        return False
    noun, verb = _noun(tree, b), b.trigger
    if b.frame.kind == "n":
        link = tree.tokens[b.trigger].head
        verb = tree.tokens[link].head if tree.tokens[link].lemma in {"in", "during"} else link
    if tree.tokens[verb].lemma not in words("harm") | words("perish"):
        return False
    bare = tree.passive(verb) or tree.tokens[verb].lemma in words("perish")  # not "the rebels also killed Ivo Rey"
    also = bare and any(tree.tokens[k].lemma == "also" for k in tree.children(verb, "advmod"))
    return (noun is not None and alike.points(tree, noun) > 0) or (also and not b.when and not b.where)


def _told_apart(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether a sentence tells the two as what came so long after, since or beside one another."""
    if any(clause(tree, a.trigger) != clause(tree, b.trigger) for clause in (measured_apart, since_clause)):
        return True
    if _is_separate(tree, a, b) or _strikes_others(tree, a, b) or _strikes_others(tree, b, a):
        return True
    return any(
        _comes_after(tree, x, y) or _is_backdrop(tree, x, y) or _meanwhile(tree, x, y) for x, y in ((a, b), (b, a))
    )


def _is_separate(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether the noun of the attack says that it is another: "a separate shooting left three farmers dead"."""
    noun = _noun(tree, b)
    if noun is None or noun in {_noun(tree, t) for t in alike.tellings(a)}:
        return False
    return any(tree.tokens[k].lemma == "separate" for k in tree.children(noun, "amod"))


def _strikes_others(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether clauses joined by "and" or "while" tell of other doers and other kinds of victims: "a bomb killed two
    soldiers and gunmen shot dead a teacher"; people whom both may have struck say nothing.
    """
    verb, above = _verb_of(tree, b), {_verb_of(tree, t) for t in alike.tellings(a)}
    t = tree.tokens[verb]
    beside = t.dep == "conj" or (t.dep == "advcl" and "while" in (tree.tokens[k].lemma for k in tree.children(verb)))
    if verb in above or t.head not in above or not beside or not _has_own_doer(tree, verb):
        return False
    mine, theirs = ({r.party.sector for r in d.recipients} for d in (a, b))
    return bool(mine and theirs) and not mine & theirs and not PEOPLE & (mine | theirs)


def _verb_of(tree: Tree, d: Draft) -> int:
    """The verb of the clause that tells the attack: its trigger, or whose subject that is."""
    t = tree.tokens[d.trigger]
    return t.head if t.dep in {"nsubj", "nsubjpass"} else d.trigger


def _has_own_doer(tree: Tree, verb: int) -> bool:
    """Whether a verb has a subject of its own that is no pronoun."""
    return any(tree.tokens[k].pos != "PRON" for k in tree.children(verb, "nsubj", "nsubjpass"))


def _are_other_men(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether men of whom was told before do `b`, and forces of a state `a`: "jets bombed Nablus. The bomber ..."."""
    return _known_men(tree, b) and bool(a.actors) and all(r.party.sector in STATE for r in a.actors)


def _stops_the_doer(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether forces of order do `b` to the man who did `a`: "a lorry hit the crowd. Police shot the driver"."""
    forces = bool(b.actors) and all(r.party.sector in FORCES for r in b.actors)
    own = alike.kinds(a.actors) & alike.kinds(b.actors)
    if not forces or own or len(b.recipients) != 1:
        return False
    many = any(c.what in {"killed", "injured"} and c.min > 1 for t in alike.tellings(a) for c, _ in t.counts)
    one = many and tree.tokens[b.recipients[0].span.start].text.lower() in {"he", "him", "she", "her"}
    return one or _is_the_doer(tree, b.recipients[0])


def _is_the_doer(tree: Tree, role: Role) -> bool:
    """Whether a party is "the driver", "the attacker": of one who was spoken of before."""
    head = tree.tokens[role.span.end - 1]
    told = {tree.tokens[k].lemma for k in tree.children(role.span.end - 1, "det")}
    return head.tag == "NN" and head.lemma in words("doer") and bool(told & alike.DEFINITE)


def _comes_after(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether somebody does `a` after somebody else did `b`: "villagers burned a post after a farmer was shot".

    Who suffers `a` ("four died after gunmen attacked a market") suffers `b`, and what has neither doers nor victims of
    its own goes with it: "gunmen stormed the hotel after a bomb went off at its gate".
    """
    t = tree.tokens[a.trigger]
    if alike.names(a.actors) & alike.names(b.actors) or not (b.actors or b.recipients):
        return False
    if a.frame.kind != "v" or not a.actors or t.pos != "VERB" or tree.passive(a.trigger) or t.lemma in words("perish"):
        return False
    top = tree.tokens[b.trigger]
    if top.dep == "pobj":
        link = tree.tokens[top.head]
        return link.lemma == "after" and link.head == a.trigger and "a" in _said_before(tree, b.trigger)
    own = [k for k in tree.children(b.trigger, "nsubj", "nsubjpass") if tree.tokens[k].pos != "PRON"]
    marks = (tree.tokens[k].lemma for k in tree.children(b.trigger, "mark"))
    return top.dep == "advcl" and top.head == a.trigger and bool(own) and "after" in marks


def _is_war(tree: Tree, d: Draft) -> bool:
    """Whether it is a whole war rather than an attack: "Israel launched its war on Hamas", "the insurgency"."""
    what = tree.object(d.trigger) if d.frame.kind == "v" else None
    return any(tree.tokens[k].lemma in words("war") for k in (d.trigger, what) if k is not None)


def _is_backdrop(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether `b` is the fighting beside which a sentence tells an attack with means or doers of its own: "a drone
    killed 43 people as the army and rebels fought for the city".
    """
    if a.number != b.number or a.frame.joint or not b.frame.joint or not (a.actors or _families_of(a) & {"bombs"}):
        return False
    return _beside(tree, a, b)


def _meanwhile(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether a clause with "as" or "while" counts others as hurt: "freed nine pupils seized in May, as the army said
    two soldiers died in an ambush", but not "shot two soldiers as they seized nine pupils".
    """
    kinds = [{(r.party.country, r.party.sector) for r in d.recipients} for d in (a, b)]
    if not (a.counts and b.counts and all(kinds)) or kinds[0] & kinds[1] or not _beside(tree, a, b):
        return False
    top = _clause(tree, b)
    inside = tree.subtree(top)
    if any(tree.tokens[k].pos == "PRON" for k in tree.children(top, "nsubj", "nsubjpass")):
        return False
    own = [r for r in b.actors if r.span.start in inside]
    return not alike.names(a.actors) & alike.names(own)


def _beside(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether a clause with "as" or "while" tells `b`, and not `a`."""
    top = _clause(tree, b)
    return top >= 0 and a.trigger not in tree.subtree(top)


def _clause(tree: Tree, d: Draft) -> int:
    """The verb of the clause with "as", "while" or "since" in which an attack is told; -1 where there is none."""
    for k in (d.trigger, *tree.ancestors(d.trigger)):
        marks = {tree.tokens[m].lemma for m in tree.children(k, "mark", "advmod")}
        if tree.tokens[k].dep == "advcl" and marks & {"as", "while", "since"}:
            return k
    return -1


def _said_before(tree: Tree, noun: int) -> set[str]:
    return {tree.tokens[k].lemma.replace("an", "a") for k in tree.children(noun, "det")}


def _is_one_of(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether `b` is one of the attacks that `a` sums up, with a day of its own: "34 were killed in six attacks
    last week. On 6 May rebels attacked Bule".
    """
    dated = b.when is not None and b.when.when.start == b.when.when.end and b.sentence.part == "text"
    spread = a.when is None or a.when.when.start != a.when.when.end
    return dated and spread and a.number != b.number and any(_several(tree, k) for k in tree.subtree(a.trigger))


def _several(tree: Tree, noun: int) -> bool:
    """Whether a noun tells of a number of attacks: "seven attacks", "separate incidents"."""
    t = tree.tokens[noun]
    told = {tree.tokens[k].lemma for k in tree.children(noun, "amod")}
    counted = bool(tree.children(noun, "nummod")) or not told.isdisjoint({"separate", "several", "different"})
    return t.tag == "NNS" and t.lemma in words("assault") and counted


def _is_aim(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether `b` is what the force of `a` was used for: "fired tear gas to disperse them"."""
    t = tree.tokens[b.trigger]
    return b.status == "planned" and t.tag == "VB" and t.dep in {"advcl", "xcomp"} and t.head == a.trigger


def _other_lands(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether the two are of other countries."""
    one, two = ([r for r in side if not is_nobody(r.party)] for side in (a, b))
    return alike.lands_differ(one, two)


def _strangers(a: Draft, b: Draft) -> bool:
    """Whether men whom nobody knows wreck something, police or soldiers do the other: "unknown men burnt a kiosk"."""
    known, nobody = ([r.party for r in d.actors] for d in (a, b))
    return (
        bool(known and nobody and "destroy" in b.modes)
        and all(p.sector in FORCES for p in known)
        and all(p.sector == "UAF" for p in nobody)
    )


def _opposed(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether forces of the state stand here and rebels there."""
    known = ([r.party for r in side if not is_nobody(r.party) and not r.party.rule.startswith(LAND)] for side in (a, b))
    sectors = [{p.sector for p in side} for side in known]
    return any(one and two and one <= STATE and two <= REBELS for one, two in (sectors, sectors[::-1]))


def _answers(a: Draft, b: Draft) -> bool:
    """Whether forces that suffer the one do the other: "rebels shelled the base; the army killed four"."""
    if a.frame.joint or b.frame.joint:
        return False
    forces = {_force(r.party) for r in a.recipients if r.party.sector in STATE | REBELS}
    doers = {_force(r.party) for r in b.actors}
    return bool(forces & doers) and not forces & {_force(r.party) for r in a.actors}


def _force(party: Party) -> tuple[str, str]:
    """The land and the kind of those who fight: a government fights through its army."""
    return party.country, "STATE" if party.sector in {"MIL", "GOV", "SPY"} else party.sector


def is_nobody(party: Party) -> bool:
    """Whether the party is some men whom nobody knows: "gunmen", "two men", a mere number."""
    noun = party.rule.removeprefix("noun:").split("+")[0]
    if party.rule == "number":
        return True
    return party.sector == "UAF" or (party.rule.startswith("noun:") and noun in words("anybody"))


def _who(tree: Tree, a: Draft, b: Draft) -> int:
    """A named victim is killed once; the same name or the same kind of people speak for one attack."""
    persons = alike.persons(a.recipients) | alike.persons(b.recipients)
    person = 4 * bool({alike.surname(r) for r in a.recipients} & {alike.surname(r) for r in b.recipients} & persons)
    kin = (person or _kin(a.recipients, b.recipients)) + _kin(a.actors, b.actors)
    return kin + _tells_who(tree, a, b) + 3 * _is_toll_of(tree, a, b)


def _is_toll_of(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether `b` tells no more than who died where `a` struck: "gunmen shot at a bus. Seven passengers died"."""
    bare = not b.actors and not b.when and not b.where
    return bare and any(inside.struck(tree, t.trigger, r.span) for t in alike.tellings(a) for r in b.recipients)


def _tells_who(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether `b` is a claim of what nobody was known to have done; an accusation may be of something new."""
    known = bool(b.actors) and not any(is_nobody(r.party) for r in b.actors)
    accused = b.status_by is not None and tree.tokens[b.status_by].lemma == "accuse"
    return known and b.status == "alleged" and not accused and all(is_nobody(r.party) for r in a.actors)


def _kin(a: Sequence[Role], b: Sequence[Role]) -> int:
    """2 for a name in common, 1 for the same kind of people of one country."""
    if alike.names(a) & alike.names(b):
        return 2
    kinds = [{(r.party.country, r.party.sector) for r in side if not is_nobody(r.party)} for side in (a, b)]
    return int(bool(kinds[0] & kinds[1]))


def _where(a: Draft, b: Draft) -> int:
    """The same town, or towns or divisions apart; what is told of a country or of the division of both says nothing."""
    if not a.where or not b.where:
        return 0
    p, q = a.where.place, b.where.place
    if p.name == q.name:
        return 2 if p.precision in TOWN else 0
    if not {p.precision, q.precision} <= TOWN:
        return -3 if _other_division(a, b) else 0 if p.country == q.country else -1
    if p.lat is None or q.lat is None or p.lon is None or q.lon is None:
        return -3
    return 1 if kilometres((p.lat, p.lon), (q.lat, q.lon)) < BESIDE_KM else -3


def apart(a: Draft, b: Draft) -> bool:
    """Whether two attacks lie in different towns or divisions."""
    return _where(a, b) <= APART


def _other_division(a: Draft, b: Draft) -> bool:
    """Whether each lies in a division of its own: "15 killed in Plateau, 26 abducted in Zamfara"; one who is named in
    both and came from afar did both where he is.
    """
    divisions = {d.where.division for d in (a, b) if d.where} - {None}
    named = ({alike.surname(r) for r in (*d.actors, *d.recipients) if alike.persons([r])} for d in (a, b))
    return len(divisions) > 1 and not set.intersection(*named)


def _when(_: Tree, a: Draft, b: Draft) -> int:
    if a.when and b.when:
        return 1
    return -1 if a.background != b.background and not a.when and not b.when else 0


@cache
def _families() -> dict[str, str]:
    """Mode -> the family of its means."""
    return {mode: row["means"] for row in data.table("coding/means.tsv") for mode in row["modes"].split()}


def _families_of(d: Draft) -> set[str]:
    families = _families()
    return {families[m] for m in d.modes if m in families}


def _how(a: Draft, b: Draft) -> int:
    """The same means, or others: bombs are no knives; guns go with bombs and with kidnapping."""
    mine, theirs = _families_of(a), _families_of(b)
    if not mine or not theirs:
        return 0
    if mine & theirs:
        return 1
    if "crowds" in mine and not b.actors:
        return 0  # "fired tear gas at the crowd. Eight people were shot dead"
    return -1 if "guns" in mine | theirs and "crowds" not in mine | theirs else -2


def _toll(a: Draft, b: Draft) -> int:
    """The same number of victims."""
    mine = {(c.what, c.min) for d in alike.tellings(a) for c, _ in d.counts if c.min > 1}
    return 2 * bool(mine & {(c.what, c.min) for c, _ in b.counts})


def _wording(tree: Tree, a: Draft, b: Draft) -> int:
    """ "the attack" points back; what goes on near by, without a day and town of its own, mostly tells the same."""
    noun = _noun(tree, b)
    pointing = alike.points(tree, noun) if noun is not None else 0
    if b.status == "denied" or _known_men(tree, b):
        pointing = 1
    if noun is not None and pointing == 0 and tree.tokens[noun].tag == "NNS" and not tree.children(noun, "det", "poss"):
        pointing = -1
    told = [t for t in alike.tellings(a) if t.sentence.part != "title"]
    near = min((abs(t.number - b.number) for t in told), default=NEAR) <= NEAR
    goes_on = near and not b.when and not b.where and not b.background
    same = any(tree.tokens[t.trigger].lemma == tree.tokens[b.trigger].lemma for t in alike.tellings(a))
    headline = "title" in {a.sentence.part, b.sentence.part}
    unsure = 2 * (a.status != b.status and pointing < 1 and not (goes_on and _owns_up(tree, a, b)))
    return (3 if pointing > 0 else 2 * pointing) + same + near + goes_on + headline - unsure


def _owns_up(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether those who struck say what they had aimed at: "Israeli jets hit a school. The army said it had targeted
    militants".
    """
    had = any(tree.tokens[k].lemma == "have" for k in tree.children(b.trigger, "aux"))
    one = a.status == "occurred" and b.status == "alleged" and not b.counts
    return had and one and bool(_kin(a.actors, b.actors))


def _known_men(tree: Tree, b: Draft) -> bool:
    """Whether men whom nobody knows are spoken of again: "the gunmen"."""
    heads = (r.span.start for r in b.actors if is_nobody(r.party))
    return any({tree.tokens[k].lemma for k in (i, i - 1) if k >= 0} & alike.DEFINITE for i in heads)


def _noun(tree: Tree, d: Draft) -> int | None:
    """The noun that names the attack or its means: "carried out the attack", "died in the blast", "set the bomb"."""
    if d.frame.kind == "n":
        return d.trigger
    beside = (tree.object(d.trigger), tree.subject(d.trigger), *tree.prepositional(d.trigger, "in", "by", "during"))
    named = [k for k in beside if k is not None]
    noun = next((k for k in named if tree.tokens[k].lemma in words("assault")), None)
    means = (k for k in named if tree.tokens[k].lemma in words("charge") and alike.points(tree, k) > 0)
    return next(means, None) if noun is None else noun
