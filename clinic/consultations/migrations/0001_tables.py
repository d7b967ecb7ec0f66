import clinic.consultations.encryption
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # The names by which a database made before the first release knows it.
    replaces = [
        ('consultations', '0001_requests'),
        ('consultations', '0002_constraints'),
        ('consultations', '0003_quarantine_index'),
        ('consultations', '0004_tally_moved'),
        ('consultations', '0005_language_help'),
        ('consultations', '0006_figures_index'),
    ]

    dependencies = [
        ('accounts', '0002_adopt_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0001_tables'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request_id', models.UUIDField(db_index=True)),
                ('kind', models.CharField(choices=[('voicemail', 'Voicemail'), ('text', 'Text message'), ('email_copy', 'E-mail with the reference')], max_length=12)),
                ('given', models.BooleanField()),
                ('wording', models.TextField()),
                ('wording_version', models.CharField(max_length=20)),
                ('language', models.CharField(max_length=10)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='InboxLook',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=12, unique=True)),
                ('kind', models.CharField(max_length=14)),
                ('status', models.CharField(max_length=14)),
                ('received_at', models.DateTimeField()),
                ('gone_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('why', models.CharField(choices=[('retention', 'Retention'), ('erasure', 'Erasure')], max_length=10)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('action', models.CharField(choices=[('received', 'Received'), ('listed', 'Looked at the list'), ('viewed', 'Opened'), ('searched', 'Searched'), ('call_sheet', 'Printed the call sheet'), ('status', 'Changed the status'), ('assigned', 'Assigned'), ('noted', 'Wrote a note'), ('attempted', 'Tried to reach them'), ('judged', 'Judged a suspicion of spam'), ('merged', 'Merged'), ('corrected', 'Corrected'), ('held', 'Changed a legal hold'), ('handed_over', 'Handed over'), ('exported', 'Exported'), ('given_out', 'Gave the person their data'), ('erased', 'Erased'), ('purged', 'Purged'), ('by_person', 'Changed by the person'), ('refused', 'Refused'), ('unreadable', 'Could not be decrypted'), ('keys_rotated', 'Rewrapped keys')], max_length=14)),
                ('request_id', models.UUIDField(db_index=True, null=True)),
                ('actor_name', models.CharField(blank=True, max_length=254)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('details', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_id', models.BigIntegerField(unique=True)),
                ('last_id', models.BigIntegerField(unique=True)),
                ('count', models.PositiveIntegerField()),
                ('previous', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('signature', models.CharField(max_length=64)),
                ('sealed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('last_id__gte', models.F('first_id'))), name='a_seal_covers_entries')],
            },
        ),
        migrations.CreateModel(
            name='ConsultationRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('key_id', models.UUIDField(unique=True)),
                ('reference', models.CharField(max_length=12, unique=True, verbose_name='reference')),
                ('kind', models.CharField(choices=[('contact', 'Question'), ('consultation', 'Consultation'), ('referral', 'Referral'), ('insurance', 'Insurance')], max_length=14, verbose_name='kind')),
                ('status', models.CharField(choices=[('new', 'New'), ('contacted', 'Contacted'), ('scheduled', 'Scheduled'), ('not_suitable', 'Not suitable'), ('no_answer', 'No answer'), ('declined', 'Declined'), ('spam', 'Spam')], default='new', max_length=14, verbose_name='status')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('promised_at', models.DateTimeField(verbose_name='promised by')),
                ('name', clinic.consultations.encryption.SealedTextField()),
                ('phone', clinic.consultations.encryption.SealedTextField()),
                ('email', clinic.consultations.encryption.SealedTextField()),
                ('answers', clinic.consultations.encryption.SealedTextField()),
                ('first_contact_at', models.DateTimeField(null=True)),
                ('status_since', models.DateTimeField()),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('quarantined', models.BooleanField(default=False, verbose_name='in quarantine')),
                ('doubts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('legal_hold', models.BooleanField(default=False, verbose_name='legal hold')),
                ('form_token', models.UUIDField(unique=True)),
                ('answers_digest', models.BinaryField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_sample', models.BooleanField(default=False)),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assigned to')),
                ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.location', verbose_name='location')),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='consultations.consultationrequest')),
            ],
            options={
                'verbose_name': 'request',
                'verbose_name_plural': 'requests',
                'permissions': [('handle_requests', 'Can read and answer requests from the public'), ('export_requests', 'Can export requests from the public')],
                'default_permissions': (),
                'indexes': [models.Index(fields=['-received_at', '-id'], name='requests_newest_first'), models.Index(fields=['status', '-received_at', '-id'], name='requests_by_status'), models.Index(fields=['assignee', '-received_at', '-id'], name='requests_by_assignee'), models.Index(condition=models.Q(('quarantined', True)), fields=['-received_at', '-id'], name='requests_in_quarantine'), models.Index(condition=models.Q(('merged_into', None), ('quarantined', False), models.Q(('status', 'spam'), _negated=True)), fields=['received_at'], include=('kind', 'location', 'first_contact_at', 'promised_at'), name='requests_in_figures')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reference__regex', '^KC-[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{4}-[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{4}$')), name='reference_is_well_formed'), models.CheckConstraint(condition=models.Q(('kind__in', ['contact', 'consultation', 'referral', 'insurance'])), name='request_kind_is_known'), models.CheckConstraint(condition=models.Q(('status__in', ['new', 'contacted', 'scheduled', 'not_suitable', 'no_answer', 'declined', 'spam'])), name='request_status_is_known'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='not_merged_into_itself'), models.CheckConstraint(condition=models.Q(models.Q(('quarantined', True), _negated=True), ('status__in', ('new', 'spam')), _connector='OR'), name='quarantine_is_over_once_judged'), models.CheckConstraint(condition=models.Q(('handed_over_at', None), ('status', 'scheduled'), _connector='OR'), name='only_scheduled_is_handed_over')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('written_at', models.DateTimeField()),
                ('text', clinic.consultations.encryption.SealedTextField()),
                ('outcome', models.CharField(choices=[('spoke', 'Spoke with them'), ('voicemail', 'Left a voicemail'), ('no_answer', 'No answer'), ('wrong_number', 'Wrong number'), ('mailed', 'Sent an e-mail'), ('texted', 'Sent a text')], max_length=14)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='consultations.consultationrequest')),
            ],
            options={
                'ordering': ['written_at'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ContactIndex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BinaryField(db_index=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_index', to='consultations.consultationrequest')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='InboxSearch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('found', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='IntakeForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('contact', 'Question'), ('consultation', 'Consultation'), ('referral', 'Referral'), ('insurance', 'Insurance')], max_length=14, verbose_name='form')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('topics', wagtail.fields.StreamField([('topic', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Topic', 'max_length': 80})}, help_text='The list that people choose from. No diagnoses: what a call is about is enough.', verbose_name='what it may be about')),
                ('read_first', wagtail.fields.RichTextField(blank=True, help_text='Shown under “Tell us when we call if any of these applies to you.” Nobody answers it in the form.', verbose_name='to read before asking')),
                ('next_steps', wagtail.fields.RichTextField(blank=True, verbose_name='what happens next')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'form',
                'verbose_name_plural': 'forms',
                'ordering': ['kind'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('kind', 'locale'), name='one_text_a_form_and_language')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='IntakeSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer_within', models.PositiveIntegerField(default=8, help_text='Counted in the opening hours. Readers are told this.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(80)], verbose_name='answer within (hours)')),
                ('told', models.TextField(blank=True, help_text='E-mail addresses, one a line. Empty: everybody in Intake staff. Mails name the reference alone.', verbose_name='who is told')),
                ('acknowledges', models.BooleanField(default=False, help_text="It says nothing about treatment, but it comes from the clinic's address.", verbose_name='offer an e-mail with the reference')),
                ('chooses_location', models.BooleanField(default=True, verbose_name='ask for the location')),
                ('offers_slots', models.BooleanField(default=True, verbose_name='offer times for a call')),
                ('slot_minutes', models.PositiveIntegerField(default=30, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(120)], verbose_name='length of a time (minutes)')),
                ('slot_capacity', models.PositiveIntegerField(default=1, help_text='For each location.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='calls at a time')),
                ('slot_days', models.PositiveIntegerField(default=5, help_text='How many open days are offered.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(15)], verbose_name='days ahead')),
                ('slot_notice', models.PositiveIntegerField(default=2, help_text='How soon the first time may be.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(72)], verbose_name='notice (hours)')),
                ('keep_spam', models.PositiveIntegerField(default=7, help_text='After a person has judged it.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='spam (days)')),
                ('keep_not_proceeding', models.PositiveIntegerField(default=90, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(730)], verbose_name='not proceeding (days)')),
                ('keep_scheduled', models.PositiveIntegerField(default=30, help_text="After it was handed over to the clinic's records.", validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='scheduled (days)')),
                ('keep_key_backups', models.PositiveIntegerField(default=7, help_text='After so many days a purged request is unreadable everywhere.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='backups of keys (days)')),
                ('language_help', wagtail.fields.StreamField([('help', 2)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('am', 'አማርኛ'), ('ar', 'العربية'), ('bn', 'বাংলা'), ('chk', 'Chuuk'), ('de', 'Deutsch'), ('el', 'Ελληνικά'), ('es', 'Español'), ('fa', 'فارسی'), ('fr', 'Français'), ('gu', 'ગુજરાતી'), ('haw', 'Hawaiian'), ('he', 'עברית'), ('hi', 'हिन्दी'), ('hmn', 'Hmoob'), ('ht', 'Kreyòl Ayisyen'), ('hy', 'Հայերեն'), ('ilo', 'Ilokano'), ('it', 'Italiano'), ('ja', '日本語'), ('km', 'ខ្មែរ'), ('ko', '한국어'), ('lo', 'ລາວ'), ('mh', 'Kajin M̧ajeļ'), ('my', 'မြန်မာ'), ('ne', 'नेपाली'), ('nv', 'Diné Bizaad'), ('om', 'Afaan Oromoo'), ('pa', 'ਪੰਜਾਬੀ'), ('pl', 'Polski'), ('ps', 'پښتو'), ('pt', 'Português'), ('ro', 'Română'), ('ru', 'Русский'), ('rw', 'Ikinyarwanda'), ('sm', 'Gagana Sāmoa'), ('so', 'Soomaali'), ('sq', 'Shqip'), ('sw', 'Kiswahili'), ('ta', 'தமிழ்'), ('te', 'తెలుగు'), ('th', 'ไทย'), ('ti', 'ትግርኛ'), ('tl', 'Tagalog'), ('to', 'Lea Faka-Tonga'), ('uk', 'Українська'), ('ur', 'اردو'), ('vi', 'Tiếng Việt'), ('yi', 'ייִדיש'), ('zh-Hans', '简体中文'), ('zh-Hant', '繁體中文')], 'label': 'Language'}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Notice in this language', 'max_length': 400, 'rows': 2}), 2: ('wagtail.blocks.StructBlock', [[('language', 0), ('text', 1)]], {})}, help_text='Shown at every form. Recipients of federal health money give this notice in the fifteen languages most used in their state; the Department of Health and Human Services publishes translations.', verbose_name='free help in other languages')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'requests',
                'verbose_name_plural': 'requests',
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('written_at', models.DateTimeField()),
                ('text', clinic.consultations.encryption.SealedTextField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='consultations.consultationrequest')),
            ],
            options={
                'ordering': ['written_at'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SlotBooking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('time_zone', models.CharField(max_length=40)),
                ('seat', models.PositiveSmallIntegerField()),
                ('location', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.location')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='booking', to='consultations.consultationrequest')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('location', 'starts_at', 'seat'), name='a_seat_is_taken_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_slot_ends_later')],
            },
        ),
        migrations.CreateModel(
            name='WrappedKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('request', 'a request'), ('index', 'finding contacts'), ('seal', 'signing the audit')], max_length=10)),
                ('wrapped', models.BinaryField()),
                ('kek_id', models.CharField(db_index=True, max_length=16)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(condition=models.Q(('purpose', 'request'), _negated=True), fields=('purpose',), name='one_index_and_one_seal_key')],
            },
        ),
    ]
