"""街道 or 居委会 signs beside a body whose term ran out (R14)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.locks import lock_request, logged
from gongzhi.seals.actions.settling import settle_request
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.models import SealRequest
from gongzhi.seals.states import WAITING

COSIGNED = journal.event("seals.use.cosigned", request=Fact.NUMBER)


@act
@official
def cosign_use(*, request: SealRequest, by: Person, at: datetime) -> SealRequest:
    """The office's signature for a use of the seal of a body whose term ran out.

    Refuses everyone but the community worker and the street, a use that needs none, a second one, a use that is over.
    """
    request = lock_request(request)
    access.require_office(by, request.estate, at=at)
    if not request.cosign:
        raise Refused(Reason(_("这次用印不用会签。"), CUSTODY, _("看用印申请")))
    if request.cosigned_at is not None:
        raise Refused(Reason(_("这次用印已经会签。"), CUSTODY, _("看用印申请")))
    if request.state not in WAITING:
        raise Refused(Reason(_("这次用印已经办结，不再会签。"), CUSTODY, _("看用印台账")))
    entry = journal.record(
        COSIGNED,
        **logged(request.seal, by, f"seal-request:{request.serial}"),
        at=at,
        basis=request.entry,
        request=request.pk,
    )
    request.cosigned_at, request.cosigned_entry = at, entry.pk
    request.cosigned_by = keys.pseudonym(request.estate.pk, by.pk)
    request.save(update_fields=["cosigned_at", "cosigned_by", "cosigned_entry"])
    return settle_request(request, at=at)
