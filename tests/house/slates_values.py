"""What stands in the addresses of candidates and checks: a published list, its candidate, objections in both scopes."""

from typing import Any

from gongzhi.bodies.actions.consent_candidacy import consent_candidacy
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.actions.open_slate import open_slate
from gongzhi.bodies.actions.publish_slate import publish_slate
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.models import Appointment, Body
from gongzhi.people.models import Person
from gongzhi.voting.tests.made import Made


def slates_values(made: Made, owner: Person) -> dict[str, Any]:
    """Values by name of the parameter; the owner is the candidate, the body above is that of `offices_values`."""
    at, shared = made.now, {"by": made.worker, "at": made.now}
    slate = open_slate(estate=made.estate, title="换届选举", set_size=5, **shared)
    candidate = recommend_candidate(
        slate=slate,
        name="业主",
        number=owner.number(),
        recommended_by="party",
        recommender="社区党委",
        **shared,
    )
    consent_candidacy(candidate=candidate, categories=[], by=owner, at=at)
    slate = publish_slate(slate=slate, **shared)
    row = object_to_list(of=slate, about="candidates", words="异议", by=owner, at=at)
    body = Body.objects.get(division=made.estate.community, kind=Body.Kind.RESIDENTS_SUPERVISION)
    return {
        "slate_id": slate.pk,
        "candidate_id": candidate.pk,
        "objection_id": row.pk,
        "person_id": made.committee[0].pk,
        "division_objection_id": object_to_list(of=body, about="members", words="异议", by=owner, at=at).pk,
        "division_person_id": Appointment.objects.filter(body=body).order_by("pk").first().person_id,
    }
