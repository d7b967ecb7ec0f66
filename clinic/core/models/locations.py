"""Where the clinic is and when it is open: facts that are the same in every language."""

import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField

from clinic.core.hours_blocks import SpecialDaysBlock, WeekBlock, special_days, weekly_hours
from clinic.core.opening_hours import State, Timetable

# Every time zone of the United States, by the names that people give them.
TIME_ZONES = [
    ("America/New_York", _("Eastern time")),
    ("America/Chicago", _("Central time")),
    ("America/Denver", _("Mountain time")),
    ("America/Phoenix", _("Arizona time")),
    ("America/Los_Angeles", _("Pacific time")),
    ("America/Anchorage", _("Alaska time")),
    ("Pacific/Honolulu", _("Hawaii time")),
    ("America/Puerto_Rico", _("Atlantic time")),
    ("Pacific/Guam", _("Chamorro time")),
    ("Pacific/Pago_Pago", _("Samoa time")),
]


class Location(models.Model):
    """A place of the clinic. Like a person, it is not translated: each language has a page about it."""

    name = models.CharField(_("name"), max_length=80, unique=True, help_text=_("For example: Seattle, Ferry Street."))
    street = models.CharField(_("street and number"), max_length=120)
    suite = models.CharField(_("suite or floor"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=80)
    state = models.CharField(
        _("state"),
        max_length=2,
        validators=[RegexValidator("^[A-Z]{2}$", _("Two capital letters, for example WA."))],
        help_text=_("Two letters, for example WA."),
    )
    postal_code = models.CharField(
        _("ZIP code"),
        max_length=10,
        validators=[RegexValidator(r"^\d{5}(-\d{4})?$", _("Five digits, or five and four: 98101 or 98101-1234."))],
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees; north is positive. For maps."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees; west is negative."),
    )
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("As readers see it, for example (206) 555-0142.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        choices=TIME_ZONES,
        help_text=_("All hours below are on the clocks of this place."),
    )
    hours = StreamField(WeekBlock(), verbose_name=_("regular hours"), blank=True)
    special_days = StreamField(SpecialDaysBlock(), verbose_name=_("closures and special days"), blank=True)

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldPanel("suite"),
                FieldRowPanel([FieldPanel("city"), FieldPanel("state"), FieldPanel("postal_code")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])], heading=_("How to reach it")),
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_(
                        "Readers see these at once, on every page that says whether you are open. A day without hours"
                        " is closed. Closures and special days come before regular hours; past ones may stay."
                    )
                ),
                FieldPanel("time_zone"),
                FieldPanel("hours"),
                FieldPanel("special_days"),
            ],
            heading=_("When it is open"),
        ),
    ]

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                    latitude__isnull=False,
                    longitude__isnull=False,
                ),
                name="location_on_the_globe",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(time_zone__in=[name for name, _label in TIME_ZONES]), name="location_has_known_time_zone"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Ask for both coordinates or neither, at the field that is missing."""
        super().clean()
        for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if getattr(self, name) is None and getattr(self, other) is not None:
                raise ValidationError({name: _("Give both latitude and longitude, or neither.")})

    @property
    def address_lines(self) -> list[str]:
        """The address as on an envelope: street with suite, then town."""
        return [self.street_line, f"{self.city}, {self.state} {self.postal_code}"]

    @property
    def street_line(self) -> str:
        """Street, number and suite in one line."""
        return ", ".join(filter(None, (self.street, self.suite)))

    @property
    def map_url(self) -> str:
        """A map of the place on another site, for readers who choose to go there; empty without coordinates."""
        if self.latitude is None or self.longitude is None:
            return ""
        at = f"{self.latitude.normalize():f}", f"{self.longitude.normalize():f}"
        return f"https://www.openstreetmap.org/?mlat={at[0]}&mlon={at[1]}#map=17/{at[0]}/{at[1]}"

    @cached_property
    def timetable(self) -> Timetable:
        """When the place is open."""
        return Timetable(ZoneInfo(self.time_zone), weekly_hours(self.hours), tuple(special_days(self.special_days)))

    def state_at(self, moment: datetime.datetime | None = None) -> State:
        """Return whether it is open at a moment (now unless given), and until when that holds."""
        return self.timetable.state_at(moment or timezone.now())
