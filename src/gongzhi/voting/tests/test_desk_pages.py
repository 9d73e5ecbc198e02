"""The desk's pages of an assembly: who may, what is refused and why, and that nothing typed is lost."""

import itertools
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.queries import claim_of
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.models import Assembly, Condition, Delivery, Motion, Objection, Order, Resolution
from gongzhi.voting.states import AssemblyState, ResolutionState
from gongzhi.voting.tests import made

pytestmark = pytest.mark.django_db
keys = itertools.count()


class Desk:
    """One person at the desk of one assembly, at the moment the story has come to."""

    def __init__(self, story, person, monkeypatch):
        self.story, self.client = story, Client()
        made.pin(monkeypatch, story.now)
        made.sign_in(self.client, person)

    def url(self, page, *more):
        serial = [self.story.assembly.serial] if self.story.assembly else []
        return reverse(f"voting:{page}", args=[self.story.estate.code, *serial, *more])

    def get(self, page, *more, query=""):
        return self.client.get(self.url(page, *more) + query)

    def post(self, page, *more, **data):
        data.setdefault("idempotency_key", f"key-{next(keys)}")
        return self.client.post(self.url(page, *more), data)


@pytest.fixture
def at_desk(monkeypatch):
    """`at_desk(story, person)`: that person's desk now."""
    return lambda story, person: Desk(story, person, monkeypatch)


def words(response):
    return response.content.decode()


def votes(yes=4, no=1):
    """Marks of a vote in which the firm is dismissed and firm A chosen."""
    return [{1: "Y", 2: "Y", 3: "B", 4: "A", 5: "Y"}] * yes + [{1: "N", 2: "N", 3: "A", 4: "N", 5: "N"}] * no


def form_of_notice(story, **changed):
    """What the form of the notice sends for days the law accepts."""
    plan = made.plan(story)
    day = "%Y-%m-%dT%H:%M"
    return {
        "opens_at": plan.opens_at.strftime(day),
        "closes_at": plan.closes_at.strftime(day),
        "channel": "own",
        "change_rule": "until_close",
        "conflict_rule": "last_valid",
        "disclosure": "panel",
        "objection_days": "7",
        "warnings_seen": "on",
        **changed,
    }


def test_no_page_of_the_desk_is_there_for_others(at_desk, monkeypatch):
    story = made.reported(made.drafted(made.housed(made.estate(), 2)))
    other = made.estate("别处花园", seed=2)
    report = story.assembly.reports.first()
    pages = [
        ("desk_assembly",),
        ("new_motion",),
        ("new_choice",),
        ("new_firm_motions",),
        ("remove_motion", 1),
        ("send_reports",),
        ("give_opinion", report.pk),
        ("return_to_draft",),
        ("withdraw",),
        ("give_notice",),
        ("delivery",),
        ("turnout",),
        ("count",),
        ("begin_count",),
        ("carry_out_count",),
        ("result",),
        ("objections_desk",),
        ("objection_desk", 1),
        ("sign_result",),
        ("clocks",),
        ("resolution", 1),
    ]
    desk = at_desk(story, other.committee[0])
    for page in pages:
        answers = {desk.get(*page).status_code, desk.post(*page).status_code}
        assert answers <= {404, 405}, page
        assert Client().post(desk.url(*page)).status_code in (302, 405), page
    outside = Client()
    made.sign_in(outside, other.committee[0])
    for page in ("desk_assemblies", "new_assembly"):
        assert outside.get(reverse(f"voting:{page}", args=[story.estate.code])).status_code == 404


def test_the_committee_drafts_and_nobody_else(at_desk):
    story = made.estate()
    story.assembly = None
    asked = {"title": "2026年第三次会议", "purpose": "电梯要大修。"}
    refused = at_desk(story, story.worker).post("new_assembly", **asked)
    assert refused.status_code == 409
    assert "业主委员会委员" in words(refused)
    assert "电梯要大修。" in words(refused)
    empty = at_desk(story, story.committee[0]).post("new_assembly", title=" ", purpose="电梯要大修。")
    assert empty.status_code == 422
    assert "电梯要大修。" in words(empty)
    assert not Assembly.objects.exists()
    done = at_desk(story, story.committee[0]).post("new_assembly", **asked)
    assert done.status_code == 302
    assert done.url == reverse("voting:desk_assembly", args=[story.estate.code, 1])
    assert "2026年第三次会议" in words(at_desk(story, story.street).get("desk_assemblies"))


def test_a_resent_form_makes_one_draft(at_desk):
    story = made.estate()
    story.assembly = None
    desk = at_desk(story, story.committee[0])
    asked = {"title": "会议", "purpose": "缘由", "idempotency_key": "the-same"}
    first, second = desk.post("new_assembly", **asked), desk.post("new_assembly", **asked)
    assert first.url == second.url
    assert Assembly.objects.count() == 1


@pytest.fixture
def draft():
    """A draft with one motion."""
    story = made.housed(made.estate(), 2)
    return made.drafted(story, firm=False)


def test_motions_to_approve_and_to_choose(draft, at_desk):
    desk = at_desk(draft, draft.committee[0])
    text = "换用节能灯具，费用从公共收益列支。"
    wrong = desk.post("new_motion", matter="other_major", title="", text=text)
    assert wrong.status_code == 422
    assert text in words(wrong)
    assert desk.post("new_motion", matter="other_major", title="更换楼道灯", text=text).status_code == 302
    options = {"name_1": "快充桩", "terms_1": "每度一元", "name_2": "慢充桩", "terms_2": "每度六角"}
    twice = desk.post(
        "new_choice",
        matter="other_major",
        title="充电桩选哪种",
        text="两种里选一种。",
        **{**options, "name_2": "快充桩"},
    )
    assert twice.status_code == 422
    assert "每度六角" in words(twice)
    done = desk.post("new_choice", matter="other_major", title="充电桩选哪种", text="两种里选一种。", **options)
    assert done.status_code == 302
    last = Motion.objects.order_by("-number").first()
    assert sorted(last.options.values_list("letter", "title")) == [("A", "快充桩"), ("B", "慢充桩")]
    page = words(desk.get("desk_assembly"))
    assert "更换楼道灯" in page
    assert "慢充桩" in page
    assert "民法典" in page


def test_only_the_convener_writes_motions(draft, at_desk):
    text = {"matter": "other_major", "title": "更换楼道灯", "text": "换用节能灯具。"}
    for person in (draft.worker, draft.street, draft.tellers[0]):
        answer = at_desk(draft, person).post("new_motion", **text)
        assert answer.status_code == 409
        assert "换用节能灯具。" in words(answer)
    assert draft.assembly.motions.count() == 2


def test_the_firm_in_three_steps_from_one_form(draft, at_desk):
    desk = at_desk(draft, draft.committee[0])
    form = {"firm": "安居物业", "fallback": "授权业委会洽谈临时服务。", "name_1": "甲物业", "terms_1": "2 元"}
    short = desk.post("new_firm_motions", **form)
    assert short.status_code == 422
    assert "授权业委会洽谈临时服务。" in words(short)
    done = desk.post("new_firm_motions", **form, name_2="乙物业", terms_2="1.8 元")
    assert done.status_code == 302
    assert draft.assembly.motions.count() == 5
    assert Condition.objects.filter(motion__number=5).count() == 2
    assert "只在第 3 项" in words(desk.get("desk_assembly"))
    kept = desk.post("remove_motion", 3)
    assert kept.status_code == 409
    assert "以它为条件" in words(kept)
    assert desk.post("remove_motion", 5).status_code == 302
    assert draft.assembly.motions.count() == 4


@pytest.mark.clause("B4.7", "B3.7")
def test_reports_are_sent_at_once_with_their_clause_and_nothing_blocks(at_desk):
    story = made.drafted(made.housed(made.estate(), 2))
    desk = at_desk(story, story.committee[0])
    page = words(desk.get("send_reports"))
    assert "告知居民委员会" in page
    assert "B3.7" in page
    assert at_desk(story, story.tellers[0]).post("send_reports").status_code == 409
    assert desk.post("send_reports").status_code == 302
    assert story.assembly.reports.count() == 4
    shown = words(desk.get("desk_assembly"))
    assert "意见期至" in shown
    assert desk.post("send_reports").status_code == 409


@pytest.mark.clause("B3.7")
def test_an_opinion_is_given_by_the_body_asked_and_silence_is_shown(at_desk):
    story = made.reported(made.drafted(made.housed(made.estate(), 2)))
    street = story.assembly.reports.get(to="street")
    wrong = at_desk(story, story.worker).post("give_opinion", street.pk, stance="against", text="建议再议")
    assert wrong.status_code == 409
    assert "建议再议" in words(wrong)
    desk = at_desk(story, story.street)
    nothing = desk.post("give_opinion", street.pk, stance="", text="建议再议")
    assert nothing.status_code == 422
    assert "建议再议" in words(nothing)
    assert desk.post("give_opinion", street.pk, stance="against", text="建议先议费用").status_code == 302
    assert desk.post("give_opinion", street.pk, stance="support", text="改为支持").status_code == 409
    story.now += timedelta(days=8)
    page = words(at_desk(story, story.committee[0]).get("desk_assembly"))
    assert "建议先议费用" in page
    assert "逾期未提出意见" in page


@pytest.mark.clause("B3.7", "B4.7")
def test_the_notice_says_everything_that_is_missing_and_keeps_what_was_typed(at_desk):
    story = made.drafted(made.housed(made.estate(), 2))
    desk = at_desk(story, story.committee[0])
    asked = form_of_notice(story, objection_days="9")
    refused = desk.post("give_notice", **asked)
    page = words(refused)
    assert refused.status_code == 409
    assert "名册还没有公示核对并冻结" in page
    assert reverse("register:roll", args=[story.estate.code]) in page
    assert "《物业管理条例》第14条第2款" in page
    assert desk.url("send_reports") in page
    assert 'value="9"' in page
    assert asked["closes_at"] in page


def test_the_notice_needs_the_days_of_the_law_and_warnings_seen(at_desk):
    story = made.reported(made.drafted(made.frozen(made.housed(made.estate(), 3))))
    desk = at_desk(story, story.committee[0])
    early = made.at_nine(law_day(story.now) + timedelta(days=10)).strftime("%Y-%m-%dT%H:%M")
    refused = desk.post("give_notice", **form_of_notice(story, opens_at=early))
    assert refused.status_code == 409
    assert "不足15日" in words(refused)
    assert "《物业管理条例》第14条第1款" in words(refused)
    unseen = {k: v for k, v in form_of_notice(story).items() if k != "warnings_seen"}
    asked = desk.post("give_notice", **unseen)
    assert asked.status_code == 422
    assert "意见期" in words(asked)
    empty = desk.post("give_notice", **form_of_notice(story, disclosure=""))
    assert empty.status_code == 422
    assert empty.context["form"].errors["disclosure"]
    assert at_desk(story, story.worker).post("give_notice", **form_of_notice(story)).status_code == 409
    assert story.assembly.deliveries.count() == 0
    assert desk.post("give_notice", **form_of_notice(story)).status_code == 302
    story.assembly.refresh_from_db()
    assert story.assembly.state == AssemblyState.NOTICED
    assert story.assembly.deliveries.count() == 3


def test_offered_values_are_marked_and_none_is_chosen_beforehand(at_desk):
    story = made.reported(made.drafted(made.frozen(made.housed(made.estate(), 1))))
    page = at_desk(story, story.committee[0]).get("give_notice")
    assert "（建议）" in words(page)
    assert "建议值，须经确认" in words(page)
    assert " checked" not in words(page)
    choices = [value for value, _words in page.context["form"].fields["disclosure"].choices]
    assert "anonymous" not in choices


def test_in_beijing_our_own_vote_is_refused_with_the_article(at_desk):
    story = made.reported(made.drafted(made.frozen(made.housed(made.estate(), 1))))
    above = None
    for code, level in (("11", "province"), ("1101", "city"), ("110105", "county"), ("110105001", "street")):
        above = Division.objects.create(code=code, name=code, level=level, parent=above)
    there = Division.objects.create(code="110105001001", name="社区", level="community", parent=above)
    Estate.objects.filter(pk=story.estate.pk).update(community=there)
    answer = at_desk(story, story.committee[0]).post("give_notice", **form_of_notice(story))
    assert answer.status_code == 409
    assert "《北京市物业管理条例》第35条第3款" in words(answer)


def test_delivery_is_recorded_by_hand_for_those_ticked(at_desk):
    story = made.voting(4, without_phone=(2, 3))
    desk = at_desk(story, story.committee[0])
    page = desk.get("delivery", query="?only=unreached")
    assert [row["line"].reached for row in page.context["lines"]] == [False, False]
    bare = [row["line"].entry.elector_id for row in page.context["lines"]]
    nothing = desk.post("delivery", way="handed")
    assert nothing.status_code == 422
    assert "请勾选送达了的户" in words(nothing)
    assert desk.post("delivery", way="handed", electors=bare).status_code == 302
    assert not desk.get("delivery", query="?only=unreached").context["lines"]
    by_hand = Delivery.objects.filter(way="handed")
    assert set(by_hand.values_list("elector_id", flat=True)) == set(bare)
    refused = at_desk(story, story.street).post("delivery", way="posted", electors=bare)
    assert refused.status_code == 409
    assert f'value="{bare[0]}" id="e{bare[0]}" checked' in words(refused)


def test_the_delivery_register_and_turnout_take_as_many_queries_for_12_rows_as_for_1(at_desk):
    counts = {"delivery": [], "turnout": [], "desk_assembly": [], "desk_assemblies": []}
    for seed, rows in ((1, 1), (2, 12)):
        story = made.voting(rows, name=f"小区{seed}", seed=seed)
        desk = at_desk(story, story.committee[0])
        for page, seen in counts.items():
            url = desk.url(page) if page != "desk_assemblies" else reverse(f"voting:{page}", args=[story.estate.code])
            desk.client.get(url)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert desk.client.get(url).status_code == 200
            seen.append(len(queries))
    assert all(one == many for one, many in counts.values()), counts


def test_turnout_counts_by_building_and_shows_no_direction(at_desk):
    story = made.all_cast(made.voting(4), votes(yes=1, no=1))
    page = at_desk(story, story.committee[0]).get("turnout")
    (row,) = page.context["buildings"]
    assert (row.building, row.heads, row.roll_heads) == ("3幢", 2, 4)
    assert (row.area, row.roll_area) == (8932 + 14208, 8932 + 14208 + 6718 + 10455)
    assert "同意" not in words(page).split("<main", 1)[1]
    assert "锦宁物业" not in words(page)


def test_two_tellers_count_and_neither_alone_nor_before_the_close(at_desk):
    story = made.all_cast(made.voting(5), votes())
    early = at_desk(story, story.tellers[0]).post("begin_count")
    assert early.status_code == 409
    assert "截止前谁都不能开箱" in words(early)
    story.now = story.assembly.closes_at + timedelta(minutes=1)
    assert at_desk(story, story.committee[0]).post("begin_count").status_code == 409
    assert "封箱" in words(at_desk(story, story.tellers[0]).get("count"))
    assert at_desk(story, story.tellers[0]).post("carry_out_count").status_code == 409
    assert at_desk(story, story.tellers[0]).post("begin_count").url.endswith("/count/")
    late = at_desk(story, story.tellers[1]).post("begin_count")
    assert late.status_code == 409
    assert "这一步已经办好了" in words(late)
    assert "您填的都还在下面" not in words(late)
    alone = at_desk(story, story.tellers[0]).post("carry_out_count")
    assert alone.status_code == 409
    assert "开箱要两个人" in words(alone)
    done = at_desk(story, story.tellers[1]).post("carry_out_count")
    assert done.status_code == 302
    assert done.url.endswith("/result/")
    page = words(at_desk(story, story.committee[0]).get("result"))
    assert "5 / 5 人" in page
    assert "100.00%" in page
    assert "民法典" in page
    for owner in ("张伟", "李娜"):
        assert owner not in page


def test_there_is_no_result_before_the_count(at_desk):
    story = made.voting(2)
    assert at_desk(story, story.committee[0]).get("result").url.endswith("/count/")


@pytest.fixture
def objected():
    """A counted vote with one objection of the first elector."""
    story = made.counted(made.all_cast(made.voting(5), votes()))
    elector = story.electors[0]
    person = Person.objects.get(pk=claim_of(elector).person_id)
    raise_objection(assembly=story.assembly, elector=elector, text="面积少了两平方米。", by=person, at=story.now)
    return story


def test_a_window_for_objections_that_ends_on_a_day_off_ends_on_the_next_working_day():
    story = made.all_cast(made.voting(2), votes())
    day = made.at_nine(date(2026, 9, 27))
    begin_count(assembly=story.assembly, by=story.tellers[0], at=day)
    counted = carry_out_count(assembly=story.assembly, by=story.tellers[1], at=day)
    assert counted.objections_until == date(2026, 10, 8), "the seventh day lies in the national holiday"


def test_objections_are_answered_in_writing_once_by_the_committee(objected, at_desk):
    desk = at_desk(objected, objected.committee[0])
    assert "面积少了两平方米。" in words(desk.get("objections_desk"))
    assert desk.post("objection_desk", 1, text=" ").status_code == 422
    teller = at_desk(objected, objected.tellers[0])
    for page in (teller.get("objections_desk"), teller.get("objection_desk", 1)):
        assert "原文只给业委会看" in words(page)
        assert "两平方米" not in words(page)
    refused = teller.post("objection_desk", 1, text="已核对。")
    assert refused.status_code == 409
    assert "已核对。" in words(refused)
    assert desk.post("objection_desk", 1, text="已按登记簿核对，面积无误。").status_code == 302
    assert desk.post("objection_desk", 1, text="再答一次").status_code == 409
    assert Objection.objects.get().answer == "已按登记簿核对，面积无误。"
    assert "已按登记簿核对" in words(desk.get("objections_desk"))


def test_an_objection_left_unanswered_is_shown_and_stops_payment_not_the_signature(objected, at_desk):
    early = at_desk(objected, objected.committee[0]).post("sign_result")
    assert early.status_code == 409
    assert "期满后才能签署" in words(early)
    objected.now = made.at_nine(objected.assembly.objections_until + timedelta(days=1))
    assert at_desk(objected, objected.tellers[0]).post("sign_result").status_code == 409
    assert "还有 1 件异议没有答复" in words(at_desk(objected, objected.committee[0]).get("sign_result"))
    assert at_desk(objected, objected.committee[0]).post("sign_result").status_code == 302
    row = Resolution.objects.filter(in_effect=True).first()
    page = words(at_desk(objected, objected.street).get("resolution", row.pk))
    assert "有效，对全体业主有约束力" in page
    assert "答复之前不能据以付款" in page
    assert "到期未答复" in words(at_desk(objected, objected.committee[0]).get("objections_desk"))


def test_the_clocks_of_the_decision_name_their_start_and_article(at_desk):
    story = made.signed(made.counted(made.all_cast(made.voting(5), votes())))
    page = words(at_desk(story, story.committee[0]).get("clocks"))
    assert "《民法典》第946条" in page
    assert "可以请求人民法院撤销" in page
    assert "作出决定之日" in page


@pytest.fixture
def decided():
    """A signed vote and its first resolution in effect."""
    story = made.signed(made.counted(made.all_cast(made.voting(5), votes())))
    return story, Resolution.objects.filter(in_effect=True).order_by("pk").first()


def order(**changed):
    """What the form of an order sends."""
    return {
        "kind": "suspend",
        "issuer": "武侯区人民法院",
        "document_number": "（2026）川0107民初1号",
        "text": "诉讼期间停止执行。",
        "file": SimpleUploadedFile("裁定书.pdf", b"%PDF-1.7 order", "application/pdf"),
        **changed,
    }


def test_the_street_records_an_order_with_its_document(decided, at_desk):
    story, row = decided
    desk = at_desk(story, story.street)
    missing = {k: v for k, v in order().items() if k != "file"}
    bare = desk.post("resolution", row.pk, **missing)
    assert bare.status_code == 422
    assert "诉讼期间停止执行。" in words(bare)
    assert "（2026）川0107民初1号" in words(bare)
    refused = at_desk(story, story.committee[0]).post("resolution", row.pk, **order())
    assert refused.status_code == 409
    assert "街道办事处" in words(refused)
    assert desk.post("resolution", row.pk, **order()).status_code == 302
    row.refresh_from_db()
    assert row.state == ResolutionState.SUSPENDED
    assert "武侯区人民法院" in words(desk.get("resolution", row.pk))
    again = desk.post("resolution", row.pk, **order())
    assert again.status_code == 422
    assert desk.post("resolution", row.pk, **order(kind="lift")).status_code == 302
    row.refresh_from_db()
    assert row.state == ResolutionState.EFFECTIVE
    assert Order.objects.count() == 2


def test_a_document_that_is_no_pdf_and_no_photograph_is_refused(decided, at_desk):
    story, row = decided
    sent = order(file=SimpleUploadedFile("裁定书.pdf", b"hello", "application/pdf"))
    answer = at_desk(story, story.street).post("resolution", row.pk, **sent)
    assert answer.status_code == 422
    assert "文书要 PDF 或者照片" in words(answer)
    assert not Order.objects.exists()


def test_the_owners_are_told_of_which_option_an_order_speaks(at_desk, monkeypatch):
    told = []
    monkeypatch.setattr(
        "gongzhi.voting.actions.record_order.tell_electors", lambda _assembly, *, text, **_rest: told.append(text)
    )
    story = made.signed(made.counted(made.all_cast(made.voting(5), [{1: "Y", 2: "N", 3: "B", 4: "A", 5: "S"}] * 5)))
    row = Resolution.objects.get(in_effect=True, motion__number=3)
    assert at_desk(story, story.street).post("resolution", row.pk, **order()).status_code == 302
    assert f"“{row.motion.title}：{row.option.title}”的决定现在是“暂停执行”" in told[0]


def test_one_resolution_may_replace_another(decided, at_desk):
    story, row = decided
    other = Resolution.objects.filter(in_effect=True).exclude(pk=row.pk).first()
    desk = at_desk(story, story.street)
    unnamed = desk.post("resolution", row.pk, **order(kind="supersede"))
    assert unnamed.status_code == 422
    assert desk.post("resolution", row.pk, **order(kind="supersede", by_resolution=other.pk)).status_code == 302
    row.refresh_from_db()
    assert row.state == ResolutionState.SUPERSEDED
    assert Order.objects.get().by_resolution == other
    assert "这个状态不能再改变" in words(desk.get("resolution", row.pk))


def test_withdrawing_needs_a_reason_and_stops_when_voting_has_begun(at_desk):
    story = made.reported(made.drafted(made.frozen(made.housed(made.estate(), 2))))
    desk = at_desk(story, story.committee[0])
    assert desk.post("return_to_draft", reason="改议题").status_code == 302
    story.assembly.refresh_from_db()
    assert story.assembly.state == AssemblyState.DRAFT
    made.noticed(made.reported(story))
    story.now = story.assembly.opens_at
    late = at_desk(story, story.committee[0]).post("withdraw", reason="不开了")
    assert late.status_code == 409
    assert "不开了" in words(late)
    story.now -= timedelta(hours=1)
    desk = at_desk(story, story.committee[0])
    assert desk.post("withdraw", reason="").status_code == 422
    assert desk.post("withdraw", reason="合同已续签").status_code == 302
    assert "合同已续签" in words(desk.get("desk_assembly"))
