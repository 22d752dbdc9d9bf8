"""Answers: whom an act of words is about that names nobody: the deed that it answers, the opponent, who is helped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding import crowds
from diurna.coding.lexicon import words
from diurna.coding.spots import NAMED_LAND, countries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree

NO_STATE = {"", "IGO", "NGO", "IMG", "MNC"}  # two bodies of the world are two, not one
ANSWERS = {"SUPPORT", "REJECT", "ACCUSE", "CONCEDE", "PROTEST"}
DISPUTES = {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}
FRIENDLY = {"AGREE", "SUPPORT", "CONSULT", "COOPERATE", "CONCEDE", "AID", "RETREAT"}  # what is hailed, mostly
BLAMES = {"ACCUSE", "SANCTION", "REQUEST"}
HELP = {"AID", "AGREE"}
CONFLICT = DISPUTES | {"PROTEST", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE"}
NEAR = 100  # happenings looked at before and after, so that a live blog takes linear time; stories hold under 60
FREEDOM = {"release", "freedom", "return"}
DEED_PRONOUNS = {"it", "this", "that", "what"}
SUFFERED = {"ASSAULT", "COERCE", "SANCTION"}  # deeds that are done to somebody
BANDS = {"REB", "UAF", "CRM"}  # who holds people and is no authority
LOOK_BACK = 8  # sentences: "condemned the decision" speaks of what was told shortly before
AT_HAND = 3  # sentences: who asks for something, or helps at home, and names nobody, goes on with what was told
STATES_APART = 12  # sentences: the quarrel of two states runs through a story


def answer(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Give who "the step", "the charges", "any role" are about: the doer of the deed told last by somebody else.

    A deed that its noun names ("condemned the bombing") is that one, even where nobody knows who did it.
    """
    for n, draft in enumerate(drafts):
        _free(tree, draft, drafts[:n])
        _held(draft, drafts[max(0, n - NEAR) : n + NEAR])
        if draft.type == "PROTEST" and not draft.recipients:
            draft.recipients = crowds.yielding(tree, draft, drafts[max(0, n - NEAR) : n + NEAR])
        if draft.type in ANSWERS and draft.actors and not draft.recipients:
            near = [*_told_in_it(tree, draft, drafts[n + 1 : n + NEAR]), *reversed(drafts[max(0, n - NEAR) : n])]
            near = [e for e in near if not _beside(tree, draft, e) and not _points_back(tree, draft, e)]
            near = [e for e in near if not _is_of_bands(e)] if _ends_own(tree, draft) else near
            others = [e for e in near if not _same_people(draft.actors, e.actors)]
            told = [e for e in others if _is_told(e, draft) and draft.number - e.number <= LOOK_BACK]
            types = _deed_types(tree, draft)
            named = [e for e in others if e.type in types and _names_deed(tree, draft, e)]
            draft.of_nobody = bool(named) and not any(e.actors for e in named)
            if not draft.of_nobody:
                met = [e for e in (*named, *told) if e.type in types and _is_told(e, draft)]
                met = met or [e for e in _touching(tree, draft, told) if draft.type != "ACCUSE" or _is_told(e, draft)]
                draft.recipients = met[0].actors if met else ()


def _ends_own(tree: Tree, draft: Draft) -> bool:
    """Whether people give up a strike of their own, which answers whoever they work for: "nurses ended a strike"."""
    what = tree.object(draft.trigger) if draft.type == "CONCEDE" else None
    return what is not None and tree.tokens[what].lemma in words("march")


def _is_of_bands(deed: Draft) -> bool:
    """Whether gunmen or gangs did it."""
    return {r.party.sector for r in deed.actors} <= BANDS


def _points_back(tree: Tree, draft: Draft, deed: Draft) -> bool:
    """Whether an answer only names again a step that was told before: "welcomed the dismissal"; attacks are many."""
    again = deed.type in {"SANCTION", "COERCE"} and not deed.actors and deed.trigger == tree.object(draft.trigger)
    return again and {tree.tokens[k].lemma for k in tree.children(deed.trigger)} == {"the"}


def _is_told(deed: Draft, answer: Draft) -> bool:
    """Whether the story says who did it, or the sentence itself implies it: "condemned the arrest of a priest"."""
    named = any(not r.party.rule.startswith("implied:") for r in deed.actors)
    return named or (bool(deed.actors) and deed.number == answer.number)


def _beside(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Whether two answer the same deed: "was hailed by Serbia and condemned by Kosovo"."""
    pairs = ((draft.trigger, other.trigger), (other.trigger, draft.trigger))
    return any(tree.tokens[a].dep == "conj" and tree.tokens[a].head == b and tree.passive(b) for a, b in pairs)


def _told_in_it(tree: Tree, draft: Draft, later: Sequence[Draft]) -> list[Draft]:
    """The deed that an accusation itself tells: who condemns "the killing of a nun by rebels" condemns the rebels.

    "The raid" alone speaks of one that was told before.
    """
    deed = tree.object(draft.trigger) if draft.type == "ACCUSE" else None
    return [e for e in later if e.type in SUFFERED and e.trigger == deed and (e.actors or e.recipients)][:1]


def _touching(tree: Tree, draft: Draft, told: Sequence[Draft]) -> list[Draft]:
    """The deeds that an answer may be about which names none of them: "welcomed the step"."""
    met = [e for e in told if _answered(tree, draft, e)] if _of_a_deed(tree, draft) else []
    praised = [e for e in met if draft.type == "SUPPORT" and e.type in FRIENDLY]
    return [e for e in met if _names_deed(tree, draft, e)] or praised or met


def _names_another(tree: Tree, draft: Draft) -> bool:
    """Whether it says whom it accuses, though nobody knows him: "accused the West", "accused 'dark forces' of"."""
    i = draft.trigger
    whom = tree.sufferer(i)
    persons = {"PROPN", "NOUN"} if tree.tokens[i].lemma == "accuse" else {"PROPN"}  # one may blame a deed
    named = whom is not None and tree.tokens[whom].pos in persons
    return draft.type == "ACCUSE" and tree.tokens[i].lemma in words("blame") and named


def complete(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Give whom a sentence leaves out: the opponent ("Moscow denied any role"), or who is helped elsewhere."""
    for n, draft in enumerate(drafts):
        if len(draft.recipients) > 1:  # "four" are told again as "four passengers"
            draft.recipients = tuple(r for r in draft.recipients if r.party.rule.split("+")[0] != "number")
        if draft.type in DISPUTES and len(draft.actors) == 1 and set(draft.recipients) <= set(draft.actors):
            draft.recipients = ()  # "the president vetoed it, and the government would not give in"
        near = [*reversed(drafts[max(0, n - NEAR) : n]), *drafts[n + 1 : n + NEAR]]
        if draft.type == "ASSAULT" and "abduct" in draft.modes and not draft.actors:
            draft.actors = _captors(draft, near)
        if draft.actors and not draft.recipients:
            quarrels = draft.type in DISPUTES and not (
                draft.of_nobody or _convenes(draft) or _names_another(tree, draft)
            )
            if quarrels:
                draft.recipients = _opponent(draft, [e for e in near if not _is_no_dispute(e)])
            elif draft.type in HELP and len({r.party.country for r in draft.actors}) == 1:
                takes = tree.tokens[draft.trigger].lemma == "accept"
                draft.recipients = () if takes else _helped(draft, near)


def _captors(draft: Draft, others: Sequence[Draft]) -> tuple[Role, ...]:
    """The band that frees those who were carried off: "the ELN released two nuns, who were seized in May"."""
    taken = {r.span for told in (draft, *draft.absorbed) for r in told.recipients}
    freed = (o for o in others if o.type == "RETREAT" and "release" in o.modes)
    freed = (o for o in freed if {r.party.sector for r in o.actors} <= BANDS)
    return next((o.actors for o in freed if taken & {r.span for t in (o, *o.absorbed) for r in t.recipients}), ())


def _convenes(draft: Draft) -> bool:
    """Whether others are called together and nobody is opposed: "called a summit"."""
    return draft.type == "REQUEST" and "meet" in draft.modes


def _is_no_dispute(other: Draft) -> bool:
    """Whether help is asked for, or the UN for something, or words were not said: "denied that it had asked Hamas"."""
    asks_help = other.type == "REQUEST" and ("assist" in other.modes or countries(other.recipients) == {"IGO"})
    return asks_help or (other.status == "denied" and other.type in DISPUTES)


def _opponent(draft: Draft, others: Sequence[Draft]) -> tuple[Role, ...]:
    """Who else stands in the dispute: whom the actors of `draft` deal with, or who deals with them, nearest first."""
    for other in others:
        if other.type in CONFLICT and _apart(draft, other) <= (AT_HAND if draft.type == "REQUEST" else STATES_APART):
            if _same_side(other.actors, draft.actors):
                against = () if _denies_killing(draft, other) else other.recipients
            elif _same_side(other.recipients, draft.actors) or _land_struck(draft, other):
                against = other.actors
            else:
                continue
            if against and not _same_side(against, draft.actors) and not _own_people(against, draft.actors):
                near = _apart(draft, other) <= LOOK_BACK or _of_two_states(against, draft.actors)
                return against if near else ()
    return ()


def _denies_killing(draft: Draft, other: Draft) -> bool:
    """Whether those denied are but the victims: who denies that he shot a farmer rejects what others say of it."""
    return draft.type == "REJECT" and other.type == "ASSAULT" and all(r.party.sector == "CVL" for r in other.recipients)


def _of_two_states(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether the two are of different countries, and it is known of which."""
    lands = countries(a) - NO_STATE, countries(b) - NO_STATE
    return all(lands) and not lands[0] & lands[1]


def _apart(draft: Draft, other: Draft) -> int:
    """How many sentences lie between an act and the nearest telling of another."""
    return min(abs(told.number - draft.number) for told in (other, *other.absorbed))


def _own_people(roles: Sequence[Role], actors: Sequence[Role]) -> bool:
    """Whether these are but the people of the land of the actors: rebels who deny an attack do not deny its victims."""
    return all(r.party.sector == "CVL" for r in roles) and countries(roles) <= countries(actors)


def _land_struck(draft: Draft, other: Draft) -> bool:
    """Whether others did it to the people of the state that acts: "Ukraine vowed to respond" to who struck a school."""
    states = {r.party.country for r in draft.actors if r.party.rule.startswith(NAMED_LAND)} - {""}
    return bool(states & countries(other.recipients)) and not states & countries(other.actors)


def _helped(draft: Draft, others: Sequence[Draft]) -> tuple[Role, ...]:
    """Whom others help or promise to help, nearest first, and who does not help himself."""
    helping = [o for o in others if o.type in HELP and o.status != "alleged"]
    donors = [*draft.actors, *(r for o in helping for r in o.actors)]
    near = (o for o in helping if _apart(draft, o) <= AT_HAND or _of_two_states(o.recipients, draft.actors))
    return next((o.recipients for o in near if o.recipients and not _same_side(o.recipients, donors)), ())


def _same_side(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether the two name a party in common, or the same kind of people of one country."""
    return _same_people(a, b) or bool({_side(r) for r in a} & {_side(r) for r in b})


def _side(role: Role) -> tuple[str, str]:
    p = role.party
    return (p.country, p.sector) if p.country and p.sector else (p.name, "")


def _free(tree: Tree, draft: Draft, before: Sequence[Draft]) -> None:
    """Who lets go, or is asked to: the one who was told to hold them ("were arrested and later released")."""
    let_go = draft.type == "RETREAT" and "release" in draft.frame.modes and not draft.actors
    if draft.type == "REQUEST":
        draft.recipients = tuple(r for r in draft.recipients if not _to_be_freed(tree, draft.trigger, r))
    asked = draft.type == "REQUEST" and not draft.recipients and bool(_freedom(tree, draft.trigger))
    if let_go or asked:
        near = (e for e in reversed(before) if draft.number - e.number <= LOOK_BACK)
        near = (e for e in near if not _same_people(e.actors, draft.actors))
        holder = next((e for e in near if {"arrest", "abduct", "convict"} & set(e.frame.modes) and e.actors), None)
        if holder is not None and let_go:
            draft.actors = holder.actors
        elif holder is not None:
            draft.recipients = holder.actors


def _held(draft: Draft, others: Sequence[Draft]) -> None:
    """Who held those whom the same sentence frees: "the army released 86 children who had been held"."""
    hidden = all(r.party.rule.startswith("implied:") for r in draft.actors)
    if draft.type != "COERCE" or "arrest" not in draft.frame.modes or not hidden:
        return
    freed = (o for o in others if o.number == draft.number and "release" in o.frame.modes and o.actors)
    held = {r.span for r in draft.recipients}
    draft.actors = next((o.actors for o in freed if held & {r.span for r in o.recipients}), draft.actors)


def _freedom(tree: Tree, i: int) -> list[int]:
    """The "release" that is asked for: "demanded the release of", "called for the release of"."""
    return [
        k for k in (tree.object(i), *tree.prepositional(i, "for")) if k is not None and tree.tokens[k].lemma in FREEDOM
    ]


def _to_be_freed(tree: Tree, i: int, role: Role) -> bool:
    """Whether a party of a request is whom it asks to be freed, not who is asked."""
    captives = {
        k
        for deed in _freedom(tree, i)
        for p in ("of", "for")
        for n in tree.prepositional(deed, p)
        for k in tree.subtree(n)
    }
    captives |= {k for deed in _freedom(tree, i) for n in tree.children(deed, "poss") for k in tree.subtree(n)}
    return any(k in captives for k in range(role.span.start, role.span.end))


def _answered(tree: Tree, draft: Draft, earlier: Draft) -> bool:
    """Whether `draft` may answer the deed that nothing names: a denial one that touches the denier, and no plea."""
    if earlier.type == "REJECT":
        return False
    if draft.type != "REJECT" or _same_people(draft.actors, earlier.recipients):
        return True
    own = {r.party.country for r in draft.actors} - {""}
    if own == countries([*earlier.actors, *earlier.recipients]):  # within one land it tells nothing
        return _same_side(draft.actors, earlier.recipients)
    types = BLAMES - {"REQUEST"} if tree.tokens[draft.trigger].lemma in {"deny", "refute"} else BLAMES
    return bool(own & {r.party.country for r in earlier.recipients}) and earlier.type in types


def _names_deed(tree: Tree, draft: Draft, earlier: Draft) -> bool:
    """Whether the object of `draft` names the earlier act: "the exchange" after "exchanged"."""
    deed = tree.object(draft.trigger)
    return deed is not None and tree.tokens[deed].lemma[:4] == tree.tokens[earlier.trigger].lemma[:4]


def _deed_types(tree: Tree, draft: Draft) -> tuple[str, ...]:
    """The types of which the object of an answer may be: "rejected the offer".

    "Lodged complaints" tells an act of one's own, and so does "called a strike".
    """
    deed = None if draft.type == "PROTEST" else tree.object(draft.trigger)
    if deed is None and draft.type == "ACCUSE":  # "said the verdict was a mockery"
        clause = next(iter(tree.children(draft.trigger, "ccomp")), None)
        deed = None if clause is None else tree.subject(clause)
    types = _deeds().get(tree.tokens[deed].lemma, ()) if deed is not None else ()
    return () if draft.type in types else types


@cache
def _deeds() -> dict[str, tuple[str, ...]]:
    """Noun -> the types of the act that it names (data/coding/answers.tsv)."""
    return {r["noun"]: tuple(r["types"].split()) for r in data.table("coding/answers.tsv")}


def _same_people(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether the sides share a party: by name, or a state that speaks through different mouths."""

    def keys(roles: Sequence[Role]) -> set[str]:
        states = {"", "GOV", "MIL", "SPY"}
        return {r.party.name for r in roles} | {
            r.party.country for r in roles if r.party.sector in states and r.party.country not in NO_STATE
        }

    return bool(keys(a) & keys(b))


def _of_a_deed(tree: Tree, draft: Draft) -> bool:
    """Whether the act is about a deed without a doer: "welcomed the release", "denies any wrongdoing"."""
    if tree.tokens[draft.trigger].lemma in words("enact"):  # "parliament passed a law" answers nobody
        return False
    spots: list[int | None] = [*tree.prepositional(draft.trigger, "against")]
    if draft.type != "PROTEST":  # a strike "over a plan" is against nobody that is named
        spots += [tree.object(draft.trigger), *tree.prepositional(draft.trigger, "to", "over")]
    heads = [k for k in spots if k is not None]
    named = any(tree.tokens[k].lemma in words("deed") or tree.tokens[k].lemma in DEED_PRONOUNS for k in heads)
    return named or (draft.type in {"REJECT", "ACCUSE"} and not heads)
