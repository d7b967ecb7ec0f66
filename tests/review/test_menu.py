"""The menu prints words that were signed, or a label."""

import json

import pytest
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page

from clinic.core.models import SiteFrame
from clinic.core.models.frame import MenuLinkBlock
from tests.review.clinic import UNSIGNED, Clinic, read


def put_in_menu(page: Page, label: str = "") -> None:
    menu = json.dumps([{"type": "link", "value": {"page": page.pk, "label": label}}])
    written = {"clinic_name": "A clinic", "crisis_lines": "<p>988</p>", "menu": menu}
    SiteFrame.objects.update_or_create(locale=page.locale, defaults=written)


def test_a_title_that_nobody_signed_is_not_printed_in_the_menu(clinic: Clinic) -> None:
    put_in_menu(clinic.article)
    Page.objects.filter(pk=clinic.article.pk).update(title=UNSIGNED)
    assert UNSIGNED not in read("/")
    put_in_menu(clinic.article, "Ketamine in short")
    assert "Ketamine in short" in read("/")
    put_in_menu(clinic.publication.index)  # whose title is its own
    assert clinic.publication.index.title in read("/")


def test_whoever_puts_a_signed_page_into_the_menu_is_asked_for_a_label(clinic: Clinic) -> None:
    block = MenuLinkBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"page": clinic.article.pk, "label": ""}))
    assert refusal.value.block_errors["label"].messages == [
        "Give a label: the title of this page can change before anybody has signed it."
    ]
    block.clean(block.to_python({"page": clinic.article.pk, "label": "Ketamine in short"}))
    block.clean(block.to_python({"page": clinic.publication.index.pk, "label": ""}))
