"""Law as it stands before any change, for every test of this room, and the people who may change it."""

import pytest

from gongzhi.norms.queries import changes
from gongzhi.voting.tests.made import divisions
from gongzhi_law import overlay
from tests.norms import made as story


@pytest.fixture(autouse=True)
def only_what_this_test_confirmed():
    """A change of one test is rolled back with it; what the process knew of it goes too."""
    yield
    overlay.know(())


@pytest.fixture
def province(db):
    """An administrator of 四川."""
    divisions()
    return story.administrator("51", "13800510001")


@pytest.fixture
def second(db):
    """Another administrator of 四川."""
    divisions()
    return story.administrator("51", "13800510002", "钱进")


@pytest.fixture
def county(db):
    """An administrator of 武侯区."""
    divisions()
    return story.administrator("510107", "13800510003", "孙立")


@pytest.fixture
def known():
    """Makes this process answer by what is confirmed, as the commit of an act does."""
    return changes.refresh
