"""Merge: the tellings of one happening in a story become one draft with all its evidence.

Two tellings of one type are weighed by what speaks for one happening and what against. The weights were set by hand on
the labelled stories of examples/; `SAME` is the sum from which they count as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree
    from diurna.records import Party, Place

# A deployment, or a demand made by marching, told in the same sentence is part of the fight or march (codebook).
INSIDE = {("MOBILIZE", "ASSAULT"), ("REQUEST", "PROTEST"), ("ACCUSE", "PROTEST")}
SAME = 2
HAPPENINGS = 200  # looked back at most, so that a live blog of thousands takes linear time; stories hold under 60
DEFINITE = {"the", "this", "that", "these", "those", "both"}
NAMED_PERSON = ("name:person", "title:", "apposition:", "list:leader", "same name")
VERBAL = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}


def together(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """Give one draft for each happening; its other tellings stand in its `absorbed`."""
    kept: list[Draft] = []
    for draft in drafts:
        home = _home(tree, kept, draft)
        if home is None:
            kept.append(draft)
        else:
            _absorb(home, draft)
    return kept


def _home(tree: Tree, kept: Sequence[Draft], draft: Draft) -> Draft | None:
    """The happening that `draft` tells again: the likeliest, the latest among equals."""
    best, best_weight = None, SAME
    for k in kept[-HAPPENINGS:]:
        weight = _weight(tree, k, draft)
        if weight >= best_weight:
            best, best_weight = k, weight
    return best


def _weight(tree: Tree, a: Draft, b: Draft) -> int:
    """How much speaks for one happening; below SAME when anything excludes it."""
    if a.type != b.type:
        return SAME if a.number == b.number and (b.type, a.type) in INSIDE and _shares(a, b) else -99
    if _excluded(a, b):
        return -99
    if a.number == b.number:
        return _in_one_sentence(tree, a, b)
    return sum(weigh(tree, a, b) for weigh in _WEIGHERS)


def _excluded(a: Draft, b: Draft) -> bool:
    """Whether a plan meets a deed, days or victims differ, or both sides are known and differ."""
    if _to_come(a) != _to_come(b) or _days_differ(a, b) or _other_way(a, b) or _other_victims(a, b):
        return True
    if a.frame.joint and b.frame.joint:
        return _other_company(a, b)
    return _lands_differ(a.actors, b.actors) or _lands_differ(a.recipients, b.recipients)


def _other_way(a: Draft, b: Draft) -> bool:
    """A curfew is no arrest: the modes of these types are acts of their own."""
    ways = set(a.frame.modes), set(b.frame.modes)
    return a.type in {"COERCE", "SANCTION", "RETREAT"} and all(ways) and not ways[0] & ways[1]


def _to_come(d: Draft) -> bool:
    return d.status in {"planned", "hypothetical"}


def _other_company(a: Draft, b: Draft) -> bool:
    """Joint acts: India with Russia is not India with China; India alone may be either."""
    mine, theirs = _lands(a.actors), _lands(b.actors)
    return not (mine <= theirs or theirs <= mine or len(mine & theirs) > 1)


def _in_one_sentence(tree: Tree, a: Draft, b: Draft) -> int:
    """ "launched a raid, killing four": one act told twice, unless different people stand in one role."""
    if a.status != b.status and b.trigger not in tree.subtree(a.trigger) and a.trigger not in tree.subtree(b.trigger):
        return -99
    return SAME


def _who(_: Tree, a: Draft, b: Draft) -> int:
    return 2 * _share(a.actors, b.actors) + 2 * _share(a.recipients, b.recipients)


def _other_victims(a: Draft, b: Draft) -> bool:
    """Whether other persons are attacked by name: two acts."""
    mine, theirs = _persons(a.recipients), _persons(b.recipients)
    return a.type == "ASSAULT" and bool(mine and theirs) and not mine & theirs


def _persons(roles: Sequence[Role]) -> set[str]:
    """The surnames of the persons named."""
    return {r.party.name.split()[-1].casefold() for r in roles if r.party.name and _is_named(r.party)}


def _is_named(party: Party) -> bool:
    """Whether the party is a person with a name, also behind an office: "the judge Ana Quiroga"."""
    words = party.name.split()
    titled = party.rule.startswith("noun:") and len(words) > 1 and all(word[0].isupper() for word in words)
    return titled or party.rule.startswith(NAMED_PERSON)


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
    return -1 if a.background != b.background else 0


def _how(_: Tree, a: Draft, b: Draft) -> int:
    if not a.modes or not b.modes:
        return 0
    return 1 if set(a.modes) & set(b.modes) else -2


def _status(_: Tree, a: Draft, b: Draft) -> int:
    return 0 if a.status == b.status else -2


def _counts(_: Tree, a: Draft, b: Draft) -> int:
    """Tolls that cannot both be true of one happening."""
    mine = {c.what: c for d in (a, *a.absorbed) for c, _ in d.counts}
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
    words = {tree.tokens[k].lemma for k in tree.children(b.trigger, "det", "poss")}
    weight = 0
    if b.frame.kind == "n":
        numbered = bool(tree.children(b.trigger, "nummod"))
        weight += 2 if words & DEFINITE and not numbered else (-2 if numbered or words & {"a", "an", "another"} else 0)
    weight += tree.tokens[a.trigger].lemma == tree.tokens[b.trigger].lemma
    return weight + (abs(a.number - b.number) <= 2) + (a.sentence.part == "title" or b.sentence.part == "title")


def _verbal(_: Tree, a: Draft, b: Draft) -> int:
    """Words are many: one speaker says several things, so that the same speaker alone does not make one act."""
    if a.type not in VERBAL or a.type == "CONSULT" or "title" in {a.sentence.part, b.sentence.part}:
        return 0
    return -1 if a.modes != b.modes or not _share(a.recipients, b.recipients) else 0


_WEIGHERS: tuple[Callable[[Tree, Draft, Draft], int], ...] = (
    _who, _where, _when, _how, _status, _counts, _wording, _verbal,
)  # fmt: skip


def _names(roles: Sequence[Role]) -> set[str]:
    return {r.party.name.casefold() for r in roles}


def _lands(roles: Sequence[Role]) -> set[str]:
    return {r.party.country for r in roles} - {""}


def _lands_differ(a: Sequence[Role], b: Sequence[Role]) -> bool:
    lands_a, lands_b = _lands(a), _lands(b)
    return bool(lands_a and lands_b and not lands_a & lands_b)


def _share(a: Sequence[Role], b: Sequence[Role]) -> bool:
    return bool(_lands(a) & _lands(b) or _names(a) & _names(b))


def _shares(a: Draft, b: Draft) -> bool:
    return _share(a.actors, b.actors) or _share(a.recipients, b.recipients)


def _days_differ(a: Draft, b: Draft) -> bool:
    if not a.when or not b.when:
        return False
    return a.when.when.start > b.when.when.end or b.when.when.start > a.when.when.end


def _absorb(home: Draft, other: Draft) -> None:
    """Let `home` take over what `other` knows better."""
    home.absorbed.append(other)
    home.modes += tuple(m for m in other.modes if m not in home.modes)
    if _better(other.actors, home.actors):
        home.actors = other.actors
    if _better(other.recipients, home.recipients) and not (home.frame.joint and len(home.actors) > 1):
        home.recipients = other.recipients
    elif home.type == "ASSAULT":
        home.recipients += tuple(r for r in other.recipients if _adds(r, home))
    if other.when and (not home.when or _days(other) < _days(home)):
        home.when = other.when
    if other.where and (not home.where or _finer(other.where.place, home.where.place)):
        home.where = other.where
    home.attribution = home.attribution or other.attribution


def _adds(role: Role, home: Draft) -> bool:
    """Whether another telling's victim is one more: named, or of another sector, in the country of the attack."""
    party, known = role.party, [r.party for r in home.recipients]
    if party.name.casefold() in _names(home.recipients) | _names(home.actors):
        return False
    if party.country and party.country not in _lands(home.recipients):
        return False
    described = party.rule.startswith(("noun:", "pronoun", "the same"))
    return not described or party.sector not in {p.sector for p in known}


FINE = ("site", "city", "district", "admin1", "country")


def _finer(new: Place, old: Place) -> bool:
    """Whether `new` says more exactly where `old` is."""
    return new.country == old.country and FINE.index(new.precision) < FINE.index(old.precision)


def _days(d: Draft) -> int:
    return (d.when.when.end - d.when.when.start).days if d.when else 99_999


def _better(new: Sequence[Role], old: Sequence[Role]) -> bool:
    """Whether `new` names somebody where `old` named nobody, or a country where it was missing."""
    return bool(new) and (not old or (not _lands(old) and bool(_lands(new))))
