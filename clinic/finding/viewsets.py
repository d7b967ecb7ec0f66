"""How the search is looked after."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from clinic.finding.models import Synonym


class SynonymViewSet(SnippetViewSet):
    """Different words for one thing, as visitors use them."""

    model = Synonym
    icon = "search"
    add_to_admin_menu = True
    menu_order = 240
    list_display = ["term", "other_words"]
    search_fields = ["term", "other_words"]
    search_backend_name = None  # the index is kept in the background, so a row just made would not be found
    panels = [FieldPanel("term"), FieldPanel("other_words")]
