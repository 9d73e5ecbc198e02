"""What is due about seats: vacancies, seats that ended by themselves, terms to confirm or hand over, recalls, disputes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Dispute, Recall, Term
from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.bodies.queries.caretaking import FILLED, vacancies
from gongzhi.bodies.queries.lost_seats import lost_seats
from gongzhi.bodies.queries.recalls import rule_of
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.bodies.queries.standings import Standing, standings
from gongzhi.bodies.states import BodyState, RecallState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law import offices, terms
from gongzhi_law.bodies import BodyKind
from gongzhi_law.vacancy import Outcome

K, B = Capacity.Kind, Body.Kind
FILING = "《物业管理条例》第16条"
DISPUTE = "《共治系统操作约定》第9条"
DIVISION = "《物业管理条例》第9条第1款"


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements."""
    found: dict[int, list[Duty]] = defaultdict(list)
    standing = {pk: estate for pk, estate in estates.items() if estate.ended_on is None}
    for part in (_vacancies, _lost, _terms, _recalls, _disputes):
        for pk, duty in part(standing, at):
            found[pk].append(duty)
    for pk, duty in _wound_up({pk: estate for pk, estate in estates.items() if pk not in standing}):
        found[pk].append(duty)
    return dict(found)


Found = list[tuple[int, Duty]]


def _vacancies(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Seats that stand empty: alternates first, then a by-election or a whole new election (B1.5)."""
    on = law_day(at)
    rows = Body.objects.filter(estate__in=estates, kind__in=FILLED, state=BodyState.STANDING)
    rules = bylaws_over(estates, on=on)
    found: Found = []
    for now in standings(rows.select_related("estate__community", "division").order_by("pk"), on=on).values():
        estate_id = now.body.estate_id
        assert estate_id is not None  # noqa: S101  (asked by estate)
        outcome = vacancies(now, on=on, bylaws=rules.get(estate_id, {}))
        if outcome is not None and outcome.course != "none":
            found.append((estate_id, _vacancy(now, outcome)))
    return found


def _vacancy(now: Standing, outcome: Outcome) -> Duty:
    words = {
        "fill_by_alternate": _("%(name)s缺 %(n)s 席：候补递补"),
        "by_election": _("%(name)s缺 %(n)s 席：补选"),
        "re_election": _("%(name)s缺 %(n)s 席：重新选举"),
    }
    title = words[outcome.course] % {"name": now.body.name, "n": outcome.vacancies}
    who = K.COMMITTEE if now.body.kind == B.COMMITTEE and outcome.course == "by_election" else K.COMMUNITY
    if now.body.kind == B.INTERIM:
        who = K.STREET
    cite = next((f.cite for f in outcome.findings if f.cite and f.passed is False), "")
    cite = cite or next((f.cite for f in outcome.findings if f.cite), "")
    return Duty(title, None, str(who.label), cite, _url(now.body))


def _lost(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Members who sold out: their seat ended by itself, somebody must say so (R19)."""
    on = law_day(at)
    found: Found = []
    for estate_id, rows in lost_seats(estates.values(), on=on).items():
        for lost in rows:
            body = lost.appointment.body
            body.estate = estates[estate_id]
            ground = next((g for g in offices.natural_ends(BodyKind(body.kind), on, place_of(body))), None)
            title = _("%(name)s有一位成员已不是业主：核对名册，终止任职") % {"name": body.name}
            url = reverse("bodies:desk_seat", args=[estates[estate_id].code, body.pk, lost.appointment.pk])
            found.append((estate_id, Duty(title, lost.on, str(K.COMMUNITY.label), ground.cite if ground else "", url)))
    return found


def _terms(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Terms whose list the street has not confirmed, and terms that a later one has followed."""
    on = law_day(at)
    seated = Count("appointments", filter=Q(appointments__ended_on__isnull=True))
    rows = Term.objects.filter(estate__in=estates, from_on__lte=on, body__state=BodyState.STANDING)
    known = list(rows.annotate(left=seated).select_related("body").order_by("body_id", "-number"))
    others = _others(estates)
    newest: dict[int, int] = {}
    found: Found = []
    for term in known:
        estate = estates[term.estate_id]  # type: ignore[index]
        body = term.body
        body.estate = estate
        last = newest.setdefault(body.pk, term.number)
        words = {"name": body.name, "n": term.number}
        if body.kind == B.COMMITTEE and term.left and term.confirmed_at is None and term.number == last:  # type: ignore[attr-defined]
            url = reverse("bodies:desk_confirm_term", args=[estate.code, body.pk, term.number])
            title = _("%(name)s第 %(n)s 届：凭备案确认，成员才能登录") % words
            found.append((estate.pk, Duty(title, None, str(K.STREET.label), FILING, url)))
        ran_out = term.until_on is not None and term.until_on <= on
        replaced = ran_out and body.kind in REPRESENTING and others[estate.pk].after(body.pk, term.until_on)
        if term.left and (term.number < last or replaced):  # type: ignore[attr-defined]
            url = reverse("bodies:desk_end_term", args=[estate.code, body.pk, term.number])
            steps = terms.handover(BodyKind(body.kind), event="elected", event_on=on, on=on, place=estate.place)
            title = _("%(name)s第 %(n)s 届：移交完毕以后终止") % words
            cite = steps[0].cite if steps else FILING
            who = K.STREET if body.kind == B.INTERIM else K.COMMUNITY
            found.append((estate.pk, Duty(title, None, str(who.label), cite, url)))
    return found


@dataclass(frozen=True, slots=True)
class Others:
    """The standing bodies of an estate that stand for its owners, with the day each was formed."""

    formed: list[tuple[int, date]]

    def after(self, body_id: int, day: date | None) -> bool:
        """Whether another of them was formed on `day` or later."""
        return day is not None and any(pk != body_id and on >= day for pk, on in self.formed)


def _others(estates: Mapping[int, Estate]) -> dict[int, Others]:
    found = {pk: Others([]) for pk in estates}
    rows = Body.objects.filter(estate__in=estates, kind__in=REPRESENTING, state=BodyState.STANDING)
    for pk, estate_id, formed_on in rows.values_list("pk", "estate_id", "formed_on"):
        found[estate_id].formed.append((pk, formed_on))
    return found


def _recalls(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Proposals nobody has decided."""
    on = law_day(at)
    open_now = [RecallState.PROPOSED, RecallState.ANSWERED]
    rows = Recall.objects.filter(estate__in=estates, state__in=open_now).select_related("appointment__body")
    found: Found = []
    for recall in rows.order_by("pk"):
        estate, body = estates[recall.estate_id], recall.appointment.body
        body.estate = estate
        rule = rule_of(body, on=on).decided_by
        title = _("%(name)s：一件罢免提议提交业主大会决定") % {"name": body.name}
        url = reverse("bodies:recall", args=[estate.code, recall.pk])
        found.append((estate.pk, Duty(title, None, str(K.COMMITTEE.label), rule.cites if rule else "", url)))
    return found


def _wound_up(estates: Mapping[int, Estate]) -> Found:
    """Bodies left standing in an estate that was merged or split: they end, what they kept goes over (L2.1)."""
    found: Found = []
    rows = Body.objects.filter(estate__in=estates, state=BodyState.STANDING) if estates else Body.objects.none()
    for body in rows.order_by("pk"):
        estate = estates[body.estate_id]  # type: ignore[index]
        title = _("小区已合并或者分立：%(name)s移交以后终止") % {"name": body.name}
        who = K.STREET if body.kind == B.INTERIM else K.COMMUNITY
        url = reverse("bodies:desk_end_body", args=[estate.code, body.pk])
        found.append((estate.pk, Duty(title, estate.ended_on, str(who.label), DIVISION, url)))
    return found


def _disputes(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Disputes that are open: the street follows them up."""
    rows = Dispute.objects.filter(estate__in=estates, cleared_on__isnull=True)
    return [
        (
            row.estate_id,
            Duty(
                _("换届争议：核对双方材料，凭文书解除"),
                None,
                str(K.STREET.label),
                DISPUTE,
                reverse("bodies:desk_dispute", args=[estates[row.estate_id].code]),
            ),
        )
        for row in rows
    ]


def _url(body: Body) -> str:
    assert body.estate is not None  # noqa: S101  (asked by estate)
    return reverse("bodies:desk_body", args=[body.estate.code, body.pk])
