"""Two estates lived in, made once for a process; each test finds them as they were made."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.database import Scene
from tests.house.two_estates import Place, two_estates


@pytest.fixture
def lived(scenes: Scene, django_db_blocker: object) -> Iterator[tuple[Place, Place]]:
    """Both estates, in a transaction that is rolled back."""
    with scenes(two_estates) as places, django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield places
        transaction.set_rollback(True)
