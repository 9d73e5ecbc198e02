"""The 环物委 says what it thinks of a use; never a veto (B8.4, R3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.locks import lock_request, logged
from gongzhi.seals.actions.settling import settle_request
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.models import SealRequest
from gongzhi.seals.states import WAITING

ANSWERED = journal.event(
    "seals.opinion.given", request=Fact.NUMBER, opinion=Fact.WORD, words=Fact.TEXT, late=Fact.TRUTH
)
OPINIONS = ("agree", "object")


@act
@official
def answer_opinion(*, request: SealRequest, opinion: str, words: str = "", by: Person, at: datetime) -> SealRequest:
    """Agreement or another view with its ground, shown wherever the use is shown; the seal may be used either way.

    Refuses everyone but members of the 环物委, a use on which none was asked, a second opinion and a use that is over.
    Wrong input: neither of the two, another view without words.
    """
    request = lock_request(request)
    access.require_environment(by, request.estate, at=at)
    if request.opinion_due_on is None:
        raise Refused(Reason(_("这次用印没有征求意见。"), CUSTODY, _("看用印申请")))
    if request.opinion_at is not None:
        raise Refused(Reason(_("环物委已经填写过意见，不能再改。"), CUSTODY, _("看用印申请")))
    if request.state not in WAITING:
        raise Refused(Reason(_("这次用印已经办结，不再填写意见。"), CUSTODY, _("看用印台账")))
    wrong = {}
    if opinion not in OPINIONS:
        wrong["opinion"] = _("请选择")
    if opinion == "object" and not words.strip():
        wrong["words"] = _("不同意见请写明理由")
    if wrong:
        raise BadInput(_("意见还没有写全。"), wrong)
    entry = journal.record(
        ANSWERED,
        **logged(request.seal, by, f"seal-request:{request.serial}"),
        at=at,
        basis=request.entry,
        request=request.pk,
        opinion=opinion,
        words=words.strip(),
        late=law_day(at) > request.opinion_due_on,
    )
    request.opinion, request.opinion_words, request.opinion_at = opinion, words.strip(), at
    request.opinion_by, request.opinion_entry = keys.pseudonym(request.estate.pk, by.pk), entry.pk
    request.save(update_fields=["opinion", "opinion_words", "opinion_at", "opinion_by", "opinion_entry"])
    return settle_request(request, at=at)
