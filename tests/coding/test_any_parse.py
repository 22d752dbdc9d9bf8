"""However a parser errs, the coder gives sound mentions: known types and modes, honest evidence, no exception."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import data
from diurna.coding import FOREIGN, aside, code
from diurna.records import Party, PartyAt, Place, PlaceAt, Reading, Sentence, Story, Token, When, WhenAt

WORDS = (
    "police army Israel Kenya minister arrest attack talks deny accuse urge vow kill protest sanction release threaten "
    "by of to with against on in that who not will may had said dozens 12 no the a killed visit strike trial court"
).split()
POS = [
    ("VERB", "VBD"),
    ("VERB", "VB"),
    ("VERB", "VBN"),
    ("NOUN", "NN"),
    ("PROPN", "NNP"),
    ("ADP", "IN"),
    ("AUX", "MD"),
    ("NUM", "CD"),
    ("ADJ", "JJ"),
]
DEPS = (
    "nsubj nsubjpass dobj prep pobj agent aux neg ccomp xcomp advcl relcl acl conj amod compound poss appos det mark "
    "dative oprd attr acomp nummod punct prt pcomp"
).split()
TYPES = {r["type"] for r in data.table("ontology/types.tsv")}
MODES = {(r["type"], r["mode"]) for r in data.table("ontology/modes.tsv")}


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A story of one or two sentences whose heads form trees, with any tags and labels."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    at = 0
    for block in range(draw(st.integers(1, 2))):
        base, n = len(tokens), draw(st.integers(1, 14))
        for k in range(n):
            word = draw(st.sampled_from(WORDS))
            pos, tag = draw(st.sampled_from(POS))
            head = base + (draw(st.integers(0, k - 1)) if k else 0)
            dep = draw(st.sampled_from(DEPS)) if k else "ROOT"
            tokens.append(Token(word, word.lower(), pos, tag, dep, head, at, at + len(word)))
            at += len(word) + 1
        sentences.append(Sentence(base, len(tokens), "text", block + 1))
    text = " ".join(t.text for t in tokens)
    return Reading(Story("s", "", text, published=date(2025, 3, 4)), tuple(tokens), tuple(sentences), ())


@given(readings(), st.data())
@settings(max_examples=400, deadline=None)
def test_any_tree_of_words_is_coded_soundly(reading: Reading, found: st.DataObject) -> None:
    spots = st.lists(st.integers(0, len(reading.tokens) - 1), max_size=5, unique=True)
    party = st.sampled_from(
        [Party("Kenya", "Kenya", "KEN", "GOV"), Party("police", "police", "", "COP"), Party("UN", "UN", "IGO")]
    )
    parties = [PartyAt(i, i + 1, i, found.draw(party)) for i in found.draw(spots)]
    place = Place("Nairobi", "Nairobi", "KEN", -1.3, 36.8, 184745, "city")
    places = [PlaceAt(i, i + 1, place) for i in found.draw(spots)]
    when = When("Monday", date(2025, 3, 3), date(2025, 3, 3), "day")
    times = [WhenAt(i, i + 1, when) for i in found.draw(spots)]
    mentions = code(reading, parties=parties, places=places, times=times, political=found.draw(st.booleans()))
    assert len({m.id for m in mentions}) == len(mentions)
    for m in mentions:
        assert m.type in TYPES
        assert {(m.type, mode) for mode in m.modes} <= MODES
        assert m.evidence
        assert all(reading.story.text[e.start : e.end] == e.quote for e in m.evidence)
        assert all(c.min <= (c.max if c.max is not None else c.min) for c in m.counts)


@given(st.text(max_size=600), st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_scope(text: str, title: str) -> None:
    told = aside(Story("s", title, text))
    assert told in {"", FOREIGN, *(row["domain"] for row in data.table("coding/domains.tsv"))} - {"politics"}
    assert aside(Story("s", title, text), political=False) in ("", FOREIGN)
