"""A repair is paid from its own account under its own basis; what the office holds (代管) is never paid from here (R16)."""

from django.db import migrations, models

from gongzhi.kernel.tenancy import statements, together

PAYS = """
CREATE FUNCTION fund_repair_pays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  project fund_repairproject%ROWTYPE;
BEGIN
  SELECT * INTO project FROM fund_repairproject WHERE estate_id = NEW.estate_id AND id = NEW.project_id;
  IF project.custody <> 'transferred' THEN
    RAISE EXCEPTION 'the money of repair % is with the office', project.serial USING ERRCODE = 'restrict_violation';
  END IF;
  IF project.money_id IS DISTINCT FROM NEW.money_id OR project.basis_id IS DISTINCT FROM NEW.basis_id
     OR NEW.basis_id IS NULL THEN
    RAISE EXCEPTION 'repair % is paid from its own account under its own basis', project.serial
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF project.state NOT IN ('decided', 'working', 'accepted') THEN
    RAISE EXCEPTION 'repair % is %, nothing is asked for', project.serial, project.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
TRIGGER = (
    "CREATE TRIGGER fund_spendrequest_of_a_repair BEFORE INSERT ON fund_spendrequest FOR EACH ROW"
    " WHEN (NEW.project_id IS NOT NULL) EXECUTE FUNCTION fund_repair_pays()"
)
KINDS = (
    ("invited", "邀请街道、社区提前介入"),
    ("agreed", "三方商定"),
    ("decided", "表决通过"),
    ("evidence", "紧急情况证据"),
    ("confirmed", "街道、居委会确认"),
    ("reviewed", "业委会审核"),
    ("filed", "报备案"),
    ("applied", "提交申请"),
    ("received", "受理"),
    ("granted", "核准"),
    ("returned", "退回"),
    ("transferred", "划转"),
    ("started", "开工"),
    ("accepted", "验收"),
    ("audited", "结算审核"),
    ("settled", "决算"),
    ("published", "公示"),
    ("reported", "向业主大会报告"),
)


class Migration(migrations.Migration):
    dependencies = [("fund", "0003_account_papers")]

    operations = [
        migrations.AddField("repairstep", "what", models.CharField(blank=True, default="", max_length=30)),
        migrations.AlterField("repairstep", "kind", models.CharField(choices=list(KINDS), max_length=12)),
        *statements(
            [
                (PAYS, "DROP FUNCTION fund_repair_pays()"),
                (TRIGGER, "DROP TRIGGER fund_spendrequest_of_a_repair ON fund_spendrequest"),
            ]
        ),
    ]
    operations = together(operations)
