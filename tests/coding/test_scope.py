"""Which stories are left unread, by their words alone."""

from __future__ import annotations

from diurna.coding import FOREIGN, aside
from diurna.records import Story

MATCH = (
    "The striker scored twice in the second half and the goalkeeper saved a penalty as the champions won the league "
    "match. The coach praised the midfielder, and the club's fans sang until the stadium lights went out."
)
RAID = (
    "Gunmen fired on the bus of a cricket team near the stadium on Tuesday and killed six policemen. The captain and "
    "a coach were wounded. The government called off the match and sent soldiers to guard the hotel."
)
SPANISH = (
    "El gobierno de Lima anunció el lunes que los ministros viajarán a Quito para firmar un acuerdo sobre la frontera, "
    "según dijo un portavoz del palacio, mientras los gremios llaman a una marcha para el jueves en las plazas."
)
SHORT = (
    "Kenya's rights commission says six people died when police opened fire during Monday's protests against fuel "
    "prices. Police say two people died. Opposition parties call for fresh protests this week."
)


def test_a_match_is_left_unread_and_an_attack_on_a_team_is_read() -> None:
    assert aside(Story("s", "", MATCH)) == "sport"
    assert aside(Story("s", "", RAID)) == ""


def test_terse_english_is_english_and_spanish_is_not() -> None:
    assert aside(Story("s", "", SHORT)) == ""
    assert aside(Story("s", "", SPANISH)) == FOREIGN
