"""The pages of an estate's rules: recorded and confirmed on the desk, open to everyone."""

import pytest
from django.test import Client

from gongzhi.norms.models import AdoptedRules
from gongzhi.norms.queries.adopted import adoptable
from gongzhi.voting.tests import made as voting
from tests.norms.made import AT
from tests.norms.test_rules import ONCE, TEXT, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    voting.pin(monkeypatch, AT)
    return voting.estate()


def signed_in(person):
    client = Client()
    voting.sign_in(client, person)
    return client


def sent(**other):
    number = next(n for n, parameter in enumerate(adoptable()) if parameter.name == "voting/change")
    return {
        "kind": "procedure",
        "title": "桂溪苑业主大会议事规则",
        "text": TEXT,
        "adopted_on": "2019-05-12",
        "effective_on": "2019-06-01",
        "old_decision": "2019年5月12日业主大会决定第1号",
        f"v{number}": "once",
        f"a{number}": "第九条",
        f"s{number}": ONCE.sentence,
        **other,
    }


def test_from_the_form_to_the_public_page(made):
    code = made.estate.code
    desk, public = f"/desk/e/{code}/rules/", f"/e/{code}/rules/"
    member, worker, stranger = signed_in(made.committee[0]), signed_in(made.worker), Client()
    assert "还没有录入本小区的议事规则" in stranger.get(public).content.decode()
    assert "约定为" in member.get(f"{desk}new/").content.decode()
    wrong = member.post(f"{desk}new/", sent(text="另一份全文"))
    assert wrong.status_code == 422
    assert "找不到" in wrong.content.decode()
    assert member.post(f"{desk}new/", sent()).status_code == 302
    rules = AdoptedRules.objects.get()
    assert "您录入的，请别人核对" in member.get(desk).content.decode()
    assert member.post(f"{desk}{rules.pk}/confirm/").status_code == 409
    assert stranger.get(f"{public}{rules.pk}/").status_code == 404
    assert worker.get(f"{desk}{rules.pk}/").status_code == 200
    assert worker.post(f"{desk}{rules.pk}/decline/", {"reason": ""}).status_code == 422
    assert worker.post(f"{desk}{rules.pk}/confirm/").status_code == 302
    page = stranger.get(public).content.decode()
    assert "可更改一次" in page
    assert ONCE.sentence in page
    assert TEXT.split("\n")[1] in stranger.get(f"{public}{rules.pk}/").content.decode()
    document = made.estate.pk and rules.confirmations.get().document
    assert stranger.get(f"/d/{document.pk}.pdf").content.startswith(b"%PDF")


def test_a_refused_value_keeps_what_was_typed(made):
    number = next(n for n, parameter in enumerate(adoptable()) if parameter.name == "assembly/notice_days")
    more = {f"v{number}": "14", f"a{number}": "第十条", f"s{number}": "业主大会会议应当于召开二十日前公告。"}
    page = signed_in(made.committee[0]).post(f"/desk/e/{made.estate.code}/rules/new/", sent(**more))
    assert page.status_code == 409
    assert "《物业管理条例》第14条第1款" in page.content.decode()
    assert "2019年5月12日业主大会决定第1号" in page.content.decode()


def test_declined_on_the_page(made):
    rules = recorded(made)
    client = signed_in(made.street)
    address = f"/desk/e/{made.estate.code}/rules/{rules.pk}/"
    assert client.post(f"{address}decline/", {"reason": "与原件不一致"}).status_code == 302
    assert "与原件不一致" in client.get(address).content.decode()
    assert signed_in(made.tellers[0]).get(address).status_code == 404
