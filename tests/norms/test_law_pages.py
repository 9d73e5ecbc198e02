"""The public pages of the law: complete, sourced, told apart by how each rule is known, and every citation lands."""

import re

import pytest
from django.urls import reverse

from gongzhi.norms.queries import shown as law
from gongzhi.web.cites import written_cite
from gongzhi_law.params import Strength, all_parameters
from gongzhi_law.policies import clauses

pytestmark = pytest.mark.django_db


def words(response):
    assert response.status_code == 200
    return response.content.decode()


def test_every_parameter_is_there_for_everyone_and_has_a_page_of_its_own(client):
    page = words(client.get("/law/"))
    for parameter in all_parameters():
        address = reverse("norms:parameter", args=parameter.name.split("/"))
        assert f'href="{address}"' in page
        own = words(client.get(address))
        assert all(row.version in own for row in parameter.rows)
        assert all(str(row.cite) in own for row in parameter.rows)


def test_the_words_of_every_article_stand_on_the_page(client):
    page = words(client.get("/law/"))
    for parameter in all_parameters():
        for row in parameter.rows:
            assert f'id="{row.cite.key}"' in page
            assert row.quote.split("\n")[0].replace('"', "&quot;") in page


def test_anchors_are_there_once_each_and_for_wider_citations_too(client):
    anchors = re.findall(r'id="([^"]+)"', words(client.get("/law/")))
    assert len(anchors) == len(set(anchors))
    for text in ("《民法典》第278条第2款", "《民法典》第278条", "《民法典》", "《物业管理条例》第14条"):
        assert written_cite(text).key in anchors


def test_what_is_verified_second_hand_recalled_and_proposed_is_said_in_words(client):
    page = words(client.get("/law/"))
    for strength in (Strength.STATUTE, Strength.SECOND_HAND, Strength.POLICY, Strength.RECALLED, Strength.PROPOSED):
        assert law.badge_of(strength)["word"] in page
    only = client.get("/law/?strength=proposed")
    shown = [row["shown"] for section in only.context["sections"] for row in section["rows"]]
    assert shown
    assert {row.strength for row in shown} == {Strength.PROPOSED}


def test_a_place_and_a_day_change_what_applies(client):
    def channel(query):
        sections = client.get(f"/law/{query}").context["sections"]
        rows = [row["shown"] for section in sections for row in section["rows"]]
        return next(row for row in rows if row.parameter.name == "assembly/online_channel")

    beijing = channel("?place=11")
    assert beijing.value == "只能使用主管部门建立的电子投票系统"
    assert beijing.blocks
    assert str(beijing.cite) == "《北京市物业管理条例》第35条第3款"
    assert channel("?place=110105&on=2020-04-30").value != beijing.value
    assert channel("?place=5101").cite.instrument == "四川省业主电子投票表决规则"


def test_a_threshold_is_said_with_its_words_and_its_share(client):
    page = words(client.get("/law/voting/participation/"))
    assert "三分之二以上（2/3）" in page
    assert "《民法典》第278条第2款" in page


def test_a_wrong_day_or_place_is_told_and_harms_nothing(client):
    assert "日期没有看懂" in words(client.get("/law/?on=21.11.2026"))
    assert client.get("/law/?place=<script>&strength=x").context["place"] == "中国"
    assert client.get("/law/voting/unheard_of/").status_code == 404
    assert client.get("/law/voting/participation/x/").status_code == 404


def test_every_clause_of_the_papers_can_be_linked_to(client):
    page = words(client.get("/law/clauses/"))
    assert all(f'id="{name}"' in page for name in clauses())
