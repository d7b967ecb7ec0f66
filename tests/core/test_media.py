"""Uploaded files: pictures that pages show are served, and nothing that could do harm or should stay private."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    for name in ("pictures/ab/400.avif", "images/page.svg", "original_images/photo.jpg", "documents/private.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"content")
    return tmp_path


def test_a_picture_is_served_for_a_long_time_and_as_nothing_else(media: Path, client: Client) -> None:
    response = client.get("/media/pictures/ab/400.avif")
    assert b"".join(response.streaming_content) == b"content"
    assert response["Content-Type"] == "image/avif"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")


def test_an_upload_that_could_run_script_is_a_download_without_rights(media: Path, client: Client) -> None:
    response = client.get("/media/images/page.svg")
    assert response["Content-Disposition"] == "attachment"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


@pytest.mark.parametrize(
    "path",
    [
        "documents/private.pdf",
        "original_images/photo.jpg",
        "images/../original_images/photo.jpg",
        "images/%2e%2e/documents/private.pdf",
        "images/../../../etc/passwd",
        "images",
        "",
    ],
)
def test_what_is_not_published_is_not_found(media: Path, client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_an_original_is_for_staff_and_is_not_kept_on_the_way(media: Path, admin_client: Client) -> None:
    response = admin_client.get("/media/original_images/photo.jpg")
    assert response["Cache-Control"] == "private, no-store"
    response.close()
