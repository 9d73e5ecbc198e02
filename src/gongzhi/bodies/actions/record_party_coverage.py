"""Record how the party is organised in an estate; every adjustment is a row of its own."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.models import PartyCoverage
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

RECORDED = journal.event(
    "bodies.party_coverage.recorded",
    form=Fact.WORD,
    organisation=Fact.TEXT,
    committee_members=Fact.NUMBER,
    firm_members=Fact.NUMBER,
    committee_built=Fact.TRUTH,
    firm_built=Fact.TRUTH,
    note=Fact.TEXT,
    on=Fact.DAY,
)


@act
def record_party_coverage(
    *,
    estate: Estate,
    form: str,
    organisation: str = "",
    committee_members: int | None = None,
    firm_members: int | None = None,
    committee_built: bool = False,
    firm_built: bool = False,
    note: str = "",
    on: date,
    by: Person,
    at: datetime,
) -> PartyCoverage:
    """Form of coverage, how many party members committee and firm have, whether they built an organisation (B1.1, B1.9).

    Numbers only, no names: party membership is each person's own to show (R20). None is unknown. Refuses all but community
    and street of the place. Wrong input: no such form, a form without its organisation, a negative number, an adjustment
    of the form without its reason, a day to come.
    """
    access.require_in(by, estate, None, *upkeep_access.UPKEEPERS, at=at)
    before = PartyCoverage.objects.filter(estate=estate).order_by("-on", "-pk").first()
    wrong = {}
    if form not in PartyCoverage.Form.values:
        wrong["form"] = _("请选择")
    elif form != PartyCoverage.Form.NONE and not organisation.strip():
        wrong["organisation"] = _("写明党组织的名称")
    for name, number in (("committee_members", committee_members), ("firm_members", firm_members)):
        if number is not None and number < 0:
            wrong[name] = _("人数不能是负数")
    if before is not None and before.form != form and not note.strip():
        wrong["note"] = _("覆盖形式有调整，请写明为什么调整")
    if on > law_day(at):
        wrong["on"] = _("不能晚于今天")
    elif before is not None and on < before.on:
        wrong["on"] = _("不能早于上一次登记")
    if wrong:
        raise BadInput(_("请核对党组织覆盖情况。"), wrong)
    entry = journal.record(
        RECORDED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        form=form,
        organisation=organisation.strip(),
        committee_members=committee_members,
        firm_members=firm_members,
        committee_built=committee_built,
        firm_built=firm_built,
        note=note.strip(),
        on=on,
    )
    return PartyCoverage.objects.create(
        estate=estate,
        form=form,
        organisation=organisation.strip(),
        committee_members=committee_members,
        firm_members=firm_members,
        committee_built=committee_built,
        firm_built=firm_built,
        note=note.strip(),
        on=on,
        entry=entry.pk,
    )
