"""The forms behind every view that writes people, with the rules that a database cannot say kindly."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from clinic.core.models import ClinicImage
from clinic.core.pictures import freeze_picture
from clinic.people.changes import IDENTITY_FIELDS, OWN_ACCOUNT, OWN_RECORD
from clinic.people.deletion import what_holds


class CredentialFormSet(BaseChildFormSet):
    """A person's credentials. ``is_own_record`` is set by the form around it."""

    is_own_record = False

    def clean(self) -> None:
        """Refuse changes to one's own, and the removal of what somebody signed with."""
        super().clean()
        if self.is_own_record and self.has_changed():
            raise ValidationError(OWN_RECORD)
        for form in self.deleted_forms:
            if form.instance.pk and (holding := what_holds(form.instance)):
                raise ValidationError(
                    _("%(credential)s cannot be removed, it stands on record: %(holding)s. Give its last day instead."),
                    params={"credential": form.instance, "holding": holding},
                )


class PersonForm(WagtailAdminModelForm):
    """A person with credentials and disclosures, for every view that adds or edits one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: AbstractBaseUser | None = self.for_user
        self.is_own_record = bool(user and user.pk and self.instance.user_id == user.pk)
        if "credentials" in self.formsets:
            self.formsets["credentials"].is_own_record = self.is_own_record

    def clean_portrait(self) -> ClinicImage | None:
        """Refuse a picture whose file cannot be read, while the form can still say so."""
        portrait: ClinicImage | None = self.cleaned_data["portrait"]
        if portrait is not None:
            freeze_picture(portrait)
        return portrait

    def clean(self) -> dict[str, Any]:
        """Refuse changes to one's own identity, and a link to one's own account."""
        cleaned: dict[str, Any] = super().clean()
        if self.is_own_record:
            for name in IDENTITY_FIELDS:
                if name in self.changed_data:
                    self.add_error(name, OWN_RECORD)
        elif self.for_user and cleaned.get("user") == self.for_user:
            self.add_error("user", OWN_ACCOUNT)
        return cleaned


class PersonPageForm(WagtailAdminPageForm):
    """A person's page; one in each language."""

    def clean(self) -> dict[str, Any]:
        """Refuse a second page about the same person in the same language."""
        cleaned: dict[str, Any] = super().clean()
        person, page = cleaned.get("person"), self.instance
        locale_id = page.locale_id or (self.parent_page and self.parent_page.locale_id)
        others = person.pages.filter(locale=locale_id, alias_of=None).exclude(pk=page.pk) if person else None
        if others is not None and (other := others.first()):
            self.add_error(
                "person",
                ValidationError(_("There is already a page about them: %(title)s."), params={"title": other.title}),
            )
        return cleaned
