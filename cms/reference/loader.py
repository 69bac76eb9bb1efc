"""Load all reference data, or nothing."""

from pathlib import Path

from django.db import transaction

from cms.reference.organisations import ensure_collections, ensure_groups, load_organisations
from cms.reference.rights import load_rights
from cms.reference.tables import read_tables
from cms.reference.terms import Summary, load_terms
from cms.reference.tree import Tree
from cms.reference.workflow import load_workflow
from cms.reference.written import told_at_the_end


def load_reference_data(directory: Path | None = None) -> Summary:
    """Load terms, municipalities, organisations, fixed pages and rights; safe to run again.

    Files come from `directory`, or from our own data where it does not hold them. Raises
    BrokenFile, and then nothing was changed.
    """
    tables = read_tables(directory)
    with transaction.atomic(), told_at_the_end():
        summary = load_terms(tables) + load_organisations(tables.organisations)
        groups, collections = ensure_groups(), ensure_collections()
        tree = Tree(tables.pages, tables.organisations, tables.topics)
        tree.load()
        load_workflow()
        load_rights(groups, collections, tree.shared_page_ids)
    return summary + tree.summary
