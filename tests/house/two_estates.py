"""Two estates in two communities, each with one assembly carried to its end and something open on every desk."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import Document
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import Topic
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.actions.grant_capacity import grant_capacity
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate, Phase, Succession, SuccessionItem
from gongzhi.register.actions.ask_correction import ask_correction
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.actions.make_grid import make_grid
from gongzhi.register.actions.preview_roster import preview_roster
from gongzhi.register.actions.propose_management_fix import propose_management_fix
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.models import Claim, Merge, Owner, Unit
from gongzhi.register.queries import claim_of
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.models import Report, Resolution
from gongzhi.voting.tests import made as story
from tests.house.committee_values import committee_values
from tests.house.formation_values import formation_values
from tests.house.fund_values import fund_values
from tests.house.issue_values import issue_values
from tests.house.joint_values import joint_values
from tests.house.machine_values import machine_values
from tests.house.minutes_values import minutes_values
from tests.house.offices_values import offices_values
from tests.house.overview_values import overview_values
from tests.house.rule_values import rule_values
from tests.house.seal_values import seal_values
from tests.house.slates_values import slates_values
from tests.house.talking_values import talking_values
from tests.house.whistle_values import whistle_values
from tests.seats import seat_committee

K = Capacity.Kind
MARKS = {1: "Y", 2: "Y", 3: "B", 4: "A", 5: "S"}
ROSTER = "房号,面积,业主姓名,联系电话\n9栋1单元101,89.32,{name},13811119999\n"


@dataclass
class Place:
    """One estate with its people, and a value for everything that can stand in an address."""

    made: story.Made
    owner: Person
    values: dict[str, Any] = field(default_factory=dict)


def two_estates() -> tuple[Place, Place]:
    """The estate of the matrix, and another under another community worker of the same street."""
    return _lived(story.estate("桂溪苑", seed=1), 1), _lived(_elsewhere(), 2)


def _elsewhere() -> story.Made:
    street = story.divisions().parent
    community, _new = Division.objects.get_or_create(
        code="510107020004", defaults={"name": "望江社区", "level": "community", "parent": street}
    )
    at = story.START

    def officer(name: str, last: int) -> Person:
        number = f"1391000{last:04d}"
        return appoint_officer(
            division=community, kind=K.COMMUNITY, name=name, number=number, document="2号", at=at
        ).person

    worker, second = officer("何英", 1), officer("高翔", 2)
    estate = create_estate(
        name="望江苑",
        community=community,
        kind=Estate.Kind.COMMODITY,
        management=Estate.Management.LUMP_SUM,
        by=worker,
        at=at,
    )

    def grant(kind: str, name: str, last: int) -> Person:
        number, filing = f"1370002{last:04d}", "望街备〔2026〕1号"
        return grant_capacity(
            estate=estate, kind=kind, name=name, number=number, filing_number=filing, by=worker, at=at
        ).person

    street = appoint_officer(
        division=community.parent, kind=K.STREET, name="方敏", number="13910000009", document="3号", at=at
    ).person
    seats = [(name, f"1370002{last:04d}") for name, last in (("林涛", 11), ("梁静", 12))]
    committee = seat_committee(estate, seats, worker=worker, street=street, at=at)[2]
    tellers = [grant(K.TELLER, "宋佳", 21), grant(K.TELLER, "韩雪", 22)]
    return story.Made(estate, worker, second, worker, committee, tellers, at)


def _lived(made: story.Made, seed: int) -> Place:
    made = story.noticed(story.reported(story.drafted(story.frozen(story.housed(made, 4, seed=seed)))))
    made.now = made.assembly.opens_at + story.timedelta(hours=1)
    links = story.links(made)
    story.all_cast(made, [MARKS, MARKS, MARKS])
    story.counted(made)
    elector = made.electors[0]
    claim = claim_of(elector)
    owner = Person.objects.get(pk=claim.person_id)
    for words in ("计票没有通知", "结果没有贴在三幢")[:seed]:
        raise_objection(assembly=made.assembly, elector=elector, text=words, by=owner, at=made.now)
    objection = made.assembly.objections.order_by("-number").first()
    story.signed(made)
    return Place(made, owner, _values(made, owner, claim, links[elector.pk], objection.number))


def _values(made: story.Made, owner: Person, claim: Claim, token: str, objection: int) -> dict[str, Any]:
    estate, at = made.estate, made.now
    unit = Unit.objects.filter(estate=estate, holdings__owner__isnull=False).order_by("pk").first()
    unit = claim.elector.places.first().unit
    left, right = Owner.objects.filter(estate=estate).order_by("pk")[1:3]
    content = ROSTER.format(name=f"张{uuid4().hex}").encode("gb18030")  # the file store of the tests is shared
    roster = preview_roster(
        estate=estate, name="清册.csv", content=content, content_type="text/csv", by=made.worker, at=at
    )
    draft = draft_assembly(estate=estate, title="下一次会议", purpose="还没有想好", by=made.committee[0], at=at)
    reports = Report.objects.filter(assembly=made.assembly)
    grid = make_grid(community=estate.community, code="01", name="第一网格", by=made.worker, at=at)
    fix = propose_management_fix(estate=estate, mode="trust", reason="登记错了", by=made.worker, at=at)
    return {
        "code": estate.code,
        "serial": made.assembly.serial,
        "draft": draft.serial,
        "token": token,
        "elector_id": claim.elector_id,
        "other_elector": made.electors[3].pk,
        "unit_id": unit.pk,
        "owner_id": unit.holdings.first().owner_id,
        "claim_id": claim.pk,
        "import_id": roster.pk,
        "merge_id": Merge.objects.create(estate=estate, left=left, right=right).pk,
        "correction_id": ask_correction(unit=unit, what="area", text="面积少了", by=owner, at=at).pk,
        "roll_id": propose_roll(estate=estate, parking="never", by=made.worker, at=at).pk,
        "capacity_id": Capacity.objects.get(person=made.tellers[1]).pk,
        "grid_id": grid.pk,
        "fix_id": fix.pk,
        "phase_id": Phase.objects.create(estate=estate, name="一期", delivered_on=law_day(at)).pk,
        "item_id": _taken_over(estate, at),
        "report_id": reports.get(to="residents_committee", what="tell").pk,
        "resolution_id": Resolution.objects.filter(motion__assembly=made.assembly).order_by("pk").first().pk,
        "number": objection,
        "official_id": _letter(estate, at),
        "above_file_id": _paper(estate, made.worker, at),
        "document_id": Document.objects.filter(estate_id=estate.pk).order_by("pk").first().pk,
        "position": 0,
        "what": "area",
        "topic": "voting",
        "name": "participation",
        "page": "vote",
        **offices_values(made),
        **formation_values(made),
        **joint_values(made),
        **minutes_values(made),
        **rule_values(made),
        **slates_values(made, owner),
        **overview_values(made, owner),
        **committee_values(made),
        **issue_values(made),
        **fund_values(made),
        **seal_values(made),
        **whistle_values(made),
        **machine_values(made),
        **talking_values(made),
    }


def _taken_over(estate: Estate, at: datetime) -> int:
    """An item that the estate has to take over from one that is gone."""
    gone = Estate.objects.create(code=f"{estate.code}-old", name="旧院", community=estate.community, created_at=at)
    link = Succession.objects.create(
        estate=estate, from_estate=gone, on=law_day(at), units=0, holdings=0, area=0, entry=0
    )
    return int(SuccessionItem.objects.create(estate=estate, succession=link, kind="seals").pk)


def _letter(estate: Estate, at: datetime) -> int:
    """An official letter of the community, above its estates."""
    data = {"issuer": "桂溪社区联席会议", "addressee": "各小区", "sections": [{"paragraphs": ["会议照常召开。"]}]}
    return publish_document(
        division=estate.community_id,
        kind="letter",
        mark="联席",
        title="关于联席会议的函",
        template="official",
        data=data,
        ref="letter:1",
        by="system",
        at=at,
    ).pk


def _paper(estate: Estate, by: Person, at: datetime) -> int:
    """What a party laid before the joint meeting of the community."""
    stored = store_file(
        division=estate.community_id,
        name="现状.pdf",
        content=b"%PDF-1.4 " + uuid4().hex.encode(),  # the file store of the tests is shared
        content_type="application/pdf",
        personal=False,
        at=at,
    )
    Topic.objects.create(
        division=estate.community,
        side="residents",
        business="disputes",
        title="渗漏水",
        words="地下车库",
        file_id=stored.pk,
        proposer_id=by.pk,
        proposed_at=at,
        entry=1,
    )
    return stored.pk


def upload(name: str = "文书.pdf") -> SimpleUploadedFile:
    """A file to send along."""
    return SimpleUploadedFile(name, b"%PDF-1.4 sample", content_type="application/pdf")
