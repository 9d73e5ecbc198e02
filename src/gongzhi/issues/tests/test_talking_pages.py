"""Pages of mediation, visits, gatherings, letters and signals: each is drawn, each act done by its form, nobody named in public."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.issues.duties import of_estate
from gongzhi.issues.models import Gathering, Letter, Mediation, Signal, Visit
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.register.tests.conftest import code_in, sent

pytestmark = pytest.mark.django_db
SECRET = "孙二娘"


@pytest.fixture
def now(here: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The estate with its clock pinned."""
    pin(monkeypatch, here.at)
    return here


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-1.4 paper", "application/pdf")


def read(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def done(client: Client, url: str, **told: Any) -> str:
    """The form is shown, empty input keeps one on it, and the act leads on."""
    assert client.get(url).status_code == 200, url
    answer = client.post(url, told)
    assert answer.status_code == 302, (url, answer.content.decode()[:3000])
    return str(answer.url)


def public_words(now: Desk) -> str:
    """Everything strangers read about taking part."""
    stranger, base = Client(), f"/e/{now.estate.code}/"
    pages = [f"{base}taking-part/", f"{base}issues/"]
    pages += [f"{base}gatherings/{one.serial}/" for one in Gathering.objects.all()]
    pages += [f"{base}official-letters/{one.serial}/" for one in Letter.objects.filter(public=True)]
    return "".join(read(stranger, page) for page in pages)


@pytest.mark.clause("A10.5", "A10.4")
def test_mediation_and_visits_go_through_their_pages_and_the_public_reads_no_name(now: Desk) -> None:
    worker, base, day = client_of(now.worker), f"/desk/e/{now.estate.code}/", law_day(now.at).isoformat()
    kept = worker.post(f"{base}mediations/new/", {"about": "漏水", "parties": SECRET, "opened_on": day})
    assert kept.status_code == 422
    assert SECRET in kept.content.decode()
    told = {"about": "漏水赔偿", "parties": f"{SECRET}、钱一民", "mediator_name": "调委会", "opened_on": day}
    one = done(worker, f"{base}mediations/new/", mediator_kind="people_committee", **told)
    done(worker, f"{one}session/", on=day, words=f"{SECRET}到场")
    done(worker, f"{one}agreement/", signed_on=day, file=pdf(), both_public="on")
    page = read(worker, one)
    assert SECRET in page
    assert "共同申请司法确认" in page
    titles = "".join(duty.title for duty in of_estate(now.estate, now.at))
    assert "司法确认" in titles
    assert SECRET not in titles
    done(worker, f"{one}confirmation/", confirmed_on=day, number="司确1号")
    done(worker, f"{one}follow-up/", on=day, kept="yes", words="已付")
    assert Mediation.objects.get().state == "kept"
    read(client_of(now.firm), one, 404)
    visit = done(worker, f"{base}visits/new/", on=day, cause="违建", forces="城管", handling=f"{SECRET}停工")
    assert "待公开" in read(worker, f"{base}visits/")
    done(worker, f"{visit}public/", outcome="已拆除", names_checked="on")
    assert Visit.objects.get().public_at == now.at
    shown = public_words(now)
    assert SECRET not in shown
    assert "已拆除" in shown
    other = done(worker, f"{base}mediations/new/", mediator_kind="other", **told)
    done(worker, f"{other}end/", outcome="谈不拢，已告知诉讼")
    read(worker, f"{base}mediations/")


@pytest.mark.clause("B3.6")
def test_a_stranger_signs_up_by_phone_and_gives_the_place_up_and_is_named_nowhere(
    now: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, base = client_of(now.worker), f"/desk/e/{now.estate.code}/gatherings/"
    starts = now.later(days=2).strftime("%Y-%m-%dT%H:%M")
    one = done(worker, f"{base}new/", form="talk", title="停车怎么管", place="会议室", starts_at=starts, seats="1")
    serial = Gathering.objects.get().serial
    stranger, page = Client(), f"/e/{now.estate.code}/gatherings/{serial}/"
    told = {"number": "13511110001", "name": SECRET, "heads": "1", "wishes": "想谈充电桩"}
    assert stranger.post(f"{page}sign-up/", {**told, "heads": "0"}).status_code == 422
    assert done(stranger, f"{page}sign-up/", **told) == f"{page}sign-up/"
    assert SECRET not in str(dict(stranger.session))
    wrong = stranger.post(f"{page}sign-up/", {"code": "x"})
    assert wrong.status_code == 422
    code = code_in(sent("code.report")[-1][1])
    assert done(stranger, f"{page}sign-up/", code=code).endswith("new=joined")
    assert SECRET in read(worker, one)
    assert SECRET not in read(client_of(now.firm), one)
    assert SECRET not in public_words(now)
    full = client_of(now.world.stranger)
    assert full.post(f"{page}sign-up/", {"heads": "1"}).status_code == 409
    done(stranger, f"{page}withdraw/", number="13511110001")
    code = code_in(sent("code.report")[-1][1])
    assert done(stranger, f"{page}withdraw/", code=code).endswith("new=left")
    assert done(full, f"{page}sign-up/", heads="1").endswith("new=joined")
    pin(monkeypatch, now.later(days=3))
    worker = client_of(now.worker)
    done(worker, f"{one}record/", came="1", record=f"{SECRET}说充电桩")
    done(worker, f"{one}outcome/", outcome="装 4 个充电桩", names_checked="on")
    shown = public_words(now)
    assert "装 4 个充电桩" in shown
    assert SECRET not in shown
    read(worker, base)


@pytest.mark.clause("L1.2")
def test_a_letter_goes_through_its_pages_to_the_firm_and_to_the_public(now: Desk) -> None:
    member, firm = client_of(now.member), client_of(now.firm)
    base = f"/desk/e/{now.estate.code}/official-letters/"
    told = {"addressee_kind": "firm", "addressee": "锦宁物业", "title": "关于公布收益的函", "words": f"{SECRET}家反映"}
    bad = SimpleUploadedFile("a.exe", b"MZ", "application/x")
    kept = member.post(f"{base}new/", {**told, "files": bad})
    assert kept.status_code == 422
    assert SECRET in kept.content.decode()
    one = done(member, f"{base}new/", **told, files=[pdf()])
    read(firm, one, 404)
    done(member, f"{one}edit/", title="关于公布收益的函", words=f"{SECRET}家反映，请答复")
    done(member, f"{one}send/", way="platform")
    letter = Letter.objects.get()
    page = read(member, base)
    assert letter.number in page
    assert "答复函件" in "".join(duty.title for duty in of_estate(now.estate, now.at))
    assert firm.get(f"{one}letter.pdf").content.startswith(b"%PDF")
    assert firm.get(f"{one}letter.docx").content.startswith(b"PK")
    file = letter.files.get().file_id
    assert firm.get(f"{one}files/{file}/").status_code == 200
    assert firm.get(f"{one}files/{file + 999}/").status_code == 404
    assert SECRET not in read(Client(), f"/d/{letter.document_id}/")
    assert firm.post(f"{one}acknowledge/").status_code == 302
    assert member.post(f"{one}whistle/").status_code == 409
    done(firm, f"{one}answer/", reply="已公布", file=pdf())
    done(member, f"{one}public/", public_words="请公布收益", public_reply="已公布", names_checked="on")
    shown = public_words(now)
    assert "请公布收益" in shown
    assert SECRET not in shown
    two = done(member, f"{base}new/", **{**told, "addressee_kind": "developer", "addressee": "蓉城置业"})
    done(member, f"{two}send/", way="post")
    day = law_day(now.at).isoformat()
    done(member, f"{two}delivery/", way="post", received_on=day, proof="EMS 1")
    done(member, f"{two}reply/", replied_on=day, reply="将移交")
    three = done(member, f"{base}new/", **told)
    done(member, f"{three}withdraw/", reason="不发了")
    read(firm, two, 404)


def test_a_letter_overdue_is_a_duty_and_one_tap_asks_for_the_whistle(
    now: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, base = client_of(now.member), f"/desk/e/{now.estate.code}/official-letters/"
    told = {"addressee_kind": "other", "addressee": "广电公司", "title": "关于线缆的函", "words": "请整治"}
    one = done(member, f"{base}new/", **told)
    done(member, f"{one}send/", way="post")
    pin(monkeypatch, now.later(days=60))
    member = client_of(now.member)
    assert "请社区吹哨" in read(member, one)
    assert "请社区吹哨" in "".join(duty.title for duty in of_estate(now.estate, now.later(days=60)))
    assert member.post(f"{one}whistle/").status_code == 302
    assert "请求吹哨" in read(member, one)
    assert "可以请社区吹哨" not in "".join(duty.title for duty in of_estate(now.estate, now.later(days=60)))


@pytest.mark.clause("A10.6")
def test_signals_are_judged_on_one_page(now: Desk) -> None:
    for n in range(3):
        now.reported(number=f"1350000100{n}", matter="illegal_building")
    worker, base = client_of(now.worker), f"/desk/e/{now.estate.code}/signals/"
    page = read(worker, base)
    assert "诉求集中" in page
    assert "研判 1 条信号" in "".join(duty.title for duty in of_estate(now.estate, now.at))
    key = f"?key=cluster:illegal_building:{law_day(now.at):%Y-%m}"
    assert worker.post(f"{base}dismiss/{key}", {"reason": ""}).status_code == 422
    assert worker.post(f"{base}table/{key}").status_code == 409
    assert worker.post(f"{base}confirm/{key}").status_code == 302
    assert worker.post(f"{base}dismiss/{key}", {"reason": "重复"}).status_code == 409
    assert Signal.objects.get().issue is not None
    assert "没有等着研判" in read(worker, base)
    read(client_of(now.member), base, 404)


def test_the_page_of_an_issue_shows_what_hangs_on_it(now: Desk) -> None:
    issue = now.accepted()
    desk, base = f"/desk/e/{now.estate.code}/issues/{issue.number}/", f"/desk/e/{now.estate.code}/"
    worker, day = client_of(now.worker), law_day(now.at).isoformat()
    told = {"cause": "违建", "forces": "城管", "handling": "停工", "issue": issue.number}
    assert worker.post(f"{base}visits/new/", {**told, "on": day, "issue": "2020-0001"}).status_code == 422
    visit = done(worker, f"{base}visits/new/", on=day, **told)
    page = read(worker, desk)
    assert "执法进小区：违建" in page
    assert "为这件事发函" in read(client_of(now.member), desk)
    assert "违建" not in read(Client(), f"/e/{now.estate.code}/issues/{issue.number}/")
    done(worker, f"{visit}public/", outcome="已拆除", names_checked="on")
    assert "已拆除" in read(Client(), f"/e/{now.estate.code}/issues/{issue.number}/")
