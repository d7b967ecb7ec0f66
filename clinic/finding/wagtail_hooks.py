"""What this room adds to the Wagtail admin. Registrations only."""

from wagtail.snippets.models import register_snippet

from clinic.finding.viewsets import SynonymViewSet

register_snippet(SynonymViewSet)
