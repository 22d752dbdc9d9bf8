"""The bytes of an HTML page to text. Pages that came through the intake are UTF-8; others say what they are."""

from __future__ import annotations

import codecs
import re

DECLARED = re.compile(rb"""(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
CHARSETS = (
    "iso8859-",
    "iso2022",
    "cp",
    "koi8",
    "gb",
    "big5",
    "euc",
    "shift_jis",
    "mac",
    "tis",
)  # not codecs like "idna"
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def html(data: bytes) -> str:
    """The text of a page: by its byte order mark, as UTF-8, as declared, else as Windows-1252."""
    for mark, codec in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_declared(data), "replace")


def _declared(data: bytes) -> str:
    match = DECLARED.search(data[:4_096])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else "cp1252"
    except LookupError:
        return "cp1252"
    return name if name.startswith(CHARSETS) else "cp1252"
