"""The parse of sentences by the pipeline's parts, and part of speech and lemma by its rules.

spaCy itself decides word by word with Python's lock laid down, and takes it up again to look for errors in the midst of
each decision: half the time of its names. Here all sentences of a batch take each step together, with the lock held.
Its rules for parts of speech and lemmas look at one word at a time, so they are asked once for a word, tag and label.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

BATCH = 64  # sentences
WHOLE, STEPPED = ("tok2vec", "tagger"), ("parser", "ner")  # parts that give all at once, and those that go by steps
# The rules look at what follows these words ("let's", "gonna", "ain't") or this label ("there was").
OPENERS, OPENING = {"ai", "c'm", "gon", "got", "let", "y", "y'"}, "expl"
KEPT = 1 << 16  # words with tag and label whose form is kept


class Form(NamedTuple):
    """A word with its tag and label, and what the rules make of them."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    opens: bool = False  # the rules look at the next word too


class Parser:
    """Parses with a loaded pipeline of spaCy."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._form = lru_cache(KEPT)(self._made)

    def parse(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Give each sentence with tags, heads, labels and names."""
        for n in range(0, len(texts), BATCH):
            docs = [self._nlp.make_doc(text) for text in texts[n : n + BATCH]]
            for name in (*WHOLE, *STEPPED):
                part = self._nlp.get_pipe(name)
                part.set_annotations(docs, _stepped(part, docs) if name in STEPPED else part.predict(docs))
            yield from docs

    def forms(self, doc: Doc) -> list[Form]:
        """The words of a parsed sentence with part of speech and lemma."""
        found = [self._form(*ids) for ids in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        return self._ruled(doc) if any(form.opens for form in found) else found

    def _made(self, orth: int, tag: int, dep: int) -> Form:
        from spacy.tokens import Doc

        names = self._nlp.vocab.strings
        alone = Doc(self._nlp.vocab, words=[names[orth]], tags=[names[tag]], deps=[names[dep]])
        form = self._ruled(alone)[0]
        return form._replace(opens=form.dep == OPENING or form.text.lower() in OPENERS)

    def _ruled(self, doc: Doc) -> list[Form]:
        for name in ("attribute_ruler", "lemmatizer"):
            self._nlp.get_pipe(name)(doc)
        return [Form(t.text, t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc]


def _stepped(part: Any, docs: Sequence[Doc]) -> Any:
    """What spaCy's `greedy_parse` gives."""
    states = going = part.moves.init_batch(docs)
    model = part.model.predict(docs)
    while going := [state for state in going if not state.is_final()]:
        part.transition_states(going, model.predict(going))
    model.clear_memory()
    return states
