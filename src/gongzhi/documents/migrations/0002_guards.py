"""What the database itself refuses: references across estates, changes to what is insert-only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("kernel", "0002_guards")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE documents_document ADD CONSTRAINT documents_document_entry_id_tenant FOREIGN KEY (estate_id, entry_id) REFERENCES kernel_entry (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE documents_document DROP CONSTRAINT documents_document_entry_id_tenant",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER documents_document_insert_only BEFORE UPDATE OR DELETE ON documents_document FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER documents_document_insert_only ON documents_document",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER documents_document_no_truncate BEFORE TRUNCATE ON documents_document FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER documents_document_no_truncate ON documents_document",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON documents_document FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON documents_document TO gongzhi_app",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER documents_storedfile_insert_only BEFORE UPDATE OR DELETE ON documents_storedfile FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER documents_storedfile_insert_only ON documents_storedfile",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER documents_storedfile_no_truncate BEFORE TRUNCATE ON documents_storedfile FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER documents_storedfile_no_truncate ON documents_storedfile",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON documents_storedfile FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON documents_storedfile TO gongzhi_app",
        ),
    ]
