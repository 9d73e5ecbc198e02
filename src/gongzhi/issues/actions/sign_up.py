"""A resident signs up for a gathering."""

from datetime import datetime
from functools import partial

from django.db.models import Sum
from django.utils.translation import gettext as _

from gongzhi.issues.actions.attending import comes_as, lock_gathering, sign_up_subject
from gongzhi.issues.models import Gathering, SignUp, seal
from gongzhi.issues.queries.gatherings import open_until
from gongzhi.issues.states import GatheringState
from gongzhi.kernel import journal, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.access import refuse_ended
from gongzhi.people.actions.spending import whoever_asks
from gongzhi.people.models import Code, Person
from gongzhi.web.dates import cndatetime

SIGNED_UP = journal.event("issues.gathering.joined", heads=Fact.NUMBER)
MOST = 10


@act
@official
def sign_up(
    *,
    gathering: Gathering,
    name: str = "",
    heads: int = 1,
    wishes: str = "",
    number: str = "",
    code: Code | None = None,
    by: Person | None,
    at: datetime,
) -> SignUp:
    """A place for `heads` people, by the phone of a checked `code` or by whoever is signed in; sealed, never public (B3.6).

    Refuses a gathering that is full, that began or takes no more, and a second place of one person; wrong input: no people
    or more than ten.
    """
    gathering = lock_gathering(gathering)
    refuse_ended(gathering.estate)
    person = whoever_asks(code, partial(sign_up_subject, gathering), number, by=by, at=at)
    if not 1 <= heads <= MOST:
        raise BadInput(_("请核对来几个人。"), {"heads": _("1 到 %(n)s 人") % {"n": MOST}})
    if gathering.state != GatheringState.PLANNED or at > open_until(gathering):
        raise Refused(Reason(_("报名已经截止。"), remedy=_("结果会在这一页公开，也可以直接到场")))
    live = gathering.sign_ups.filter(cancelled_at__isnull=True)
    if live.filter(person_id=person.pk).exists():
        raise Refused(Reason(_("您已经报过名。"), remedy=_("要改人数，先退出再报")))
    taken = live.aggregate(n=Sum("heads"))["n"] or 0
    if gathering.seats is not None and taken + heads > gathering.seats:
        left = max(0, gathering.seats - taken)
        raise Refused(Reason(_("名额不够了，还剩 %(n)s 个。") % {"n": left}, remedy=_("减少人数，或者等有人退出")))
    estate_id = gathering.estate_id
    entry = journal.record(
        SIGNED_UP,
        ref=f"gathering:{gathering.serial}",
        estate_id=estate_id,
        by=comes_as(gathering, person),
        at=at,
        heads=heads,
    )
    made: SignUp = SignUp.objects.create(
        estate_id=estate_id,
        gathering=gathering,
        person_id=person.pk,
        name=seal(estate_id, "issues_signup", "name", name.strip()[:40]),
        heads=heads,
        wishes=seal(estate_id, "issues_signup", "wishes", wishes.strip()[:500]),
        at=at,
        entry=entry.pk,
    )
    words = _("【共治】您已报名%(estate)s《%(title)s》，%(heads)s 人，%(when)s，%(place)s。来不了请在报名页退出。") % {
        "estate": gathering.estate.name,
        "title": gathering.title,
        "heads": heads,
        "when": cndatetime(gathering.starts_at),
        "place": gathering.place,
    }
    outbox.put(channel="sms", kind="gathering.joined", address=person.number(), text=words, at=at, estate_id=estate_id)
    return made
