"""Contexts follow from the words of the sentence, from modes and from parties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diurna import data
from diurna.coding.contexts import told
from diurna.conduct import Coder
from diurna.records import Mention, Story
from diurna.store import story_json
from diurna.store.export import story_contexts

CASES = [
    ("The court jailed the minister for bribery.", {"legal", "corruption"}),
    ("Cholera broke out in the camp for refugees.", {"health", "migration", "asylum"}),
    ("Voters in Benin choose a parliament on Sunday.", {"election", "legislative"}),
    ("Inspectors found enriched uranium at the site.", {"cbrn"}),
    ("The two navies searched for trawlers.", {"military", "natural_resource"}),
    ("Militants freed the last of the hostages.", {"terrorism"}),
    ("Both sides kept to the ceasefire, the island's mayor said.", set()),
    ("She sang at the harbour.", set()),
]


@pytest.mark.parametrize(("sentence", "contexts"), CASES, ids=[c[0][:25] for c in CASES])
def test_words_speak_of_contexts(sentence: str, contexts: set[str]) -> None:
    assert contexts <= told(sentence)
    assert contexts or not told(sentence)


def test_every_context_of_the_ontology_has_words_and_no_other() -> None:
    known = [row["context"] for row in data.table("ontology/contexts.tsv")]
    assert sorted(row["context"] for row in data.table("coding/contexts.tsv") if row["words"]) == sorted(known)


def test_a_story_has_the_contexts_of_its_first_event_and_of_a_third_of_all() -> None:
    said = (("cyber",), ("legal", "cyber"), ("legal",), ("gender",), ())
    plain = Mention("s:1", "ACCUSE", (), "occurred", (), (), None, None, (), "", ())
    mentions = [replace(plain, contexts=contexts) for contexts in said]
    assert story_contexts(mentions) == ["cyber", "legal"]
    assert story_contexts(mentions[2:]) == ["legal", "gender"]
    assert story_contexts([]) == []


def test_a_story_of_the_courts_has_to_do_with_law() -> None:
    text = "The court in Accra jailed two bankers for fraud on Monday. A judge in Kumasi fined a third banker."
    coded = Story("s", "", text)
    told = story_json(coded, Coder().story(coded))
    assert told["events"]
    assert told["contexts"][0] == "legal"
