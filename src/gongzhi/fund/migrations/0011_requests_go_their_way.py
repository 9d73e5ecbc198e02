"""A request goes only the way of its states, and goes on only with the approvals that it needed when it was asked."""

from django.db import migrations, models

from gongzhi.kernel.tenancy import statements, together

MOVES = (
    "asked>approved,asked>refused,asked>withdrawn,approved>issued,approved>refused,approved>withdrawn,"
    "issued>paid,issued>refused,issued>withdrawn"
)
# By the number, by persons other than who asked, of every side that signs for a joint account, with the second key.
AGREED = """
CREATE FUNCTION fund_request_agreed(asked fund_spendrequest) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT count(DISTINCT a.person_id) FILTER (WHERE a.agrees AND a.person_id <> asked.person_id) >= asked.approvals_needed
     AND coalesce(bool_and(a.agrees), false)
     AND (asked.second_by = '' OR bool_or(a.agrees AND a.side = ANY (string_to_array(asked.second_by, ','))))
     AND NOT EXISTS (
       SELECT 1 FROM fund_signatory s
         JOIN fund_moneyaccount m ON m.estate_id = s.estate_id AND m.id = s.money_id AND m.custody = 'joint'
        WHERE s.estate_id = asked.estate_id AND s.money_id = asked.money_id AND s.until_on IS NULL
          AND NOT (s.side = 'firm' AND asked.side = 'firm')
          AND NOT EXISTS (SELECT 1 FROM fund_approval x WHERE x.estate_id = asked.estate_id
            AND x.request_id = asked.id AND x.agrees AND x.side = s.side))
    FROM fund_approval a WHERE a.estate_id = asked.estate_id AND a.request_id = asked.id
$$
"""
MOVED = """
CREATE FUNCTION fund_request_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'asked' THEN
      RAISE EXCEPTION 'a request begins as asked, not as %', NEW.state USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state = OLD.state THEN
    RETURN NEW;
  END IF;
  IF NOT OLD.state || '>' || NEW.state = ANY (string_to_array(TG_ARGV[0], ',')) THEN
    RAISE EXCEPTION 'request % does not go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state IN ('approved', 'issued', 'paid') AND NOT fund_request_agreed(NEW) THEN
    RAISE EXCEPTION 'request % lacks an approval', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'issued'
     AND NOT EXISTS (SELECT 1 FROM fund_paymentslip WHERE estate_id = NEW.estate_id AND request_id = NEW.id)
     OR NEW.state = 'paid'
     AND NOT EXISTS (SELECT 1 FROM fund_payment WHERE estate_id = NEW.estate_id AND request_id = NEW.id)
     OR NEW.state = 'refused'
     AND NOT EXISTS (SELECT 1 FROM fund_approval
       WHERE estate_id = NEW.estate_id AND request_id = NEW.id AND NOT agrees)
     OR NEW.state IN ('refused', 'withdrawn') AND NEW.ended_entry IS NULL THEN
    RAISE EXCEPTION 'request % has nothing that makes it %', OLD.id, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
# The row of the request is locked: a word on it and its next step follow each other.
ON_ITS_WAY = """
CREATE FUNCTION fund_request_on_its_way() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now text;
BEGIN
  SELECT state INTO now FROM fund_spendrequest WHERE estate_id = NEW.estate_id AND id = NEW.request_id FOR NO KEY UPDATE;
  IF NOT now = ANY (string_to_array(TG_ARGV[0], ',')) THEN
    RAISE EXCEPTION 'request % is %', NEW.request_id, now USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
PAID = """
CREATE FUNCTION fund_request_is_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM fund_spendrequest
      WHERE estate_id = NEW.estate_id AND id = NEW.request_id AND state = 'paid') THEN
    RAISE EXCEPTION 'request % has a payment and is not paid', NEW.request_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""


def before(name: str, table: str, when: str, call: str) -> tuple[str, str]:
    """A check at once."""
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {call}",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("fund", "0010_entries_come_whole")]

    operations = [
        migrations.AddField("spendrequest", "approvals_needed", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("spendrequest", "second_by", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddConstraint(
            "spendrequest",
            models.CheckConstraint(
                condition=models.Q(("approvals_needed__gt", 0)), name="fund_spendrequest_never_one_person_alone"
            ),
        ),
        *statements(
            [
                (AGREED, "DROP FUNCTION fund_request_agreed(fund_spendrequest)"),
                (MOVED, "DROP FUNCTION fund_request_moves()"),
                (ON_ITS_WAY, "DROP FUNCTION fund_request_on_its_way()"),
                (PAID, "DROP FUNCTION fund_request_is_paid()"),
                before(
                    "fund_spendrequest_moves",
                    "fund_spendrequest",
                    "INSERT OR UPDATE",
                    f"fund_request_moves('{MOVES}')",
                ),
                before(
                    "fund_approval_on_its_way",
                    "fund_approval",
                    "INSERT",
                    "fund_request_on_its_way('asked,approved,issued')",
                ),
                before("fund_slip_of_approved", "fund_paymentslip", "INSERT", "fund_request_on_its_way('approved')"),
                (
                    "CREATE CONSTRAINT TRIGGER fund_payment_pays AFTER INSERT ON fund_payment"
                    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fund_request_is_paid()",
                    "DROP TRIGGER fund_payment_pays ON fund_payment",
                ),
            ]
        ),
    ]
    operations = together(operations)
