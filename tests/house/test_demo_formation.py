"""The demonstration's estates without a committee stand as their stories say."""

from datetime import timedelta

import pytest

from gongzhi.bodies.duties import formation as duties
from gongzhi.bodies.models import Body, Formation
from gongzhi.bodies.queries.formations import guidance_line, side_line
from gongzhi.bodies.tests.formation_world import AT, bare
from gongzhi.config.demo.bodies_formation import INTERIM, LISTED, SELF_MANAGED, load_formation
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate, Renovation


@pytest.mark.django_db
@pytest.mark.clause("A3.1", "A3.4", "B8.8", "A2.2")
def test_three_estates_each_as_far_as_its_story_goes() -> None:
    here = bare()
    at = AT + timedelta(days=90)
    for _twice in range(2):
        load_formation(community=here.estate.community, worker=here.worker, officer=here.street, at=at)
    body = Body.objects.get(estate__name=INTERIM)
    assert (body.kind, body.represents) == (Body.Kind.INTERIM, True)
    formation = Formation.objects.get(estate__name=INTERIM)
    assert side_line(formation) == "公安未答复，建设单位不参加，不影响组建。"
    assert "社工已提出指导意见。住建逾期未提出指导意见。" in guidance_line(formation, on=law_day(at))
    assert Body.objects.get(estate__name=SELF_MANAGED).kind == Body.Kind.SELF_MANAGED
    assert Renovation.objects.get(estate__name=SELF_MANAGED).governed is False
    listed = Estate.objects.get(name=LISTED)
    assert [d.title for d in duties.duties_over({listed.pk: listed}, at)[listed.pk]] == ["组建物业管理委员会：名单公示"]
