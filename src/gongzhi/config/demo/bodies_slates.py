"""Candidates in the demonstration: a list with an exclusion answered and an objection, one still open, a committee of a community."""

from datetime import datetime, timedelta
from typing import Any

from gongzhi.bodies.actions.answer_objection_to_list import answer_objection_to_list
from gongzhi.bodies.actions.answer_vetting import answer_vetting
from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.consent_candidacy import consent_candidacy
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.form_env_committee import form_env_committee
from gongzhi.bodies.actions.give_reason import give_reason
from gongzhi.bodies.actions.hear_person import hear_person
from gongzhi.bodies.actions.mark_large_estate import mark_large_estate
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.actions.open_slate import open_slate
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.publish_slate import publish_slate
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.actions.vet_candidate import vet_candidate
from gongzhi.bodies.models import Appointment, Body, Candidate, Slate
from gongzhi.bodies.queries.composition import report_of, report_of_slate
from gongzhi.bodies.queries.standing import appointments, body_of, latest_term
from gongzhi.config.demo.cast import RESIDENTS_CHAIR
from gongzhi.config.demo.committees import residents_committee
from gongzhi.config.demo.homes import plain_owners
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.models import ElectorOwner
from gongzhi_law.composition import Kin

By, R, W, K = Candidate.By, Appointment.Role, Appointment.Way, Body.Kind
ENV = (
    (RESIDENTS_CHAIR.name, RESIDENTS_CHAIR.number, R.CHAIR, True, ("法律",), ()),
    ("邓志远", "19900000202", R.VICE, True, ("财务",), ()),
    ("何秀英", "19900000203", R.MEMBER, True, ("环境",), ()),
    ("唐建国", "19900000204", R.MEMBER, False, ("物业",), (Kin("配偶", "安居物业服务有限公司", "客服"),)),
    ("许文静", "19900000205", R.MEMBER, False, (), ()),
)
HEARD = (("社区党组织", "support", "把关，同意"), ("居民小组长会议", "support", ""), ("各小区业委会", "nothing", ""))
LED = "居民代表会议决定"


def load_slates(
    estate: Estate,
    gathering: Estate,
    *,
    worker: Person,
    officer: Person,
    at: datetime,
    since: datetime | None = None,
) -> None:
    """A published list in `estate`, an open one in `gathering`, the 环物委 of the community of `estate`; runs once.

    The 环物委 stands `since` then (`at`). `worker` and `officer` must hold their offices there by then; owners of both
    have claimed their homes.
    """
    if Slate.objects.filter(estate=estate).exists():
        return
    _members(estate, worker, at)
    _published(estate, worker, officer, at)
    _open(gathering, worker, at)
    _committee(estate.community, estate, worker, since or at)


def _members(estate: Estate, worker: Person, at: datetime) -> None:
    """What the members of the sitting committee declared on paper."""
    body = body_of(estate, K.COMMITTEE)
    if body is None:
        return
    for n, seat in enumerate(appointments(body, on=law_day(at))):
        declare(
            to=body,
            person=Person.objects.get(pk=seat.person_id),
            party=n % 2 == 0,
            voluntary=True,
            source="本人签名的声明",
            by=worker,
            at=at,
        )


def _owners(estate: Estate, count: int) -> list[tuple[Person, str]]:
    """The first plain owners, with the names of the register."""
    found: dict[int, tuple[Person, str]] = {}
    for claim in plain_owners(estate)[: count * 3]:
        owner = ElectorOwner.objects.select_related("owner").filter(elector_id=claim.elector_id).order_by("pk").first()
        if owner is not None and owner.owner.kind == "natural":
            found.setdefault(claim.person_id, (Person.objects.get(pk=claim.person_id), owner.owner.shown_name()))
    return list(found.values())[:count]


def _published(estate: Estate, worker: Person, officer: Person, at: datetime) -> None:
    """Five agreed: three fit, one found unfit who answered and was cleared, one found unfit; then an objection."""
    slate = open_slate(estate=estate, title="业主委员会补选", set_size=3, alternates=1, by=worker, at=at)
    owners = _owners(estate, 6)
    ways = (By.PARTY, By.RESIDENTS, By.OWNERS, By.PARTY, By.RESIDENTS)
    candidates = []
    for n, ((person, name), way) in enumerate(zip(owners, ways, strict=False)):
        candidate = recommend_candidate(
            slate=slate,
            name=name,
            number=person.number(),
            recommended_by=way,
            recommender={By.PARTY: "桂溪社区党委", By.RESIDENTS: "桂溪社区居委会", By.OWNERS: "21 户联名"}[way],
            categories=["staff"] if n == 1 else ["party_owner"] if n == 0 else [],
            by=worker,
            at=at,
        )
        declare(to=candidate, person=person, party=n == 0, skills=["财务"] if n == 1 else [], by=person, at=at)
        consent_candidacy(
            candidate=candidate,
            categories=candidate.categories,
            statement="住了十年，愿意把账目和工程盯清楚。" if n == 0 else "",
            by=person,
            at=at + timedelta(hours=3),
        )
        candidates.append((candidate, person))
    later = at + timedelta(days=2)
    for n, (candidate, _person) in enumerate(candidates):
        if n not in (3, 4):
            vet_candidate(candidate=candidate, fit=True, by=officer, at=later)
    _excluded(candidates[3:5], officer, later)
    wanting = [one.rule for one in report_of_slate(slate, law_day(later)).failing if "party" in one.rule]
    for rule in wanting[:1]:
        words = "动员了十二名党员业主，两名愿意参选；名单公示期间继续动员，不影响补选。"
        give_reason(of=slate, rule=rule, words=words, by=worker, at=later)
    day = at + timedelta(days=4)
    slate = publish_slate(slate=slate, by=worker, at=day)
    if len(owners) > 5:
        words = "候选人里有一位去年底还在为物业公司做账，请核实。"
        objector = owners[5][0]
        row = object_to_list(of=slate, about="candidates", words=words, by=objector, at=day + timedelta(days=1))
        text = "已核对劳动合同和社保：该候选人前年已离职，本人也作了书面声明，不属于列明的情形。"
        answer_objection_to_list(objection=row, text=text, by=worker, at=day + timedelta(days=3))


def _excluded(pair: list[tuple[Candidate, Person]], officer: Person, at: datetime) -> None:
    """Two found unfit: one answers and is cleared by the same office, of the other it stands."""
    for n, (candidate, person) in enumerate(pair):
        evidence = "登记簿显示房屋上月已过户" if n else "收到反映称其已不是业主"
        vet_candidate(candidate=candidate, fit=False, ground="not_owner", evidence=evidence, by=officer, at=at)
        text = "房屋仍在本人名下，不动产登记证明已交社区。" if not n else "正在另购本小区一套，下月过户。"
        answer_vetting(candidate=candidate, text=text, by=person, at=at + timedelta(hours=5))
        if not n:
            vet_candidate(candidate=candidate, fit=True, by=officer, at=at + timedelta(days=1))


def _open(estate: Estate, worker: Person, at: datetime) -> None:
    """Names are being recommended: one waits for the person's own word."""
    slate = open_slate(estate=estate, title="首届业主委员会选举", set_size=5, by=worker, at=at)
    for person, name in _owners(estate, 1):
        recommend_candidate(
            slate=slate, name=name, number=person.number(), recommended_by=By.SELF, by=person, at=at + timedelta(days=1)
        )


def _committee(community: Division, estate: Estate, worker: Person, at: datetime) -> None:
    """The 环物委: term with the 居委会, members heard about, one kin declared, what departs from the paper explained."""
    on = law_day(at)
    shared: dict[str, Any] = {"by": worker, "at": at}
    residents = residents_committee(community, formed_on=on, worker=worker, at=at)
    if latest_term(residents, on=on) is None:
        until = on + timedelta(days=1300)
        open_term(body=residents, set_size=5, from_on=on, until_on=until, basis="换届选举", **shared)
    name = f"{community.name}环境和物业管理委员会"
    body = form_env_committee(division=community, name=name, set_size=5, basis=LED, formed_on=on, **shared)
    term = latest_term(body, on=on)
    for n, (who, number, role, party, skills, kin) in enumerate(ENV):
        for asked, outcome, words in HEARD:
            hear_person(body=body, name=who, number=number, asked=asked, outcome=outcome, words=words, on=on, **shared)
        seat: dict[str, Any] = {
            "name": who,
            "number": number,
            "way": W.BY_RESIDENTS,
            "basis": LED,
            "from_on": on,
            **shared,
        }
        made = appoint(body=body, term=term, role=role, **seat)
        if n < 1:
            appoint(body=residents, term=latest_term(residents, on=on), role=R.CHAIR, **seat)
        person = Person.objects.get(pk=made.person_id)
        lives = estate.name if n == 2 else ""
        said: dict[str, Any] = {"party": party, "skills": skills, "kin": kin, "voluntary": True, "lives_in": lives}
        if n < 4:
            declare(to=body, person=person, by=person, at=at + timedelta(hours=2), **said)
    mark_large_estate(estate=estate, large=True, why="1,192 户，社区内户数最多", **shared)
    kin_rules = [one.rule for one in report_of(body, on).failing if "kin" in one.rule]  # type: ignore[union-attr]
    for rule in kin_rules[:1]:
        words = "已按本人声明核对；涉及该单位的事项，有关成员回避。"
        give_reason(of=body, rule=rule, words=words, by=worker, at=at + timedelta(days=1))
