"""Moments: the event's own date, from its clause, else its sentence."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from diurna.coding.culprits import CHARGED, is_judged, is_of_arrest, is_of_court
from diurna.coding.draft import in_sentences
from diurna.coding.lexicon import words
from diurna.coding.scene import Along, clause_top, distance, outer, since_clause, verb_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import When, WhenAt

BESIDES = 3  # tokens between two dates of one act
REACH = 6  # steps between an act and its date
FOREIGN, NEAR = 4, 2  # what the clause of another act adds to the steps
BESIDE = {"after something", "before something"}  # rules of times that are told from another act
TOLD = {"occurred", "alleged"}
AHEAD = {"planned", "hypothetical"}
HAPPENS = {"ASSAULT", "PROTEST", "CONSULT", "COERCE"}
ASKS = {"REQUEST", "REJECT", "THREATEN", "AGREE"}
STATED_TYPES = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE"}
SPEECH = {"REQUEST", "THREATEN", "AGREE", "CONCEDE"}  # acts that are done by saying them
SAME_TIME = {"as", "when", "while", "until"}  # before a clause that goes on in the time of the one above it
OTHER_TIME = {"before", "because", "though", "although", "if", "unless"}  # the same, and its date is its own
ABOUT = {"against", "over", "about", "before", "until"}  # before another happening, whose date is not the act's
HELD = {"in", "at", "during"}  # before what happened in the year that names it: "killed in the 2015 riots"
NAMING = {"compound", "nmod", "poss"}  # of a date that names a happening: "the May election"
GOES_WITH = {"after", "before", "by", "while"}  # "fired a rocket in 2009 after warning ships"
LAST = timedelta(7)  # days of which news tells
PRESUMED = {"believe", "suspect", "think"}
AFTER = {"after", "follow", "since"}  # before a happening that went before
DASHES = frozenset({"-", "--", "–", "—"})
OPENS, CLOSES = DASHES | {"("}, DASHES | {")"}
TERM = {"by", "before", "from", "until"}  # before the day that sets a term
DEEDS = {"ASSAULT", "PROTEST"}
OF_DEED = {"of", "for"}  # "accused of robbing a lorry in May", "sorry for what he did in May"
WITHIN = {"prep", "pobj", "dobj", "conj", "appos"}  # what leads down to a date without another clause


def date_drafts(tree: Tree, drafts: Sequence[Draft], times: Iterable[WhenAt], day: date | None = None) -> None:
    """Set the date of each draft from the words nearest to its trigger in the tree of its sentence.

    `day` is the day of the story: what it says to have occurred lies in no time to come.
    """
    when = Along(times)
    for group in in_sentences(drafts).values():
        told = when.between(group[0].sentence.start, group[0].sentence.end)
        for d in group:
            others = {o.trigger for o in group} - {d.trigger}
            possible = [t for t in told if _possible(tree, d, t, day)]
            d.when = _nearest(tree, d, possible, others, day)
            d.around = None if d.when else _around(tree, d, possible, day)


def _possible(tree: Tree, d: Draft, at: WhenAt, day: date | None) -> bool:
    """Whether an act can be of a time: one that occurred of none that begins after the story, nor goes on from it; one
    that is planned not of the day on which somebody says so: "will close the port, a minister said on Monday".
    """
    if day is None:
        return True
    if d.type in DEEDS and is_judged(tree, d) and is_of_court(tree, at) and not _is_of_the_deed(tree, d, at, day):
        return False
    if is_of_arrest(tree, d, at) or _is_of_office(tree, d, at) or _is_over(tree, d, at, day):
        return False
    if d.status in AHEAD:
        return d.type in SPEECH or not _is_said(tree, d, at)
    return d.status not in TOLD or at.when.start < day or (at.when.start == day == at.when.end)


def _is_of_office(tree: Tree, d: Draft, at: WhenAt) -> bool:
    """Whether a time tells how long somebody has been what he is: "the MP since 2015, was stabbed"."""
    k = _governor(tree, outer(tree, at.start, at.end))
    t = tree.tokens[k]
    return at.when.precision != "day" and k != d.trigger and t.dep == "appos" and t.pos == "NOUN"


def _is_over(tree: Tree, d: Draft, at: WhenAt, day: date) -> bool:
    """Whether words said as the story is told stand beside a day that is over: "fired at the crowd that evening, which
    the ministry denies".
    """
    words_alone = d.type in STATED_TYPES - {"CONSULT"} and d.sentence.part == "text" and tree.present(d.trigger)
    return words_alone and at.when.end < day and tree.tokens[d.trigger].pos == "VERB"


def _is_of_the_deed(tree: Tree, d: Draft, at: WhenAt, day: date | None) -> bool:
    """Whether a time hangs on a deed that is judged, and not on the judging."""
    return d.trigger in tree.ancestors(outer(tree, at.start, at.end)) or _lodged(tree, at, day) == d.trigger


def _is_said(tree: Tree, d: Draft, at: WhenAt) -> bool:
    """Whether a date hangs on a verb that only tells of the act."""
    top = verb_of(tree, at)
    below = [d.trigger, *tree.ancestors(d.trigger)]
    return top in below[1:] and tree.tokens[below[below.index(top) - 1]].dep == "ccomp"


def _nearest(tree: Tree, draft: Draft, times: list[WhenAt], others: set[int], day: date | None) -> WhenAt | None:
    """The date of the trigger's own clause; a date that hangs on another verb belongs to that verb."""
    below = set(tree.subtree(draft.trigger))
    dated = {tree.tokens[at.start - 1].head for at in times if at.start and tree.tokens[at.start - 1].dep == "prep"}
    best, least = None, (REACH, False)
    for at in times:
        head = outer(tree, at.start, at.end)
        if tree.tokens[tree.tokens[head].head].lemma in {"until", "till"}:
            continue  # how long, not when
        if _opened(tree, at) in dated:
            continue  # "hours after he left on Thursday" was on Thursday
        own = _when_clause(tree, draft, at) or _since_then(tree, draft, at, day)
        if best and best.when.start <= at.when.start <= at.when.end < best.when.end and _beside(tree, best, head):
            best = at  # "a month ago, on April 6"
        steps = (0 if own else _steps(tree, draft, at, others, day), head not in below)
        if steps < least:  # "seized him on Saturday and let him go on Sunday": of two as near that below the verb
            best, least = own or at, steps
    return best


def _steps(tree: Tree, draft: Draft, at: WhenAt, others: set[int], day: date | None) -> int:
    """How far a date is from an act, and how foreign the clause and the noun on which it hangs."""
    head = outer(tree, at.start, at.end)
    opened = _opened(tree, at)
    if opened is not None:  # "killed four, a day after the army left": the day is that of leaving
        mine = _shares(tree, draft.trigger, clause_top(tree, draft.trigger), opened)
        return min(distance(tree, draft.trigger, opened), REACH - 1) if mine else REACH
    lodged = _lodged(tree, at, day)
    if lodged is not None:  # "the girls seized two years ago have been freed"
        return 1 if draft.trigger == lodged else REACH
    steps = distance(tree, _predicate(tree, draft.trigger), head)
    anyhow = at.when.precision == "day" or tree.tokens[draft.trigger].pos == "NOUN" or draft.type == "ASSAULT"
    if anyhow and _in_clause(tree, draft.trigger, head):
        steps = min(steps, REACH - 1)  # "shot three men in a raid on a house in the east of the town on Monday"
    past = _is_past(at, day)
    return steps + FOREIGN * _is_foreign(tree, draft, at, others, past=past) + _apart_at(tree, draft, at, past=past)


def _is_past(at: WhenAt, day: date | None) -> bool:
    """Whether a time before the story is told by its date."""
    return day is not None and at.when.end < day and at.when.rule != "weekday"


def _is_foreign(tree: Tree, draft: Draft, at: WhenAt, others: set[int], *, past: bool) -> bool:
    """Whether a date is that of another act or of what it names."""
    head = outer(tree, at.start, at.end)
    asked = draft.type in ASKS and _governor(tree, head) in others.intersection(_asked(tree, draft.trigger))
    of_noun = _of_noun(tree, draft, head, past_year=past and at.when.precision == "year")
    if asked or of_noun or _is_of_paper(tree, draft, at) or _is_aside(tree, draft, at):
        return True
    return _is_of_answered(tree, draft, at) or (past and _is_of_past(tree, draft, at, head))


def _is_of_past(tree: Tree, draft: Draft, at: WhenAt, head: int) -> bool:
    """Whether a day long past is that of a deed which the act answers, or of what went before it."""
    if draft.type in DEEDS and at.when.precision == "year":  # "were killed in protests after a vote a year ago"
        return False
    deed = draft.type not in DEEDS and _is_of_deed(tree, draft, head)
    return deed or _is_for_deed(tree, draft, head) or _is_of_earlier(tree, draft, head)


def _apart_at(tree: Tree, draft: Draft, at: WhenAt, *, past: bool) -> int:
    """How foreign the clause of a date is to the act."""
    clause = verb_of(tree, at)
    if past and _asks_past(tree, draft, outer(tree, at.start, at.end)):
        return 0
    after = at.when.precision != "day" and _is_after(tree, clause) and draft.trigger == tree.tokens[clause].head
    return 0 if after else _apart(tree, draft, clause)  # "handed out food after the storm struck in October"


def _lodged(tree: Tree, at: WhenAt, day: date | None) -> int | None:
    """The word on which a time hangs by its sense, where the parse hangs it on another: fined, in "fined two banks
    linked to the rebels in May".
    """
    verb = _governor(tree, outer(tree, at.start, at.end))
    if tree.tokens[verb].pos != "VERB" or at.when.rule == "same period":
        return None
    if tree.tokens[verb].dep == "acl" and tree.tokens[verb].lemma in words("tied"):
        return next((k for k in tree.ancestors(verb) if tree.tokens[k].pos == "VERB"), None)
    return _doer_told(tree, at, verb) if at.end <= verb else _deed_judged(tree, at, verb, day)


def _doer_told(tree: Tree, at: WhenAt, verb: int) -> int | None:
    """The verb that tells who acts, where a time stands right behind it: seized, in "the girls seized by rebels two
    years ago have been freed"; not in "police on Monday freed two girls".
    """
    doers = tree.children(verb, "nsubj", "nsubjpass")
    told = [k for n in doers for k in tree.children(n, "acl", "relcl") if n < k < at.start]
    lead = at.start - 1 if told and tree.tokens[at.start - 1].dep == "prep" else at.start
    parted = any(tree.tokens[k].text in {",", *DASHES} for n in told for k in range(n, lead))
    return told[-1] if told and not parted and tree.tokens[at.end].text != "," else None


def _deed_judged(tree: Tree, at: WhenAt, verb: int, day: date | None) -> int | None:
    """The deed for which somebody is judged, of a day long past: "was sentenced for the murder of a judge in 2002"."""
    if day is None or not is_long_past(at, day) or tree.tokens[verb].lemma not in words("judges"):
        return None
    links = (p for p in tree.children(verb, "prep") if tree.tokens[p].lemma in CHARGED and p < at.start)
    deeds = (k for p in links for k in tree.children(p, "pobj", "pcomp"))
    named = words("violence") | words("judged")
    return next((k for k in deeds if tree.tokens[k].dep == "pcomp" or tree.tokens[k].lemma in named), None)


def _beside(tree: Tree, one: WhenAt, head: int) -> bool:
    """Whether a date stands right beside another that is told of the same."""
    return 0 < head - one.end <= BESIDES and clause_top(tree, one.start) == clause_top(tree, head)


def _predicate(tree: Tree, i: int) -> int:
    """The word from which the steps are counted: of "is ready" the verb."""
    t = tree.tokens[i]
    return t.head if t.dep in {"acomp", "attr"} else i


def _in_clause(tree: Tree, trigger: int, head: int) -> bool:
    """Whether nothing but nouns and prepositions leads from an act down to a date."""
    for k in (head, *tree.ancestors(head)):
        if k == trigger:
            return True
        if tree.tokens[k].dep not in WITHIN or tree.tokens[k].pos in {"VERB", "AUX"}:
            return False
    return False


def _opened(tree: Tree, at: WhenAt) -> int | None:
    """The verb of the clause that a time told from another act opens: left, in "a day after the army left"."""
    head = outer(tree, at.start, at.end)
    if at.when.rule not in BESIDE or tree.tokens[head].dep == "pobj":  # "burned on the night after he came"
        return None
    link = at.end - 1
    t = tree.tokens[link]
    if t.dep == "mark" or (t.dep == "advmod" and t.head > link and tree.tokens[t.head].pos in {"VERB", "AUX"}):
        return t.head
    return next(iter(tree.children(link, "pcomp")), None)


def _asked(tree: Tree, trigger: int) -> list[int]:
    """The words below an act but for those of the talks at which it was said: "agreed in a phone call on Monday",
    "agreed when they met last June".
    """
    talks = [p for p in tree.children(trigger, "prep") if tree.tokens[p].lemma in {"in", "at", "during"}]
    talks += [a for a in tree.children(trigger, "advcl") if not _marks(tree, a).isdisjoint(SAME_TIME)]
    aside = {k for t in talks for k in tree.subtree(t)}
    return [k for k in tree.subtree(trigger) if k not in aside]


def _governor(tree: Tree, head: int) -> int:
    """The word that a date hangs on, by itself or by a preposition: march, in "called for a march on Monday"."""
    above = tree.tokens[head].head
    return tree.tokens[above].head if tree.tokens[above].dep == "prep" else above


def _of_noun(tree: Tree, draft: Draft, head: int, *, past_year: bool) -> bool:
    """Whether a date names another happening: "marched against the May election", "a review of last year's arrests",
    and a year that is over what is not held in it: "left the 2015 accord".
    """
    t = tree.tokens[head]
    noun = tree.tokens[t.head]
    if t.dep not in NAMING | {"nummod"} or t.head == draft.trigger:
        return False
    link = tree.tokens[noun.head]
    if past_year:
        return noun.dep == "dobj" or (noun.dep == "pobj" and link.lemma not in HELD)
    if noun.dep != "pobj" or t.dep == "nummod":
        return False
    return link.lemma in ABOUT or (link.lemma in {"of", "on"} and tree.tokens[link.head].pos == "NOUN")


def _is_of_paper(tree: Tree, draft: Draft, at: WhenAt) -> bool:
    """Whether a day tells which of several papers is meant: "will withdraw a decree of October 9"."""
    head = outer(tree, at.start, at.end)
    noun = tree.tokens[_governor(tree, head)]
    of = tree.tokens[head].dep == "pobj" and tree.tokens[tree.tokens[head].head].lemma == "of"
    return of and draft.trigger != _governor(tree, head) and noun.lemma in words("pact") | words("law")


def _is_for_deed(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a day long past is that of a deed for which somebody is thanked or blamed: "thanked him for his help in
    restoring order in 2014", "condemned the shelling of 5 June", "the blast of 5 June is being investigated".
    """
    if draft.type not in STATED_TYPES:
        return False
    above = _governor(tree, head)
    above = _governor(tree, above) if tree.tokens[above].lemma in words("daypart") else above
    if above == draft.trigger and tree.present(draft.trigger):  # "condemns the raid on a port, on the night of 3 May"
        deed = tree.object(draft.trigger)
        return deed is not None and deed < head and tree.tokens[deed].lemma in words("judged") | words("violence")
    way = [head, *tree.ancestors(head)]
    below = [tree.tokens[k] for k in way[: way.index(draft.trigger)]] if draft.trigger in way else []
    if len(below) < 2 or any(t.pos == "VERB" and t.dep != "pcomp" for t in below):
        return False
    top = below[-1]
    return top.lemma in (CHARGED if top.dep == "prep" else words("judged") if top.dep in {"dobj", "nsubjpass"} else ())


def _is_of_earlier(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a day long past is that of a happening which the act followed: "voted after its test of 3 May"."""
    noun = _governor(tree, head)
    t = tree.tokens[noun]
    link = tree.tokens[t.head]
    return t.dep == "pobj" and noun != draft.trigger and link.lemma in AFTER and draft.trigger in tree.ancestors(noun)


def _is_of_answered(tree: Tree, draft: Draft, at: WhenAt) -> bool:
    """Whether a date stands behind what an act answers: "stormed the bank in retaliation for raids last week"."""
    noun = at.start - 1
    t = tree.tokens[noun]
    link = tree.tokens[t.head]
    answers = link.lemma in {"for", "to"} and tree.tokens[link.head].lemma in words("answer")
    return t.dep == "pobj" and noun != draft.trigger and answers


def _is_of_deed(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a day long past is that of violence named on the way to it: "was jailed for the killing of a judge on 3
    May 2012".
    """
    way = [head, *tree.ancestors(head)]
    below = way[: way.index(draft.trigger)] if draft.trigger in way else []
    deeds = [k for k in below if tree.tokens[k].lemma in words("violence") and tree.tokens[k].dep == "pobj"]
    return any(not _is_told_of(tree, k) for k in deeds)


def _is_told_of(tree: Tree, noun: int) -> bool:
    """Whether a noun points back to what is told elsewhere: "four were convicted of the killing in 2021"."""
    definite = any(tree.tokens[k].lemma == "the" for k in tree.children(noun, "det"))
    return definite and not any(tree.tokens[k].lemma in {"of", "by"} for k in tree.children(noun, "prep"))


def _is_aside(tree: Tree, draft: Draft, at: WhenAt) -> bool:
    """Whether a date stands in a clause between dashes or brackets and the act outside: "called the threats -- it
    tested a bomb last month -- a crisis".
    """
    verb = verb_of(tree, at)
    left = _bar(tree, range(at.start - 1, draft.sentence.start, -1), OPENS)
    right = _bar(tree, range(at.end, draft.sentence.end), CLOSES)
    if left is None or right is None or tree.tokens[verb].pos not in {"VERB", "AUX"}:
        return False
    return left < verb < right and not left < draft.trigger < right


def _bar(tree: Tree, way: range, bars: frozenset[str]) -> int | None:
    """The first dash or bracket on a way through a sentence."""
    return next((k for k in way if tree.tokens[k].text in bars), None)


def _asks_past(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether a day long past stands with what was then asked for: "agreed to restore ties in August 2020"."""
    t, clause = tree.tokens[head], clause_top(tree, head)
    if draft.type not in ASKS or t.dep not in {"pobj", "npadvmod"} or tree.tokens[t.head].lemma in TERM:
        return False
    verb = tree.tokens[clause]
    return verb.tag == "VB" and verb.dep == "xcomp" and verb.head == draft.trigger


def _when_clause(tree: Tree, draft: Draft, at: WhenAt) -> WhenAt | None:
    """The time of what a clause behind it tells: May, in "the first attack since May, when rebels shot a guard", and in
    "the pact of May under which Peru gave up the port".
    """
    top = clause_top(tree, draft.trigger)
    mine = tree.tokens[top]
    of = mine.dep == "relcl" and mine.head == _governor(tree, outer(tree, at.start, at.end)) and at.end <= top
    if not of and not (mine.dep == "relcl" and at.start <= mine.head < at.end) and not _follows(tree, top, at.end):
        return None
    return replace(at, when=_opening(at.when)) if at.when.rule == "since" else at


def _since_then(tree: Tree, draft: Draft, at: WhenAt, day: date | None) -> WhenAt | None:
    """All the time from that of a clause or happening on since which an act goes on: "has tested 80 missiles since Kim
    came to power in 2011", "have been killed since the vote of 27 December".
    """
    head = outer(tree, at.start, at.end)
    opened = since_clause(tree, head)
    noun = opened if opened is not None else _since_noun(tree, head)
    goes_on = any(tree.tokens[k].lemma == "have" for k in tree.children(draft.trigger, "aux"))
    if noun is None or day is None or not goes_on or draft.trigger not in tree.ancestors(noun) or at.when.start > day:
        return None
    return replace(at, when=replace(at.when, end=day, precision=_known_to(at.when, day), rule="since"))


def _known_to(when: When, day: date) -> str:
    """How finely the time from a day on is known: no finer than by what holds all its days."""
    if when.precision != "day":
        return when.precision
    length = day - when.start
    return "week" if length < timedelta(7) else "month" if length < timedelta(31) else "year"


def _since_noun(tree: Tree, head: int) -> int | None:
    """The happening of a date that "since" stands before: vote, in "since the vote of 27 December"."""
    above = (k for k in tree.ancestors(head) if tree.tokens[k].dep == "pobj")
    noun = next(above, None)
    return noun if noun is not None and tree.tokens[tree.tokens[noun].head].lemma.lower() == "since" else None


def _follows(tree: Tree, top: int, end: int) -> bool:
    """Whether a clause goes on right behind a date: "last met in May 2025, when they agreed to talk"."""
    behind = end + (end < len(tree.tokens) and tree.tokens[end].text == ",")
    return any(k == behind and tree.tokens[k].lemma == "when" for k in tree.children(top, "advmod"))


def _opening(when: When) -> When:
    """The day, month or year with which a stretch opens."""
    start = when.start
    if when.precision == "year":
        return replace(when, end=start.replace(month=12, day=31))
    if when.precision == "month":
        return replace(when, end=start.replace(day=monthrange(start.year, start.month)[1]))
    return replace(when, end=start, precision="day")


def _apart(tree: Tree, draft: Draft, clause: int) -> int:
    """How foreign the clause of a date is to the act: 0 its own or one that hangs on it, more for the verb above."""
    mine = clause_top(tree, draft.trigger)
    if clause in {draft.trigger, mine} or _shares(tree, draft.trigger, mine, clause):
        return 0
    if clause in tree.ancestors(draft.trigger) and tree.tokens[clause].lemma in PRESUMED:
        return 0  # "are believed to have raided a bank on Monday"
    if clause in tree.ancestors(draft.trigger):  # "said on Monday" dates words, and mostly deeds
        return NEAR if draft.type in STATED_TYPES or tree.tokens[clause].lemma in words("telling") else FOREIGN
    chain = [clause, *tree.ancestors(clause)]
    if mine in chain and _runs_on(tree, draft.trigger, chain[: chain.index(mine)]):
        return 0
    if draft.trigger not in chain:
        return NEAR if draft.type in STATED_TYPES else FOREIGN
    return _apart_below(tree, draft, chain[: chain.index(draft.trigger)])


def _runs_on(tree: Tree, noun: int, below: list[int]) -> bool:
    """Whether a noun is the subject of what goes on to the clause of a date: "the talks are to begin on Monday"."""
    return tree.tokens[noun].dep in {"nsubj", "nsubjpass"} and all(tree.tokens[k].dep == "xcomp" for k in below)


def _apart_below(tree: Tree, draft: Draft, below: list[int]) -> int:
    """The same of a clause under the act; `below` leads up from it."""
    trigger, clause, top = tree.tokens[draft.trigger], tree.tokens[below[0]], tree.tokens[below[-1]]
    if any(_is_other(tree, draft, k) for k in below):
        return FOREIGN
    if top.dep in {"nsubj", "nsubjpass"} and clause.dep == "acl" and top.lemma not in words("violence"):
        return FOREIGN  # "12 of the girls seized in May were freed", but "the bombing carried out in May killed 12"
    if draft.type in ASKS and clause.tag == "VB" and top.dep in {"xcomp", "ccomp"}:
        return FOREIGN  # "urged him to leave on Monday" dates what is asked
    # "The ship that it grounded in 1999" is not towed in 1999,
    if draft.type in HAPPENS and trigger.pos == "NOUN" and top.dep == "relcl":
        return 0  # but "the protests that shook the valley in 2016" are of 2016
    return FOREIGN if any(tree.tokens[k].dep == "relcl" for k in below) else 0


def _is_other(tree: Tree, draft: Draft, k: int) -> bool:
    """Whether a clause under an act tells of another time.

    Another's deed beside it ("froze the aid, and Lima paid in May"), what is told or judged in it ("condemned the
    breach of the truce reached in May", "accused him of robbing a lorry in May"), or a reason ("because ...").
    """
    t = tree.tokens[k]
    if t.dep == "conj":
        return bool(tree.children(k, "nsubj", "nsubjpass"))
    if t.dep == "pcomp":
        deed = draft.type != "COERCE" and tree.tokens[t.head].lemma in OF_DEED
        return deed and t.tag == "VBG"  # "held on suspicion of robbing a shop on Monday" was held then, too
    if t.dep == "advcl":
        return not _marks(tree, k).isdisjoint(OTHER_TIME) or _is_after(tree, k) or _is_before(tree, k)
    if t.dep == "ccomp":
        return draft.type in ASKS | {"ACCUSE"} or k < draft.trigger  # "Gunmen held nine on Monday; four were freed"
    return draft.type in STATED_TYPES and t.dep == "acl" and t.tag == "VBN"


def _shares(tree: Tree, trigger: int, mine: int, clause: int) -> bool:
    """Whether a verb goes on with the clause of another: "on Monday police searched ten flats and held two men",
    "stormed the town on Monday, killing two", "jeered on Monday as police held two men".
    """
    while mine != clause and _goes_on(tree, mine, by_itself=mine == trigger):
        trigger = mine = tree.tokens[mine].head
    return mine == clause


def _goes_on(tree: Tree, i: int, *, by_itself: bool) -> bool:
    """Whether a verb tells of the time of the one above; `by_itself`: not "blockade", in "ending a blockade"."""
    own = tree.children(i, "nsubj", "nsubjpass")
    if tree.tokens[i].dep != "advcl" or not by_itself:
        return tree.tokens[i].dep == "conj" and not own
    if own:
        return not _marks(tree, i).isdisjoint(SAME_TIME) and not _is_before(tree, i)
    return tree.tokens[i].tag == "VBG"


def _marks(tree: Tree, k: int) -> set[str]:
    """The words that open a clause."""
    return {tree.tokens[m].lemma.lower() for m in tree.children(k, "mark", "advmod")}


def _is_after(tree: Tree, k: int) -> bool:
    """Whether a clause tells what went before the verb that it hangs on."""
    return tree.tokens[k].dep == "advcl" and "after" in _marks(tree, k)


def _is_before(tree: Tree, k: int) -> bool:
    """Whether a verb tells the past of the past: "as he had done in 2019"."""
    return any(tree.tokens[m].text.lower() == "had" for m in tree.children(k, "aux"))


def _around(tree: Tree, draft: Draft, times: list[WhenAt], day: date | None) -> WhenAt | None:
    """The time of the clause that an act without one goes before or follows: "on Monday Lima freed two men and Quito
    let three go", "shut its mission on Monday after a crowd stormed it", "a day after crowds made him resign"; else
    one long past above it: "posted a film in August saying that two were killed".
    """
    heads = {at: outer(tree, at.start, at.end) for at in reversed(times) if at.when.rule not in BESIDE}
    tops = {clause_top(tree, k): at for at, k in heads.items() if tree.tokens[k].dep not in NAMING | {"nummod"}}
    mine = k = clause_top(tree, draft.trigger)
    opened = {_opened(tree, at): at for at in times}
    inside = next((opened[a] for a in tree.ancestors(draft.trigger) if a in opened and a not in tops), None)
    if inside:
        return inside
    while k not in tops and _leads_up(tree, k):
        k = clause_top(tree, tree.tokens[k].head)
    if k != mine and k in tops:
        return tops[k]
    above = next((tops[a] for a in tree.ancestors(mine) if a in tops), None)
    return above if above and day and is_long_past(above, day) and not tree.present(mine) else None


def _leads_up(tree: Tree, k: int) -> bool:
    """Whether a clause is told with the time of the one above it."""
    t = tree.tokens[k]
    with_it = t.dep == "pcomp" and tree.tokens[t.head].lemma in GOES_WITH
    return with_it or _is_after(tree, k) or t.dep == "conj" or _goes_on(tree, k, by_itself=True)


def is_long_past(at: WhenAt, day: date) -> bool:
    """Whether a time lies before the last week, so that nothing told under it is the news of the day."""
    return day - at.when.end > LAST
