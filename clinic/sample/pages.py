"""The sample clinic's own pages, and the frame around all of them."""

import json

from wagtail.models import Page

from clinic.core.models import Notice
from clinic.pages.models import AccessibilityPage, ContactPage, HomePage, QuestionsPage, StandardPage
from clinic.pages.models.text import TextPage
from clinic.sample import content
from clinic.sample.state import Loaded
from clinic.sample.structure import make_structure

LISTS = ("articles", "treatments", "compare", "team", "services", "conditions")


def load_structure(loaded: Loaded) -> None:
    """Make the home page and the lists below it, with the words of those that have any."""
    site, pages = content.read("site"), content.read("pages")
    words = pages["home"]
    home = HomePage(
        title=words["title"],
        slug="sample-clinic",
        seo_title=words["search_title"],
        search_description=words["description"],
        headline=words["headline"],
        lede=words["lede"],
    )
    loaded.structure = make_structure(
        clinic_name=site["clinic_name"], home=home, slogan=site["slogan"], crisis_lines=site["crisis_lines"]
    )
    loaded.structure.clinic.is_sample = True  # first of all: only a sample clinic has rows with dates of their own
    loaded.structure.clinic.save()
    for name in LISTS:
        page = getattr(loaded.structure, name)
        for field, text in pages.get(name, {}).items():
            setattr(page, {"description": "search_description"}.get(field, field), text)
        page.save_revision().publish()


TextPages = list[TextPage]


def draft_pages(loaded: Loaded) -> TextPages:
    """Make the pages of text without their words, so that texts can link to them."""
    drafts: TextPages = []
    site = content.read("site")
    kinds: dict[str, type[TextPage]] = dict.fromkeys(site["actions"].values(), ContactPage)
    kinds[site["policies"]["accessibility"]] = AccessibilityPage
    for words in content.read("pages")["pages"]:
        page_type = kinds.get(words["slug"], StandardPage)
        drafts.append(page_type(title=words["title"], slug=words["slug"]))
        loaded.site.home.add_child(instance=drafts[-1])
    return drafts


def draft_questions(loaded: Loaded) -> QuestionsPage:
    """Make the page of questions without its words, so that texts can link to it."""
    words = content.read("questions")
    page = QuestionsPage(title=words["title"], slug=words["slug"], groups="[]")
    loaded.site.home.add_child(instance=page)
    return page


def load_questions(loaded: Loaded, page: QuestionsPage) -> None:
    """Write and publish the page of questions."""
    words = content.read("questions")
    page.search_description, page.introduction = words["description"], words["introduction"]
    page.groups = loaded.resolver.stream([{"type": "group", **group} for group in words["groups"]])
    page.save_revision().publish()


def addresses(loaded: Loaded) -> dict[str, int]:
    """Return the id of every page by its address."""
    home = loaded.site.home
    return {
        f"/{path.removeprefix(home.url_path)}": pk
        for pk, path in Page.objects.descendant_of(home, inclusive=True).values_list("pk", "url_path")
    }


def load_pages(loaded: Loaded, drafts: TextPages) -> None:
    """Write and publish the home page and the pages of text."""
    pages, home = content.read("pages"), loaded.site.home
    home.promises = loaded.resolver.list_of("promise", pages["home"]["promises"])
    home.limits = loaded.resolver.list_of("limit", pages["home"]["limits"])
    home.body = loaded.resolver.stream(pages["home"]["body"])
    home.save_revision().publish()
    for page, words in zip(drafts, pages["pages"], strict=True):
        page.search_description = words["description"]
        page.introduction = loaded.resolver.html(words["introduction"])
        page.body = loaded.resolver.stream(words["body"])
        page.save_revision().publish()


def load_settings(loaded: Loaded) -> None:
    """Fill in the clinic's settings, the menu and the texts around every page."""
    site, page_ids = content.read("site"), loaded.resolver.pages
    frame, clinic = loaded.site.frame, loaded.site.clinic
    frame.menu = json.dumps(
        [
            {"type": "link", "value": {"page": page_ids[f"/{row['slug']}/"], "label": row["label"]}}
            for row in site["menu"]
        ]
    )
    for notice in Notice.objects.filter(locale=loaded.locale):
        notice.text = loaded.resolver.html(notice.text)
        notice.save()
    frame.notice_id = loaded.resolver.notices[site["notice"]]
    frame.disclaimer = site["disclaimer"]
    frame.reuse_terms = site["reuse_terms"]
    frame.save()
    clinic.phone, clinic.email, clinic.address = site["phone"], site["email"], site["address"]
    clinic.logo = loaded.images[site["logo"]]
    clinic.social_image = loaded.images[site["social_card"]]
    for name, slug in {**site["policies"], **site["actions"]}.items():
        setattr(clinic, f"{name}_page_id", page_ids[f"/{slug}/"])
    clinic.save()
