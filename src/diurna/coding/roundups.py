"""Round-ups: the sum that heads a story of several attacks is no attack beside them, nor any one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from diurna.coding import alike, attacks
from diurna.coding.dating import is_soft
from diurna.coding.merge import better

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree


@dataclass
class Sum:
    """The drafts that tell a sum, and those of the attacks that come to it."""

    heads: list[Draft] = field(default_factory=list)
    parts: list[Draft] = field(default_factory=list)


def find(tree: Tree, drafts: Sequence[Draft]) -> Sum:
    """The sum told first, when the dead of the attacks told after it come to it; empty else.

    "Rebels killed 22 people in two attacks on Monday. Fifteen were killed in Lubero. Seven others died in Oicha." What
    else tells more dead than any one attack has, of several attacks or in the headline, belongs to it: "the army put
    the toll of the attacks at 17".
    """
    told = sorted((d for d in drafts if _dead(d)), key=lambda d: d.number)
    body = [d for d in told if d.sentence.part == "text"]
    leads = (body[0], *(d for d in told if d.sentence.part == "title")) if body else ()
    lead, parts = next(((d, found) for d in leads if (found := _parts(tree, d, body, drafts))), (None, []))
    if lead is None:
        return Sum()
    most = max(map(_dead, parts))
    sums = [d for d in drafts if _dead(d) > most and (d.sentence.part == "title" or _several(tree, d))]
    numbers = {d.number for d in (lead, *sums)}
    return Sum([d for d in drafts if d.type == "ASSAULT" and d.number in numbers], parts)


def lend(tree: Tree, found: Sum, happenings: Sequence[Draft]) -> None:
    """Let the attacks of a sum have the sides and the day of all where they have none of their own."""
    parts = {id(part) for part in found.parts}
    for d in happenings:
        if parts & {id(t) for t in alike.tellings(d)}:
            for head in found.heads:
                _lend(tree, head, d)


def _several(tree: Tree, d: Draft) -> bool:
    return tree.tokens[d.trigger].tag == "NNS"


def _dead(d: Draft) -> int:
    """How many died in an attack, as told here."""
    return max((c.min for c, _ in d.counts if c.what == "killed"), default=0) if d.type == "ASSAULT" else 0


def _parts(tree: Tree, lead: Draft, later: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """The attacks told after the sum that come to it and lie in different places, else none."""
    fitting = [d for d in later if d.number > lead.number and not alike.days_differ(tree, lead, d)]
    sums = list(accumulate(map(_dead, fitting)))
    if _dead(lead) not in sums:
        return []
    parts = fitting[: sums.index(_dead(lead)) + 1]
    told = [d for d in drafts if d.type == "ASSAULT" and d.number in {part.number for part in parts}]
    return parts if any(attacks.apart(a, b) for a, b in combinations(told, 2)) else []


def _lend(tree: Tree, head: Draft, part: Draft) -> None:
    armed = [r for r in head.actors if r.party.sector != "CVL"]
    if armed and better(armed, part.actors) and not alike.names(armed) & alike.names(part.recipients):
        part.actors = tuple(armed)
    part.recipients = part.recipients or head.recipients
    if not is_soft(tree, head):
        part.when = part.when or head.when
