"""What the database itself refuses: references across estates, changes to what is insert-only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
CREATE FUNCTION gongzhi_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
            """,
            "DROP FUNCTION gongzhi_insert_only()",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION kernel_entry_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  IF abs(extract(epoch FROM NEW.recorded_at - NEW.at)) > 300
     AND NOT EXISTS (SELECT 1 FROM kernel_instance WHERE kind IN ('demo', 'test')) THEN
    RAISE EXCEPTION 'the legal time of an act may differ from the clock of the database by five minutes at most'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION kernel_entry_recorded()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER kernel_entry_recorded BEFORE INSERT ON kernel_entry FOR EACH ROW EXECUTE FUNCTION kernel_entry_recorded()",
            "DROP TRIGGER kernel_entry_recorded ON kernel_entry",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON kernel_instance FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON kernel_instance TO gongzhi_app",
        ),
        migrations.RunSQL(
            "REVOKE DELETE ON kernel_message, kernel_envelopekey FROM gongzhi_app",
            "GRANT DELETE ON kernel_message, kernel_envelopekey TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER kernel_entry_insert_only BEFORE UPDATE OR DELETE ON kernel_entry FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER kernel_entry_insert_only ON kernel_entry",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER kernel_entry_no_truncate BEFORE TRUNCATE ON kernel_entry FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER kernel_entry_no_truncate ON kernel_entry",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON kernel_entry FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON kernel_entry TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER kernel_position_insert_only BEFORE UPDATE OR DELETE ON kernel_position FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER kernel_position_insert_only ON kernel_position",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER kernel_position_no_truncate BEFORE TRUNCATE ON kernel_position FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER kernel_position_no_truncate ON kernel_position",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON kernel_position FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON kernel_position TO gongzhi_app",
        ),
    ]
