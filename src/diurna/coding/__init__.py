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
    tree = Tree(reading)
    drafts = triggers.find(tree, reading)
    if reading.acts:
        drafts = triggers.unspoken(tree, judging.judge(tree, reading, drafts))
    # Of 79 clauses with "unless" in the training texts 4 are labelled as an act, and none of the 8 that were coded.
    drafts = [d for d in drafts if not status.unreal(tree, d)]
    drafts += own.drafts(tree, reading)
    found = Parties(tree, parties, places)
    for draft in drafts:
        roles.assign(tree, draft, found)
        status.decide(tree, draft)
        claims.doubt(tree, draft, found)
        modes.decide(tree, draft)
        attribution.find(tree, draft)
        lending.lend_source(draft, found)
    turning.try_out(tree, drafts)
    turning.keep_captive(tree, drafts)
    sure = [d for d in drafts if not d.weak]
    answers.answer(tree, sure)
    there = grounds.grounds(tree, drafts, masthead.without(reading, places), parties)
    moments.date_drafts(tree, drafts, times, story_day(reading))
    scene.locate(tree, drafts, there)
    lending.imply_there(tree, drafts)
    tolls.give(tree, reading, sure, times, story_day(reading))
    total = roundups.find(tree, drafts)
    apart = [d for d in drafts if not any(d is head for head in total.heads)]
    whole = [d for d in merge.together(tree, sorted(apart, key=_weak_last)) if not d.weak]
    roundups.lend(tree, total, whole)
    blame.lay(tree, reading, whole, found)
    answers.complete(tree, whole)
    arms = scene.Along(filter(_armed, parties))
    armed = {n for n, s in enumerate(reading.sentences) if arms.between(s.start, s.end)}
    kept = scope.kept(
        whole, political=political, placed=bool(places), armed=armed, private=scope.private(tree, reading)
    )
    setting.settle(reading, kept, there, places)
    turning.name_struck(tree, kept)
    turning.arm_nobodies(kept)
    lending.stay_local(kept)
    lending.name_home(tree, kept, parties, places)
    dating.date(tree, reading, kept, times, story_day(reading))
    dating.lend(tree, reading, kept, times, story_day(reading))
    contexts.decide(reading, kept)
    mentions = [mention(reading, d) for d in kept]
    told = [m for m in mentions if _sentences(m)]
    if not told and len(reading.story.text) < NO_BODY:
        told = mentions
    return tuple(_numbered(reading, told))


def _armed(at: PartyAt) -> bool:
    """Whether a party bears arms: pirates are criminals by sector, and armed."""
    return at.party.sector in scope.ARMED or at.party.rule.startswith("noun:pirate")


def _weak_last(draft: Draft) -> tuple[bool, bool]:
    """The body's sure words carry an event; the headline and unsure words join what they tell."""
    return draft.weak, draft.sentence.part == "title"


NO_BODY = 400  # characters: behind a paywall or in a feed the headline is all that there is


def _numbered(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    return [replace(m, id=f"{reading.story.id}:{n}") for n, m in enumerate(sorted(mentions, key=_first_word), 1)]


def _sentences(mention: Mention) -> list[int]:
    """Where the sentences of the text begin that tell the event; none when the title alone tells it."""
    return sorted(e.start for e in mention.evidence if e.field == "sentence" and e.part == "text")


def _first_word(mention: Mention) -> int:
    return min(_sentences(mention), default=0)
