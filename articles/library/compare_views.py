"""What the page that compares answers: the choice, a comparison, or what there is to compare instead."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db.models import Case, F, Q, TextField, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from articles.jsonld import comparison_graph
from articles.library.comparison import Column, aspects_of, compare
from articles.library.status import listed
from articles.library.vocabulary import aspect_names
from articles.review.claims import claim_from
from articles.review.lists import listed as listed_pages
from clinic.core.frame import Frame, Link, load_frame
from clinic.core.jsonld import page_graph

if TYPE_CHECKING:
    from articles.library.compare import ComparePage

BETWEEN = "-vs-"
FEWEST, MOST = 2, 4
LONGEST = MOST * 255 + (MOST - 1) * len(BETWEEN)
_SLUG = re.compile(r"[a-z0-9_-]{1,255}", re.ASCII)


def is_comparable(slug: str) -> bool:
    """Whether an address made of this slug and others says where one ends and the next begins."""
    return BETWEEN not in f"-{slug}-"


@dataclass(frozen=True)
class Treatment:
    """A treatment that readers may read, with its content where it was asked for."""

    column: Column
    content: dict[str, Any] | None


class CompareForm(forms.Form):
    """Which treatments, and which aspects of them; all aspects if none is chosen."""

    treatment = forms.MultipleChoiceField(
        label=gettext_lazy("Treatments"),
        help_text=gettext_lazy("Choose two to four."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least two treatments."),
            "invalid_choice": gettext_lazy("One of these treatments is not in the library. Choose from the list."),
        },
    )
    aspect = forms.MultipleChoiceField(
        label=gettext_lazy("Aspects"),
        help_text=gettext_lazy("Leave all unticked to see every aspect."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("One of these aspects is not in the library. Choose from the list.")
        },
    )

    def __init__(self, treatments: Sequence[Treatment], aspects: dict[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.fields["treatment"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (found.column.slug, found.column.name) for found in treatments
        ]
        self.fields["aspect"].choices = list(aspects.items())  # type: ignore[attr-defined]  # likewise

    def clean_treatment(self) -> list[str]:
        """Return the slugs in the one order. Raises ValidationError where they are fewer than two or more than four."""
        chosen = sorted(set(self.cleaned_data["treatment"]))
        if not FEWEST <= len(chosen) <= MOST:
            raise forms.ValidationError(_("Choose two, three or four treatments."))
        return chosen


def choice(request: HttpRequest, page: "ComparePage") -> HttpResponse:
    """Let the visitor choose, without JavaScript: a form that leads to the comparison's address."""
    context = choice_context(request, page)
    form = context["form"]
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data["aspect"]
        chosen = asked if len(asked) < len(form.fields["aspect"].choices) else []
        return HttpResponseRedirect(_address(request.path, form.cleaned_data["treatment"], chosen))
    return TemplateResponse(request, page.get_template(request), context)


def choice_context(request: HttpRequest, page: "ComparePage") -> dict[str, Any]:
    """Return what the choice prints. One treatment in the address is ticked already."""
    frame = load_frame(request, page)
    treatments = _treatments(page, frame, ())
    given = request.GET.getlist("treatment")[: MOST + 1]
    bound = "compare" in request.GET or "aspect" in request.GET or len(given) > 1  # else somebody linked to one
    form = CompareForm(
        treatments,
        aspect_names(),
        data=request.GET if bound else None,
        initial={"treatment": given},
    )
    context = Page.get_context(page, request)
    return {
        **context,
        "frame": frame,
        "trail": frame.breadcrumbs,
        "treatments": treatments,
        "form": form,
        "comparable": len(treatments) >= FEWEST,
        "noindex": bool(request.GET),
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "social_picture": frame.settings.frozen_social_image if frame.settings else None,
        "structured_data": page_graph(
            "MedicalWebPage",
            page.search_description,
            [*frame.breadcrumbs, Link(page.title, request.path)],
            settings.SITE_URL,
            frame,
        ),
    }


def compared(request: HttpRequest, page: "ComparePage", named: str) -> HttpResponse:
    """Print the treatments that the address names, lead to its one order, or say what can be compared."""
    slugs = _slugs(named)
    frame = load_frame(request, page)
    treatments = _treatments(page, frame, slugs)
    chosen = [found for found in treatments if found.content is not None]
    if not slugs or len(chosen) < len(slugs):
        return _unknown(request, page, frame, treatments)
    contents = [found.content for found in chosen if found.content is not None]
    known = aspects_of(contents)
    wanted = set(request.GET.getlist("aspect"))
    aspects = [key for key in known if key in wanted]
    base = request.path.removesuffix(f"{named}/")
    if named != BETWEEN.join(slugs):
        return HttpResponsePermanentRedirect(_address(base, slugs, aspects))
    comparison = compare([found.column for found in chosen], contents, aspects)
    names = [found.column.name for found in chosen]
    plain_path = _address(base, slugs, [])
    context = {
        **Page.get_context(page, request),
        "frame": frame,
        "title": _("%(treatments)s compared") % {"treatments": listed(names)},
        "trail": [*frame.breadcrumbs, Link(page.title, base)],
        "comparison": comparison,
        "sources": comparison.sources,
        "form": CompareForm(treatments, known, initial={"treatment": slugs, "aspect": aspects}),
        "choice_url": base,
        "aspects_chosen": aspects,
        "noindex": bool(request.GET),
        "canonical_url": f"{settings.SITE_URL}{plain_path}",
        "social_picture": frame.settings.frozen_social_image if frame.settings else None,
    }
    context["structured_data"] = comparison_graph(context, settings.SITE_URL, plain_path)
    return TemplateResponse(request, "pages/comparison.html", context)


def _unknown(
    request: HttpRequest, page: "ComparePage", frame: Frame, treatments: Sequence[Treatment]
) -> TemplateResponse:
    context = {
        **Page.get_context(page, request),
        "frame": frame,
        "trail": [*frame.breadcrumbs, Link(page.title, "../")],
        "treatments": treatments,
        "form": CompareForm(treatments, aspect_names()),
        "comparable": len(treatments) >= FEWEST,
        "unknown": True,
        "noindex": True,
        "choice_url": "../",
    }
    return TemplateResponse(request, page.get_template(request), context, status=404)


def _slugs(named: str) -> list[str]:
    """Return the slugs that an address names, in the one order; none if it names no two to four different ones."""
    if len(named) > LONGEST:
        return []
    slugs = named.lower().split(BETWEEN)
    if not FEWEST <= len(slugs) <= MOST or not all(_SLUG.fullmatch(slug) for slug in slugs):
        return []
    return sorted(set(slugs)) if len(set(slugs)) == len(slugs) else []


def _address(base: str, slugs: Sequence[str], aspects: Sequence[str]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("aspect", list(aspects))
    return f"{base}{BETWEEN.join(slugs)}/" + (f"?{query.urlencode()}" if aspects else "")


def _treatments(page: "ComparePage", frame: Frame, with_content: Sequence[str]) -> list[Treatment]:
    """Return the treatments that readers may read, by name, in one query; those of the given slugs with their words."""
    wanted = Q(page__slug__in=with_content) if with_content else Q(pk=None)
    rows = (
        listed_pages("treatment", page.locale_id)
        .annotate(words=Case(When(wanted, then=F("edition__snapshot")), default=Value(""), output_field=TextField()))
        .order_by("page__slug")
    )
    return [
        Treatment(
            column=Column(
                name=row.edition.card["title"],
                slug=row.page.slug,
                url=frame.pages.url(row.page),
                is_class=row.edition.card["is_class"],
                review=claim_from(row.sign_off),
            ),
            content=json.loads(row.words) if row.words else None,
        )
        for row in rows
        if is_comparable(row.page.slug)
    ]
