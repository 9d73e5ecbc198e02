"""An estate full of issues in every state; whoever is behind them said so in words that nobody else may find again."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from gongzhi.documents.tests.photo_samples import told
from gongzhi.issues.actions.answer_issue import answer_issue
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.attending import sign_up_subject
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.draft_env_report import draft_env_report
from gongzhi.issues.actions.draft_letter import draft_letter
from gongzhi.issues.actions.explain_issue import explain_issue
from gongzhi.issues.actions.hand_back import hand_back
from gongzhi.issues.actions.merge_issues import merge_issues
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.open_inquiry import open_inquiry
from gongzhi.issues.actions.open_mediation import open_mediation
from gongzhi.issues.actions.publish_letter import publish_letter
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.actions.record_finding import record_finding
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.reopen_issue import reopen_issue
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.actions.send_env_report import send_env_report
from gongzhi.issues.actions.send_letter import send_letter
from gongzhi.issues.actions.sign_agreement import sign_agreement
from gongzhi.issues.actions.sign_up import sign_up
from gongzhi.issues.models import Issue, Report
from gongzhi.issues.tests.issues_world import PUBLIC, Desk, desk
from gongzhi.issues.tests.test_talking import planned
from gongzhi.issues.tests.whistle_world import Called
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.models import Minutes
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.register.tests.conftest import code_in, sent
from tests.journeys.decided import decided

NAMES = (
    "秦若兰",
    "钱多禄",
    "孙望舒",
    "李拾光",
    "周既白",
    "吴知行",
    "郑云谲",
    "王昭野",
    "冯渡舟",
    "陈见山",
    "褚听澜",
    "卫长庚",
)
NEIGHBOURS = ("蒋一苇", "沈半夏", "韩未眠")  # of a mediation, and one who signed up
SAID, PLACE = "卧室顶上滴水", "甲字"
DAY = timedelta(days=1)


def phone(n: int) -> str:
    """The number of the n-th reporter."""
    return f"135{n:02d}847391"


@dataclass
class Full:
    """The estate, its reports by reporter, and everything that a stranger must never read."""

    here: Desk
    called: Called
    reports: list[Report] = field(default_factory=list)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Names, numbers, places, and words of reporters and neighbours."""
        return (*NAMES, *NEIGHBOURS, *(phone(n) for n in range(len(NAMES) + 1)), SAID, PLACE)

    def report(self, n: int, **more: Any) -> Report:
        """What the n-th reporter said, with name, door and number in it."""
        words = f"我是{NAMES[n]}，{phone(n)}，{SAID}"
        given = {"number": phone(n), "name": NAMES[n], "words": words, "place": f"{PLACE}{n}号房", **more}
        self.reports.append(self.here.reported(**given))
        return self.reports[-1]

    def accepted(self, n: int, issue_class: str = "daily", **more: Any) -> Issue:
        """The n-th issue, taken up."""
        return self.here.accepted(self.report(n, **more), issue_class, spot="三单元")


def full() -> Full:
    """Makes it through the acts, in the last two months."""
    now = timezone.now()
    here = desk(at=now - 60 * DAY)
    made = Full(here, Called(here))
    secretary, firm, worker = made.called.secretary, here.firm, here.worker
    assert here.fire.pk
    assert here.water.pk
    month = law_day(now).replace(day=1) - DAY
    here.world.at = now - (law_day(now) - month).days * DAY
    made.report(0, spot=f"{NAMES[0]}家门口", photos=(("厅.jpg", told("JPEG")),))
    here.world.at = now
    by: dict[str, Any] = {"by": worker, "at": now}
    made.accepted(1, hide_from_parties=True)
    working = here.working(made.accepted(2))
    done = here.done(here.working(made.accepted(3, photos=(("IMG.HEIC", told("HEIF")),))))
    photos = [photo.pk for photo in done.files.all()]
    publish_words(issue=done, words=PUBLIC, photos=photos, **by)
    here.done(here.working(made.accepted(4)))
    confirm_issue(report=made.reports[-1], words=f"{NAMES[4]}谢谢", by=None, at=now)
    here.done(here.working(made.accepted(5)))
    reopen_issue(report=made.reports[-1], words=f"{NAMES[5]}家{SAID}", by=None, at=now)
    answer_issue(issue=made.report(6).issue, words="归市政，请拨 12345", **by)
    merge_issues(issue=made.report(7).issue, into=working, **by)
    legacy = here.working(made.accepted(8, "legacy", matter="title_legacy"))
    explain_issue(issue=legacy, words="历史遗留，已报街道", told_street_on=law_day(now), **by)
    beyond = made.accepted(9, "beyond", matter="fire_lane")
    call = made.called.call(made.called.whistle(beyond))
    arrive_call(call=call, by=here.fireman, at=now)
    report_call(call=call, words=f"{NAMES[9]}家门口已清", by=here.fireman, at=now)
    major = made.accepted(10, "major", matter="falling_facade")
    inquiry = open_inquiry(issue=major, members="居委会、物业", **by)
    record_finding(inquiry=inquiry, words=f"{NAMES[10]}说{SAID}", on=law_day(now), **by)
    handed = here.working(made.accepted(11))
    hand_back(party=here.party(handed), reason=f"{NAMES[11]}家不开门", by=firm, at=now)
    note_progress(issue=working, words=f"{NAMES[2]}家在等配件", public=False, by=firm, at=now)
    number = phone(len(NAMES))
    record_issue(estate=here.estate, source="phone", words=f"{number}来电，{SAID}", number=number, **by)
    _beside(made, working)
    sitting = decided(here, secretary, here.working(major)).sitting
    at = close_sitting(sitting=sitting, by=worker, at=timezone.now()).closed_at
    assert at is not None
    draft_minutes(sitting=sitting, by=worker, at=at)
    for minutes in Minutes.objects.filter(sitting=sitting):
        sign_minutes(minutes=minutes, by=secretary, at=at)
    report = draft_env_report(division=here.estate.community, period=f"{month:%Y-%m}", **by)
    send_env_report(report=report, **by)
    return made


def _beside(made: Full, issue: Issue) -> None:
    """A mediation of two neighbours, somebody who comes to a talk, a letter about an issue."""
    here = made.here
    by: dict[str, Any] = {"by": here.worker, "at": here.at}
    mediation = open_mediation(
        estate=here.estate,
        mediator_kind="people_committee",
        mediator_name="调委会",
        about="漏水赔偿",
        parties=f"{NEIGHBOURS[0]}、{NEIGHBOURS[1]}",
        opened_on=law_day(here.at),
        issue=issue,
        **by,
    )
    paper: dict[str, Any] = {
        "file_name": f"{NEIGHBOURS[0]}.pdf",
        "content": b"%PDF-1.4 agreement",
        "content_type": "application/pdf",
    }
    sign_agreement(mediation=mediation, signed_on=law_day(here.at), both_public=True, **paper, **by)
    gathering, number = planned(here), phone(1)
    subject = sign_up_subject(gathering, number)
    send_code(purpose="report", subject=subject, number=number, at=here.at, estate_id=here.estate.pk)
    code = check_code(purpose="report", subject=subject, text=code_in(sent("code.report")[-1][1]), at=here.at)
    sign_up(gathering=gathering, name=NEIGHBOURS[2], number=number, code=code, by=None, at=here.at)
    wrote: dict[str, Any] = {"by": here.member, "at": here.at}
    letter = draft_letter(
        estate=here.estate,
        addressee_kind="department",
        title="函",
        words="请清通道",
        force=here.fire,
        issue=issue,
        **wrote,
    )
    letter = send_letter(letter=letter, way="platform", **wrote)
    publish_letter(letter=letter, public_words="请清通道", names_checked=True, **wrote)
