"""A codebook of one's own: bad files are refused with a reason, good ones are learned and coded with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diurna.conduct import Coder
from diurna.errors import InputError
from diurna.reading import codebook
from diurna.reading.encoder import Encoder
from diurna.records import Story

if TYPE_CHECKING:
    from pathlib import Path

SMUGGLED = [
    "Customs officers in Mombasa found 200 tusks hidden under sacks of tea.",
    "Poachers shot two rhinos in the reserve and sawed off their horns.",
    "A truck carrying live pangolins was stopped at the border near Muse.",
    "Rangers seized snares and the meat of nine antelopes in Tsavo.",
    "Three men were caught with a leopard skin at the airport in Kathmandu.",
    "The gang sold abalone taken from the closed bay to buyers in Macau.",
]
TYPES = "types:\n- name: WILDLIFE_CRIME\n  definition: animals are killed or moved against the law\n  examples:\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "wild.yaml"
    path.write_text(TYPES + "".join(f"  - {s}\n" for s in SMUGGLED), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("types: [", "wild.yaml"),
        ("kinds: []", "no list of types"),
        ("types: [3]", "is no mapping"),
        ("types: [{name: protest, examples: [a]}]", "cannot be called"),
        ("types: [{name: PROTEST, examples: [a]}]", "cannot be called"),
        ("types: [{name: CATTLE_RAID, examples: [a, b]}]", "has 2 examples"),
        ("types: [{name: CATTLE_RAID, examples: a}]", "no list of sentences"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "wild.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        codebook.kinds(path)


def test_what_was_learned_codes_what_it_has_not_seen(file: Path, tmp_path: Path) -> None:
    heads, told = codebook.train(codebook.kinds(file), Encoder())
    assert 0 <= told["WILDLIFE_CRIME"] <= 1
    out = tmp_path / "wild.codebook"
    heads.save(out)
    text = (
        "Wardens in Kruger caught a poacher with the horns of two rhinos. The parliament in Oslo voted on the budget."
    )
    types = [m.type for m in Coder(codebook=out).story(Story("s", "", text))]
    assert types.count("WILDLIFE_CRIME") == 1


def test_a_codebook_of_another_encoder_is_refused(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heads, _ = codebook.train(codebook.kinds(file), Encoder())
    with monkeypatch.context() as other:
        other.setattr(codebook, "_encoder", lambda: "another")
        heads.save(tmp_path / "wild.codebook")
    with pytest.raises(InputError, match="another version of the encoder"):
        codebook.load(tmp_path / "wild.codebook")


def test_another_file_is_no_codebook(file: Path) -> None:
    with pytest.raises(InputError, match="no trained codebook"):
        codebook.load(file)
