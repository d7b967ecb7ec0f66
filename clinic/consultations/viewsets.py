"""How Site managers write the words of the forms."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from clinic.consultations.models import IntakeForm


class IntakeFormViewSet(SnippetViewSet):
    """The clinic's own words on each form, with the form itself as preview."""

    model = IntakeForm
    icon = "form"
    menu_label = _("Request forms")
    menu_name = "request_forms"
    add_to_settings_menu = True
    menu_order = 800
    list_display = ["kind", "locale"]
    search_fields = ["introduction"]
    search_backend_name = None
