"""What is due after estates were merged or split: items to take over, assemblies and committees to strike off."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate, EstateEnd, ManagementFix
from gongzhi.places.queries import open_items
from gongzhi.places.states import FixState
from gongzhi_law import estates as law

K = Capacity.Kind
SUCCESSION = "《物业管理条例》第9条第1款"
VOTE = "《民法典》第278条第1款"


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements; due at every level of use."""
    known = {estate.pk: estate for estate in estates}
    found: dict[int, list[Duty]] = {pk: [] for pk in known}
    for pk, number in open_items(known.values()).items():
        title = _("从原小区承接 %(n)s 项（名册、账户、决议、合同、印章）") % {"n": number}
        found[pk].append(_duty(known[pk], title, K.COMMUNITY, SUCCESSION, "register:succession"))
    for end in EstateEnd.objects.filter(estate__in=known, had_committee=True, deregistered_on__isnull=True):
        found[end.estate_id].append(_struck_off(known[end.estate_id], end))
    for pk in ManagementFix.objects.filter(estate__in=known, state=FixState.OPEN).values_list("estate_id", flat=True):
        found[pk].append(_duty(known[pk], _("核准管理方式更正：第二人"), K.COMMUNITY, VOTE, "register:ground"))
    return found


def _struck_off(estate: Estate, end: EstateEnd) -> Duty:
    rule = law.deregistration(ended_on=end.on, place=estate.place)
    who = K.COMMITTEE if rule.who == "committee" else K.STREET
    due_on = (rule.deadline.day or rule.deadline.nominal) if rule.deadline else None
    url = reverse("register:succession", args=[estate.code])
    return Duty(_("办理原业主大会、业主委员会备案注销"), due_on, str(who.label), rule.cite, url)


def _duty(estate: Estate, title: str, kind: Capacity.Kind, cite: str, page: str) -> Duty:
    return Duty(title, None, str(kind.label), cite, reverse(page, args=[estate.code]))
