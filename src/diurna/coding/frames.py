"""Frames: which words, in which company, stand for which act: data/coding/frames.tsv, hints.tsv and words.tsv.

A frame's `trigger` is "v:" or "n:" and lemmas (a verb's particle after it: "call off"); `when` holds its conditions,
all of which must be met; `roles` says where actors and recipients stand. The header of frames.tsv tells the notation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from diurna import data
from diurna.coding.lexicon import words
from diurna.coding.tree import COMPLEMENTS, Tree

NOUNS = {"NOUN", "PROPN"}
PLACE, PLACES = "%place", {"GPE", "LOC", "FAC"}  # the word for any name of a place, and its labels


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a trigger's company: `slot` holds one of `words` (anything when empty); not `wanted`: it does not."""

    slot: str
    words: frozenset[str]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of frames.tsv, hints.tsv or blame.tsv, or what stands for one where a model tells the act."""

    name: str
    type: str
    modes: tuple[str, ...]
    kind: str  # "v" or "n"
    particle: str = ""
    when: tuple[Condition, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    joint: bool = False
    planned: bool = False
    adds: bool = False  # stands beside another frame of the same word: a prison sentence is a verdict and an arrest
    case: str = ""
    own: bool = False  # of a user's codebook: nothing follows from it by the ontology


@cache
def frames(table: str) -> dict[tuple[str, str], tuple[Frame, ...]]:
    """All frames of a table by kind and lemma, those with the most conditions first."""
    index: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for row in data.table(f"coding/{table}.tsv"):
        kind, _, heads = row["trigger"].partition(":")
        for head in heads.split(","):
            lemma, _, particle = head.strip().partition(" ")
            index[kind, lemma].append(_frame(row, kind, head.strip(), particle))
    return {key: tuple(sorted(found, key=lambda f: (f.adds, -_weight(f)))) for key, found in index.items()}


def _weight(frame: Frame) -> float:
    """How much a frame asks: a particle, then words (few words ask more than many), then presence, then absence."""
    return 3.0 * bool(frame.particle) + sum(_asks(c) for c in frame.when)


def _asks(condition: Condition) -> float:
    if not condition.wanted:
        return 0.1
    return 2 + 1 / len(condition.words) if condition.words else 1


def _frame(row: dict[str, str], kind: str, head: str, particle: str) -> Frame:
    spoken = (row["roles"] or "").split()
    roles = dict(part.split("=") for part in spoken if "=" in part)
    default = ("subj", "obj") if kind in "va" else ("poss|by|subj_of", "on|against|of")
    return Frame(
        name=f"{row['type'].lstrip('+')}:{head}",
        type=row["type"].lstrip("+"),
        modes=tuple((row["modes"] or "").split()),
        kind=kind,
        particle=particle,
        when=tuple(_condition(text) for text in (row["when"] or "").split()),
        actors=tuple(roles.get("a", default[0]).split("|")),
        recipients=tuple(roles.get("r", default[1]).split("|")) if roles.get("r") != "-" else (),
        joint="joint" in spoken,
        planned="planned" in spoken,
        adds=row["type"].startswith("+"),
        case=row["case"] or "",
    )


def _condition(text: str) -> Condition:
    wanted = not text.startswith("!")
    slot, _, names = text.lstrip("!").partition(":")
    found: set[str] = set()
    for name in filter(None, names.split(",")):
        found |= words(name[1:]) if name.startswith("@") else {name}
    return Condition(slot, frozenset(found), wanted)


def match(tree: Tree, i: int, table: str = "frames", types: frozenset[str] = frozenset()) -> list[Frame]:
    """The frames that token `i` triggers in its company: the first that fits, and those that add a second event.

    With `types` those of these types alone.
    """
    found: list[Frame] = []
    for frame in frames(table).get(_kind(tree, i), ()):
        if (found and not frame.adds) or (types and frame.type not in types):
            continue
        if _particle(tree, i, frame.particle) and all(_holds(tree, i, c) for c in frame.when):
            found.append(frame)
    return found if any(not f.adds for f in found) else []


def _kind(tree: Tree, i: int) -> tuple[str, str]:
    """v, n or a, and the lemma; "the killing of" is a noun whatever the tagger says."""
    t = tree.tokens[i]
    named = tree.children(i, "det", "poss") or (t.dep == "pobj" and tree.children(i, "prep"))
    if t.tag == "VBG" and (named or (tree.is_means(i) and tree.object(i) is None)):
        return "n", t.text.lower()
    if t.pos in {"VERB", "AUX"}:
        return "v", t.lemma
    if t.pos in NOUNS:
        return "n", t.lemma
    return ("a", t.lemma) if t.pos == "ADJ" else ("", "")


def _particle(tree: Tree, i: int, particle: str) -> bool:
    if not particle:
        return True
    deps = ("prt", "advmod", "acomp", "oprd", "npadvmod", "amod", "ccomp", "advcl", "xcomp")
    beside = [c for c in tree.children(i, "prep") if c == i + 1]  # "gave in", not "gave food in spring"
    return particle in {tree.tokens[c].lemma for c in [*tree.children(i, *deps), *beside]}


def _holds(tree: Tree, i: int, condition: Condition) -> bool:
    return _found(tree, i, condition) is condition.wanted


def _found(tree: Tree, i: int, condition: Condition) -> bool:
    if condition.slot == "near":
        return any(tree.tokens[k].lemma in condition.words for k in _clause(tree, i))
    tokens = _slot(tree, i, condition.slot)
    if not condition.words:
        return bool(tokens)
    named = PLACE in condition.words and any(tree.labels.get(k) in PLACES for k in tokens)
    return named or any(tree.tokens[k].lemma in condition.words for k in tokens)


def _clause(tree: Tree, i: int) -> list[int]:
    """The tokens of the sentence part under the nearest verb at or above `i`."""
    top = i
    for a in tree.ancestors(i):
        top = a
        if tree.tokens[a].pos == "VERB":
            break
    return tree.subtree(top)


def _slot(tree: Tree, i: int, slot: str) -> list[int]:
    """The tokens in the named slot of trigger `i`, with the modifiers before a noun."""
    match slot:
        case "aim":
            return tree.aims(i)
        case "wish":
            return tree.wishes(i)
        case "mod":
            return tree.children(i, "amod", "compound", "nmod", "poss")
        case "comp":
            clauses = tree.children(i, *COMPLEMENTS)
            return clauses + [a for c in clauses for a in tree.children(c, "aux", "neg", "xcomp")]
    nouns = [k for head in _heads(tree, i, slot) for k in tree.conjuncts(head)]
    return [word for k in nouns for noun in dict.fromkeys((k, tree.below(k))) for word in tree.noun_words(noun)]


def _heads(tree: Tree, i: int, slot: str) -> list[int]:
    """The nouns in a slot: who does it, what it is done to, what holds it, or what hangs on it by a preposition."""
    t, struck = tree.tokens[i], tree.object(i)
    match slot:
        case "subj":
            found = [tree.doer(i)]
        case "obj" if tree.passive(i):
            found = [tree.subject(i)]
        case "obj":
            found = [struck, *tree.children(i, "acomp", "attr", "oprd")]
        case "holder":
            found = [t.head] if t.dep in {"dobj", "nsubjpass", "pobj"} else []
        case _:
            links = slot.split("/")
            found = [k for n in (i, struck) if n is not None for k in tree.prepositional(n, *links)]
    return [k for k in found if k is not None]
