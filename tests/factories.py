"""Rows for tests, with the least that each needs."""

import datetime
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, Site

from articles.library.models import EvidenceKind, Reference
from clinic.accounts.models import User
from clinic.core.models import ClinicImage
from clinic.pages.models import HomePage
from clinic.people.models import Credential, CredentialKind, Disclosure, Person, PersonPage, TeamPage


class UserFactory(factory.django.DjangoModelFactory):
    """An account, in the groups that ``groups`` names."""

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    password = factory.django.Password("password")

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def groups(self, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        """Put the account into groups by name."""
        for name in extracted or []:
            self.groups.add(Group.objects.get(name=name))


class ImageFactory(wagtail_factories.ImageFactory):
    """A picture of one colour, 1200 by 800 pixels unless said otherwise."""

    file = factory.django.ImageField(width=1200, height=800, color="teal")
    description = "A teal rectangle"

    class Meta:
        model = ClinicImage


class PersonFactory(factory.django.DjangoModelFactory):
    """Someone without account, credentials or portrait."""

    name = factory.Sequence(lambda n: f"Person {n}")

    class Meta:
        model = Person


class CredentialFactory(factory.django.DjangoModelFactory):
    """A licence that holds for another year."""

    person = factory.SubFactory(PersonFactory)
    kind = CredentialKind.LICENCE
    title = "Physician and surgeon"
    issuer = "Washington Medical Commission"
    jurisdiction = "Washington"
    number = factory.Sequence(lambda n: f"MD{n:08}")
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=365))
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=365))
    checked_by = "Sam Clerk"
    checked_where = "The commission's public register"
    checked_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = Credential


class DisclosureFactory(factory.django.DjangoModelFactory):
    """Nothing to disclose, declared today."""

    person = factory.SubFactory(PersonFactory)
    text = "Nothing to disclose."
    declared_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = Disclosure


class TeamPageFactory(wagtail_factories.PageFactory):
    """The team, right below the page at which the site begins."""

    title = "Team"
    slug = "team"
    parent = factory.LazyFunction(lambda: Site.objects.get().root_page)

    class Meta:
        model = TeamPage


class PersonPageFactory(wagtail_factories.PageFactory):
    """A person's page, below a team page of its own unless ``parent`` is given."""

    title = factory.SelfAttribute("person.name")
    person = factory.SubFactory(PersonFactory)
    parent = factory.SubFactory(TeamPageFactory)

    class Meta:
        model = PersonPage


class HomePageFactory(wagtail_factories.PageFactory):
    """A home page that is the root of the default site."""

    title = "Home"
    slug = "test-home"
    headline = "A clinic"
    lede = "What it does."
    parent = None

    class Meta:
        model = HomePage

    @classmethod
    def _create_instance(cls, model_class: type, parent: Any, kwargs: dict[str, Any]) -> HomePage:
        home = model_class(**kwargs)
        (parent or Page.objects.get(depth=1)).add_child(instance=home)
        home.save_revision().publish()
        home.refresh_from_db()
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
        )
        return home


class ReferenceFactory(factory.django.DjangoModelFactory):
    """A trial with a DOI."""

    key = factory.Sequence(lambda n: f"sample{n}")
    kind = EvidenceKind.TRIAL
    authors = factory.Sequence(lambda n: f"Sample{n} AB, Other CD")
    title = factory.Sequence(lambda n: f"An invented trial, number {n}")
    container = "Journal of Samples"
    year = 2020
    volume = "1(1)"
    pages = "1-9"
    doi = factory.Sequence(lambda n: f"10.5555/sample.{n}")

    class Meta:
        model = Reference
