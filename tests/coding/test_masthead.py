import pytest

from diurna.coding.masthead import begins


@pytest.mark.parametrize(
    ("headline", "outlet"),
    [
        ("Boy hurt by stray bullet - KXQZ News 5 Dalton, Ohio", "KXQZ News 5 Dalton, Ohio"),
        ("Two held over market blast | The Larkmoor Herald", "The Larkmoor Herald"),
        ("Quarry guards shot - LarkNews.com - Larkmoor, MS", "LarkNews.com - Larkmoor, MS"),
        ("Envoys meet in Larkmoor - ministry", ""),
        ("Truce holds in Larkmoor", ""),
        ("", ""),
    ],
)
def test_a_headline_may_end_with_its_outlet(headline: str, outlet: str) -> None:
    assert headline[begins(headline) :] == outlet
