"""What a model refuses, told on the line of the file that says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from cms.reference.fields import Fields


@contextmanager
def faults_of(fields: Fields, field: str = NON_FIELD_ERRORS) -> Iterator[None]:
    """Turn a ValidationError into a BrokenFile of this record, or of one field of it."""
    try:
        yield
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {}
        name, messages = next(iter(errors.items()), (field, error.messages))
        reason = " ".join(messages)
        if name != NON_FIELD_ERRORS:
            reason = _("“%(name)s”: %(reason)s") % {"name": name, "reason": reason}
        raise fields.broken(name, reason) from error
