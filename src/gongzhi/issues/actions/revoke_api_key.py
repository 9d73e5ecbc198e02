"""Take a key back."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.models import ApiKey
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

REVOKED = journal.event("issues.key.revoked", key=Fact.NUMBER)


@act
def revoke_api_key(*, key: ApiKey, by: Person, at: datetime) -> ApiKey:
    """The key is good for nothing from now on; what came in by it stays. Refuses everyone but the street, and a key revoked before."""
    key = ApiKey.objects.select_for_update(of=("self",)).select_related("division").get(pk=key.pk)
    access.require_over(by, key.division, access.K.STREET, at=at)
    if key.revoked_at is not None:
        raise Refused(Reason(_("这个密钥已经作废。"), remedy=_("看在用的密钥")))
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    journal.record(
        REVOKED,
        ref=f"division:{key.division_id}",
        office=str(key.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        key=key.pk,
    )
    return key
