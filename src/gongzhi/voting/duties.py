"""What is due in the assemblies of an estate: derived from rows, law and day, never stored as a task."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.register.models import Roll, RollEntry
from gongzhi.register.states import RollState
from gongzhi.voting.models import Assembly, Objection, Report, RuleAnswer
from gongzhi.voting.queries.delivery import reached
from gongzhi.voting.queries.notice import law_or_offer
from gongzhi.voting.queries.results import open_rows
from gongzhi.voting.queries.rule_base import bylaws_for
from gongzhi.voting.states import AssemblyState, Phase
from gongzhi_law import assembly as law
from gongzhi_law.clocks import Clock, clocks
from gongzhi_law.params import lookup
from gongzhi_law.voting import Matter

K = Capacity.Kind
ANSWERERS = {
    Report.To.RESIDENTS: K.COMMUNITY,
    Report.To.PARTY: K.COMMUNITY,
    Report.To.STREET: K.STREET,
}


DECISION = ("motions__conditions", "motions__resolutions")


def duties(estate: Estate, at: datetime) -> list[Duty]:
    """What is due in the assemblies of one estate, for whom, by when, under which article or clause."""
    return duties_over([estate], at)[estate.pk]


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements."""
    known = {estate.pk: estate for estate in estates}
    found: dict[int, list[Duty]] = {pk: [] for pk in known}
    frozen = set(Roll.objects.filter(estate__in=known, state=RollState.FROZEN).values_list("estate_id", flat=True))
    running = list(_running(known))
    missing = _unreached(running)
    for assembly in running:
        assembly.estate = known[assembly.estate_id]
        found[assembly.estate_id] += _of(
            assembly, at, frozen=assembly.estate_id in frozen, unreached=missing[assembly.pk]
        )
    return found


def _running(estates: Iterable[int]) -> Iterator[Assembly]:
    """Assemblies on which something can be due, with what their duties are read from."""
    yield from (
        Assembly.objects.filter(estate__in=list(estates))
        .exclude(state=AssemblyState.WITHDRAWN)
        .annotate(
            motions_count=Count("motions"),
            open_by_rule=Exists(open_rows(motion__assembly=OuterRef("pk"))),
            answered=Exists(RuleAnswer.objects.filter(assembly=OuterRef("pk"))),
        )
        .prefetch_related(
            "reports",
            Prefetch("objections", Objection.objects.filter(answered_at__isnull=True).order_by("number")),
            *DECISION,
        )
        .order_by("estate_id", "serial")
    )


def _unreached(assemblies: Iterable[Assembly]) -> dict[int, int]:
    """How many electors of each noticed assembly were reached by nothing but the announcement."""
    noticed = {a.pk: a for a in assemblies if a.state == AssemblyState.NOTICED and a.roll_id}
    counts: dict[int, int] = defaultdict(int)
    if noticed:
        size = dict(
            RollEntry.objects.filter(roll_id__in={a.roll_id for a in noticed.values()})
            .values("roll_id")
            .annotate(n=Count("pk"))
            .values_list("roll_id", "n")
        )
        got = reached(noticed)
        counts.update({pk: size.get(a.roll_id, 0) - got.get(pk, 0) for pk, a in noticed.items()})
    return counts


def _of(assembly: Assembly, at: datetime, *, frozen: bool, unreached: int) -> list[Duty]:
    state = AssemblyState(assembly.state)
    if state == AssemblyState.DRAFT:
        return [_draft(assembly, at)]
    if state == AssemblyState.REPORTED:
        return [*_opinions(assembly, at), _notice(assembly, at, frozen)]
    if state == AssemblyState.NOTICED:
        return [*_opinions(assembly, at), *_voting(assembly, at, unreached)]
    if state == AssemblyState.COUNTING:
        return [_second_teller(assembly)]
    rows = [_objection(assembly, row, at) for row in assembly.objections.all()]
    if state == AssemblyState.PRELIMINARY:
        rows.append(_signature(assembly, at))
    elif assembly.decided_on and law_day(at) <= assembly.decided_on + timedelta(days=366):
        rows += [_clock(assembly, clock) for clock in running_clocks(assembly, at)]
    return [*rows, *_answer_wanted(assembly, at)]


def _answer_wanted(assembly: Assembly, at: datetime) -> list[Duty]:
    """A vote of a part that stays open until the authority says which share it applies (R15)."""
    if assembly.answered or not assembly.open_by_rule:  # type: ignore[attr-defined]
        return []
    title = _("请主管部门书面答复适用哪一种比例，并登记")
    rule = lookup("voting/scope_consent_of_all", on=law_day(at), place=assembly.estate.place)
    return [_duty(assembly, title, None, K(assembly.convener), str(rule.cite), "settle_rule")]


def _draft(assembly: Assembly, at: datetime) -> Duty:
    if not assembly.motions_count:  # type: ignore[attr-defined]
        return _duty(assembly, _("写议题"), None, K(assembly.convener), "《民法典》第278条第1款", "desk_assembly")
    told = lookup("assembly/residents_committee", on=law_day(at), place=assembly.estate.place)
    return _duty(assembly, _("告知居委会，报告并邀请介入"), None, K(assembly.convener), str(told.cite), "send_reports")


def _opinions(assembly: Assembly, at: datetime) -> list[Duty]:
    """Opinions asked for whose period runs; after it silence is shown, and nobody owes anything any more."""
    rows = []
    for report in assembly.reports.all():
        until = law.opinion_due(law_day(report.sent_at), report.days)
        if report.days and report.opinion_at is None and law_day(at) <= until:
            title = _("%(to)s提出意见") % {"to": report.get_to_display()}
            kind = ANSWERERS[Report.To(report.to)]
            rows.append(_duty(assembly, title, until, kind, report.cite, "give_opinion", report.pk))
    return rows


def _notice(assembly: Assembly, at: datetime, frozen: bool) -> Duty:
    rule = lookup("assembly/notice_days", on=law_day(at), place=assembly.estate.place)
    if not frozen:
        url = reverse("register:roll", args=[assembly.estate.code])
        return Duty(_named(assembly, _("公告前先冻结名册")), None, str(K(assembly.convener).label), str(rule.cite), url)
    return _duty(assembly, _("可以公告了"), None, K(assembly.convener), str(rule.cite), "give_notice")


def _voting(assembly: Assembly, at: datetime, unreached: int) -> list[Duty]:
    place, on = assembly.estate.place, law_day(at)
    phase = assembly.phase(at)
    if phase == Phase.CLOSED:
        rule = law_or_offer("voting/own_signature", at=at, place=place)
        return [_duty(assembly, _("开箱，第一人"), on, K.TELLER, str(rule.cite), "count")]
    rows = []
    if unreached > 0:
        rule = lookup("assembly/notice_days", on=on, place=place)
        title = _("还有 %(n)s 户没有送达到人") % {"n": unreached}
        by = law_day(assembly.opens_at if phase == Phase.BEFORE else assembly.closes_at)  # type: ignore[arg-type]
        rows.append(_duty(assembly, title, by, K(assembly.convener), str(rule.cite), "delivery"))
    title = _("表决截止，之后开箱")
    rule = law_or_offer("voting/own_signature", at=at, place=place)
    closes = law_day(assembly.closes_at)  # type: ignore[arg-type]
    rows.append(_duty(assembly, title, closes, K.TELLER, str(rule.cite), "count"))
    return rows


def _second_teller(assembly: Assembly) -> Duty:
    closed = law_day(assembly.closes_at)  # type: ignore[arg-type]
    rule = law_or_offer("voting/own_signature", at=assembly.closes_at, place=assembly.estate.place)  # type: ignore[arg-type]
    return _duty(assembly, _("开箱，第二人核对并计票"), closed, K.TELLER, str(rule.cite), "count")


def _objection(assembly: Assembly, row: Objection, at: datetime) -> Duty:
    rule = law_or_offer("assembly/answer_days", at=at, place=assembly.estate.place)
    title = _("书面答复第 %(n)s 号异议") % {"n": row.number}
    return _duty(assembly, title, row.due_on, K(assembly.convener), str(rule.cite), "objection_desk", row.number)


def _signature(assembly: Assembly, at: datetime) -> Duty:
    rule = law_or_offer("assembly/decided_day", at=at, place=assembly.estate.place)
    due: date = assembly.objections_until + timedelta(days=1)  # type: ignore[operator]
    return _duty(assembly, _("签署最终结果"), due, K(assembly.convener), str(rule.cite), "sign_result")


def _clock(assembly: Assembly, clock: Clock) -> Duty:
    due = None if clock.answer.compare == "at_least" else last_day(clock)
    return _duty(
        assembly, _titles().get(clock.name, clock.meaning), due, K(assembly.convener), str(clock.answer.cite), "clocks"
    )


def _titles() -> dict[str, str]:
    """What must be done within each period, as a duty says it."""
    return {
        "clocks/first_committee_meeting_days": _("召开业主委员会首次会议"),
        "clocks/filing_days": _("办理业主委员会备案"),
        "clocks/firm_notice_days": _("书面通知被解聘的物业服务企业"),
    }


def last_day(clock: Clock) -> date | None:
    """The last day of a period; None while the rule is only offered."""
    return (clock.deadline.day or clock.deadline.nominal) if clock.deadline else None


def clocks_of(assembly: Assembly) -> tuple[Clock, ...]:
    """The periods that this decision set going (R17); none before the final result is signed."""
    if assembly.decided_on is None or assembly.noticed_at is None:
        return ()
    prefetch_related_objects([assembly], *DECISION)
    return clocks(
        [Matter(m.matter) for m in assembly.motions.all()],
        decided_on=assembly.decided_on,
        published_on=assembly.decided_on,
        place=assembly.estate.place,
        bylaws=bylaws_for(assembly, at=assembly.noticed_at),
        firm_dismissed=firm_dismissed(assembly),
    )


def firm_dismissed(assembly: Assembly) -> bool:
    """Whether the owners dismissed their firm: the step on which a later one depends (R25) counts."""
    motions = list(assembly.motions.all())
    counting = {(r.motion_id, r.option_id) for m in motions for r in m.resolutions.all() if r.in_effect}
    return any(
        (condition.of_id, condition.option_id) in counting
        for m in motions
        if m.matter == Matter.PROPERTY_FIRM
        for condition in m.conditions.all()
        if condition.option_id and condition.passed
    )


def running_clocks(assembly: Assembly, at: datetime) -> list[Clock]:
    """The periods that still run and that somebody must keep: not what the system did, not the owners' own year."""
    done = ("clocks/publicity_days", "clocks/revocation_years")
    return [
        clock
        for clock in clocks_of(assembly)
        if clock.name not in done and (last := last_day(clock)) is not None and last >= law_day(at)
    ]


def _named(assembly: Assembly, title: str) -> str:
    return _("%(what)s：%(title)s") % {"what": title, "title": assembly.title}


def _duty(
    assembly: Assembly, title: str, due_on: date | None, kind: Capacity.Kind, cite: str, page: str, *more: int
) -> Duty:
    where = reverse(f"voting:{page}", args=[assembly.estate.code, assembly.serial, *more])
    return Duty(_named(assembly, title), due_on, str(kind.label), cite, where)
