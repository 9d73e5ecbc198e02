"""Answer an objection to a list in writing."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, slate_access
from gongzhi.bodies.models import Formation, ListObjection
from gongzhi.bodies.queries.scope import log_of
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ANSWERED = journal.event("bodies.list.answered", number=Fact.NUMBER, text=Fact.TEXT)


@act
@official
def answer_objection_to_list(*, objection: ListObjection, text: str, by: Person, at: datetime) -> ListObjection:
    """The written answer, public without the objector's name and sent to them; late is possible, twice is not.

    Refuses whoever does not keep the list. Wrong input: no words.
    """
    objection = (
        ListObjection.objects.select_for_update(of=("self",))
        .select_related("estate__community", "body__estate__community", "body__division")
        .get(pk=objection.pk)
    )
    may_answer(by, objection, at)
    if objection.answered_at is not None:
        raise Refused(_("这件异议已经答复。"))
    if not text.strip():
        raise BadInput(_("请写答复。"), {"text": _("请填写")})
    division = objection.body.division if objection.body else None
    objection.answer, objection.answered_at = text.strip(), at
    objection.save(update_fields=["answer", "answered_at"])
    outbox.put(
        channel="sms",
        kind="list.answered",
        address=Person.objects.get(pk=objection.by_person_id).number(),
        text=_("【共治】您对名单的第 %(n)s 号异议已书面答复：%(text)s")
        % {"n": objection.number, "text": objection.answer},
        at=at,
        estate_id=objection.estate_id,
    )
    journal.record(
        ANSWERED,
        ref=f"objection:{objection.pk}",
        by=keys.pseudonym(objection.estate_id, by.pk),
        at=at,
        **log_of(objection.estate, division),
        number=objection.number,
        text=objection.answer,
    )
    return objection


def may_answer(person: Person | None, objection: ListObjection, at: datetime) -> Person:
    """Those who keep the list that was objected to."""
    if objection.body is not None:
        return access.may_record(person, objection.body, at=at)
    assert objection.estate is not None  # noqa: S101  (a list of candidates or of a formation is of an estate)
    if objection.formation_id is not None:
        formation = Formation.objects.get(estate=objection.estate, pk=objection.formation_id)
        return access.require_in(person, objection.estate, None, *access.recorders(formation.kind), at=at)
    return slate_access.may_keep_slate(person, objection.estate, at=at)
