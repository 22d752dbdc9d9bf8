"""Fellows: who does it too, where words beside the act say so: "as did Chile", "joined by Norway", "and Prague two"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.spots import NAMED_LAND, Parties, once, role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree

TOO = {"so", "as", "too", "likewise"}
BESIDE = {"together", "along", "alongside"}
LISTED = {"conj", "appos"}


def fellows(tree: Tree, draft: Draft, parties: Parties) -> list[Role]:
    """Who else does what the verb tells, less those who stand in its own list."""
    i = draft.trigger
    if tree.tokens[i].pos != "VERB" or tree.passive(i):
        return []
    named = [r for k in (*_do_so(tree, i), *_with_them(tree, i)) for r in parties.of(k)]
    return once([*named, *_gapped(tree, i, parties)])


def _do_so(tree: Tree, i: int) -> Iterator[int]:
    """ "And so did Peru", "as did Togo and Benin", "Jordan did too", "Norway followed suit"."""
    for k in tree.children(i, "conj", "advcl"):
        said = {tree.tokens[n].lemma for n in tree.children(k, "advmod", "mark", "dobj")}
        suit = tree.tokens[k].lemma == "follow" and "suit" in said
        doer = next(iter(tree.children(k, "nsubj")), None)
        if tree.children(k, "aux"):  # "as Chad had done before": another day's act
            continue
        if doer is not None and (suit or (tree.tokens[k].lemma == "do" and said & TOO)):
            yield doer


def _with_them(tree: Tree, i: int) -> Iterator[int]:
    """ "The EU, joined by Norway, imposed sanctions", "Ghana, together with Togo, sent troops", "marched
    alongside nurses".
    """
    who = next(iter(tree.children(i, "nsubj")), None)
    for k in (*tree.children(i, "advcl"), *(tree.children(who, "acl") if who is not None else ())):
        by = tree.agent(k) if tree.tokens[k].lemma == "join" and tree.tokens[k].tag == "VBN" else None
        if by is not None:
            yield by
    for k in (*tree.children(i, "prep"), *(tree.children(who, "prep") if who is not None else ())):
        noun = _beside_whom(tree, k)
        if noun is not None:
            yield noun


def _beside_whom(tree: Tree, k: int) -> int | None:
    """The noun after "alongside", "together with", "along with"."""
    if tree.tokens[k].lemma == "alongside" or any(tree.tokens[n].lemma in BESIDE for n in tree.children(k)):
        return tree.complement(k)
    inner = next(iter(tree.children(k, "prep")), None) if tree.tokens[k].lemma == "along" else None
    return tree.complement(inner) if inner is not None else None


def _gapped(tree: Tree, i: int, parties: Parties) -> list[Role]:
    """Lands of whom the verb is not said again: "Berlin expelled four diplomats and Prague two"."""
    what = tree.object(i)
    joined = tree.children(i, "conj") + ([] if what is None else _beside(tree, what))
    found = (at for k in joined if _has_own_number(tree, k) for at in parties.at(k))
    return [role(at) for at in found if at.party.rule.startswith(NAMED_LAND[:2])]


def _beside(tree: Tree, i: int) -> list[int]:
    """What hangs on a noun as the next of a list, and so on."""
    found = [i]
    for k in found:
        found += tree.children(k, *LISTED)
    return found[1:]


def _has_own_number(tree: Tree, k: int) -> bool:
    """Whether a number or a noun follows a name in a list without a verb between: "and Prague two", ", Rome a ship"."""
    if tree.tokens[k].pos != "PROPN" or tree.tokens[k - 1].text not in {",", "and"} or k + 1 == len(tree.tokens):
        return False
    return tree.tokens[k + 1].pos == "NUM" or tree.tokens[k + 1].lemma in {"a", "an"}
