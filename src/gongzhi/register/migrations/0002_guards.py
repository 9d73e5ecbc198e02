"""What the database itself refuses: references across estates, changes to what is insert-only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial"), ("documents", "0002_guards")]

    operations = [
        migrations.RunSQL(
            """
CREATE FUNCTION register_roll_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('frozen', 'discarded') THEN
    RAISE EXCEPTION 'a frozen roll never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION register_roll_frozen()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER register_roll_frozen BEFORE UPDATE ON register_roll FOR EACH ROW EXECUTE FUNCTION register_roll_frozen()",
            "DROP TRIGGER register_roll_frozen ON register_roll",
        ),
        migrations.RunSQL(
            "REVOKE DELETE ON register_roll, register_holding, register_claim, register_owner, register_unit FROM gongzhi_app",
            "GRANT DELETE ON register_roll, register_holding, register_claim, register_owner, register_unit TO gongzhi_app",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_unit ADD CONSTRAINT register_unit_building_id_tenant FOREIGN KEY (estate_id, building_id) REFERENCES places_building (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_unit DROP CONSTRAINT register_unit_building_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_holding ADD CONSTRAINT register_holding_unit_id_tenant FOREIGN KEY (estate_id, unit_id) REFERENCES register_unit (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_holding DROP CONSTRAINT register_holding_unit_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_holding ADD CONSTRAINT register_holding_owner_id_tenant FOREIGN KEY (estate_id, owner_id) REFERENCES register_owner (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_holding DROP CONSTRAINT register_holding_owner_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_electorunit ADD CONSTRAINT register_electorunit_elector_id_tenant FOREIGN KEY (estate_id, elector_id) REFERENCES register_elector (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_electorunit DROP CONSTRAINT register_electorunit_elector_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_electorunit ADD CONSTRAINT register_electorunit_unit_id_tenant FOREIGN KEY (estate_id, unit_id) REFERENCES register_unit (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_electorunit DROP CONSTRAINT register_electorunit_unit_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_electorowner ADD CONSTRAINT register_electorowner_elector_id_tenant FOREIGN KEY (estate_id, elector_id) REFERENCES register_elector (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_electorowner DROP CONSTRAINT register_electorowner_elector_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_electorowner ADD CONSTRAINT register_electorowner_owner_id_tenant FOREIGN KEY (estate_id, owner_id) REFERENCES register_owner (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_electorowner DROP CONSTRAINT register_electorowner_owner_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_claim ADD CONSTRAINT register_claim_elector_id_tenant FOREIGN KEY (estate_id, elector_id) REFERENCES register_elector (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_claim DROP CONSTRAINT register_claim_elector_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_merge ADD CONSTRAINT register_merge_left_id_tenant FOREIGN KEY (estate_id, left_id) REFERENCES register_owner (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_merge DROP CONSTRAINT register_merge_left_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_merge ADD CONSTRAINT register_merge_right_id_tenant FOREIGN KEY (estate_id, right_id) REFERENCES register_owner (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_merge DROP CONSTRAINT register_merge_right_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_rosterimport ADD CONSTRAINT register_rosterimport_file_id_tenant FOREIGN KEY (estate_id, file_id) REFERENCES documents_storedfile (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_rosterimport DROP CONSTRAINT register_rosterimport_file_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_rollentry ADD CONSTRAINT register_rollentry_roll_id_tenant FOREIGN KEY (estate_id, roll_id) REFERENCES register_roll (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_rollentry DROP CONSTRAINT register_rollentry_roll_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_rollentry ADD CONSTRAINT register_rollentry_elector_id_tenant FOREIGN KEY (estate_id, elector_id) REFERENCES register_elector (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_rollentry DROP CONSTRAINT register_rollentry_elector_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_correction ADD CONSTRAINT register_correction_unit_id_tenant FOREIGN KEY (estate_id, unit_id) REFERENCES register_unit (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_correction DROP CONSTRAINT register_correction_unit_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE register_correction ADD CONSTRAINT register_correction_owner_id_tenant FOREIGN KEY (estate_id, owner_id) REFERENCES register_owner (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE register_correction DROP CONSTRAINT register_correction_owner_id_tenant",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER register_rollentry_insert_only BEFORE UPDATE OR DELETE ON register_rollentry FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER register_rollentry_insert_only ON register_rollentry",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER register_rollentry_no_truncate BEFORE TRUNCATE ON register_rollentry FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER register_rollentry_no_truncate ON register_rollentry",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON register_rollentry FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON register_rollentry TO gongzhi_app",
        ),
    ]
