"""Pictures, with what a reader must be told about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class ClinicImage(AbstractImage):
    """A picture. ``description`` is its text alternative wherever it is not given in place."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made it, as it should be printed."),
    )
    contains_models = models.BooleanField(
        _("contains models"),
        default=False,
        help_text=_("Tick if the people shown are models, not patients or staff. Readers are told."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "contains_models")


class ClinicRendition(AbstractRendition):
    """A picture cut for one use in the admin; what readers get is frozen with the edition."""

    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]
