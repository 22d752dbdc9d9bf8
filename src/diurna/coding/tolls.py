"""Tolls: which act each count belongs to, and which of the counts that a story tells of one act stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from diurna.coding import counts, inside
from diurna.coding.alike import to_come
from diurna.coding.draft import in_sentences
from diurna.coding.lexicon import words
from diurna.coding.scene import Along, clause_top, distance, outer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from diurna.coding.draft import Draft, Span
    from diurna.coding.tree import Tree
    from diurna.records import Count, Reading, Sentence, Token, WhenAt

REACH = 3  # sentences: "Fourteen people were dead" soon after the attack is its toll
AHEAD = 2  # sentences: "An attack left nine dead. Two bombs ..."; the first sentence is too vague to be an act
SOON = 100  # tokens: how far behind the dead told before those stand who come to them
LONG_AGO = timedelta(14)  # a toll told with a day so far before the story is another act's
MORE = {"more", "additional", "other", "others", "another", "further"}
CLAIMS = {"claim", "boast"}
SIDES = ("side_state", "side_band", "side_civil")
OF = {  # the types whose lone tolls they are, the likeliest first
    "killed": ("ASSAULT", "PROTEST"),
    "injured": ("ASSAULT", "PROTEST"),
    "participants": ("PROTEST",),
    **dict.fromkeys(("missing", "abducted", "displaced", "explosions"), ("ASSAULT",)),
}


def give(tree: Tree, reading: Reading, drafts: Sequence[Draft], times: Iterable[WhenAt], day: date | None) -> None:
    """Give each count to the draft whose trigger is nearest in its sentence, a lone toll to the attack told before; one
    that opens the story to the attack told next.
    """
    by_sentence, told = in_sentences(drafts), Along(times)
    for number, sentence in enumerate(reading.sentences):
        here = by_sentence.get(number, [])
        for token, count, span in counts.find(tree, sentence):
            fitting, then = _fitting(here, count, token), list(told.between(sentence.start, sentence.end))
            if _of_old(tree, token, then, day):
                fitting = [d for d in fitting if _is_its_clause(tree, d, token)]
            elif not fitting and not _is_of_years(tree, token, then, day):
                near = _likeliest(tree, _near(by_sentence, number, count), span)
                fitting = [d for d in near if not _came_before(then, d)]
            if fitting:
                nearest = min(fitting, key=lambda d: distance(tree, d.trigger, token))
                taken = _as_taken(count, nearest)
                if _is_first(nearest, taken, span, sentence) and not _is_boast(tree, token, nearest, taken):
                    nearest.counts += ((taken, span),)
    _attended(drafts, tree)


def _is_its_clause(tree: Tree, d: Draft, token: int) -> bool:
    """Whether a count is told in the clause of an act or of it: "a raid in 2013 that left 11 dead"."""
    return clause_top(tree, d.trigger) == clause_top(tree, token) or d.trigger in tree.ancestors(token)


def _is_first(d: Draft, count: Count, span: Span, sentence: Sentence) -> bool:
    """Whether a sentence has not counted the same of an act before: its other number is of an act that was not seen."""
    return not any(c.what == count.what and sentence.start <= s.start < span.start for c, s in d.counts)


def _is_boast(tree: Tree, token: int, d: Draft, count: Count) -> bool:
    """Whether a toll is what a side claims of an act whose toll others told: "the rebels claimed that 60 had died"."""
    known = any(c.what == count.what for c, _ in d.counts)
    return known and any(tree.tokens[k].lemma in CLAIMS for k in tree.ancestors(token))


def _fitting(drafts: Sequence[Draft], count: Count, token: int) -> list[Draft]:
    """The acts that a count may be of; those who are hurt are hurt by force or in a crowd rather than by an arrest."""
    found = [d for d in drafts if d.type in counts.FITS[count.what]]
    if count.what == "abducted" and (held := [d for d in drafts if d.type == "COERCE" and d.trigger == token]):
        return held
    if count.what == "arrested" and not found:
        found = [d for d in drafts if d.type == "ASSAULT" and "abduct" in d.modes]
    if count.what not in {"killed", "injured"}:
        return found
    found = [d for d in found if d.type == "ASSAULT" or not to_come(d)] or found  # not of a strike to come
    return [d for d in found if d.type != "COERCE"] or found


def _as_taken(count: Count, d: Draft) -> Count:
    """Those whom rebels "detained" are abducted, those whom police "dragged off" arrested."""
    if count.what == "arrested" and d.type == "ASSAULT":
        return replace(count, what="abducted")
    return replace(count, what="arrested") if count.what == "abducted" and d.type == "COERCE" else count


def _near(by_sentence: dict[int, list[Draft]], number: int, count: Count) -> list[Draft]:
    """The acts told in the sentences before that a lone toll may count; the next, where no act was told before."""

    def acts(numbers: Iterable[int]) -> list[Draft]:
        told = [d for n in numbers for d in by_sentence.get(n, []) if not to_come(d)]
        return next((found for kind in OF.get(count.what, ()) if (found := [d for d in told if d.type == kind])), [])

    if not (before := acts(range(number - REACH, number))) and not acts(range(number)):
        return acts(range(number + 1, number + 1 + AHEAD))[:1] if MORE.isdisjoint(count.text.lower().split()) else []
    return before


def _came_before(then: Iterable[WhenAt], attack: Draft) -> bool:
    """Whether a lone toll is told of a day before the attack: "two men died in a brawl on Sunday"."""
    start = attack.when.when.start if attack.when and attack.when.when.precision == "day" else None
    return start is not None and any(at.when.precision == "day" and at.when.end < start for at in then)


def _likeliest(tree: Tree, before: Sequence[Draft], span: Span) -> list[Draft]:
    """The attack that a lone toll counts: that on what its people are found in ("worshippers"), else the last."""
    there = [d for d in before if inside.struck(tree, d.trigger, span)]
    return (there or list(before))[-1:]


def _of_old(tree: Tree, token: int, told: Iterable[WhenAt], day: date | None) -> bool:
    """Whether the clause of a count has a time long past: "in 2020 70 people died", "since 2020, when 70 died"."""
    above = set(tree.ancestors(token))
    clause = {clause_top(tree, token), *above}
    old = (at for at in told if _is_old(at, day) or (at.when.rule.startswith("since") and _began_long_ago(at, day)))
    if any(clause_top(tree, outer(tree, at.start, at.end)) in clause for at in old):
        return True
    return any((_began_long_ago(at, day) and not above.isdisjoint(range(at.start, at.end))) for at in told)


def _is_of_years(tree: Tree, token: int, told: Iterable[WhenAt], day: date | None) -> bool:
    """Whether a lone toll is of a long time, not of the last attack: "41 have died this year"."""
    above = {token, *tree.ancestors(token)}
    return any(_began_long_ago(at, day) and tree.tokens[outer(tree, at.start, at.end)].head in above for at in told)


def _began_long_ago(at: WhenAt, day: date | None) -> bool:
    return day is not None and at.when.start < day - LONG_AGO


def _is_old(at: WhenAt, day: date | None) -> bool:
    coarse = at.when.precision not in {"day", "week"}
    return day is not None and at.when.end < day - (timedelta(0) if coarse else LONG_AGO)


def _attended(drafts: Sequence[Draft], tree: Tree) -> None:
    """Count those who protest by the number that they are named with, unless they or their act were counted already."""
    taken = {k for d in drafts for _, span in d.counts for k in range(span.start, span.end)}
    for d in drafts:
        if d.type == "PROTEST" and all(c.what != "participants" for c, _ in d.counts):
            found = (counts.of(tree, r.span) for r in d.actors[:1])
            d.counts += tuple(f for f in found if f and taken.isdisjoint(range(f[1].start, f[1].end)))


def settled(reading: Reading, tellings: Sequence[Draft]) -> list[tuple[Count, Span]]:
    """One count for each thing counted: the greatest told, as tolls rise; what history, or who boasts of it, tells
    counts only where nobody else tells it.
    """
    lesser = [_is_lesser(reading, d) for d in tellings]
    firm = _greatest(reading, [d for d, less in zip(tellings, lesser, strict=True) if not less])
    rest = _greatest(reading, [d for d, less in zip(tellings, lesser, strict=True) if less])
    return list((rest | firm).values())


def _greatest(reading: Reading, tellings: Iterable[Draft]) -> dict[str, tuple[Count, Span]]:
    """The greatest of each count, with those who come to the ones told before: "killed a guard. Two others died"."""
    found: dict[str, tuple[Count, Span]] = {}
    before: dict[tuple[str, str], tuple[Count, Span]] = {}
    told = [(span.start, d.sentence.part, count, span) for d in tellings for count, span in d.counts]
    for _, part, count, span in sorted(told, key=itemgetter(0)):
        last = before.get((count.what, part))
        both = count if last is None or not _adds(reading, count, span, *last) else _sum(last[0], count)
        before[count.what, part] = both, span
        if count.what not in found or both.min > found[count.what][0].min:
            found[count.what] = both, span
    return found


def _sum(one: Count, more: Count) -> Count:
    most = None if one.max is None or more.max is None else one.max + more.max
    return replace(more, min=one.min + more.min, max=most)


def _adds(reading: Reading, count: Count, span: Span, last: Count, known: Span) -> bool:
    """Whether those counted are others than the ones last told of an act."""
    if not known.end <= span.start <= known.end + SOON or not count.min or not last.min:
        return False
    if count.what not in {"killed", "injured"}:
        return False
    if _is_of_other_side(reading, known, span):
        return True
    hurt = count.what == "killed" or _also(reading.tokens, span)  # "20 others" may be others than the dead
    return hurt and _comes_to(reading, span, last.min)


def _is_of_other_side(reading: Reading, known: Span, span: Span) -> bool:
    """Whether two counts are of different sides: "troops killed eight rebels. Two soldiers also died"."""
    sides = [{c for c in SIDES for t in reading.tokens[s.start : s.end] if t.lemma in words(c)} for s in (known, span)]
    return bool(sides[0]) and bool(sides[1]) and sides[0].isdisjoint(sides[1])


def _comes_to(reading: Reading, span: Span, known: int) -> bool:
    """Whether words say that those come to the ones known; "his wife also died" may be of nine dead already told."""
    tokens = reading.tokens
    opening = [t.text.lower() for t in tokens[span.start : span.start + 3]]
    if "than" in opening:  # "more than 20"
        return False
    if known == 1:
        return not MORE.isdisjoint(opening[1:]) or opening[0] == "another" or _also(tokens, span)
    another = opening[0] == "another" and tokens[span.start + 1].pos == "NUM"  # "another three"
    another = another or (not {"other", "others"}.isdisjoint(opening) and _also(tokens, span))
    return known > 1 and (another or not {"more", "additional"}.isdisjoint(opening[1:]))


def _also(tokens: Sequence[Token], span: Span) -> bool:
    """Whether the verb of those counted has "also": "two of his guards were also killed", "also killed two guards"."""
    noun = span.end - 1
    while tokens[noun].dep == "conj" and tokens[noun].head < noun:
        noun = tokens[noun].head
    verb = tokens[noun].head
    around = tokens[max(min(span.start, verb) - 2, 0) : max(verb, span.end) + 1]
    return any(t.text.lower() == "also" and t.head == verb for t in around)


def _is_lesser(reading: Reading, d: Draft) -> bool:
    """Whether a toll is of history, of many acts, or what a party claims: "the rebels claimed to have killed 40"."""
    return d.status == "alleged" or d.background or _is_sum(reading, d)


def _is_sum(reading: Reading, d: Draft) -> bool:
    """Whether a telling adds up many acts: "the strikes have killed at least 27 people" is not the toll of the last."""
    of_trigger = [t for t in reading.tokens[d.sentence.start : d.sentence.end] if t.head == d.trigger]
    perfect = any(t.dep == "aux" and t.text.lower() in {"have", "has"} for t in of_trigger)
    acts = words("attack") - words("missile")
    return perfect and any(t.dep == "nsubj" and t.tag == "NNS" and t.lemma in acts for t in of_trigger)
