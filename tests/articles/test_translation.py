"""A translated page goes its own way to its readers, with the text it was made from beside it."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from articles.editions.models import CurrentEdition
from articles.models import ArticlePage, SignOff
from articles.review.guard import MedicalReviewRequired
from tests.articles.piece import Piece, in_review
from tests.articles.publication import make_reviewer
from tests.staff import let_in


def test_a_translation_has_editions_and_signatures_of_its_own_and_is_read_beside_its_source(
    piece: Piece, client: Client
) -> None:
    in_review(piece)
    piece.decided()
    source = CurrentEdition.objects.get(page=piece.article.pk).edition
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    made = piece.page.copy_for_translation(spanish, copy_parents=True)
    translated = replace(piece, article=ArticlePage.objects.get(pk=made.pk))
    translated.rewrite("Las primeras palabras.")
    with pytest.raises(MedicalReviewRequired, match="No clinician has signed"):
        translated.page.get_latest_revision().publish()
    edition = in_review(translated)

    reviewer = make_reviewer()
    screen = let_in(client, reviewer).get(reverse("sign_edition", args=(edition.pk,))).content.decode()
    beside = f'src="{reverse("read_edition", args=(source.pk,))}"'
    assert beside in screen
    assert "The first words." in client.get(reverse("read_edition", args=(source.pk,))).content.decode()
    editor = reverse("wagtailadmin_pages:edit", args=(made.pk,))
    assert reverse("read_edition", args=(source.pk,)) in let_in(Client(), piece.editor).get(editor).content.decode()

    signed = translated.decided()
    page = Client().get("/es/articles/an-article/").content.decode()
    assert "Las primeras palabras." in page
    assert signed.name in page
    assert "The first words." in Client().get("/articles/an-article/").content.decode()
    assert set(SignOff.objects.values_list("page", flat=True)) == {piece.article.pk, made.pk}
    assert CurrentEdition.objects.get(page=made).edition.number == 1
