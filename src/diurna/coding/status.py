"""Status: whether the act occurred, is planned, alleged, denied or hypothetical; auxiliaries and governors say."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.lexicon import words
from diurna.coding.mishap import by_mishap, goes_wrong
from diurna.coding.quantity import ORDINALS
from diurna.coding.triggers import OWN_HAPPENING

if TYPE_CHECKING:
    from collections.abc import Collection

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import Status

SURE = 0.92  # the chance from which the encoder's status overrules the cues; set on examples/
DUE = 0.7  # the same for a meeting told in the present tense with its day
SEEN = 0.3  # the chance of the act from which "occurred" does: the encoder says so of all that it hardly sees
YEAR = re.compile(r"(?:19|20)\d\d")
TOPICS = {"discuss", "debate", "review", "address", "examine", "investigate", "probe", "mark", "commemorate"}
CAME_TO = {"attend", "meet", "join", "hold"}
# "will close the port unless", "would be jailed if": said of what is to come on a condition, harm is a threat: 7 of 10
# such in the training texts, where the rest keep the type of the harm; of RETREAT only with "unless".
HARMFUL = {"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"}
TOLD_COURT = {"hear", "tell"}  # "the jury heard", "told the court"
RULED = {"ASSAULT", "COERCE", "SANCTION"}  # what laws provide for and statistics count
KNOWN = {"the", "this", "that", "these", "those"}
WHOEVER = {"anyone", "anybody"}
UNDER = {"ccomp", "xcomp", "prep", "pcomp", "dobj", "acl", "pobj"}  # how what is said hangs on the word that says it
NOTHING = {"no", "neither", "nothing", "none"}
ASKED = {"REQUEST", "AGREE"}  # not asked or offered, these are no event: 6 of 29 such in stories are labelled
FRIENDLY = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}


@cache
def cues(group: str) -> frozenset[str]:
    """The lemmas of the cue group (data/coding/cues.tsv)."""
    return frozenset(next(r["words"] for r in data.table("coding/cues.tsv") if r["group"] == group).split())


def decide(tree: Tree, draft: Draft) -> None:
    """Set the draft's status and the token that decided it: the trigger's own words first, then what governs it."""
    found = _nothing(tree, draft) or _own(tree, draft.trigger) or _governed(tree, draft) or _decided(tree, draft)
    if found and not _refuses(tree, draft, found[0]):
        draft.status, draft.status_by = found
    turned = _turned(tree, draft)
    if turned:
        draft.turned, draft.status, draft.status_by = turned, "occurred", None
    else:
        _overrule(tree, draft)
        if draft.type == "REJECT" and draft.status == "denied" and _refuses_by_no(tree, draft.trigger):
            draft.status, draft.status_by = "occurred", None
    if draft.frame.planned and draft.status == "occurred" and not _under_way(tree, draft.trigger):
        draft.status, draft.status_by = "planned", draft.trigger
    draft.background = is_history(tree, draft.trigger)


def _under_way(tree: Tree, i: int) -> bool:
    """Whether what was called for has come: "the strike called by the unions has closed the port"."""
    noun = tree.tokens[i].head
    verb = tree.tokens[noun].head
    if tree.tokens[i].dep != "acl" or tree.tokens[noun].dep != "nsubj" or tree.tokens[verb].pos != "VERB":
        return False
    perfect = any(tree.tokens[k].lemma == "have" for k in tree.children(verb, "aux"))
    return _verb(tree, verb) is None and (perfect or tree.tokens[verb].tag == "VBD")


def _nothing(tree: Tree, draft: Draft) -> tuple[Status, int] | None:
    """What a friendly act or an arrest comes to nothing by: "reached no deal", "signed nothing", "made no arrests"."""
    if draft.type not in FRIENDLY and "arrest" not in draft.frame.modes:
        return None
    i = draft.trigger
    if tree.tokens[i].pos == "VERB":
        what = tree.sufferer(i)
        return _none(tree, what) or (_none(tree, tree.subject(i)) if tree.children(i, "nsubj") else None)
    over = tree.tokens[tree.tokens[i].head].head
    planned = tree.tokens[i].dep == "pobj" and tree.tokens[over].lemma in words("intent")
    return _none(tree, over) if planned else None


def _none(tree: Tree, noun: int | None) -> tuple[Status, int] | None:
    """The word by which a noun is none: "no", "neither", "nothing"."""
    if noun is None:
        return None
    said = (k for k in (noun, *tree.children(noun, "det")) if tree.tokens[k].lemma in NOTHING)
    return next((("denied", k) for k in said), None)


def _decided(tree: Tree, draft: Draft) -> tuple[Status, int] | None:
    """Whether a retreat is decided and not yet done: "the decision of the rebels to withdraw"."""
    above = tree.tokens[draft.trigger].head
    decided = tree.tokens[draft.trigger].dep == "acl" and tree.tokens[above].lemma == "decision"
    return ("planned", above) if decided and draft.type == "RETREAT" else None


def _refuses(tree: Tree, draft: Draft, status: Status) -> bool:
    """Whether what denies makes the refusal: "will not sell arms" is one, "has not rejected the offer" is none.

    So it makes what a frame asks a "not" for: "will not hesitate to strike" threatens.
    """
    if status == "denied" and any(c.wanted and c.words & cues("negation") for c in draft.frame.when):
        return True
    return status == "denied" and draft.type == "REJECT" and tree.tokens[draft.trigger].lemma not in words("refusal")


def unreal(tree: Tree, draft: Draft) -> bool:
    """Whether the words tell of no act: one waited for, what a law provides, what anyone may do, what recurs, what is
    feared, what happens by mishap.
    """
    i = draft.trigger
    if awaited(tree, i) or _is_open(tree, i) or _by_whoever(tree, i) or _is_hoped(tree, i):
        return True
    asked = draft.type in ASKED and not draft.frame.joint and tree.tokens[i].pos == "VERB"
    if asked and _is_left_out(tree, i):
        return True
    if draft.type == "ACCUSE" and _only_names(tree, i):
        return True
    if draft.type in RULED and (_by_law(tree, i) or _recurs(tree, i)):
        return True
    if draft.type != "ASSAULT":
        return False
    harm = tree.tokens[i].lemma in words("harm") | words("perish") | words("collision") | {"dead"}
    return (
        _is_told_of(tree, i)
        or _is_feared(tree, i)
        or _is_topic(tree, i)
        or (harm and (by_mishap(tree, i) or goes_wrong(tree, i)))
    )


def _is_feared(tree: Tree, i: int) -> bool:
    """Whether an attack is but what people fear or guard against: "for fear of raids", "protect them from attacks"."""
    link = tree.tokens[i].head
    above = tree.tokens[tree.tokens[link].head].lemma
    if tree.tokens[i].dep != "pobj" or any(tree.tokens[k].lemma in KNOWN for k in tree.children(i, "det")):
        return False
    feared = tree.tokens[link].lemma == "of" and above in words("dreaded")
    return feared or (tree.tokens[link].lemma in {"from", "against", "for", "to"} and above in words("guarding"))


def _is_topic(tree: Tree, i: int) -> bool:
    """Whether an attack is but what words are about: "a tweet about shooting looters"."""
    about = tree.tokens[i].head
    return tree.tokens[i].dep == "pcomp" and tree.tokens[about].lemma == "about"


def _is_open(tree: Tree, i: int) -> bool:
    """Whether nobody says if it is so: "did not say whether anyone was held", "it was unclear if", "would not say"."""
    for below, above in itertools.pairwise([i, *tree.ancestors(i)]):
        marks = {tree.tokens[m].lemma for m in tree.children(below, "mark")}
        if marks & {"whether", "if"}:
            verb = tree.tokens[above]
            silent = verb.lemma in words("telling") | words("knowing") and negated(tree, above)
            declined = verb.dep == "xcomp" and tree.tokens[verb.head].lemma == "decline"
            seen = {tree.tokens[k].lemma for k in (above, *tree.children(above, "acomp"))}
            return silent or declined or "unclear" in seen or ("clear" in seen and negated(tree, above))
    return False


def _is_hoped(tree: Tree, i: int) -> bool:
    """Whether it is but what somebody hopes for: "hoped that Chad would agree": none of 27 such is labelled."""
    while tree.tokens[i].dep in {"xcomp", "conj"}:
        i = tree.tokens[i].head
    above = tree.tokens[tree.tokens[i].head]
    return tree.tokens[i].dep == "ccomp" and above.pos == "VERB" and above.lemma == "hope"


def _is_left_out(tree: Tree, i: int) -> bool:
    """Whether the verb's own "not" or "no" says that nobody asked or offered: "was not asked", "made no promise"."""
    return negated(tree, i) or _none(tree, tree.sufferer(i)) is not None


def _is_told_of(tree: Tree, i: int) -> bool:
    """Whether one of whom was told is but counted: "Rey was shot dead. He is the seventh editor murdered this year"."""
    noun = tree.tokens[i].head
    subject = tree.subject(tree.tokens[noun].head)
    counted = tree.tokens[i].dep in {"acl", "relcl"} and _is_one_more(tree, noun)
    return counted and subject is not None and tree.tokens[subject].text.lower() in {"he", "she"}


def _only_names(tree: Tree, i: int) -> bool:
    """Whether a clause gives but a name to what happened: "six died in what the mayor called a massacre"."""
    named = any(tree.tokens[k].lemma == "what" for k in tree.children(i, "dobj", "nsubj", "nsubjpass"))
    return named and tree.tokens[i].lemma in words("naming") and tree.tokens[i].dep != "ROOT"


def _by_whoever(tree: Tree, i: int) -> bool:
    """Whether it is nobody's act: "anyone who attacked a bus would be tried"; "anyone who saw the attack" saw one."""
    whose = tree.tokens[tree.tokens[i].head]
    return tree.tokens[i].dep == "relcl" and whose.lemma.lower() in WHOEVER


def _by_law(tree: Tree, i: int) -> bool:
    """Whether a law only provides for it: "a bill under which drivers may be jailed for a year"."""
    if not any(tree.tokens[k].lemma in {"may", "can"} for k in tree.children(i, "aux")):
        return False
    laws = [tree.tokens[i].head] if tree.tokens[i].dep == "relcl" else tree.prepositional(i, "under")
    return any(tree.tokens[k].lemma in words("law") for k in laws)


def _recurs(tree: Tree, i: int) -> bool:
    """Whether it is told of every year: "thousands are killed on the roads every year"."""
    years = [n for n in tree.children(i, "npadvmod") if tree.tokens[n].lemma == "year"]
    told = [tree.tokens[k].lemma for n in years for k in tree.children(n, "det")]
    simple = not any(tree.tokens[k].lemma in {"have", "be"} for k in tree.children(i, "aux"))
    return simple and _in_the_present(tree, i) and not {"every", "each"}.isdisjoint(told)


def awaited(tree: Tree, i: int) -> bool:
    """Whether the trigger is what somebody waits for: "unless Chad frees them", "until the minister resigns".

    So is what something is done for: "lost his immunity so that he can be tried".
    """
    for k in (i, *tree.ancestors(i)):
        marks = {tree.tokens[m].lemma for m in tree.children(k, "mark", "advmod")}
        aim = {"so", "that"} <= marks and _aided(tree, k, cues("hypothetical_aux"))
        if aim or "unless" in marks or (marks & {"until", "once"} and _in_the_present(tree, k)):
            return True
        if tree.tokens[k].dep == "relcl":
            return False
    return False


def _in_the_present(tree: Tree, v: int) -> bool:
    """Whether a verb or its auxiliary stands in the present: "is freed", "has left"."""
    first = min((v, *tree.children(v, "aux", "auxpass")))
    return tree.tokens[first].tag in {"VBZ", "VBP"}


def _refuses_by_no(tree: Tree, i: int) -> bool:
    """Whether it is the "not" that makes a refusal of the trigger: "will not quit", not "did not reject"."""
    return tree.tokens[i].lemma not in words("refuse") and _will_not(tree, i)


def _turned(tree: Tree, draft: Draft) -> str:
    """The type of a friendly act refused ("will not withdraw") or of harm on a condition ("unless"), if either."""
    if draft.type in FRIENDLY and _means_not_to(tree, draft.trigger):
        return "REJECT"
    if draft.type == "RETREAT" and _put_off(tree, draft.trigger):
        return "REJECT"
    if draft.status == "denied" and draft.type in FRIENDLY and _will_not(tree, draft.trigger):
        return "REJECT"
    if draft.type in RULED and _suffered_by_any(tree, draft.trigger) and _aided(tree, draft.trigger, _to_come()):
        return "THREATEN"
    marks = {tree.tokens[m].lemma for a in tree.children(draft.trigger, "advcl") for m in _condition(tree, a)}
    threats = marks & ({"if", "unless"} if draft.type in HARMFUL else {"unless"} if draft.type == "RETREAT" else set())
    said = _to_come() | ({"may", "might", "could"} if _says_of_itself(tree, draft.trigger) else set())
    return "THREATEN" if threats and _aided(tree, draft.trigger, said) else ""


def _put_off(tree: Tree, i: int) -> bool:
    """Whether what was to come is held back: "halted the release of hostages", "the handover was postponed"."""
    t = tree.tokens[i]
    return t.pos == "NOUN" and t.dep in {"dobj", "nsubjpass"} and tree.tokens[t.head].lemma in words("put_off")


def _says_of_itself(tree: Tree, i: int) -> bool:
    """Whether who says it speaks of himself: "Algiers said it might cut the gas unless", not "Italy said Algiers"."""
    who = tree.subject(i)
    said = tree.tokens[i].dep == "ccomp" and tree.tokens[tree.tokens[i].head].lemma in words("telling") | {
        "warn",
        "hint",
    }
    return said and who is not None and tree.tokens[who].lemma.lower() in {"it", "he", "she", "they", "we", "I"}


def _overrule(tree: Tree, draft: Draft) -> None:
    """Let the encoder have the last word where it is sure: it knows more ways to say so than the cues do.

    What somebody plotted did not come: "convicted of planning to attack the embassy".
    """
    by = draft.status_by if tree.tokens[draft.trigger].tag == "VB" else None  # not of "the attack that they planned"
    if draft.type == "ASSAULT" and by is not None and tree.tokens[by].lemma in words("plotting"):
        return
    told = draft.act.status if draft.act else ()
    due = _is_due(tree, draft)
    sure = next((s for s, chance in told if chance >= (DUE if due and s == "planned" else SURE)), draft.status)
    hardly = sure == "occurred" and draft.act is not None and draft.act.probability < SEEN
    if hardly or sure == draft.status or (sure == "planned" and _before_the_eye(tree, draft)):
        return
    draft.status = sure
    draft.status_by = None if draft.status == "occurred" else draft.trigger


def _before_the_eye(tree: Tree, draft: Draft) -> bool:
    """Whether the present tells what is seen, as under a picture, and no plan: that has its day ("meets on Friday")."""
    return _is_present(tree, draft.trigger) and not _days(tree, draft)


def _is_due(tree: Tree, draft: Draft) -> bool:
    """Whether the present tells what is to come on its day: "ministers meet in Abuja on Friday"."""
    return draft.type == "CONSULT" and _is_present(tree, draft.trigger) and bool(_days(tree, draft))


def _is_present(tree: Tree, i: int) -> bool:
    return tree.tokens[i].tag in {"VBZ", "VBP"} and not tree.children(i, "aux")


def _days(tree: Tree, draft: Draft) -> list[int]:
    """The last words of the sentence's times, years and what comes again ("each year", "every Friday") left out."""
    here = range(draft.sentence.start, draft.sentence.end)
    days = [k for k in here if tree.labels.get(k) in {"DATE", "TIME"} and not YEAR.fullmatch(tree.tokens[k].text)]
    return [k for k in days if not any(t.lemma in {"each", "every"} for t in tree.tokens[max(k - 2, 0) : k])]


def negated(tree: Tree, v: int) -> bool:
    """Whether the clause of `v` says no: "did not claim", "no group claimed"."""
    subject = tree.subject(v)
    beside = [*tree.children(v, "neg", "advmod"), *(() if subject is None else tree.children(subject, "det", "neg"))]
    return any(tree.tokens[k].lemma in cues("negation") for k in beside)


def _suffered_by_any(tree: Tree, i: int) -> bool:
    """Whether it would befall whoever does something: "anyone who marches will be arrested", "any ship that nears"."""
    whom = tree.sufferer(i)
    whom = next(iter(tree.prepositional(i, "on", "at")), None) if whom is None else whom
    if whom is None or not tree.children(whom, "relcl", "acl"):
        return False
    any_one = any(tree.tokens[k].lemma == "any" for k in tree.children(whom, "det"))
    return any_one or tree.tokens[whom].lemma.lower() in WHOEVER | {"those"}


def _will_not(tree: Tree, i: int) -> bool:
    """Whether the trigger is a refusal to come: "will not", "would never", "cannot", "is not going to"."""
    going = tree.tokens[i].dep == "xcomp" and tree.tokens[tree.tokens[i].head].text == "going"
    return going or _aided(tree, i, _to_come() | {"can"})


def _means_not_to(tree: Tree, i: int) -> bool:
    """Whether it is not meant to come: "has no plans to sell", "has no intention of selling", "does not plan to"."""
    above = tree.tokens[i].head
    if tree.tokens[i].dep == "pcomp":
        above = tree.tokens[above].head
    if tree.tokens[i].dep not in {"acl", "pcomp", "xcomp"}:
        return False
    lemma = tree.tokens[above].lemma
    meant = lemma in words("intent") and _none(tree, above) is not None
    return meant or (lemma in {"plan", "intend"} and tree.tokens[above].pos == "VERB" and negated(tree, above))


def _to_come() -> frozenset[str]:
    return cues("future_aux") | cues("conditional_aux")


def _aided(tree: Tree, i: int, auxiliaries: Collection[str]) -> bool:
    return any(tree.tokens[k].lemma in auxiliaries for k in tree.children(i, "aux"))


def _own(tree: Tree, i: int) -> tuple[Status, int] | None:
    """What the trigger's own auxiliaries, adverbs and adjectives say; of a noun, what it stands behind or under."""
    if tree.tokens[i].pos in {"VERB", "AUX"}:
        return _inverted(tree, i) or _verb(tree, i)
    return _described(tree, i) or _behind(tree, i) or _carried(tree, i)


def _described(tree: Tree, i: int) -> tuple[Status, int] | None:
    """What the words on a noun say: "planned talks", "no talks"."""
    for k in tree.children(i, "amod", "det", "compound", "nmod"):
        lemma, form = tree.tokens[k].lemma, tree.tokens[k].text.lower()  # "planned" may be read as of "plan"
        if lemma in cues("negation"):
            return "denied", k
        for group, status in _ADJECTIVES:
            if lemma in cues(group) or form in cues(group):
                return status, k
    return None


def _behind(tree: Tree, i: int) -> tuple[Status, int] | None:
    """What the preposition before a noun says: "was freed without a trial", "ahead of talks"."""
    if tree.tokens[i].dep != "pobj":
        return None
    head = tree.tokens[i].head
    if tree.tokens[head].lemma == "without":
        return "denied", head
    ahead = (k for k in (head, tree.tokens[head].head) if tree.tokens[k].lemma in cues("planned_prep"))
    return next((("planned", k) for k in ahead), None)


def _carried(tree: Tree, i: int) -> tuple[Status, int] | None:
    """What the verb that carries a noun says of it: "will hold talks", "a meeting was possible"."""
    verb = tree.tokens[i].head
    done = tree.tokens[i].dep not in {"dobj", "nsubjpass", "nsubj"} or _is_given(tree, i)
    if done or tree.tokens[verb].pos not in {"VERB", "AUX"}:
        return None
    said = [k for k in tree.children(verb, "acomp") if tree.tokens[k].lemma in cues("hypothetical_adj")]
    if said and tree.tokens[verb].lemma == "be":
        return "hypothetical", said[0]
    found = _verb(tree, verb)
    return found if found and found[0] in {"planned", "hypothetical"} else _by_lemma(tree, verb)


_ADJECTIVES: tuple[tuple[str, Status], ...] = (
    ("planned_adj", "planned"),
    ("hypothetical_adj", "hypothetical"),
    ("alleged_adj", "alleged"),
)


def _is_given(tree: Tree, i: int) -> bool:
    """Whether a verb to come is about a deed that is done: "will condemn raids", "to discuss the raid"."""
    verb = tree.tokens[tree.tokens[i].head].lemma
    known = any(tree.tokens[k].lemma.lower() in {"the", "this", "these"} for k in tree.children(i, "det"))
    answers = words("judging") - {"welcome", "call"} | words("revenge") | {"counter"}
    return tree.tokens[i].dep == "dobj" and (verb in answers or (known and verb in TOPICS))


def _by_lemma(tree: Tree, v: int) -> tuple[Status, int] | None:
    """What a verb says about the act that is its object: "planned a strike", "denied any attack"."""
    lemma = tree.tokens[v].lemma
    if lemma in cues("planned_verb") - {"set", "arrange", "due"}:
        return "planned", v
    if lemma in cues("hypothetical_verb") and not tree.children(v, "oprd"):  # "called the raid a crime"
        return "hypothetical", v
    if lemma in cues("denied_verb") or lemma in cues("averting_verb"):
        return "denied", v
    return None


def _inverted(tree: Tree, v: int) -> tuple[Status, int] | None:
    """The word by whose place a clause is a condition: "had Japan shot it down", "should war break out"."""
    subject = tree.subject(v)
    if subject is None or tree.tokens[v].dep not in {"advcl", "ccomp"}:
        return None  # "Should he resign?"
    before = (k for k in tree.children(v, "aux", "auxpass") if k < subject)
    return next((("hypothetical", k) for k in before if tree.tokens[k].text.lower() in {"had", "should", "were"}), None)


def _verb(tree: Tree, v: int) -> tuple[Status, int] | None:
    for k in tree.children(v, "neg", "advmod", "preconj"):  # before the auxiliaries: "will not" is no plan
        if tree.tokens[k].lemma in cues("negation"):
            return "denied", k
    for k in tree.children(v, "aux", "advmod", "mark", "auxpass"):
        lemma = tree.tokens[k].lemma
        if lemma in cues("alleged_adv"):
            return "alleged", k
        if lemma in cues("hypothetical_mark") and tree.tokens[k].dep == "mark" and _conditional(tree, v):
            return "hypothetical", k
        if tree.tokens[k].tag == "MD" or lemma in cues("future_aux"):
            return _modal(tree, v, k)
    t = tree.tokens[v]
    if t.dep == "conj" and not tree.children(v, "nsubj", "nsubjpass", "aux") and t.tag in {"VB", "VBN", "VBG"}:
        head = t.head
        return _verb(tree, head) if tree.tokens[head].pos in {"VERB", "AUX"} else None
    if t.dep == "pcomp" and tree.tokens[t.head].lemma in {"by", "without", "before"}:
        return _by_or_without(tree, t.head)
    if any(tree.tokens[k].tag == "TO" for k in tree.children(v, "aux")):
        return _infinitive(tree, v)
    return None


def _by_or_without(tree: Tree, i: int) -> tuple[Status, int] | None:
    """What "without" and "by" before a verb say: "left without meeting him", "will respond by expelling them".

    So does "before" of what is to come: "must ask the senate before attacking".
    """
    if tree.tokens[i].lemma == "without":
        return "denied", i
    head = tree.tokens[i].head
    above = _verb(tree, head) if tree.tokens[head].pos == "VERB" else None
    return above if above and above[0] != "denied" else None


def _modal(tree: Tree, v: int, k: int) -> tuple[Status, int]:
    lemma = tree.tokens[k].lemma
    if lemma in cues("future_aux"):
        return "planned", k
    if lemma in cues("conditional_aux"):
        conditional = any(_conditional(tree, a) for a in tree.children(v, "advcl"))
        return ("hypothetical" if conditional else "planned"), k
    return "hypothetical", k


def _conditional(tree: Tree, v: int) -> bool:
    """Whether the clause of `v` opens with "if", "unless", "whether"."""
    return bool(_condition(tree, v))


def _condition(tree: Tree, v: int) -> list[int]:
    """The word that makes the clause of `v` a condition; "even if" grants the fact."""
    marks = [m for m in tree.children(v, "mark") if tree.tokens[m].lemma in cues("hypothetical_mark")]
    return [m for m in marks[:1] if not (m and tree.tokens[m - 1].lemma == "even")]


def _infinitive(tree: Tree, v: int) -> tuple[Status, int] | None:
    """ "to meet": planned in a headline or after "plans", "is set"; what the governing verb says otherwise."""
    t = tree.tokens[v]
    head = t.head
    lemma = tree.tokens[head].lemma
    if t.dep == "ROOT" or _is_headline_name(tree, head):
        return "planned", v
    if lemma in {"have", "need"} and t.dep == "xcomp":
        return _needed(tree, v, head)
    if lemma in cues("hypothetical_verb") | cues("hypothetical_adj"):
        return "hypothetical", head
    if _has_come(tree, v, head) or (t.dep in {"acl", "relcl"} and _is_one_more(tree, head)):
        return None
    if lemma in cues("planned_verb") or lemma in {"be", "go"}:
        return ("denied" if negated(tree, head) else "planned"), head
    if lemma in {"fail", "refuse", "decline", "unable"} or (lemma == "able" and negated(tree, tree.tokens[head].head)):
        return "denied", head
    return _aimed_at(tree, v, head)


def _aimed_at(tree: Tree, v: int, head: int) -> tuple[Status, int] | None:
    """What is done for something, tried or decided: "sent troops to free them", "may try to arrest him"."""
    dep = tree.tokens[v].dep
    above = _verb(tree, head) if dep in {"xcomp", "advcl"} and tree.tokens[head].pos == "VERB" else None
    tried = tree.tokens[head].lemma in {"try", "attempt", "manage"}
    if above and (tried or above[0] == "hypothetical"):  # "could use drones to attack Gao", "did not try to arrest him"
        return above
    if dep == "advcl":
        return "planned", v
    # a "decision to ban" bans, a "plan to ban" does not yet
    settled = tree.tokens[head].lemma in cues("settled_noun")
    return ("planned", head) if dep in {"acl", "relcl"} and not settled else None


def _is_one_more(tree: Tree, noun: int) -> bool:
    """Whether a noun is told as one of those who were: "is the third mayor to be killed", not "will be the third"."""
    of = tree.tokens[noun].head
    if tree.tokens[noun].dep == "pobj" and tree.tokens[of].lemma == "of":  # "the first of 20 pupils to be freed"
        noun = tree.tokens[of].head
    ordinals = {"first", "last", "latest", *ORDINALS}
    texts = [tree.tokens[k].text.lower() for k in (noun, *tree.children(noun))]
    counted = any(t in ordinals or t.rstrip("stndrh").isdigit() != t.isdigit() for t in texts)  # "the 34th mayor"
    verb, dep = tree.tokens[noun].head, tree.tokens[noun].dep
    said = dep == "attr" and tree.tokens[verb].text.lower() in {"is", "was", "are", "were", "'s"}
    return counted and ((said and not tree.children(verb, "aux")) or dep == "appos")


def _needed(tree: Tree, v: int, head: int) -> tuple[Status, int] | None:
    """What "have to" says: "has yet to ratify" is not so, "would have to cut" as the verb above it."""
    yet = next((k for w in (head, v) for k in tree.children(w, "advmod") if tree.tokens[k].lemma == "yet"), None)
    return _verb(tree, head) if yet is None else ("denied", yet)


def _has_come(tree: Tree, v: int, head: int) -> bool:
    """Whether who came or called for it has done it: "were in Tianjin to attend", "telephoned to thank".

    So has what came of it: "gave up his arms, only to be toppled".
    """
    t, above = tree.tokens[v], tree.tokens[head]
    if any(tree.tokens[k].lemma == "only" for k in tree.children(v, "advmod")):
        return True
    if above.lemma == "be":
        return t.lemma in CAME_TO and bool(tree.children(head, "prep"))
    return t.dep == "advcl" and above.tag in {"VBD", "VBN"} and t.lemma in CAME_TO | words("courtesy")


def _is_headline_name(tree: Tree, i: int) -> bool:
    """Whether the parse takes the name that opens a headline for a verb: "Trump to impose tariffs"."""
    t = tree.tokens[i]
    return t.dep == "ROOT" and t.tag == "VB" and i == tree.sentence_start(i) and t.text != t.lemma


def _governed(tree: Tree, draft: Draft) -> tuple[Status, int] | None:
    """What the words above the trigger say: accused of it, denied it, urged it, if it."""
    below = draft.trigger
    for above in tree.ancestors(draft.trigger):
        b = tree.tokens[below]
        if draft.type == "ASSAULT" and _is_known(tree, draft.trigger, above):
            return None
        if draft.type == "ASSAULT" and in_court(tree, below):
            return "alleged", above
        if b.dep in UNDER and (said := _says(tree, above, below)):
            return said, above
        able = tree.tokens[above].lemma in cues("hypothetical_adj") and b.dep == "prep"  # "capable of hitting Kuwait"
        if able or (b.dep == "advcl" and _conditional(tree, below)):
            return "hypothetical", below
        if b.dep in {"advcl", "relcl"} or (b.dep == "prep" and b.lemma in OWN_HAPPENING):
            return None
        below = above
    return None


def _says(tree: Tree, above: int, below: int) -> Status | None:
    """What a verb or noun says of what hangs on it: "accused of", "denied that", "urged them to"."""
    t, b = tree.tokens[above], tree.tokens[below]
    if t.pos not in {"VERB", "AUX", "NOUN"}:
        return None
    if t.lemma in cues("alleged_verb") or t.lemma in {"accusation", "allegation", "charge", "suspicion"}:
        return "alleged"
    if t.lemma in cues("denied_verb") or (t.lemma in words("evidence") and _none(tree, above)):
        return "denied"
    urged = t.lemma in cues("hypothetical_verb") and b.dep in {"ccomp", "xcomp"} and b.tag in {"VB", "VBG"}
    return "hypothetical" if urged else None


def in_court(tree: Tree, k: int) -> bool:
    """Whether a clause is what a court is told: "stabbed her, the Old Bailey heard", "told jurors that he did"."""
    above = tree.tokens[k].head
    verb = tree.tokens[above].lemma
    if tree.tokens[k].dep != "ccomp" or verb not in TOLD_COURT:
        return False
    hearer = tree.subject(above) if verb == "hear" or tree.passive(above) else tree.object(above)
    return hearer is not None and tree.tokens[hearer].lemma.lower() in words("court") | {"juror", "inquest", "bailey"}


def _is_known(tree: Tree, i: int, above: int) -> bool:
    """Whether an attack happened that is claimed or blamed on somebody: "claimed the raid", "blamed them for it"."""
    return tree.tokens[i].pos == "NOUN" and tree.tokens[above].lemma in {"claim", "blame"}


def is_history(tree: Tree, i: int) -> bool:
    """Whether a verb tells the past of the past: "had left", but not "said that it had left", which is the news."""
    t = tree.tokens[i]
    while t.dep == "conj" and tree.tokens[t.head].tag == t.tag:
        i, t = t.head, tree.tokens[t.head]
    past = any(tree.tokens[k].text.lower() in {"had", "'d"} for k in tree.children(i, "aux"))
    told = t.dep == "ccomp" and tree.tokens[t.head].lemma in words("telling")
    return past and t.tag == "VBN" and not told
