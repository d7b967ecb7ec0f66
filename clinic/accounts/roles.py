"""What each group may do: the one table, applied after every migration and printed in docs/roles.md.

A role lists permissions as ``app_label.codename``; ``pages`` are Wagtail's page permissions on the whole tree, and
``collections`` the permissions on all images and documents. What an administrator adds to a group by hand stays; what
stands here comes back with the next migration.
"""

from dataclasses import dataclass

AUTHORS = "Authors"
EDITORS = "Editors"
MEDICAL_REVIEWERS = "Medical reviewers"
INTAKE_STAFF = "Intake staff"
SITE_MANAGERS = "Site managers"


@dataclass(frozen=True)
class Role:
    """One group and what it may do. ``purpose`` is its line in docs/roles.md."""

    name: str
    purpose: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()


def every(
    app_label: str, *models: str, actions: tuple[str, ...] = ("add", "change", "delete", "view")
) -> tuple[str, ...]:
    """Name the permissions for each action on each model of an app."""
    return tuple(f"{app_label}.{action}_{model}" for model in models for action in actions)


ADMIN = ("wagtailadmin.access_admin",)
FILES = ("wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image")
DOWNLOADS = ("wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.choose_document")
CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
LIBRARY = ("aspect", "indication", "glossaryterm")
SEE_PEOPLE = every("people", "person", "credential", "disclosure", actions=("view",))

ROLES = (
    Role(
        AUTHORS,
        "Write pages, edit their own drafts and add references; never publish.",
        permissions=(
            *ADMIN,
            *every("core", "notice", "location", actions=("view",)),
            "articles.view_topic",
            *every("articles", "reference", actions=("add", "change", "view")),
            *every("articles", *LIBRARY, actions=("view",)),
            *SEE_PEOPLE,
        ),
        pages=("add",),
        collections=(*FILES, *DOWNLOADS),
    ),
    Role(
        EDITORS,
        "Edit, publish, lock and unlock any page; topics, library, notices, locations, synonyms, files, reports.",
        permissions=(
            *ADMIN,
            *every("core", "notice", "location"),
            *every("core", "siteframe", actions=("view",)),
            *every("articles", "topic", "reference", *LIBRARY),
            *every("finding", "synonym"),
            "simple_translation.submit_translation",
            "articles.view_signoff",
            "articles.change_problemreport",
            *SEE_PEOPLE,
        ),
        pages=("add", "change", "publish", "lock", "unlock"),
        collections=(*FILES, *DOWNLOADS, "wagtailimages.delete_image", "wagtaildocs.delete_document"),
    ),
    Role(
        MEDICAL_REVIEWERS,
        "Find and lock pages while reading them, and sign editions; never edit or publish.",
        permissions=(
            *ADMIN,
            *every("articles", "signoff", actions=("add", "view")),
            *every("articles", "topic", "reference", *LIBRARY, actions=("view",)),
            *every("core", "notice", "location", actions=("view",)),
            *SEE_PEOPLE,
        ),
        pages=("lock",),
        collections=CHOOSE,
    ),
    Role(
        INTAKE_STAFF,
        "Read and answer requests from the public; nothing about pages.",
        permissions=(*ADMIN, "consultations.handle_requests"),
    ),
    Role(
        SITE_MANAGERS,
        "Settings, site texts, redirects, people and their credentials, accounts; edit and publish pages.",
        permissions=(
            *ADMIN,
            *every("core", "notice", "location", "siteframe"),
            *every("articles", "topic", "reference", *LIBRARY),
            *every("finding", "synonym"),
            "simple_translation.submit_translation",
            "articles.view_signoff",
            "articles.change_problemreport",
            "core.change_clinicsettings",
            "articles.change_reviewsettings",
            "consultations.change_intakesettings",
            *every("consultations", "intakeform"),
            *every("people", "person", "credential", "disclosure"),
            *every("accounts", "user", actions=("add", "change", "view")),
            *every("wagtailredirects", "redirect", actions=("add", "change", "delete")),
            *every("wagtailcore", "collection", actions=("add", "change", "delete")),
        ),
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        collections=(*FILES, *DOWNLOADS, "wagtailimages.delete_image", "wagtaildocs.delete_document"),
    ),
)

ROLE_NAMES = frozenset(role.name for role in ROLES)
