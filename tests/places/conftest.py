from collections.abc import Callable

import pytest

from diurna.places import Gazetteer, find
from diurna.reading import open_reader
from diurna.records import Place, Story


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture(scope="session")
def places_in(gazetteer: Gazetteer) -> Callable[..., list[Place]]:
    """Gives the places that a text names."""
    reader = open_reader(gate=False, encoder=False)

    def given(text: str, title: str = "", home: str = "") -> list[Place]:
        return [p.place for p in find(reader.read(Story(id="s", title=title, text=text)), gazetteer, home=home)]

    return given
