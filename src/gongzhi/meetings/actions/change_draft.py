"""Change a sitting that is still in draft: when and where, which estates it serves, the words of its notice."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.draft_sitting import OF_ESTATES, check_estates, checked
from gongzhi.meetings.actions.lock_sitting import lock_sitting, must_be
from gongzhi.meetings.actions.take_topics import put_back
from gongzhi.meetings.models import Served, Sitting, Topic
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

CHANGED = journal.event(
    "meetings.sitting.changed",
    sitting=Fact.NUMBER,
    form=Fact.WORD,
    window=Fact.WORD,
    estates=Fact.NUMBER,
    title=Fact.TEXT,
    why=Fact.TEXT,
    where=Fact.TEXT,
    words=Fact.TEXT,
    begins_at=Fact.INSTANT,
)
MOST = 4000


@act
@official
def change_draft(
    *,
    sitting: Sitting,
    form: str,
    begins_at: datetime,
    estates: Sequence[Estate] = (),
    title: str = "",
    window: str = "",
    why: str = "",
    place: str = "",
    link: str = "",
    notice_words: str = "",
    by: Person,
    at: datetime,
) -> Sitting:
    """The draft as asked, for whoever may draft one; once its notice is given nothing of it changes any more.

    An estate taken out takes along its topics, which wait for another sitting again, and its observers. Refuses
    everyone else and a sitting that is no draft. Wrong input as in `draft_sitting`.
    """
    sitting = lock_sitting(sitting.pk)
    division = sitting.division
    joint_access.require_preparer(by, division, at=at)
    must_be(sitting, (SittingState.DRAFT,), _("只有筹备中的可以改；改期要先取消，再重新通知"))
    asked = checked(
        division,
        kind=sitting.kind,
        form=form,
        begins_at=begins_at,
        title=title,
        window=window,
        why=why,
        place=place,
        link=link,
        at=at,
    )
    if len(notice_words) > MOST:
        raise BadInput(_("通知太长。"), {"notice_words": _("最多 %(n)s 字") % {"n": MOST}})
    wanted = list(dict.fromkeys(estates)) if sitting.kind in OF_ESTATES else []
    check_estates(division, sitting.kind, wanted)
    before = served_by(sitting)
    journal.record(
        CHANGED,
        **signed(division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        form=form,
        window=asked["window"],
        estates=[estate.pk for estate in wanted],
        title=asked["title"],
        why=asked["why"],
        where=f"{asked['place']} {asked['link']}",
        words=notice_words.strip(),
        begins_at=begins_at,
    )
    Served.objects.bulk_create(
        Served(division=division, sitting=sitting, about=estate) for estate in wanted if estate not in before
    )
    _drop(sitting, [estate for estate in before if estate not in wanted], at=at)
    for name, value in asked.items():
        setattr(sitting, name, value)
    sitting.notice_words = notice_words.strip()
    sitting.save(update_fields=[*asked, "notice_words"])
    return sitting


def _drop(sitting: Sitting, estates: Sequence[Estate], *, at: datetime) -> None:
    """These estates, their observers and their topics leave the draft; the rows stay and say since when."""
    put_back(list(Topic.objects.select_for_update(of=("self",)).filter(sitting=sitting, about__in=estates)))
    sitting.served.filter(about__in=estates).update(removed_at=at)
    sitting.attendees.filter(about__in=estates).update(removed_at=at)
