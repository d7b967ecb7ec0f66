"""Every address of the site: what is fixed first, then the page tree in each language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from clinic.core.adding import add_page
from clinic.core.media import media
from clinic.finding.urls import for_robots

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_reset = RedirectView.as_view(pattern_name="account_reset_password")

# Browsers ask for this address on their own, for files and errors that have no page around them.
favicon = RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg")

handler404 = "clinic.finding.views.page_not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("favicon.ico", favicon),
    # Wagtail's own ways in know no second factor, so each leads to the one door.
    path("admin/login/", to_sign_in),
    re_path(r"^admin/password_reset/", to_reset),
    path("admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/", add_page),
    path("admin/", include(wagtailadmin_urls)),
    path("account/", include("clinic.accounts.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media),
    *for_robots,
]

urlpatterns += i18n_patterns(
    path("_util/login/", to_sign_in),
    path("", include("clinic.consultations.urls")),
    path("", include("clinic.finding.urls")),
    path("", include("clinic.core.urls")),
    prefix_default_language=False,
)
