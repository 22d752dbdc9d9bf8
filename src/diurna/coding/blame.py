"""Blame: who is told to be behind an attack that was told without its doer (data/coding/blame.tsv)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding import roles, status
from diurna.coding.draft import in_sentences
from diurna.coding.frames import match
from diurna.coding.spots import first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.spots import Parties
    from diurna.coding.tree import Tree
    from diurna.records import Reading

LOOK_BACK = 3  # sentences between an attack and who is behind it
ARMED = {"REB", "PRM", "CRM", "MIL", "SPY"}


def lay(tree: Tree, reading: Reading, drafts: Sequence[Draft], parties: Parties) -> None:
    """Give the attacks of unknown doers to those who claim them or are blamed for them soon after."""
    by_sentence = in_sentences(d for d in drafts if d.type == "ASSAULT" and _open(d))
    if not by_sentence:
        return
    for number, sentence in enumerate(reading.sentences):
        near = [d for n in range(number, number - LOOK_BACK - 1, -1) for d in by_sentence.get(n, [])]
        attack = next((d for d in near if _open(d)), None)
        if attack is not None:
            doers = next(_blamed(tree, range(sentence.start, sentence.end), parties), [])
            if doers:
                attack.actors = tuple(doers)
                roles.say_what_acts(attack)


def _open(draft: Draft) -> bool:
    """Whether nobody is told to have done it, or only men whom nobody knows."""
    return all(r.party.sector == "UAF" for r in draft.actors)


def _blamed(tree: Tree, tokens: range, parties: Parties) -> Iterator[list[Role]]:
    """The armed or the states whom a word of the sentence blames, unless it is denied."""
    for i in tokens:
        for frame in match(tree, i, "blame"):
            found = [r for r in first(tree, i, frame.actors, parties) if _may_attack(r)]
            if found and not status.negated(tree, i):
                yield found


def _may_attack(role: Role) -> bool:
    return role.party.sector in ARMED or role.party.rule.startswith(("list:country", "list:capital"))
