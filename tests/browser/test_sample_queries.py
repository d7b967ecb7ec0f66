"""What the pages of the sample site cost with nothing cached: menu, notice, footer and links included."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("sample_site"),
    pytest.mark.xdist_group("sample_site"),
]

# Every page: the site; the page; its privacy; clinic settings; site texts; all pages linked to. Beyond those:
CEILINGS = {
    "/": 12,  # the home page's own fields; notices in its body; articles; conditions and services; locations; people
    "/articles/": 10,  # the list's own fields; topics; how many; the articles
    "/articles/ketamine-vs-opioids-for-chronic-pain/": 8,  # the edition; related articles
    "/articles/is-ketamine-an-opioid/": 8,
    "/articles/ketamine-vs-opioids-for-chronic-pain/report/": 7,  # the edition
    "/articles/ketamine-vs-opioids-for-chronic-pain/cite.ris": 8,
    "/articles/ketamine-vs-opioids-for-chronic-pain/card.jpg": 8,
    "/treatments/": 8,
    "/treatments/ketamine/": 8,
    "/compare/": 8,
    "/compare/ketamine-vs-opioids/": 8,
    "/team/": 8,  # its own fields; the people
    "/team/marta-sample-reyes/": 11,  # its own fields; the person; written; edited; reviewed
    "/services/": 8,  # its own fields; the services
    "/services/ketamine-infusions-for-chronic-pain/": 8,  # the edition; articles about it
    "/conditions/chronic-pain/": 8,
    "/questions/": 7,  # its own fields
    "/accessibility/": 7,
    "/locations/": 8,  # its own fields; the locations
    "/locations/seattle/": 8,  # its own fields; the location
    "/contact/": 9,  # its own fields; notices in its body; the locations
    "/search/?q=ketamine+onset": 14,  # see tests/finding/test_search_page.py
    "/how-we-work/": 8,  # its own fields; notices or pictures in its body
}


def test_sample_pages_keep_to_their_queries() -> None:
    client = Client()
    counts = {}
    for path in CEILINGS:
        client.get(path)  # content types are kept by the process, not by a cache
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts[path] = len(queries)
    assert {path: count for path, count in counts.items() if count > CEILINGS[path]} == {}
