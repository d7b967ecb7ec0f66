import clinic.people.validators
import django.db.models.deletion
import modelcluster.fields
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0001_tables'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(help_text='As printed, without titles or degrees.', max_length=120, verbose_name='name')),
                ('post_nominals', models.CharField(blank=True, help_text='As printed after the name, for example MD.', max_length=60, verbose_name='degrees')),
                ('job_title', models.CharField(blank=True, help_text='For example Medical director.', max_length=120, verbose_name='job title')),
                ('frozen_portrait', models.JSONField(editable=False, null=True)),
                ('specialties', models.CharField(blank=True, help_text='Separated by commas.', max_length=255, verbose_name='specialties')),
                ('orcid', models.CharField(blank=True, help_text='Sixteen digits in groups of four, as in 0000-0002-1825-0097.', max_length=19, validators=[clinic.people.validators.validate_orcid], verbose_name='ORCID iD')),
                ('npi', models.CharField(blank=True, help_text='Ten digits, for providers in the United States.', max_length=10, validators=[clinic.people.validators.validate_npi], verbose_name='National Provider Identifier')),
                ('left_on', models.DateField(blank=True, help_text='From this day the name stays in bylines, without a link, and the profile is no longer shown.', null=True, verbose_name='left on')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample')),
                ('portrait', models.ForeignKey(blank=True, help_text='Kept as it is when you save. If its file is replaced later, save the person again.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='portrait')),
                ('user', models.OneToOneField(blank=True, help_text='The account with which this person signs in. A reviewer needs one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('orcid', ''), _negated=True), fields=('orcid',), name='one_person_per_orcid'), models.UniqueConstraint(condition=models.Q(('npi', ''), _negated=True), fields=('npi',), name='one_person_per_npi')],
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(help_text='One interest, or that there is nothing to disclose.', verbose_name='disclosure')),
                ('declared_on', models.DateField(help_text='Readers see what was declared on the newest day; what is older stays on record here.', validators=[clinic.people.validators.validate_not_in_future], verbose_name='declared on')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='disclosures', to='people.person')),
            ],
            options={
                'verbose_name': 'disclosure',
                'verbose_name_plural': 'disclosures',
                'ordering': ['-declared_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('licence', 'Licence to practise'), ('board', 'Board certification'), ('degree', 'Degree'), ('other', 'Other')], help_text='Only a licence entitles someone to sign.', max_length=10, verbose_name='kind')),
                ('title', models.CharField(help_text='For example Physician and surgeon.', max_length=120, verbose_name='title')),
                ('issuer', models.CharField(help_text='For example Washington Medical Commission.', max_length=160, verbose_name='issued by')),
                ('jurisdiction', models.CharField(blank=True, help_text='State or country in which it holds. A licence needs one.', max_length=80, verbose_name='jurisdiction')),
                ('number', models.CharField(blank=True, help_text='As the register prints it. A licence needs one.', max_length=60, verbose_name='number')),
                ('valid_from', models.DateField(blank=True, help_text='The first day.', null=True, verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, help_text='The last day. Empty: it does not expire.', null=True, verbose_name='valid until')),
                ('checked_by', models.CharField(help_text='Who looked it up; never the person themselves.', max_length=120, verbose_name='checked by')),
                ('checked_where', models.CharField(help_text='The register or document that was looked at.', max_length=255, verbose_name='checked where')),
                ('checked_on', models.DateField(validators=[clinic.people.validators.validate_not_in_future], verbose_name='checked on')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='credentials', to='people.person')),
            ],
            options={
                'verbose_name': 'credential',
                'verbose_name_plural': 'credentials',
                'ordering': ['kind', 'title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='credential_ends_after_it_begins', violation_error_message='It cannot end before it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'licence'), _negated=True), models.Q(('jurisdiction', ''), ('number', ''), _connector='OR', _negated=True), _connector='OR'), name='licence_has_jurisdiction_and_number', violation_error_message='A licence needs its jurisdiction and number.')],
            },
        ),
        migrations.CreateModel(
            name='PersonPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('role', models.CharField(blank=True, help_text="In this page's language. Unless given, the job title.", max_length=120, verbose_name='role')),
                ('biography', wagtail.fields.RichTextField(blank=True, verbose_name='biography')),
                ('person', models.ForeignKey(help_text='Name, portrait, credentials and disclosures come from there.', on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='people.person', verbose_name='person')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'person page',
                'verbose_name_plural': 'person pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TeamPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'team page',
                'verbose_name_plural': 'team pages',
            },
            bases=('wagtailcore.page',),
        ),
    ]
