"""The states of each template in ``templates/components/``, what stands around a page and in lists first."""

from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import QueryDict

from clinic.core.frame import Frame, Language, Link
from clinic.core.opening_words import Opening
from clinic.core.pictures import Picture
from clinic.core.share_cards import ShareCard
from clinic.gallery import forms, values
from clinic.gallery.values import CLAIMS, DAY, LATER, LINKS, LONG, SENTENCES, html

States = dict[str, dict[str, Any]]


def around(picture: Picture | None) -> dict[str, States]:
    """Return the states of what stands around every page."""
    full, bare = {"frame": values.frame()}, {"frame": Frame()}
    languages = [Language("en", "English", "/", current=True), Language("es", "Español", "/es/", current=False)]
    logo = values.frame()
    if logo.settings:
        logo.settings.frozen_logo = picture
    return {
        "header.html": {
            "with everything": {"frame": values.frame(languages=languages)},
            "with nothing": bare,
            **{f"a notice: {level}": {"frame": values.noticed(level)} for level in ("info", "warning", "emergency")},
        },
        "footer.html": {"with everything": full, "with nothing": bare},
        "wordmark.html": {"a name": full, "a logo and a name": {"frame": logo}, "neither": bare},
        "menu.html": {"links": {"links": values.frame().menu}},
        "breadcrumb.html": {"one step": {"links": LINKS[:1]}, "long": {"links": [*LINKS, Link(LONG, "/")]}},
        "crisis_lines.html": {"as it is": {}},
        "theme_switch.html": {"shown by a script": {}},
        "phone.html": {"a number": {"phone": "(206) 555-0142"}},
        "address.html": {"an address": {"location": values.place().location}},
        "opening.html": {
            "open": {"opening": Opening(True, "Open now until 5 PM", "Pacific time")},
            "closed": {"opening": Opening(False, "Closed now. Opens Monday at 9 AM", "Pacific time")},
        },
        "week.html": {"a week": {"place": values.place()}},
        "hours.html": {"a stretch": {"hours": values.HOURS}, "a whole day": {"hours": values.WHOLE_DAY}},
        "messages.html": {
            "each level": {
                "messages": [
                    Message(level, SENTENCES) for level in (constants.INFO, constants.WARNING, constants.ERROR)
                ]
            }
        },
        "social.html": {
            "a picture": {"kind": "website", "title": LONG, "picture": picture},
            "a card": {
                "kind": "article",
                "title": "A title",
                "description": "What it answers.",
                "card": ShareCard("A title", "Sample Clinic", "Not yet medically reviewed"),
                "card_url": "/articles/a-title/card.jpg?0123456789ab",
                "dates": {"published": DAY, "updated": LATER},
            },
            "neither": {"kind": "website", "title": "A title"},
        },
    }


def listed(picture: Picture | None) -> dict[str, States]:
    """Return the states of what stands in lists."""
    card = values.card
    people = [
        {"name": "Ada Sample", "post_nominals": "RN", "job_title": "Nurse", "url": "/team/", "picture": picture},
        {"name": LONG, "credentials": ["Physician and surgeon, Washington"], "is_sample": True},
    ]
    return {
        "card.html": {
            **{f"level 2, {name}": {"card": card(review=claim), "level": 2} for name, claim in CLAIMS.items()},
            "a picture": {"card": card(picture), "level": 3},
            "long": {"card": card(picture, title=LONG, standfirst=SENTENCES, topics=[LONG]), "level": 3},
            "only a title": {
                "card": card(standfirst="", topics=[], updated=None, reading_minutes=0, review=values.UNREVIEWED)
            },
        },
        "cards.html": {"two": {"cards": [card(picture), card()], "level": 3}, "none": {"cards": []}},
        "treatment_card.html": {
            "full": {"card": card(drug_class="Dissociative anesthetic", schedule="Schedule III")},
            "only a title": {"card": card(standfirst="", review=values.UNREVIEWED)},
        },
        "result.html": {
            "reviewed": {
                "result": {
                    "title": "A title",
                    "url": "/",
                    "kind": "Article",
                    "passage": html("Words around <mark>what was asked</mark>."),
                    "review": values.REVIEWED,
                }
            },
            "only a title": {"result": {"title": LONG, "url": "/", "kind": "Page"}},
        },
        "answer.html": {
            "a fact": {
                "answer": {
                    "url": "/treatments/",
                    "fact": {
                        "treatment": "A treatment",
                        "aspect": "What it costs",
                        "answer": SENTENCES,
                        "strength": "low",
                        "strength_label": "Low certainty",
                    },
                }
            }
        },
        "people.html": {"with and without a page": {"people": people, "level": 2}, "none": {"people": []}},
        "person_name.html": {"linked": {"person": people[0]}, "alone": {"person": people[1]}},
        "places.html": {
            "open hours": {"places": [values.place()], "level": 2},
            "little is known": {"places": [values.place(known=False)], "level": 3},
        },
        "pagination.html": {
            name: {"page_obj": Paginator(range(30), 10).page(number), "query": QueryDict("topic=pain")}
            for name, number in {"first": 1, "middle": 2, "last": 3}.items()
        },
        "search_form.html": {
            "empty": {"query": "", "id": "search-empty"},
            "long": {"query": LONG, "id": "search-long"},
        },
        "compare_form.html": {
            "empty": {"form": forms.compare(), "action": "/compare/", "submit": "Compare"},
            "an error": {"form": forms.compare(data={}), "action": "/compare/", "submit": "Compare"},
        },
        "error_summary.html": {"errors": {"form": forms.wrong()}, "none": {"form": forms.empty()}},
        "field.html": {
            **{f"{field.label}": {"field": field} for field in forms.empty()},
            **{f"{field.label}, wrong": {"field": field} for field in forms.wrong() if field.errors},
        },
        "field_notes.html": {"help and an error": {"field": forms.wrong()["text"]}},
    }
