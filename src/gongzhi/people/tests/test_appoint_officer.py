"""Officers of departments are appointed by the department's name, and act over the division they have."""

from datetime import datetime

import pytest

from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.errors import BadInput
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division

pytestmark = pytest.mark.django_db
K = Capacity.Kind


@pytest.mark.clause("A3.4")
def test_two_departments_of_one_county_have_officers_of_their_own() -> None:
    at = datetime(2026, 8, 3, 9, 0, tzinfo=BEIJING)
    county = Division.objects.create(code="510107", name="武侯区", level="county")

    def appointed(kind: str, department: str) -> Capacity:
        return appoint_officer(
            division=county,
            kind=kind,
            name="袁莉",
            number="13900000061",
            document="1号",
            department=department,
            at=at,
        )

    held = [appointed(K.DEPARTMENT, name) for name in ("社工", "住建", "社工")]
    assert [row.department for row in held] == ["社工", "住建", "社工"]
    assert held[0] == held[2]
    for kind, department in ((K.DEPARTMENT, ""), (K.DEPARTMENT, "某办"), (K.STREET, "住建"), (K.COMMITTEE, "")):
        with pytest.raises(BadInput):
            appointed(kind, department)
