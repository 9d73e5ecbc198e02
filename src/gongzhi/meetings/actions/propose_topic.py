"""Propose a topic for the joint meeting (B2.4): from the 居委会, the owners' body, the firm, or the office that collects them."""

import re
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.models import Entry
from gongzhi.meetings import access, joint_access
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.lock_sitting import lock_table
from gongzhi.meetings.cites import TOPICS
from gongzhi.meetings.models import Topic
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_members import estates_in
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.personal import numbers_in
from gongzhi.meetings.states import TopicState
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi_law.joint_meetings import BUSINESS

PROPOSED = journal.event(
    "meetings.topic.proposed",
    side=Fact.WORD,
    business=Fact.WORD,
    estate=Fact.NUMBER,
    title=Fact.TEXT,
    words=Fact.TEXT,
    file=Fact.HASH,
    basis_ref=Fact.WORD,
)
PROPOSERS = (Side.RESIDENTS, Side.OWNERS, Side.FIRM, Side.ENVIRONMENT)
REF = re.compile(r"[a-z_]{1,40}:[0-9]{1,18}\Z")
TITLE, WORDS = 120, 4000
OPEN = (TopicState.PROPOSED, TopicState.ACCEPTED, TopicState.TAKEN)


@act
@official
def propose_topic(
    *,
    division: Division,
    business: str,
    title: str,
    words: str,
    about: Estate | None = None,
    side: str = "",
    file_name: str = "",
    content: bytes = b"",
    basis_entry: int | None = None,
    basis_ref: str = "",
    by: Person,
    at: datetime,
) -> Topic:
    """A topic of one of the six kinds of business, about one estate or (`about` None) the whole community.

    The party is that for which the person sits; `side` chooses among several. `basis_entry` and `basis_ref` (`issue:12`)
    cite what it came from. Refuses whoever sits for none of the three and keeps no office, and a second open topic of
    one basis. Wrong input: no title or words, an unknown kind, an estate of another community or another party's.
    """
    lock_table(division)
    told = _side_of(by, division, side, about, at=at)
    title, words = check(business, title, words, about, division)
    if basis_ref and not REF.match(basis_ref):
        raise BadInput(_("议题的来源写法不对。"), {"basis_ref": _("例如 issue:12")})
    if basis_entry is not None and not _here(basis_entry, division, about):
        raise BadInput(_("没有这条存证记录。"), {"basis_entry": _("请核对")})
    if basis_ref and Topic.objects.filter(division=division, basis_ref=basis_ref, state__in=OPEN).exists():
        raise Refused(
            Reason(_("同一来源的议题已经提出，还没有议完。"), cite=TOPICS, remedy=_("看那一个议题办到哪一步"))
        )
    stored = keep_paper(division, file_name=file_name, content=content, at=at)
    entry = journal.record(
        PROPOSED,
        **signed(division, by, f"division:{division.pk}"),
        at=at,
        basis=basis_entry,
        side=told.value,
        business=business,
        estate=about.pk if about else None,
        title=title,
        words=words,
        file=stored.sha256 if stored else None,
        basis_ref=basis_ref,
    )
    return Topic.objects.create(
        division=division,
        about=about,
        side=told,
        business=business,
        title=title,
        words=words,
        file_id=stored.pk if stored else None,
        proposer_id=by.pk,
        proposed_at=at,
        basis_entry=basis_entry,
        basis_ref=basis_ref,
        entry=entry.pk,
    )


def _here(entry: int, division: Division, about: Estate | None) -> bool:
    """Whether an entry is of the estate the topic is about, else of an estate of the community or of the community itself."""
    estates = [about] if about is not None else list(estates_in(division))
    own = Q(estate_id__in=[one.pk for one in estates]) | Q(log=f"office:{division.pk}")
    return Entry.objects.filter(own, pk=entry).exists()


def _side_of(by: Person, division: Division, side: str, about: Estate | None, *, at: datetime) -> Side:
    """The party for which the person proposes; the office collects for the 居委会 (附件1（一）第四条)."""
    rows = joint_access.speaking_for(by, division, at=at, estates=estates_in(division))
    mine = [row for row in rows if row.side in PROPOSERS and (not side or row.side == side)]
    if fitting := [row for row in mine if row.estate is None or about is None or row.estate == about]:
        return fitting[0].side
    if mine:
        raise BadInput(_("您只能就自己的小区或者全社区提议题。"), {"about": _("请选自己的小区，或者全社区")})
    if access.is_office(by, division, at=at) and side in ("", Side.RESIDENTS, Side.ENVIRONMENT):
        return Side(side or Side.RESIDENTS)
    raise Refused(
        Reason(
            _("议题由居委会、业委会（物管会、自管组织）、物业企业提出，或者由联席会议办公室收集。"),
            cite=TOPICS,
            remedy=_("请有席位的成员登录后提出"),
        )
    )


def check(business: str, title: str, words: str, about: Estate | None, division: Division) -> tuple[str, str]:
    """Title and words without blanks around them; wrong input named by field."""
    title, words = title.strip(), words.strip()
    wrong = {}
    if not title or len(title) > TITLE:
        wrong["title"] = _("写一个题目，最多 %(n)s 字") % {"n": TITLE}
    if not words or len(words) > WORDS:
        wrong["words"] = _("写清楚情况和建议，最多 %(n)s 字") % {"n": WORDS}
    for name, value in (("title", title), ("words", words)):
        if name not in wrong and numbers_in(value):
            wrong[name] = _("里面有手机号或者证件号码，会印在公告里，请删去")
    if business not in set(BUSINESS):
        wrong["business"] = _("请在六类任务中选一类")
    if about is not None and (about.community_id != division.pk or about.ended_on is not None):
        wrong["about"] = _("请选本社区的小区")
    if wrong:
        raise BadInput(_("议题要写明是什么事、哪一类、哪个小区。"), wrong)
    return title, words
