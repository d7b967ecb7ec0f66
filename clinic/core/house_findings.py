"""What this room checks of the house: policies, ways to reach the clinic, texts around the pages, opening hours."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from clinic.core.house_checks import Finding
from clinic.core.models import ClinicSettings, Location, SiteFrame
from clinic.core.models.settings import ACTION_FIELDS, POLICY_FIELDS


def missing_pages(site: Site) -> Iterator[Finding]:
    """Name each policy and each way to reach the clinic that no live page serves."""
    clinic = ClinicSettings.for_site(site)
    fields = (*ACTION_FIELDS, *POLICY_FIELDS)
    chosen = Page.objects.in_bulk([pk for name in fields if (pk := getattr(clinic, f"{name}_id")) is not None])
    settings_url = reverse("wagtailsettings:edit", args=("core", "clinicsettings", site.pk))
    for name in fields:
        label = capfirst(clinic._meta.get_field(name).verbose_name)
        why = _why_policy() if name in POLICY_FIELDS else _why_action()
        page = chosen.get(getattr(clinic, f"{name}_id"))
        if page is None:
            yield Finding(_("“%(name)s” is missing: no page is chosen.") % {"name": label}, why, settings_url)
        elif not page.live:
            sentence = _("“%(name)s” is missing: the page “%(page)s” is not published.")
            edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
            yield Finding(sentence % {"name": label, "page": page.get_admin_display_title()}, why, edit)


def missing_texts(site: Site) -> Iterator[Finding]:
    """Say so where a language that readers use has no texts around its pages."""
    languages = site.root_page.get_translations(inclusive=True).filter(live=True).values_list("locale", flat=True)
    written = set(SiteFrame.objects.values_list("locale", flat=True))
    if set(languages) - written:
        yield Finding(
            _("A language of this site has no site texts."),
            _("Its pages borrow name, menu and crisis lines from another language."),
            reverse("wagtailsnippets_core_siteframe:list"),
        )


def missing_hours(site: Site) -> Iterator[Finding]:
    """Say so where readers cannot be told whether the clinic is open."""
    locations = list(Location.objects.all())
    if not locations:
        why = _("Readers cannot be told where the clinic is.")
        yield Finding(_("There is no location yet."), why, reverse("locations:add"))
        return
    why = _("Readers cannot be told whether it is open.")
    for location in locations:
        if location.timetable.is_empty:
            sentence = _("“%(location)s” has no opening hours.") % {"location": location}
            yield Finding(sentence, why, reverse("locations:edit", args=(location.pk,)))
    if ClinicSettings.for_site(site).main_location_id is None:
        url = reverse("wagtailsettings:edit", args=("core", "clinicsettings", site.pk))
        yield Finding(_("No main location is chosen."), _("No opening hours stand beside the phone number."), url)


def _why_policy() -> str:
    return _("Readers, and some laws, expect it in the footer of every page.")


def _why_action() -> str:
    return _("Buttons that lead there are left out until it exists.")
