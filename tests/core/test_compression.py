"""Pages leave small, and none of them betrays by its length what is in it."""

import brotli
import pytest
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory

from clinic.core.compression import CompressionMiddleware

PAGE = ("Ketamine is approved in the US as an anesthetic. " * 40).encode()


def answered(response: HttpResponseBase, accepts: str = "gzip, deflate, br", **cookies: str) -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    request.COOKIES.update(cookies)
    return CompressionMiddleware(lambda _request: response)(request)


def page(**headers: str) -> HttpResponse:
    return HttpResponse(PAGE, headers={"ETag": '"whole"', **headers})


def test_a_public_page_is_sent_with_brotli_under_a_weak_etag() -> None:
    response = answered(page())
    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(response.content) == PAGE  # type: ignore[attr-defined]  # it is no stream
    assert response["Content-Length"] == str(len(response.content))  # type: ignore[attr-defined]  # likewise
    assert response["ETag"] == 'W/"whole"'
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepts", ["gzip", "gzip, br;q=0", "gzip, br; q=0"])
def test_a_browser_that_does_not_want_brotli_gets_gzip(accepts: str) -> None:
    assert answered(page(), accepts)["Content-Encoding"] == "gzip"


def test_a_browser_that_wants_neither_gets_the_page_as_it_is() -> None:
    response = answered(page(), "identity")
    assert not response.has_header("Content-Encoding")
    assert response["Vary"] == "Accept-Encoding"


def test_what_may_hold_a_secret_is_sent_in_a_length_that_varies() -> None:
    signed_in = {settings.SESSION_COOKIE_NAME: "x"}
    asked = HttpResponse(PAGE)
    asked.set_cookie("csrftoken", "x")
    assert answered(page(), **signed_in)["Content-Encoding"] == "gzip"
    assert answered(page(**{"Cache-Control": "no-store"}))["Content-Encoding"] == "gzip"
    assert answered(asked)["Content-Encoding"] == "gzip"
    assert len({answered(page(), **signed_in)["Content-Length"] for _try in range(20)}) > 1


def test_a_picture_is_not_compressed_again() -> None:
    picture = FileResponse([PAGE], content_type="image/avif")
    assert not answered(picture).has_header("Content-Encoding")
    assert not answered(picture).has_header("Vary")
