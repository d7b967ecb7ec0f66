"""The notices that stand at every form, and the house check that misses them."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from clinic.consultations.house import few_languages
from clinic.consultations.language_help import ASKED_FOR, LANGUAGES
from clinic.consultations.models import IntakeSettings
from clinic.core.models import ClinicSettings
from tests.consultations.answers import ADDRESSES, check, send

pytestmark = pytest.mark.django_db
NOTICES = ("privacy", "health_data", "nondiscrimination", "good_faith_estimate")


def test_each_step_of_each_form_leads_to_the_notices_and_offers_help_in_other_languages(client: Client) -> None:
    site = Site.objects.get()
    help_in = [("es", "Hay ayuda gratuita en español."), ("ar", "المساعدة مجانية")]
    notices = [{"type": "help", "value": {"language": tag, "text": text}} for tag, text in help_in]
    IntakeSettings.objects.create(site=site, language_help=notices)
    clinic = ClinicSettings.for_site(site)
    for name in NOTICES:
        page = site.root_page.add_child(instance=Page(title=f"Our {name}", slug=name.replace("_", "-")))
        setattr(clinic, f"{name}_page", page)
    clinic.save()
    steps = [check(client, "contact", name=""), check(client, "contact"), send(client, "contact")]
    for answer in (*map(client.get, ADDRESSES.values()), *steps):
        words = answer.content.decode()
        at_the_form = words.partition('class="intake-notices"')[2].partition("</nav>")[0]
        assert [f"Our {name}" in at_the_form for name in NOTICES] == [True] * 4
        assert '<div lang="ar" dir="rtl">' in words
        assert "Hay ayuda gratuita en español." in words


def test_the_house_check_counts_the_languages() -> None:
    site = Site.objects.get()
    assert "0 of 15" in next(few_languages(site)).sentence
    notices = [{"type": "help", "value": {"language": tag, "text": "…"}} for tag in list(LANGUAGES)[:ASKED_FOR]]
    settings = IntakeSettings.for_site(site)
    settings.language_help = notices
    settings.save()
    assert not list(few_languages(site))
