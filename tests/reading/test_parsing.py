"""The parse in steps and the forms kept are those of the shipped pipeline."""

from __future__ import annotations

from diurna.reading.english import load
from diurna.reading.parsing import BATCH, Parser
from diurna.reading.products import quicken

SENTENCES = [
    "Dockers in Mombasa walked out on Tuesday after the port authority refused to reopen wage talks.",
    "There was  a clash near Kidal, and two soldiers were killed, the army said.",
    "\"Let's go home,\" said Marek Dolan; \"it ain't over, and we're gonna see y'all in Split.\"",
    "They gotta do what they did in 2019, don't they?",
    "No",
]


def test_words_names_and_heads_are_those_of_the_pipeline() -> None:
    shipped, parser = load(), Parser(quicken(load()))
    many = SENTENCES * (BATCH // len(SENTENCES) + 1)  # the second time the forms are known
    for text, doc in zip(many, parser.parse(many), strict=True):
        wanted = shipped(text)
        assert [e.label_ for e in doc.ents] == [e.label_ for e in wanted.ents]
        assert [t.head.i for t in doc] == [t.head.i for t in wanted]
        forms = [(t.text, t.lemma_, t.pos_, t.tag_, t.dep_) for t in wanted]
        assert [form[:5] for form in parser.forms(doc)] == forms
