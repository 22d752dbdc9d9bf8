from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from diurna.places import Gazetteer, Habits, find
from diurna.places.habits import Habit
from diurna.reading import open_reader
from diurna.records import Place, Story


def place(name: str, country: str, lat: float, lon: float) -> Place:
    return Place(name, name, country, lat, lon, None, "city")


TEXAS = [
    place("Bonham", "USA", 33.58, -96.18),
    place("Sherman", "USA", 33.64, -96.61),
    place("Hugo", "USA", 34.01, -95.51),
    place("Sulphur Springs", "USA", 33.14, -95.6),
]


def test_what_an_outlet_usually_names_decides_between_two_places_of_a_name(gazetteer: Gazetteer) -> None:
    reader = open_reader(gate=False, encoder=False)
    reading = reader.read(Story(id="s", title="", text="The fire station in Paris reopened on Monday."))
    habits = Habits()
    for _ in range(5):
        habits.learn("Lamar County Courier", TEXAS)
    [plain] = find(reading, gazetteer)
    [local] = find(reading, gazetteer, habit=habits.of("Lamar County Courier"))
    assert (plain.place.country, local.place.country) == ("FRA", "USA")


def test_an_outlet_that_is_not_known_has_no_habit() -> None:
    habits = Habits()
    habits.learn("", TEXAS)
    assert habits.of("").total == habits.of("another").total == 0


def test_what_a_name_was_taken_for_does_not_speak_for_it() -> None:
    habit = Habit()
    for _ in range(9):
        habit.learn([place("Paris", "FRA", 48.85, 2.35)])
    assert habit.country_share("Paris", "FRA") == habit.near_share("Paris", 48.85, 2.35) == 0
    assert habit.country_share("Lyon", "FRA") > 0


POINT = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(learned=st.lists(st.lists(st.tuples(st.sampled_from("abc"), POINT), max_size=4), max_size=6), at=POINT)
def test_shares_are_shares(learned: list[list[tuple[str, tuple[float, float]]]], at: tuple[float, float]) -> None:
    habit = Habit()
    for story in learned:
        habit.learn(place(name, "XXX", *point) for name, point in story)
    for name in "abcd":
        assert 0 <= habit.near_share(name, *at) <= habit.country_share(name, "XXX") < 1


def test_the_peoples_of_a_story_are_witnesses_of_where_it_plays(places_in: Callable[..., list[Place]]) -> None:
    [american] = places_in("Floridian, Texan and Alabamian mayors went to Georgia for talks.")
    [caucasian] = places_in("Armenian, Turkish and Azerbaijani mayors went to Georgia for talks.")
    assert (american.country, caucasian.country) == ("USA", "GEO")
