"""Open a list of candidates for one election of a committee."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access
from gongzhi.bodies.models import Slate
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

OPENED = journal.event(
    "bodies.slate.opened", serial=Fact.NUMBER, title=Fact.TEXT, set_size=Fact.NUMBER, alternates=Fact.NUMBER
)


@act
def open_slate(
    *,
    estate: Estate,
    title: str,
    set_size: int,
    alternates: int = 0,
    assembly_id: int | None = None,
    by: Person,
    at: datetime,
) -> Slate:
    """A list on which owners of the estate are recommended for `set_size` seats; one list at a time.

    Refuses whoever does not prepare the election (`slate_access.KEEPERS`) and a second list while one is open. Wrong input: no title, no
    seats.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    slate_access.may_keep_slate(by, estate, at=at)
    wrong = {}
    if not title.strip():
        wrong["title"] = _("必填")
    if set_size < 1:
        wrong["set_size"] = _("请填约定的委员人数")
    if alternates < 0:
        wrong["alternates"] = _("不能是负数")
    if wrong:
        raise BadInput(_("请写明这次选举的名称和名额。"), wrong)
    if Slate.objects.filter(estate=estate, closed_on__isnull=True).exists():
        raise Refused(Reason(_("已经有一份没有结束的候选人名单。"), remedy=_("先办完或者结束那一份")))
    last = Slate.objects.filter(estate=estate).aggregate(n=Max("serial"))["n"] or 0
    entry = journal.record(
        OPENED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        serial=last + 1,
        title=title.strip(),
        set_size=set_size,
        alternates=alternates,
    )
    return Slate.objects.create(
        estate=estate,
        serial=last + 1,
        title=title.strip(),
        set_size=set_size,
        alternates=alternates,
        assembly_id=assembly_id,
        opened_on=law_day(at),
        entry=entry.pk,
    )
