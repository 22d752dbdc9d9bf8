"""Whatever the parser gives, the room answers, and its spans stay inside the sentences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.parties import Register, find
from diurna.records import Name, Reading, Sentence, Story, Token

REGISTER = Register()
WORDS = st.sampled_from(
    [
        "the",
        "Israeli",
        "and",
        "soldiers",
        "of",
        "in",
        "Kenya",
        "police",
        "-",
        "pro",
        "'s",
        "Modi",
        "President",
        "former",
        "Hamas",
        "leader",
        "UN",
        "his",
        "they",
        "he",
        "thousands",
        "U.S.",
        "minister",
        ",",
        "(",
        "BGB",
        ")",
        "rebels",
        "Paris",
        "group",
        "Ali",
        "Dhaka",
        "University",
        "met",
        "12",
        "former",
        "court",
        "I",
    ]
) | st.text(min_size=1, max_size=6).filter(lambda word: bool(word.strip()))
DEPS = st.sampled_from(
    [
        "nsubj",
        "dobj",
        "compound",
        "amod",
        "poss",
        "prep",
        "pobj",
        "appos",
        "conj",
        "cc",
        "det",
        "ROOT",
        "punct",
        "nummod",
        "case",
    ]
)
TAGS = st.sampled_from(["NOUN", "PROPN", "ADJ", "PRON", "VERB", "ADP", "DET", "NUM", "PUNCT", "PART"])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    chosen = draw(st.lists(st.tuples(WORDS, DEPS, TAGS), max_size=14))
    text, tokens = "", []
    for word, dep, pos in chosen:
        head = draw(st.integers(0, len(chosen) - 1))
        tokens.append(Token(word, word.lower(), pos, pos, dep, head, len(text), len(text) + len(word)))
        text += word + " "
    cut = draw(st.integers(0, len(tokens)))
    spans = [(0, cut), (cut, len(tokens))]
    sentences = tuple(Sentence(a, b, "text", 0) for a, b in spans if a < b)
    names = tuple(Name(a, b, draw(st.sampled_from(["PERSON", "ORG", "GPE"]))) for a, b in spans if a < b)
    return Reading(Story("s", "", text), tuple(tokens), sentences, names)


@settings(max_examples=300, deadline=None)
@given(readings(), st.sampled_from(["", "KEN"]))
def test_any_parse_gives_parties_inside_its_sentences(reading: Reading, home: str) -> None:
    for found in find(reading, REGISTER, on=None, home=home):
        assert any(
            s.start <= found.start < found.end <= s.end and s.start <= found.head < s.end for s in reading.sentences
        )
        start, end = reading.tokens[found.start].start, reading.tokens[found.end - 1].end
        assert reading.story.text[start:end] == found.party.text
        assert found.party.name
        assert found.party.rule
