"""What stands around bodies in the demonstration: project and quality director, 四有一化, micro-grids, a secretary, a letter."""

import io
from datetime import datetime, timedelta
from typing import Any

import segno

from gongzhi.bodies.actions.answer_inquiry import answer_inquiry
from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.assign_micro_grid import assign_micro_grid
from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.note_engagement import note_engagement
from gongzhi.bodies.actions.note_quality import note_quality
from gongzhi.bodies.actions.note_service import note_service
from gongzhi.bodies.actions.record_four_ones import record_four_ones
from gongzhi.bodies.actions.record_inquiry import record_inquiry
from gongzhi.bodies.actions.record_party_coverage import record_party_coverage
from gongzhi.bodies.actions.set_contact import set_contact
from gongzhi.bodies.models import Appointment, Body, FourOnes
from gongzhi.bodies.queries.standing import body_of, latest_term
from gongzhi.config.demo.cast import MANAGER
from gongzhi.config.demo.committees import Recorders
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate, Grid
from gongzhi.register.actions.cover_grid import cover_grid
from gongzhi.register.actions.make_grid import make_grid

R, W, K = Appointment.Role, Appointment.Way, Body.Kind
DIRECTOR = ("钟雪梅", "19900000312")
SECRETARY, CADRE, LEADER = ("彭晓", "19900000313"), ("秦立", "19900000314"), ("雷鸣", "19900000315")
UNIT = "武侯区水务局"
FOUR = (
    (FourOnes.Item.LEADERSHIP, True, "桂溪苑党支部，2024 年批复成立"),
    (FourOnes.Item.EXAMPLE, True, "党员楼栋长 6 人，名单贴在各单元"),
    (FourOnes.Item.PLACE, True, "1 幢架空层党群服务站，每周三晚开放"),
    (FourOnes.Item.MECHANISM, True, "党支部、业委会、物业每月碰头，有记录"),
    (FourOnes.Item.FUNDS, False, "工作经费还没有列入社区预算"),
)


def load_overview(
    estate: Estate, second: Estate, *, worker: Person, officer: Person, at: datetime, since: datetime
) -> None:
    """Everything around the bodies of `estate`, and a seconded cadre in the committee of `second`; runs once.

    The party organisation and the firm's project stand `since` then; `worker` and `officer` must hold their offices
    in both places by then.
    """
    if Body.objects.filter(estate=estate, kind=K.PROJECT).exists():
        return
    here = Recorders(worker, officer, at)
    past = Recorders(worker, officer, since)
    _above(estate.community, past)
    _project(estate, here, past)
    _party(estate, here)
    _engaged(estate, here)
    _grids(estate, here)
    _cadre(second, here)


def _above(community: Division, here: Recorders) -> None:
    """The street, and the community's own party organisation."""
    shared: dict[str, Any] = {"by": here.officer, "at": here.at, "formed_on": law_day(here.at)}
    assert community.parent is not None
    if not Body.objects.filter(division=community.parent, kind=K.STREET).exists():
        name = f"{community.parent.name.removesuffix('办事处')}办事处"
        street = form_body(division=community.parent, kind=K.STREET, name=name, basis="街道设置批复", **shared)
        set_contact(body=street, duty_phone="028-00000041", hours="工作日 9:00–17:00", by=here.officer, at=here.at)
    if not Body.objects.filter(division=community, kind=K.PARTY_COMMUNITY).exists():
        name = f"{community.name.removesuffix('居委会').removesuffix('居民委员会')}党委"
        form_body(
            division=community, kind=K.PARTY_COMMUNITY, name=name, basis="组织批复", **{**shared, "by": here.worker}
        )


def _seat(body: Body, who: tuple[str, str], role: str, way: str, here: Recorders, **more: Any) -> Appointment:
    name, number = who
    return appoint(
        body=body,
        name=name,
        number=number,
        role=role,
        way=way,
        basis="会议决定",
        from_on=law_day(here.at),
        by=here.worker,
        at=here.at,
        **more,
    )


def _project(estate: Estate, here: Recorders, past: Recorders) -> None:
    """The firm's project with its manager, and a quality director who has been round once."""
    project = form_body(
        estate=estate,
        kind=K.PROJECT,
        name=f"锦宁物业{estate.name}项目",
        basis="物业服务合同",
        formed_on=law_day(past.at),
        by=past.worker,
        at=past.at,
    )
    set_contact(body=project, duty_phone="028-00000012", hours="全天", place="东门客服中心", by=here.worker, at=here.at)
    _seat(project, (MANAGER.name, MANAGER.number), R.MANAGER, W.HIRED, past)
    residents = Body.objects.filter(
        division=estate.community, kind=K.RESIDENTS_COMMITTEE, ended_on__isnull=True
    ).first()
    if residents is not None:
        _seat(residents, DIRECTOR, R.MEMBER, W.ELECTED, here, term=latest_term(residents, on=law_day(here.at)))
    director = Person.objects.get(pk=_seat(project, DIRECTOR, R.QUALITY, W.RECOMMENDED, here).person_id)
    note_quality(
        estate=estate,
        kind="patrol",
        words="2 幢 1 单元门禁不能自动落锁，已请项目部三天内修好。",
        on=law_day(here.at),
        file_name="门禁.png",
        content=_picture(),
        content_type="image/png",
        by=director,
        at=here.at,
    )


def _picture() -> bytes:
    """A small picture in the place of a photograph."""
    out = io.BytesIO()
    segno.make("gongzhi demo").save(out, kind="png", scale=6)
    return out.getvalue()


def _party(estate: Estate, here: Recorders) -> None:
    """四有一化 with one item missing, a branch of the estate, coverage adjusted once."""
    on = law_day(here.at)
    shared: dict[str, Any] = {"estate": estate, "by": here.worker, "at": here.at}
    for item, met, evidence in FOUR:
        record_four_ones(item=item, met=met, evidence=evidence, on=on, **shared)
    branch = form_body(kind=K.PARTY_ESTATE, name=f"{estate.name}党支部", basis="社区党委批复", formed_on=on, **shared)
    _seat(branch, LEADER, R.SECRETARY, W.ELECTED, here)
    record_party_coverage(form="joint", organisation="桂溪片区联合党支部", committee_members=3, on=on, **shared)
    record_party_coverage(
        form="independent",
        organisation=f"{estate.name}党支部",
        committee_members=4,
        firm_members=2,
        note="小区党员增加到 21 人，单独建立支部",
        on=on,
        **shared,
    )


def _engaged(estate: Estate, here: Recorders) -> None:
    """A secretary for a year, and a service that ends soon and was delivered once."""
    body, on = body_of(estate, K.COMMITTEE), law_day(here.at)
    chair = body.appointments.filter(role=R.CHAIR, ended_on__isnull=True).first() if body else None
    if chair is None:
        return
    by = Person.objects.get(pk=chair.person_id)
    shared: dict[str, Any] = {
        "estate": estate,
        "basis": "业委会 2026 年第 3 次会议决定",
        "from_on": on,
        "by": by,
        "at": here.at,
    }
    name, number = SECRETARY
    engage(
        kind="secretary",
        name=name,
        number=number,
        tasks=["minutes", "publish", "archive"],
        purpose="会议通知和记录、公示张贴、档案整理",
        pay_source="common_income",
        pay_fen=18_000_00,
        until_on=on + timedelta(days=365),
        **shared,
    )
    service = engage(
        kind="service",
        provider="锦里社区发展服务中心",
        purpose="换届辅导和议事培训四次",
        pay_source="street",
        pay_fen=6_000_00,
        until_on=on + timedelta(days=150),
        file_name="服务合同.pdf",
        content=b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
        content_type="application/pdf",
        **shared,
    )
    note_engagement(engagement=service, kind="delivery", words="第一次议事培训，到会 23 人。", on=on, by=by, at=here.at)


def _grids(estate: Estate, here: Recorders) -> None:
    """Two micro-grids, one with the chair responsible, one with nobody."""
    community, on = estate.community, law_day(here.at)
    if Grid.objects.filter(community=community, code="01").exists():
        return
    shared: dict[str, Any] = {"by": here.worker, "at": here.at}
    grid = make_grid(community=community, code="01", name="第一网格", **shared)
    buildings = list(estate.buildings.order_by("pk").values_list("pk", flat=True))
    half = len(buildings) // 2
    parts = (("01-1", "一微网格", buildings[:half]), ("01-2", "二微网格", buildings[half:]))
    micro = [make_grid(community=community, parent=grid, code=code, name=name, **shared) for code, name, _b in parts]
    for one, (_code, _name, some) in zip(micro, parts, strict=True):
        cover_grid(grid=one, estate=estate, whole=False, buildings=some, **shared)
    body = body_of(estate, K.COMMITTEE)
    chair = body.appointments.filter(role=R.CHAIR, ended_on__isnull=True).first() if body else None
    if chair is not None:
        assign_micro_grid(estate=estate, grid=micro[0], appointment=chair, from_on=on, **shared)


def _cadre(estate: Estate, here: Recorders) -> None:
    """A seconded cadre in a committee: facts noted, one letter answered, another waiting."""
    body, on = body_of(estate, K.COMMITTEE), law_day(here.at)
    term = latest_term(body, on=on) if body else None
    if body is None or term is None or body.appointments.filter(ended_on__isnull=True).count() >= term.set_size:
        return
    seat = _seat(body, CADRE, R.MEMBER, W.ELECTED, here, term=term, seconded_from=UNIT)
    person = Person.objects.get(pk=seat.person_id)
    shared: dict[str, Any] = {"at": here.at, "by": here.worker}
    note_service(appointment=seat, words="组织楼栋议事会 2 次，促成门禁改造方案。", on=on, **shared)
    note_service(appointment=seat, words="另外入户听取意见 12 户。", on=on, by=person, at=here.at)
    for number, answered in (("武水函〔2026〕8号", True), ("武水函〔2026〕15号", False)):
        inquiry = record_inquiry(
            appointment=seat,
            unit=UNIT,
            letter_number=number,
            received_on=on,
            file_name="来函.pdf",
            content=b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
            content_type="application/pdf",
            **shared,
        )
        if answered:
            answer_inquiry(inquiry=inquiry, **shared)
