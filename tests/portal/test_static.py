"""What is built is collected; what it is built from stays home."""

from django.contrib.staticfiles.finders import get_finder


def test_sources_are_not_collected():
    finder = get_finder("portal.static.BuiltFilesFinder")
    names = {name for name, _storage in finder.list(None)}
    assert "portal.css" in names
    assert not any(name.startswith("src/") for name in names)
