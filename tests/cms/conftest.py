"""Fixtures of the content tests."""

from pathlib import Path

import pytest

from cms.reference.tables import OWN_DATA
from tests.cms.demo_files import write_files


@pytest.fixture
def folder(tmp_path):
    """Demo files that are as they should be."""
    content = tmp_path / "content"
    content.mkdir()
    return write_files(content)


@pytest.fixture
def change(tmp_path):
    """Return a function that copies one of our files, with one text replaced, and its folder."""

    def change(name: str, old: str, new: str, encoding: str = "utf-8") -> Path:
        text = (OWN_DATA / name).read_text("utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding=encoding)
        return tmp_path

    return change
