"""What the database itself refuses: references across estates, changes to what is insert-only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("voting", "0001_initial"), ("kernel", "0002_guards"), ("documents", "0002_guards")]

    operations = [
        migrations.RunSQL(
            """
CREATE FUNCTION voting_noticed_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.estate_id ELSE NEW.estate_id END;
  whole bigint;
BEGIN
  IF TG_TABLE_NAME = 'voting_motion' THEN
    whole := CASE WHEN TG_OP = 'DELETE' THEN OLD.assembly_id ELSE NEW.assembly_id END;
  ELSE
    SELECT assembly_id INTO whole FROM voting_motion
    WHERE estate_id = asked AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.motion_id ELSE NEW.motion_id END;
  END IF;
  IF EXISTS (SELECT 1 FROM voting_assembly WHERE estate_id = asked AND id = whole AND state NOT IN ('draft', 'reported')) THEN
    RAISE EXCEPTION 'what was noticed never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$
            """,
            "DROP FUNCTION voting_noticed_is_fixed()",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION voting_notice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.noticed_at IS NOT NULL AND
     (NEW.title, NEW.purpose, NEW.roll_id, NEW.channel, NEW.change_rule, NEW.conflict_rule, NEW.disclosure,
      NEW.objection_days, NEW.opens_at, NEW.closes_at, NEW.noticed_at, NEW.notice_hash,
      NEW.notice_id, NEW.pinned)
     IS DISTINCT FROM
     (OLD.title, OLD.purpose, OLD.roll_id, OLD.channel, OLD.change_rule, OLD.conflict_rule, OLD.disclosure,
      OLD.objection_days, OLD.opens_at, OLD.closes_at, OLD.noticed_at, OLD.notice_hash,
      OLD.notice_id, OLD.pinned) THEN
    RAISE EXCEPTION 'what was noticed never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION voting_notice_is_fixed()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_notice_is_fixed BEFORE UPDATE ON voting_assembly FOR EACH ROW EXECUTE FUNCTION voting_notice_is_fixed()",
            "DROP TRIGGER voting_notice_is_fixed ON voting_assembly",
        ),
        migrations.RunSQL(
            "REVOKE DELETE ON voting_assembly, voting_resolution, voting_objection, voting_report FROM gongzhi_app",
            "GRANT DELETE ON voting_assembly, voting_resolution, voting_objection, voting_report TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_motion_fixed BEFORE INSERT OR UPDATE OR DELETE ON voting_motion FOR EACH ROW EXECUTE FUNCTION voting_noticed_is_fixed()",
            "DROP TRIGGER voting_motion_fixed ON voting_motion",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_option_fixed BEFORE INSERT OR UPDATE OR DELETE ON voting_option FOR EACH ROW EXECUTE FUNCTION voting_noticed_is_fixed()",
            "DROP TRIGGER voting_option_fixed ON voting_option",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_condition_fixed BEFORE INSERT OR UPDATE OR DELETE ON voting_condition FOR EACH ROW EXECUTE FUNCTION voting_noticed_is_fixed()",
            "DROP TRIGGER voting_condition_fixed ON voting_condition",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_assembly ADD CONSTRAINT voting_assembly_roll_id_tenant FOREIGN KEY (estate_id, roll_id) REFERENCES register_roll (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_assembly DROP CONSTRAINT voting_assembly_roll_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_motion ADD CONSTRAINT voting_motion_assembly_id_tenant FOREIGN KEY (estate_id, assembly_id) REFERENCES voting_assembly (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_motion DROP CONSTRAINT voting_motion_assembly_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_option ADD CONSTRAINT voting_option_motion_id_tenant FOREIGN KEY (estate_id, motion_id) REFERENCES voting_motion (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_option DROP CONSTRAINT voting_option_motion_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_condition ADD CONSTRAINT voting_condition_motion_id_tenant FOREIGN KEY (estate_id, motion_id) REFERENCES voting_motion (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_condition DROP CONSTRAINT voting_condition_motion_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_condition ADD CONSTRAINT voting_condition_of_id_tenant FOREIGN KEY (estate_id, of_id) REFERENCES voting_motion (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_condition DROP CONSTRAINT voting_condition_of_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_condition ADD CONSTRAINT voting_condition_option_id_tenant FOREIGN KEY (estate_id, option_id) REFERENCES voting_option (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_condition DROP CONSTRAINT voting_condition_option_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_report ADD CONSTRAINT voting_report_assembly_id_tenant FOREIGN KEY (estate_id, assembly_id) REFERENCES voting_assembly (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_report DROP CONSTRAINT voting_report_assembly_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_delivery ADD CONSTRAINT voting_delivery_assembly_id_tenant FOREIGN KEY (estate_id, assembly_id) REFERENCES voting_assembly (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_delivery DROP CONSTRAINT voting_delivery_assembly_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_delivery ADD CONSTRAINT voting_delivery_elector_id_tenant FOREIGN KEY (estate_id, elector_id) REFERENCES register_elector (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_delivery DROP CONSTRAINT voting_delivery_elector_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_ballot ADD CONSTRAINT voting_ballot_assembly_id_tenant FOREIGN KEY (estate_id, assembly_id) REFERENCES voting_assembly (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_ballot DROP CONSTRAINT voting_ballot_assembly_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_ballot ADD CONSTRAINT voting_ballot_entry_id_tenant FOREIGN KEY (estate_id, entry_id) REFERENCES register_rollentry (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_ballot DROP CONSTRAINT voting_ballot_entry_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_ballot ADD CONSTRAINT voting_ballot_elector_id_tenant FOREIGN KEY (estate_id, elector_id) REFERENCES register_elector (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_ballot DROP CONSTRAINT voting_ballot_elector_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_ballot ADD CONSTRAINT voting_ballot_supersedes_id_tenant FOREIGN KEY (estate_id, supersedes_id) REFERENCES voting_ballot (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_ballot DROP CONSTRAINT voting_ballot_supersedes_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_ballot ADD CONSTRAINT voting_ballot_journal_entry_id_tenant FOREIGN KEY (estate_id, journal_entry_id) REFERENCES kernel_entry (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_ballot DROP CONSTRAINT voting_ballot_journal_entry_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_openedballot ADD CONSTRAINT voting_openedballot_assembly_id_tenant FOREIGN KEY (estate_id, assembly_id) REFERENCES voting_assembly (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_openedballot DROP CONSTRAINT voting_openedballot_assembly_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_openedballot ADD CONSTRAINT voting_openedballot_ballot_id_tenant FOREIGN KEY (estate_id, ballot_id) REFERENCES voting_ballot (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_openedballot DROP CONSTRAINT voting_openedballot_ballot_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_result ADD CONSTRAINT voting_result_motion_id_tenant FOREIGN KEY (estate_id, motion_id) REFERENCES voting_motion (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_result DROP CONSTRAINT voting_result_motion_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_result ADD CONSTRAINT voting_result_option_id_tenant FOREIGN KEY (estate_id, option_id) REFERENCES voting_option (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_result DROP CONSTRAINT voting_result_option_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_result ADD CONSTRAINT voting_result_entry_id_tenant FOREIGN KEY (estate_id, entry_id) REFERENCES kernel_entry (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_result DROP CONSTRAINT voting_result_entry_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_objection ADD CONSTRAINT voting_objection_assembly_id_tenant FOREIGN KEY (estate_id, assembly_id) REFERENCES voting_assembly (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_objection DROP CONSTRAINT voting_objection_assembly_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_resolution ADD CONSTRAINT voting_resolution_motion_id_tenant FOREIGN KEY (estate_id, motion_id) REFERENCES voting_motion (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_resolution DROP CONSTRAINT voting_resolution_motion_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_resolution ADD CONSTRAINT voting_resolution_option_id_tenant FOREIGN KEY (estate_id, option_id) REFERENCES voting_option (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_resolution DROP CONSTRAINT voting_resolution_option_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_resolution ADD CONSTRAINT voting_resolution_entry_id_tenant FOREIGN KEY (estate_id, entry_id) REFERENCES kernel_entry (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_resolution DROP CONSTRAINT voting_resolution_entry_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_order ADD CONSTRAINT voting_order_resolution_id_tenant FOREIGN KEY (estate_id, resolution_id) REFERENCES voting_resolution (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_order DROP CONSTRAINT voting_order_resolution_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_order ADD CONSTRAINT voting_order_by_resolution_id_tenant FOREIGN KEY (estate_id, by_resolution_id) REFERENCES voting_resolution (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_order DROP CONSTRAINT voting_order_by_resolution_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_order ADD CONSTRAINT voting_order_entry_id_tenant FOREIGN KEY (estate_id, entry_id) REFERENCES kernel_entry (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_order DROP CONSTRAINT voting_order_entry_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE voting_order ADD CONSTRAINT voting_order_file_id_tenant FOREIGN KEY (estate_id, file_id) REFERENCES documents_storedfile (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE voting_order DROP CONSTRAINT voting_order_file_id_tenant",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_ballot_insert_only BEFORE UPDATE OR DELETE ON voting_ballot FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_ballot_insert_only ON voting_ballot",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_ballot_no_truncate BEFORE TRUNCATE ON voting_ballot FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_ballot_no_truncate ON voting_ballot",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON voting_ballot FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON voting_ballot TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_openedballot_insert_only BEFORE UPDATE OR DELETE ON voting_openedballot FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_openedballot_insert_only ON voting_openedballot",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_openedballot_no_truncate BEFORE TRUNCATE ON voting_openedballot FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_openedballot_no_truncate ON voting_openedballot",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON voting_openedballot FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON voting_openedballot TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_result_insert_only BEFORE UPDATE OR DELETE ON voting_result FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_result_insert_only ON voting_result",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_result_no_truncate BEFORE TRUNCATE ON voting_result FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_result_no_truncate ON voting_result",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON voting_result FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON voting_result TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_order_insert_only BEFORE UPDATE OR DELETE ON voting_order FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_order_insert_only ON voting_order",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_order_no_truncate BEFORE TRUNCATE ON voting_order FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_order_no_truncate ON voting_order",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON voting_order FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON voting_order TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_delivery_insert_only BEFORE UPDATE OR DELETE ON voting_delivery FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_delivery_insert_only ON voting_delivery",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_delivery_no_truncate BEFORE TRUNCATE ON voting_delivery FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_delivery_no_truncate ON voting_delivery",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON voting_delivery FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON voting_delivery TO gongzhi_app",
        ),
    ]
