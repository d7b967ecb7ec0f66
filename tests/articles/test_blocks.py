"""The body: what editors are offered, what is refused at which field, and what an edition keeps of each block."""

import datetime
import json
import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.test import RequestFactory
from wagtail.models import Locale

from articles.blocks import ArticleBodyBlock, BodyBlock
from articles.editions.models import ContributorRole
from articles.models import ArticleCorrection, Topic
from clinic.core.models import ClinicImage, Notice
from tests.articles.publication import Publication as Site
from tests.articles.publication import newest_edition
from tests.factories import DisclosureFactory, PersonFactory, ReferenceFactory

GOLDEN = Path(__file__).parent / "golden"
BODY = BodyBlock()


def picture_file() -> ImageFile:
    """Return the one picture whose digest the golden snapshot names."""
    return ImageFile(BytesIO((GOLDEN / "picture.png").read_bytes()), "picture.png")


@pytest.mark.parametrize("name", BODY.child_blocks)
def test_every_block_tells_an_editor_what_it_is(name: str) -> None:
    block = BODY.child_blocks[name]
    assert block.meta.template == f"blocks/{name}.html"
    assert block.meta.icon != "placeholder"
    assert str(block.meta.description).endswith(".")
    assert block.meta.group
    assert block.is_previewable


@pytest.mark.parametrize("name", BODY.child_blocks)
def test_every_block_shows_itself_before_it_is_chosen(db: None, name: str) -> None:
    block = BODY.child_blocks[name]
    value = block.get_preview_value()
    context = block.get_preview_context(value, {"request": RequestFactory().get("/")})
    html = block.render(value, context)
    assert html.strip() or name == "figure"  # a figure needs a picture to show


def errors_of(value: Any) -> str:
    """Return what a cleaned body complains of, as JSON for the editor."""
    with pytest.raises(ValidationError) as refused:
        BODY.clean(BODY.to_python(value))
    return json.dumps(refused.value.as_json_data(), default=str)


TABLE = {"caption": "c", "columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["<p>x</p>"]}]}


@pytest.mark.parametrize(
    ("kind", "value", "field", "sentence"),
    [
        ("heading", {"text": "", "level": "2", "anchor": ""}, "text", "required"),
        ("heading", {"text": "x", "level": "5", "anchor": ""}, "level", "not one of the available"),
        ("heading", {"text": "x", "level": "2", "anchor": "No spaces"}, "anchor", "Small letters"),
        ("table", {"row_headers": True, "table": {**TABLE, "caption": " "}}, "table", "caption"),
        ("table", {"row_headers": True, "table": {**TABLE, "columns": [], "rows": []}}, "table", "at least one"),
        (
            "table",
            {"row_headers": True, "table": {**TABLE, "columns": [{"type": "text", "heading": ""}]}},
            "table",
            "Name every column",
        ),
        ("quote", {"text": "", "attribution": ""}, "text", "required"),
        ("safety_notice", {"level": "loud", "heading": "x", "text": "<p>x</p>"}, "level", "not one of the available"),
        ("myth_fact", {"myth": "", "fact": "<p>x</p>"}, "myth", "required"),
        ("questions", {"heading": "", "items": []}, "items", "minimum"),
        ("call_steps", {"heading": "x", "steps": [{"title": "one", "text": "one"}]}, "steps", "minimum"),
        ("call_to_action", {"kind": "shout", "heading": "x", "text": ""}, "kind", "not one of the available"),
    ],
)
def test_what_is_missing_is_said_at_its_field(db: None, kind: str, value: Any, field: str, sentence: str) -> None:
    complaint = errors_of([{"type": kind, "value": value}])
    assert f'"{field}"' in complaint
    assert sentence in complaint


def test_a_picture_that_nobody_described_is_refused(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    image = ClinicImage.objects.create(title="x", file=picture_file())
    assert "Describe the picture" in errors_of(
        [{"type": "figure", "value": {"image": image.pk, "alt": "", "caption": ""}}]
    )


def heading(text: str, anchor: str = "") -> dict[str, Any]:
    """Return a raw heading."""
    return {"type": "heading", "value": {"text": text, "level": "2", "anchor": anchor}}


def anchors(*headings: dict[str, Any]) -> list[str]:
    """Return the anchors that cleaning gives."""
    return [child.value["anchor"] for child in BODY.clean(BODY.to_python(list(headings)))]


def test_an_anchor_is_made_once_and_outlives_a_rewording() -> None:
    assert anchors(heading("What it costs")) == ["what-it-costs"]
    assert anchors(heading("What you pay", "what-it-costs")) == ["what-it-costs"]


def test_headings_with_the_same_words_get_anchors_of_their_own() -> None:
    assert anchors(heading("Risks"), heading("Risks"), heading("Risks")) == ["risks", "risks-2", "risks-3"]


def test_a_heading_without_a_letter_gets_an_anchor_too() -> None:
    assert anchors(heading("2025"), heading("¿?")) == ["section", "section-2"]


def test_an_anchor_given_twice_by_hand_is_refused_at_the_second() -> None:
    complaint = errors_of([heading("One", "same"), heading("Two", "same")])
    assert "Another heading has this anchor" in complaint


def everything(publication: Site) -> dict[str, Any]:
    """Return the snapshot of an article that has everything, with nothing left to chance."""
    locale = Locale.get_default()
    image = ClinicImage.objects.create(
        title="Picture",
        description="A green field",
        credit="A maker",
        contains_models=True,
        file=picture_file(),
    )
    notice = Notice.objects.create(
        translation_key=uuid.UUID(int=3),
        name="n",
        level="warning",
        heading="Kept once",
        text="<p>Words.</p>",
        locale=locale,
    )
    reference = ReferenceFactory(
        key="sample2020", authors="Sample AB", title="A trial", doi="10.5555/sample", container="Journal", pages="1-2"
    )
    cite = f'<a linktype="reference" id="{reference.pk}">[Sample 2020]</a>'
    author = PersonFactory(
        uuid=uuid.UUID(int=1), name="Ana Ruiz", post_nominals="RN", job_title="Writer", portrait=image
    )
    DisclosureFactory(person=author, text="None.", declared_on="2026-01-02")
    editor = PersonFactory(uuid=uuid.UUID(int=2), name="Bo Lind")
    cell = {"type": "text", "heading": "Aspect"}
    article = publication.published(
        title="Caf\u0065\u0301",  # decomposed: the snapshot holds it composed
        seo_title="Search title",
        search_description="Description",
        standfirst=f"<p>Stand <b>first</b>{cite}</p>",
        featured_image=image,
        featured_caption="A & B",
        disclosure="Paid by nobody.",
        corrections=[
            ArticleCorrection(
                was_wrong="It said 5.", now_says="It says 50.", severity="safety", noted_on=datetime.date(2026, 3, 4)
            )
        ],
        topics=[Topic.objects.create(name="Pain", slug="pain", locale=locale)],
        contributors=[(editor, ContributorRole.EDITOR), (author, ContributorRole.AUTHOR)],
        body=[
            ("heading", {"text": "Section", "level": "2", "anchor": "section"}),
            ("rich_text", f'<p data-block-key="x">Text <i>i</i>{cite}</p><ul><li>one</li></ul><p></p>'),
            ("figure", {"image": image, "alt": "Told here", "caption": "<p>Caption</p>"}),
            ("quote", {"text": "Said", "attribution": "Somebody"}),
            (
                "table",
                {
                    "row_headers": True,
                    "table": {
                        "caption": "Table",
                        "columns": [cell, cell],
                        "rows": [{"values": ["<p>a</p>", "<p>b</p>"]}],
                    },
                },
            ),
            ("safety_notice", {"level": "emergency", "heading": "Stop", "text": "<p>Call 911.</p>"}),
            ("notice", {"notice": notice}),
            ("myth_fact", {"myth": "Myth", "fact": "<p>Fact</p>"}),
            ("questions", {"heading": "Q", "items": [{"question": "Why?", "answer": "<p>So.</p>"}]}),
            ("call_to_action", {"kind": "phone", "heading": "Call", "text": "Us"}),
            ("call_steps", {"heading": "Steps", "steps": [{"title": "1", "text": "a"}, {"title": "2", "text": "b"}]}),
        ],
    )
    snapshot: dict[str, Any] = json.loads(newest_edition(article).snapshot)
    return snapshot


def test_the_form_of_a_snapshot_stays_what_it_was(publication: Site) -> None:
    golden = json.loads((GOLDEN / "article-v1.json").read_text(encoding="utf-8"))
    assert everything(publication) == golden


def test_the_golden_article_has_every_kind_of_block_that_needs_no_other_page() -> None:
    golden = json.loads((GOLDEN / "article-v1.json").read_text(encoding="utf-8"))
    assert {block["type"] for block in golden["body"]} == set(BODY.child_blocks) - {"comparison"}


@pytest.mark.parametrize("name", ArticleBodyBlock().child_blocks)
def test_a_draft_may_hold_any_block_that_nobody_has_filled_in(db: None, name: str) -> None:
    body = ArticleBodyBlock()
    value = body.normalize([(name, body.child_blocks[name].get_default())])
    assert [block.block_type for block in body.clean_deferred(value)] == [name]


def test_a_heading_without_words_is_not_given_an_anchor_that_it_would_keep() -> None:
    value = BODY.to_python([{"type": "heading", "value": {"text": "", "level": "2", "anchor": ""}}])
    assert BODY.clean_deferred(value)[0].value["anchor"] == ""
