"""Write down what was heard about a person proposed for a body."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Body, Hearing
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import BodyState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person

HEARD = journal.event(
    "bodies.person.heard", whom=Fact.WORD, asked=Fact.TEXT, outcome=Fact.WORD, words=Fact.TEXT, on=Fact.DAY
)


@act
def hear_person(
    *,
    body: Body,
    name: str,
    number: str,
    asked: str,
    outcome: str,
    words: str = "",
    on: date,
    by: Person,
    at: datetime,
) -> Hearing:
    """What one side said about a person before they take a seat (B7.6 征求各方意见, 党组织把关); it stays with the appointment.

    Refuses whoever may not record the body, and a body that ended. Wrong input: no name, nobody asked, a concern without
    words, a day to come.
    """
    body = Body.objects.select_for_update(of=("self",)).select_related("estate__community", "division").get(pk=body.pk)
    access.may_record(by, body, at=at)
    if body.state == BodyState.ENDED:
        raise Refused(_("这个组织已经终止。"))
    wrong = {f: _("必填") for f, value in (("name", name), ("number", number), ("asked", asked)) if not value.strip()}
    if outcome not in Hearing.Outcome.values:
        wrong["outcome"] = _("请选择")
    elif outcome == Hearing.Outcome.CONCERN and not words.strip():
        wrong["words"] = _("有不同意见的要写明是什么")
    if on > law_day(at):
        wrong["on"] = _("不能晚于今天")
    if wrong:
        raise BadInput(_("征求意见的结果没有填完整。"), wrong)
    person = know_person(name=name.strip(), number=number, at=at)
    entry = journal.record(
        HEARD,
        **signed(body, by),
        at=at,
        whom=keys.pseudonym(body.estate_id, person.pk),
        asked=asked.strip(),
        outcome=outcome,
        words=words.strip(),
        on=on,
    )
    return Hearing.objects.create(
        estate=body.estate,
        body=body,
        person_id=person.pk,
        asked=asked.strip(),
        outcome=outcome,
        words=words.strip(),
        on=on,
        by=entry.by,
        entry=entry.pk,
        at=at,
    )
