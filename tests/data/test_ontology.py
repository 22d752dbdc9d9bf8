"""The ontology tables agree with each other, and the derived fields follow from them."""

from __future__ import annotations

import dataclasses
from itertools import product

import pytest

from diurna.coding.derive import derive
from diurna.data import table
from diurna.errors import ModelError
from diurna.records import Count, Mention, Party

TYPES = {row["type"]: row for row in table("ontology/types.tsv")}
MODES = {(row["type"], row["mode"]) for row in table("ontology/modes.tsv")}
CONTEXTS = {row["context"] for row in table("ontology/contexts.tsv")}
SECTORS = {row["sector"]: row["class"] for row in table("ontology/sectors.tsv")}
CODES = {row["cameo"]: row for row in table("ontology/cameo.tsv")}
STATUSES = ("occurred", "planned", "alleged", "denied", "hypothetical")
CASES = table("ontology/cases.tsv")


def words(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def parties(cell: str) -> tuple[Party, ...]:
    pairs = [word.split(":") for word in words(cell)]
    return tuple(Party(f"p{i}", f"p{i}", country, sector) for i, (country, sector) in enumerate(pairs))


def counts(cell: str) -> tuple[Count, ...]:
    return tuple(Count(word.split()[0], int(word.split()[1]), None, word) for word in words(cell))


def mention(row: dict[str, str]) -> Mention:
    return Mention(
        id="e1",
        type=row["type"],
        modes=words(row["modes"]),
        status=row["status"],  # type: ignore[arg-type]
        actors=parties(row["actors"]),
        recipients=parties(row["recipients"]),
        date=None,
        place=None,
        counts=counts(row["counts"]),
        attribution="",
        evidence=(),
        contexts=words(row["contexts"]),
    )


@pytest.mark.parametrize("row", CASES, ids=lambda row: " ".join(v for v in list(row.values())[:7] if v))
def test_a_case_gets_the_derived_fields_written_beside_it(row: dict[str, str]) -> None:
    made = derive(mention(row))
    assert (made.plover, made.quad, made.score) == (row["plover"], int(row["quad"]), float(row["score"]))
    assert made.cameo == row["cameo"]
    assert (made.acled_event, made.acled_sub_event) == (row["event_type"], row["sub_event_type"])


def test_every_type_has_a_case() -> None:
    assert {row["type"] for row in CASES} == set(TYPES)


def test_deriving_again_changes_nothing_and_only_derived_fields_change() -> None:
    derived = {"plover", "quad", "score", "cameo", "acled_event", "acled_sub_event"}
    for row in CASES:
        given = mention(row)
        made = derive(given)
        assert derive(made) == made
        changed = {f.name for f in dataclasses.fields(made) if getattr(made, f.name) != getattr(given, f.name)}
        assert changed <= derived


def test_every_type_mode_and_status_gets_a_quad_a_score_and_a_cameo_code_of_the_right_sign() -> None:
    for (kind, mode), status in product([*MODES, *((name, "") for name in TYPES)], STATUSES):
        row = {"type": kind, "modes": mode, "status": status, "actors": "", "recipients": "", "counts": ""}
        made = derive(mention({**row, "contexts": ""}))
        assert made.plover in TYPES
        assert made.quad == int(TYPES[made.plover]["quad"])
        assert made.cameo in CODES
        assert made.score >= 0 or made.quad >= 3


def test_an_unknown_type_is_an_error_that_names_it() -> None:
    row = {"type": "FEAST", "modes": "", "status": "occurred", "contexts": "", "actors": "", "recipients": ""}
    with pytest.raises(ModelError, match="FEAST"):
        derive(mention({**row, "counts": ""}))


def test_there_are_16_types_37_contexts_24_sectors_and_315_cameo_codes() -> None:
    assert (len(TYPES), len(CONTEXTS), len(SECTORS), len(CODES)) == (16, 37, 24, 315)
    assert len(MODES) == len(table("ontology/modes.tsv"))  # none twice


def test_modes_of_one_type_never_tie_with_opposite_signs() -> None:
    scores: dict[str, set[float]] = {}
    for row in table("ontology/modes.tsv"):
        scores.setdefault(row["type"], set()).update({float(row["score"])} if row["score"] else ())
    assert not [kind for kind, known in scores.items() for score in known if score and -score in known]


def test_the_crosswalks_name_only_what_the_other_tables_know() -> None:
    for row in table("ontology/cameo.tsv"):
        assert row["type"] == "" or row["type"] in TYPES
        assert row["mode"] == "" or (row["type"], row["mode"]) in MODES
        assert set(words(row["contexts"])) <= CONTEXTS
    for row in table("ontology/plover_cameo.tsv"):
        assert row["cameo"] in CODES
        assert row["plover"] in {*TYPES, "*"}
        assert all((row["type"], mode) in MODES for mode in words(row["mode"]) if mode != "*")
        assert set(words(row["context"])) <= CONTEXTS | {"*"}


def test_the_acled_rules_name_known_types_modes_and_sides_and_acleds_own_sub_events() -> None:
    sides = {*SECTORS, *SECTORS.values(), "-", "*"}
    seen = set()
    for row in table("ontology/acled.tsv"):
        kinds = words(row["type"])
        assert set(kinds) <= set(TYPES)
        assert all(any((kind, mode) in MODES for kind in kinds) for mode in words(row["modes"]) if mode != "*")
        for cell in (row["actors"], row["recipients"]):
            assert {name.strip() for group in cell.split("+") for name in group.split("/")} <= sides
        seen.add((row["event_type"], row["sub_event_type"]))
    assert {event for event, _ in seen if event} == {
        "Battles",
        "Explosions/Remote violence",
        "Protests",
        "Riots",
        "Strategic developments",
        "Violence against civilians",
    }


def test_a_cameo_code_of_a_type_without_announcement_leads_back_to_the_same_type() -> None:
    for row in table("ontology/plover_cameo.tsv"):
        if row["plover"] == "*" and row["cameo"] != "0831":  # CAMEO has a resignation as yielding to a demand only
            assert CODES[row["cameo"]]["type"] == row["type"], row
