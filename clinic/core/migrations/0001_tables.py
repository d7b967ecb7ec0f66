import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import modelsearch.index
import taggit.managers
import uuid
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # The names by which a database made before the first release knows it.
    replaces = [
        ('core', '0001_initial'),
        ('core', '0002_page_path_index'),
        ('core', '0003_owed_mail'),
        ('core', '0004_locations'),
        ('core', '0005_tally'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('who', models.BinaryField(primary_key=True, serialize=False)),
                ('day', models.DateField(db_index=True)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ClinicDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ClinicImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('credit', models.CharField(blank=True, help_text='Who made it, as it should be printed.', max_length=255, verbose_name='credit')),
                ('contains_models', models.BooleanField(default=False, help_text='Tick if the people shown are models, not patients or staff. Readers are told.', verbose_name='contains models')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For example: Seattle, Ferry Street.', max_length=80, unique=True, verbose_name='name')),
                ('street', models.CharField(max_length=120, verbose_name='street and number')),
                ('suite', models.CharField(blank=True, max_length=60, verbose_name='suite or floor')),
                ('city', models.CharField(max_length=80, verbose_name='city')),
                ('state', models.CharField(help_text='Two letters, for example WA.', max_length=2, validators=[django.core.validators.RegexValidator('^[A-Z]{2}$', 'Two capital letters, for example WA.')], verbose_name='state')),
                ('postal_code', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^\\d{5}(-\\d{4})?$', 'Five digits, or five and four: 98101 or 98101-1234.')], verbose_name='ZIP code')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, help_text='In degrees; north is positive. For maps.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, help_text='In degrees; west is negative.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('phone', models.CharField(blank=True, help_text='As readers see it, for example (206) 555-0142.', max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('time_zone', models.CharField(choices=[('America/New_York', 'Eastern time'), ('America/Chicago', 'Central time'), ('America/Denver', 'Mountain time'), ('America/Phoenix', 'Arizona time'), ('America/Los_Angeles', 'Pacific time'), ('America/Anchorage', 'Alaska time'), ('Pacific/Honolulu', 'Hawaii time'), ('America/Puerto_Rico', 'Atlantic time'), ('Pacific/Guam', 'Chamorro time'), ('Pacific/Pago_Pago', 'Samoa time')], help_text='All hours below are on the clocks of this place.', max_length=40, verbose_name='time zone')),
                ('hours', wagtail.fields.StreamField([('hours', 3)], blank=True, block_lookup={0: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': [('0', 'Monday'), ('1', 'Tuesday'), ('2', 'Wednesday'), ('3', 'Thursday'), ('4', 'Friday'), ('5', 'Saturday'), ('6', 'Sunday')], 'label': 'Days'}), 1: ('wagtail.blocks.TimeBlock', (), {'label': 'Opens'}), 2: ('wagtail.blocks.TimeBlock', (), {'help_text': 'A time that is not later than the opening time is on the next day; the same time is a whole day.', 'label': 'Closes'}), 3: ('wagtail.blocks.StructBlock', [[('days', 0), ('opens', 1), ('closes', 2)]], {})}, verbose_name='regular hours')),
                ('special_days', wagtail.fields.StreamField([('closed', 3), ('other_hours', 6)], blank=True, block_lookup={0: ('wagtail.blocks.DateBlock', (), {'label': 'First day'}), 1: ('wagtail.blocks.DateBlock', (), {'help_text': 'Empty for a single day.', 'label': 'Last day', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Readers see it, for example: Thanksgiving.', 'label': 'Reason', 'max_length': 80, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('first_day', 0), ('last_day', 1), ('reason', 2)]], {}), 4: ('wagtail.blocks.TimeBlock', (), {'label': 'Opens'}), 5: ('wagtail.blocks.TimeBlock', (), {'help_text': 'A time that is not later than the opening time is on the next day; the same time is a whole day.', 'label': 'Closes'}), 6: ('wagtail.blocks.StructBlock', [[('first_day', 0), ('last_day', 1), ('reason', 2), ('opens', 4), ('closes', 5)]], {})}, verbose_name='closures and special days')),
            ],
            options={
                'verbose_name': 'location',
                'verbose_name_plural': 'locations',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='location_on_the_globe', violation_error_message='Give both latitude and longitude, or neither.'), models.CheckConstraint(condition=models.Q(('time_zone__in', ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'America/Puerto_Rico', 'Pacific/Guam', 'Pacific/Pago_Pago'])), name='location_has_known_time_zone')],
            },
        ),
        migrations.CreateModel(
            name='ClinicSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('frozen_logo', models.JSONField(editable=False, null=True)),
                ('frozen_social_image', models.JSONField(editable=False, null=True)),
                ('phone', models.CharField(blank=True, help_text='As readers see it, for example (206) 555-0142.', max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('address', models.TextField(blank=True, help_text='One line each for street, suite and town.', verbose_name='address')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample clinic')),
                ('accessibility_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='accessibility statement')),
                ('consultation_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='request a consultation')),
                ('contact_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='contact')),
                ('corrections_policy_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='corrections policy')),
                ('editorial_policy_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='editorial policy')),
                ('good_faith_estimate_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='good-faith estimate')),
                ('health_data_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='consumer health data')),
                ('insurance_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='check insurance')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='logo')),
                ('nondiscrimination_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='nondiscrimination and language help')),
                ('privacy_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='notice of privacy practices')),
                ('research_policy_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='research policy')),
                ('reuse_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='copyright and reuse')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where a page without a picture of its own is shared; 1200 by 630 pixels or more.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
                ('main_location', models.ForeignKey(blank=True, help_text='Whose opening hours stand beside the phone number: “Open now until 5 PM”.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.location', verbose_name='main location')),
            ],
            options={
                'verbose_name': 'clinic settings',
                'verbose_name_plural': 'clinic settings',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(help_text='For editors; readers do not see it.', max_length=100, verbose_name='name')),
                ('level', models.CharField(choices=[('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], default='info', max_length=10, verbose_name='level')),
                ('heading', models.CharField(blank=True, max_length=120, verbose_name='heading')),
                ('text', wagtail.fields.RichTextField(verbose_name='text')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['name'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='OwedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('about', models.JSONField(default=dict)),
                ('owed_since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='owed since')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='attempts')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next try')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled at')),
            ],
            options={
                'verbose_name': 'owed mail',
                'verbose_name_plural': 'owed mail',
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['next_try_at'], name='mail_still_owed')],
            },
        ),
        migrations.CreateModel(
            name='ClinicRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='core.clinicimage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='one_rendition_per_filter')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='SiteFrame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('clinic_name', models.CharField(max_length=80, verbose_name="clinic's name")),
                ('slogan', models.CharField(blank=True, max_length=160, verbose_name='slogan')),
                ('menu', wagtail.fields.StreamField([('link', 2)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': "Unless given, the page's title. A page whose text is signed needs one.", 'label': 'Label', 'max_length': 30, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('page', 0), ('label', 1)]], {})}, verbose_name='menu')),
                ('crisis_lines', wagtail.fields.RichTextField(help_text='In the footer of every page: whom to call in an emergency.', verbose_name='crisis lines')),
                ('disclaimer', wagtail.fields.RichTextField(blank=True, verbose_name='disclaimer')),
                ('image_disclaimer', models.CharField(default='Image contains models', max_length=120, verbose_name='words under pictures of models')),
                ('reuse_terms', wagtail.fields.RichTextField(blank=True, verbose_name='copyright and reuse')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('notice', models.ForeignKey(blank=True, help_text='Stands at the top of every page until you take it away.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.notice', verbose_name='site-wide notice')),
            ],
            options={
                'verbose_name': 'site texts and menu',
                'verbose_name_plural': 'site texts and menus',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('locale',), name='one_frame_per_language')],
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        # Routing looks a page up by its whole path; Wagtail has no index on it.
        migrations.RunSQL(
            "CREATE INDEX core_page_url_path ON wagtailcore_page USING hash (url_path);",
            "DROP INDEX core_page_url_path;",
        ),
    ]
