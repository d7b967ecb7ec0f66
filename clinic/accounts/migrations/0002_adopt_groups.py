"""Turns the groups that Wagtail starts with into ours; what each may do comes from clinic/accounts/roles.py.

*Moderators* goes, and its approval workflow becomes the Editors', for pages that nobody signs. *Editors* keeps its name and loses its permissions on
Wagtail's own picture and document models, which this site does not use.
"""

from django.db import migrations


def adopt_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    unused = {"content_type__app_label__in": ["wagtailimages", "wagtaildocs"]}

    editors, _ = Group.objects.get_or_create(name="Editors")
    editors.permissions.remove(*editors.permissions.filter(**unused))
    GroupCollectionPermission.objects.filter(
        group=editors, permission__content_type__app_label__in=["wagtailimages", "wagtaildocs"]
    ).delete()
    for task in GroupApprovalTask.objects.filter(name="Moderators approval"):
        task.groups.set([editors])
        task.name = "Approval by an editor"
        task.save()
    Workflow.objects.filter(name="Moderators approval").update(name="Approval by an editor")
    Group.objects.filter(name="Moderators").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailadmin", "0006_formstate"),
    ]

    operations = [migrations.RunPython(adopt_groups, migrations.RunPython.noop)]
