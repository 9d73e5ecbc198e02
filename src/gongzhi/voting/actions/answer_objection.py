"""Answer an objection in writing."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Objection

ANSWERED = journal.event("voting.objection.answered", number=Fact.NUMBER, text=Fact.TEXT)


@act
@official
def answer_objection(*, objection: Objection, text: str, by: Person, at: datetime) -> Objection:
    """Gives the written answer, public without any name and sent to whoever objected; late is possible, twice is not."""
    objection = (
        Objection.objects.select_for_update(of=("self",)).select_related("estate", "assembly").get(pk=objection.pk)
    )
    access.may_finish(by, objection.assembly, at=at)
    if objection.answered_at is not None:
        raise Refused(_("这件异议已经答复。"))
    if not text.strip():
        raise BadInput(_("请写答复。"), {"text": _("请填写")})
    pseudonym = keys.pseudonym(objection.estate_id, by.pk)
    objection.answer, objection.answered_at, objection.answered_by = text.strip(), at, pseudonym
    objection.save(update_fields=["answer", "answered_at", "answered_by"])
    person = Person.objects.get(pk=objection.person_id)
    outbox.put(
        channel="sms",
        kind="objection.answered",
        address=person.number(),
        text=_("【共治】您对“%(title)s”的异议已书面答复：%(text)s")
        % {"title": objection.assembly.title, "text": objection.answer},
        at=at,
        estate_id=objection.estate_id,
    )
    journal.record(
        ANSWERED,
        ref=f"assembly:{objection.assembly_id}",
        estate_id=objection.estate_id,
        by=pseudonym,
        at=at,
        number=objection.number,
        text=objection.answer,
    )
    return objection
