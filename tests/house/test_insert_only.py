"""What is insert-only stays so, for the application by right and for the owner by trigger; nothing acts off the clock."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import Error, connection, transaction

from gongzhi.documents.models import Document
from gongzhi.kernel.integrator import integrate
from gongzhi.voting.actions.record_order import record_order
from gongzhi.voting.models import Resolution
from gongzhi.voting.tests import made as story
from tests.clones import TestDatabase

LIVED = {
    "documents_document",
    "documents_storedfile",
    "kernel_entry",
    "kernel_position",
    "register_rollentry",
    "voting_ballot",
    "voting_delivery",
    "voting_openedballot",
    "voting_order",
    "voting_result",
}
TABLES = LIVED | {
    "bodies_contact",
    "bodies_declaration",
    "bodies_disputestatement",
    "bodies_engagementnote",
    "bodies_fourones",
    "bodies_guidance",
    "bodies_handover",
    "bodies_hearing",
    "bodies_largeestate",
    "bodies_partycoverage",
    "bodies_qualitynote",
    "bodies_renewalstep",
    "bodies_servicenote",
    "bodies_vetting",
    "bodies_writtenreason",
    "fund_account",
    "fund_accountpaper",
    "fund_allocation",
    "fund_allocationshare",
    "fund_approval",
    "fund_auditpackage",
    "fund_bankline",
    "fund_bankstatement",
    "fund_deposit",
    "fund_earlystatement",
    "fund_earlystep",
    "fund_flagverdict",
    "fund_instalment",
    "fund_mirror",
    "fund_mirrorbalance",
    "fund_monthclose",
    "fund_paybatch",
    "fund_payment",
    "fund_pettyreview",
    "fund_planvoice",
    "fund_posting",
    "fund_publication",
    "fund_quote",
    "fund_receipt",
    "fund_repairstep",
    "fund_requestfile",
    "fund_sample",
    "fund_subposting",
    "issues_classchange",
    "issues_complaintreply",
    "issues_confirmation",
    "issues_explanation",
    "issues_handback",
    "issues_hookseen",
    "issues_hooksent",
    "issues_inquirynote",
    "issues_letterfile",
    "issues_matterchange",
    "issues_matterverdict",
    "issues_mediationsession",
    "issues_merge",
    "issues_note",
    "issues_recommendation",
    "issues_signal",
    "meetings_agendaitem",
    "meetings_briefsign",
    "meetings_decisionorder",
    "meetings_demandsign",
    "meetings_discussion",
    "meetings_itemprogress",
    "meetings_meetingsign",
    "meetings_membervote",
    "meetings_naming",
    "meetings_presence",
    "norms_adoptedrules",
    "norms_adoptedvalue",
    "norms_rulechange",
    "norms_rulesconfirmation",
    "norms_ruleverdict",
    "register_rollunit",
    "seals_sealevent",
    "seals_sealsign",
    "seals_sealuse",
    "voting_ruleanswer",
}
GUARDED = (
    "SELECT DISTINCT t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE p.proname = 'gongzhi_insert_only'"
)
MARKS = {1: "Y", 2: "N"}


def lived() -> None:
    """One assembly with an order on its resolution: none of the `LIVED` tables is empty."""
    made = story.voting(2, firm=False)
    story.signed(story.counted(story.all_cast(made, [MARKS, MARKS])))
    resolution = Resolution.objects.filter(in_effect=True).first()
    order = {"kind": "suspend", "issuer": "法院", "document_number": "1", "text": "暂停", "content": b"%PDF-1.4"}
    record_order(
        **order,
        resolution=resolution,
        file_name="裁定.pdf",
        content_type="application/pdf",
        by=made.street,
        at=made.now,
    )
    integrate()


@pytest.mark.check
@pytest.mark.django_db
def test_the_list_is_the_catalogue() -> None:
    with connection.cursor() as cursor:
        cursor.execute(GUARDED)
        assert {name for (name,) in cursor.fetchall()} == TABLES


@pytest.mark.check
@pytest.mark.django_db
def test_every_table_of_the_list_is_guarded_row_by_row_and_whole() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgrelid::regclass::text, t.tgtype, t.tgenabled FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE p.proname = 'gongzhi_insert_only'"
        )
        found = set(cursor.fetchall())
    row_before_update_or_delete, statement_before_truncate = 1 + 2 + 8 + 16, 2 + 32
    assert found == {
        (table, kind, "O") for table in TABLES for kind in (row_before_update_or_delete, statement_before_truncate)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_application_has_no_right_to_change_it(verb: str) -> None:
    for table in sorted(TABLES):
        said = verb.replace("id = id", "log = log") if table == "kernel_position" else verb
        with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(said.format(table))


@pytest.mark.race
def test_not_even_the_owner_changes_it(clone_db: TestDatabase, owner_connection: psycopg.Connection) -> None:
    lived()
    for table in sorted(LIVED):
        column = "log" if table == "kernel_position" else "id"
        assert owner_connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table  # noqa: S608
        for verb in (
            f"UPDATE {table} SET {column} = {column}",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
            f"TRUNCATE {table} CASCADE",
        ):
            with pytest.raises(psycopg.Error, match="insert-only"):
                owner_connection.execute(verb)
            owner_connection.rollback()


@pytest.mark.race
def test_what_was_noticed_is_fixed(clone_db: TestDatabase) -> None:
    """Neither the motions nor the rules of a noticed assembly can be changed by the application."""
    made = story.voting(2, firm=False)
    for statement in (
        "UPDATE voting_motion SET text = 'x'",
        "DELETE FROM voting_motion",
        "UPDATE voting_assembly SET closes_at = closes_at + interval '1 day'",
        "UPDATE voting_assembly SET notice_hash = 'x'",
        "DELETE FROM voting_assembly",
        "UPDATE register_rollentry SET area = 1",
    ):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    made.assembly.refresh_from_db()
    assert made.assembly.state == "noticed"


ENTRY = (
    "INSERT INTO kernel_entry (log, act, ref, by, at, body, leaf_hash)"
    " VALUES ('office:x', 'kernel.sample.seen', 'a:1', 'system', %s, '{}', '')"
)


def insert_at(owner: psycopg.Connection, kind: str, away: timedelta) -> None:
    """One entry whose legal time is `away` from the clock, in an instance of this kind; then all is rolled back."""
    try:
        owner.execute("UPDATE kernel_instance SET kind = %s", [kind])
        owner.execute(ENTRY, [datetime.now(UTC) + away])
    finally:
        owner.rollback()


@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24 * 365])
def test_production_refuses_an_act_off_the_clock(owner_connection: psycopg.Connection, minutes: int) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="five minutes"):
        insert_at(owner_connection, "production", timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-4, 0, 4])
def test_production_takes_an_act_of_now(owner_connection: psycopg.Connection, minutes: int) -> None:
    insert_at(owner_connection, "production", timedelta(minutes=minutes))


@pytest.mark.parametrize("kind", ["demo", "test"])
def test_only_a_demo_or_a_test_may_simulate_time(owner_connection: psycopg.Connection, kind: str) -> None:
    insert_at(owner_connection, kind, timedelta(days=400))


@pytest.mark.django_db
def test_an_act_cannot_say_when_it_was_recorded() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            ENTRY.replace("by, at,", "by, at, recorded_at,").replace("%s", "%s, '2001-01-01'"), [story.START]
        )
        cursor.execute("SELECT abs(extract(epoch FROM recorded_at - now())) < 60 FROM kernel_entry")
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE kernel_instance SET kind = 'demo'", "DELETE FROM kernel_instance"])
def test_the_application_cannot_make_itself_a_demo(statement: str) -> None:
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_every_document_is_numbered_once() -> None:
    story.voting(2, firm=False)
    numbers = list(Document.objects.values_list("estate_id", "number"))
    assert len(numbers) == len(set(numbers)) > 0
