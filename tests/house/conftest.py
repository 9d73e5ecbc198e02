"""Two estates lived in, made once for a process; each test finds them as they were made."""

import pytest

from tests.house.two_estates import Place, two_estates
from tests.scenes import Play


@pytest.fixture
def lived(play: Play) -> tuple[Place, Place]:
    """Both estates, in a transaction that is rolled back."""
    places: tuple[Place, Place] = play(two_estates)
    return places
