"""Exports that a spreadsheet does not run, and JSON lines beside them."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.button import Button

from cms.records import printable

# What makes a spreadsheet take a text for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@")


def harmless(value: Any) -> Any:
    """Put a text on one line, with a mark before what a spreadsheet would run."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.startswith(FORMULA) else text


class ExportMixin(SpreadsheetExportMixin):
    """CSV, XLSX and JSON lines; no text in them is a formula."""

    FORMAT_JSONL = "jsonl"
    FORMATS = (*SpreadsheetExportMixin.FORMATS, FORMAT_JSONL)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Guard every text of a spreadsheet."""
        return harmless(super().preprocess_field_value(field, value, export_format))

    def as_spreadsheet(self, queryset: Iterable[Any], spreadsheet_format: str) -> Any:
        """Add JSON lines to what Wagtail writes."""
        if spreadsheet_format != self.FORMAT_JSONL:
            return super().as_spreadsheet(queryset, spreadsheet_format)
        answer = StreamingHttpResponse(
            self._json_lines(queryset), content_type="application/jsonl; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.jsonl"'
        return answer

    def _json_lines(self, queryset: Iterable[Any]) -> Iterator[str]:
        for item in queryset:
            yield json.dumps(self.to_row_dict(item), cls=DjangoJSONEncoder, ensure_ascii=False)
            yield "\n"

    @property
    def header_more_buttons(self) -> list[Button]:
        """Offer the lines beside the spreadsheets."""
        address = self.get_export_url(self.FORMAT_JSONL)
        label = _("Download JSON lines")
        buttons: list[Button] = super().header_more_buttons
        return [*buttons, Button(label, url=address, icon_name="download", priority=110)]
