"""Make the full-text tables of the embedded engine, on SQLite only (search/engines/sqlite.py).

Our terms arrive analysed, one space between: the tokenizer only has to split at spaces. The tables
keep their content, because SQLite before 3.43 cannot delete from one that does not.
"""

from django.db import migrations

CREATE = (
    """CREATE VIRTUAL TABLE search_terms USING fts5(
        title, summary, keywords, body, tokenize = "ascii tokenchars '_'")""",
    """CREATE VIRTUAL TABLE search_titles USING fts5(
        title, tokenize = "ascii tokenchars '_'", prefix = '2 3')""",
)
DROP = ("DROP TABLE search_terms", "DROP TABLE search_titles")


def execute(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(execute(CREATE), execute(DROP))]
