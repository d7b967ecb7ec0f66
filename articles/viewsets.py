"""How the publication's snippets are managed."""

from wagtail.snippets.views.snippets import SnippetViewSet

from articles.models import Topic


class TopicViewSet(SnippetViewSet):
    """Topics under which articles are listed."""

    model = Topic
    icon = "tag"
    add_to_admin_menu = True
    menu_order = 220
    list_display = ["name", "slug", "description"]
    search_fields = ["name"]
    search_backend_name = None  # the index is kept in the background, so a topic just made would not be found
