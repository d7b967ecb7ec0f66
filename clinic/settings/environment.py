"""What the environment may set: one typed, validated place, printed as a table in docs/settings.md."""

import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from clinic.consultations.keyring import read_keys

ROOT = Path(__file__).resolve().parents[2]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _site_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("give a scheme and a host, as in https://www.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("give no path, as in https://www.example.org")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise ValueError("use https; http is only for this machine (127.0.0.1, localhost)")
    return value.rstrip("/")


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("give a name from the time zone database, as America/Los_Angeles")
    return value


def _comma_separated(value: object) -> object:
    return [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else value


def _long_enough(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < 50:
        raise ValueError("give at least 50 random characters; manage.py make_secret_key prints some")
    return value


def _long_enough_if_set(value: SecretStr) -> SecretStr:
    return _long_enough(value) if value.get_secret_value() else value


def _consultation_keys(value: SecretStr) -> SecretStr:
    read_keys(value.get_secret_value())
    return value


class Environment(BaseSettings):
    """The variables this site reads. Each field's description is its line in docs/settings.md."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)

    database_url: Annotated[
        str,
        Field(
            description="PostgreSQL 15+, as postgresql://user:password@host:port/name."
            " Unset: manage.py starts the embedded server and sets it."
        ),
    ]
    secret_key: Annotated[
        SecretStr,
        AfterValidator(_long_enough),
        Field(description="Signs sessions and links; 50 or more random characters."),
    ]
    review_key: Annotated[
        SecretStr,
        AfterValidator(_long_enough_if_set),
        Field(
            description="Signs what the log remembers of the review record; 50 or more random characters, kept away"
            " from the database. Unset: made from SECRET_KEY."
        ),
    ] = SecretStr("")
    consultation_keys: Annotated[
        SecretStr,
        AfterValidator(_consultation_keys),
        Field(
            description="Keys that keep requests from the public unreadable, newest first, separated by commas; or"
            " file: and the path of a file with them. manage.py make_consultation_key prints one."
        ),
    ]
    site_url: Annotated[
        str,
        AfterValidator(_site_url),
        Field(description="The address readers use; https unless it is this machine."),
    ] = "http://127.0.0.1:8000"
    allowed_hosts: Annotated[
        list[str],
        NoDecode,
        BeforeValidator(_comma_separated),
        Field(description="Further host names that may be asked for, separated by commas."),
    ] = []
    cache_url: Annotated[
        str,
        Field(description="Redis, as redis://host:6379/0. Unset: the memory of each process."),
    ] = ""
    smtp_url: Annotated[
        SecretStr,
        Field(
            description="Mail server, as smtp://user:password@host:587 (STARTTLS) or smtps://…:465."
            " Unset: mail is written to files under the data folder."
        ),
    ] = SecretStr("")
    mail_from: Annotated[str, Field(description="The sender of the site's mail.")] = "clinic@example.org"
    data_dir: Annotated[
        Path,
        Field(description="Where uploads, built static files and, on a first run, the database are kept."),
    ] = ROOT / "var"
    idle_logoff_minutes: Annotated[
        int, Field(ge=1, le=720, description="Staff are signed out after so many minutes without a request.")
    ] = 30
    client_ip_header: Annotated[
        str,
        Field(description="The request header in which your own proxy puts the visitor's address. Unset: no proxy."),
    ] = ""
    time_zone: Annotated[
        str,
        AfterValidator(_time_zone),
        Field(description="The clinic's time zone, as America/Los_Angeles: dates and hours on pages are in it."),
    ] = "UTC"
    log_level: Annotated[
        str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR.")
    ] = "INFO"

    @model_validator(mode="after")
    def _known_schemes(self) -> Self:
        for name, schemes in (
            ("database_url", ("postgres", "postgresql")),
            ("cache_url", ("redis", "rediss")),
            ("smtp_url", ("smtp", "smtps")),
        ):
            value = getattr(self, name)
            text = value.get_secret_value() if isinstance(value, SecretStr) else value
            if text and urlsplit(text).scheme not in schemes:
                raise ValueError(f"{name.upper()}: start it with {schemes[-1]}://")
        return self

    @property
    def https(self) -> bool:
        """Whether readers come by https, so that cookies and HSTS may insist on it."""
        return self.site_url.startswith("https://")


def read_environment() -> Environment:
    """Read and check the environment; on a bad value print one line for each and exit with status 1."""
    try:
        return Environment()
    except ValidationError as error:
        for item in error.errors():
            name = ".".join(str(part) for part in item["loc"]).upper()
            message = "is not set" if item["type"] == "missing" else item["msg"].removeprefix("Value error, ")
            print(f"Setting {name}: {message}." if name else f"Setting {message}.", file=sys.stderr)  # noqa: T201 -- nothing else can speak before settings exist
        raise SystemExit(1) from None
