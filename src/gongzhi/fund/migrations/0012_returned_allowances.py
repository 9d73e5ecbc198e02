"""An allowance that the bank gave back may be asked for again, once for each time it came back; never twice paid (L1.4)."""

from django.db import migrations, models

from gongzhi.kernel.tenancy import statements, together

LIVE = models.Q(("seat__isnull", False), models.Q(("state__in", ["refused", "withdrawn"]), _negated=True))
AGAIN = """
CREATE FUNCTION fund_allowance_again() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  came_back bigint;
BEGIN
  SELECT count(DISTINCT r.id) INTO came_back FROM fund_spendrequest r
    JOIN fund_payment p ON p.estate_id = r.estate_id AND p.request_id = r.id
    JOIN fund_transaction x ON x.estate_id = p.estate_id AND x.reverses_id = p.transaction_id
   WHERE r.estate_id = NEW.estate_id AND r.seat_id = NEW.seat_id AND r.month = NEW.month;
  IF NEW.attempt <> came_back + 1 THEN
    RAISE EXCEPTION 'the allowance of seat % for % came back % times, this is attempt %', NEW.seat_id, NEW.month,
      came_back, NEW.attempt USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""


def once(*fields: str) -> models.UniqueConstraint:
    """One request at a time."""
    return models.UniqueConstraint(fields=fields, condition=LIVE, name="fund_spendrequest_allowance_once_a_month")


class Migration(migrations.Migration):
    dependencies = [("fund", "0011_requests_go_their_way")]

    operations = [
        migrations.AddField("spendrequest", "attempt", models.PositiveSmallIntegerField(default=1)),
        migrations.RemoveConstraint("spendrequest", "fund_spendrequest_allowance_once_a_month"),
        migrations.AddConstraint("spendrequest", once("estate", "seat", "month", "attempt")),
        *statements(
            [
                (AGAIN, "DROP FUNCTION fund_allowance_again()"),
                (
                    "CREATE TRIGGER fund_spendrequest_allowance_again BEFORE INSERT ON fund_spendrequest FOR EACH ROW"
                    " WHEN (NEW.seat_id IS NOT NULL) EXECUTE FUNCTION fund_allowance_again()",
                    "DROP TRIGGER fund_spendrequest_allowance_again ON fund_spendrequest",
                ),
            ]
        ),
    ]
    operations = together(operations)
