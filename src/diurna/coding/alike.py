"""Alike: how much speaks for two tellings of a story being of one happening, whatever its kind; attacks.py for attacks.

The weights were set by hand on the labelled stories of examples/; `SAME` is the sum from which two count as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.counts import OF_THINGS
from diurna.coding.dating import is_soft
from diurna.coding.lexicon import words
from diurna.coding.scene import outer
from diurna.globe import kilometres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree
    from diurna.records import Party

# A deployment, or a demand made by marching, told in the same sentence is part of the fight or march (codebook).
INSIDE = {("MOBILIZE", "ASSAULT"), ("REQUEST", "PROTEST"), ("ACCUSE", "PROTEST")}
SAME, NEVER = 2, -99
TOWN = {"city", "site"}  # precisions
APART_KM = 33.0  # what lies further apart is no one town
DAYS, YEARS = 7, 300  # the days of what is told of a day or week, and of a year or more
DEFINITE = {"the", "this", "that", "these", "those", "both"}
NAMED_PERSON = ("name:person", "title:", "apposition:", "list:leader", "same name")
SAID = {"REQUEST", "REJECT", "THREATEN", "AGREE"}  # a charge is told of prosecutors and of a court
JUDGED = {"ACCUSE", "SUPPORT"}  # two persons by name say two things; two bodies may say one of the same
YIELDS = {"CONCEDE", "RETREAT", "AID"}
LOOSE = {"CVL", "SOC", "UNK", "ELI"}  # sectors of whom another telling may call workers or lawyers
PENAL = {"COERCE", "SANCTION", "ACCUSE"}  # what is done to one person and then to the next
STATE = {"GOV", "MIL", "SPY", "COP"}  # who may speak for a government
HOLD = {"hold", "keep"}
VERBAL = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}


def weight(tree: Tree, a: Draft, b: Draft) -> int:
    """How much speaks for one happening, of two acts that are no attacks; below SAME when anything excludes it."""
    if a.type != b.type:
        part = a.number == b.number and (b.type, a.type) in INSIDE and _shares(a, b) and not _others_speak(a, b)
        return SAME if part or wrecks(a, b) or _still_holds(tree, a, b) else NEVER
    if _excluded(tree, a, b) or _is_other_strike(tree, a, b):
        return NEVER
    if _towns_apart(a, b) or _is_done_to_another(tree, a, b):
        return NEVER
    if a.number == b.number:
        return _in_one_sentence(tree, a, b)
    return sum(weigh(tree, a, b) for weigh in _WEIGHERS)


def wrecks(a: Draft, b: Draft) -> bool:
    """Whether those who protest wreck things and strike nobody: "blocked the road and vandalised ten shops"."""
    things = b.type == "ASSAULT" and "destroy" in b.modes and not any(c.what not in OF_THINGS for c, _ in b.counts)
    own = names(r for t in tellings(a) if t.number == b.number for r in t.actors)
    return a.type == "PROTEST" and b.status == "occurred" and things and bool(own & names(b.actors))


def _still_holds(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether those whom somebody carried off are held by nobody else: "17 of the children are still being held"."""
    held = b.type == "COERCE" and tree.tokens[b.trigger].lemma in HOLD and not b.actors and not b.where
    taken = a.type == "ASSAULT" and "abduct" in a.modes and a.number < b.number
    return held and taken and bool(kinds(a.recipients) & kinds(b.recipients))


def _others_speak(a: Draft, b: Draft) -> bool:
    """Whether forces say it, and others march: "police blamed the youths who smashed windows"."""
    forces = bool(b.actors) and all(r.party.sector in {"COP", "MIL"} for r in b.actors)
    return a.type == "PROTEST" and forces and not kinds(a.actors) & kinds(b.actors)


def _excluded(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether a plan meets a deed, days differ, or both sides are known and differ."""
    if to_come(a) != to_come(b) or days_differ(tree, a, b) or spans_differ(a, b):
        return True
    if _other_way(a, b) or _other_captives(a, b):
        return True
    if a.type == "CONSULT" or (a.frame.joint and b.frame.joint):
        return _other_company(a, b)
    differ = lands_differ(a.actors, b.actors) or lands_differ(a.recipients, b.recipients)
    return differ or _other_mouth(a, b) or _strikes_back(a, b) or _strikes_back(b, a)


def _towns_apart(a: Draft, b: Draft) -> bool:
    """Whether crowds gather or police arrest in two towns: "blocked the road at Jind and burned buses in Rohtak"."""
    if a.type not in {"PROTEST", "COERCE"} or not a.where or not b.where:
        return False
    p, q = a.where.place, b.where.place
    if not {p.precision, q.precision} <= TOWN or p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return False
    return kilometres((p.lat, p.lon), (q.lat, q.lon)) > APART_KM


def _strikes_back(a: Draft, b: Draft) -> bool:
    """Whether whose side does the one suffers the other, from others: "Ms Roy blamed the BJP; it accused her party"."""
    doers, others = kinds(a.actors), kinds(b.actors)
    return bool(doers and others) and bool(doers & kinds(b.recipients)) and not doers & others


def _other_mouth(a: Draft, b: Draft) -> bool:
    """Whether others speak: two persons by name, a court and a union; what is agreed is said by both sides."""
    if a.type not in SAID | JUDGED | YIELDS | PENAL or names(a.actors) & names(b.actors):
        return False
    if a.type != "AGREE" and _all_named(a.actors) and _all_named(b.actors):
        return not persons(a.actors) & persons(b.actors)
    if a.type in JUDGED | PENAL and not _to_others(a, b):
        return False
    unknown = any(r.party.sector in LOOSE for r in (*a.actors, *b.actors))
    if (a.type == "AGREE" or unknown) and not _to_others(a, b):
        return False
    one, two = (_offices(d.actors) - {""} for d in (a, b))
    return bool(one and two) and not one & two


def _all_named(roles: Sequence[Role]) -> bool:
    """Whether all are persons by name."""
    return bool(roles) and all(_is_named(r.party) for r in roles)


def _to_others(a: Draft, b: Draft) -> bool:
    """Whether both tell to whom it was said, and these are others: "the minister urged nurses", "... drivers"."""
    return bool(a.recipients and b.recipients) and not names(a.recipients) & names(b.recipients)


def _is_done_to_another(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether `b` is done to somebody new: "It also convicted a clerk", "his accountant", "a third defendant"."""
    if b.type not in PENAL or "title" in {a.sentence.part, b.sentence.part} or not (a.recipients and b.recipients):
        return False
    if b.frame.kind != "v" or names(a.recipients) & names(b.recipients):
        return False
    one = persons(a.recipients) and names(a.actors) & names(b.actors)
    return all((one and _is_kin(tree, r)) or (_is_new(tree, r) and _other_kind(r, a.recipients)) for r in b.recipients)


def _is_kin(tree: Tree, role: Role) -> bool:
    """Whether the party is told as somebody's: "his wife"."""
    poss = tree.children(outer(tree, role.span.start, role.span.end), "poss")
    return any(tree.tokens[k].lemma in {"his", "her", "their"} for k in poss)


def _is_new(tree: Tree, role: Role) -> bool:
    """Whether the party is told as one of whom was not spoken before: "a clerk"."""
    before = tree.children(outer(tree, role.span.start, role.span.end), "det")
    return any(tree.tokens[k].lemma in {"a", "an", "another"} for k in before)


def _other_kind(role: Role, known: Sequence[Role]) -> bool:
    """Whether none of the known is of the sector."""
    return bool(role.party.sector) and all(r.party.sector not in {role.party.sector, ""} for r in known)


def _other_way(a: Draft, b: Draft) -> bool:
    """A curfew is no arrest: the modes of these types are acts of their own."""
    ways = set(a.frame.modes), set(b.frame.modes)
    return a.type in {"COERCE", "SANCTION", "RETREAT"} and all(ways) and not ways[0] & ways[1]


def _other_captives(a: Draft, b: Draft) -> bool:
    """Whether the one holds, tries or frees persons by name, the other a crowd or persons of other names."""
    if a.type not in {*PENAL, "RETREAT"} or not a.recipients or not b.recipients:
        return False
    other = _other_guards(a, b) or _other_guards(b, a)
    return other or other_victims(a, b) or _one_of_many(a, b) or _one_of_many(b, a)


def _other_guards(a: Draft, b: Draft) -> bool:
    """Whether a court jails the one, and police take the other: "jailed the mayor. Police held six of his men"."""
    doers = [{r.party.sector for r in d.actors if not r.party.rule.startswith("implied:")} for d in (a, b)]
    return doers == [{"JUD"}, {"COP"}]


def _one_of_many(a: Draft, b: Draft) -> bool:
    """Whether `a` holds one person by name and `b` several: "jailed Omar Diallo", "held 30 of his friends"."""
    one = len(persons(a.recipients)) == len(a.recipients) == 1
    many = any(c.what in {"arrested", "released", "convicted"} and c.min > 1 for c, _ in b.counts)
    return one and many and not persons(b.recipients)


def other_victims(a: Draft, b: Draft) -> bool:
    """Whether other persons suffer it by name: two acts."""
    mine, theirs = persons(a.recipients), persons(b.recipients)
    return bool(mine and theirs) and not mine & theirs


def persons(roles: Sequence[Role]) -> set[str]:
    """The surnames of the persons named."""
    return {surname(r) for r in roles if r.party.name and _is_named(r.party)}


def surname(role: Role) -> str:
    """The last word of a name."""
    return role.party.name.split()[-1].casefold() if role.party.name else ""


def _is_named(party: Party) -> bool:
    """Whether the party is a person with a name, also behind an office: "the judge Ana Quiroga"."""
    named = party.name.split()
    titled = party.rule.startswith("noun:") and len(named) > 1 and all(word[0].isupper() for word in named)
    return titled or party.rule.startswith(NAMED_PERSON)


def to_come(d: Draft) -> bool:
    """Whether the act is not done."""
    return d.status in {"planned", "hypothetical"}


def _other_company(a: Draft, b: Draft) -> bool:
    """Joint acts: India with Russia is not India with China; India alone may be either. Lawmakers are no union."""
    told = _offices if _at_home(a, b) else lands
    mine, theirs = (told([*d.actors, *d.recipients]) - {""} for d in (a, b))
    if (mine | theirs) & LOOSE:
        return False
    return not (mine <= theirs or theirs <= mine or len(mine & theirs) > 1)


def _in_one_sentence(tree: Tree, a: Draft, b: Draft) -> int:
    """ "launched a raid, killing four": one act told twice, unless two statuses stand side by side."""
    if a.status != b.status and b.trigger not in tree.subtree(a.trigger) and a.trigger not in tree.subtree(b.trigger):
        return NEVER
    return SAME


def _who(_: Tree, a: Draft, b: Draft) -> int:
    told = _alike if _at_home(a, b) else share
    actors = told(a.actors, b.actors) and not (a.type == "PROTEST" and _other_crowds(a, b))
    return 2 * actors + 2 * told(a.recipients, b.recipients)


def _at_home(a: Draft, b: Draft) -> bool:
    """Whether words are exchanged within one land, which then tells nothing of who says them to whom."""
    return a.type in VERBAL and len(lands([*a.actors, *a.recipients, *b.actors, *b.recipients])) == 1


def _alike(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether the two share a name or may be of one kind: a court is no church, and people may be anybody."""
    one, two = (_offices(side) for side in (a, b))
    unknown = bool(a and b) and bool((one | two) & (LOOSE | {""}))
    return bool(names(a) & names(b) or one & two) or unknown


def _offices(roles: Sequence[Role]) -> set[str]:
    """The sectors of the parties, all that speak for a government as one."""
    return {"GOV" if r.party.sector in STATE else r.party.sector for r in roles}


def _other_crowds(a: Draft, b: Draft) -> bool:
    """Whether others march: nurses are no students; "protesters" may be both."""
    mine, theirs = ({r.party.sector for r in d.actors} - {""} for d in (a, b))
    return bool(mine and theirs) and not mine & theirs and "CVL" not in mine | theirs


def _is_other_strike(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether others strike: "Nurses walked out on Friday. Bus drivers are on strike"; a union may be of either.

    Nor is a riot in a town the strike of a land: "drivers walked out across France. In Nantes youths wrecked shops".
    """
    if ("strike" in a.modes) != ("strike" in b.modes) and a.where and b.where:
        elsewhere = a.where.place.name != b.where.place.name
        return elsewhere and bool(a.actors and b.actors) and not kinds(a.actors) & kinds(b.actors)
    strikes = "strike" in a.modes and "strike" in b.modes and tree.tokens[b.trigger].lemma != "join"
    crowds = [r.party.rule.removeprefix("noun:").split("+")[0] for r in (*a.actors, *b.actors)]
    return strikes and _other_crowds(a, b) and words("crew").isdisjoint(crowds)


def _where(_: Tree, a: Draft, b: Draft) -> int:
    if not a.where or not b.where:
        return 0
    p, q = a.where.place, b.where.place
    if p.name == q.name:
        return 2
    wide = "country" in {p.precision, q.precision} or "admin1" in {p.precision, q.precision}
    return 0 if p.country == q.country and wide else -3


def _when(_: Tree, a: Draft, b: Draft) -> int:
    if a.when and b.when:
        return 1
    past = [d for d in (a, b) if _is_looked_back_to(d)]
    if past:
        later = a.type == "PROTEST" and past[0].number > min(a.number, b.number)  # crowds of one land share little
        headline = "title" in {a.sentence.part, b.sentence.part}
        return -4 if past[0].background or later or headline else -2
    return -1 if a.background != b.background else 0


def _is_looked_back_to(d: Draft) -> bool:
    """Whether an act is of a month or year, so that what is told without a time is another: "was arrested in April"."""
    return d.when is not None and d.when.when.precision in {"month", "year"} and d.when.when.rule != "since"


def _how(_: Tree, a: Draft, b: Draft) -> int:
    if not a.modes or not b.modes:
        return 0
    return 1 if set(a.modes) & set(b.modes) else -2


def _status(_: Tree, a: Draft, b: Draft) -> int:
    return 0 if a.status == b.status else -2


def counts(_: Tree, a: Draft, b: Draft) -> int:
    """Tolls that cannot both be true of one happening."""
    mine = {c.what: c for d in tellings(a) for c, _ in d.counts}
    for count, _span in b.counts:
        other = mine.get(count.what)
        if other and (count.min > (other.max or count.min) * 3 or other.min > (count.max or other.min) * 3):
            return -3
        if (
            other
            and {count.min, other.min} != {0}
            and max(count.min, other.min) > 5 * max(min(count.min, other.min), 1)
        ):
            return -3
    return 0


def _wording(tree: Tree, a: Draft, b: Draft) -> int:
    """ "the attack" points back; "an attack", "30 attacks" is new. The same word near by speaks for one act."""
    pointing = points(tree, b.trigger) if b.frame.kind == "n" else 0
    same = tree.tokens[a.trigger].lemma == tree.tokens[b.trigger].lemma
    return (
        2 * pointing
        + same
        + (abs(a.number - b.number) <= 2)
        + (a.sentence.part == "title" or b.sentence.part == "title")
    )


def points(tree: Tree, noun: int) -> int:
    """1 where a noun points back ("the attack"), -1 where it is new ("an attack", "30 attacks"), else 0."""
    said = {tree.tokens[k].lemma for k in tree.children(noun, "det", "poss")}
    numbered = bool(tree.children(noun, "nummod"))
    if said & DEFINITE and not numbered:
        return 1
    return -1 if numbered or said & {"a", "an", "another"} else 0


def _verbal(_: Tree, a: Draft, b: Draft) -> int:
    """Words are many: one speaker says several things, so that the same speaker alone does not make one act."""
    if a.type not in VERBAL or a.type == "CONSULT" or "title" in {a.sentence.part, b.sentence.part}:
        return 0
    return -1 if a.modes != b.modes or not share(a.recipients, b.recipients) else 0


_WEIGHERS: tuple[Callable[[Tree, Draft, Draft], int], ...] = (
    _who, _where, _when, _how, _status, counts, _wording, _verbal,
)  # fmt: skip


def tellings(d: Draft) -> Iterator[Draft]:
    """The draft and what it absorbed."""
    yield d
    yield from d.absorbed


def names(roles: Iterable[Role]) -> set[str]:
    """The names of the parties."""
    return {r.party.name.casefold() for r in roles}


def kinds(roles: Sequence[Role]) -> set[tuple[str, str]]:
    """The kinds of people of the parties: their countries and sectors."""
    return {(r.party.country, r.party.sector) for r in roles if r.party.sector}


def lands(roles: Sequence[Role]) -> set[str]:
    """The countries of the parties."""
    return {r.party.country for r in roles} - {""}


def lands_differ(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether both have countries, and none in common."""
    lands_a, lands_b = lands(a), lands(b)
    return bool(lands_a and lands_b and not lands_a & lands_b)


def share(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether the two have a country or a name in common."""
    return bool(lands(a) & lands(b) or names(a) & names(b))


def spans_differ(a: Draft, b: Draft) -> bool:
    """Whether one is told of days and the other of years: "have killed thousands over the past decade".

    Headlines tell the news of the day.
    """
    days = sorted(
        (d.when.when.end - d.when.when.start).days if d.when else 0
        for d in (a, b)
        if d.when or d.sentence.part == "title"
    )
    return len(days) == 2 and days[0] <= DAYS and days[1] >= YEARS


def _shares(a: Draft, b: Draft) -> bool:
    return share(a.actors, b.actors) or share(a.recipients, b.recipients)


def days_differ(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether both have a time, and the times do not touch; the day on which somebody tells of a deed is not its own:
    "were freed, she said Saturday".
    """
    if not a.when or not b.when or (a.type not in VERBAL and (is_soft(tree, a) or is_soft(tree, b))):
        return False
    return a.when.when.start > b.when.when.end or b.when.when.start > a.when.when.end
