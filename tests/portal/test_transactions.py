"""A request that writes is one transaction; one that reads is none."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from portal.transactions import AtomicWrites

pytestmark = pytest.mark.django_db(transaction=True)


def run(method, view):
    middleware = AtomicWrites(lambda request: HttpResponse())
    return middleware.process_view(RequestFactory().generic(method, "/"), view, (), {})


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_left_to_django(method):
    assert run(method, lambda request: HttpResponse()) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_writing_is_one_transaction(method):
    seen = []

    def view(request):
        seen.append(connection.in_atomic_block)
        return HttpResponse(status=204)

    assert run(method, view).status_code == 204
    assert seen == [True]


def test_an_error_rolls_everything_back():
    def view(request):
        Group.objects.create(name="half written")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run("POST", view)
    assert not Group.objects.filter(name="half written").exists()
