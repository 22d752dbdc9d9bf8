import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.places import Gazetteer, dateline, find
from diurna.records import Name, Place, Reading, Sentence, Story, Token

PlacesIn = Callable[..., list[Place]]

# text, the places expected: (as written, country, precision)
CASES = [
    ("Two buses crashed near Gaziantep, Turkey.", [("Gaziantep", "TUR", "city"), ("Turkey", "TUR", "country")]),
    ("The rodeo in Paris, Texas, drew a record crowd.", [("Paris", "USA", "city"), ("Texas", "USA", "admin1")]),
    ("Ministers met in Paris to sign the accord.", [("Paris", "FRA", "city")]),
    ("NAIROBI - Kenyan police made an arrest.", [("NAIROBI", "KEN", "city")]),
    ("Shots in Burkina Faso's Sahel region.", [("Burkina Faso", "BFA", "country"), ("Sahel region", "BFA", "admin1")]),
    ("Rebels attacked a base in Nasir, South Sudan.", [("Nasir, South Sudan", "SSD", "country")]),
    ("Shelling was reported across the Kyiv region overnight.", [("Kyiv region", "UKR", "admin1")]),
    ("Drones struck the Luhansk region before dawn.", [("Luhansk region", "UKR", "admin1")]),
    ("Aid convoys reached Darfur for the first time in weeks.", [("Darfur", "SDN", "admin1")]),
    ("Herders clashed with farmers in northern Nigeria.", [("northern Nigeria", "NGA", "admin1")]),
    ("Settlers were detained in the West Bank.", [("West Bank", "PSE", "admin1")]),
    ("Fuel ran out in the Gaza Strip.", [("Gaza Strip", "PSE", "admin1")]),
    ("A tanker was boarded in the Strait of Hormuz.", [("Strait of Hormuz", "", "admin1")]),
    ("Talks were held in the Bangladesh capital Dhaka.", [("Bangladesh", "BGD", "country"), ("Dhaka", "BGD", "city")]),
    ("The U.K. and the UAE signed the deal.", [("U.K.", "GBR", "country"), ("UAE", "ARE", "country")]),
    ("Fighters withdrew from Goma in the DRC.", [("Goma", "COD", "city"), ("DRC", "COD", "country")]),
    ("Commuters were stranded in Bombay after the storm.", [("Bombay", "IND", "city")]),
    ("New Delhi rejected the claim.", [("New Delhi", "IND", "city")]),
    ("Police raided homes in Kaduna state.", [("Kaduna state", "NGA", "admin1")]),
    ("Cuba's fuel ran out.", [("Cuba", "CUB", "country")]),
    ("Nurses sang outside the White House.", [("White House", "USA", "site")]),
    ("Mud hit South West region, Cameroon.", [("South West region", "CMR", "admin1"), ("Cameroon", "CMR", "country")]),
    ("U.S. and Chinese envoys met in Geneva.", [("U.S.", "USA", "country"), ("Geneva", "CHE", "city")]),
    ("Shells hit the Kherson airport overnight.", [("Kherson", "UKR", "site")]),
    ("Militants stormed the embassy in Tehran.", [("Tehran", "IRN", "site")]),
    ("Texas Governor Ann Hale sent guards to El Paso.", [("Texas", "USA", "admin1"), ("El Paso", "USA", "city")]),
    ("Four men drowned off Lake Erie.", [("Lake Erie", "", "admin1")]),
    ("A Coventry man was jailed.", [("Coventry", "GBR", "city")]),
    ("DAKAR: Fishermen blocked the harbour.", [("DAKAR", "SEN", "city")]),
    ("Shots rang out in the Austin neighborhood of Chicago.", [("Chicago", "USA", "city")]),
    ("A Chicago neighborhood lost its school.", [("Chicago", "USA", "city")]),
    ("Crews were called to the 400 block of West Broadway in Louisville.", [("Louisville", "USA", "city")]),
    ("A pipe burst at Cambridge Apartments in Tulsa.", [("Tulsa", "USA", "city")]),
    ("A dog was found on the East Side of Tulsa.", [("Tulsa", "USA", "city")]),
    ("A lorry hit a crowd in the French city of Nice.", [("Nice", "FRA", "city")]),
    ("The channel was shut by police in Lyon.", [("Lyon", "FRA", "city")]),
    ("Nine Indiana counties lost power.", [("Indiana", "USA", "admin1")]),
    ("She left Leeds for Washington.", [("Leeds", "GBR", "city"), ("Washington", "USA", "city")]),
    (
        "A lorry burned in Toledo, a small city in Cebu.",
        [("Toledo", "PHL", "city"), ("Cebu", "PHL", "district")],
    ),
    ("Drones fell near Vnukovo airport.", [("Vnukovo airport", "RUS", "site")]),
    ("Shells fell near Ain Issa.", [("Ain Issa", "SYR", "city")]),
    ("A boy was flown from Tulsa to Cape Town Hospital.", [("Tulsa", "USA", "city")]),
    ("A van burned at Old Dover and Elm streets in Tulsa.", [("Tulsa", "USA", "city")]),
    ("A bus burned at Omagh, in Northern Ireland.", [("Omagh", "GBR", "city"), ("Northern Ireland", "GBR", "admin1")]),
    ("Two girls taken from Bokkos were found in Jos.", [("Bokkos", "NGA", "city"), ("Jos", "NGA", "city")]),
    ("A car fell into the Mississippi in Saint Paul.", [("Saint Paul", "USA", "city")]),
    ("Traders met at Maryland in Lagos.", [("Lagos", "NGA", "city")]),
    ("A boy was stabbed in Croydon park on Monday.", [("Croydon", "GBR", "city")]),
    ("A boy was shot in the Linden area of Columbus.", [("Columbus", "USA", "city")]),
    ("Mud hit the Arua district of Uganda.", [("Arua district", "UGA", "district"), ("Uganda", "UGA", "country")]),
    ("Youths broke windows on Capitol Square in Madison.", [("Madison", "USA", "city")]),
    ("Guns fired near Maiduguri in Borno state.", [("Maiduguri", "NGA", "city"), ("Borno state", "NGA", "admin1")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_a_sentence_gives_its_places(places_in: PlacesIn, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(p.text, p.country, p.precision) for p in places_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russian officials dismissed the complaint.",
        "The Washington Post reported the offer.",
        "Students of Jawaharlal Nehru University marched.",
        "Anna Lincoln joined the board. Lincoln said she was glad.",
        "Us and them: the two teams met again.",
        "They bought a car in March and sold it in May.",
        "The capital was quiet.",
        "Mr. Houston thanked the nurses.",
        "The White House declined to comment.",
        "The Paris Agreement was praised.",
        "Unions in Europe and Asia objected.",
        "Thai and Cambodian villagers fled.",
        "The High Court delayed its ruling.",
        "Nina Flores sang. Later Flores thanked the crowd.",
        "Votes for District 3 are counted.",
        "Leaders of the Arab states met.",
    ],
)
def test_peoples_persons_and_bodies_are_no_places(places_in: PlacesIn, text: str) -> None:
    assert places_in(text) == []


def test_the_other_names_of_a_story_decide_which_of_two_places_is_meant(places_in: PlacesIn) -> None:
    american = places_in("Mayors from Atlanta, Savannah and Macon met to discuss floods in Georgia.")
    caucasian = places_in("Ministers from Armenia, Azerbaijan and Turkey met to discuss trade with Georgia.")
    assert [p.country for p in american if p.name == "Georgia"] == ["USA"]
    assert [p.country for p in caucasian if p.name == "Georgia"] == ["GEO"]


def test_home_decides_when_the_story_says_nothing(places_in: PlacesIn) -> None:
    text = "The fair in Hamilton opened on Sunday."
    assert {home: places_in(text, home=home)[0].country for home in ("NZL", "CAN")} == {"NZL": "NZL", "CAN": "CAN"}


def test_the_type_word_after_a_list_counts_for_each_name(places_in: PlacesIn) -> None:
    found = places_in("Drones hit power lines in the Sumy, Kharkiv and Poltava regions.")
    assert {(p.name, p.precision) for p in found} == {("Sumy", "admin1"), ("Kharkiv", "admin1"), ("Poltava", "admin1")}


def test_a_place_has_its_point_id_and_rule(places_in: PlacesIn) -> None:
    [place] = places_in("Lawyers gathered in Nairobi.")
    assert (place.geonames, place.rule.split(":")[0]) == (184745, "gazetteer")
    assert place.lat == pytest.approx(-1.28, abs=0.1)
    assert place.lon == pytest.approx(36.82, abs=0.1)


def test_a_village_not_in_the_list_falls_to_what_it_lies_in_and_keeps_its_words(places_in: PlacesIn) -> None:
    [place] = places_in("Rebels shelled the village of Kunduzuru in Masisi territory.")
    assert (place.text, place.name) == ("Kunduzuru in Masisi territory", "Masisi")
    assert (place.country, place.precision) == ("COD", "district")


def test_the_names_of_a_list_are_of_one_kind(places_in: PlacesIn) -> None:
    found = places_in("Cases were found in Ohio, Texas, Washington and Utah.")
    assert {(p.country, p.precision) for p in found} == {("USA", "admin1")}


def test_what_x_comma_y_says_holds_for_both_names(places_in: PlacesIn) -> None:
    found = places_in("A lorry overturned in Rome, Georgia, on Sunday.")
    assert [(p.text, p.country) for p in found] == [("Rome", "USA"), ("Georgia", "USA")]


def test_the_places_of_the_title_come_first(places_in: PlacesIn) -> None:
    found = places_in("Farmers blocked roads around Lyon.", title="Protest spreads to Marseille")
    assert [p.text for p in found] == ["Marseille", "Lyon"]


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("NEW DELHI", "New Delhi", "IND"),
        ("PUTRAJAYA, Malaysia", "Putrajaya", "MYS"),
        ("HAMILTON, New Zealand", "Hamilton", "NZL"),
        ("SPRINGFIELD, Ill.", "Springfield", "USA"),
        ("GENEVA (Switzerland)", "Geneva", "CHE"),
    ],
)
def test_a_dateline_names_its_place(gazetteer: Gazetteer, words: str, name: str, country: str) -> None:
    place = dateline(Story(id="s", title="", text="", dateline=words), gazetteer)
    assert place is not None
    assert (place.name, place.country, place.precision) == (name, country, "city")


@pytest.mark.parametrize("words", ["", "AT SEA WITH NOBODY", ", ,", "(—)"])
def test_a_dateline_without_a_known_place_gives_none(gazetteer: Gazetteer, words: str) -> None:
    assert dateline(Story(id="s", title="", text="", dateline=words), gazetteer) is None


WORD = st.one_of(
    st.sampled_from(
        [
            "Paris",
            "Texas",
            "Goma",
            "Kyiv",
            "Georgia",
            "US",
            "UK",
            "the",
            "of",
            "in",
            "northern",
            "region",
            "county",
            ",",
            ".",
            "(",
            "'s",
            "al",
            "-",
            "Sumy",
            "and",
            "regions",
            "WASHINGTON",
            "--",
            "Mr.",
            "city",
        ]
    ),
    st.text(min_size=1, max_size=8).filter(lambda s: not s.isspace()),
)


@st.composite
def any_reading(draw: st.DrawFn) -> Reading:
    """A reading of arbitrary tokens: tags, heads and names at random, spans inside their part."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    parts = {"title": "", "text": ""}
    for part in draw(st.sampled_from((("title", "text"), ("text",), ("text", "text"), ("title", "text", "text")))):
        first = len(tokens)
        for word in draw(st.lists(WORD, max_size=12)):
            start = len(parts[part])
            parts[part] += word + " "
            pos = draw(st.sampled_from(("PROPN", "NOUN", "ADJ", "VERB", "PUNCT")))
            dep = draw(st.sampled_from(("nsubj", "compound", "pobj")))
            tokens.append(Token(word, word.lower(), pos, "NNP", dep, first, start, start + len(word)))
        if len(tokens) > first:
            sentences.append(Sentence(first, len(tokens), part, len(sentences)))
    cuts = draw(st.lists(st.integers(0, len(tokens)), max_size=6, unique=True))
    labels = st.sampled_from(("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP", "DATE", "EVENT"))
    cuts.sort()
    names = tuple(Name(a, b, draw(labels)) for a, b in itertools.pairwise(cuts))
    story = Story(id="s", title=parts["title"], text=parts["text"])
    return Reading(story, tuple(tokens), tuple(sentences), names)


@settings(max_examples=150, deadline=None)
@given(reading=any_reading(), home=st.sampled_from(("", "USA", "XXX")))
def test_any_tokens_give_ordered_spans_inside_a_sentence_and_points_on_earth(
    gazetteer: Gazetteer, reading: Reading, home: str
) -> None:
    found = find(reading, gazetteer, home=home)
    assert [p.start for p in found] == sorted(p.start for p in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for p in found:
        assert any(s.start <= p.start < p.end <= s.end for s in reading.sentences)
        assert p.place.lat is not None
        assert p.place.lon is not None
        assert -90 <= p.place.lat <= 90
        assert -180 <= p.place.lon <= 180
        assert p.place.precision in {"site", "city", "district", "admin1", "country"}


@settings(max_examples=200, deadline=None)
@given(words=st.text(max_size=40))
def test_any_dateline_gives_a_place_or_none(gazetteer: Gazetteer, words: str) -> None:
    place = dateline(Story(id="s", title="", text="", dateline=words), gazetteer)
    assert place is None or place.precision in {"site", "city", "district", "admin1", "country"}


def test_a_story_of_many_names_is_weighed_in_parts_alike(places_in: PlacesIn, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Floods hit Paris, Texas, then Athens, Troy, Palestine and Springfield near Dallas, and Georgia later."
    whole = places_in(text)
    monkeypatch.setattr("diurna.places.resolving.BLOCK", 3)
    assert places_in(text) == whole


def test_the_likeliest_are_heard_where_a_story_names_too_many(
    places_in: PlacesIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Crews left Fort Worth for Paris. Roads near Dallas were closed."
    assert [p.country for p in places_in(text)] == ["USA"] * 3
    monkeypatch.setattr("diurna.places.resolving.HEARD", 0)
    assert len(places_in(text)) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thousands marched in the Chadian capital on Monday.", "N'Djamena"),
        ("Rebels shelled the capital of Sudan overnight.", "Khartoum"),
        ("Students marched through Peru's capital.", "Lima"),
        ("Kenya closed two bridges in the capital.", "Nairobi"),
        ("Gunmen stormed the provincial capital in Iraq.", ""),
        ("Peru may abolish capital punishment.", ""),
        ("Peru eased the capital rules for banks.", ""),
    ],
)
def test_a_capital_is_told_by_its_country(places_in: PlacesIn, text: str, name: str) -> None:
    assert [p.name for p in places_in(text) if p.precision == "city"] == [name] * bool(name)


def test_a_capital_whose_name_stands_beside_is_found_once(places_in: PlacesIn) -> None:
    texts = ["Riots shook the capital, Nairobi, in Kenya.", "Lima, the Peruvian capital, saw riots."]
    assert [[p.name for p in places_in(t) if p.precision == "city"] for t in texts] == [["Nairobi"], ["Lima"]]
