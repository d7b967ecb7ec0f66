"""Every page and text of the sample site can be translated, and readers are led from one language to the other."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, TranslatableMixin

from clinic.accounts.roles import EDITORS, SITE_MANAGERS
from clinic.core.models import BasePage
from clinic.pages.models import HomePage, StandardPage
from tests.browser.site import fetch
from tests.factories import UserFactory
from tests.staff import let_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("sample_site"),
    pytest.mark.xdist_group("sample_site"),
]


@pytest.fixture
def spanish() -> Locale:
    """The language to translate into, which every site has."""
    return Locale.objects.get(language_code="es")


@pytest.fixture
def editor() -> Client:
    """An editor who is signed in."""
    return let_in(Client(), UserFactory(groups=[EDITORS]))


def translate_page(editor: Client, page: Page, spanish: Locale) -> Any:
    """Copy a page into Spanish as an editor does."""
    address = reverse("simple_translation:submit_page_translation", args=(page.pk,))
    assert editor.post(address, {"locales": [spanish.pk]}).status_code == 302
    return page.specific.get_translation(spanish)


def samples(of: type) -> list[Any]:
    """Return one row of each concrete model of a kind, pages from the top of the tree down."""
    rows = [
        model.objects.filter(locale__language_code="en").first() for model in apps.get_models() if issubclass(model, of)
    ]
    found = [row for row in rows if row is not None]
    return sorted(found, key=lambda row: getattr(row, "path", ""))


def test_every_type_of_page_is_copied_as_a_draft_that_opens(editor: Client, spanish: Locale) -> None:
    pages = samples(BasePage)
    assert {type(page) for page in pages} == {model for model in apps.get_models() if issubclass(model, BasePage)}
    for page in pages:
        copy = translate_page(editor, page, spanish)
        assert (copy.title, copy.live, type(copy)) == (page.title, False, type(page))
        opened = editor.get(reverse("wagtailadmin_pages:edit", args=(copy.pk,)))
        assert opened.status_code == 200, f"{type(page)}: {opened.status_code}"


def test_every_type_of_text_is_copied(spanish: Locale) -> None:
    manager = let_in(Client(), UserFactory(groups=[SITE_MANAGERS]))
    texts = [row for row in samples(TranslatableMixin) if not isinstance(row, Page)]
    kinds = {
        model for model in apps.get_models() if issubclass(model, TranslatableMixin) and not issubclass(model, Page)
    }
    assert {type(row) for row in texts} == kinds
    for row in texts:
        label = (row._meta.app_label, row._meta.model_name, row.pk)
        address = reverse("simple_translation:submit_snippet_translation", args=label)
        assert manager.post(address, {"locales": [spanish.pk]}).status_code == 302, label
        assert str(row.get_translation(spanish)), label


def test_readers_are_led_to_a_translation_once_it_is_published(editor: Client, spanish: Locale, client: Client) -> None:
    home, page = HomePage.objects.get(), StandardPage.objects.get(slug="insurance")
    assert not _alternates(client, "/insurance/")
    translate_page(editor, home, spanish).get_latest_revision().publish()
    translated = translate_page(editor, page, spanish)
    assert not _alternates(client, "/insurance/")
    translated.title = "Seguro"
    translated.save_revision().publish()
    both = {"en": "http://127.0.0.1:8000/insurance/", "es": "http://127.0.0.1:8000/es/insurance/"}
    assert _alternates(client, "/insurance/") == _alternates(client, "/es/insurance/") == both
    assert "/es/insurance/" in dict(fetch(client, "/insurance/").links)
    assert "/insurance/" in dict(fetch(client, "/es/insurance/").links)
    assert fetch(client, "/es/insurance/").all("html")[0].get("lang") == "es"
    found = client.get("/es/search/", {"q": "seguro"}).context["results"]
    assert [result.url for result in found] == ["/es/insurance/"]
    assert 'hreflang="es" href="http://127.0.0.1:8000/es/insurance/"' in client.get("/sitemap-1.xml").content.decode()


def _alternates(client: Client, address: str) -> dict[str, str]:
    links = fetch(client, address).all("link")
    return {str(link.get("hreflang")): str(link.get("href")) for link in links if link.get("hreflang")}
