"""Two versions compared: a text that only passed through the editor did not change."""

from wagtail.admin.compare import RichTextFieldComparison, register_comparison_class
from wagtail.fields import RichTextField

from cms.richtext import without_marks


class ProseComparison(RichTextFieldComparison):
    """Rich text from a file, Word or a handed-in lesson has no marks before somebody saves it."""

    def has_changed(self) -> bool:
        """Tell whether the text itself, or its markup, is another one."""
        return without_marks(self.val_a or "") != without_marks(self.val_b or "")


register_comparison_class(RichTextField, comparison_class=ProseComparison)
