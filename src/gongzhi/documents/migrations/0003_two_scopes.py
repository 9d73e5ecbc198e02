"""Documents and files of a division beside those of an estate: one key for two scopes."""

import django.db.models.functions.comparison
from django.db import migrations, models

from gongzhi.kernel.tenancy import together

MODELS = ("storedfile", "document")


def scoped(model: str) -> list[migrations.operations.base.Operation]:
    """The columns of both scopes, and that a row belongs to one of them."""
    return [
        migrations.AlterField(model_name=model, name="estate_id", field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name=model, name="division_id", field=models.CharField(max_length=12, null=True)),
        migrations.AddField(
            model_name=model,
            name="tenant",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce("estate_id", 0),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddConstraint(
            model_name=model,
            constraint=models.UniqueConstraint(fields=("tenant", "id"), name=f"documents_{model}_scope"),
        ),
        migrations.AddConstraint(
            model_name=model,
            constraint=models.CheckConstraint(
                condition=models.Q(("division_id__isnull", True), ("estate_id__isnull", False))
                | models.Q(
                    ("division_id__isnull", False), ("division_id__regex", "^[0-9]{2,12}$"), ("estate_id__isnull", True)
                ),
                name=f"documents_{model}_has_one_scope",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_guards")]

    operations = [
        *(step for model in MODELS for step in scoped(model)),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.UniqueConstraint(
                fields=("division_id", "sha256", "name"), name="documents_storedfile_once_above"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("division_id", "kind", "year", "serial"), name="documents_document_serial_once_above"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("division_id", "number"), name="documents_document_number_once_above"
            ),
        ),
        # (estate_id, entry_id) is not looked at above estates; the log of the entry tells both scopes apart.
        migrations.RunSQL(
            """
CREATE FUNCTION documents_entry_in_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM kernel_entry WHERE id = NEW.entry_id
      AND log = CASE WHEN NEW.estate_id IS NULL THEN 'office:' || NEW.division_id ELSE 'estate:' || NEW.estate_id END)
  THEN
    RAISE EXCEPTION 'a document is journaled in the log of its scope' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
            """,
            "DROP FUNCTION documents_entry_in_scope()",
        ),
        migrations.RunSQL(
            "CREATE CONSTRAINT TRIGGER documents_document_entry_in_scope AFTER INSERT ON documents_document"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION documents_entry_in_scope()",
            "DROP TRIGGER documents_document_entry_in_scope ON documents_document",
        ),
    ]
    operations = together(operations)
