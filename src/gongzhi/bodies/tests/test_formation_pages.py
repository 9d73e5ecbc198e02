"""The pages of forming, renewing and ending bodies: seen by those they are for, worked through as people do."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.send_for_guidance import send_for_guidance
from gongzhi.bodies.models import Body, Formation, FormationSide, Handover, RenewalStep
from gongzhi.bodies.tests.formation_world import (
    BEIJING_PLACE,
    MEMBERS,
    Field,
    bare,
    client_of,
    elected,
    formed,
    led_by,
    listed,
    member,
    opened,
)
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Renovation

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Field:
    made = bare()
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.now)
    return made


def get(here: Field, who: Any, page: str, /, *more: Any, status: int = 200) -> str:
    answer = client_of(who).get(reverse(f"bodies:{page}", args=[here.estate.code, *more]))
    assert answer.status_code == status, answer.content.decode()[-600:]
    return answer.content.decode()


def post(here: Field, who: Any, page: str, /, *more: Any, status: int = 302, **body: Any) -> str:
    answer = client_of(who).post(reverse(f"bodies:{page}", args=[here.estate.code, *more]), body)
    assert answer.status_code == status, answer.content.decode()[-900:]
    return answer.content.decode()


@pytest.mark.clause("A3.1")
def test_a_street_works_through_the_pages(here: Field) -> None:
    street = here.street
    assert "没有正在组建的" in get(here, street, "desk_formations")
    page = get(here, street, "new_formation", "interim")
    assert "数据相符" in page
    assert "系统里没有登记业主委员会" in page
    wrong = post(here, street, "new_formation", "interim", status=422, trigger="no_committee", set_size=7)
    assert "请填写" in wrong
    given = {"words": "没有业委会", "plan": "街道牵头", "set_size": 7, "term_months": 24}
    refused = post(here, street, "new_formation", "interim", status=409, trigger="committee_broken", **given)
    assert "与登记的情况不符" in refused
    post(here, street, "new_formation", "interim", trigger="no_committee", **given)
    formation = Formation.objects.get()
    assert "邀请各方" in get(here, street, "desk_formation", 1)
    post(here, street, "ask_side", 1, side=["街道", "公安"])
    sides = list(FormationSide.objects.order_by("pk"))
    assert [side.side for side in sides] == ["街道", "公安"]
    form = {"answer": "joined", "name": "程立", "number": "13830000031", "role": "chair"}
    post(here, street, "side_answer", 1, sides[0].pk, **form)
    post(here, street, "side_answer", 1, sides[1].pk, answer="refused", note="警力不足")
    post(here, street, "send_for_guidance", 1)
    listed(here, formation, MEMBERS[1:])
    assert "到期没有意见" in get(here, street, "desk_formation", 1)
    post(here, here.social, "give_guidance", 1, words="建议听取楼栋长意见")
    assert "当地没有见到规定" in get(here, street, "announce_formation", 1)
    post(here, street, "announce_formation", 1, days=7)
    public = get(here, None, "formation", 1)
    for words in ("丁香", "公安不参加", "建议听取楼栋长意见", "名单公示到", "符合"):
        assert words in public
    assert "13830000033" not in public
    home = client_of(None).get(f"/e/{here.estate.code}/").content.decode()
    assert f'href="/e/{here.estate.code}/formation/1/"' in home
    form = {"basis": "望街办〔2026〕3号", "filing_number": "1号", "filed_on": here.on.isoformat()}
    assert "期满以后才能成立" in post(here, street, "complete_formation", 1, status=409, **form)
    here.later(8)
    post(here, street, "complete_formation", 1, **form)
    assert "已经成立" in get(here, None, "formation", 1)
    assert "代行" in get(here, None, "formation", 1)


@pytest.mark.clause("A3.2")
def test_the_public_page_says_for_how_long_decisions_are_public_by_the_place(here: Field) -> None:
    far = bare(BEIJING_PLACE, name="北京院落", serial=1)
    formation = listed(far, opened(far, trigger="no_assembly_condition"), led_by("居委会"))
    announce_formation(formation=formation, days=7, by=far.street, at=far.now)
    page = client_of(None).get(f"/e/{far.estate.code}/formation/1/").content.decode()
    assert "每项决定公示 10 个工作日" in page
    assert "北京市物业管理条例" in page


def test_a_draft_is_not_public_and_strangers_do_not_see_the_desk(here: Field) -> None:
    opened(here)
    get(here, None, "formation", 1, status=404)
    get(here, None, "desk_formation", 1, status=302)
    other = bare("510107061009", name="别处院落", serial=1)
    get(here, other.worker, "desk_formation", 1, status=404)
    get(here, here.street, "desk_formation", 9, status=404)
    get(here, here.street, "new_formation", "committee", status=404)


def test_those_who_only_watch_get_no_buttons(here: Field) -> None:
    formation = send_for_guidance(formation=listed(here, opened(here)), by=here.street, at=here.now)
    page = get(here, here.worker, "desk_formation", formation.serial)
    assert "登记答复" not in page
    assert "不再组建" not in page
    assert "公示名单" not in page.replace("<b>", "").split("每一步")[1]
    assert "提出指导意见" in get(here, here.housing, "desk_formation", formation.serial)
    assert "街道办事处" in post(here, here.worker, "announce_formation", formation.serial, status=409, days=7)


def test_an_owner_objects_while_the_list_is_public_and_nobody_else(here: Field) -> None:
    announce_formation(formation=listed(here, opened(here)), days=7, by=here.street, at=here.now)
    get(here, here.worker, "object_to_formation", 1, status=404)
    assert "提出异议" in get(here, None, "formation", 1)


def step(page: str, name: str) -> str:
    """What the page says of the step of this name."""
    return next(part.split("</article>")[0] for part in page.split("<article")[1:] if name in part)


@pytest.mark.clause("L4.1")
def test_the_renewal_of_a_committee_step_by_step(here: Field) -> None:
    until = here.on + timedelta(days=60)
    elected(here, until_on=until)
    page = get(here, here.street, "renewal")
    assert "逾期 31 天" in step(page, "书面报告街道")
    assert "组建换届小组、物管会" in page
    given = {"on": here.on.isoformat(), "words": "届满换届报告"}
    post(here, here.worker, "renewal_step", "report", **given)
    here.later(70)
    page = get(here, here.street, "renewal")
    assert "已经届满" in page
    assert "届满看守" in page
    assert "逾期" not in step(page, "书面报告街道")
    assert "现在要办" in step(page, "届满未换届，组织换届")  # its day is the first, not the last
    for days in (0, 30):
        here.later(days)
        post(here, here.worker, "renewal_step", "failed", on=here.on.isoformat(), words="参与不足三分之二")
    assert "由居委会代行" in get(here, here.street, "renewal")
    post(here, here.street, "renewal_step", "acting", on=here.on.isoformat(), words="两次未成")
    assert RenewalStep.objects.filter(kind="acting").count() == 1
    get(here, here.street, "renewal_step", "nothing", status=404)


def test_without_a_committee_the_renewal_leads_to_forming_one(here: Field) -> None:
    assert "小区没有业委会" in get(here, here.street, "renewal")
    get(here, here.street, "renewal_step", "report", status=404)


@pytest.mark.clause("A3.3")
def test_an_interim_body_is_handed_over_item_by_item_and_ended(here: Field) -> None:
    body = formed(here)
    here.later(1)
    elected(here)
    assert "建议移交并终止" in get(here, here.street, "desk_formations")
    page = get(here, here.street, "conclude", body.pk)
    assert "移交给望江院落业主委员会" in page
    items = ("seals", "accounts", "funds", "owners", "minutes", "contracts", "archives", "property")
    given = {"on": here.on.isoformat(), "reason": "业委会已备案", "witness": "段云"}
    given |= dict.fromkeys(items, "handed")
    assert "没有移交的要写明在谁手里" in post(
        here, here.street, "conclude", body.pk, status=422, **{**given, "seals": "withheld"}
    )
    assert "街道办事处" in post(here, here.worker, "conclude", body.pk, status=409, **given)
    post(here, here.street, "conclude", body.pk, **{**given, "seals": "withheld", "seals_note": "在物业公司"})
    body.refresh_from_db()
    assert (body.state, body.ended_on) == ("ended", law_day(here.now))
    assert Handover.objects.get(body=body).items[0] == {"item": "seals", "state": "withheld", "note": "在物业公司"}
    get(here, here.street, "conclude", body.pk, status=404)
    get(here, member(33), "desk_formations", status=404)


@pytest.mark.clause("A2.2")
def test_a_renovation_is_registered_with_a_warning_where_nobody_governs(here: Field) -> None:
    page = get(here, here.worker, "renovations")
    assert "先自治后整治" in page
    given = {"title": "2026年院落改造", "from_on": here.on.isoformat()}
    post(here, here.worker, "renovations", **given)
    assert not Renovation.objects.get().governed
    assert "已经登记" in post(here, here.worker, "renovations", status=409, **given)
    formed(here, Body.Kind.SELF_MANAGED)
    assert "还没有自治组织。改造照样" not in get(here, here.worker, "renovations")
    post(here, here.worker, "renovations", **{**given, "title": "二期"})
    assert Renovation.objects.get(title="二期").governed
    assert "只能由" in post(here, here.social, "renovations", status=409, **{**given, "title": "三期"})
