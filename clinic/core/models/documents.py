"""Files that editors offer for download."""

from wagtail.documents.models import AbstractDocument, Document


class ClinicDocument(AbstractDocument):
    """A download. Our own model from the start, because swapping it later costs every row."""

    admin_form_fields = Document.admin_form_fields
