"""Contexts follow from the words of the sentence, from modes and from parties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diurna import data
from diurna.coding import contexts
from diurna.coding.contexts import told
from diurna.conduct import Coder
from diurna.errors import ModelError
from diurna.records import Mention, Story
from diurna.store import story_json
from diurna.store.export import story_contexts

if TYPE_CHECKING:
    from pathlib import Path

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


def test_what_a_story_is_about_stands_without_a_cue() -> None:
    text = "Police fired at a crowd of students in Sokodé on Monday. Two students were killed and forty were arrested."
    assert not told(text)
    assert any("repression" in mention.contexts for mention in Coder().story(Story("s", "", text)))


def test_a_mode_brings_its_context() -> None:
    coded = Coder().story(Story("s", "", "Hackers paid by Moldova attacked the servers of Romania's post office."))
    assert all("cyber" in mention.contexts for mention in coded if "cyber" in mention.modes)
    assert any("cyber" in mention.modes for mention in coded)


def test_weights_are_the_pinned_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("contexts.npz", "contexts.npz.sha256"):
        (tmp_path / name).write_bytes(data.path(f"coding/{name}").read_bytes())
    with (tmp_path / "contexts.npz").open("ab") as file:
        file.write(b"more")
    monkeypatch.setattr(data, "path", lambda _: tmp_path / "contexts.npz")
    with pytest.raises(ModelError, match="not the pinned ones"):
        contexts.pinned()
