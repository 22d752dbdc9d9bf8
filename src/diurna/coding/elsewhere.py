"""Elsewhere: which words that the encoder takes for a side of an act have their part in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.coding.scene import clause_top, measured_apart, outer, since_clause
from diurna.coding.spots import NAMED_LAND
from diurna.coding.tree import COMPLEMENTS

if TYPE_CHECKING:
    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree
    from diurna.records import Token

DEEDS = {"RETREAT", "MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "PROTEST", "AID"}
SUFFERED = {"on", "of", "in", "at", "against", "near"}  # before those whom an attack hits
DOING = {"by", "from"}  # before those who do it: "the killing of a nun by rebels", "the extradition of two from Chad"
HARMED = {"of", "against", "on"}  # before those who suffer an arrest or a crackdown
PHRASE = {"appos", "amod", "compound", "nummod"}  # words that stand on a noun
FOLLOWING = {"loyal", "close", "allied", "linked", "faithful"}
STRAIGHT = {'"', "``", "''"}
QUOTES = STRAIGHT | {"“", "”", "«", "»"}
TOPIC = {"about", "regarding", "concerning"}  # before what is spoken of


def elsewhere(tree: Tree, i: int, draft: Draft, side: str) -> bool:
    """Whether this word has its part in another act."""
    if _tells_of_others(tree, i, draft.trigger) or _is_cited(tree, i, draft) or _is_of_before(tree, i, draft):
        return True
    attack = draft.type == "ASSAULT"
    if not attack and (_goes_with_another(tree, i, draft.trigger) or _is_said_of_doer(tree, i, draft.trigger)):
        return True
    if side == "actors":
        return _does_other(tree, i, draft)
    return _is_unhurt(tree, i, draft.trigger) if attack else _suffers_other(tree, i, draft)


def _is_unhurt(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word is not whom an attack hits: who is cited beside, or suffers another attack."""
    cited = tree.tokens[i].lemma in words("spokesman") and tree.tokens[i].dep in {"appos", "conj"}
    return cited or _suffers_else(tree, i, trigger) or _aimed_at(tree, i, trigger)


def _suffers_other(tree: Tree, i: int, draft: Draft) -> bool:
    """Whether this word is not to whom an act is done that is no attack."""
    if draft.type == "SUPPORT" and _is_in_law(tree, i, draft.trigger):
        return True
    return _suffers_after(tree, i, draft.trigger) or _aimed_at(tree, i, draft.trigger) or _yields(tree, i, draft)


def _does_other(tree: Tree, i: int, draft: Draft) -> bool:
    """Whether this word does not the act, but something that stands around it, before or after it."""
    if (draft.type != "CONSULT" and _only_helps(tree, i)) or (draft.type == "PROTEST" and _protested(tree, i)):
        return True
    if _is_followed(tree, i) or _comes_from(tree, i) or _frames_clause(tree, i, draft):
        return True
    if draft.type == "ASSAULT" and any(test(tree, i, draft.trigger) for test in NO_HAND):
        return True
    return any(test(tree, i, draft.trigger) for test in NO_DOER)


def _is_of_before(tree: Tree, i: int, draft: Draft) -> bool:
    """Whether this word stands in what came before: "the attack came a week after soldiers killed six"."""
    clause = measured_apart(tree, i)
    since = draft.type == "ASSAULT" and since_clause(tree, i) != since_clause(tree, draft.trigger)
    return since or (clause is not None and clause != measured_apart(tree, draft.trigger))


def _tells_of_others(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word stands outside a quotation that tells what others did: '"They fired at us," Ana Bello said'."""
    doer = tree.subject(trigger)
    theirs = doer is not None and tree.tokens[doer].text.lower() in {"they", "he", "she"}
    return theirs and is_quoted(tree, trigger) and not is_quoted(tree, i)


def _is_cited(tree: Tree, i: int, draft: Draft) -> bool:
    """Whether this word but says so: "withdrew on Monday, according to an army spokesman"; what the UN says may be
    denied.
    """
    to = tree.tokens[tree.tokens[_noun(tree, i)].head]
    said = to.lemma == "to" and tree.tokens[to.head].text.lower() == "according"
    return said and draft.type in DEEDS


def is_quoted(tree: Tree, i: int) -> bool:
    """Whether a word stands between the quotation marks of its sentence."""
    marks = [t.text for t in tree.tokens[tree.sentence_start(i) : i] if t.text in QUOTES]
    return len(marks) % 2 == 1 if marks[:1] and marks[0] in STRAIGHT else marks[-1:] in (["“"], ["«"])


def _frames_clause(tree: Tree, i: int, draft: Draft) -> bool:
    """Whether this word does what stands around a clause that has a doer, or a sufferer, of its own: "prosecutors
    released a film of how officers held a man", "police freed a girl who had been kidnapped".
    """
    trigger = draft.trigger
    noun, way = tree.tokens[_noun(tree, i)], [trigger, *tree.ancestors(trigger)]
    if noun.dep != "nsubj" or noun.head not in way[1:] or tree.tokens[trigger].pos != "VERB":
        return False
    below = way[: way.index(noun.head)]
    if tree.tokens[trigger].dep == "acl" and tree.agent(trigger) is not None:
        return True  # "soldiers freed two nuns held by bandits"
    top = next((k for k in below if tree.tokens[k].dep in {"advcl", "relcl"}), None)
    if top is None:
        return False
    if tree.tokens[top].dep == "relcl" and tree.passive(top):
        return draft.type == "ASSAULT" and tree.agent(trigger) is None and tree.passive(trigger)
    doers = (s for k in below for s in tree.children(k, "nsubj"))
    return not tree.passive(trigger) and any(tree.tokens[s].pos in {"NOUN", "PROPN"} for s in doers)


def _strikes_before(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word strikes just before with means of its own: "gunmen killed nine and a bomb wounded four"."""
    verb = clause_top(tree, trigger)
    t, noun = tree.tokens[verb], tree.tokens[_noun(tree, i)]
    own = tree.children(verb, "nsubj") and not tree.passive(verb)
    return t.dep == "conj" and bool(own) and noun.dep == "nsubj" and noun.head == t.head


def _serves_struck(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word holds or owns what is struck, or fights beside the attack: "bombed a base held by the ELN",
    "a plane hired by Oxfam was shot down", "a rocket attack killed nine as the army and rebels fought for the city".
    """
    struck = tree.sufferer(trigger)
    way = [i, *tree.ancestors(i)]
    below = way[: way.index(trigger)] if trigger in way else way
    if any(tree.tokens[k].dep == "acl" and tree.passive(k) for k in below) and struck is not None:
        return any(k in below for k in tree.conjuncts(struck))
    fights = (k for k in way if tree.tokens[k].dep == "advcl" and tree.tokens[k].lemma in {"fight", "battle", "vie"})
    return any(trigger not in tree.subtree(k) and trigger != k for k in fights)


def _suffers_else(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word suffers a verb above, the attack its own victim: "held a man after he hit the minister"."""
    noun = tree.tokens[_noun(tree, i)]
    if noun.dep not in {"dobj", "nsubjpass"} or noun.head == trigger:
        return False
    if _is_beside(tree, noun.head, trigger):
        return True
    own = tree.passive(trigger) or tree.object(trigger) is not None
    if noun.head not in tree.ancestors(trigger) or not own:
        return False
    return tree.tokens[trigger].pos == "VERB" and tree.tokens[noun.head].lemma not in words("harm") | words("light")


def _is_beside(tree: Tree, verb: int, trigger: int) -> bool:
    """Whether a verb tells beside the attack, of victims of its own: "a bomb killed nine and a mine hurt two"."""
    top = next((k for k in (trigger, *tree.ancestors(trigger)) if tree.tokens[k].pos == "VERB"), trigger)
    if tree.tokens[trigger].pos == "NOUN" and trigger in tree.ancestors(verb):
        return False
    pairs = ((verb, top), (top, verb))
    return any(
        tree.tokens[a].dep == "conj" and tree.tokens[a].head == b and bool(tree.children(a, "nsubj", "nsubjpass"))
        for a, b in pairs
    )


def _yields(tree: Tree, i: int, draft: Draft) -> bool:
    """Whether this word itself imposed the ban that is lifted: "Nepal's ban was lifted"."""
    noun = tree.tokens[_noun(tree, i)]
    curb = noun.dep == "poss" and tree.tokens[noun.head].lemma in words("curbs") | words("sanctions")
    return curb and draft.type == "CONCEDE"


def _is_in_law(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word stands in what a law says: NGOs, in "passed a bill that taxes gifts to NGOs"."""
    law = tree.object(trigger)
    if law is None or tree.tokens[law].lemma not in words("law") | {"code"}:
        return False
    way = [i, *tree.ancestors(i)]
    return law in way and any(tree.tokens[k].dep in {"acl", "relcl"} for k in way[: way.index(law)])


def _only_helps(tree: Tree, i: int) -> bool:
    """Whether this word but brokered or helped: "were freed with the help of Qatar", "a truce brokered by Egypt"."""
    noun = _noun(tree, i)
    while tree.tokens[noun].dep == "conj":
        noun = tree.tokens[noun].head
    link = tree.tokens[noun].head
    above = tree.tokens[link].head
    if tree.tokens[link].dep == "agent":
        return tree.tokens[above].dep == "acl" and tree.tokens[above].lemma in words("broker")
    helped = tree.tokens[above].lemma in words("good_offices") and tree.tokens[link].lemma in {"of", "from", "by"}
    return helped and tree.tokens[tree.tokens[above].head].lemma in {"with", "through", "under", "after"}


def _does_after(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word does what is told just after: Kosovo, "was hailed by Serbia and condemned by Kosovo"."""
    by = tree.tokens[_noun(tree, i)].head
    verb = tree.tokens[tree.tokens[by].head]
    return tree.tokens[by].dep == "agent" and verb.dep == "conj" and verb.head == trigger


def _suffers_after(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word suffers what its doer does next: Qatar, "hailed the deal and thanked Qatar"."""
    noun = tree.tokens[_noun(tree, i)]
    verb = tree.tokens[noun.head]
    return noun.dep == "dobj" and verb.dep == "conj" and verb.head == trigger and tree.object(trigger) is not None


def _goes_with_another(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word suffers what is told before a clause of its own: "two guards were hurt and ten held"."""
    noun, t = tree.tokens[_noun(tree, i)], tree.tokens[trigger]
    own = tree.children(trigger, "nsubj", "nsubjpass")
    return t.dep == "conj" and bool(own) and noun.dep == "nsubjpass" and noun.head == t.head


def _is_said_of_doer(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word stands in a clause that only says who acts: "Oman, which hosted the Houthis, urged calm"."""
    way = [i, *tree.ancestors(i)]
    clause = next((k for k in way if tree.tokens[k].dep == "relcl"), None)
    if clause is None or clause == trigger or clause in tree.ancestors(trigger):
        return False
    noun = tree.tokens[clause].head
    while tree.tokens[noun].dep in {"conj", "appos"}:
        noun = tree.tokens[noun].head
    return tree.tokens[noun].dep in {"nsubj", "nsubjpass"} and tree.tokens[noun].head == trigger


def _is_followed(tree: Tree, i: int) -> bool:
    """Whether this word is but whom the doers hold to: "farmers loyal to Mr Mora blocked the road"."""
    start = min(tree.subtree(_noun(tree, i)))
    if start > 1 and tree.tokens[start - 1].lemma == "as" and tree.tokens[start - 2].lemma in words("disguise"):
        return True  # "rebels dressed as soldiers"
    return start > 1 and tree.tokens[start - 1].lemma == "to" and tree.tokens[start - 2].lemma in FOLLOWING


def _protested(tree: Tree, i: int) -> bool:
    """Whether a case or a strike is against this word, or people oppose it: "a strike against Mr Mora's reform"."""
    noun = _noun(tree, i)
    if tree.tokens[noun].dep == "poss":
        noun = _noun(tree, tree.tokens[noun].head)
    link = tree.tokens[noun].head
    of = tree.tokens[link].lemma
    return of == "against" or (of == "to" and tree.tokens[tree.tokens[link].head].lemma in {"oppose", "opposed"})


def _comes_from(tree: Tree, i: int) -> bool:
    """Whether this word says where people are from: "most of those detained were from Chad"."""
    return tree.tokens[tree.tokens[_noun(tree, i)].head].lemma == "from" and _told_of(tree, i).lemma == "be"


def _told_of(tree: Tree, i: int) -> Token:
    """The verb on which the preposition before a noun hangs."""
    return tree.tokens[tree.tokens[tree.tokens[_noun(tree, i)].head].head]


def _is_victim(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word is hurt in the attack that a noun names: "22 soldiers were killed in an ambush"."""
    noun = _noun(tree, i)
    return is_hurt(tree, noun) and tree.tokens[noun].head in tree.ancestors(trigger)


def is_hurt(tree: Tree, noun: int) -> bool:
    """Whether this noun is killed or hurt: "22 soldiers were killed", "six died", "killing nine", "left two dead"."""
    t, verb = tree.tokens[noun], tree.tokens[noun].head
    if t.dep in {"nummod", "quantmod"} or tree.tokens[verb].pos not in {"VERB", "AUX"}:
        return False
    lemma = tree.tokens[verb].lemma
    if lemma in words("perish"):
        return t.dep == "nsubj"
    suffers = t.dep in {"nsubjpass", "dobj"} or (t.dep == "nsubj" and tree.passive(verb))
    dead = any(tree.tokens[k].lemma == "dead" for k in (*tree.children(noun), *tree.children(verb)))
    return suffers and (lemma in words("harm") or (lemma == "leave" and dead))


def _looks_on(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word suffers, discusses, foils, tells or finds the attack that another does."""
    hurt = is_hurt(tree, _noun(tree, i)) or _does_with_deed(tree, i, trigger, "heeding") or _is_consoled(tree, i)
    return hurt or _acts_after(tree, i, trigger) or _speaks_of(tree, i, trigger) or _reports(tree, i, trigger)


def _is_consoled(tree: Tree, i: int) -> bool:
    """Whether others feel for this word: "sent condolences to Fiji after the attack", "sympathy for the families"."""
    link = tree.tokens[_noun(tree, i)].head
    above = tree.tokens[link].head
    told = {above, *tree.children(above, "dobj")} if tree.tokens[link].lemma in {"to", "with", "for"} else ()
    return any(tree.tokens[k].lemma in words("sympathy") for k in told)


def _acts_after(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word does what comes after an attack: "troops exchanged fire after an attack on miners"."""
    link = tree.tokens[trigger].head
    verb, noun = tree.tokens[link].head, _noun(tree, i)
    noun = tree.tokens[noun].head if tree.tokens[noun].dep == "poss" else noun
    indefinite = any(tree.tokens[k].lemma in {"a", "an", "another"} for k in tree.children(trigger, "det"))
    after = tree.tokens[link].lemma == "after" and tree.tokens[link].pos == "ADP" and indefinite
    subjects = (s for s in tree.children(verb, "nsubj", "nsubjpass") for s in tree.conjuncts(s)) if after else ()
    return noun in subjects and tree.tokens[verb].lemma not in words("flight")


def _speaks_of(tree: Tree, i: int, trigger: int) -> bool:
    """Whether the act is but what this word speaks or is told of: "spoke with the emir about the fighting"."""
    about = tree.tokens[trigger].head
    return tree.tokens[about].lemma in TOPIC and tree.tokens[about].pos == "ADP" and trigger not in tree.ancestors(i)


def _reports(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word but tells or finds what another did: "police said that a mine destroyed a bus", "police
    confirmed an attack".

    Armies and states tell of their own drones; "police", "doctors" and bodies of states do not.
    """
    noun = _noun(tree, i)
    verb = tree.tokens[noun].head
    tells = tree.tokens[noun].dep == "nsubj" and tree.tokens[verb].lemma in words("observing")
    named = tree.tokens[trigger].pos == "NOUN" and tree.tokens[trigger].dep in {"nsubj", "nsubjpass"}
    own = [trigger] if named else tree.children(trigger, "nsubj", "nsubjpass")
    if not tells or verb not in tree.ancestors(trigger) or tree.tokens[noun].lemma not in words("observer"):
        return False
    if tree.tokens[trigger].pos == "NOUN" and tree.tokens[trigger].dep == "dobj" and tree.tokens[trigger].head == verb:
        return True
    if not own:
        return False
    return tree.tokens[own[0]].pos != "PRON" or tree.tokens[trigger].dep == "relcl"


def _judges(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word condemns or hails the deed that the trigger names: "the raid was condemned by Peru".

    So it does with a plan: "nurses criticised the plan to send soldiers".
    """
    return _does_with_deed(tree, i, trigger, "judging")


def _does_with_deed(tree: Tree, i: int, trigger: int, verbs: str) -> bool:
    """Whether this word does what a verb of the class says with the deed that the trigger names."""
    top = tree.tokens[trigger].head if tree.tokens[trigger].dep == "acl" else trigger
    verb = tree.tokens[top].head
    deed = top in {tree.object(verb), *tree.children(verb, "nsubjpass")}
    if not deed or tree.tokens[verb].lemma not in words(verbs):
        return False
    judge = tree.doer(verb)
    noun = _noun(tree, i)
    return judge is not None and bool({noun, tree.tokens[noun].head} & set(tree.conjuncts(judge)))


def _avenges(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word takes revenge for the deed: "Fiji vowed revenge for the killing of a diver"."""
    avenged = next((k for k in tree.ancestors(trigger) if tree.tokens[k].lemma in words("revenge")), None)
    return avenged is not None and avenged not in tree.ancestors(i)


def _suffers_before(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word suffers what is told just before by the same doer: "killed two guards and burned a lorry"."""
    noun, t = tree.tokens[_noun(tree, i)], tree.tokens[trigger]
    return t.dep == "conj" and noun.dep == "dobj" and noun.head == t.head


def _noun(tree: Tree, i: int) -> int:
    """The noun whose phrase a word belongs to: of "two guards" guards, of "president Luis Mora" president."""
    while tree.tokens[i].dep in PHRASE:
        i = tree.tokens[i].head
    return i


def _aimed_at(tree: Tree, i: int, trigger: int) -> bool:
    """Whether another noun than the act aims at this word: "bombs exploded ahead of a verdict in a case against X"."""
    against = tree.tokens[i].head
    aim = tree.tokens[against].head
    if tree.tokens[against].lemma != "against" or tree.tokens[aim].pos != "NOUN":
        return False
    return trigger not in (against, aim, tree.tokens[aim].head) and aim not in tree.ancestors(trigger)


def _does_else(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word does what is told of a place of the act: "went off near the gate used by porters"."""
    by = tree.tokens[_noun(tree, i)].head
    verb = tree.tokens[by].head
    place = tree.tokens[verb].head
    if tree.tokens[by].dep != "agent" or tree.tokens[verb].dep != "acl" or tree.tokens[place].dep != "pobj":
        return False
    return trigger not in (verb, place) and trigger in tree.ancestors(place)


def suffers(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether a party suffers the deed that words speak of, and is not whom they are aimed at.

    "Condemned the attack on a market in Mali", "an inquiry into the death of a nun", "rejected the impeachment of a
    judge"; but who "launched a scathing attack on the government" accuses the government.
    """
    head = _noun(tree, outer(tree, role.span.start, role.span.end))
    way = [head, *tree.ancestors(head)]
    if draft.trigger not in way:
        return False
    below = way[: way.index(draft.trigger)]
    told = below[:-1] if tree.tokens[draft.trigger].lemma in words("light") else below
    deeds = (n for n, k in enumerate(told) if n and _is_suffered(tree, k, below[n - 1]))
    return any(not {tree.tokens[k].lemma for k in below[:n]} & DOING for n in deeds)


def _is_suffered(tree: Tree, deed: int, link: int) -> bool:
    """Whether the word `link` under a deed names who suffers it."""
    lemma, by = tree.tokens[deed].lemma, tree.tokens[link].lemma
    return (lemma in words("condemned") and by in SUFFERED) or (lemma in words("done_to") and by in HARMED)


def takes_blame(tree: Tree, role: Role) -> bool:
    """Whether somebody apologises for what a party did: "apologised for the army's part in four coups"."""
    head = outer(tree, role.span.start, role.span.end)
    dep, above = tree.tokens[head].dep, tree.tokens[head].head
    of = tree.tokens[above].lemma == "of"
    owned = tree.tokens[above].head if dep == "pobj" and of else above if dep == "poss" else head
    return owned != head and tree.tokens[owned].lemma in words("part_in")


def is_occasion(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether a land or capital is but where words are said or others meet: "refused to attend talks in Nairobi".

    A visit that is called off is one to somebody.
    """
    if not role.party.rule.startswith(NAMED_LAND):
        return False
    way = [role.span.end - 1, *tree.ancestors(role.span.end - 1)]
    links = (
        (k for k in way[1 : way.index(draft.trigger)] if tree.tokens[k].dep == "prep") if draft.trigger in way else ()
    )
    return any(_is_scene_of(tree, k) for k in links)


def _is_scene_of(tree: Tree, link: int) -> bool:
    """Whether a preposition says at which occasion: "during a visit to", "talks in"."""
    above = tree.tokens[tree.tokens[link].head].lemma
    lemma = tree.tokens[link].lemma
    return lemma == "during" or (lemma in {"in", "at"} and above in words("talks"))


def is_verdict(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether a party stands in what a thing is called: "called the tariff a violation of the rules of the WTO",
    "denounced the road as a threat to Laos".
    """
    head = outer(tree, role.span.start, role.span.end)
    way = [head, *tree.ancestors(head)]
    said = way[: way.index(draft.trigger)][-1:] if draft.trigger in way else []
    called = [k for k in said if tree.tokens[k].dep == "oprd" or tree.tokens[k].lemma == "as"]
    done = {tree.tokens[k].lemma for k in way} & DOING  # "an act of aggression by Chad"
    return draft.type == "ACCUSE" and bool(called) and head not in called and not done


def goes_on(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether a party stands in what the speaker does next: "criticised the deal and asked Fiji for help".

    A verb without an object of its own shares the next one's: "criticised and fined the editor".
    """
    i, head = draft.trigger, outer(tree, role.span.start, role.span.end)
    way = [head, *tree.ancestors(head)]
    if i not in way[1:] or not (tree.object(i) is not None or tree.children(i, *COMPLEMENTS, "prep")):
        return False
    last = way[way.index(i) - 1]
    joined = tree.tokens[last].dep == "conj" and tree.tokens[last].pos == "VERB"
    return joined and not tree.children(last, "nsubj", "nsubjpass")


def is_condition(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether a party only stands in the condition of a threat or refusal: "will resume the war if Gaza gets no aid".

    Who does what the condition says is whom it is aimed at: "will close the border if Chad sends troops".
    """
    head = outer(tree, role.span.start, role.span.end)
    way = [head, *tree.ancestors(head)]
    below = way[: way.index(draft.trigger)] if draft.trigger in way else []
    clause = next((k for k in below if _is_if(tree, k)), None)
    return clause is not None and (tree.subject(clause) not in below or tree.passive(clause))


def _is_if(tree: Tree, i: int) -> bool:
    """Whether a clause is a condition."""
    marks = (tree.tokens[m].lemma for m in tree.children(i, "mark"))
    return tree.tokens[i].dep == "advcl" and bool({"if", "unless", "until"} & set(marks))


NO_HAND = (_looks_on, _serves_struck, _strikes_before)  # tests of those who have no hand in an attack
NO_DOER = (_does_after, _is_victim, _judges, _avenges, _aimed_at, _does_else, _suffers_before)
