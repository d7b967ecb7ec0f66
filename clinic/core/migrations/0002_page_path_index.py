"""An index on the whole path of a page, by which routing looks it up (Wagtail has none)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("wagtailcore", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX core_page_url_path ON wagtailcore_page USING hash (url_path);",
            "DROP INDEX core_page_url_path;",
        )
    ]
