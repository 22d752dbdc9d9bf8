"""The parties of real parses: the golden table, the memory of a story, offices by date."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diurna.parties import Register, find, settle
from diurna.records import Mention, Party, PartyAt, Place, PlaceAt, Story, When

if TYPE_CHECKING:
    from diurna.reading import Reader

CASES = Path(__file__).with_name("cases.tsv")
DAY = date(2025, 9, 1)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t"))


def parties(reader: Reader, register: Register, text: str, on: date | None = DAY, home: str = "") -> list[PartyAt]:
    return list(find(reader.read(Story("s", "", text)), register, on=on, home=home))


def codes(found: list[PartyAt]) -> dict[str, tuple[str, str]]:
    return {p.party.text: (p.party.country, p.party.sector) for p in found}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"][:60])
def test_a_sentence_names_the_parties_of_the_golden_table(
    case: dict[str, str], reader: Reader, register: Register
) -> None:
    found = parties(reader, register, case["text"], date.fromisoformat(case["on"]), case["home"])
    said = " ; ".join(f"{p.party.text}|{p.party.name}|{p.party.country}|{p.party.sector}" for p in found)
    assert said == case["parties"]


def test_each_report_of_a_page_is_set_at_its_dateline(reader: Reader, register: Register) -> None:
    """The pages of agencies hold several reports; some of them print a quotation mark for the dash."""
    text = 'MADRID " Police held two men.\n\nACCRA " Police held a nurse.\n\nMiners marched with her.'
    reading = reader.read(Story("s", "", text))
    starts = {t.text: i for i, t in enumerate(reading.tokens)}
    places = [
        PlaceAt(starts[word], starts[word] + 1, Place(word, word.title(), country, 0.0, 0.0, None, "city"))
        for word, country in (("MADRID", "ESP"), ("ACCRA", "GHA"))
    ]
    found = find(reading, register, on=DAY, home="ESP", places=places)
    assert [(p.party.text, p.party.country) for p in found if p.party.sector in {"COP", "LAB"}] == [
        ("Police", "ESP"),
        ("Police", "GHA"),
        ("Miners", "GHA"),
    ]


def test_an_ousted_leader_is_an_elite_after_the_last_day_in_office(reader: Reader, register: Register) -> None:
    text = "Sheikh Hasina spoke to reporters."
    before = parties(reader, register, text, date(2024, 8, 4))[0].party
    after = parties(reader, register, text, date(2024, 8, 5))[0].party
    assert (before.sector, after.sector) == ("GOV", "ELI")


def test_without_a_day_the_latest_office_holds(reader: Reader, register: Register) -> None:
    assert parties(reader, register, "Angela Merkel met the pope.", None)[0].party.sector == "GOV"


def test_a_surname_stands_for_the_person_introduced_before(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "Marta Okoro, a Ghanaian lawyer, sued the bank. Okoro won.")
    assert [p.party.name for p in found if p.party.text == "Okoro"] == ["Marta Okoro"]
    assert codes(found)["Okoro"] == ("GHA", "SOC")


def test_she_is_the_last_subject_and_nobody_else(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "Claudia Sheinbaum opened the talks. She thanked Canada.")
    she = next(p.party for p in found if p.party.text == "She")
    assert (she.name, she.country, she.rule) == ("Claudia Sheinbaum", "MEX", "pronoun")


def test_a_pronoun_without_an_antecedent_is_no_party(reader: Reader, register: Register) -> None:
    assert parties(reader, register, "He left early.") == []


def test_home_decides_a_bare_domestic_noun_and_a_demonym_outweighs_it(reader: Reader, register: Register) -> None:
    found = codes(parties(reader, register, "The army fired on Rwandan rebels.", home="COD"))
    assert found["The army"] == ("COD", "MIL")
    assert found["Rwandan rebels"] == ("RWA", "REB")


def test_unknown_gunmen_are_of_the_country_where_they_strike(reader: Reader, register: Register) -> None:
    assert codes(parties(reader, register, "Gunmen opened fire in Quito.", home="ECU"))["Gunmen"] == ("ECU", "UAF")


def test_two_countries_before_one_noun_are_two_parties_with_one_head(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "Chilean and Peruvian ministers signed the deal.")
    assert [p.party.country for p in found] == ["CHL", "PER"]
    assert found[0].head == found[1].head


def test_a_demonym_before_another_noun_is_a_party_by_itself(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "Tariffs on Brazilian coffee rose.")
    assert [(p.party.text, p.party.country, p.party.sector) for p in found] == [("Brazilian", "BRA", "GOV")]


def test_a_country_behind_anti_or_before_backed_is_not_whose_the_noun_is(reader: Reader, register: Register) -> None:
    found = codes(parties(reader, register, "Anti-American protesters and Iran-backed fighters marched.", home="IRQ"))
    assert found == {"Anti-American protesters": ("IRQ", "CVL"), "Iran-backed fighters": ("IRQ", "REB")}


def test_an_intergovernmental_body_has_no_sector(reader: Reader, register: Register) -> None:
    found = codes(parties(reader, register, "The African Union and NATO criticised UN officials."))
    assert found == {"The African Union": ("IGO", ""), "NATO": ("IGO", ""), "UN officials": ("IGO", "")}


def test_a_namesake_is_not_the_leader(reader: Reader, register: Register) -> None:
    found = codes(parties(reader, register, "Eric Trump opened a hotel."))
    assert found.get("Eric Trump") == ("", "")


def test_every_party_says_which_rule_gave_it(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "Kenyan police and William Ruto met the mayor of Lagos.")
    assert [p.party.rule for p in found] == ["noun:police", "list:leader", "noun:mayor"]


def test_those_whom_a_phrase_includes_stand_with_its_head(reader: Reader, register: Register) -> None:
    text = "Western leaders, including Emmanuel Macron and Friedrich Merz, condemned the coup."
    found = parties(reader, register, text)
    assert [p.party.country for p in found] == ["FRA", "DEU"]
    assert {p.head for p in found} == {1}


def test_a_victim_takes_the_country_of_the_scene_and_not_that_of_the_attacker(
    reader: Reader, register: Register
) -> None:
    text = "Israeli troops fired and four passengers fell."
    assert codes(parties(reader, register, text, home="LBN"))["four passengers"] == ("", "CVL")
    assert codes(parties(reader, register, "Four passengers fell.", home="LBN"))["Four passengers"] == ("LBN", "CVL")


def test_a_name_that_many_countries_have_counts_only_beside_its_country(reader: Reader, register: Register) -> None:
    assert codes(parties(reader, register, "Labour lost seats in Britain."))["Labour"] == ("GBR", "GOV")
    assert "Labour" not in codes(parties(reader, register, "Labour lost seats in Norway."))


def test_a_pronoun_inside_a_quotation_stands_for_nobody(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "William Ruto spoke. “He will pay,” the senator said.")
    assert "He" not in codes(found)


@pytest.mark.parametrize(
    ("start", "end", "sector"),
    [
        (date(2024, 7, 20), date(2024, 7, 20), "GOV"),
        (date(2024, 6, 1), date(2024, 8, 31), "GOV"),
        (date(2024, 8, 5), date(2024, 8, 5), "GOV"),
        (date(2024, 8, 7), date(2024, 8, 7), "ELI"),
    ],
)
def test_a_leader_has_the_office_of_the_day_of_the_event(
    start: date, end: date, sector: str, register: Register
) -> None:
    hasina = Party("Hasina", "Sheikh Hasina", "BGD", "ELI", "list:leader")
    clerk = Party("a clerk", "clerk", "BGD", "CVL", "noun:clerk")
    told = Mention(
        "m", "ASSAULT", (), "occurred", (hasina,), (clerk,), When("then", start, end, "day"), None, (), "", ()
    )
    held = settle(told, register, DAY)
    assert (held.actors[0].sector, held.recipients) == (sector, (clerk,))


def test_without_a_day_of_the_event_the_office_is_that_of_the_story(register: Register) -> None:
    hasina = Party("Hasina", "Sheikh Hasina", "BGD", "ELI", "list:leader")
    told = Mention("m", "ASSAULT", (), "occurred", (hasina,), (), None, None, (), "", ())
    assert settle(told, register, DAY).actors == (hasina,)


def named(reader: Reader, register: Register, title: str, text: str) -> dict[str, str]:
    reading = reader.read(Story("s", title, text))
    return {at.party.text: at.party.name for at in find(reading, register, on=DAY)}


def test_an_office_of_the_headline_has_the_name_that_the_story_gives_later(reader: Reader, register: Register) -> None:
    text = "Prime Minister Narendra Modi of India met Russian President Vladimir Putin. A Russian minister was there."
    names = named(reader, register, "Indian PM meets Russian leader", text)
    assert (names["Indian PM"], names["Russian leader"]) == ("Narendra Modi", "Vladimir Putin")
    assert names["A Russian minister"] == "Russian minister"


def test_an_office_that_two_hold_in_the_story_has_no_name(reader: Reader, register: Register) -> None:
    text = "Polish deputy minister Jan Kowal met Polish deputy minister Ewa Lis in Krakow."
    assert (
        named(reader, register, "Polish deputy minister quits", text)["Polish deputy minister"]
        == "Polish deputy minister"
    )


def test_a_surname_of_the_headline_has_the_full_name_of_the_text(reader: Reader, register: Register) -> None:
    names = named(reader, register, "Okonjo jailed in Lagos", "A court jailed the trader Bisi Okonjo on Monday.")
    assert names.get("Okonjo", "Bisi Okonjo") == "Bisi Okonjo"


def test_police_that_only_an_arrest_implies_are_named_by_their_country(register: Register) -> None:
    police = Party("arrested", "police (PER)", "PER", "COP", "implied:police")
    told = Mention("m", "COERCE", (), "occurred", (police,), (), None, None, (), "", ())
    assert settle(told, register, DAY).actors[0].name == "Peruvian police"


def test_a_story_is_set_in_the_country_that_most_of_it_speaks_of(reader: Reader, register: Register) -> None:
    text = (
        "Malawi's opposition left the talks in Lusaka. Malawi's government said Malawi would hold the vote. Teachers "
        "went on strike."
    )
    abroad = codes(parties(reader, register, text, home="ZMB"))
    assert abroad["Teachers"] == ("MWI", "EDU")


def test_a_dateline_holds_where_two_countries_are_spoken_of_alike(reader: Reader, register: Register) -> None:
    text = "Malawi sent an envoy to Zambia on Friday. Teachers went on strike."
    assert codes(parties(reader, register, text, home="ZMB"))["Teachers"] == ("ZMB", "EDU")


def test_without_a_dateline_a_story_is_set_where_it_names_twice_as_much(reader: Reader, register: Register) -> None:
    text = "Peru's congress met in Lima. Police used tear gas on students."
    assert codes(parties(reader, register, text))["Police"] == ("PER", "COP")


def test_a_town_that_no_list_holds_sets_the_scene_of_a_sentence(reader: Reader, register: Register) -> None:
    text = "Burkina Faso and Ivory Coast closed their border. In Dorwe, villagers stoned a lorry."
    reading = reader.read(Story("s", "", text))
    at = next(i for i, token in enumerate(reading.tokens) if token.text == "Dorwe")
    town = PlaceAt(at, at + 1, Place("Dorwe", "Dorwe", "BFA", 11.0, -1.0, 1, "city"))
    found = list(find(reading, register, on=DAY, home="CIV", places=(town,)))
    assert codes(found)["villagers"] == ("BFA", "CVL")


def test_what_a_sentence_speaks_of_does_not_set_it(reader: Reader, register: Register) -> None:
    text = "In Santiago, 2,000 people marched against the war in Iraq."
    other = "Outside, 2,000 people marched against the war in Iraq."
    thanks = "The government thanks the Republic of Turkey for its doctors."
    assert codes(parties(reader, register, text, home="CHL"))["2,000 people"] == ("CHL", "CVL")
    assert codes(parties(reader, register, other, home="CHL"))["2,000 people"] == ("CHL", "CVL")
    assert codes(parties(reader, register, thanks, home="SOM"))["The government"] == ("SOM", "GOV")


def test_whose_stands_for_whom_the_clause_is_about(reader: Reader, register: Register) -> None:
    text = "Kenya, whose army crossed the border, sent an envoy."
    assert codes(parties(reader, register, text, home="UGA"))["whose army"] == ("KEN", "MIL")


def test_the_head_of_a_body_is_of_its_country(reader: Reader, register: Register) -> None:
    text = "Danish inspectors searched the ship. The inspectors' chief complained of delays."
    assert codes(parties(reader, register, text, home="IRQ"))["The inspectors' chief"][0] == "DNK"


def test_the_leaders_of_a_union_are_not_the_president(reader: Reader, register: Register) -> None:
    text = "The dockers' union is on strike. President William Ruto will receive the union's leaders on Saturday."
    assert codes(parties(reader, register, text, home="KEN"))["the union's leaders"] == ("KEN", "LAB")


def test_the_embassy_is_that_of_the_last_envoy_and_never_at_home(reader: Reader, register: Register) -> None:
    text = "Peru summoned the Cuban ambassador. The embassy called the charge absurd."
    assert codes(parties(reader, register, text, home="PER"))["The embassy"] == ("CUB", "GOV")
    assert codes(parties(reader, register, "The embassy was shut on Friday.", home="PER"))["The embassy"] == ("", "GOV")


def test_an_envoy_is_not_of_the_country_in_which_he_is(reader: Reader, register: Register) -> None:
    text = "The special representative in Haiti condemned the raid."
    found = parties(reader, register, text, home="HTI")
    assert (found[0].party.country, found[0].party.sector) == ("IGO", "")


def test_a_foreign_ministry_need_not_be_foreign(reader: Reader, register: Register) -> None:
    found = codes(parties(reader, register, "A foreign ministry spokesman welcomed the vote.", home="CZE"))
    assert found["A foreign ministry spokesman"] == ("CZE", "GOV")


@pytest.mark.parametrize(
    ("text", "said", "country"),
    [
        ("President Hu Jintao met reporters. Hu urged Japan to talk.", "Hu", "CHN"),
        ("Jose Eduardo dos Santos came to Lusaka. The host praised Dos Santos for it.", "Dos Santos", "AGO"),
    ],
)
def test_a_family_name_may_stand_first_or_be_two_words(
    reader: Reader, register: Register, text: str, said: str, country: str
) -> None:
    found = parties(reader, register, text, date(2005, 5, 1))
    assert [p.party.country for p in found if p.party.text == said] == [country]


def test_both_sides_of_a_war_at_home_are_the_state_and_its_rebels(reader: Reader, register: Register) -> None:
    text = (
        "UNITA shelled Huambo in Angola. UNITA took a bridge. Both armies moved guns, and the UN warned both parties."
    )
    found = parties(reader, register, text, date(1993, 5, 1), home="AGO")
    sides = [(p.party.name, p.party.country) for p in found if p.party.text == "Both armies"]
    assert len(sides) == 2
    assert {country for _, country in sides} == {"AGO"}
    assert "UNITA" in {name for name, _ in sides}


def test_both_parties_of_a_congress_are_not_two_states(reader: Reader, register: Register) -> None:
    text = "Turkey and Greece met in Athens. Both parties in Congress praised the deal."
    found = [p for p in parties(reader, register, text, home="USA") if p.party.text.startswith("Both parties")]
    assert [p.party.sector for p in found] == ["PTY"]


def test_ruling_communists_are_the_government(reader: Reader, register: Register) -> None:
    found = codes(parties(reader, register, "Laos's ruling Communists agreed to talks."))
    assert found["Laos's ruling Communists"] == ("LAO", "GOV")


def test_a_dateline_that_the_story_never_speaks_of_sets_no_scene(reader: Reader, register: Register) -> None:
    text = "Prices rose in Haiti. Haitian roads are bad. In Haiti, one of the parties pulled out its delegate."
    assert codes(parties(reader, register, text, home="CHE"))["the parties"][0] == "HTI"
    assert codes(parties(reader, register, "One of the parties pulled out.", home="CHE"))["the parties"][0] == "CHE"


def test_a_surname_without_its_accents_is_the_same_person(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "Prime Minister Pedro Sánchez left Lima. Sanchez visited Quito.")
    assert [p.party.name for p in found if "nchez" in p.party.text] == ["Pedro Sánchez"] * 2


def test_the_members_and_heads_of_a_body_are_of_its_sector(reader: Reader, register: Register) -> None:
    union = "The dockers' union rejected the plan. Police arrested three of its members. Its leaders met the minister."
    found = codes(parties(reader, register, union, home="KEN"))
    assert (found["its members"], found["Its leaders"]) == (("KEN", "LAB"), ("KEN", "LAB"))
    firm = "The company closed the mine. Its director met the governor."
    assert codes(parties(reader, register, firm, home="ZMB"))["Its director"] == ("ZMB", "BUS")
    quoted = '"We offered talks," said Ilja Schulz, the union\'s president.'
    assert codes(parties(reader, register, quoted, home="DEU"))["Ilja Schulz"] == ("DEU", "LAB")
    lost = "The Red Cross said that gunmen abducted two of its workers."
    assert codes(parties(reader, register, lost, home="SOM"))["its workers"] == ("NGO", "MED")


def test_the_deputy_of_an_official_is_no_lawmaker(reader: Reader, register: Register) -> None:
    text = "The police chief resigned on Monday. His deputy quit on Tuesday."
    assert codes(parties(reader, register, text, home="GBR"))["His deputy"] == ("GBR", "COP")


def test_he_is_rather_the_one_whose_lawyer_speaks(reader: Reader, register: Register) -> None:
    text = "Police held Jean Dubois, a baker from Lyon. His lawyer Marie Blanc spoke. He denied the charges."
    found = parties(reader, register, text, home="FRA")
    assert [at.party.name for at in found if at.party.text == "He"] == ["Jean Dubois"]


def test_a_guest_named_earlier_is_not_the_president(reader: Reader, register: Register) -> None:
    text = (
        "President Nicolas Maduro of Venezuela condemned the raid in Caracas. "
        "Cuban President Miguel Diaz-Canel praised him. "
        "Students marched in the capital. On Friday the president threatened to close the border."
    )
    assert codes(parties(reader, register, text, home="VEN"))["the president"] == ("VEN", "GOV")


def test_a_national_society_is_of_its_country(reader: Reader, register: Register) -> None:
    text = "Two volunteers of the Guinean Red Cross were beaten. The Uganda Red Cross sent blankets."
    found = codes(parties(reader, register, text, home="FRA"))
    assert [country for country, _ in found.values()][:2] == ["GIN", "UGA"]


def test_who_is_ousted_holds_no_office(reader: Reader, register: Register) -> None:
    text = "Carles Puigdemont, the ousted leader, asked Catalans to vote."
    assert codes(parties(reader, register, text, on=date(2017, 10, 20)))["Carles Puigdemont"] == ("ESP", "ELI")


def test_a_commissioner_is_of_the_union_that_he_serves(reader: Reader, register: Register) -> None:
    text = "The European Union's fisheries commissioner, Emma Bonino, condemned the seizure."
    found = codes(parties(reader, register, text, on=date(1995, 3, 9)))
    assert found["The European Union's fisheries commissioner"] == ("IGO", "")


def test_the_family_of_an_opponent_are_civilians(reader: Reader, register: Register) -> None:
    text = "The opposition leader's wife accused the army. Supporters of the opposition leader marched."
    assert codes(parties(reader, register, text, home="GIN"))["The opposition leader's wife"] == ("GIN", "CVL")


def test_a_land_named_in_passing_is_no_side(reader: Reader, register: Register) -> None:
    text = (
        "The union in Nairobi called a strike. Kenyan employers refused talks. Kenya's labour minister urged both "
        "sides to meet. Kenyan banks and Kenyan ports closed. A French bank and the French embassy closed too."
    )
    found = parties(reader, register, text, home="KEN")
    assert [at.party.country for at in found if at.party.text == "both sides"] == ["KEN"]


def test_its_neighbour_is_the_other_land_of_the_story(reader: Reader, register: Register) -> None:
    text = (
        "Togo closed its border with Benin on Monday. Benin denied that it had sent spies. Togo accused its "
        "neighbour of lying, and the Beninese president said his host in Lome had misread a map. Togo gave no answer."
    )
    found = parties(reader, register, text)
    told = {at.party.text: at.party.country for at in found}
    assert (told["its neighbour"], told["his host"]) == ("BEN", "TGO")


def test_heads_of_state_of_earlier_years_are_known(reader: Reader, register: Register) -> None:
    text = "Fouad Siniora phoned Traian Basescu."
    found = codes(parties(reader, register, text, on=date(2007, 5, 1)))
    assert found == {"Fouad Siniora": ("LBN", "GOV"), "Traian Basescu": ("ROU", "GOV")}


def test_the_land_behind_a_king_says_which(reader: Reader, register: Register) -> None:
    text = "King Abdullah of Saudi Arabia congratulated the new president of Tunisia."
    found = parties(reader, register, text, date(2013, 7, 4))
    assert [at.party.country for at in found if "Abdullah" in at.party.text] == ["SAU"]


def test_the_forces_of_a_body_of_the_world_are_its_own(reader: Reader, register: Register) -> None:
    found = parties(reader, register, "NATO said on Sunday that its planes had bombed the Serbian ministry.")
    assert [at.party.country for at in found if at.party.text == "its planes"] == ["IGO"]
