"""Dating: the day of attacks whose own words do not give it, from the days that the story names.

Weights and word classes were learned from 1,672 reports of shootings whose day is known: 0.60 of the days of the last
week that a report names are the day of the shooting, 0.9 of those that say when something happened, was found or when
people were wounded, and 0.3 of those that say when somebody was arrested, appeared in court or spoke.
"""

from __future__ import annotations

from collections import Counter
from datetime import date as date_type
from datetime import timedelta
from typing import TYPE_CHECKING

from diurna.coding.culprits import is_caught, is_judged, is_of_arrest
from diurna.coding.lexicon import words
from diurna.coding.moments import BESIDE, DEEDS, NAMING, STATED_TYPES, is_long_past
from diurna.coding.scene import Along, clause_top, outer, since_clause, verb_of
from diurna.coding.standing import is_standing, is_told_from_another
from diurna.coding.status import is_history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import Reading, Sentence, When, WhenAt

TOLD = {"occurred", "alleged"}
WEEK = 7  # days
HOURLY = {"by", "in", "at", "before", "during", "around", "about"}  # before the part of a day
CLOCK = {"a.m.", "p.m.", "am", "pm", "gmt", "hrs", "hour"}  # "at 2.40 a.m.", "at 1400 hours"
PARAGRAPH = 1.5  # sentences of a paragraph on the whole, from which one begins what is new; agencies break after each
MARCHED = 4  # sentences after a march in which what police did there is told
LEAD = 3  # sentences of the text, of which the first with a day opens the news; pages print their menu before it
RUNS = 2  # sentences for which a day that is told goes on
REACH = 3  # sentences around an act in which its day is sought, where the story tells of several attacks
SCENE, OTHER, VIOLENCE = 2, 1, 1  # what a day weighs by its verb, and by a word of violence in its sentence
ASIDE = {*BESIDE, "so much earlier"}  # days told from another act: no scene, save the story's own
SPEAKS = {"accuse", "call", "urge"}  # of verbs that do not tell alone
QUOTES = {'"', "“", "‘", "'", "``"}
OWN = 2  # the same of a day that the attack's own sentence names
SPANS = {"weekend", "which period", "earlier in a period"}  # rules of times in which one attack took one day
DATELINE_TOKENS = 6
DASHES = {"-", "–", "—", "--", ":", "(", ")"}


def date(tree: Tree, reading: Reading, drafts: Sequence[Draft], times: Sequence[WhenAt], day: date_type | None) -> None:
    """Date attacks told without a day of their own by the day that the story's other attacks share, else by the day
    of which it tells most that is a scene of one; where its attacks have several days, by what is told around them.

    "Three were shot dead. Officers were called at 5 p.m. on Monday. A man was arrested on Tuesday." Else the story's
    own day is meant.
    """
    if day is None:
        return
    for d in drafts:
        d.background |= d.when is None and _is_elsewhen(tree, d)
    days = [t for t in times if t.when.precision == "day" and t.when.start <= day]
    days = [t for t in days if not _misleads(tree, t, day) and not _opens_war(tree, t)]
    attacks = [d for d in drafts if d.type == "ASSAULT" and "crowd-control" not in d.modes]  # these are of the march
    closed = [d.when for d in attacks if d.when in days and d.when and not is_soft(tree, d)]
    scenes = _Scenes(tree, reading, days, day, closed)
    shared = {at.when.start: at for at in closed}
    agreed = all(d.when is None or _holds(d.when.when, start) for d in attacks for start in shared)
    alone = len(shared) == 1 and (agreed or not any(is_long_past(at, day) for at in shared.values()))
    for d in attacks:
        if d.status not in TOLD or not _is_open(tree, d, day) or (d.when is None and _is_of_others(tree, d)):
            continue
        if d.when is None and d.around is not None and is_long_past(d.around, day):
            d.when = d.around
            continue
        known = [at for at in shared.values() if alone and _may_share(reading, d, at, day)]
        d.when = next(iter(known), None) or scenes.of(d, near=d.background or len(shared) > 1) or d.when


def _is_elsewhen(tree: Tree, d: Draft) -> bool:
    """Whether an act without a time is told from another one, or is not the day's news."""
    return is_told_from_another(tree, d.trigger) or all(_is_undated(tree, t) for t in (d, *d.absorbed))


def _is_of_others(tree: Tree, d: Draft) -> bool:
    """Whether an attack is told of another time than the days around it: one judged, "weeks later"."""
    return is_judged(tree, d) or is_told_from_another(tree, d.trigger)


def _is_undated(tree: Tree, d: Draft) -> bool:
    """Whether what tells an act, without a time, is not the day's news: a deed of those judged for it, what stands."""
    answered = d.type in DEEDS and (is_judged(tree, d) or is_caught(tree, d))
    return answered or is_standing(tree, d)


def _may_share(reading: Reading, d: Draft, at: WhenAt, day: date_type) -> bool:
    """Whether the only day that attacks of the story have may be that of another: not of one told with a longer time
    elsewhere ("was stormed last week"), nor a day long past but of what is told right after it.
    """
    within = d.when is None or d.when.when.precision == "day" or _holds(d.when.when, at.when.start)
    return within and not d.background and (not is_long_past(at, day) or _follows(reading, d, at))


def _follows(reading: Reading, d: Draft, at: WhenAt) -> bool:
    """Whether an act is told at most REACH sentences after a day."""
    return reading.sentences[max(d.number - REACH, 0)].start <= at.start < d.sentence.end


def _holds(longer: When, day: date_type) -> bool:
    return longer.start <= day <= longer.end


def lend(tree: Tree, reading: Reading, drafts: Sequence[Draft], times: Sequence[WhenAt], day: date_type | None) -> None:
    """Date the acts that the story dates nowhere by what is told beside them in their sentence, else by the day in
    which the story stands there: "On Saturday gunmen raided a bank. The guards fired back."
    """
    running = Along(t for t in times if day and _is_scene(tree, t, day))
    parted = len(reading.sentences) >= PARAGRAPH * (reading.story.text.count("\n") + 1)
    todo = [d for d in drafts if d.when is None and d.status in TOLD]
    for d in todo:
        hour = _has_hour(tree, d)
        d.background &= not hour
        told = _of_lead(reading, running) if hour else _told(tree, reading, d, running, parted=parted)
        if not d.background:
            d.when = d.around or next((t for t in told if t.when.start != day), None)
    marches = [p for p in drafts if p.type == "PROTEST" and p.status in TOLD and _is_fresh(p.when, day)]
    for d in todo:
        if d.when is None and not d.background and _is_of_march(d):
            d.when = next((p.when for p in reversed(marches) if 0 <= d.number - p.number <= MARCHED), None)
        if d.when is None and not d.background and _is_seen(tree, d):
            opened = (t for t in _of_lead(reading, running, LEAD) if not _is_said(tree, t))
            d.when = next((t for t in opened if t.when.start != day and t.start < d.trigger), None)


def _told(tree: Tree, reading: Reading, d: Draft, running: Along[WhenAt], *, parted: bool) -> list[WhenAt]:
    """The day that is told for an act: by what follows of the same words, else by what goes before."""
    said = _said_next(tree, reading, d, running)
    if said:
        return said
    now = tree.present(d.trigger)
    first = d.sentence.start if now else _since(tree, reading, d, parted=parted)
    told = running.between(first, d.sentence.end)[-1:]
    return [t for t in told if not now or _goes_with(tree, d, t)]


def _goes_with(tree: Tree, d: Draft, at: WhenAt) -> bool:
    """Whether a day is that of what is told in the present: not "condemns the raid of Sunday", "killed two on Sunday,
    which the army denies", but "condemns the raid, it said on Sunday".
    """
    stated = d.type in STATED_TYPES - {"CONSULT"}
    return d.trigger not in tree.ancestors(at.start) and (_is_said(tree, at) or not stated)


def _said_next(tree: Tree, reading: Reading, d: Draft, running: Along[WhenAt]) -> list[WhenAt]:
    """The day on which the next sentence of the paragraph says that the same spoke: "condemned the raid. "It is a
    crime," he said on Monday".
    """
    after = reading.sentences[d.number + 1 : d.number + 2]
    if d.type not in STATED_TYPES - {"CONSULT"} or not after or after[0].block != d.sentence.block:
        return []
    told = running.between(after[0].start, after[0].end)
    return [t for t in told if _is_same_speaker(tree, after[0], verb_of(tree, t))][:1]


def _is_same_speaker(tree: Tree, sentence: Sentence, verb: int) -> bool:
    """Whether somebody told before speaks: "he said", or whoever is cited right behind."""
    subject = tree.subject(verb)
    if subject is None or tree.tokens[verb].lemma not in words("telling") | words("speaking") | SPEAKS:
        return False
    return tree.tokens[subject].pos == "PRON" or tree.tokens[sentence.start].text in QUOTES


def _is_fresh(at: WhenAt | None, day: date_type | None) -> bool:
    """Whether it is a day of the last week."""
    return at is not None and day is not None and at.when.precision == "day" and not is_long_past(at, day)


def _is_of_march(d: Draft) -> bool:
    """Whether an act is part of a march told before: tear gas, and arrests that nothing else explains."""
    return "crowd-control" in d.modes or (d.type == "COERCE" and "arrest" in d.modes)


def _since(tree: Tree, reading: Reading, d: Draft, *, parted: bool) -> int:
    """The first token of the sentences from which a day goes on to the act: RUNS before it, of its paragraph."""
    n = d.number
    while n > max(d.number - RUNS, 0) and not (parted and _opens(tree, reading, n)):
        n -= 1
    return reading.sentences[n].start


def _opens(tree: Tree, reading: Reading, number: int) -> bool:
    """Whether a sentence of the text stands behind a line break."""
    sentence = reading.sentences[number]
    begin = tree.tokens[sentence.start].start
    return sentence.part == "text" and "\n" in reading.story.text[max(begin - 2, 0) : begin]


def _has_hour(tree: Tree, d: Draft) -> bool:
    """Whether an act is told with an hour of the news: "by noon 200 people had gathered", "freed in the evening"."""
    below = tree.children(d.trigger, "prep")
    nouns = (k for p in below if tree.tokens[p].lemma.lower() in HOURLY for k in tree.children(p, "pobj"))
    return any(tree.tokens[k].lemma in words("daypart") | CLOCK for k in nouns)


def _of_lead(reading: Reading, running: Along[WhenAt], most: int = 1) -> list[WhenAt]:
    """The first day that the first sentences of the text tell, if any."""
    lead = [s for s in reading.sentences if s.part == "text"][:most]
    return running.between(lead[0].start, lead[-1].end)[:1] if lead else []


def _is_seen(tree: Tree, d: Draft) -> bool:
    """Whether crowds or police did it in the past tense: it is of the day with which the news opens."""
    perfect = any(tree.tokens[k].lemma == "have" for k in tree.children(d.trigger, "aux"))
    return d.type in {"PROTEST", "COERCE"} and not perfect and not tree.present(d.trigger)


def _is_said(tree: Tree, at: WhenAt) -> bool:
    """Whether a day is but that of words: "said on Monday"."""
    return tree.tokens[verb_of(tree, at)].lemma in words("telling")


def _is_scene(tree: Tree, at: WhenAt, day: date_type) -> bool:
    """Whether a day of the last week is one in which the story goes on: not that of "had met the day before", "who
    was shot on Friday", "followed talks a day earlier" or "two days after the raid".
    """
    when = at.when
    if when.precision != "day" or not timedelta(0) <= day - when.start < timedelta(WEEK) or _misleads(tree, at, day):
        return False
    top = verb_of(tree, at)
    aside = at.when.rule in ASIDE or any(tree.tokens[k].dep in {"acl", "relcl"} for k in (top, *tree.ancestors(top)))
    return not is_history(tree, top) and (when.start == day or not aside)


def _misleads(tree: Tree, at: WhenAt, day: date_type) -> bool:
    """Whether a day is that of a dateline ("GOMA, 3 May (Meridian) -"), or tomorrow's weekday, six days past: hearings
    to come and stories that were updated tell it; of 82 in those reports 4 were the day of the shooting.
    """
    begin = tree.sentence_start(at.start)
    after = tree.tokens[at.end].text if at.end < len(tree.tokens) else ""
    entry = at.start == begin and after == ":"  # of a chronicle: "June 3: Troops left the valley."
    heads = at.start - begin <= DATELINE_TOKENS and after in DASHES and not entry
    return heads or (at.when.rule == "weekday" and day - at.when.start == timedelta(WEEK - 1))


def _opens_war(tree: Tree, at: WhenAt) -> bool:
    """Whether a day is but since when all goes on: "516 people have been killed since the invasion began on 24 May"."""
    return at.when.rule.startswith("since") or since_clause(tree, at.start) is not None


def _within_week(start: date_type, day: date_type) -> bool:
    return day - start <= timedelta(WEEK)


def _is_open(tree: Tree, d: Draft, day: date_type) -> bool:
    """Whether an attack is told without a day: with none, or a longer time, or the day of who tells it."""
    if d.when is None:
        return True
    when = d.when.when
    if when.precision == "week":
        return when.rule in SPANS and _within_week(when.end, day)
    return when.precision == "day" and (_misleads(tree, d.when, day) or is_soft(tree, d))


def is_soft(tree: Tree, d: Draft) -> bool:
    """Whether the day of an act is rather that of an arrest or of words: "police said on Monday that ..."."""
    if d.when is None:
        return True
    top = verb_of(tree, d.when)
    own = {k for t in (d, *d.absorbed) for k in (t.trigger, clause_top(tree, t.trigger))}
    return top not in own and tree.tokens[top].lemma in words("aftermath")


class _Scenes:
    """The days that a story names, each with what it weighs as the day of an attack."""

    def __init__(
        self, tree: Tree, reading: Reading, days: Sequence[WhenAt], day: date_type, taken: Sequence[WhenAt]
    ) -> None:
        self.tree, self.reading, self.day, self.around, self.taken = tree, reading, day, Along(days), taken

    def of(self, d: Draft, *, near: bool) -> WhenAt | None:
        """The heaviest day that may be the act's, as it is told first; the earliest of equals.

        The day of another attack told further on is not the act's: "Rebels were killed on Monday. One soldier was
        wounded. On July 9 gunmen shot a guard."
        """
        sums: Counter[date_type] = Counter()
        found = [(self._weight(s, t), t) for s in self._sentences(d, near) for t in self._fitting(d, s)]
        found = [(w, t) for w, t in found if t not in self.taken or self._may_go_on(d, t, near)]
        for weight, t in found:
            own = d.sentence.start <= t.start < d.sentence.end
            sums[t.when.start] += weight + SCENE * (t is d.when) + OWN * (own and weight > 0)
        best = min(sums, key=lambda start: (-sums[start], start), default=None)
        return next((t for _, t in found if t.when.start == best and sums[t.when.start]), None)

    def _may_go_on(self, d: Draft, at: WhenAt, near: bool) -> bool:
        """Whether the day of another attack may be this one's too."""
        if is_long_past(at, self.day):
            return _follows(self.reading, d, at)
        return not near or at.start < d.sentence.end

    def _sentences(self, d: Draft, near: bool) -> Sequence[Sentence]:
        if not near:
            return self.reading.sentences
        told = {t.number + k for t in (d, *d.absorbed) for k in range(-REACH, REACH + 1)}
        return [self.reading.sentences[n] for n in sorted(told) if 0 <= n < len(self.reading.sentences)]

    def _fitting(self, d: Draft, sentence: Sentence) -> list[WhenAt]:
        """The days of a sentence that lie within the longer time that the act is told with, if it is."""
        here = self.around.between(sentence.start, sentence.end)
        here = [t for t in here if not is_of_arrest(self.tree, d, t)]
        if d.when is None or d.when.when.precision == "day":
            return here
        return [t for t in here if _holds(d.when.when, t.when.start)]

    def _weight(self, sentence: Sentence, at: WhenAt) -> int:
        """How much a day speaks for being an attack's: of the days before the last week, only those of a scene."""
        tree = self.tree
        head = outer(tree, at.start, at.end)
        verb = tree.tokens[verb_of(tree, at)].lemma
        if tree.tokens[head].dep in NAMING and tree.tokens[tree.tokens[head].head].lemma in words("hearing"):
            return 0  # "called Monday's indictment a farce"
        if verb not in words("scene") and not _within_week(at.when.start, self.day):
            return 0
        violent = any(t.lemma in words("violence") for t in tree.tokens[sentence.start : sentence.end])
        told = 0 if verb in words("aftermath") else SCENE if verb in words("scene") else OTHER
        return told + VIOLENCE * violent
