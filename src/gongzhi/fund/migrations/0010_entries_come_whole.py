"""An entry comes whole: nothing is added to one that stands, in an open month or a closed one, nor to its flats."""

from django.db import migrations

from gongzhi.kernel.tenancy import statements

# A row of this very transaction, or of a part of it, is not older than the transaction; `age` reads the numbers round.
COMES_WHOLE = """
CREATE FUNCTION fund_comes_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  made record;
  t bigint;
BEGIN
  IF TG_TABLE_NAME = 'fund_posting' THEN
    t := NEW.transaction_id;
  ELSE
    SELECT p.transaction_id INTO t FROM fund_posting p WHERE p.estate_id = NEW.estate_id AND p.id = NEW.posting_id;
  END IF;
  SELECT x.serial, age(x.xmin) AS old INTO made FROM fund_transaction x WHERE x.estate_id = NEW.estate_id AND x.id = t;
  IF made.serial IS NOT NULL THEN
    RAISE EXCEPTION 'entry % is of a closed month', t USING ERRCODE = 'restrict_violation';
  END IF;
  IF made.old > age(pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'entry % stands, nothing is added to it', t USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""


def before(table: str) -> tuple[str, str]:
    """The trigger on a table of parts."""
    return (
        f"CREATE TRIGGER {table}_comes_whole BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION fund_comes_whole()",
        f"DROP TRIGGER {table}_comes_whole ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("fund", "0009_flags_told")]

    operations = [
        *statements(
            [
                (COMES_WHOLE, "DROP FUNCTION fund_comes_whole()"),
                before("fund_posting"),
                before("fund_subposting"),
            ]
        )
    ]
