import articles.library.vocabulary
import clinic.core.models.frame
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # The names by which a database made before the first release knows it.
    replaces = [
        ('articles', '0001_initial'),
        ('articles', '0002_relations'),
        ('articles', '0003_the_record'),
        ('articles', '0004_library'),
        ('articles', '0005_review'),
        ('articles', '0006_review_rules'),
        ('articles', '0007_editorial_workflow'),
        ('articles', '0008_problem_reports'),
        ('articles', '0009_listings'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('core', '0001_tables'),
        ('people', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='MedicalReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'medical review',
                'verbose_name_plural': 'medical reviews',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='ReviewSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unsigned_allowed', models.BooleanField(default=False, help_text='They say above the text that no clinician has signed it. Switched off again, readers no longer get them.', verbose_name='texts may go live without a signature')),
                ('on_lapse', models.CharField(choices=[('say-so', 'The page stays and says that its review has lapsed'), ('noindex', 'The page stays and says so; search engines are asked to leave it out'), ('unpublish', 'The page is unpublished')], default='say-so', max_length=10, verbose_name='when a review lapses')),
            ],
            options={
                'verbose_name': 'medical review',
                'verbose_name_plural': 'medical review',
                'default_permissions': ('change',),
            },
        ),
        migrations.CreateModel(
            name='ArticleIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'list of articles',
                'verbose_name_plural': 'lists of articles',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Aspect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.SlugField(max_length=60, verbose_name='key')),
                ('name', models.CharField(help_text='As it stands before the row of a table.', max_length=80, verbose_name='name')),
                ('help', models.TextField(blank=True, help_text='For editors: what belongs here and what does not. Readers do not see it.', max_length=400, verbose_name='what to write')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'aspect',
                'verbose_name_plural': 'aspects',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('key', 'locale'), name='one_aspect_per_key', violation_error_message='Another aspect has this key.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ComparePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'comparison page',
                'verbose_name_plural': 'comparison pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('form', models.CharField(default='v1', max_length=4)),
                ('snapshot', models.TextField()),
                ('digest', models.CharField(db_index=True, max_length=64, verbose_name='digest')),
                ('own_digest', models.CharField(max_length=64)),
                ('card', models.GeneratedField(db_persist=True, expression=models.Func(django.db.models.functions.comparison.Cast(models.F('snapshot'), models.JSONField()), output_field=models.JSONField(), template="(%(expressions)s - '{body,facts,glossary,references,status,statuses,takeaways}'::text[])"), output_field=models.JSONField())),
                ('frozen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='frozen at')),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to=settings.WAGTAIL_PAGE_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('page', 'number'), name='one_edition_per_number')],
            },
        ),
        migrations.CreateModel(
            name='EditionContributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('author', 'Author'), ('editor', 'Editor')], max_length=6)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributors', to='articles.edition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'person', 'role'), name='one_contribution_per_role')],
            },
        ),
        migrations.CreateModel(
            name='EditorApprovalTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'approval by an editor',
                'verbose_name_plural': 'approvals by an editor',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='GlossaryTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('term', models.CharField(max_length=80, verbose_name='term')),
                ('other_forms', models.TextField(blank=True, help_text='One on each line: the plural, an abbreviation, another spelling.', max_length=600, verbose_name='other forms')),
                ('explanation', wagtail.fields.RichTextField(help_text='One to three plain sentences. Cite a source for what is not common knowledge.', max_length=600, verbose_name='explanation')),
                ('explained', models.BooleanField(default=True, help_text='Untick to leave it out of editions made from now on. Then it can be deleted in time.', verbose_name='explain it in articles')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'glossary term',
                'verbose_name_plural': 'glossary',
                'ordering': ['term'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('term'), models.F('locale'), name='one_entry_per_term', violation_error_message='This term is in the glossary already.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='HeldSchedule',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='held_schedule', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('why', models.TextField(verbose_name='why')),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='since')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'held schedule',
                'verbose_name_plural': 'held schedules',
                'ordering': ['since'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Indication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('key', models.SlugField(max_length=60, verbose_name='key')),
                ('name', models.CharField(help_text='For example: Chronic pain.', max_length=120, verbose_name='name')),
                ('within_sentence', models.CharField(blank=True, help_text='As it stands after “is approved for”. Unless given, the name with a small first letter.', max_length=120, verbose_name='within a sentence')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'indication',
                'verbose_name_plural': 'indications',
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('key', 'locale'), name='one_indication_per_key', violation_error_message='Another indication has this key.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='MinorEdit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.TextField(blank=True)),
                ('previous_hash', models.CharField(db_default='', max_length=64)),
                ('hash', models.CharField(db_default='', max_length=64)),
                ('changes', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='made at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minor_edits', to='articles.edition')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.WAGTAIL_PAGE_MODEL)),
                ('to_edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minor_edit', to='articles.edition')),
            ],
            options={
                'verbose_name': 'minor edit',
                'verbose_name_plural': 'minor edits',
                'ordering': ['-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('page', 'previous_hash'), name='minoredits_do_not_fork'), models.CheckConstraint(condition=models.Q(('from_edition', models.F('to_edition')), _negated=True), name='minor_edit_changes_edition')],
            },
        ),
        migrations.CreateModel(
            name='MinorEditVoid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.TextField(blank=True)),
                ('previous_hash', models.CharField(db_default='', max_length=64)),
                ('hash', models.CharField(db_default='', max_length=64)),
                ('voided_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='voided at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minor_edit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='void', to='articles.minoredit')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'voided minor edit',
                'verbose_name_plural': 'voided minor edits',
                'ordering': ['-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('page', 'previous_hash'), name='minoreditvoids_do_not_fork')],
            },
        ),
        migrations.CreateModel(
            name='ProblemReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('wrong', 'Something is wrong or out of date'), ('source', 'A source or a link does not fit, or does not work'), ('unclear', 'Something is hard to understand'), ('broken', 'Something on the page does not work for me'), ('other', 'Something else')], max_length=10, verbose_name='kind')),
                ('where', models.CharField(blank=True, max_length=200, verbose_name='where')),
                ('what', models.TextField(blank=True, max_length=2000, verbose_name='what is wrong')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('received_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='received')),
                ('form_token', models.UUIDField()),
                ('digest', models.CharField(max_length=64)),
                ('doubts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('outcome', models.CharField(blank=True, choices=[('changed', 'The text is being changed, or has been'), ('no_change', 'Nothing has to change'), ('personal', "It tells of somebody's health: its words are erased now"), ('spam', 'Spam: its words are erased now')], max_length=10, verbose_name='outcome')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('is_sample', models.BooleanField(default=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problem_reports', to='articles.edition')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'problem report',
                'verbose_name_plural': 'problem reports',
                'ordering': ['-received_at', '-pk'],
                'default_permissions': ('change',),
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['-received_at', '-id'], name='reports_to_settle')],
                'constraints': [models.UniqueConstraint(fields=('form_token', 'digest'), name='a_form_sent_twice_is_one_report'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at', None)), models.Q(('settled_at__isnull', False), ('outcome__in', ['changed', 'no_change', 'personal', 'spam'])), _connector='OR'), name='settled_with_an_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), ('outcome__in', ('personal', 'spam')), _connector='OR'), name='words_are_there_unless_erased')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=255)),
                ('made_current_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='made current at')),
                ('is_sample', models.BooleanField(default=False)),
                ('previous_hash', models.CharField(db_default='', max_length=64)),
                ('hash', models.CharField(db_default='', max_length=64)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='articles.edition')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('page', 'previous_hash'), name='publications_do_not_fork')],
            },
        ),
        migrations.CreateModel(
            name='CurrentEdition',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='current_edition', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='current', to='articles.edition')),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.publication')),
            ],
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(max_length=255)),
                ('language', models.CharField(max_length=16)),
                ('made_current_at', models.DateTimeField()),
                ('current', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='listings', to='articles.currentedition')),
                ('publication', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.publication')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(models.F('heading'), models.F('language'), models.OrderBy(models.F('made_current_at'), descending=True), models.OrderBy(models.F('publication'), descending=True), name='listing_newest_first')],
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(help_text='A short name for editors, for example cohen2018.', max_length=60, unique=True, verbose_name='key')),
                ('kind', models.CharField(choices=[('guideline', 'Guideline'), ('systematic-review', 'Systematic review'), ('trial', 'Randomized trial'), ('observational', 'Observational study'), ('review', 'Review'), ('label', 'Drug label'), ('government', 'Government page'), ('laboratory', 'Laboratory or animal study')], max_length=20, verbose_name='kind of evidence')),
                ('authors', models.TextField(help_text='As printed: Family AB, Family CD, et al.', verbose_name='authors')),
                ('title', models.TextField(verbose_name='title')),
                ('container', models.CharField(blank=True, help_text='Where it was published.', max_length=255, verbose_name='journal or publisher')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1800)], verbose_name='year')),
                ('volume', models.CharField(blank=True, help_text='For example 43(5).', max_length=40, verbose_name='volume and issue')),
                ('pages', models.CharField(blank=True, max_length=40, verbose_name='pages or article number')),
                ('doi', models.CharField(blank=True, max_length=255, validators=[django.core.validators.RegexValidator('^10\\.\\d{4,9}/\\S+$', 'A DOI begins with 10. and has a slash.')], verbose_name='DOI')),
                ('pmid', models.CharField(blank=True, max_length=9, validators=[django.core.validators.RegexValidator('^[1-9]\\d*$', 'Digits only.')], verbose_name='PubMed ID')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('accessed_on', models.DateField(blank=True, null=True, verbose_name='accessed on')),
                ('retracted', models.BooleanField(default=False, verbose_name='retracted')),
                ('retraction_urgent', models.BooleanField(default=False, help_text='Only with “retracted”: texts that cite it say so at the top at once, before they are signed again.', verbose_name='say so above every text')),
                ('landmark', models.BooleanField(default=False, verbose_name='landmark')),
                ('identifiers_confirmed_by', models.CharField(blank=True, help_text="Who compared DOI, PubMed ID and address with the publisher's page.", max_length=120, verbose_name='identifiers confirmed by')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['authors', 'year'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('doi'), condition=models.Q(('doi', ''), _negated=True), name='one_reference_per_doi', violation_error_message='There is already a source with this DOI.'), models.UniqueConstraint(condition=models.Q(('pmid', ''), _negated=True), fields=('pmid',), name='one_reference_per_pmid', violation_error_message='There is already a source with this PubMed ID.')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=200, verbose_name='question')),
                ('help', models.CharField(blank=True, max_length=300, verbose_name='what to look at')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='articles.reviewsettings')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['sort_order'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReviewStepState',
            fields=[
                ('taskstate_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.taskstate')),
                ('own_digest', models.CharField(blank=True, max_length=64)),
                ('why_not_frozen', models.TextField(blank=True)),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review_steps', to='articles.edition')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'step of a review',
                'verbose_name_plural': 'steps of a review',
                'default_permissions': (),
            },
            bases=('wagtailcore.taskstate',),
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name as printed')),
                ('credential_title', models.CharField(max_length=120)),
                ('credential_issuer', models.CharField(max_length=160)),
                ('credential_jurisdiction', models.CharField(max_length=80)),
                ('credential_number', models.CharField(max_length=60)),
                ('credential_valid_until', models.DateField(null=True)),
                ('credential_checked_by', models.CharField(max_length=120)),
                ('credential_checked_where', models.CharField(max_length=255)),
                ('decision', models.CharField(choices=[('approved', 'Approved'), ('changes-requested', 'Changes requested'), ('withdrawn', 'Signature withdrawn')], max_length=20, verbose_name='decision')),
                ('declaration', models.TextField(verbose_name='declaration')),
                ('declaration_version', models.CharField(max_length=12)),
                ('answers', models.JSONField(default=list)),
                ('comment', models.TextField(blank=True, verbose_name='comment')),
                ('signed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='signed at')),
                ('valid_until', models.DateField(null=True, verbose_name='valid until')),
                ('is_sample', models.BooleanField(default=False)),
                ('previous_hash', models.CharField(db_default='', max_length=64)),
                ('hash', models.CharField(db_default='', max_length=64)),
                ('credential', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='people.credential')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='articles.edition')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to=settings.WAGTAIL_PAGE_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='people.person')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
                'ordering': ['-pk'],
                'default_permissions': ('add', 'view'),
                'constraints': [models.UniqueConstraint(fields=('page', 'previous_hash'), name='sign_offs_do_not_fork')],
            },
        ),
        migrations.CreateModel(
            name='ReviewReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days before')),
                ('owed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='owed at')),
                ('sign_off', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.signoff')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('sign_off', 'days'), name='one_reminder_per_span')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('slug', models.SlugField(help_text="The end of the topic's address.", max_length=60, verbose_name='slug')),
                ('description', models.CharField(blank=True, max_length=255, verbose_name='description')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('slug', 'locale'), name='one_topic_per_slug', violation_error_message='There is already a topic with this slug.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='TreatmentIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'list of treatments',
                'verbose_name_plural': 'lists of treatments',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TreatmentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('disclosure', models.TextField(blank=True, help_text='Who paid for this article, or any interest in it. Readers see it.', verbose_name='disclosure')),
                ('review_months', models.PositiveSmallIntegerField(default=12, help_text='3 to 24. After that the page says that its review has lapsed.', validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(24)], verbose_name='review is valid for (months)')),
                ('is_class', models.BooleanField(default=False, help_text='Tick for a plural name such as “Opioids”: sentences then say “they” instead of “it”.', verbose_name='a class of drugs')),
                ('drug_class', models.CharField(blank=True, help_text='For example: Dissociative anesthetic.', max_length=120, verbose_name='class')),
                ('schedule', models.CharField(blank=True, help_text='For example: Schedule III in the US.', max_length=200, verbose_name='legal schedule')),
                ('summary', wagtail.fields.RichTextField(help_text='Two or three sentences under the name: what it is, with its main risk.', max_length=600, verbose_name='summary')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'treatment',
                'verbose_name_plural': 'treatments',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('disclosure', models.TextField(blank=True, help_text='Who paid for this article, or any interest in it. Readers see it.', verbose_name='disclosure')),
                ('review_months', models.PositiveSmallIntegerField(default=12, help_text='3 to 24. After that the page says that its review has lapsed.', validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(24)], verbose_name='review is valid for (months)')),
                ('standfirst', wagtail.fields.RichTextField(help_text='Two or three sentences under the title: what this article answers.', max_length=600, verbose_name='standfirst')),
                ('takeaways', wagtail.fields.StreamField([('takeaway', 0)], block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'icon': 'check', 'label': 'Takeaway'})}, help_text='Three to ten sentences that a reader should leave with, risks among them.', verbose_name='key takeaways')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('rich_text', 4), ('figure', 8), ('quote', 11), ('table', 15), ('safety_notice', 18), ('notice', 20), ('myth_fact', 23), ('questions', 29), ('call_to_action', 32), ('call_steps', 38), ('comparison', 47)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Detail')], 'label': 'Level'}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small letters, digits and hyphens, beginning with a letter.'}, 'help_text': "The end of this section's address. Made from the heading on the first save; then leave it.", 'label': 'Anchor', 'max_length': 60, 'regex': '^[a-z][a-z0-9-]*$', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1), ('anchor', 2)]], {}), 4: ('articles.blocks.text.RunningTextBlock', (), {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "What a person who cannot see it should know. Unless given, the picture's own description.", 'label': 'Description', 'max_length': 255, 'required': False}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 1000, 'rows': 3}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, where', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('attribution', 10)]], {}), 12: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text', 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {'label': 'Table'}), 15: ('wagtail.blocks.StructBlock', [[('row_headers', 12), ('table', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], 'label': 'Level'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text'}), 18: ('wagtail.blocks.StructBlock', [[('level', 16), ('heading', 0), ('text', 17)]], {}), 19: ('wagtail.snippets.blocks.SnippetChooserBlock', (clinic.core.models.frame.Notice,), {'label': 'Notice'}), 20: ('wagtail.blocks.StructBlock', [[('notice', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What is said', 'max_length': 255}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'What is known'}), 23: ('wagtail.blocks.StructBlock', [[('myth', 21), ('fact', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 27: ('wagtail.blocks.StructBlock', [[('question', 25), ('answer', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 24), ('items', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('consultation', 'Request a consultation'), ('phone', 'Call the clinic'), ('insurance', 'Check insurance')], 'label': 'To do what'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 30), ('heading', 0), ('text', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'default': 'What happens when you call', 'label': 'Heading', 'max_length': 120}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 35: ('wagtail.blocks.TextBlock', (), {'label': 'What happens', 'max_length': 400, 'rows': 2}), 36: ('wagtail.blocks.StructBlock', [[('title', 34), ('text', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Steps', 'max_num': 8, 'min_num': 2}), 38: ('wagtail.blocks.StructBlock', [[('heading', 33), ('steps', 37)]], {}), 39: ('wagtail.blocks.CharBlock', (), {'help_text': 'What is compared with what, for example: Ketamine and opioids.', 'label': 'Caption', 'max_length': 160}), 40: ('wagtail.blocks.PageChooserBlock', ('articles.TreatmentPage',), {'label': 'Treatment'}), 41: ('wagtail.blocks.ListBlock', (40,), {'default': [None, None], 'help_text': 'Two to four, in the order of the columns.', 'label': 'Treatments', 'max_num': 4, 'min_num': 2}), 42: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': articles.library.vocabulary.aspect_choices, 'help_text': 'The rows. Their facts come from the library; change them there.', 'label': 'Aspects'}), 43: ('wagtail.blocks.ChoiceBlock', [], {'choices': articles.library.vocabulary.aspect_choices, 'label': 'Aspect'}), 44: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Note', 'max_length': 400}), 45: ('wagtail.blocks.StructBlock', [[('aspect', 43), ('text', 44)]], {}), 46: ('wagtail.blocks.ListBlock', (45,), {'default': [], 'help_text': 'What this article adds under a row, if anything.', 'label': 'Notes'}), 47: ('wagtail.blocks.StructBlock', [[('caption', 39), ('treatments', 41), ('aspects', 42), ('notes', 46)]], {})}, verbose_name='body')),
                ('featured_caption', models.CharField(blank=True, max_length=255, verbose_name='caption')),
                ('featured_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='featured picture')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
                ('indications', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='articles', to='articles.indication', verbose_name='used for')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='articles', to='articles.topic', verbose_name='topics')),
                ('treatments', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='What the article is about. With the uses below, readers are told what is approved and what is not.', related_name='articles', to='articles.treatmentpage', verbose_name='treatments')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ArticleCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('was_wrong', models.TextField(max_length=1000, verbose_name='what was wrong')),
                ('now_says', models.TextField(max_length=1000, verbose_name='what it says now')),
                ('severity', models.CharField(choices=[('wording', 'Wording: nobody was told anything false'), ('fact', 'Fact: something was wrong or missing'), ('safety', 'Safety: acting on it could have harmed someone')], default='fact', max_length=10, verbose_name='how grave')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='noted on')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='articles.articlepage')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RelatedArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.articlepage', verbose_name='article')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_articles', to='articles.articlepage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TreatmentFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', wagtail.fields.RichTextField(blank=True, help_text='Short, and right in any table. Without a cited source it is not printed.', max_length=1200, verbose_name='text')),
                ('strength', models.CharField(blank=True, choices=[('high', 'Strong evidence'), ('moderate', 'Moderate evidence'), ('low', 'Limited evidence'), ('very-low', 'Very limited evidence')], help_text='Of the sources cited, for this statement. Leave empty for what is not graded, such as a label.', max_length=10, verbose_name='strength of evidence')),
                ('aspect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='articles.aspect', verbose_name='aspect')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='articles.treatmentpage')),
            ],
            options={
                'verbose_name': 'fact',
                'verbose_name_plural': 'facts',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('page', 'aspect'), name='one_fact_per_aspect', violation_error_message='There is a fact for this aspect already.')],
            },
        ),
        migrations.CreateModel(
            name='TreatmentCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('was_wrong', models.TextField(max_length=1000, verbose_name='what was wrong')),
                ('now_says', models.TextField(max_length=1000, verbose_name='what it says now')),
                ('severity', models.CharField(choices=[('wording', 'Wording: nobody was told anything false'), ('fact', 'Fact: something was wrong or missing'), ('safety', 'Safety: acting on it could have harmed someone')], default='fact', max_length=10, verbose_name='how grave')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='noted on')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='articles.treatmentpage')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TreatmentContributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('author', 'Author'), ('editor', 'Editor')], default='author', max_length=6, verbose_name='role')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='person')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='treatment_contributors', to='articles.treatmentpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'person', 'role'), name='one_treatment_byline_per_role', violation_error_message='This person is already named in this role.')],
            },
        ),
        migrations.CreateModel(
            name='RegulatoryStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('status', models.CharField(choices=[('approved', 'Approved'), ('off-label', 'Off-label'), ('not-approved', 'Not approved')], max_length=12, verbose_name='status')),
                ('note', models.CharField(blank=True, help_text='For example: in adults, with an oral antidepressant.', max_length=300, verbose_name='note')),
                ('checked_on', models.DateField(help_text='When somebody last read it there.', verbose_name='checked on')),
                ('indication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='articles.indication', verbose_name='used for')),
                ('reference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.reference', verbose_name='source')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='statuses', to='articles.treatmentpage')),
            ],
            options={
                'verbose_name': 'regulatory status',
                'verbose_name_plural': 'regulatory statuses',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('page', 'indication'), name='one_status_per_indication', violation_error_message='There is a status for this use already.')],
            },
        ),
        migrations.CreateModel(
            name='UrgentWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.TextField(blank=True)),
                ('previous_hash', models.CharField(db_default='', max_length=64)),
                ('hash', models.CharField(db_default='', max_length=64)),
                ('warning', models.CharField(blank=True, choices=[('being-checked', 'We are checking a part of this text. Until we have, please decide nothing by it alone.'), ('error-found', 'We have found an error in this text and are correcting it. Please decide nothing by it alone.'), ('new-safety-information', 'There is new information on safety that this text does not hold yet. Please ask a clinician before acting.')], max_length=30, verbose_name='warning')),
                ('put_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='put at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'urgent warning',
                'verbose_name_plural': 'urgent warnings',
                'ordering': ['-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('page', 'previous_hash'), name='urgentwarnings_do_not_fork')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.TextField(blank=True)),
                ('previous_hash', models.CharField(db_default='', max_length=64)),
                ('hash', models.CharField(db_default='', max_length=64)),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='since')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'withdrawal',
                'verbose_name_plural': 'withdrawals',
                'ordering': ['-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('page', 'previous_hash'), name='withdrawals_do_not_fork')],
            },
        ),
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.TextField(blank=True)),
                ('previous_hash', models.CharField(db_default='', max_length=64)),
                ('hash', models.CharField(db_default='', max_length=64)),
                ('picture_sha256', models.CharField(blank=True, db_index=True, max_length=64)),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='since')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withholdings', to='articles.edition')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'withholding',
                'verbose_name_plural': 'withholdings',
                'ordering': ['-pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('page', 'previous_hash'), name='withholdings_do_not_fork')],
            },
        ),
        migrations.CreateModel(
            name='ArticleContributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('author', 'Author'), ('editor', 'Editor')], default='author', max_length=6, verbose_name='role')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='person')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='article_contributors', to='articles.articlepage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'person', 'role'), name='one_byline_per_role', violation_error_message='This person is already named in this role.')],
            },
        ),
    ]
