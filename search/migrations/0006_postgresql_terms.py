"""Make the full-text tables of the embedded engine, on PostgreSQL only (search/engines/postgresql.py).

Both have the same columns. Rows of up to a page are kept as they are, so that scoring needs no
second look-up; a search is answered far more often than an item is published, so the index is
brought up to date at once.

The index of 0001 leaves out the facets: PostgreSQL takes no more than 2,704 bytes in a row of an
index, and an item of many topics, roles and places must not fail to be published.
"""

from django.db import migrations

CREATE = (
    """CREATE TABLE search_terms (
        page_id integer NOT NULL,
        field text NOT NULL,
        size integer NOT NULL,
        words tsvector NOT NULL,
        terms text COLLATE "C" NOT NULL,
        PRIMARY KEY (page_id, field)
    ) WITH (toast_tuple_target = 8160)""",
    "ALTER TABLE search_terms ALTER words SET STORAGE MAIN",
    "CREATE INDEX search_terms_words ON search_terms USING gin (words) WITH (fastupdate = off)",
    "CREATE INDEX search_terms_size ON search_terms (field, size)",
    "CREATE TABLE search_titles (LIKE search_terms INCLUDING ALL)",
    "DROP INDEX search_document_newest",
    """CREATE INDEX search_document_newest ON search_searchdocument
        (is_live, published_on DESC NULLS LAST, page_id DESC)""",
)
DROP = (
    "DROP INDEX search_document_newest",
    """CREATE INDEX search_document_newest ON search_searchdocument
        (is_live, published_on DESC, page_id DESC, facets)""",
    "DROP TABLE search_titles",
    "DROP TABLE search_terms",
)


def execute(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0005_best_bets")]

    operations = [migrations.RunPython(execute(CREATE), execute(DROP))]
