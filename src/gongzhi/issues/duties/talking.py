"""What is due about mediations, visits, gatherings and signals."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues.cites import FORMS, MEASURES
from gongzhi.issues.models import Gathering, Mediation, Visit
from gongzhi.issues.queries.signals import signals_over
from gongzhi.issues.states import GatheringState, MediationState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law import issues as law

K = Capacity.Kind
M, G = MediationState, GatheringState
Found = dict[int, list[Duty]]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Duties of many estates by estate number, in a fixed number of statements."""
    found: Found = defaultdict(list)
    on = law_day(at)
    signed = Mediation.objects.filter(estate__in=list(estates), state__in=[M.AGREED, M.CONFIRMED, M.BROKEN])
    for row in signed.order_by("pk"):
        found[row.estate_id] += _mediation(row, estates[row.estate_id], on)
    for visit in Visit.objects.filter(estate__in=list(estates), public_at__isnull=True).order_by("pk"):
        estate = estates[visit.estate_id]
        title = _("公开%(day)s执法的结果：%(cause)s") % {"day": visit.on, "cause": visit.cause[:20]}
        found[estate.pk].append(_duty(title, None, MEASURES, estate, "publish_visit", visit.serial))
    owed = Gathering.objects.filter(estate__in=list(estates), state__in=[G.PLANNED, G.HELD], starts_at__lt=at)
    for gathering in owed.order_by("pk"):
        estate = estates[gathering.estate_id]
        held = gathering.state == G.HELD
        title = _("公开《%(title)s》的结果") if held else _("记录《%(title)s》举行的情况")
        page = "publish_outcome" if held else "record_gathering"
        found[estate.pk].append(_duty(title % {"title": gathering.title}, None, FORMS, estate, page, gathering.serial))
    for pk, rows in signals_over(estates, at).items():
        if rows:
            title = _("研判 %(n)s 条信号：%(first)s") % {"n": len(rows), "first": rows[0].title}
            found[pk].append(_duty(title, None, rows[0].cite, estates[pk], "signals"))
    return found


def _mediation(row: Mediation, estate: Estate, on: date) -> list[Duty]:
    """To remind of the court while there is time, and to look how the agreement is kept."""
    found = []
    words = {"n": row.serial, "about": row.about[:20]}
    if row.state == M.AGREED and row.confirm_by is not None and row.confirm_by >= on:
        title = _("提醒双方：调解第 %(n)s 号可以共同申请司法确认（%(about)s）") % words
        found.append(_duty(title, row.confirm_by, row.confirm_cite, estate, "mediation", row.serial))
    if row.follow_up_on is not None:
        title = _("回访调解第 %(n)s 号：%(about)s") % words
        finding = law.agreement_follow_up(row.follow_up_on, place=estate.place)
        found.append(_duty(title, row.follow_up_on, str(finding.cite), estate, "mediation_follow_up", row.serial))
    return found


def _duty(title: str, due_on: date | None, cite: str, estate: Estate, page: str, *more: int) -> Duty:
    url = reverse(f"issues:{page}", args=[estate.code, *more])
    return Duty(title, due_on, str(K.COMMUNITY.label), cite, url)
