"""What the database itself refuses: references across estates, spells that overlap, an estate that contradicts its spells."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0003_estates_in_full"), ("documents", "0002_guards")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE places_building ADD CONSTRAINT places_building_phase_id_tenant FOREIGN KEY (estate_id, phase_id) REFERENCES places_phase (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE places_building DROP CONSTRAINT places_building_phase_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_managementfix ADD CONSTRAINT places_managementfix_spell_id_tenant FOREIGN KEY (estate_id, spell_id) REFERENCES places_managementspell (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE places_managementfix DROP CONSTRAINT places_managementfix_spell_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_successionitem ADD CONSTRAINT places_successionitem_succession_id_tenant FOREIGN KEY (estate_id, succession_id) REFERENCES places_succession (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE places_successionitem DROP CONSTRAINT places_successionitem_succession_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_estateversion ADD CONSTRAINT places_estateversion_file_id_tenant FOREIGN KEY (estate_id, file_id) REFERENCES documents_storedfile (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE places_estateversion DROP CONSTRAINT places_estateversion_file_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_estateend ADD CONSTRAINT places_estateend_file_id_tenant FOREIGN KEY (estate_id, file_id) REFERENCES documents_storedfile (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE places_estateend DROP CONSTRAINT places_estateend_file_id_tenant",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_estateversion ADD CONSTRAINT places_estateversion_no_overlap EXCLUDE USING gist (estate_id WITH =, daterange(from_on, until_on) WITH &&)",
            "ALTER TABLE places_estateversion DROP CONSTRAINT places_estateversion_no_overlap",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_managementspell ADD CONSTRAINT places_managementspell_no_overlap EXCLUDE USING gist (estate_id WITH =, daterange(from_on, until_on) WITH &&) WHERE (NOT void)",
            "ALTER TABLE places_managementspell DROP CONSTRAINT places_managementspell_no_overlap",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_levelspell ADD CONSTRAINT places_levelspell_no_overlap EXCLUDE USING gist (estate_id WITH =, daterange(from_on, until_on) WITH &&)",
            "ALTER TABLE places_levelspell DROP CONSTRAINT places_levelspell_no_overlap",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION places_estate_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.until_on IS NOT NULL THEN
    RETURN NULL;
  END IF;
  IF TG_TABLE_NAME = 'places_managementspell' THEN
    UPDATE places_estate SET management = NEW.mode WHERE id = NEW.estate_id AND NOT NEW.void AND management <> NEW.mode;
  ELSIF TG_TABLE_NAME = 'places_levelspell' THEN
    UPDATE places_estate SET level = NEW.level WHERE id = NEW.estate_id AND level <> NEW.level;
  ELSE
    UPDATE places_estate SET name = NEW.name WHERE id = NEW.estate_id AND name <> NEW.name;
  END IF;
  RETURN NULL;
END $$
            """,
            "DROP FUNCTION places_estate_follows()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER places_estateversion_followed AFTER INSERT OR UPDATE ON places_estateversion FOR EACH ROW EXECUTE FUNCTION places_estate_follows()",
            "DROP TRIGGER places_estateversion_followed ON places_estateversion",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER places_managementspell_followed AFTER INSERT OR UPDATE ON places_managementspell FOR EACH ROW EXECUTE FUNCTION places_estate_follows()",
            "DROP TRIGGER places_managementspell_followed ON places_managementspell",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER places_levelspell_followed AFTER INSERT OR UPDATE ON places_levelspell FOR EACH ROW EXECUTE FUNCTION places_estate_follows()",
            "DROP TRIGGER places_levelspell_followed ON places_levelspell",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION places_estate_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_is places_estate%ROWTYPE;
BEGIN
  SELECT * INTO now_is FROM places_estate WHERE id = NEW.id;
  IF EXISTS (SELECT 1 FROM places_managementspell s WHERE s.estate_id = NEW.id AND s.until_on IS NULL AND NOT s.void AND s.mode <> now_is.management)
     OR EXISTS (SELECT 1 FROM places_levelspell s WHERE s.estate_id = NEW.id AND s.until_on IS NULL AND s.level <> now_is.level)
     OR EXISTS (SELECT 1 FROM places_estateversion s WHERE s.estate_id = NEW.id AND s.until_on IS NULL AND s.name <> now_is.name) THEN
    RAISE EXCEPTION 'an estate is what its history says' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
            """,
            "DROP FUNCTION places_estate_agrees()",
        ),
        migrations.RunSQL(
            "CREATE CONSTRAINT TRIGGER places_estate_agrees AFTER UPDATE OF name, management, level ON places_estate DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION places_estate_agrees()",
            "DROP TRIGGER places_estate_agrees ON places_estate",
        ),
        migrations.RunSQL(
            "REVOKE DELETE ON places_estateversion, places_managementspell, places_managementfix, places_levelspell, places_estateend, places_succession, places_successionitem, places_renovation, places_phase FROM gongzhi_app",
            "GRANT DELETE ON places_estateversion, places_managementspell, places_managementfix, places_levelspell, places_estateend, places_succession, places_successionitem, places_renovation, places_phase TO gongzhi_app",
        ),
    ]
