"""Write down the recommendation that forces be called: the joint meeting's, or in urgency its convener's."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.cites import RECOMMEND
from gongzhi.issues.models import Issue, Recommendation, Side, Whistle
from gongzhi.issues.queries.calls import unrecommended
from gongzhi.issues.queries.party_office import party_people
from gongzhi.issues.states import OPEN_ISSUES, IssueState
from gongzhi.kernel import journal, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.models import AgreedItem
from gongzhi.people.models import Person

RECOMMENDED = journal.event(
    "issues.whistle.recommended",
    given_by=Fact.WORD,
    item=Fact.NUMBER,
    words=Fact.TEXT,
    whistles=Fact.NUMBER,
)
GIVEN = Recommendation.By


@act
@official
def recommend_whistle(
    *, issue: Issue, words: str, item: AgreedItem | None = None, by: Person, at: datetime
) -> Recommendation:
    """The recommendation to the party organisation (B3.4, B3.10): of the meeting by what it agreed on (`item`), else urgent.

    The party organisation's members are told. It also belongs to the whistles that were blown before it (紧急先吹后补).
    Refuses whoever is not the meeting's office or convener, without `item` everyone but the convener and an issue
    without urgency, and an issue that is over; wrong input: no words, an item of another community or estate.
    """
    issue = lock_issue(issue)
    whistle_access.require_recommender(by, issue.estate, minuted=item is not None, at=at)
    if issue.state not in (*OPEN_ISSUES, IssueState.EXPLAINED):
        raise Refused(Reason(_("这一件已经结束，不再提建议。"), remedy=_("没有解决的，请报事人重新打开")))
    if not words.strip():
        raise BadInput(_("请写明建议请谁来、解决什么。"), {"words": _("必填，公开，不写人名")})
    if item is not None and not _concerns(item, issue):
        raise BadInput(_("这项议定事项不是这个小区的。"), {"item": _("请重选")})
    blown = [row for row in issue.whistles.select_for_update().order_by("serial") if unrecommended(row)]
    if item is None and not issue.urgent and not any(row.urgent for row in blown):
        raise Refused(
            Reason(
                _("不紧急的由联席会议研究后提出建议，召集人不单独提。"),
                cite=RECOMMEND,
                remedy=_("提为联席会议议题，议定后再登记建议"),
            )
        )
    given = GIVEN.JOINT_MEETING if item is not None else GIVEN.CONVENER
    entry = journal.record(
        RECOMMENDED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        basis=item.entry if item is not None else None,
        given_by=given.value,
        item=item.pk if item is not None else None,
        words=words.strip(),
        whistles=len(blown),
    )
    made: Recommendation = Recommendation.objects.create(
        estate=issue.estate,
        issue=issue,
        given_by=given,
        words=words.strip(),
        on=law_day(at),
        basis_entry=item.entry if item is not None else None,
        by=pseudonym(issue.estate, by),
        entry=entry.pk,
        at=at,
    )
    Whistle.objects.filter(pk__in=[row.pk for row in blown]).update(recommendation=made)
    text = _("【共治】%(estate)s %(number)s：%(by)s建议请外面的力量参与，请研究吹哨。") % {
        "estate": issue.estate.name,
        "number": issue.number,
        "by": given.label,
    }
    for person in party_people(issue.estate.community, on=law_day(at)):
        outbox.put(
            channel="sms",
            kind="issue.recommended",
            address=person.number(),
            text=text,
            at=at,
            estate_id=issue.estate_id,
        )
    note_step(issue, "recommend", words, side=Side.PARTY_ORG, by=by, at=at)
    return made


def _concerns(item: AgreedItem, issue: Issue) -> bool:
    return item.division_id == issue.estate.community_id and item.about_id in (None, issue.estate_id)
