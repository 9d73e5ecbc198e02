"""What is due about what is kept up around bodies: 环物委, 四有一化, party organisations, letters, evaluations."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import CAPACITIES
from gongzhi.bodies.models import Body, Engagement, EngagementNote, UnitInquiry
from gongzhi.bodies.queries.four_ones import missing, newest
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.bodies.queries.party import coverage_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.places.queries import obliged

K = Capacity.Kind
EVALUATED_BEFORE = timedelta(days=60)  # how long before its end an engagement asks to be evaluated
ASSESSED = Estate.Level.L4  # 四有一化 and coverage are asked for where the estate is assessed at all
Found = dict[int, list[Duty]]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Duties of many estates by estate number, in a fixed number of statements."""
    on = law_day(at)
    living = {pk: estate for pk, estate in estates.items() if estate.ended_on is None}
    found: Found = defaultdict(list)
    for part in (_environment, _four_ones, _party, _inquiries, _evaluations):
        for pk, duty in part(living, on):
            found[pk].append(duty)
    return dict(found)


def _environment(estates: Mapping[int, Estate], on: date) -> list[tuple[int, Duty]]:
    """Every community has a 环物委 (B1.2)."""
    codes = {estate.community_id for estate in estates.values()}
    rows = Body.objects.filter(kind=Body.Kind.ENV_COMMITTEE, state=BodyState.STANDING, division__in=codes)
    having = set(rows.values_list("division_id", flat=True))
    return [
        (
            pk,
            Duty(
                _("社区设立环境和物业管理委员会"),
                None,
                str(K.COMMUNITY.label),
                cite_of("B1.2"),
                reverse("bodies:desk_division_bodies", args=[estate.community_id]),
            ),
        )
        for pk, estate in estates.items()
        if estate.community_id not in having and obliged(estate, ASSESSED)
    ]


def _four_ones(estates: Mapping[int, Estate], on: date) -> list[tuple[int, Duty]]:
    asked = {pk: estate for pk, estate in estates.items() if obliged(estate, ASSESSED)}
    known = newest(asked, on=on) if asked else {}
    found = []
    for pk, estate in asked.items():
        lacks = missing(known.get(pk, {}))
        if lacks:
            title = _("四有一化还缺 %(n)s 项") % {"n": len(lacks)}
            url = reverse("bodies:four_ones", args=[estate.code])
            found.append((pk, Duty(title, None, str(K.COMMUNITY.label), cite_of("A1.1"), url)))
    return found


def _party(estates: Mapping[int, Estate], on: date) -> list[tuple[int, Duty]]:
    """What was recorded and meets the condition should be built; where nothing is recorded, it is asked of assessed estates."""
    found = []
    for one in coverage_of(estates.values(), on=on):
        url = reverse("bodies:party", args=[one.estate.code])
        if one.row is None and obliged(one.estate, ASSESSED):
            title = _("登记党组织覆盖情况")
            found.append((one.estate.pk, Duty(title, None, str(K.COMMUNITY.label), cite_of("B1.9"), url)))
        for who, judged in ((_("业委会"), one.committee), (_("物业企业"), one.firm)):
            if judged is not None and judged.due:
                title = _("%(who)s应建党组织而未建") % {"who": who}
                found.append((one.estate.pk, Duty(title, None, str(K.COMMUNITY.label), cite_of("B1.1"), url)))
    return found


def _inquiries(estates: Mapping[int, Estate], on: date) -> list[tuple[int, Duty]]:
    rows = UnitInquiry.objects.filter(estate__in=estates, answered_on__isnull=True).order_by("received_on", "pk")
    return [
        (
            row.estate_id,
            Duty(
                _("答复派出单位来函（%(number)s）") % {"number": row.letter_number},
                None,
                str(K.COMMUNITY.label),
                cite_of("B5.10"),
                reverse("bodies:service", args=[estates[row.estate_id].code, row.appointment_id]),
            ),
        )
        for row in rows
    ]


def _evaluations(estates: Mapping[int, Estate], on: date) -> list[tuple[int, Duty]]:
    """An engagement is evaluated before it ends (A8.3)."""
    judged = Count("notes", filter=Q(notes__kind=EngagementNote.Kind.EVALUATION))
    rows = Engagement.objects.filter(estate__in=estates, ended_on__isnull=True, until_on__lte=on + EVALUATED_BEFORE)
    found = []
    for row in rows.annotate(judged=judged).filter(judged=0).select_related("body").order_by("until_on", "pk"):
        who = CAPACITIES.get(Body.Kind(row.body.kind), K.COMMITTEE)
        title = _("评价%(what)s") % {"what": row.provider or str(row.get_kind_display())}
        url = reverse("bodies:engagement", args=[estates[row.estate_id].code, row.pk])
        found.append((row.estate_id, Duty(title, row.last_on, str(who.label), cite_of("A8.3"), url)))
    return found
