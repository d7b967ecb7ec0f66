"""What loading the sample site leaves, and what loading it again changes."""

import stat
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from articles.models import Edition
from clinic.sample.access import access_file

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]


def test_the_passwords_are_in_a_file_that_is_named_and_that_only_its_owner_reads(sample_loaded: str) -> None:
    assert str(access_file()) in sample_loaded
    assert stat.S_IMODE(access_file().stat().st_mode) == 0o600


def test_loading_it_again_changes_nothing() -> None:
    before = (Page.objects.count(), Edition.objects.count(), access_file().read_text())
    said = StringIO()
    call_command("sample_site", stdout=said)
    assert "Nothing was changed" in said.getvalue()
    assert (Page.objects.count(), Edition.objects.count(), access_file().read_text()) == before
