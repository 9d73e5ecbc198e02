"""An auditor's seat: everything of the money and the seals is open to read, nothing of the rest is written (A7.3)."""

import pytest

from gongzhi.fund.models import Audit
from gongzhi.people.models import Person
from gongzhi.voting.tests import made as story
from tests.house.addresses import addresses
from tests.house.asking import asking, filled, session_of
from tests.house.matrix import MATRIX
from tests.house.test_permissions import ask, profile_of
from tests.house.two_estates import Place

DESKS = ("/desk/e/<slug:code>/fund/", "/desk/e/<slug:code>/seals/")
READ = ("slate_desk", "at_the_table")
OWN = (
    "/samples/<int:transaction_id>/",
    "/findings/new/",
    "/report/",
    "/findings/<int:finding_number>/close/",
    "/audits/<int:audit_serial>/package/",
    "/audits/package/",
)


@pytest.mark.clause("A7.3")
def test_an_auditor_opens_every_page_of_money_and_seals_and_writes_only_for_the_audit(
    lived: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _there = lived
    story.pin(monkeypatch, here.made.now)
    audit = Audit.objects.get(estate=here.made.estate)
    key = session_of(Person.objects.get(pk=audit.person_id))
    closed, written, opened = [], [], 0
    with asking(monkeypatch) as asker:
        for address in addresses():
            if not address.route.startswith(DESKS):
                continue
            for verb in address.verbs:
                row = MATRIX["addresses"][address.route][verb]
                if verb == "GET":
                    got = ask(asker, address, verb, row, here, key, drawn=True)
                    opened += got == "let_in"
                    if profile_of(row) in READ and got != "let_in":
                        closed.append((address.route, got))
                elif not address.route.endswith(OWN):
                    body = row.get("body", {}) if isinstance(row, dict) else {}
                    status, _kind = asker.send(address, verb, filled(body, here.values), here.values, key)
                    if status < 400:
                        written.append((address.route, status))
    assert closed == []
    assert written == []
    assert opened > 40
