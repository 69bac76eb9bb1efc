"""Make the index of titles alone, from which words in a title get their weight, on SQLite only."""

from django.db import migrations

CREATE = (
    """CREATE VIRTUAL TABLE search_headings USING fts5(title, tokenize = "ascii tokenchars '_'")""",
    "INSERT INTO search_headings (rowid, title) SELECT rowid, title FROM search_terms",
)
DROP = ("DROP TABLE search_headings",)


def execute(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0002_terms")]

    operations = [migrations.RunPython(execute(CREATE), execute(DROP))]
