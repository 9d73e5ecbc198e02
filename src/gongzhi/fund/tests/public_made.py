"""An owner who asks and a supervisor who remarks, for tests of what is public."""

from gongzhi.bodies.models import Body
from gongzhi.bodies.tests.ground import R, W, body_with
from gongzhi.fund.tests.made import NOW, Purse
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.register.models import Claim, Elector
from gongzhi.voting.tests import made as story


def owner(p: Purse, n: int = 0) -> Person:
    """A person who speaks for an owner of the estate, by the elector's own phone."""
    if not Elector.objects.filter(estate=p.g.estate).exists():
        story.housed(story.Made(p.g.estate, p.g.worker, p.g.worker, p.g.street, [], [], NOW), 2, seed=7)
    elector = Elector.objects.filter(estate=p.g.estate).order_by("pk")[n]
    held = Claim.objects.filter(estate=p.g.estate, elector=elector).first()
    if held is not None:
        return Person.objects.get(pk=held.person_id)
    person = know_person(name=f"赵小{n}", number=f"1380007000{n}", at=NOW)
    Claim.objects.create(estate=p.g.estate, elector=elector, person_id=person.pk, way="phone", from_at=NOW)
    return person


def supervisor(p: Purse) -> Person:
    """A member of the owners' supervision."""
    kind = Body.Kind.OWNERS_SUPERVISION
    return body_with(p.g, kind, "桂溪苑业主监督委员会", ("周正", "13900008888"), R.MEMBER, W.ELECTED)[1]
