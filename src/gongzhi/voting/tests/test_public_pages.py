"""What everyone may see of a vote: live turnout without a direction, then every number; never a name."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongzhi.people.models import Person
from gongzhi.register.models import RollEntry
from gongzhi.register.queries import claim_of
from gongzhi.voting.actions.answer_objection import answer_objection
from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.actions.record_order import record_order
from gongzhi.voting.counting import Weight
from gongzhi.voting.models import Ballot, Objection, Report, Resolution
from gongzhi.voting.tests import made as m

pytestmark = pytest.mark.django_db
FULL = ("张伟", "李娜", "王芳", "刘洋", "陈静", "欧阳建国", "刘芳", "杨帆", "唐静", "邓勇")
DISMISS = {1: "Y", 2: "N", 3: "B", 4: "A", 5: "S"}


@pytest.fixture
def voting(db, monkeypatch):
    """An open vote."""
    found = m.voting()
    m.pin(monkeypatch, found.now)
    return found


@pytest.fixture
def counted(voting, monkeypatch):
    """All but one of six electors voted: the firm is dismissed, A is chosen, the fallback is not needed."""
    m.all_cast(voting, [DISMISS] * 4 + [{1: "N", 2: "Y", 3: "A", 4: "N", 5: "Y"}])
    m.counted(voting)
    m.pin(monkeypatch, voting.now)
    return voting


def page_of(client, made, path=""):
    answer = client.get(f"/e/{made.estate.code}/assemblies/{made.assembly.serial}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def speaker(made, n=0):
    return Person.objects.get(pk=claim_of(made.electors[n]).person_id)


def test_a_draft_is_nobodys_business(client):
    made = m.reported(m.drafted(m.frozen(m.housed(m.estate("别苑", seed=2), 2, seed=2))))
    assert client.get(f"/e/{made.estate.code}/assemblies/1/").status_code == 404
    assert "2026年第二次临时会议" not in client.get(f"/e/{made.estate.code}/").content.decode()


def test_while_voting_everyone_sees_turnout_motions_rules_and_no_direction(voting, client):
    m.all_cast(voting, [DISMISS, DISMISS])
    page = page_of(client, voting)
    assert "2 / 6 人" in page
    assert "231.40 / 622.59㎡" in page or re.search(r"[\d,.]+ / [\d,.]+㎡", page)
    for motion in m.motions(voting):
        assert motion.title in page
        assert motion.text in page
    for word in ("过门槛", "各选项得票", "同意人数"):
        assert word not in page
    assert "谁能看到您的票" in page
    assert "2/3，66.67%" in page


def test_two_directions_look_the_same_before_the_count(voting, client):
    pages = []
    for mark in ("Y", "N"):
        here = transaction.savepoint()
        m.cast(voting, voting.electors[0], {**DISMISS, 1: mark})
        pages.append(bare(page_of(client, voting)))
        transaction.savepoint_rollback(here)
    assert pages[0] == pages[1]
    assert "1 / 6 人" in pages[0]


def bare(page):
    """A page without the tokens against forgery, which differ each time, and without its own address."""
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", page)


def test_reports_and_silence_are_shown(voting, client):
    page = page_of(client, voting)
    assert "告知：居民委员会" in page
    assert page.count("逾期未提出意见") == Report.objects.filter(days__gt=0).count() == 2
    assert "不能阻止业主依法表决" in page


def test_the_stations_stand_where_the_vote_stands(voting, client, monkeypatch):
    def now(page):
        return re.search(r'is-now" aria-current="step">.*?</span>([^<]+)</b>', page, re.S)[1]

    assert now(page_of(client, voting)) == "表决"
    m.pin(monkeypatch, voting.assembly.closes_at)
    assert now(page_of(client, voting)) == "计票"
    m.counted(voting)
    assert now(page_of(client, voting)) == "结果公示"
    m.signed(voting)
    assert 'class="is-now"' not in page_of(client, voting)


def test_after_the_count_every_check_stands_with_both_numbers(counted, client):
    page = page_of(client, counted)
    assert "5 / 6 人" in page
    assert "83.33%" in page
    assert "4 / 5 人" in page
    assert "80.00%" in page
    assert page.count("三分之二以上，即至少") == 2
    assert page.count("过半数，即至少") == 2
    assert "《民法典》第278条第2款" in page


def test_each_motion_opens_its_own_numbers_and_all_open_together(counted, client):
    first, second = page_of(client, counted), page_of(client, counted, "?motion=2")
    assert "四分之三以上，即至少" not in first
    assert "四分之三以上，即至少" in second
    everything = page_of(client, counted, "?motion=all")
    assert [f'id="motion-{n}"' in everything for n in range(1, 6)] == [True] * 5
    for asked in ("?motion=99", "?motion=%00", "?motion=²"):
        assert 'id="motion-1"' in page_of(client, counted, asked)


def test_the_table_of_a_choice_has_every_option_refusal_and_abstention(counted, client):
    page = page_of(client, counted, "?motion=4")
    table = re.search(r"<table.*?</table>", page[page.index("各选项得票</h3>") :], re.S)[0]
    for name in ("锦宁物业服务有限公司", "蓉和物业管理有限公司", "都不同意", "弃权", "参与合计"):
        assert name in table
    assert "过门槛" in table
    heads = [int(n) for n in re.findall(r'data-label="人数">\s*(\d+)\s*<', table)]
    assert sum(heads[:-1]) == heads[-1] == 5


def test_what_passed_without_its_condition_does_not_count(voting, client, monkeypatch):
    made = voting
    m.all_cast(made, [{1: "Y", 2: "Y", 3: "B", 4: "A", 5: "Y"}] * 5)
    m.counted(made)
    m.pin(monkeypatch, made.now)
    page = page_of(client, made, "?motion=5")
    assert "通过，条件未成就，不算数" in page
    m.signed(made)
    assert "通过，条件未成就" in page_of(client, made, "?motion=5")


def test_where_readings_differ_the_outcome_is_undecided_and_all_sums_stand(client, monkeypatch):
    made = m.frozen(m.housed(m.estate("别苑", seed=2), 6, seed=2))
    made = m.noticed(m.reported(m.drafted(made, firm=False)))
    made.now = made.assembly.opens_at + timedelta(hours=1)
    m.all_cast(made, [{1: "Y", 2: "Y"}] * 4)
    with_merge = RollEntry.objects.filter(roll=made.roll).order_by("line")[4:6]
    monkeypatch.setattr(
        "gongzhi.voting.actions.carry_out_count._weights",
        lambda roll: _merged(roll, {e.elector_id for e in with_merge}),
    )
    m.counted(made)
    m.pin(monkeypatch, made.now)
    page = page_of(client, made)
    assert "每一种可能的算法" in page
    assert "待确认的业主合并：按已合并" in page


def _merged(roll, together):
    rows = RollEntry.objects.filter(roll=roll).order_by("line")
    return [Weight(e.elector_id, e.area, e.parking_area, 1 if e.elector_id in together else None) for e in rows]


def test_objections_are_counted_answered_and_overdue_without_saying_whose(counted, client, monkeypatch):
    one, two = (
        raise_objection(
            assembly=counted.assembly, elector=counted.electors[0], text=text, by=speaker(counted), at=counted.now
        )
        for text in ("我家面积不对，电话 13800010000。", "第二件。")
    )
    answer_objection(objection=one, text="已核对，面积无误。", by=counted.committee[0], at=counted.now)
    m.pin(monkeypatch, counted.now + timedelta(days=60))
    page = page_of(client, counted)
    assert "异议 2 件，已书面答复 1 件，到期没有答复 1 件" in page
    assert "已核对，面积无误。" in page
    assert "我家面积不对" not in page
    assert f"第 {two.number} 件异议" in page


def test_orders_on_a_resolution_stand_beside_it(counted, client, monkeypatch):
    m.signed(counted)
    resolution = Resolution.objects.get(motion__number=1)
    record_order(
        resolution=resolution,
        kind="suspend",
        issuer="武侯区人民法院",
        document_number="（2026）川0107民初1号",
        text="诉讼期间暂停执行。",
        file_name="a.pdf",
        content=b"%PDF-1.4",
        content_type="application/pdf",
        by=counted.street,
        at=counted.now,
    )
    page = page_of(client, counted)
    assert "暂停执行" in page
    assert "（2026）川0107民初1号" in page
    elsewhere = page_of(client, counted, "?motion=2")
    assert "通过，暂停执行" in elsewhere, "the list of motions says it too, whichever is open"
    assert "其中 1 项已停止或者撤销" in elsewhere
    assert "1 项决定已停止或者撤销" in client.get(f"/e/{counted.estate.code}/").content.decode()


def test_no_full_name_and_no_number_on_any_public_page(counted, client):
    m.signed(counted)
    pages = [page_of(client, counted, path) for path in ("", "?motion=all", "ballots/")]
    pages.append(client.get(f"/e/{counted.estate.code}/").content.decode())
    pages.append(client.get("/").content.decode())
    for page in pages:
        assert not [name for name in FULL if name in page]
        assert not re.search(r"1[37]\d{9}", page)


def test_a_receipt_is_found_by_its_code_and_standing_changes_with_the_count(voting, client):
    ballot = m.cast(voting, voting.electors[0], DISMISS)
    page = page_of(client, voting, f"ballots/?c={ballot.commitment[:4]}+{ballot.commitment[4:8].upper()}")
    assert "已收到，未改动" in page
    assert ballot.commitment in page
    assert "票箱里没有这个回执码" in page_of(client, voting, "ballots/?c=ffffffff00")
    assert "票箱里没有这个回执码" in page_of(client, voting, f"ballots/?c={ballot.commitment[:6]}")
    m.counted(voting)
    assert "计入" in page_of(client, voting, f"ballots/?c={ballot.commitment[:8]}")


def test_the_box_is_listed_by_code_not_by_time_and_does_not_show_changes_before_the_count(voting, client):
    for elector in voting.electors[:4]:
        m.cast(voting, elector, DISMISS)
    m.cast(voting, voting.electors[0], {**DISMISS, 1: "N"})
    page = page_of(client, voting, "ballots/")
    listed = re.findall(r'<b class="gz-code">(\w{4}) (\w{4})</b>', page)
    assert len(listed) == Ballot.objects.count() == 5
    assert listed == sorted(listed)
    assert "被后票取代" not in page


def test_lists_take_the_same_queries_for_one_and_for_twelve(client, monkeypatch):
    counts = []
    for name, seed, electors in (("甲苑", 2, 1), ("乙苑", 3, 12)):
        made = m.voting(electors, name=name, seed=seed, firm=False)
        m.pin(monkeypatch, made.now)
        m.all_cast(made, [{1: "Y", 2: "Y"}] * electors)
        m.counted(made)
        m.pin(monkeypatch, made.now)
        taken = []
        for path in ("", "assemblies/1/", "assemblies/1/ballots/"):
            client.get(f"/e/{made.estate.code}/{path}")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/e/{made.estate.code}/{path}")
            taken.append(len(queries))
        counts.append(taken)
    assert counts[0] == counts[1]


def test_an_elector_objects_and_reads_it_counted(counted, client):
    m.sign_in(client, speaker(counted))
    path = f"/e/{counted.estate.code}/assemblies/1/objection/"
    page = client.get(path).content.decode()
    assert "一年" not in page
    assert "1 年内请求人民法院撤销" in page
    elector = counted.electors[0].pk
    empty = client.post(path, {"elector": elector, "text": " ", "idempotency_key": "a"})
    assert empty.status_code == 422
    sent = {"elector": elector, "text": "计票时我家的面积不对。", "idempotency_key": "b"}
    for _ in range(2):
        assert client.post(path, sent).status_code == 302
    assert Objection.objects.count() == 1
    assert "异议 1 件" in page_of(client, counted)


def test_only_those_on_the_roll_object(counted, client):
    path = f"/e/{counted.estate.code}/assemblies/1/objection/"
    assert client.get(path)["Location"].startswith("/sign-in/")
    m.sign_in(client, counted.committee[0])
    assert client.get(path).status_code == 404
    m.sign_in(client, speaker(counted))
    foreign = client.post(path, {"elector": counted.electors[1].pk, "text": "别人家的", "idempotency_key": "c"})
    assert foreign.status_code == 422
    assert not Objection.objects.exists()


def test_outside_the_window_nobody_objects(voting, client, monkeypatch):
    m.cast(voting, voting.electors[0], DISMISS)
    m.sign_in(client, speaker(voting))
    path = f"/e/{voting.estate.code}/assemblies/1/objection/"
    assert "不能提异议" in client.get(path).content.decode()
    sent = {"elector": voting.electors[0].pk, "text": "太早了", "idempotency_key": "d"}
    assert client.post(path, sent).status_code == 409
    assert not Objection.objects.exists()
