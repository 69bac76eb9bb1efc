"""What a model refuses, told on the line of the file that says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from cms.reference.fields import Fields


@contextmanager
def faults_of(fields: Fields) -> Iterator[None]:
    """Turn a ValidationError into a BrokenFile of this record."""
    try:
        yield
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {}
        name, messages = next(iter(errors.items()), (NON_FIELD_ERRORS, error.messages))
        reason = " ".join(messages)
        if name != NON_FIELD_ERRORS:
            reason = _("“%(name)s”: %(reason)s") % {"name": name, "reason": reason}
        raise fields.broken(name, reason) from error
