"""An estate of six flats with an open list of candidates, its officers, and owners who may speak for their homes."""

from dataclasses import dataclass, field
from datetime import datetime

from django.test import Client

from gongzhi.bodies.actions.consent_candidacy import consent_candidacy
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.open_slate import open_slate
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.models import Candidate, Slate
from gongzhi.bodies.tests.ground import AT, ground
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.people.queries import SESSION_KEY
from gongzhi.places.models import Building, Estate
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.actions.owner_rows import owner_row
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Claim, Elector, Holding, Owner, Unit

By = Candidate.By
NAMES = ("张伟", "李娜", "王芳", "刘洋", "陈静", "赵敏")


@dataclass
class Homes:
    """An estate whose six flats have one owner each; owner n has the phone 138<seed>000n."""

    estate: Estate
    seed: int
    at: datetime
    electors: list[Elector] = field(default_factory=list)

    def owner(self, n: int, name: str = "业主") -> Person:
        """Owner n, speaking for their flat."""
        person = know_person(name=name, number=self.phone(n), at=self.at)
        Claim.objects.get_or_create(
            estate=self.estate,
            elector=self.electors[n],
            person_id=person.pk,
            until_at=None,
            defaults={"way": "phone", "from_at": self.at},
        )
        return person

    def phone(self, n: int) -> str:
        return f"138{self.seed:04d}{n:04d}"


def housed(estate: Estate, seed: int = 1, *, at: datetime = AT) -> Homes:
    """Gives the estate six flats, their owners and electors."""
    building = Building.objects.create(estate=estate, name="3幢")
    for n, name in enumerate(NAMES):
        room = f"{n // 2 + 1}{n % 2 + 1:02d}"
        unit = Unit.objects.create(
            estate=estate, building=building, stair="2单元", room=room, door=f"3幢2单元{room}", kind="住宅", area=8932
        )
        owner = owner_row(estate.pk, kind=Owner.Kind.NATURAL, name=name, document="", phone=f"138{seed:04d}{n:04d}")
        owner.save()
        Holding.objects.create(estate=estate, unit=unit, owner=owner, from_on=at.date())
    rebuild_electors(estate=estate, by="system", at=at)
    return Homes(estate, seed, at, list(Elector.objects.filter(estate=estate).order_by("places__unit__room")))


class Slated:
    """The estate, its officers, two members of its committee, and the open list."""

    def __init__(self) -> None:
        here = ground(seated=2)
        self.at = AT
        self.worker, self.street, self.body = here.worker, here.street, here.body
        self.committee = [here.person(0), here.person(1)]
        self.homes = housed(here.estate)
        self.estate = self.homes.estate
        self.owner = self.homes.owner
        self.slate: Slate = open_slate(
            estate=self.estate, title="第一届业主委员会选举", set_size=3, by=self.worker, at=self.at
        )

    def another(self) -> Homes:
        """A second estate of the same community."""
        estate = create_estate(
            name="另一苑",
            community=self.estate.community,
            kind="commodity",
            management="lump_sum",
            by=self.worker,
            at=self.at,
        )
        return housed(estate, 2)

    def recommended(self, n: int, **changed: object) -> Candidate:
        """Owner n, recommended by the party organisation."""
        asked = {
            "name": "张伟",
            "number": self.homes.phone(n),
            "recommended_by": By.PARTY,
            "recommender": "桂溪社区党委",
            "by": self.worker,
        }
        return recommend_candidate(slate=self.slate, at=self.at, **{**asked, **changed})

    def agreed(self, n: int, *, party: bool | None = None) -> Candidate:
        """Owner n, recommended, declared, agreed."""
        candidate = self.recommended(n)
        person = Person.objects.get(pk=candidate.person_id)
        if party is not None:
            declare(to=candidate, person=person, party=party, by=person, at=self.at)
        return consent_candidacy(candidate=candidate, categories=[], by=person, at=self.at)


def client_of(person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    session = client.session
    session[SESSION_KEY] = person.pk
    session.save()
    return client
