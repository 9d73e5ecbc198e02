"""Raise an objection to a preliminary result."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import day_end, law_day
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.register.models import Elector, RollEntry
from gongzhi.register.queries import claim_of
from gongzhi.voting.models import Assembly, Objection
from gongzhi.voting.queries.court import court_words
from gongzhi.voting.queries.notice import law_or_offer
from gongzhi.voting.queries.rule_base import bylaws_for
from gongzhi.voting.states import AssemblyState
from gongzhi.web.dates import cndate
from gongzhi_law.calendar import last_day

RAISED = journal.event("voting.objection.raised", number=Fact.NUMBER, due=Fact.DAY, text=Fact.TEXT)


@act
def raise_objection(*, assembly: Assembly, elector: Elector, text: str, by: Person, at: datetime) -> Objection:
    """Files an objection of an elector on the roll within the notice's window; it is answered in writing (R2).

    Refuses strangers as not there, and anything before the preliminary result or after the window.
    """
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=assembly.pk)
    on_roll = RollEntry.objects.filter(
        estate_id=assembly.estate_id, roll_id=assembly.roll_id or 0, elector=elector
    ).exists()
    claim = claim_of(elector)
    if not on_roll or claim is None or claim.person_id != by.pk:
        raise NotHere
    if assembly.state != AssemblyState.PRELIMINARY or assembly.objections_until is None:
        raise Refused(Reason(_("现在不是结果公示期，不能提异议。"), _("本次会议公告")))
    if at >= day_end(assembly.objections_until):
        raise Refused(
            Reason(
                _("提异议的期限到%(day)s为止，已经过了。") % {"day": cndate(assembly.objections_until)},
                "《民法典》第280条第2款",
                court_words(assembly, at=at).text,
            )
        )
    if not text.strip():
        raise BadInput(_("请写明您的异议。"), {"text": _("请填写")})
    bylaws = bylaws_for(assembly, at=at)
    days = law_or_offer("assembly/answer_days", at=at, place=assembly.estate.place, bylaws=bylaws).number
    last = Objection.objects.filter(estate_id=assembly.estate_id, assembly=assembly).aggregate(n=Max("number"))["n"]
    row = Objection.objects.create(
        estate_id=assembly.estate_id,
        assembly=assembly,
        number=(last or 0) + 1,
        person_id=by.pk,
        text=keys.seal(f"estate:{assembly.estate_id}", "voting_objection.text", text.strip()),
        at=at,
        due_on=last_day(law_day(at), days),
    )
    journal.record(
        RAISED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=keys.pseudonym(assembly.estate_id, by.pk),
        at=at,
        number=row.number,
        due=row.due_on,
        text=text.strip(),
    )
    return row
