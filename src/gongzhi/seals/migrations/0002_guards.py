"""What the database itself refuses: seals of another estate, a log that changes, a use after the seal was lost."""

from django.db import migrations

from gongzhi.kernel.tenancy import composite, history, insert_only

REFERENCES = (
    ("seals_seal", "body_id", "bodies_body"),
    ("seals_seal", "replaces_id", "seals_seal"),
    ("seals_keeping", "seal_id", "seals_seal"),
    ("seals_sealrequest", "seal_id", "seals_seal"),
    ("seals_sealsign", "request_id", "seals_sealrequest"),
    ("seals_sealsign", "appointment_id", "bodies_appointment"),
    ("seals_sealuse", "seal_id", "seals_seal"),
    ("seals_sealuse", "request_id", "seals_sealrequest"),
    ("seals_sealevent", "seal_id", "seals_seal"),
)
CHANGES = {
    "seals_seal": ("image_id,police_number", "state"),
    "seals_keeping": ("until_on,received_at,received_entry,ended_entry,file_id", ""),
    "seals_sealrequest": (
        "opinion,opinion_words,opinion_at,opinion_by,opinion_entry,ended_for,ended_entry",
        "state",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("seals", "0001_initial"), ("bodies", "0006_ends_are_final"), ("kernel", "0002_guards")]

    operations = [
        *composite(REFERENCES),
        *insert_only(("seals_sealsign", "seals_sealuse", "seals_sealevent")),
        *history(CHANGES),
        migrations.RunSQL(
            """
CREATE FUNCTION seals_use_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  state text;
BEGIN
  SELECT s.state INTO state FROM seals_seal s WHERE s.estate_id = NEW.estate_id AND s.id = NEW.seal_id FOR SHARE;
  IF state <> 'kept' THEN
    RAISE EXCEPTION 'a seal that is % is not used', state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seals_sealrequest r
      WHERE r.estate_id = NEW.estate_id AND r.id = NEW.request_id AND r.seal_id = NEW.seal_id AND r.state = 'ready'
        AND r.copies = NEW.copies) THEN
    RAISE EXCEPTION 'a use rests on a request that is ready, for that seal and as many copies'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION seals_use_stands()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER seals_sealuse_stands BEFORE INSERT ON seals_sealuse"
            " FOR EACH ROW EXECUTE FUNCTION seals_use_stands()",
            "DROP TRIGGER seals_sealuse_stands ON seals_sealuse",
        ),
    ]
