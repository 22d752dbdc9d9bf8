"""`diurna codebook train`, and coding with what it learned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

TYPES = """types:
- name: CATTLE_RAID
  definition: armed people take livestock from herders
  examples:
  - Raiders drove off 300 cows from a kraal near Pibor at dawn.
  - Gunmen on motorbikes took the goats of two families in Zamfara.
  - Forty camels were stolen from nomads in Darfur, a sheikh said.
  - Herders in Turkana lost their sheep to armed men from across the border.
  - Rustlers fled with the oxen of a village in Karamoja.
"""


def test_a_codebook_is_learned_and_coded_with(diurna: Run, tmp_path: Path) -> None:
    file, page = tmp_path / "raids.yaml", tmp_path / "page.txt"
    file.write_text(TYPES, encoding="utf-8")
    page.write_text("Armed raiders drove away 90 cows from herders in Jonglei on Friday, an official said.", "utf-8")
    code, out, _ = diurna("codebook", "train", str(file), "--json")
    assert code == 0
    learned = json.loads(out)["codebook"]
    code, out, _ = diurna("code", str(page), "--codebook", learned, "--json", "--published", "2025-03-01")
    assert code == 0
    (event,) = [e for e in json.loads(out)["events"] if e["type"] == "CATTLE_RAID"]
    assert event["confidence"] > 0.5
    assert event["evidence"]


def test_a_file_that_is_none_is_refused(diurna: Run, tmp_path: Path) -> None:
    file = tmp_path / "raids.yaml"
    file.write_text("types: 3", encoding="utf-8")
    code, _, err = diurna("codebook", "train", str(file))
    assert code == 2
    assert "has no list of types" in err
    file.write_text(TYPES, encoding="utf-8")
    code, _, err = diurna("codebook", "train", str(file), "--out", str(tmp_path / "none" / "raids.codebook"))
    assert code == 2
    assert "no such folder" in err
    code, _, err = diurna("code", "-", "--codebook", str(file))
    assert code == 2
    assert "no trained codebook" in err


def test_a_file_that_is_no_yaml_is_told_by_its_line(diurna: Run, tmp_path: Path) -> None:
    file = tmp_path / "raids.yaml"
    file.write_text("types:\n  - name: [RAID\n", encoding="utf-8")
    code, _, err = diurna("codebook", "train", str(file))
    assert code == 2
    assert "line 3: it is not YAML" in err
    file.write_bytes(b"\xff\xfe types")
    assert "no text in UTF-8" in diurna("codebook", "train", str(file))[2]
