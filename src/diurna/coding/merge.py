"""Merge: the tellings of one happening in a story become one draft with all its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.coding.draft import Draft, Role
from diurna.coding.tree import Tree

# A verdict that jails is told twice on purpose; a deployment told within an attack is the attack (codebook, tie-breaks).
INSIDE = {("MOBILIZE", "ASSAULT"), ("REQUEST", "PROTEST"), ("ACCUSE", "PROTEST")}
SAME_SENTENCE_STEPS = 4


def together(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """Give one draft for each happening; the others stand in its `absorbed`."""
    kept: list[Draft] = []
    for draft in drafts:
        home = next((k for k in reversed(kept) if _same(tree, k, draft)), None)
        if home is None:
            kept.append(draft)
        else:
            _absorb(home, draft)
    return kept


def _same(tree: Tree, a: Draft, b: Draft) -> bool:
    if a.number == b.number:
        return _same_in_sentence(tree, a, b)
    if a.type != b.type or _kind(a) != _kind(b):
        return False
    if not (_agree(a.actors, b.actors) and _agree(a.recipients, b.recipients) and _dates_agree(a, b)):
        return False
    return _shares(a, b) and _places_agree(a, b)


def _kind(d: Draft) -> bool:
    """Whether the draft tells what has happened; a plan and its deed are two events."""
    return d.status in {"occurred", "alleged", "denied"}


def _same_in_sentence(tree: Tree, a: Draft, b: Draft) -> bool:
    """One sentence: the same act told twice ("launched a raid, killing four"), with nobody in a different part."""
    if a.type != b.type:
        return (b.type, a.type) in INSIDE and _shares(a, b)
    if a.status != b.status and not (b.trigger in tree.subtree(a.trigger) or a.trigger in tree.subtree(b.trigger)):
        return False
    return _agree(a.actors, b.actors) and (_agree(a.recipients, b.recipients) or not a.actors or not b.actors) and _dates_agree(a, b)


def _names(roles: Sequence[Role]) -> set[str]:
    return {r.party.name.casefold() for r in roles}


def _lands(roles: Sequence[Role]) -> set[str]:
    return {r.party.country for r in roles} - {""}


def _agree(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether two sides may be the same: one is unknown, they share a name, or a country."""
    if not a or not b or _names(a) & _names(b):
        return True
    lands_a, lands_b = _lands(a), _lands(b)
    return bool(lands_a & lands_b) or not lands_a or not lands_b


def _shares(a: Draft, b: Draft) -> bool:
    """Whether they have something in common that speaks for one happening."""
    lands = (_lands(a.actors) & _lands(b.actors)) | (_lands(a.recipients) & _lands(b.recipients))
    names = (_names(a.actors) & _names(b.actors)) | (_names(a.recipients) & _names(b.recipients))
    place = a.where and b.where and a.where.place.name == b.where.place.name
    return bool(lands or names or place) or (a.number + 1 == b.number and not b.actors and not b.recipients)


def _dates_agree(a: Draft, b: Draft) -> bool:
    if not a.when or not b.when:
        return True
    return a.when.when.start <= b.when.when.end and b.when.when.start <= a.when.when.end


def _places_agree(a: Draft, b: Draft) -> bool:
    if not a.where or not b.where:
        return True
    p, q = a.where.place, b.where.place
    return p.name == q.name or (p.country == q.country and "country" in {p.precision, q.precision})


def _absorb(home: Draft, other: Draft) -> None:
    """Let `home` take over what `other` knows better."""
    home.absorbed.append(other)
    home.modes += tuple(m for m in other.modes if m not in home.modes)
    if _better(other.actors, home.actors):
        home.actors = other.actors
    if _better(other.recipients, home.recipients):
        home.recipients = other.recipients
    if other.when and (not home.when or _days(other) < _days(home)):
        home.when = other.when
    if other.where and (not home.where or home.where.place.precision == "country"):
        home.where = other.where
    home.attribution = home.attribution or other.attribution


def _days(d: Draft) -> int:
    return (d.when.when.end - d.when.when.start).days if d.when else 99_999


def _better(new: Sequence[Role], old: Sequence[Role]) -> bool:
    """Whether `new` names somebody where `old` named nobody, or a country where it was missing."""
    return bool(new) and (not old or (not _lands(old) and bool(_lands(new))))
