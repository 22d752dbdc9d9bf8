"""Counts are read as the codebook reads them, each on its words."""

from __future__ import annotations

from functools import cache

import pytest

from diurna.coding import counts
from diurna.coding.draft import Span
from diurna.coding.tree import Tree
from diurna.reading import Reader, open_reader
from diurna.records import Story

CASES = [
    ("The blast killed at least 30 people and wounded dozens.", {"killed": (30, None), "injured": (24, None)}),
    ("Five soldiers were killed and 12 injured in the raid.", {"killed": (5, 5), "injured": (12, 12)}),
    ("Police arrested more than 200 protesters in Lima.", {"arrested": (200, None)}),
    ("Rebels killed 11 displaced people at a camp.", {"killed": (11, 11)}),
    ("Soldiers rescued 12 kidnapped women.", {}),
    ("No casualties were reported.", {"killed": (0, 0), "injured": (0, 0)}),
    ("The death toll rose to 21, officials said.", {"killed": (21, 21)}),
    ("The number of people killed on Sunday has risen to nine after two of the injured died.", {"killed": (9, 9)}),
    ("The number of dead in the Puno blast climbed to 21 as two more bodies were found.", {"killed": (21, 21)}),
    ("The number of wounded reached at least 40.", {"injured": (40, None)}),
    ("Two hundred people died when the shells landed.", {"killed": (200, 200)}),
    ("An explosion left four dead and nine wounded.", {"killed": (4, 4), "injured": (9, 9)}),
    ("Several people were hurt.", {"injured": (3, None)}),
    ("Nobody was injured.", {"killed": (0, 0), "injured": (0, 0)}),
    ("Dozens of activists have been detained.", {"arrested": (24, None)}),
    ("Some 3,000 demonstrators marched.", {"participants": (3000, 3000)}),
    ("Between 20 and 30 villagers were killed.", {"killed": (20, 30)}),
    ("15 to 20 people were hurt", {"injured": (15, 20)}),
    ("A dozen policemen were wounded", {"injured": (12, 12)}),
    ("A bombing killed four Americans.", {"killed": (4, 4)}),
    ("Squad 88 arrested seven men.", {"arrested": (7, 7)}),
    ("Several thousand people marched.", {"participants": (3000, None)}),
    ("Some 1.2 million people were displaced.", {"displaced": (1_200_000, 1_200_000)}),
    ("Forty-two miners were killed.", {"killed": (42, 42)}),
    ("Half a dozen guards were injured.", {"injured": (6, 6)}),
    ("A crowd of 5,000 marched.", {"participants": (5000, 5000)}),
    ("A man was shot dead in Puno.", {"killed": (1, 1)}),
    ("A 19-year-old was shot dead in Puno.", {"killed": (1, 1)}),
    ("Two guards were fatally wounded in Puno.", {"killed": (2, 2)}),
    ("17 militiamen and five soldiers were killed.", {"killed": (22, 22)}),
    ("The bishop condemned the murder of six priests in Puno.", {"killed": (6, 6)}),
    ("Gunmen shot two missionaries to death near the lake.", {"killed": (2, 2)}),
    ("Maria Soto and Pedro Ramos were killed on Monday.", {"killed": (2, 2)}),
    ("The judge's murder led to a strike.", {"killed": (1, 1)}),
    ("Soldiers killed six priests and a cook.", {"killed": (7, 7)}),
    ("A corporal and four recruits died in the raid.", {"killed": (5, 5)}),
    ("Six nuns, their cook and her son were murdered.", {"killed": (8, 8)}),
    ("Gunmen murdered Juan Quispe, his cousin and fellow founder of the party.", {"killed": (1, 1)}),
    ("A blast wounded two hostages, an American and a Briton.", {"injured": (2, 2)}),
    (
        "The raid left two peasants dead and nine wounded, among them four children.",
        {"killed": (2, 2), "injured": (9, 9)},
    ),
    ("Sergeant Juan Quispe and two recruits lost their lives.", {"killed": (3, 3)}),
    ("A retired judge was riddled with bullets in Puno.", {"killed": (1, 1)}),
    ("Deputy Pedro Ruiz, 57, was killed in Puno.", {"killed": (1, 1)}),
    ("Eight persons, six of them priests, were murdered.", {"killed": (8, 8)}),
    ("In the fighting, 28 of the rebels, seven soldiers and two policemen died.", {"killed": (37, 37)}),
    ("The police killed a guerrilla.", {"killed": (1, 1)}),
    ("The bomb caused no victims.", {"killed": (0, 0), "injured": (0, 0)}),
    ("Rebels torched 40 huts and three trucks.", {"houses": (40, 40), "vehicles": (3, 3)}),
    ("At least nine fishermen are missing.", {"missing": (9, None)}),
    ("One guard was killed and no one was injured.", {"killed": (1, 1), "injured": (0, 0)}),
    ("Twelve people, including two children, were killed.", {"killed": (12, 12)}),
    ("Armed men stopped two buses and shot dead four passengers.", {"killed": (4, 4)}),
    ("In July gunmen of the group shot dead a district commissioner on the road.", {"killed": (1, 1)}),
    ("The war killed tens of thousands.", {"killed": (20_000, None)}),
    ("No one was hurt in the shooting.", {"killed": (0, 0), "injured": (0, 0)}),
    ("Six members were being treated for injuries at the hospital.", {"injured": (6, 6)}),
    ("Twelve miners lost their lives.", {"killed": (12, 12)}),
    ("Iran hanged three men on Monday.", {"killed": (3, 3)}),
    ("A retired colonel was gunned down in Puno.", {"killed": (1, 1)}),
    ("Two men were sentenced to death in Puno.", {}),
    ("Police held three men over the theft.", {"arrested": (3, 3)}),
    ("The coast guard detained a tanker.", {}),
    ("Pirates hijacked a tanker.", {}),
    ("Rebels captured four soldiers.", {"abducted": (4, 4)}),
    ("Rebels captured 11 rifles.", {}),
    ("Peru hailed the release of four sailors.", {"released": (4, 4)}),
    ("Peru released 900 million euros.", {}),
    ("The rally drew 4,000 people.", {"participants": (4000, 4000)}),
    ("Peru sent back 1,200 migrants.", {"deported": (1200, 1200)}),
    ("One person was killed and three others injured.", {"killed": (1, 1), "injured": (3, 3)}),
    ("Gunmen killed a Colombian near the river.", {"killed": (1, 1)}),
    ("The raid killed the priests Juan Quispe, Luis Soto and Raul Mamani.", {"killed": (3, 3)}),
    ("The shelling killed 14 cows.", {}),
    ("Killing at least nine people, a guard and two nurses said, the bomb went off.", {"killed": (9, None)}),
    ("The flood killed 30 people.", {}),
    ("OSLO, May 20 - Four people were killed in Bergen.", {"killed": (4, 4)}),
    ("Twenty-four people were killed in Bergen.", {"killed": (24, 24)}),
    ("Peru was hurt by the ban.", {}),
    ("The bus was late and nobody minded.", {}),
    ("The minister, 61, was not available.", {}),
]


def test_schools_are_not_the_students_of_them() -> None:
    march, crowd = "Students of three schools marched in Kumasi.", "Hundreds of students marched in Kumasi."
    for text, known in ((march, None), (crowd, 200)):
        tree = Tree(reader().read(Story("s", "", text)))
        found = counts.of(tree, Span(0, 4))
        assert (found[0].min if found else None) == known


@cache
def reader() -> Reader:
    return open_reader(gate=False, encoder=False)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_gives_its_counts(text: str, expected: dict[str, tuple[int, int | None]]) -> None:
    reading = reader().read(Story("s", "", text))
    tree = Tree(reading)
    found = [c for s in reading.sentences for _, c, _ in counts.find(tree, s)]
    assert {c.what: (c.min, c.max) for c in found} == expected
