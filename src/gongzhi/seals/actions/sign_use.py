"""A member signs for the use of the committee's seal, where the place asks for signatures (北京43条)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.locks import lock_request, logged
from gongzhi.seals.actions.settling import settle_request
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.models import SealRequest, SealSign
from gongzhi.seals.states import WAITING

SIGNED = journal.event("seals.use.signed", request=Fact.NUMBER, seat=Fact.NUMBER)


@act
@official
def sign_use(*, request: SealRequest, by: Person, at: datetime) -> SealRequest:
    """The member's signature for this use, once; with enough of them it is ready.

    Refuses everyone but members of the seal's body, a use that needs no signatures, a second one, a use that is over.
    """
    request = lock_request(request)
    seat = access.require_member(by, request.seal, at=at)
    if not request.signs_needed:
        raise Refused(Reason(_("这次用印不用委员签字。"), CUSTODY, _("看用印申请")))
    if request.state not in WAITING:
        raise Refused(Reason(_("这次用印已经办结，不再签字。"), CUSTODY, _("看用印台账")))
    if SealSign.objects.filter(estate=request.estate, request=request, appointment__person_id=by.pk).exists():
        raise Refused(Reason(_("您已经签过字。"), CUSTODY, _("请其他委员签字")))
    entry = journal.record(
        SIGNED,
        **logged(request.seal, by, f"seal-request:{request.serial}"),
        at=at,
        basis=request.entry,
        request=request.pk,
        seat=seat.pk,
    )
    SealSign.objects.create(estate=request.estate, request=request, appointment=seat, at=at, entry=entry.pk)
    return settle_request(request, at=at)
