"""How the tests of uploads open files."""

from importlib import import_module

import pytest

from cms.uploads import cleaning


@pytest.fixture
def in_this_process(monkeypatch):
    """Open files here: a hundred processes would take half a minute. test_limits.py is about them.

    What a fault of the program becomes is not shown so.
    """

    def run_here(program, data, *arguments):
        return import_module(program).cleaned(data, *arguments)

    monkeypatch.setattr(cleaning, "run_apart", run_here)
