"""What the database itself refuses: a transaction that does not balance, a posting into a closed month, money paid by one person alone, twice, or above its basis."""

from django.db import migrations

from gongzhi.kernel.tenancy import composite, history, insert_only

REFERENCES = (
    ("fund_transaction", "reverses_id", "fund_transaction"),
    ("fund_posting", "transaction_id", "fund_transaction"),
    ("fund_posting", "account_id", "fund_account"),
    ("fund_subposting", "posting_id", "fund_posting"),
    ("fund_subposting", "unit_id", "register_unit"),
    ("fund_voucher", "transaction_id", "fund_transaction"),
    ("fund_moneyaccount", "account_id", "fund_account"),
    ("fund_signatory", "money_id", "fund_moneyaccount"),
    ("fund_signatory", "body_id", "bodies_body"),
    ("fund_asset", "building_id", "places_building"),
    ("fund_incomecontract", "asset_id", "fund_asset"),
    ("fund_incomecontract", "income_id", "fund_account"),
    ("fund_incomecontract", "money_id", "fund_moneyaccount"),
    ("fund_instalment", "contract_id", "fund_incomecontract"),
    ("fund_receipt", "instalment_id", "fund_instalment"),
    ("fund_receipt", "posting_id", "fund_posting"),
    ("fund_earlystep", "item_id", "fund_earlyitem"),
    ("fund_earlystep", "posting_id", "fund_posting"),
    ("fund_budgetline", "budget_id", "fund_budget"),
    ("fund_budgetline", "account_id", "fund_account"),
    ("fund_allowancerule", "basis_id", "fund_spendbasis"),
    ("fund_spendrequest", "money_id", "fund_moneyaccount"),
    ("fund_spendrequest", "to_money_id", "fund_moneyaccount"),
    ("fund_spendrequest", "category_id", "fund_account"),
    ("fund_spendrequest", "basis_id", "fund_spendbasis"),
    ("fund_spendrequest", "line_id", "fund_budgetline"),
    ("fund_spendrequest", "seat_id", "bodies_appointment"),
    ("fund_spendrequest", "project_id", "fund_repairproject"),
    ("fund_requestfile", "request_id", "fund_spendrequest"),
    ("fund_approval", "request_id", "fund_spendrequest"),
    ("fund_paybatch", "money_id", "fund_moneyaccount"),
    ("fund_paymentslip", "request_id", "fund_spendrequest"),
    ("fund_paymentslip", "batch_id", "fund_paybatch"),
    ("fund_payment", "request_id", "fund_spendrequest"),
    ("fund_payment", "transaction_id", "fund_transaction"),
    ("fund_pettyfund", "money_id", "fund_moneyaccount"),
    ("fund_pettyfund", "keeper_id", "bodies_appointment"),
    ("fund_pettyreview", "petty_id", "fund_pettyfund"),
    ("fund_pettyvoucher", "petty_id", "fund_pettyfund"),
    ("fund_pettyvoucher", "category_id", "fund_account"),
    ("fund_pettyvoucher", "transaction_id", "fund_transaction"),
    ("fund_pettyvoucher", "review_id", "fund_pettyreview"),
    ("fund_bankstatement", "money_id", "fund_moneyaccount"),
    ("fund_bankline", "money_id", "fund_moneyaccount"),
    ("fund_bankline", "statement_id", "fund_bankstatement"),
    ("fund_match", "money_id", "fund_moneyaccount"),
    ("fund_matchline", "match_id", "fund_match"),
    ("fund_matchline", "line_id", "fund_bankline"),
    ("fund_matchposting", "match_id", "fund_match"),
    ("fund_matchposting", "posting_id", "fund_posting"),
    ("fund_reconciliation", "money_id", "fund_moneyaccount"),
    ("fund_repairproject", "money_id", "fund_moneyaccount"),
    ("fund_repairproject", "basis_id", "fund_spendbasis"),
    ("fund_planvoice", "project_id", "fund_repairproject"),
    ("fund_quote", "project_id", "fund_repairproject"),
    ("fund_repairstep", "project_id", "fund_repairproject"),
    ("fund_allocation", "project_id", "fund_repairproject"),
    ("fund_allocationshare", "allocation_id", "fund_allocation"),
    ("fund_allocationshare", "unit_id", "register_unit"),
    ("fund_mirror", "money_id", "fund_moneyaccount"),
    ("fund_mirrorbalance", "mirror_id", "fund_mirror"),
    ("fund_mirrorbalance", "unit_id", "register_unit"),
    ("fund_publication", "account_id", "fund_account"),
    ("fund_fundquestion", "transaction_id", "fund_transaction"),
    ("fund_fundquestion", "publication_id", "fund_publication"),
    ("fund_remark", "transaction_id", "fund_transaction"),
    ("fund_audit", "body_id", "bodies_body"),
    ("fund_auditpackage", "audit_id", "fund_audit"),
    ("fund_sample", "audit_id", "fund_audit"),
    ("fund_sample", "transaction_id", "fund_transaction"),
    ("fund_auditfinding", "audit_id", "fund_audit"),
    ("fund_handoverbalance", "body_id", "bodies_body"),
)
INSERT_ONLY = (
    "fund_account",
    "fund_posting",
    "fund_subposting",
    "fund_monthclose",
    "fund_instalment",
    "fund_receipt",
    "fund_earlystep",
    "fund_requestfile",
    "fund_approval",
    "fund_paybatch",
    "fund_payment",
    "fund_pettyreview",
    "fund_bankstatement",
    "fund_bankline",
    "fund_planvoice",
    "fund_quote",
    "fund_repairstep",
    "fund_allocation",
    "fund_allocationshare",
    "fund_mirror",
    "fund_mirrorbalance",
    "fund_publication",
    "fund_flagverdict",
    "fund_auditpackage",
    "fund_sample",
)
# Columns written once (from empty), and columns that may change; nothing else of these rows ever does.
CHANGES = {
    "fund_book": ("", ""),
    "fund_transaction": ("serial", ""),
    "fund_voucher": ("shown_file_id,shown_entry", ""),
    "fund_moneyaccount": (
        "bank,number,number_index,tail,file_id,opened_on,closed_on,document_id,opened_entry,closed_entry",
        "state",
    ),
    "fund_signatory": ("until_on,ended_entry", ""),
    "fund_asset": ("ended_on,ended_for,ended_entry", ""),
    "fund_incomecontract": ("ended_on,ended_for,ended_entry", ""),
    "fund_earlyitem": ("closed_on,closed_for,closed_entry", ""),
    "fund_budget": ("basis_entry,adopted_on,document_id,adopted_entry", "state,title"),
    "fund_spendbasis": ("", ""),
    "fund_allowancerule": ("until_on,ended_entry", ""),
    "fund_spendrequest": ("ended_for,ended_entry", "state"),
    "fund_paymentslip": ("document_id,batch_id", ""),
    "fund_pettyfund": ("until_on,ended_entry", ""),
    "fund_pettyvoucher": ("review_id,remark", "state"),
    "fund_match": ("undone_at,undone_for,undone_entry", ""),
    "fund_matchline": ("", "live"),
    "fund_matchposting": ("", "live"),
    "fund_reconciliation": ("document_id,checked_by,checked_at,checked_entry", ""),
    "fund_repairproject": ("actual_fen,basis_id,assembly_id,contractor,dropped_for", "state"),
    "fund_fundquestion": ("public_words,answer,file_id,answered_at,answered_by,answered_entry", ""),
    "fund_remark": ("answer,answered_at,answered_by,answered_entry", ""),
    "fund_audit": (
        "person_id,capacity_id,conclusion,report_file_id,reported_at,document_id,closed_at,reported_entry,closed_entry",
        "state",
    ),
    "fund_auditfinding": ("answer,file_id,answered_at,closed_at,answered_entry,closed_entry", ""),
    "fund_handoverbalance": ("received_by,received_at,remark,received_entry", ""),
}
# Parts that sum to their whole when the transaction commits: (part table, part column, whole table, link, whole column).
SUMS = (
    ("fund_subposting", "amount_fen", "fund_posting", "posting_id", "amount_fen"),
    ("fund_allocationshare", "amount_fen", "fund_allocation", "allocation_id", "total_fen"),
    ("fund_mirrorbalance", "balance_fen", "fund_mirror", "mirror_id", "total_fen"),
)
BALANCED = """
CREATE FUNCTION fund_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  t bigint := CASE TG_TABLE_NAME WHEN 'fund_transaction' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'transaction_id')::bigint END;
  total numeric;
  lines integer;
  kind text;
  of bigint;
BEGIN
  SELECT sum(amount_fen), count(*) INTO total, lines FROM fund_posting
    WHERE estate_id = NEW.estate_id AND transaction_id = t;
  IF lines < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'transaction %: % postings sum to %', t, lines, total USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT x.kind, x.reverses_id INTO kind, of FROM fund_transaction x WHERE x.estate_id = NEW.estate_id AND x.id = t;
  IF kind = 'reversal' AND EXISTS (
      SELECT 1 FROM fund_posting WHERE estate_id = NEW.estate_id AND transaction_id IN (t, of)
      GROUP BY account_id HAVING sum(amount_fen) <> 0) THEN
    RAISE EXCEPTION 'transaction % does not undo % to the fen', t, of USING ERRCODE = 'restrict_violation';
  END IF;
  IF kind = 'reversal' AND EXISTS (SELECT 1 FROM fund_transaction x
      WHERE x.estate_id = NEW.estate_id AND x.id = of AND x.kind = 'reversal') THEN
    RAISE EXCEPTION 'a reversal is not reversed: post anew' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""
OPEN_MONTH = """
CREATE FUNCTION fund_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  since date;
BEGIN
  SELECT from_on INTO since FROM fund_book WHERE estate_id = NEW.estate_id;
  IF since IS NULL OR NEW."on" < since THEN
    RAISE EXCEPTION 'the ledger of estate % does not reach back to %', NEW.estate_id, NEW."on"
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM fund_monthclose WHERE estate_id = NEW.estate_id AND month >= date_trunc('month', NEW."on")) THEN
    RAISE EXCEPTION 'the month of % is closed', NEW."on" USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.serial IS NOT NULL THEN
    RAISE EXCEPTION 'a voucher gets its number when its month closes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
WHOLE = """
CREATE FUNCTION fund_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parts numeric;
  whole numeric;
  link bigint := (to_jsonb(NEW) ->> TG_ARGV[2])::bigint;
BEGIN
  EXECUTE format('SELECT sum(%I) FROM %I WHERE estate_id = $1 AND %I = $2', TG_ARGV[0], TG_TABLE_NAME, TG_ARGV[2])
    INTO parts USING NEW.estate_id, link;
  EXECUTE format('SELECT %I FROM %I WHERE estate_id = $1 AND id = $2', TG_ARGV[3], TG_ARGV[1])
    INTO whole USING NEW.estate_id, link;
  IF parts IS DISTINCT FROM whole THEN
    RAISE EXCEPTION '% %: parts sum to %, not to %', TG_ARGV[1], link, parts, whole USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""
BY_UNIT = """
CREATE FUNCTION fund_by_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fund_account WHERE estate_id = NEW.estate_id AND id = NEW.account_id AND by_unit)
     <> EXISTS (SELECT 1 FROM fund_subposting WHERE estate_id = NEW.estate_id AND posting_id = NEW.id) THEN
    RAISE EXCEPTION 'a posting is divided among flats if and only if its account is kept by flats'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""
APPROVED = """
CREATE FUNCTION fund_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fund_spendrequest WHERE estate_id = NEW.estate_id AND id = NEW.request_id
      AND person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'nobody approves what they asked for' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
PAID = """
CREATE FUNCTION fund_paid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked fund_spendrequest%ROWTYPE;
  most bigint;
  paid numeric;
BEGIN
  SELECT * INTO asked FROM fund_spendrequest WHERE estate_id = NEW.estate_id AND id = NEW.request_id FOR UPDATE;
  IF asked.state <> 'issued' THEN
    RAISE EXCEPTION 'request % is %, not issued', asked.id, asked.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF asked.amount_fen <> NEW.amount_fen THEN
    RAISE EXCEPTION 'request % is for % fen, not %', asked.id, asked.amount_fen, NEW.amount_fen
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM fund_posting p JOIN fund_moneyaccount m
      ON m.estate_id = p.estate_id AND m.account_id = p.account_id
      WHERE p.estate_id = NEW.estate_id AND p.transaction_id = NEW.transaction_id AND m.id = asked.money_id
        AND m.custody <> 'agency' AND p.amount_fen = -NEW.amount_fen) THEN
    RAISE EXCEPTION 'request %: the sum does not leave its own account', asked.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM fund_approval WHERE estate_id = NEW.estate_id AND request_id = asked.id AND agrees
      AND person_id <> asked.person_id)
     OR EXISTS (SELECT 1 FROM fund_approval WHERE estate_id = NEW.estate_id AND request_id = asked.id AND NOT agrees) THEN
    RAISE EXCEPTION 'request % was not approved by another person, or was refused by one', asked.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF asked.basis_id IS NOT NULL THEN
    SELECT limit_fen INTO most FROM fund_spendbasis WHERE estate_id = NEW.estate_id AND id = asked.basis_id FOR UPDATE;
    SELECT coalesce(sum(p.amount_fen), 0) INTO paid FROM fund_payment p
      JOIN fund_spendrequest r ON r.estate_id = p.estate_id AND r.id = p.request_id AND r.basis_id = asked.basis_id
      WHERE p.estate_id = NEW.estate_id AND NOT EXISTS (SELECT 1 FROM fund_transaction x
        WHERE x.estate_id = p.estate_id AND x.reverses_id = p.transaction_id);
    IF paid + NEW.amount_fen > most THEN
      RAISE EXCEPTION 'basis % allows % fen, % are paid', asked.basis_id, most, paid USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF asked.line_id IS NOT NULL THEN
    PERFORM 1 FROM fund_budget b JOIN fund_budgetline l ON l.estate_id = b.estate_id AND l.budget_id = b.id
      WHERE l.estate_id = NEW.estate_id AND l.id = asked.line_id AND b.state = 'adopted' FOR UPDATE OF b;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'request % names a budget that is not adopted', asked.id USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT amount_fen INTO most FROM fund_budgetline WHERE estate_id = NEW.estate_id AND id = asked.line_id;
    SELECT coalesce(sum(p.amount_fen), 0) INTO paid FROM fund_payment p
      JOIN fund_spendrequest r ON r.estate_id = p.estate_id AND r.id = p.request_id AND r.line_id = asked.line_id
      WHERE p.estate_id = NEW.estate_id AND NOT EXISTS (SELECT 1 FROM fund_transaction x
        WHERE x.estate_id = p.estate_id AND x.reverses_id = p.transaction_id);
    IF paid + NEW.amount_fen > most THEN
      RAISE EXCEPTION 'budget line % allows % fen, % are paid', asked.line_id, most, paid
        USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$
"""
DRAFTED = """
CREATE FUNCTION fund_budget_is_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line fund_budgetline%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM fund_budget WHERE estate_id = line.estate_id AND id = line.budget_id AND state = 'draft') THEN
    RAISE EXCEPTION 'the lines of a budget are fixed once it is adopted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN line;
END $$
"""
MATCHED = """
CREATE FUNCTION fund_matched() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  m bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
  lines numeric;
  posted numeric;
BEGIN
  IF EXISTS (SELECT 1 FROM fund_match WHERE estate_id = NEW.estate_id AND id = m AND undone_at IS NOT NULL) THEN
    IF EXISTS (SELECT 1 FROM fund_matchline WHERE estate_id = NEW.estate_id AND match_id = m AND live)
       OR EXISTS (SELECT 1 FROM fund_matchposting WHERE estate_id = NEW.estate_id AND match_id = m AND live) THEN
      RAISE EXCEPTION 'a match that was undone holds nothing' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
  END IF;
  SELECT sum(l.amount_fen) INTO lines FROM fund_matchline x
    JOIN fund_bankline l ON l.estate_id = x.estate_id AND l.id = x.line_id
    JOIN fund_match k ON k.estate_id = x.estate_id AND k.id = x.match_id AND k.money_id = l.money_id
    WHERE x.estate_id = NEW.estate_id AND x.match_id = m AND x.live;
  SELECT sum(p.amount_fen) INTO posted FROM fund_matchposting x
    JOIN fund_posting p ON p.estate_id = x.estate_id AND p.id = x.posting_id
    JOIN fund_match k ON k.estate_id = x.estate_id AND k.id = x.match_id
    JOIN fund_moneyaccount a ON a.estate_id = k.estate_id AND a.id = k.money_id AND a.account_id = p.account_id
    WHERE x.estate_id = NEW.estate_id AND x.match_id = m AND x.live;
  IF lines IS NULL OR posted IS NULL OR lines <> posted THEN
    RAISE EXCEPTION 'match %: the bank says %, the book %', m, lines, posted USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""


def deferred(name: str, table: str, when: str, call: str) -> migrations.RunSQL:
    """A check at the end of the transaction."""
    return migrations.RunSQL(
        f"CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON {table} DEFERRABLE INITIALLY DEFERRED"
        f" FOR EACH ROW EXECUTE FUNCTION {call}",
        f"DROP TRIGGER {name} ON {table}",
    )


def before(name: str, table: str, when: str, call: str) -> migrations.RunSQL:
    """A check at once."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {call}",
        f"DROP TRIGGER {name} ON {table}",
    )


FUNCTIONS = {
    "fund_balanced": BALANCED,
    "fund_open_month": OPEN_MONTH,
    "fund_whole": WHOLE,
    "fund_by_unit": BY_UNIT,
    "fund_approved": APPROVED,
    "fund_paid": PAID,
    "fund_budget_is_a_draft": DRAFTED,
    "fund_matched": MATCHED,
}


class Migration(migrations.Migration):
    dependencies = [
        ("fund", "0001_initial"),
        ("bodies", "0006_ends_are_final"),
        ("kernel", "0002_guards"),
        ("places", "0005_first_spells"),
        ("register", "0002_guards"),
    ]

    operations = [
        *composite(REFERENCES),
        *insert_only(INSERT_ONLY),
        *history(CHANGES),
        *(migrations.RunSQL(text, f"DROP FUNCTION {name}()") for name, text in FUNCTIONS.items()),
        deferred("fund_transaction_balances", "fund_transaction", "INSERT", "fund_balanced()"),
        deferred("fund_posting_balances", "fund_posting", "INSERT", "fund_balanced()"),
        before("fund_transaction_in_an_open_month", "fund_transaction", "INSERT", "fund_open_month()"),
        deferred("fund_posting_by_unit", "fund_posting", "INSERT", "fund_by_unit()"),
        *(
            deferred(f"{part}_sums", part, "INSERT", f"fund_whole('{column}', '{whole}', '{link}', '{of}')")
            for part, column, whole, link, of in SUMS
        ),
        before("fund_approval_by_another", "fund_approval", "INSERT", "fund_approved()"),
        before("fund_payment_stands", "fund_payment", "INSERT", "fund_paid()"),
        before(
            "fund_budgetline_in_a_draft", "fund_budgetline", "INSERT OR UPDATE OR DELETE", "fund_budget_is_a_draft()"
        ),
        deferred("fund_match_agrees", "fund_match", "INSERT OR UPDATE", "fund_matched('id')"),
        deferred("fund_matchline_agrees", "fund_matchline", "INSERT OR UPDATE", "fund_matched('match_id')"),
        deferred("fund_matchposting_agrees", "fund_matchposting", "INSERT OR UPDATE", "fund_matched('match_id')"),
    ]
