"""A codebook of one's own: from the user's file to what codes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def learn(file: Path, out: Path) -> dict[str, float]:
    """Learn the types of a YAML file into `out`; gives for each the share of its examples told when left out.

    Raises InputError when the file is no codebook, or `out` cannot be written.
    """
    if not out.parent.is_dir():
        raise InputError(str(out), "there is no such folder", "Name a file in a folder that there is")
    from diurna.reading import codebook
    from diurna.reading.encoder import Encoder

    heads, told = codebook.train(codebook.kinds(file), Encoder())
    try:
        heads.save(out)
    except OSError as error:
        raise InputError(
            str(out), f"it cannot be written ({error.strerror})", "Name another file with --out"
        ) from error
    return told
