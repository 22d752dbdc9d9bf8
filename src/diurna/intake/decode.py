"""Bytes to text, once and carefully: byte order mark, UTF-8, declared charset, then a guess. Binary junk is refused."""

from __future__ import annotations

import codecs
import re
import unicodedata

from diurna.errors import InputError

MARKS = (  # UTF-32 before UTF-16: the mark of the one begins with the mark of the other
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNPACK, AS_TEXT = "Unpack it first.", "Give HTML or plain text."
MAGIC = (
    (b"%PDF", "a PDF document", AS_TEXT),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)", "Unpack it first, or save it as text."),
    (b"\x1f\x8b", "gzip-compressed data", UNPACK),
    (b"BZh", "bzip2-compressed data", UNPACK),
    (b"\xfd7zXZ", "xz-compressed data", UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", UNPACK),
    (b"\x89PNG", "a PNG image", AS_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", AS_TEXT),
    (b"GIF8", "a GIF image", AS_TEXT),
    (b"PAR1", "a Parquet table", "Give its file the ending .parquet."),
    (b"SQLite format 3", "an SQLite database", AS_TEXT),
    (b"\x7fELF", "a program", AS_TEXT),
)
WIDER = {  # what browsers read when a page declares the left one
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
DECLARED = re.compile(rb"""(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
CHARSETS = (
    "utf-8",
    "iso",
    "cp",
    "koi8",
    "gb",
    "big5",
    "euc",
    "shift_jis",
    "mac",
    "tis",
    "hz",
)  # not codecs like "idna"
HEAD = 4_096  # a charset declared later than this is not looked at (browsers stop at 1,024)
SAMPLE = 100_000  # characters or bytes looked at to judge whether it is text at all
JUNK = 0.05  # share of characters that no text holds; compressed data has .1 to .5, damaged text under .02
FOREIGN = re.compile(rb"[\x80-\xff]{4}")  # four letters in a row that are not ASCII: hardly Western European
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
ESCAPES = re.compile("[\udc80-\udcff]+")
UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")


def text(data: bytes, subject: str, *, html: bool = False) -> str:
    """The text of `data`; `html` lets it look for a declared charset. Raises InputError for nothing and for junk."""
    if not data.strip():
        raise InputError(subject, "the input is empty", "Give a page with text.")
    refuse_others(data, subject)
    found = _decoded(data, html)
    if _junk(found):
        raise InputError(subject, "this is binary data, not text", "Give HTML or plain text in UTF-8.")
    return found


def refuse_others(data: bytes, subject: str) -> None:
    """Raises InputError when `data` begins as a file of another kind than text does."""
    for magic, name, mend in MAGIC:
        if data.startswith(magic):
            raise InputError(subject, f"this is {name}, not text", mend)


def _decoded(data: bytes, html: bool) -> str:
    for mark, codec in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    found = data.decode("utf-8", "surrogateescape")
    wrong = sum(len(m.group()) for m in ESCAPES.finditer(found))
    declared = _declared(data) if html else ""
    if wrong == 0 and not declared.startswith(("iso2022", "hz")):
        return found
    if declared and declared != "utf-8":
        return data.decode(declared, "replace")
    mostly_utf8 = wrong <= sum(not c.isascii() for c in found) - wrong
    return mended(found) if mostly_utf8 else _guessed(data)


def _declared(data: bytes) -> str:
    match = DECLARED.search(data[:HEAD])
    if not match:
        return ""
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return ""
    return WIDER.get(name, name) if name.startswith(CHARSETS) else ""


def _guessed(data: bytes) -> str:
    """Text that is not UTF-8 and does not say what it is."""
    from charset_normalizer import from_bytes

    if not FOREIGN.search(data):  # a Western text: here and there an accent or a curly quote
        return data.decode("cp1252", "replace")
    best = from_bytes(data[:SAMPLE]).best()
    return data.decode(best.encoding if best else "utf-8", "replace")


def mended(found: str) -> str:
    """`found`, decoded with surrogateescape, with the stray bytes in it read as Windows-1252."""

    def stray(match: re.Match[str]) -> str:
        return match.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace")

    return ESCAPES.sub(stray, found)


def _junk(found: str) -> bool:
    sample = found[:SAMPLE]
    wrong = len(CONTROLS.findall(sample)) + sample.count("\ufffd")
    if not sample.isascii():
        wrong += sum(unicodedata.category(c) in {"Cn", "Co"} for c in sample if c > "\u02ff")
    return wrong > 3 and wrong / len(sample) > JUNK


def clean(found: str) -> str:
    """NFC, without NUL, control characters, lone surrogates and byte order marks."""
    return unicodedata.normalize("NFC", UNFIT.sub("", found))
