"""Scope: whether a story, and an event in it, has public meaning: sport, markets and private crime have none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.alike import tellings
from diurna.coding.counts import OF_THINGS
from diurna.coding.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree
    from diurna.records import Reading, Story

# A domain weighs against politics from 3 different words ("traders" three times is one), 1.2 % of the story and 0.6
# words to each of politics; set on examples/.
OTHER_WORDS, OTHER_SHARE, OTHER_TO_POLITICS = 3, 0.012, 0.6
OTHER_LEAST = 6  # words, beside one of politics: 28 of 1,652 political stories have from 3 to 5, of 46 others none
PUBLIC = frozenset("GOV LEG JUD MIL COP SPY PTY OPP REB PRM UAF ELI REF LAB JRN REL SOC AGR EDU".split())
ARMED = {"MIL", "COP", "REB", "PRM", "UAF", "SPY"}
MASSACRE = 5  # victims of one attack, or houses
MANY_HIT = {"killed", "abducted", "displaced", "houses"}
HOLDERS = ARMED | {"JUD", "GOV"}  # who may let captives go
UNARMED = {"CVL", "REF", "JRN", "MED"}
OF_STATE = {"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone", "crowd-control"}  # no private means
EITHER_SIDE = {"RETREAT", "SANCTION", "COERCE", "ACCUSE"}  # told in the passive as often as not
NEEDS_ACTOR = {"REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "COOPERATE", "AID"}
LEAD = 3  # sentences in which a story of a mishap says what it was
SPEAKS = {"REQUEST", "REJECT", "THREATEN", "ACCUSE"}

# The confidence from which an act stands that neither parties nor means make public, and the share of a story's acts
# that the others must be: of what this adds to stories that were never learned from six in ten are labelled.
SURE, COMPANY = 0.65, 0.34
UNSEEN = 0.3  # the confidence of a frame's act that the encoder does not see is below
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# English prose has 20 to 30 % of these; other languages in the same script under 5 %.
ENGLISH_SHARE, ENGLISH_WORDS = 0.1, 30  # shorter texts (headlines) drop such words and are taken for English
FOREIGN = "not in English"


@cache
def _domains() -> dict[str, str]:
    """Word form -> domain (data/coding/domains.tsv): each word with its regular endings."""
    rows = data.table("coding/domains.tsv")
    return {form: row["domain"] for row in rows for word in row["words"].split() for form in _forms(word)}


def _forms(word: str) -> tuple[str, ...]:
    stem = word.removesuffix("e")
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return word, plural, f"{word}es", f"{stem}ed", f"{stem}ing"


def aside(story: Story, *, political: bool = True) -> str:
    """As what a story is set aside, by its words alone: a domain that weighs against politics, FOREIGN, or empty.

    With `political` False any domain will do: a shooting outside a concert hall has more words of culture than order.
    """
    text = WORD.findall(f"{story.title}\n{story.text}".lower())
    english = words("english")
    if len(text) > ENGLISH_WORDS and sum(w in english for w in text) < ENGLISH_SHARE * len(text):
        return FOREIGN
    if not political:
        return ""
    domains = _domains()
    found = Counter(domains[w] for w in text if w in domains)
    politics = found.pop("politics", 0)
    other, number = max(found.items(), key=itemgetter(1), default=("", 0))
    different = len({w for w in text if domains.get(w) == other})
    asked = max(OTHER_SHARE * len(text), OTHER_TO_POLITICS * politics, OTHER_LEAST if politics else 0)
    weak = different < OTHER_WORDS or number < asked
    return "" if weak else other


def private(tree: Tree, reading: Reading) -> set[int]:
    """The numbers of the sentences that name a crime without public meaning."""
    crimes = words("private_crime")
    named = [i for i, token in enumerate(tree.tokens) if token.lemma in crimes]
    return {n for n, s in enumerate(reading.sentences) if any(s.start <= i < s.end for i in named)}


def kept(
    drafts: Sequence[Draft], *, political: bool, placed: bool, armed: Collection[int], private: Collection[int]
) -> list[Draft]:
    """The drafts that stand as events; beside such, any act stands that is sure enough.

    "The skipper said he was sorry" tells an act in a story of a navy, none on a page about yachts or of a storm in
    which one mayor speaks. `armed` are the numbers of the sentences that name forces of order or arms, `private` those
    that name a private crime.
    """
    if political:
        drafts = [d for d in drafts if not (d.number in private and _is_of_a_thief(d))]
    stand = [_keep(d, political=political, placed=placed, armed=d.number in armed) for d in drafts]
    company = sum(stand) >= COMPANY * len(stand)
    return [d for s, d in zip(stand, drafts, strict=True) if s or (company and d.confidence >= SURE)]


def spared(tree: Tree, reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts less those that in a story of a mishap, and of no attack, tell but who came to harm: "A ferry
    capsized off Jolo. Forty people were killed".
    """
    attacks = [d for d in drafts if d.type == "ASSAULT"]
    if not attacks or not all(_only_harms(tree, d) for d in attacks) or not _opens_with_mishap(reading):
        return list(drafts)
    return [d for d in drafts if d.type != "ASSAULT"]


def _only_harms(tree: Tree, draft: Draft) -> bool:
    """Whether no telling of an attack names who did it, or how."""
    harm = words("harm") | words("perish") | {"dead"}
    bare = all(tree.tokens[t.trigger].lemma in harm and not t.actors for t in tellings(draft))
    return bare and not draft.actors and not draft.modes


def _opens_with_mishap(reading: Reading) -> bool:
    """Whether a story says in its first sentences that something crashed or was flooded; the gate may leave these out
    of the parse.
    """
    lead = reading.sentences[:LEAD]
    return any(reading.tokens[i].text.lower() in _mishaps() for s in lead for i in range(s.start, s.end))


@cache
def _mishaps() -> frozenset[str]:
    """The words for mishaps, with their regular endings."""
    return frozenset(form for word in words("mishap") | words("accident") for form in _forms(word))


def _keep(draft: Draft, *, political: bool, placed: bool, armed: bool) -> bool:
    """Whether the draft stands as an event: it has somebody or something that makes it one.

    `placed`: the story names a place at all; `armed`: the sentence names forces of order or arms.
    """
    if draft.frame.own:
        return True  # whoever asks for a type of his own wants all of it
    return _carried(draft) and (not political or _political(draft, placed=placed, armed=armed))


def _carried(draft: Draft) -> bool:
    """Whether parties (or, for violence and protest, place or toll) carry the draft."""
    if _is_mere_crowd(draft):
        return False
    if draft.type == "CONSULT":
        return _meets(draft)
    if "release" in draft.modes:  # "a judge freed them all"
        held_by = any(r.party.sector in HOLDERS for r in draft.actors)
        return bool(draft.recipients) or draft.frame.joint or (held_by and draft.confidence >= SURE)
    if draft.type in EITHER_SIDE:
        return bool(draft.actors or draft.recipients or (draft.where and _over_a_place(draft)))
    if draft.type == "CONCEDE":  # "the charges against the editor were dropped"
        return bool(draft.actors or (draft.recipients and draft.confidence >= SURE))
    if draft.type in NEEDS_ACTOR:  # "the president was urged to go"
        return bool(draft.actors or (draft.recipients and draft.confidence >= SURE))
    if draft.type == "PROTEST" and draft.when:
        return True  # "during the protests of mid-2024"
    return bool(draft.actors or draft.recipients or draft.where or _is_of_persons(draft))


def _is_mere_crowd(draft: Draft) -> bool:
    """Whether it is no more than a gathering or people on the move: "at a political rally", "families crossed over"."""
    if draft.type == "PROTEST":
        _, _, verb = draft.frame.name.rpartition(":")
        if draft.frame.name.startswith("encoder:") and verb in words("flock") and not draft.recipients:
            return True  # "people gathered at stadiums": no frame tells for or against what
        return not draft.actors and not draft.recipients and 0 < draft.confidence < UNSEEN
    return draft.type == "MOBILIZE" and bool(draft.actors) and all(r.party.sector in UNARMED for r in draft.actors)


def _is_of_persons(draft: Draft) -> bool:
    """Whether an attack has a toll: a burnt car alone makes no event."""
    return draft.type == "ASSAULT" and any(count.what not in OF_THINGS for count, _ in draft.counts)


def _over_a_place(draft: Draft) -> bool:
    """Whether the act lies on a place: "a curfew is in force", "the internet was cut" need nobody that is named."""
    modes = set(draft.modes)
    cut = bool(modes & {"censor", "withhold"}) and draft.confidence >= SURE
    return cut or bool(modes & {"curfew", "martial-law"})


def _meets(draft: Draft) -> bool:
    """A visitor has somebody or somewhere to visit; "talks" by themselves need two sides, "X met" one."""
    if "visit" in draft.frame.modes:
        return bool(draft.actors and (draft.recipients or draft.where))
    return len(draft.actors) + len(draft.recipients) >= (2 if draft.frame.kind == "n" else 1)


def _political(draft: Draft, *, placed: bool, armed: bool) -> bool:
    """Whether a public party of a known country or body takes part, or the means are those of war or of the street."""
    roles = (*draft.actors, *draft.recipients)
    if not (placed or draft.where or any(r.party.country for r in roles)):
        return False  # a plot, a parable
    outlaws = any(map(_is_outlaw, draft.actors))
    if any(_public_party(r) or _has_a_cause(r) for r in roles) or draft.type == "PROTEST" or _over_a_place(draft):
        return True
    spoken = draft.type in SPEAKS and any(_speaks_up(r) for r in draft.actors)
    if spoken or outlaws or _lets_go(draft) or _ends_a_protest(draft):
        return True
    if "cyber" in draft.modes and len({r.party.country for r in roles}) > 1:
        return True  # who breaks in from abroad is mostly more than a thief
    war = bool(OF_STATE & set(draft.modes)) or _is_of_war(draft)
    return draft.type == "ASSAULT" and (armed or war or _by_a_mob(draft) or _is_massacre(draft))


def _is_of_war(draft: Draft) -> bool:
    """Whether it is told as more than a crime: "hurt in clashes", "killed in an attack on a village"."""
    told = [(t.frame.name.rpartition(":")[2], t.frame.kind) for t in tellings(draft)]
    killed = any(c.what == "killed" for t in tellings(draft) for c, _ in t.counts)
    return any(lemma in words("combat") or (killed and lemma == "attack" and kind == "n") for lemma, kind in told)


def _lets_go(draft: Draft) -> bool:
    """Whether captives go free who are no criminals: "more prisoners will be freed", "two French nationals left"."""
    held = any(r.party.sector != "CRM" for r in draft.recipients)
    return held and "release" in draft.modes and draft.confidence >= SURE


def _ends_a_protest(draft: Draft) -> bool:
    """Whether people give up a strike or a roadblock, by what the frame asks for: "prisoners ended a hunger strike"."""
    return draft.type == "CONCEDE" and any(c.wanted and c.words & {"strike", "roadblock"} for c in draft.frame.when)


def _is_of_a_thief(draft: Draft) -> bool:
    """Whether police hold or search nobody of public meaning, over a private crime: "a man was arrested for theft"."""
    police = all(r.party.sector in {"COP", "UNK", ""} for r in draft.actors)
    nobody = all(r.party.sector in {"CVL", "CRM", "UAF", "UNK", ""} and not _has_a_cause(r) for r in draft.recipients)
    lands = {r.party.country for r in (*draft.actors, *draft.recipients)} - {""}
    return draft.type == "COERCE" and police and nobody and len(lands) < 2 and not draft.frame.own


def _speaks_up(role: Role) -> bool:
    """Whether these are a trade or voters of a land: nurses who threaten a strike, voters who reject a change."""
    people = role.party.sector == "MED" or role.party.rule.startswith("noun:voter")
    return people and bool(role.party.country)


def _by_a_mob(draft: Draft) -> bool:
    """Whether a crowd does it: "two men were beaten to death by a mob"."""
    return any(_noun(r) in words("mob") for r in draft.actors)


def _has_a_cause(role: Role) -> bool:
    """Whether these are known for what they stand for: "an activist was shot dead", "protesters are still held"."""
    return _noun(role) in words("cause")


def _is_outlaw(role: Role) -> bool:
    """Whether these are bandits, or gangs by name or of a land where gangs fight for rule (ACLED codes such): Haiti."""
    noun = _noun(role).rpartition(" ")[2]
    known = role.party.rule.startswith("list:") or noun in words("outlaw") or role.party.country in words("gang_land")
    return role.party.sector == "CRM" and known and noun not in words("petty")


def _noun(role: Role) -> str:
    """The noun that says who a party is, or nothing."""
    kind, _, noun = role.party.rule.partition(":")
    return noun.split("+")[0] if kind == "noun" else ""


def _is_massacre(draft: Draft) -> bool:
    """Whether so many are killed, carried off or burned out that it is more than private crime."""
    return any(c.what in MANY_HIT and c.min >= MASSACRE for t in tellings(draft) for c, _ in t.counts)


def _public_party(role: Role) -> bool:
    """Whether a party has public meaning; a mere town ("a claim that Venice rejects") or name has not."""
    p = role.party
    if p.rule in {"place", "list:region"} or p.rule.endswith("+lent"):
        return False
    return p.sector in PUBLIC or p.country in {"IGO", "NGO", "IMG"} or (p.sector == "" and bool(p.country))
