"""The sample conditions and services, signed like the articles."""

from typing import Any

from articles.editions.models import ContributorRole
from articles.editions.services import freeze_edition, publish_edition
from articles.models import Indication
from articles.review.services import sign_sample_edition
from clinic.pages.models import (
    ConditionContributor,
    ConditionPage,
    LocationPage,
    ServiceContributor,
    ServicePage,
)
from clinic.sample import content
from clinic.sample.state import Loaded, days_ago, reviewer

SIGNED_DAYS_AGO, PUBLISHED_DAYS_AGO = 75, 74
DISCLOSURE = (
    "The clinic in this sample offers ketamine treatment, so it would gain if readers chose it. No drug company paid"
    " for this page or saw it before it was published."
)

CarePages = list[ConditionPage | ServicePage]


def draft_care(loaded: Loaded) -> CarePages:
    """Make the pages without their words, so that texts can link to them."""
    pages: CarePages = []
    for words in content.care():
        of_condition = words["kind"] == "condition"
        page_type: type[ConditionPage | ServicePage] = ConditionPage if of_condition else ServicePage
        parent = loaded.site.conditions if of_condition else loaded.site.services
        pages.append(page_type(title=words["title"], slug=words["slug"]))
        parent.add_child(instance=pages[-1])
    return pages


def load_care(loaded: Loaded, pages: CarePages) -> None:
    """Write the pages, sign and publish them."""
    for page, words in zip(pages, content.care(), strict=True):
        _write(page, words, loaded)
        author, editor = (loaded.people[key].user for key in ("author", "editor"))
        revision = page.save_revision(user=author)
        edition = freeze_edition(revision, editor)
        sign_sample_edition(edition, reviewer(), days_ago(SIGNED_DAYS_AGO))
        publish_edition(edition, editor, sample_date=days_ago(PUBLISHED_DAYS_AGO))
        revision.publish()


def _write(page: ConditionPage | ServicePage, words: dict[str, Any], loaded: Loaded) -> None:
    resolver = loaded.resolver
    page.seo_title, page.search_description = words["search_title"], words["description"]
    page.standfirst = resolver.html(words["standfirst"])
    page.takeaways = resolver.list_of("takeaway", words["takeaways"])
    page.body = resolver.stream(words["body"])
    page.disclosure = DISCLOSURE
    page.treatments = [resolver.treatments[slug] for slug in words["treatments"]]
    page.indications = list(Indication.objects.filter(key__in=words["indications"]))
    roles = ((ContributorRole.AUTHOR, "author"), (ContributorRole.EDITOR, "editor"))
    if isinstance(page, ServicePage):
        page.conditions = list(ConditionPage.objects.filter(slug__in=words["conditions"]))
        page.locations = [each.location for each in LocationPage.objects.filter(slug__in=words["locations"])]
        page.service_contributors = [ServiceContributor(person=loaded.people[key], role=role) for role, key in roles]
    else:
        page.condition_contributors = [
            ConditionContributor(person=loaded.people[key], role=role) for role, key in roles
        ]
    page.clean()
