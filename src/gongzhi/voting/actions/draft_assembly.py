"""Draft an assembly."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.voting import access
from gongzhi.voting.models import Assembly

DRAFTED = journal.event("voting.assembly.drafted", serial=Fact.NUMBER, title=Fact.TEXT)


@act
def draft_assembly(*, estate: Estate, title: str, purpose: str, by: Person, at: datetime) -> Assembly:
    """Opens a draft convened by the body (or office) that may call the owners together now (物业管理条例第13条).

    Refuses anyone but its members (`access.may_convene`); wrong input: no title or no purpose.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    convener = access.may_convene(by, estate, at=at)
    missing = {k: _("请填写") for k, v in (("title", title), ("purpose", purpose)) if not v.strip()}
    if missing:
        raise BadInput(_("请写会议名称和开会的缘由。"), missing)
    last = Assembly.objects.filter(estate=estate).aggregate(n=Max("serial"))["n"] or 0
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    assembly = Assembly.objects.create(
        estate=estate,
        serial=last + 1,
        title=title.strip(),
        purpose=purpose.strip(),
        convener=convener,
        drafted_by=pseudonym,
        drafted_at=at,
    )
    journal.record(
        DRAFTED,
        ref=f"assembly:{assembly.pk}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        serial=assembly.serial,
        title=assembly.title,
    )
    return assembly
