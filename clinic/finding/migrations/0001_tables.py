import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import modelsearch.index
import uuid
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models


def configuration(name, language):
    """Text search in a language, deaf to accents."""
    return migrations.RunSQL(
        f"""
        CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{language});
        ALTER TEXT SEARCH CONFIGURATION {name}
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {language}_stem;
        """,
        f"DROP TEXT SEARCH CONFIGURATION {name};",
    )


class Migration(migrations.Migration):

    initial = True

    # The names by which a database made before the first release knows it.
    replaces = [
        ('finding', '0001_text_search'),
        ('finding', '0002_index'),
    ]

    dependencies = [
        ('articles', '0001_tables'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        configuration("clinic_english", "english"),
        configuration("clinic_spanish", "spanish"),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('language', models.CharField(max_length=16)),
                ('kind', models.CharField(choices=[('treatment', 'Treatments'), ('service', 'Conditions and services'), ('location', 'Locations'), ('person', 'People'), ('page', 'About the clinic'), ('article', 'Articles')], max_length=16)),
                ('rank', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=255)),
                ('keywords', models.TextField(blank=True)),
                ('lead', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('published_at', models.DateTimeField()),
                ('words_digest', models.CharField(max_length=64)),
                ('changed_at', models.DateTimeField()),
                ('head', models.GeneratedField(db_persist=True, expression=models.Case(models.When(language='es', then=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='clinic_spanish', weight='A'), '||', django.contrib.postgres.search.SearchVector('keywords', config='clinic_spanish', weight='B'), django.contrib.postgres.search.SearchConfig('clinic_spanish')), '||', django.contrib.postgres.search.SearchVector('lead', config='clinic_spanish', weight='C'), django.contrib.postgres.search.SearchConfig('clinic_spanish'))), default=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='clinic_english', weight='A'), '||', django.contrib.postgres.search.SearchVector('keywords', config='clinic_english', weight='B'), django.contrib.postgres.search.SearchConfig('clinic_english')), '||', django.contrib.postgres.search.SearchVector('lead', config='clinic_english', weight='C'), django.contrib.postgres.search.SearchConfig('clinic_english')), output_field=django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('vector', models.GeneratedField(db_persist=True, expression=models.Case(models.When(language='es', then=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='clinic_spanish', weight='A'), '||', django.contrib.postgres.search.SearchVector('keywords', config='clinic_spanish', weight='B'), django.contrib.postgres.search.SearchConfig('clinic_spanish')), '||', django.contrib.postgres.search.SearchVector('lead', config='clinic_spanish', weight='C'), django.contrib.postgres.search.SearchConfig('clinic_spanish')), '||', django.contrib.postgres.search.SearchVector('body', config='clinic_spanish', weight='D'), django.contrib.postgres.search.SearchConfig('clinic_spanish'))), default=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='clinic_english', weight='A'), '||', django.contrib.postgres.search.SearchVector('keywords', config='clinic_english', weight='B'), django.contrib.postgres.search.SearchConfig('clinic_english')), '||', django.contrib.postgres.search.SearchVector('lead', config='clinic_english', weight='C'), django.contrib.postgres.search.SearchConfig('clinic_english')), '||', django.contrib.postgres.search.SearchVector('body', config='clinic_english', weight='D'), django.contrib.postgres.search.SearchConfig('clinic_english')), output_field=django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.edition')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['head'], name='search_head'), django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_vector'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('title'), name='gin_trgm_ops'), name='search_title'), models.Index(fields=['language', 'rank', '-published_at'], name='search_order')],
            },
        ),
        migrations.CreateModel(
            name='FactEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('key', models.CharField(max_length=60)),
                ('treatment', models.CharField(max_length=255)),
                ('aspect', models.CharField(max_length=80)),
                ('answer', models.TextField()),
                ('strength', models.CharField(blank=True, max_length=20)),
                ('strength_label', models.CharField(blank=True, max_length=60)),
                ('about', models.GeneratedField(db_persist=True, expression=models.Case(models.When(language='es', then=django.contrib.postgres.search.SearchVector('treatment', config='clinic_spanish', weight='A')), default=django.contrib.postgres.search.SearchVector('treatment', config='clinic_english', weight='A'), output_field=django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('asked', models.GeneratedField(db_persist=True, expression=models.Case(models.When(language='es', then=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('aspect', config='clinic_spanish', weight='A'), '||', django.contrib.postgres.search.SearchVector('key', config='clinic_spanish', weight='B'), django.contrib.postgres.search.SearchConfig('clinic_spanish'))), default=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('aspect', config='clinic_english', weight='A'), '||', django.contrib.postgres.search.SearchVector('key', config='clinic_english', weight='B'), django.contrib.postgres.search.SearchConfig('clinic_english')), output_field=django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='finding.searchentry')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['about'], name='fact_about')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('word', models.CharField(max_length=40)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='search_word', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(fields=('language', 'word'), name='one_row_per_word')],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('term', models.CharField(help_text='The word that the site itself uses, for example Esketamine.', max_length=80, verbose_name='term')),
                ('other_words', models.TextField(help_text='One on each line: brand names, abbreviations, everyday words. Searching for any of them finds them all.', max_length=1000, verbose_name='other words')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'search synonym',
                'verbose_name_plural': 'search synonyms',
                'ordering': ['term'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Upper('term'), models.F('locale'), name='one_synonym_per_term', violation_error_message='This term is on the list already.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
