"""Urge 业委会 or 物业 to do what they owe."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import cites, record_access
from gongzhi.meetings.actions.party_messages import tell_party
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.models import AgreedItem, Urging
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_members import parties_of
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cndate

URGED = journal.event(
    "meetings.body.urged",
    about=Fact.NUMBER,
    side=Fact.WORD,
    item=Fact.NUMBER,
    ground=Fact.TEXT,
    words=Fact.TEXT,
    due_on=Fact.DAY,
)
URGED_SIDES = (Side.OWNERS, Side.FIRM)
GROUND = 200


@act
@official
def urge_body(
    *,
    division: Division,
    about: Estate,
    side: str,
    words: str,
    ground: str,
    due_on: date,
    item: AgreedItem | None = None,
    by: Person,
    at: datetime,
) -> Urging:
    """环物委 urges a party of one estate, on a ground, to answer by a day (B1.2, B8.5); public, and told to its members.

    Refuses everyone but members of the 环物委, and a party that the estate does not have. Wrong input: no words, no
    ground, another party, a day that is past, an item of another estate or party.
    """
    Division.objects.select_for_update().get(pk=division.pk)
    record_access.require_env(by, division, at=at)
    if side not in URGED_SIDES or about.community_id != division.pk:
        raise BadInput(_("环物委督促本社区小区的业委会和物业。"), {"side": _("请重选")})
    if not any(one.side == side and one.body for one in parties_of(division, [about], on=law_day(at))):
        raise Refused(
            Reason(
                _("%(estate)s没有登记%(side)s。") % {"estate": about.name, "side": Side(side).label},
                cite=cites.URGE,
                remedy=_("先登记，或者由社区代管"),
            )
        )
    kept = said(words, missing=_("请写明要做什么。"))
    reason = said(ground, field="ground", missing=_("请写明依据。"))
    wrong = {}
    if len(reason) > GROUND:
        wrong["ground"] = _("最多 200 个字")
    if due_on < law_day(at):
        wrong["due_on"] = _("不能早于今天")
    if item is not None and not _owes(item, division, about, side):
        wrong["item"] = _("请选这一方没有办结的议定事项")
    if wrong:
        raise BadInput(_("请核对依据和期限。"), wrong)
    entry = journal.record(
        URGED,
        ref=f"estate:{about.pk}",
        office=division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=item.entry if item is not None else None,
        about=about.pk,
        side=side,
        item=item.pk if item is not None else None,
        ground=reason,
        words=kept,
        due_on=due_on,
    )
    text = _("【共治】%(community)s环物委督促%(estate)s%(side)s，请于%(day)s前答复。登录后可以看到内容。")
    said_to = {"community": division.name, "estate": about.name, "side": Side(side).label, "day": cndate(due_on)}
    tell_party(division, side, about, kind="meetings.urging", text=text % said_to, at=at)
    return Urging.objects.create(
        division=division,
        about=about,
        side=side,
        words=kept,
        ground=reason,
        item=item,
        due_on=due_on,
        by=keys.pseudonym(None, by.pk),
        at=at,
        entry=entry.pk,
    )


def _owes(item: AgreedItem, division: Division, about: Estate, side: str) -> bool:
    same = item.division_id == division.pk and item.about_id in (None, about.pk)
    return same and item.side == side and item.done_at is None
