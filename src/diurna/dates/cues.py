"""Which way a date lies: the tense of the clause that it stands in, from the words and the parse around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diurna.dates.values import Tense
    from diurna.records import Sentence, Token

_SETS = (
    *("modals", "governors", "ahead", "bench", "behind", "unplanned", "deferring", "deferred", "timetable"),
    *("name_labels", "person_labels", "ability", "perceived", "term", "term_inside"),
)
_STEPS = 12  # heads to climb from a date; no clause hangs deeper, and a parse may hold a loop


@cache
def _cues() -> Mapping[str, Any]:
    known: dict[str, Any] = dict(data.tree("dates/cues.yaml"))
    for key in _SETS:
        known[key] = frozenset(known[key])
    known["pairs"] = frozenset(tuple(pair) for pair in known["pairs"])
    return known


def labels() -> tuple[frozenset[str], frozenset[str]]:
    """The labels of names that hold no date, and of those that hold no month."""
    return _cues()["name_labels"], _cues()["person_labels"]


@cache
def _happenings() -> Mapping[str, int]:
    """Lemma -> number of its row: the words of one row tell of one happening."""
    return {lemma: number for number, row in enumerate(_cues()["happenings"]) for lemma in row}


def happenings(tokens: Sequence[Token]) -> list[int]:
    """The happenings that nouns and verbs among `tokens` tell of."""
    known = _happenings()
    return [known[t.lemma] for t in tokens if t.lemma in known and t.pos in {"NOUN", "VERB"}]


def _verb(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"}


def _helpers(tokens: Sequence[Token], verb: int, first: int) -> list[Token]:
    """The auxiliaries and "to" that stand before a verb."""
    found = []
    for at in range(verb - 1, max(first, verb - 8) - 1, -1):
        token = tokens[at]
        if token.pos in {"AUX", "PART"} or token.tag in {"MD", "TO"}:
            found.append(token)
        elif token.head != verb and token.pos != "ADV":
            break
    return found


def _modal(helpers: Sequence[Token], verb: str) -> Tense:
    """Future for "will meet", past for "would have met", None without a modal."""
    known, words = _cues(), [h.text.lower() for h in helpers]
    if not known["ability"].isdisjoint(words):
        return "past" if verb in known["perceived"] or any(h.dep == "neg" for h in helpers) else "future"
    modal = [
        h.lemma.lower() for h in helpers if h.lemma.lower() in known["modals"] or h.text.lower() in known["modals"]
    ]
    if not modal:
        return None
    return "past" if any(h.lemma == "have" for h in helpers) and modal[0] not in {"will", "shall"} else "future"


def _infinitive(tokens: Sequence[Token], verb: int, first: int, title: bool) -> Tense:
    """Future for a verb after "to" that hangs on "due", "expected", "invited", "is", or that makes the headline."""
    head = tokens[verb].head
    if head == verb:
        return "future" if title else None
    governor = tokens[head] if first <= head < len(tokens) else tokens[verb]
    if tokens[verb].lemma in _cues()["timetable"] and verb - first > 1 and tokens[verb - 2].text == ",":
        return "future"  # "announced a curfew, to begin on Friday"
    if governor.lemma.lower() in _cues()["governors"] or (
        governor.lemma == "be" and governor.tag in {"VBZ", "VBP", "VBD"}
    ):
        return "future"
    return None


def _tense(tokens: Sequence[Token], verb: int, sentence: Sentence, possessive: bool) -> Tense:
    """What one verb says: future, past, or None where another has to."""
    token, helpers = tokens[verb], _helpers(tokens, verb, sentence.start)
    modal = _modal(helpers, token.lemma)
    if modal:
        return modal
    if any(h.tag == "TO" for h in helpers):
        return _infinitive(tokens, verb, sentence.start, sentence.part == "title")
    if token.tag == "MD":
        return "future"
    if any(h.tag == "VBD" or h.lemma == "have" for h in helpers) or token.tag == "VBD":
        return "past"
    if token.tag == "VBN":
        return None if helpers else "past"
    running = (
        token.tag in {"VBZ", "VBP"} or (token.tag == "VB" and not helpers) or any(h.lemma == "be" for h in helpers)
    )
    fixed = running and sentence.part == "text" and not possessive
    return "future" if fixed and token.lemma in _cues()["timetable"] else None


def _paired(low: Sequence[str]) -> bool:
    """Whether these words begin with a pair such as "ahead of", and not "before the court"."""
    return tuple(low[:2]) in _cues()["pairs"] and (low[0] != "before" or _cues()["bench"].isdisjoint(low))


def _beside(tokens: Sequence[Token], start: int, sentence: Sentence, possessive: bool) -> Tense:
    """What the few words before a date say by themselves: "ahead of a verdict on", "after talks on", "a strike for"."""
    known, low = _cues(), [t.text.lower() for t in tokens[max(sentence.start, start - _cues()["window"]) : start]]
    first = start - len(low)
    if low and low[-1] == "for" and not possessive:
        return "future"
    if low and low[-1] in known["unplanned"]:
        return "past"
    for at in range(start - 1, first - 1, -1):
        token, word = tokens[at], low[at - first]
        if word in known["ahead"] or token.lemma.lower() in known["ahead"] or _paired(low[at - first :]):
            return "future"
        if word in known["behind"]:
            return "past"
        if _verb(token) or token.pos == "PUNCT":
            break
    return None


def _before(tokens: Sequence[Token], start: int, sentence: Sentence) -> bool:
    """Whether a date stands with what something is told to go before."""
    return any(t.text.lower() == "before" for t in tokens[max(sentence.start, start - _cues()["window"]) : start])


def _deferred(tokens: Sequence[Token], start: int, sentence: Sentence) -> bool:
    """ "adjourned until Monday"."""
    if start <= sentence.start or tokens[start - 1].text.lower() not in _cues()["deferred"]:
        return False
    return any(t.lemma.lower() in _cues()["deferring"] for t in tokens[max(sentence.start, start - 9) : start - 1])


def above(tokens: Sequence[Token], start: int, sentence: Sentence) -> Iterator[int]:
    """The tokens that a token hangs on, one above the other."""
    at = start
    for _ in range(_STEPS):
        above = tokens[at].head
        if above == at or not sentence.start <= above < sentence.end:
            return
        at = above
        yield at


def _climbed(tokens: Sequence[Token], start: int, sentence: Sentence, possessive: bool) -> Tense | bool:
    """The tense of the first verb above a date that tells one; False where the parse shows no verb at all.

    Without a finite verb an infinitive is a headline's future: "Envoy to visit the capital on Thursday".
    """
    verbs: list[int] = []
    for at in above(tokens, start, sentence):
        if not verbs and tokens[at].lemma in _cues()["unplanned"]:
            return "past"
        if _verb(tokens[at]):
            tense = _tense(tokens, at, sentence, possessive)
            if tense:
                return tense
            verbs.append(at)
    if not verbs:
        return False
    return "future" if all(_to(tokens, at, sentence) for at in verbs) else None


def _to(tokens: Sequence[Token], verb: int, sentence: Sentence) -> bool:
    return any(h.tag == "TO" for h in _helpers(tokens, verb, sentence.start))


def _along(tokens: Sequence[Token], start: int, end: int, sentence: Sentence) -> Tense:
    """Without a parse: the closest verb to the left, else to the right."""
    left = range(start - 1, max(sentence.start, start - 12) - 1, -1)
    for at in (*left, *range(end, min(sentence.end, end + 12))):
        if _verb(tokens[at]) and tokens[at].tag != "MD":
            return _tense(tokens, at, sentence, False)
    return None


def _term(tokens: Sequence[Token], start: int, sentence: Sentence) -> bool:
    """ "until Monday", "by Friday": a term set for a weekday."""
    word = tokens[start - 1].text.lower() if start > sentence.start else ""
    return word in _cues()["term"] or (word in _cues()["term_inside"] and start - sentence.start > 3)


def tense(tokens: Sequence[Token], start: int, end: int, sentence: Sentence, weekday: bool = False) -> Tense:
    """Whether the date at tokens `start` to `end` lies ahead or behind, as its clause says; None if it does not say."""
    possessive = end < sentence.end and tokens[end].tag == "POS"
    beside = _beside(tokens, start, sentence, possessive)
    numbered = not weekday and any(t.text[0].isdigit() for t in tokens[start:end] if t.text)
    if beside == "future" and numbered and _before(tokens, start, sentence):
        return None  # "before a truce on 28 July": the closest
    if beside:
        return beside
    if _deferred(tokens, start, sentence) or (weekday and _term(tokens, start, sentence)):
        return "future"
    head = next((n for n in range(start, end) if not start <= tokens[n].head < end), start)
    climbed = _climbed(tokens, head, sentence, possessive)
    return _along(tokens, start, end, sentence) if isinstance(climbed, bool) else climbed
