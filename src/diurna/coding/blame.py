"""Blame: who is told to be behind an attack that was told without its doer (data/coding/blame.tsv)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from diurna.coding import attribution, status, turning
from diurna.coding.alike import tellings
from diurna.coding.attacks import is_nobody
from diurna.coding.frames import match
from diurna.coding.lexicon import words
from diurna.coding.merge import names_band
from diurna.coding.spots import first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.coding.draft import Draft, Role, Span
    from diurna.coding.spots import Parties
    from diurna.coding.tree import Tree
    from diurna.records import Reading

NEAR, LOOK_BACK = 3, 8  # sentences between an attack and who is behind it
ARMED = {"REB", "PRM", "CRM", "MIL", "SPY"}


def lay(tree: Tree, reading: Reading, happenings: Sequence[Draft], parties: Parties) -> None:
    """Give the attacks of unknown doers to those who claim them or are blamed for them, there or soon after."""
    by_sentence = _tellings(happenings)
    if not by_sentence:
        return
    for number, sentence in enumerate(reading.sentences):
        attacks = _attacks(by_sentence, number)
        blamed = _blamed(tree, range(sentence.start, sentence.end), parties) if attacks else iter(())
        word, doers = next(blamed, (0, []))
        for attack in (d for d in _at_home(attacks, doers) if doers and _may_be(d, doers)):
            attack.actors = tuple(doers)
            attack.attribution = attack.attribution or _source(tree, word)
            turning.say_what_acts(attack)


def _tellings(happenings: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The attacks, by the number of each sentence that tells them."""
    found: dict[int, list[Draft]] = {}
    for attack in happenings:
        for number in sorted({d.number for d in tellings(attack)}) if attack.type == "ASSAULT" else ():
            found.setdefault(number, []).append(attack)
    return found


def _attacks(by_sentence: dict[int, list[Draft]], number: int) -> list[Draft]:
    """The attacks by nobody known of which a sentence speaks: that it tells, else all told shortly before, else the
    last of those before.
    """
    if number in by_sentence:
        return [d for d in by_sentence[number] if _open(d)]
    near = [d for n in range(number - 1, number - NEAR - 1, -1) for d in by_sentence.get(n, []) if _open(d)]
    far = (d for n in range(number - NEAR - 1, number - LOOK_BACK - 1, -1) for d in by_sentence.get(n, []) if _open(d))
    return near or list(islice(far, 1))


def _at_home(attacks: list[Draft], doers: Sequence[Role]) -> list[Draft]:
    """The attacks in the doers' own country, where there are such: a Chilean band claims what was done in Chile."""
    lands = {r.party.country for r in doers}
    return [d for d in attacks if d.where and d.where.place.country in lands] or attacks


def _open(draft: Draft) -> bool:
    """Whether nobody is told to have done it, or only men whom nobody knows, or rebels without a name."""
    return all(is_nobody(r.party) or _is_band(r) for r in draft.actors)


def _is_band(role: Role) -> bool:
    """Whether a party is no more than rebels: "a guerrilla attack"."""
    return role.party.sector == "REB" and role.party.rule.startswith("noun:")


def _may_be(attack: Draft, doers: Sequence[Role]) -> bool:
    """Whether those blamed may be the doers as told: rebels are a band of rebels."""
    return not any(_is_band(r) for r in attack.actors) or names_band(doers, attack.actors)


def _blamed(tree: Tree, tokens: range, parties: Parties) -> Iterator[tuple[int, list[Role]]]:
    """The words of the sentence that blame, with the armed or the states whom they blame, unless it is denied."""
    for i in tokens:
        for frame in match(tree, i, "blame"):
            found = [r for r in first(tree, i, frame.actors, parties) if _may_attack(r)]
            if found and not status.negated(tree, i):
                yield i, found


def _source(tree: Tree, i: int) -> Span | None:
    """Who says so: "the army blamed", "police said that it was the work of", "the group claimed"."""
    said = attribution.speaker(tree, i)
    if said is None and tree.tokens[i].lemma in words("blaming") and not tree.passive(i):
        said = tree.subject(i)
    return None if said is None else attribution.phrase(tree, said)


def _may_attack(role: Role) -> bool:
    return role.party.sector in ARMED or role.party.rule.startswith(("list:country", "list:capital"))
