"""The owner's path through Django's client: by link and by account, changed, resent, refused, and never a trace of it."""

import json
import logging
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from gongzhi.kernel.models import Entry, Message
from gongzhi.people.models import Person
from gongzhi.register.queries import claim_of
from gongzhi.voting.models import Ballot, Delivery, OpenedBallot
from gongzhi.voting.queries.rules import OF_LAW
from gongzhi.voting.tests import made as m
from gongzhi.web.phrases import phrases
from gongzhi_law.params import get

pytestmark = pytest.mark.django_db
CHOICES = {1: "Y", 2: "N", 3: "B", 4: "A", 5: "S"}
POSTED = {f"m{n}": mark for n, mark in CHOICES.items()}


@pytest.fixture
def voting(db, monkeypatch):
    """An open vote."""
    found = m.voting()
    m.pin(monkeypatch, found.now)
    return found


def link_of(voting, n=0):
    return f"/v/{m.links(voting)[voting.electors[n].pk]}/"


def own_of(voting, n=0):
    return f"/e/{voting.estate.code}/vote/{voting.assembly.serial}/{voting.electors[n].pk}/"


def number_of(n, seed=1):
    return f"138{seed:04d}{n:04d}"


def text_of(response):
    return response.content.decode()


def key_in(response):
    return re.search(r'name="idempotency_key" value="([^"]+)"', text_of(response))[1]


def signed_in(client, voting, n=0):
    """The claimant of the n-th elector, after a first ballot cast by link."""
    m.cast(voting, voting.electors[n], CHOICES)
    person = Person.objects.get(pk=claim_of(voting.electors[n]).person_id)
    m.sign_in(client, person)
    return person


def asked(client, base, posted=POSTED, key=""):
    """What the page with the code holds: all fields of the last post but the code."""
    paper = client.get(f"{base}ballot/")
    data = {**posted, "idempotency_key": key or key_in(paper)}
    sent = client.post(f"{base}ballot/", {**data, "step": "confirm"})
    assert sent.status_code == 200, text_of(sent)
    return {**data, "step": "cast"}


def walk(client, base, n=0, posted=POSTED, seed=1):
    """From the link to the receipt: open, continue, confirm, cast."""
    assert client.get(base).status_code == 200
    opened = client.post(base)
    assert opened.status_code == 302
    paper = client.get(opened["Location"])
    data = {**posted, "idempotency_key": key_in(paper)}
    assert client.post(opened["Location"], {**data, "step": "review"}).status_code == 200
    assert client.post(opened["Location"], {**data, "step": "confirm"}).status_code == 200
    data |= {"step": "cast", "code": m.last_code(number_of(n, seed))}
    return client.post(opened["Location"], data)


def test_by_link_in_four_taps(voting, client):
    done = walk(client, link_of(voting))
    assert (done.status_code, done["Location"]) == (302, f"{link_of(voting)}receipt/")
    ballot = Ballot.objects.get()
    receipt = text_of(client.get(done["Location"]))
    assert f"{ballot.commitment[:4]} {ballot.commitment[4:8]}".upper() in receipt
    assert ballot.commitment in receipt
    assert claim_of(voting.electors[0]).person_id == ballot.person_id
    assert Delivery.objects.filter(elector=voting.electors[0], way="view").count() == 1
    assert not Session.objects.exists()


def test_by_account(voting, client):
    person = signed_in(client, voting)
    done = walk(client, own_of(voting))
    assert (done.status_code, done["Location"]) == (302, f"{own_of(voting)}receipt/")
    assert Ballot.objects.order_by("-sequence").first().person_id == person.pk


def test_nothing_is_chosen_beforehand_and_refusing_stands_as_large_as_the_rest(voting, client):
    page = text_of(client.get(f"{link_of(voting)}ballot/"))
    assert " checked" not in page
    assert page.count('class="gz-choice"') == 3 * 3 + 2 * 4
    assert page.count("都不同意") == 2
    assert page.count("弃权") == 5


def test_the_paper_says_what_is_needed_when_it_counts_and_the_lot(voting, client):
    page = text_of(client.get(f"{link_of(voting)}ballot/"))
    assert "参与的业主中四分之三以上同意" in page
    assert page.count("先后由抽签决定") == 2
    assert "您的选择只有您本人、计票人和依公告产生的复核小组可以看到" in page
    assert "只在第 3 项“解聘安居物业服务有限公司”通过" in page
    for motion in m.motions(voting):
        places = [page.index(f">{o.title}<") for o in motion.options.order_by("lot")]
        assert places == sorted(places)


def test_a_motion_without_a_choice_is_named_and_the_others_stay(voting, client):
    base = link_of(voting)
    data = {**POSTED, "m3": "", "m5": "Q", "idempotency_key": "k1", "step": "review"}
    answer = client.post(f"{base}ballot/", data)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "还有 2 项没选" in page
    assert page.count(" checked") == 3
    assert 'value="k1"' in page
    for step in ("confirm", "cast"):
        assert client.post(f"{base}ballot/", {**data, "step": step}).status_code == 422
    assert not Ballot.objects.exists()


def test_going_back_keeps_every_choice(voting, client):
    answer = client.post(f"{link_of(voting)}ballot/", {**POSTED, "idempotency_key": "k1", "step": "change"})
    assert answer.status_code == 200
    assert text_of(answer).count(" checked") == len(POSTED)


def test_the_review_repeats_the_choices_in_words(voting, client):
    answer = client.post(f"{link_of(voting)}ballot/", {**POSTED, "idempotency_key": "k1", "step": "review"})
    page = text_of(answer)
    words = re.findall(r"<dd>(?:<small>.*?</small>)?(.*?)</dd>", page.split("<dl>")[1].split("</dl>")[0])
    chosen = {o.letter: o.title for o in m.motions(voting)[3].options.all()}["A"]
    assert words == ["同意", "不同意", "解聘安居物业服务有限公司", chosen, "弃权"]


def test_a_wrong_code_keeps_the_choices_and_casts_nothing(voting, client):
    base = link_of(voting)
    data = asked(client, base)
    answer = client.post(f"{base}ballot/", {**data, "code": "000000"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "验证码不对" in page
    for name, mark in POSTED.items():
        assert f'name="{name}" value="{mark}"' in page
    assert not Ballot.objects.exists()
    assert claim_of(voting.electors[0]) is None


def test_five_wrong_codes_lock_that_code(voting, client):
    base = link_of(voting)
    data = asked(client, base)
    right = m.last_code(number_of(0))
    wrong = "111111" if right != "111111" else "222222"
    for _ in range(5):
        assert client.post(f"{base}ballot/", {**data, "code": wrong}).status_code == 422
    assert client.post(f"{base}ballot/", {**data, "code": right}).status_code == 422
    assert not Ballot.objects.exists()


def test_an_empty_code_spends_no_try(voting, client):
    base = link_of(voting)
    data = asked(client, base)
    for _ in range(6):
        assert client.post(f"{base}ballot/", {**data, "code": " "}).status_code == 422
    assert client.post(f"{base}ballot/", {**data, "code": m.last_code(number_of(0))}).status_code == 302
    assert Ballot.objects.count() == 1


def test_a_new_code_can_be_asked_for_until_it_is_too_often(voting, client):
    base = link_of(voting)
    data = asked(client, base)
    for _ in range(5):
        assert client.post(f"{base}ballot/", {**data, "step": "confirm", "again": "1"}).status_code == 200
    refused = client.post(f"{base}ballot/", {**data, "step": "confirm", "again": "1"})
    assert refused.status_code == 409
    assert "太频繁" in text_of(refused)
    assert 'name="m1" value="Y"' in text_of(refused)
    assert client.post(f"{base}ballot/", {**data, "code": m.last_code(number_of(0))}).status_code == 302


def test_a_resend_under_the_same_key_is_led_to_the_same_receipt(voting, client):
    base = link_of(voting)
    data = {**asked(client, base), "code": m.last_code(number_of(0))}
    first, second = (client.post(f"{base}ballot/", data) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Ballot.objects.count() == 1


def test_a_used_code_casts_no_second_ballot(voting, client):
    base = link_of(voting)
    data = {**asked(client, base), "code": m.last_code(number_of(0))}
    client.post(f"{base}ballot/", data)
    answer = client.post(f"{base}ballot/", {**data, "idempotency_key": "another"})
    assert answer.status_code == 422
    assert Ballot.objects.count() == 1


def test_a_changed_vote_supersedes_and_counts_alone(voting, client):
    walk(client, link_of(voting))
    walk(client, link_of(voting), posted={**POSTED, "m1": "N"})
    first, second = Ballot.objects.order_by("sequence")
    assert second.supersedes_id == first.pk
    page = text_of(client.get(f"{link_of(voting)}receipt/"))
    assert "第 2 次，以这一次为准" in page
    m.counted(voting)
    assert [o.standing for o in OpenedBallot.objects.order_by("ballot__sequence")] == ["superseded", "counted"]
    assert OpenedBallot.objects.get(ballot=second).choices["1"] == "N"


def test_where_the_notice_allows_no_change_the_page_says_so(monkeypatch, client):
    voting = m.voting(change_rule="never", name="别苑", seed=2)
    m.pin(monkeypatch, voting.now)
    walk(client, link_of(voting), seed=2)
    page = text_of(client.get(link_of(voting)))
    assert "投出后不能再改" in page
    assert "改我的票" not in page
    assert client.get(f"{link_of(voting)}ballot/").status_code == 302
    data = {**POSTED, "idempotency_key": "k2", "step": "confirm"}
    client.post(f"{link_of(voting)}ballot/", data)
    data |= {"step": "cast", "code": m.last_code(number_of(0, seed=2))}
    assert client.post(f"{link_of(voting)}ballot/", data).status_code == 409
    assert Ballot.objects.count() == 1


def test_before_and_after_the_period_nothing_is_cast(voting, client, monkeypatch):
    base = link_of(voting)
    data = {**asked(client, base), "code": m.last_code(number_of(0))}
    m.pin(monkeypatch, voting.assembly.opens_at - timedelta(seconds=1))
    assert "表决还没有开始" in text_of(client.get(base))
    assert client.post(base).status_code == 409
    m.pin(monkeypatch, voting.assembly.closes_at)
    closed = text_of(client.get(base))
    assert "表决已经截止" in closed
    assert "开始</button>" not in closed
    assert client.post(f"{base}ballot/", {**data, "step": "confirm"}).status_code == 409
    assert client.post(f"{base}ballot/", data).status_code == 422  # the code ran out long ago
    assert not Ballot.objects.exists()


def test_a_code_asked_for_before_the_close_casts_nothing_at_the_close(voting, client, monkeypatch):
    base = link_of(voting)
    m.pin(monkeypatch, voting.assembly.closes_at - timedelta(minutes=1))
    data = {**asked(client, base), "code": m.last_code(number_of(0))}
    m.pin(monkeypatch, voting.assembly.closes_at)
    answer = client.post(f"{base}ballot/", data)
    assert answer.status_code == 409
    assert "现在不能投" in text_of(answer)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 65, "a\0b", "钥匙", "<b>"])
def test_a_key_that_is_none_is_replaced_by_a_fresh_one(voting, client, key):
    answer = client.post(f"{link_of(voting)}ballot/", {**POSTED, "idempotency_key": key, "step": "review"})
    assert answer.status_code == 200
    assert re.fullmatch(r"[0-9a-f-]{36}", key_in(answer))


def test_nonsense_in_an_address_is_not_there(voting, client):
    signed_in(client, voting)
    code = voting.estate.code
    for path in (f"/e/{code}/vote/{10**30}/1/", f"/e/{code}/vote/1/{10**30}/", f"/e/{code}/assemblies/{10**30}/"):
        assert client.get(path).status_code == 404


def test_an_unknown_link_is_not_there(voting, client):
    for path in ("", "ballot/", "receipt/"):
        assert client.get(f"/v/{'x' * 22}/{path}").status_code == 404


def test_a_code_of_one_elector_casts_nothing_for_another(voting, client):
    asked(client, link_of(voting, 0))
    code = m.last_code(number_of(0))
    data = asked(client, link_of(voting, 1))
    assert client.post(f"{link_of(voting, 1)}ballot/", {**data, "code": code}).status_code == 422
    assert not Ballot.objects.exists()


def test_the_account_of_one_does_not_open_the_pages_of_another(voting, client):
    signed_in(client, voting, 0)
    for path in ("", "ballot/", "receipt/"):
        assert client.get(f"{own_of(voting, 1)}{path}").status_code == 404
        assert client.get(f"{own_of(voting, 0)}{path}").status_code in (200, 302)


def test_an_elector_of_another_estate_is_not_there(voting, client):
    signed_in(client, voting, 0)
    other = m.voting(name="别苑", seed=2)
    mine = voting.electors[0].pk
    assert client.get(f"/e/{other.estate.code}/vote/1/{mine}/").status_code == 404
    assert client.get(f"/e/{voting.estate.code}/vote/1/{other.electors[0].pk}/").status_code == 404


def test_a_stranger_is_led_to_sign_in(voting, client):
    answer = client.get(own_of(voting))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")


def test_without_a_number_on_the_roll_the_page_says_where_to_go(voting, monkeypatch, client):
    base = link_of(voting)
    monkeypatch.setattr("gongzhi.voting.views.ballot.phone_of_elector", lambda elector: "")
    answer = client.post(f"{base}ballot/", {**POSTED, "idempotency_key": "k", "step": "confirm"})
    assert answer.status_code == 409
    assert "清册上没有您家的手机号" in text_of(answer)


def test_no_choice_in_any_address_session_cookie_or_log(voting, client, caplog):
    caplog.set_level(logging.DEBUG)
    signed_in(client, voting)
    caplog.clear()
    base = own_of(voting)
    data = {**asked(client, base), "code": "000000"}
    answers = [client.post(f"{base}ballot/", data)]
    data["code"] = m.last_code(number_of(0))
    answers.append(client.post(f"{base}ballot/", data, follow=True))
    seen = [url for answer in answers for url, _status in getattr(answer, "redirect_chain", [])]
    seen += [c.OutputString() for answer in answers for c in answer.cookies.values()]
    seen += [str(s.get_decoded()) for s in Session.objects.all()]
    logged = "\n".join(str(r.__dict__) + r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    for trace in ("m1", "m2", "choices", "解聘安居", *POSTED):
        assert all(trace not in words for words in seen), trace
        assert trace not in logged, trace


def test_the_database_log_shows_no_choice_either(voting, client, caplog):
    base = link_of(voting)
    data = {**asked(client, base), "code": m.last_code(number_of(0))}
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        caplog.at_level(logging.DEBUG, "django.db.backends"),
    ):
        client.post(f"{base}ballot/", data)
    said = "\n".join([q["sql"] for q in queries] + [r.getMessage() for r in caplog.records])
    assert "choices" not in said
    assert '"1": "Y"' not in said
    assert '"1":"Y"' not in said


def test_two_directions_leave_rows_of_the_same_shape(voting, client):
    walk(client, link_of(voting, 0), 0)
    walk(client, link_of(voting, 1), 1, posted={"m1": "N", "m2": "S", "m3": "A", "m4": "N", "m5": "Y"})
    one, other = Ballot.objects.order_by("id")
    assert len(bytes(one.sealed)) == len(bytes(other.sealed))
    facts = [json.loads(bytes(e.body))["facts"] for e in Entry.objects.filter(act="voting.ballot.cast")]
    shapes = {tuple((k, len(v) if isinstance(v, str) else type(v)) for k, v in f.items()) for f in facts}
    assert len(facts) == 2
    assert len(shapes) == 1


def test_casting_takes_at_most_eight_statements(voting, client):
    signed_in(client, voting, 0)
    for base in (own_of(voting), link_of(voting)):
        data = {**asked(client, base), "code": m.last_code(number_of(0))}
        with CaptureQueriesContext(connection) as queries:
            assert client.post(f"{base}ballot/", data).status_code == 302
        asked_for = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
        assert len(asked_for) <= 8, asked_for


def test_the_receipt_by_link_never_shows_a_choice(voting, client):
    walk(client, link_of(voting))
    m.counted(voting)
    page = text_of(client.get(f"{link_of(voting)}receipt/"))
    assert "您的票已经计入" in page
    assert "解聘安居物业服务有限公司" not in page
    assert "您当时的选择，只有您看得到</h2>" not in page


def test_own_choices_are_shown_after_the_count_to_whoever_cast_and_never_printed(voting, client):
    signed_in(client, voting)
    before = text_of(client.get(f"{own_of(voting)}receipt/"))
    assert "解聘安居物业服务有限公司" not in before
    m.counted(voting)
    page = text_of(client.get(f"{own_of(voting)}receipt/"))
    own = re.search(r'<section class="d-print-none">(.*?)</section>', page, re.S)[1]
    assert "解聘安居物业服务有限公司" in own
    assert page.count("解聘安居物业服务有限公司") == 1


def test_the_next_claimant_does_not_see_what_the_last_one_chose(voting, client):
    signed_in(client, voting)
    m.counted(voting)
    claim = claim_of(voting.electors[0])
    claim.person_id = voting.worker.pk
    claim.save(update_fields=["person_id"])
    m.sign_in(client, voting.worker)
    page = text_of(client.get(f"{own_of(voting)}receipt/"))
    assert "选择只给投票的人看" in page
    assert "解聘安居物业服务有限公司" not in page


def test_pages_of_a_voter_are_kept_by_no_cache_and_carry_no_script_of_ours(voting, client):
    for path in ("", "ballot/"):
        answer = client.get(f"{link_of(voting)}{path}")
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
        page = text_of(answer)
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"\son\w+=", page)
        assert " style=" not in page


def test_every_form_of_the_path_carries_the_guard_against_forgery(voting):
    strict = Client(enforce_csrf_checks=True)
    base = link_of(voting)
    page = text_of(strict.get(base))
    assert strict.post(base).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert strict.post(base, {"csrfmiddlewaretoken": token}).status_code == 302


def test_the_notice_is_opened_once_however_often_one_starts(voting, client):
    for _ in range(3):
        client.post(link_of(voting))
    assert Delivery.objects.filter(elector=voting.electors[0], way="view").count() == 1


def test_a_link_in_a_text_message_is_the_only_place_of_its_token(voting):
    token = m.links(voting)[voting.electors[0].pk]
    assert not Message.objects.filter(error__contains=token).exists()
    assert not Delivery.objects.filter(by__contains=token).exists()


def test_every_sentence_of_the_law_that_voters_read_can_be_translated():
    for name in ("voting/change", "voting/double_vote", "voting/disclosure"):
        assert set(get(name).sentences.values()) <= set(OF_LAW)


def test_the_whole_path_can_be_walked_in_english(voting, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    base = link_of(voting)
    pages = [client.get(base), client.get(f"{base}ballot/")]
    data = {**POSTED, "idempotency_key": "k1"}
    for step in ("review", "confirm"):
        pages.append(client.post(f"{base}ballot/", {**data, "step": step}))
    pages.append(client.post(f"{base}ballot/", {**data, "m1": "", "step": "review"}))
    pages.append(client.post(f"{base}ballot/", {**data, "step": "cast", "code": "1"}))
    cast = client.post(f"{base}ballot/", {**data, "step": "cast", "code": m.last_code(number_of(0))})
    pages += [client.get(cast["Location"]), client.get(base)]
    for page in pages:
        left = re.findall(r"[\u4e00-\u9fff]+", without_data(text_of(page), voting))
        assert left == []


def without_data(page, voting):
    """A page without what the estate wrote itself, the names of statutes, and the switch back to Chinese."""
    page = re.sub(r"《[^》]+》[第\d条款项]*|中文|(?<=>)\s*张\*|3幢2单元\d+", "", page)
    own = [voting.estate.name, voting.assembly.title]
    for motion in m.motions(voting):
        own += [motion.title, *motion.text.split("\n")]
        own += [words for o in motion.options.all() for words in (o.title, o.terms)]
    for words in sorted(filter(None, own), key=len, reverse=True):
        page = page.replace(escape(words), "").replace(str(phrases(words)), "")
    return page
