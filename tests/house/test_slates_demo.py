"""The demonstration's candidates and committee of a community can be made, once, through the acts."""

import pytest

from gongzhi.bodies.actions.close_slate import close_slate
from gongzhi.bodies.models import Body, Candidate, Hearing, ListObjection, Slate, WrittenReason
from gongzhi.bodies.queries.composition import report_of
from gongzhi.bodies.states import CandidateState
from gongzhi.bodies.tests.slate_world import Slated
from gongzhi.config.demo.bodies_slates import load_slates
from gongzhi.kernel.clock import law_day

S = CandidateState


@pytest.mark.django_db
@pytest.mark.clause("B7.1", "B7.2", "B7.6")
def test_the_demonstration_shows_every_state_of_a_candidate_and_a_committee_whole() -> None:
    slated = Slated()
    close_slate(slate=slated.slate, reason="另开", by=slated.worker, at=slated.at)
    other = slated.another()
    for homes in (slated.homes, other):
        for n in range(6):
            homes.owner(n, "")
    for _twice in range(2):
        load_slates(other.estate, slated.estate, worker=slated.worker, officer=slated.street, at=slated.at)
    states = list(Candidate.objects.filter(estate=other.estate).order_by("pk").values_list("state", flat=True))
    assert states == [S.LISTED, S.LISTED, S.LISTED, S.LISTED, S.EXCLUDED]
    assert Slate.objects.get(estate=other.estate).published_on is not None
    assert ListObjection.objects.get().answer
    assert Candidate.objects.get(estate=slated.estate).state == S.RECOMMENDED
    env = Body.objects.get(kind=Body.Kind.ENV_COMMITTEE)
    report = report_of(env, law_day(slated.at))
    found = {one.rule: one.passed for one in report.findings}
    assert (found["B7.1.size"], found["B7.1.party"], found["B7.1.chair_post"], found["B7.2.skills"]) == (True,) * 4
    assert found["B7.4.kin"] is False
    assert WrittenReason.objects.filter(body=env, rule="B7.4.kin").exists()
    assert Hearing.objects.filter(body=env).values("person_id").distinct().count() == 5
