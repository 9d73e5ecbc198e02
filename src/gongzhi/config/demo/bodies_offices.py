"""Seats in the demonstration: a full committee of owners, one past its term with a recall, one in dispute."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from gongzhi.bodies.actions.answer_recall import answer_recall
from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.delegate_power import delegate_power
from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.actions.set_contact import set_contact
from gongzhi.bodies.actions.show_phone import show_phone
from gongzhi.bodies.actions.state_in_dispute import state_in_dispute
from gongzhi.bodies.models import Appointment, Body, Term
from gongzhi.bodies.queries.standing import body_of, latest_term
from gongzhi.config.demo.committees import Recorders, residents_committee, seat_committee
from gongzhi.config.demo.homes import plain_owners
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.create_estate import create_estate
from gongzhi_law.powers import Power

R, W, K = Appointment.Role, Appointment.Way, Body.Kind
EXPIRED, DISPUTED = "晚晴苑", "双桂坊"
OLD = (
    ("罗玉成", "19900000111"),
    ("邹丽华", "19900000112"),
    ("彭大勇", "19900000113"),
    ("谢永红", "19900000114"),
    ("潘秀兰", "19900000115"),
)
NEXT = ("袁小兵", "19900000116")
TWO_HEADS = (("余德海", "19900000121"), ("叶春燕", "19900000122"), ("苏文斌", "19900000123"))


def load_offices(
    estate: Estate, *, community: Division, worker: Person, officer: Person, at: datetime, since: datetime
) -> None:
    """Fills the committee of `estate`, names its 居委会, and adds two small estates in `community`; runs once.

    居委会 and estates stand `since` then; `worker` and `officer` must hold their offices there by then.
    """
    if Estate.objects.filter(name__in=(EXPIRED, DISPUTED)).exists():
        return
    here, before = Recorders(worker, officer, at), Recorders(worker, officer, at - timedelta(days=3))
    past = Recorders(worker, officer, since)
    _fill(estate, here)
    for place in dict.fromkeys((estate.community, community)):
        _residents(place, past)
    _expired(community, before, past)
    _disputed(community, before, past)


def _fill(estate: Estate, here: Recorders) -> None:
    """Its free seats go to owners, the first as vice; a duty number, the chair's own by choice, one task handed on."""
    body, on = body_of(estate, K.COMMITTEE), law_day(here.at)
    term = latest_term(body, on=on) if body else None
    if body is None or term is None:
        return
    room = term.set_size - body.appointments.filter(ended_on__isnull=True, seat__alternate=False).count()
    for n, claim in enumerate(list(plain_owners(estate).select_related("elector")[:room])):
        owner = Person.objects.get(pk=claim.person_id)
        role = R.MEMBER if n else R.VICE
        _seat(body, term, owner.shown_name(), owner.number(), role, on, here, elector=claim.elector)
    chair = body.appointments.filter(role=R.CHAIR, ended_on__isnull=True).first()
    if chair is None:
        return
    person = Person.objects.get(pk=chair.person_id)
    set_contact(
        body=body, duty_phone="028-00000011", hours="周三 19:00–20:30", place="党群服务站", by=person, at=here.at
    )
    show_phone(appointment=chair, phone=person.number(), by=person, at=here.at)
    delegate_power(
        appointment=chair,
        name="蒋文",
        number="19900000105",
        powers=[Power.SUPERVISE.value],
        limit_words="只到现场核对保洁和安防，不签字",
        basis="主任委托书",
        from_on=on,
        until_on=on + timedelta(days=60),
        by=person,
        at=here.at,
    )


def _residents(community: Division, here: Recorders) -> None:
    """The 居民委员会 of a community with its duty number."""
    formed = law_day(here.at) - timedelta(days=400)
    body = residents_committee(community, formed_on=formed, worker=here.worker, at=here.at)
    set_contact(body=body, duty_phone="028-00000021", hours="工作日 9:00–17:00", by=here.worker, at=here.at)


def _expired(community: Division, here: Recorders, past: Recorders) -> None:
    """A term that ran out two months ago: caretaking, one resignation with an alternate in line, one recall proposed."""
    estate = _estate(EXPIRED, community, past)
    until = law_day(here.at) - timedelta(days=60)
    from_on = until - timedelta(days=3 * 365)
    body, term, people = _committee(estate, OLD, from_on, until, past, alternates=1)
    _seat(body, term, *NEXT, R.ALTERNATE, term.from_on, past)
    seats = list(body.appointments.filter(seat__alternate=False).order_by("seat__number"))
    resign_seat(
        appointment=seats[4], words="搬去和女儿同住，辞去委员职务", on=law_day(here.at), by=people[4], at=here.at
    )
    propose_recall(
        appointment=seats[2],
        proposer="members",
        proposer_words="三名委员联名提议书",
        proposers=3,
        proposers_of=5,
        ground="连续五次没有参加业委会会议，也没有请假。",
        by=people[0],
        at=here.at,
    )
    words = "这半年在外地照顾病人，每次都在群里说过。愿意从下次会议起参加。"
    answer_recall(appointment=seats[2], words=words, by=people[2], at=here.at + timedelta(days=2))


def _disputed(community: Division, here: Recorders, past: Recorders) -> None:
    """Two lists that both say they were elected; the street marked it, both speak on one page."""
    estate = _estate(DISPUTED, community, past)
    on = law_day(here.at)
    elected = Recorders(here.worker, here.officer, here.at - timedelta(days=300))
    _body, _term, (chair, *_others) = _committee(
        estate, TWO_HEADS, on - timedelta(days=300), on + timedelta(days=795), elected, set_size=3
    )
    mark_dispute(
        estate=estate,
        about="换届投票以后出现两份当选名单：一份经原业委会签署，一份由联名业主公布。两份名单都要求移交资料和印章。",
        document_number="街道〔2026〕争议标记1号",
        on=on,
        by=here.officer,
        at=here.at,
    )
    for side, words, speaker in (
        ("原业委会", "计票在居委会见证下进行，票箱封条完好，名单以计票记录为准。", chair),
        ("联名业主", "有四十一户没有收到表决票，送达登记只有楼栋长签字，要求重新核对送达。", here.worker),
    ):
        state_in_dispute(estate=estate, side=side, words=words, by=speaker, at=here.at + timedelta(days=1))


def _estate(name: str, community: Division, here: Recorders) -> Estate:
    return create_estate(
        name=name,
        community=community,
        kind=Estate.Kind.COMMODITY,
        management=Estate.Management.LUMP_SUM,
        duty_phone="028-00000031",
        by=here.worker,
        at=here.at,
    )


def _committee(
    estate: Estate, members: Sequence[tuple[str, str]], from_on: date, until_on: date, here: Recorders, **more: Any
) -> tuple[Body, Term, list[Person]]:
    """A committee seated in the past, written down now."""
    filing = f"街备〔{from_on.year}〕{estate.pk}号"
    shared: dict[str, Any] = {"worker": here.worker, "street": here.officer, "at": here.at, "filing_number": filing}
    return seat_committee(estate, members, from_on=from_on, until_on=until_on, **shared, **more)


def _seat(
    body: Body, term: Term, name: str, number: str, role: str, from_on: date, here: Recorders, **more: Any
) -> None:
    appoint(
        body=body,
        term=term,
        name=name,
        number=number,
        role=role,
        way=W.ELECTED,
        basis="业主大会选举结果",
        from_on=from_on,
        alternate=role == R.ALTERNATE,
        by=here.worker,
        at=here.at,
        **more,
    )
