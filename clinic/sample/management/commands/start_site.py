"""Begin a real site."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from clinic.accounts.models import User
from clinic.pages.models import HomePage
from clinic.sample.structure import SiteNotEmptyError, make_structure, refuse_if_not_empty


class Command(BaseCommand):
    """``manage.py start_site``: a home page, an empty list of articles, a team page, and somebody to begin."""

    help = "Set up a real, empty clinic and its first account. Refuses where there is content."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments."""
        parser.add_argument("clinic_name", help="the clinic's name, as readers see it")
        parser.add_argument("email", help="the address of the first administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up, or say in one line why not."""
        name, email = options["clinic_name"].strip(), options["email"].strip()
        if not name or len(name) > 80:
            raise CommandError("Give the clinic a name of 1 to 80 characters.")
        try:
            validate_email(email)
            refuse_if_not_empty()
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        except SiteNotEmptyError as refusal:
            raise CommandError(str(refusal)) from refusal
        with transaction.atomic():
            user = User.objects.filter(email__iexact=email).first() or User.objects.create_superuser(email)
            home = HomePage(title=name, slug="clinic", headline=name, lede="This site is being set up.")
            make_structure(clinic_name=name, home=home)
        link = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
        )
        self.stdout.write(f"The site is set up. {email} chooses a password here, once:\n{settings.SITE_URL}{link}")
