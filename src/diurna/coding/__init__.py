"""Reading -> Mentions: what happened, whether it is so, who did it to whom, where, when, how many, and who says so.

Frames (knowledge files) and the encoder's acts find what happened; encoder and parse give the roles, cues and encoder
the status; the tellings of one happening in a story become one mention with all its evidence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.coding import (
    answers,
    attribution,
    blame,
    claims,
    contexts,
    dating,
    grounds,
    judging,
    lending,
    masthead,
    merge,
    modes,
    moments,
    own,
    roles,
    roundups,
    scene,
    scope,
    setting,
    status,
    tolls,
    triggers,
    turning,
)
from diurna.coding.mention import mention, story_day
from diurna.coding.scope import FOREIGN, aside
from diurna.coding.spots import Parties
from diurna.coding.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft
    from diurna.records import Mention, PartyAt, PlaceAt, Reading, WhenAt

__all__ = ["FOREIGN", "aside", "code"]

NO_BODY = 400  # characters: behind a paywall or in a feed the headline is all that there is


def code(
    reading: Reading,
    *,
    parties: Sequence[PartyAt],
    places: Sequence[PlaceAt],
    times: Sequence[WhenAt],
    political: bool = True,
) -> tuple[Mention, ...]:
    """Give the events of a read story, in the order of the text.

    `parties`, `places` and `times` are the names of the reading already resolved. With `political` False, crime without
    public meaning is kept too.
    """
    tree, day = Tree(reading), story_day(reading)
    tree.place(places)
    found = Parties(tree, parties, places)
    drafts = _drafted(tree, reading, found)
    answers.answer(tree, _sure(drafts))
    there = grounds.grounds(tree, drafts, masthead.without(reading, places), parties)
    moments.date_drafts(tree, drafts, times, day)
    scene.locate(tree, drafts, there)
    lending.imply_there(tree, drafts)
    tolls.give(tree, reading, _sure(drafts), times, day)
    whole = scope.spared(tree, reading, _joined(tree, reading, drafts, found))
    armed = _armed_sentences(reading, parties)
    alone = scope.private(tree, reading)
    kept = scope.kept(whole, political=political, placed=bool(places), armed=armed, private=alone)
    setting.settle(reading, kept, there, places)
    lending.imply_there(tree, [d for d in kept if not d.actors])
    turning.name_struck(tree, kept)
    turning.arm_nobodies(kept)
    lending.stay_local(kept)
    lending.name_home(tree, kept, parties, places)
    lending.help_here(kept, parties)
    dating.date(tree, reading, kept, times, day)
    dating.lend(tree, reading, kept, times, day)
    contexts.decide(reading, kept)
    return _told(reading, [mention(reading, d) for d in kept])


def _drafted(tree: Tree, reading: Reading, found: Parties) -> list[Draft]:
    """What each sentence tells by itself: acts that frames or encoder see, with sides, status, modes and source."""
    drafts = triggers.find(tree, reading)
    if reading.acts:
        drafts = triggers.unspoken(tree, judging.judge(tree, reading, drafts))
    # Of 79 clauses with "unless" in the training texts 4 are labelled as an act, and none of the 8 that were coded.
    drafts = [d for d in drafts if not status.unreal(tree, d)]
    drafts += own.drafts(tree, reading)
    for draft in drafts:
        roles.assign(tree, draft, found)
        status.decide(tree, draft)
        claims.doubt(tree, draft, found)
        modes.decide(tree, draft)
        attribution.find(tree, draft)
        lending.lend_source(draft, found)
    turning.try_out(tree, drafts)
    turning.keep_captive(tree, drafts)
    return drafts


def _joined(tree: Tree, reading: Reading, drafts: Sequence[Draft], found: Parties) -> list[Draft]:
    """One draft for all tellings of one happening, less the heads of roundups, with who is blamed for it."""
    total = roundups.find(tree, drafts)
    apart = [d for d in drafts if not any(d is head for head in total.heads)]
    whole = _sure(merge.together(tree, sorted(apart, key=_weak_last)))
    roundups.lend(tree, total, whole)
    blame.lay(tree, reading, whole, found)
    answers.complete(tree, whole)
    return whole


def _told(reading: Reading, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mentions that the text itself tells, in its order; those of the headline where there is no more of it."""
    told = [m for m in mentions if _sentences(m)]
    if not told and len(reading.story.text) < NO_BODY:
        told = mentions
    return tuple(replace(m, id=f"{reading.story.id}:{n}") for n, m in enumerate(sorted(told, key=_first_word), 1))


def _armed_sentences(reading: Reading, parties: Sequence[PartyAt]) -> set[int]:
    """The numbers of the sentences that name a party who bears arms."""
    arms = scene.Along(filter(_armed, parties))
    return {n for n, s in enumerate(reading.sentences) if arms.between(s.start, s.end)}


def _sure(drafts: Sequence[Draft]) -> list[Draft]:
    return [d for d in drafts if not d.weak]


def _armed(at: PartyAt) -> bool:
    """Whether a party bears arms: pirates are criminals by sector, and armed."""
    return at.party.sector in scope.ARMED or at.party.rule.startswith("noun:pirate")


def _weak_last(draft: Draft) -> tuple[bool, bool]:
    """The body's sure words carry an event; the headline and unsure words join what they tell."""
    return draft.weak, draft.sentence.part == "title"


def _sentences(mention: Mention) -> list[int]:
    """Where the sentences of the text begin that tell the event; none when the title alone tells it."""
    return sorted(e.start for e in mention.evidence if e.field == "sentence" and e.part == "text")


def _first_word(mention: Mention) -> int:
    return min(_sentences(mention), default=0)
