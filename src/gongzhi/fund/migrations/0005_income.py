"""What a deposit belongs to, why income of an asset in doubt is the owners', and receipts within their instalment."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import composite, insert_only, together

REFERENCES = (
    ("fund_deposit", "contract_id", "fund_incomecontract"),
    ("fund_deposit", "posting_id", "fund_posting"),
)
# Under a lock of the estate's receipts, so that two at once see each other; what was reversed counts no more.
WITHIN = """
CREATE FUNCTION fund_receipt_within() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  most bigint;
  got numeric;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('fund_receipt:' || NEW.estate_id, 0));
  SELECT amount_fen INTO most FROM fund_instalment WHERE estate_id = NEW.estate_id AND id = NEW.instalment_id;
  SELECT coalesce(sum(r.amount_fen), 0) INTO got FROM fund_receipt r
    JOIN fund_posting p ON p.estate_id = r.estate_id AND p.id = r.posting_id
    WHERE r.estate_id = NEW.estate_id AND r.instalment_id = NEW.instalment_id
      AND NOT EXISTS (SELECT 1 FROM fund_transaction x
        WHERE x.estate_id = p.estate_id AND x.reverses_id = p.transaction_id);
  IF got > most THEN
    RAISE EXCEPTION 'instalment % is of % fen, % would be received', NEW.instalment_id, most, got
      USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT abs(amount_fen) INTO most FROM fund_posting WHERE estate_id = NEW.estate_id AND id = NEW.posting_id;
  SELECT sum(amount_fen) INTO got FROM fund_receipt
    WHERE estate_id = NEW.estate_id AND posting_id = NEW.posting_id;
  IF got > most THEN
    RAISE EXCEPTION 'posting % is of % fen, % would count as received', NEW.posting_id, most, got
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""
ESTATE = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "places.estate"}
KEY = {"auto_created": True, "primary_key": True, "serialize": False, "verbose_name": "ID"}


class Migration(migrations.Migration):
    dependencies = [("fund", "0004_bases_name_their_decision")]

    operations = [
        migrations.AddField(
            model_name="incomecontract",
            name="ground",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Deposit",
            fields=[
                ("id", models.BigAutoField(**KEY)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "contract",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deposits",
                        to="fund.incomecontract",
                    ),
                ),
                ("estate", models.ForeignKey(**ESTATE)),
                (
                    "posting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deposits",
                        to="fund.posting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_deposit_tenant"),
                    models.UniqueConstraint(fields=("estate", "posting"), name="fund_deposit_posting_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlyStatement",
            fields=[
                ("id", models.BigAutoField(**KEY)),
                ("document_id", models.BigIntegerField()),
                ("open_items", models.PositiveIntegerField()),
                ("open_fen", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("estate", models.ForeignKey(**ESTATE)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_earlystatement_tenant"),
                    models.UniqueConstraint(fields=("estate", "document_id"), name="fund_earlystatement_once"),
                ],
            },
        ),
        *composite(REFERENCES),
        *insert_only(("fund_deposit", "fund_earlystatement")),
        migrations.RunSQL(WITHIN, "DROP FUNCTION fund_receipt_within()"),
        migrations.RunSQL(
            "CREATE CONSTRAINT TRIGGER fund_receipt_is_within AFTER INSERT ON fund_receipt DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION fund_receipt_within()",
            "DROP TRIGGER fund_receipt_is_within ON fund_receipt",
        ),
    ]
    operations = together(operations)
