"""Letters of the owners' body: number, proof, answer, what is public, and the whistle where nobody answers."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.models import Document
from gongzhi.issues import letter_access
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.acknowledge_letter import acknowledge_letter
from gongzhi.issues.actions.answer_letter import answer_letter
from gongzhi.issues.actions.ask_whistle import ask_whistle
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.draft_letter import draft_letter
from gongzhi.issues.actions.edit_letter import edit_letter
from gongzhi.issues.actions.publish_letter import publish_letter
from gongzhi.issues.actions.record_answer import record_answer
from gongzhi.issues.actions.record_delivery import record_delivery
from gongzhi.issues.actions.send_letter import send_letter
from gongzhi.issues.actions.withdraw_letter import withdraw_letter
from gongzhi.issues.models import Letter
from gongzhi.issues.queries.letters import asked_of, letter_docx, letter_pdf
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.register.tests.conftest import check_constraints, sent
from gongzhi_law import issues as law

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 receipt"
WORDS = "贵司应公布上季度公共收益。\n请附银行流水。"


def drafted(here: Desk, kind: str = "firm", **more: Any) -> Letter:
    """A letter of the committee's member."""
    given = {"addressee": "锦宁物业", "title": "关于公布公共收益的函", "words": WORDS, **more}
    return draft_letter(estate=here.estate, addressee_kind=kind, by=here.member, at=here.at, **given)


def on_its_way(here: Desk, kind: str = "firm", **more: Any) -> Letter:
    """A letter sent on the day."""
    return send_letter(letter=drafted(here, kind, **more), way="platform", by=here.member, at=here.at)


@pytest.mark.clause("L1.2")
def test_a_letter_has_its_number_and_its_words_are_read_by_whom_it_is_to(here: Desk) -> None:
    letter = drafted(here, files=[("合同.pdf", PDF)])
    asked = {"code": here.estate.code, "letter_serial": letter.serial, "at": here.at}
    for person in (here.firm, here.worker, here.world.stranger, None):
        with pytest.raises(NotHere):
            letter_access.get_letter_for(person, **asked)
    letter = edit_letter(letter=letter, title=letter.title, words=WORDS + "\n谢谢。", by=here.member, at=here.at)
    letter = send_letter(letter=letter, way="handed", by=here.member, at=here.at)
    assert letter.number.startswith(f"{here.estate.name}业函〔")
    assert letter.due_on == law.letter_due(law_day(here.at), place=here.estate.place).day
    for person in (here.firm, here.worker, here.member):
        assert letter_access.get_letter_for(person, **asked).pk == letter.pk
    with pytest.raises(NotHere):
        letter_access.get_letter_for(here.fireman, **asked)
    document = Document.objects.get(pk=letter.document_id)
    assert "银行流水" not in str(document.data)
    assert letter_pdf(letter, document).startswith(b"%PDF")
    assert letter_docx(letter, document).startswith(b"PK")
    with pytest.raises(Refused):
        edit_letter(letter=letter, title="改", words="改", by=here.member, at=here.at)
    with pytest.raises(Refused):
        send_letter(letter=letter, way="post", by=here.member, at=here.at)
    check_constraints()


@pytest.mark.clause("L1.2")
def test_delivery_needs_a_proof_and_the_answer_is_awaited_from_it(here: Desk) -> None:
    letter = on_its_way(here, "developer", addressee="蓉城置业")
    later = here.later(days=5)
    given = {"letter": letter, "way": "post", "received_on": law_day(later), "by": here.member, "at": later}
    with pytest.raises(BadInput) as refused:
        record_delivery(**given)
    assert set(refused.value.fields) == {"proof"}
    letter = record_delivery(**given, proof="EMS 1234", received_by="前台")
    assert letter.due_on == law.letter_due(law_day(later), place=here.estate.place).day
    with pytest.raises(BadInput):
        record_answer(letter=letter, reply="", replied_on=law_day(later), by=here.member, at=later)
    answered = {"reply": "将于月底前移交", "replied_on": law_day(later), "by": here.member, "at": later}
    letter = record_answer(letter=letter, **answered, file_name="复函.pdf", content=PDF)
    assert (letter.state, bool(letter.reply_file_id)) == ("answered", True)
    with pytest.raises(Refused):
        record_answer(letter=letter, **answered)
    check_constraints()


@pytest.mark.clause("L1.2")
def test_the_firm_signs_for_a_letter_and_answers_it_itself(here: Desk) -> None:
    letter = on_its_way(here)
    with pytest.raises(Refused):
        acknowledge_letter(letter=letter, by=here.worker, at=here.at)
    letter = acknowledge_letter(letter=letter, by=here.firm, at=here.at)
    assert (letter.state, letter.received_on) == ("received", law_day(here.at))
    with pytest.raises(BadInput):
        answer_letter(letter=letter, reply=" ", by=here.firm, at=here.at)
    with pytest.raises(Refused):
        answer_letter(letter=letter, reply="代答", by=here.member, at=here.at)
    letter = answer_letter(letter=letter, reply="已在公告栏公布", by=here.firm, at=here.at)
    assert (letter.state, letter.reply) == ("answered", "已在公告栏公布")
    with pytest.raises(Refused):
        ask_whistle(letter=letter, by=here.member, at=here.later(days=90))


@pytest.mark.clause("L1.2", "B3.4")
def test_a_letter_that_nobody_answers_becomes_a_request_to_whistle(here: Desk) -> None:
    letter = on_its_way(here, "department", addressee="", force=here.fire)
    assert letter.addressee == here.fire.name
    assert sent("letter.sent")[0][0] == "028-119"
    with pytest.raises(Refused, match="还在等答复"):
        ask_whistle(letter=letter, by=here.member, at=here.at)
    late = here.later(days=40)
    issue = ask_whistle(letter=letter, by=here.member, at=late)
    assert (issue.issue_class, issue.source, issue.basis_entry) == ("beyond", "letter", letter.entry)
    assert asked_of(letter) == issue
    with pytest.raises(Refused, match="已经请求"):
        ask_whistle(letter=letter, by=here.member, at=late)
    issue = accept_issue(issue=issue, issue_class="beyond", public_words="函件未答", by=here.worker, at=late)
    tasks = {here.fire.pk: "答复函件并到场"}
    whistle = blow_whistle(issue=issue, kind="grid", why="函件逾期未答", tasks=tasks, by=here.worker, at=late)
    letter.refresh_from_db()
    assert (letter.state, letter.whistle_id) == ("whistled", whistle.pk)
    assert answer_letter(letter=letter, reply="迟复为歉", by=here.fireman, at=late).state == "answered"
    check_constraints()


@pytest.mark.clause("L1.2")
def test_a_letter_is_made_public_only_after_a_person_looked_for_personal_data(here: Desk) -> None:
    letter = drafted(here)
    public = {"code": here.estate.code, "letter_serial": letter.serial, "at": here.at}
    given = {"public_words": "请公布公共收益", "by": here.member, "at": here.at}
    with pytest.raises(Refused):
        publish_letter(letter=letter, names_checked=True, **given)
    letter = send_letter(letter=letter, way="handed", by=here.member, at=here.at)
    for wrong in ({}, {"names_checked": True, "public_words": " "}, {"names_checked": True, "public_reply": "没有的"}):
        with pytest.raises(BadInput):
            publish_letter(letter=letter, **{**given, **wrong})
    with pytest.raises(NotHere):
        letter_access.get_public_letter(None, **public)
    publish_letter(letter=letter, names_checked=True, **given)
    assert letter_access.get_public_letter(None, **public).public_words == "请公布公共收益"
    with pytest.raises(Refused):
        publish_letter(letter=letter, names_checked=True, **{**given, "by": here.firm})
    check_constraints()


def test_only_owners_bodies_write_and_a_draft_may_be_given_up(here: Desk) -> None:
    for person in (here.firm, here.worker, here.world.stranger):
        for kind in ("firm", "other"):
            with pytest.raises(Refused):
                draft_letter(
                    estate=here.estate, addressee_kind=kind, addressee="某单位", title="函", words="请办",
                    by=person, at=here.at,
                )  # fmt: skip
    for wrong in (
        {"title": " "},
        {"words": ""},
        {"addressee": ""},
        {"files": [("x.exe", b"MZ")]},
        {"force": here.fire},
    ):
        with pytest.raises(BadInput):
            drafted(here, **wrong)
    with pytest.raises(BadInput):
        drafted(here, "friend")
    letter = drafted(here)
    with pytest.raises(BadInput):
        withdraw_letter(letter=letter, reason=" ", by=here.member, at=here.at)
    with pytest.raises(BadInput):
        send_letter(letter=letter, way="pigeon", by=here.member, at=here.at)
    assert withdraw_letter(letter=letter, reason="不发了", by=here.member, at=here.at).state == "withdrawn"


@pytest.mark.clause("L1.2", "A10.2")
def test_a_department_finds_its_letters_beside_its_calls_without_a_statement_for_each(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin(monkeypatch, here.at)
    client, url = client_of(here.fireman), "/desk/calls/"
    on_its_way(here, "department", addressee="", force=here.fire)
    with CaptureQueriesContext(connection) as one:
        assert "关于公布公共收益的函" in client.get(url).content.decode()
    for title in ("第二封函", "第三封函"):
        on_its_way(here, "department", addressee="", force=here.fire, title=title)
    drafted(here, "department", addressee="", force=here.fire, title="没有发的函")
    with CaptureQueriesContext(connection) as three:
        page = client.get(url).content.decode()
    assert "第三封函" in page
    assert "没有发的函" not in page
    assert len(three) == len(one)
    assert [row["title"] for row in client.get("/api/desk/official-letters").json()][1:] == ["第二封函", "第三封函"]
    assert "第三封函" not in client_of(here.plumber).get(url).content.decode()
    assert client_of(here.worker).get("/api/desk/official-letters").status_code == 404
    letter = Letter.objects.get(title="第三封函")
    answer_letter(letter=letter, reply="已到场", by=here.fireman, at=here.at)
    assert "第三封函" not in client.get(url).content.decode()
