"""Record that the assembly and committee of an ended estate were struck off (备案注销)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate, EstateEnd
from gongzhi.places.queries import end_of

STRUCK_OFF = journal.event("register.estate.deregistered", on=Fact.DAY, number=Fact.TEXT)


@act
def record_deregistration(*, estate: Estate, on: date, document_number: str, by: Person, at: datetime) -> EstateEnd:
    """Writes down day and number of the striking off (北京市物业管理条例第50条第2款, 上海市住宅物业管理规定第33条第2款).

    Refuses anyone but the street, and recording it twice; not there for an estate that lives; wrong input: no number, a
    day to come or before the estate ended.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    people.require(by, estate, Capacity.Kind.STREET, at=at, ended_too=True)
    end = end_of(estate)
    if end is None:
        raise NotHere
    if end.deregistered_on is not None:
        raise Refused(_("备案注销已经登记。"))
    wrong = {} if document_number.strip() else {"document_number": _("请填写")}
    if not end.on <= on <= law_day(at):
        wrong["on"] = _("在小区终止之后、今天之前")
    if wrong:
        raise BadInput(_("请写明注销的日期和文号。"), wrong)
    journal.record(
        STRUCK_OFF,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=end.entry,
        on=on,
        number=document_number.strip(),
    )
    end.deregistered_on, end.deregistration_number = on, document_number.strip()
    end.save(update_fields=["deregistered_on", "deregistration_number"])
    return end
