"""An audit row cannot be changed, whoever speaks to the database.

Only UPDATE is refused: tests empty their tables with DELETE. On SQLite a later migration that
alters a column of this table makes it anew and drops the trigger: run ``guard`` again there.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER core_auditevent_append_only BEFORE UPDATE ON core_auditevent
BEGIN SELECT RAISE(ABORT, 'audit rows are only added'); END
"""
POSTGRESQL = """
CREATE FUNCTION core_auditevent_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit rows are only added'; END $$;
CREATE TRIGGER core_auditevent_append_only BEFORE UPDATE ON core_auditevent
FOR EACH ROW EXECUTE FUNCTION core_auditevent_refuse();
"""
DROP = {
    "sqlite": "DROP TRIGGER core_auditevent_append_only",
    "postgresql": "DROP FUNCTION core_auditevent_refuse() CASCADE",
}


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor], params=None)


def unguard(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
