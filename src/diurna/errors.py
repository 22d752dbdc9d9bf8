"""One tree of errors under DiurnaError. Each names the input, the reason and the mend in one line.

DiurnaError
├── InputError      something the user gave cannot be used: a file, a row, an argument (exit code 2)
├── RecordError     the record cannot be opened, read or written
│   └── EventError  one story or event cannot be kept as it stands; the record is well
└── ModelError      a model or knowledge file is missing or not the one that was pinned
"""

from __future__ import annotations


class DiurnaError(Exception):
    """An error with a one-line message: what was given, why it does not work, what to do instead."""

    def __init__(self, subject: str, reason: str, mend: str = "") -> None:
        super().__init__(subject, reason, mend)
        self.subject, self.reason, self.mend = subject, reason, mend

    @property
    def why(self) -> str:
        """The reason and what to do instead."""
        return f"{self.reason}. {self.mend}" if self.mend else self.reason

    def __str__(self) -> str:
        return f"{self.subject}: {self.why}" if self.subject else self.why


class InputError(DiurnaError):
    """Something the user gave cannot be used."""


class RecordError(DiurnaError):
    """The record cannot be opened, read or written."""


class EventError(RecordError):
    """One story or event cannot be kept as it stands; the record is well."""


class ModelError(DiurnaError):
    """A model or knowledge file is missing, or is not the one that was pinned."""
