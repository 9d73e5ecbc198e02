"""Tell another system of issues, or let one send tickets here."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.models import Hook
from gongzhi.issues.queries import hook_wire as wire
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division

ADDED = journal.event(
    "issues.hook.added", hook=Fact.NUMBER, way=Fact.WORD, events=Fact.WORD, name=Fact.TEXT, address=Fact.TEXT
)


@act
@official
def add_hook(
    *,
    division: Division,
    way: str,
    name: str,
    address: str = "",
    events: Sequence[str] = (),
    source: str = "",
    by: Person,
    at: datetime,
) -> Hook:
    """A webhook for the issues of every estate below a division (A10.3): outwards by `events`, or inwards from one `source`.

    `shown_once` of what it returns is the signing secret, shown once and kept sealed. Refuses everyone but community and
    street; wrong input: an address that is not https or leads into a private network, no event, no source.
    """
    access.require_over(by, division, *access.OFFICES, at=at)
    out = way == Hook.Way.OUT
    wrong = {}
    if way not in Hook.Way.values:
        wrong["way"] = _("请重选")
    if not name.strip():
        wrong["name"] = _("请写明是哪个系统")
    if out and (reason := wire.wrong_address(address.strip())):
        wrong["address"] = reason
    if out and (not events or set(events) - set(wire.EVENTS)):
        wrong["events"] = _("请至少选一类")
    if not out and source not in wire.SENDERS:
        wrong["source"] = _("请选从哪里来")
    if wrong:
        raise BadInput(_("请补好再登记。"), wrong)
    secret = wire.new_secret()
    made = Hook(
        way=way,
        name=name.strip()[:60],
        slug=secrets.token_hex(12),
        division=division,
        address=address.strip()[:300] if out else "",
        secret=keys.seal("platform", "issues_hook.secret", secret),
        events=sorted(set(events)) if out else [source],
        made_at=at,
        by=keys.pseudonym(None, by.pk),
        entry=0,
    )
    made.save(force_insert=True)
    entry = journal.record(
        ADDED,
        ref=f"division:{division.code}",
        office=division.code,
        by=made.by,
        at=at,
        hook=made.pk,
        way=way,
        events=list(made.events),
        name=made.name,
        address=made.address,
    )
    made.entry = entry.pk
    made.save(update_fields=["entry"])
    made.shown_once = secret
    return made
