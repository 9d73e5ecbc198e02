"""Give another system a key by which it may send issues."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.models import ApiKey
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division

ISSUED = journal.event("issues.key.issued", key=Fact.NUMBER, client=Fact.TEXT, estates=Fact.WORD)
PREFIX = "gz_"


@act
@official
def issue_api_key(*, division: Division, client: str, estates: Sequence[str] = (), by: Person, at: datetime) -> ApiKey:
    """A key for the estates below a division, or for some of them by code (A10.3: 开放接口).

    `shown_once` of what it returns is the key itself, known to nobody afterwards: only its digest is kept.
    Refuses everyone but the street; wrong input: no name of the client, an estate that is not below.
    """
    access.require_over(by, division, access.K.STREET, at=at)
    wrong = {}
    if not client.strip():
        wrong["client"] = _("请写明给哪个系统用")
    known = set(access.estates_below(division).values_list("code", flat=True))
    if set(estates) - known:
        wrong["estates"] = _("这里没有这个小区，请重选")
    if wrong:
        raise BadInput(_("请补好再发密钥。"), wrong)
    text = PREFIX + secrets.token_urlsafe(32)
    made = ApiKey(
        digest=access.key_digest(text),
        client=client.strip()[:60],
        division=division,
        estates=sorted(set(estates)),
        made_at=at,
        by=keys.pseudonym(None, by.pk),
        entry=0,
    )
    made.save(force_insert=True)
    entry = journal.record(
        ISSUED,
        ref=f"division:{division.code}",
        office=division.code,
        by=made.by,
        at=at,
        key=made.pk,
        client=made.client,
        estates=list(made.estates),
    )
    made.entry = entry.pk
    made.save(update_fields=["entry"])
    made.shown_once = text
    return made
