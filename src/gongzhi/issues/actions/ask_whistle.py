"""Ask the community to whistle about a letter that nobody answered."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import answer_day, lock_letter, signed
from gongzhi.issues.actions.opening import Told, open_issue
from gongzhi.issues.models import Class, ClassChange, Issue, Letter, Report, Source
from gongzhi.issues.queries.letters import asked_of, overdue
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ASKED = journal.event("issues.letter.whistle_asked", document=Fact.NUMBER, issue=Fact.NUMBER, due_on=Fact.DAY)


@act
@official
def ask_whistle(*, letter: Letter, by: Person, at: datetime) -> Issue:
    """An issue of the class 超出三方职责 that cites the letter, for the community to whistle about (L1.2, B3.4).

    Refuses everyone but the side that wrote it, a letter whose day of answer has not passed or that is answered, and a
    second time.
    """
    letter = lock_letter(letter)
    letter_access.require_keeper(by, letter, at=at)
    asked = asked_of(letter)
    if asked is not None:
        raise Refused(Reason(_("已经请求吹哨：%(number)s。") % {"number": asked.number}, remedy=_("看这一件的进度")))
    if not overdue(letter, on=law_day(at)):
        raise Refused(
            Reason(
                _("还在等答复，%(day)s以后没有答复才转吹哨。") % {"day": answer_day(letter)},
                cite=letter.due_cite,
                remedy=_("急的请直接报事"),
            )
        )
    words = _("函件 %(number)s《%(title)s》发给%(to)s，应于%(day)s前答复，逾期未答，请吹哨。") % {
        "number": letter.number,
        "title": letter.title,
        "to": letter.addressee,
        "day": answer_day(letter),
    }
    who = signed(letter, by, at)
    report = open_issue(
        estate=letter.estate,
        source=Source.LETTER,
        source_ref=letter.number,
        channel=Report.Channel.DESK,
        told=Told(words=words),
        by=who["by"],
        at=at,
    )
    issue: Issue = report.issue
    issue.issue_class, issue.basis_entry = Class.BEYOND, letter.entry
    issue.save(update_fields=["issue_class", "basis_entry"])
    entry = journal.record(
        ASKED, **who, basis=letter.entry, document=letter.document_id, issue=issue.pk, due_on=letter.due_on
    )
    ClassChange.objects.create(
        estate=letter.estate,
        issue=issue,
        became=Class.BEYOND,
        reason=_("函件逾期未答"),
        by=who["by"],
        entry=entry.pk,
        at=at,
    )
    return issue
