import articles.library.vocabulary
import clinic.core.models.frame
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # The names by which a database made before the first release knows it.
    replaces = [
        ('pages', '0001_initial'),
        ('pages', '0002_locations'),
        ('pages', '0003_care_and_questions'),
    ]

    dependencies = [
        ('articles', '0001_tables'),
        ('core', '0001_tables'),
        ('people', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessibilityPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='One to three sentences under the title.', verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('rich_text', 4), ('figure', 8), ('quote', 11), ('table', 15), ('safety_notice', 18), ('notice', 20), ('myth_fact', 23), ('questions', 29), ('call_to_action', 32), ('call_steps', 38)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Detail')], 'label': 'Level'}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small letters, digits and hyphens, beginning with a letter.'}, 'help_text': "The end of this section's address. Made from the heading on the first save; then leave it.", 'label': 'Anchor', 'max_length': 60, 'regex': '^[a-z][a-z0-9-]*$', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1), ('anchor', 2)]], {}), 4: ('articles.blocks.text.RunningTextBlock', (), {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "What a person who cannot see it should know. Unless given, the picture's own description.", 'label': 'Description', 'max_length': 255, 'required': False}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 1000, 'rows': 3}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, where', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('attribution', 10)]], {}), 12: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text', 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {'label': 'Table'}), 15: ('wagtail.blocks.StructBlock', [[('row_headers', 12), ('table', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], 'label': 'Level'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text'}), 18: ('wagtail.blocks.StructBlock', [[('level', 16), ('heading', 0), ('text', 17)]], {}), 19: ('wagtail.snippets.blocks.SnippetChooserBlock', (clinic.core.models.frame.Notice,), {'label': 'Notice'}), 20: ('wagtail.blocks.StructBlock', [[('notice', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What is said', 'max_length': 255}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'What is known'}), 23: ('wagtail.blocks.StructBlock', [[('myth', 21), ('fact', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 27: ('wagtail.blocks.StructBlock', [[('question', 25), ('answer', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 24), ('items', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('consultation', 'Request a consultation'), ('phone', 'Call the clinic'), ('insurance', 'Check insurance')], 'label': 'To do what'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 30), ('heading', 0), ('text', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'default': 'What happens when you call', 'label': 'Heading', 'max_length': 120}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 35: ('wagtail.blocks.TextBlock', (), {'label': 'What happens', 'max_length': 400, 'rows': 2}), 36: ('wagtail.blocks.StructBlock', [[('title', 34), ('text', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Steps', 'max_num': 8, 'min_num': 2}), 38: ('wagtail.blocks.StructBlock', [[('heading', 33), ('steps', 37)]], {})}, verbose_name='body')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'accessibility statement',
                'verbose_name_plural': 'accessibility statements',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConditionIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'list of conditions',
                'verbose_name_plural': 'lists of conditions',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConditionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('disclosure', models.TextField(blank=True, help_text='Who paid for this article, or any interest in it. Readers see it.', verbose_name='disclosure')),
                ('review_months', models.PositiveSmallIntegerField(default=12, help_text='3 to 24. After that the page says that its review has lapsed.', validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(24)], verbose_name='review is valid for (months)')),
                ('standfirst', wagtail.fields.RichTextField(help_text='Two or three sentences under the title: what this article answers.', max_length=600, verbose_name='standfirst')),
                ('takeaways', wagtail.fields.StreamField([('takeaway', 0)], block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'icon': 'check', 'label': 'Takeaway'})}, help_text='Three to ten sentences that a reader should leave with, risks among them.', verbose_name='key takeaways')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('rich_text', 4), ('figure', 8), ('quote', 11), ('table', 15), ('safety_notice', 18), ('notice', 20), ('myth_fact', 23), ('questions', 29), ('call_to_action', 32), ('call_steps', 38), ('comparison', 47)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Detail')], 'label': 'Level'}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small letters, digits and hyphens, beginning with a letter.'}, 'help_text': "The end of this section's address. Made from the heading on the first save; then leave it.", 'label': 'Anchor', 'max_length': 60, 'regex': '^[a-z][a-z0-9-]*$', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1), ('anchor', 2)]], {}), 4: ('articles.blocks.text.RunningTextBlock', (), {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "What a person who cannot see it should know. Unless given, the picture's own description.", 'label': 'Description', 'max_length': 255, 'required': False}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 1000, 'rows': 3}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, where', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('attribution', 10)]], {}), 12: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text', 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {'label': 'Table'}), 15: ('wagtail.blocks.StructBlock', [[('row_headers', 12), ('table', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], 'label': 'Level'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text'}), 18: ('wagtail.blocks.StructBlock', [[('level', 16), ('heading', 0), ('text', 17)]], {}), 19: ('wagtail.snippets.blocks.SnippetChooserBlock', (clinic.core.models.frame.Notice,), {'label': 'Notice'}), 20: ('wagtail.blocks.StructBlock', [[('notice', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What is said', 'max_length': 255}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'What is known'}), 23: ('wagtail.blocks.StructBlock', [[('myth', 21), ('fact', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 27: ('wagtail.blocks.StructBlock', [[('question', 25), ('answer', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 24), ('items', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('consultation', 'Request a consultation'), ('phone', 'Call the clinic'), ('insurance', 'Check insurance')], 'label': 'To do what'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 30), ('heading', 0), ('text', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'default': 'What happens when you call', 'label': 'Heading', 'max_length': 120}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 35: ('wagtail.blocks.TextBlock', (), {'label': 'What happens', 'max_length': 400, 'rows': 2}), 36: ('wagtail.blocks.StructBlock', [[('title', 34), ('text', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Steps', 'max_num': 8, 'min_num': 2}), 38: ('wagtail.blocks.StructBlock', [[('heading', 33), ('steps', 37)]], {}), 39: ('wagtail.blocks.CharBlock', (), {'help_text': 'What is compared with what, for example: Ketamine and opioids.', 'label': 'Caption', 'max_length': 160}), 40: ('wagtail.blocks.PageChooserBlock', ('articles.TreatmentPage',), {'label': 'Treatment'}), 41: ('wagtail.blocks.ListBlock', (40,), {'default': [None, None], 'help_text': 'Two to four, in the order of the columns.', 'label': 'Treatments', 'max_num': 4, 'min_num': 2}), 42: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': articles.library.vocabulary.aspect_choices, 'help_text': 'The rows. Their facts come from the library; change them there.', 'label': 'Aspects'}), 43: ('wagtail.blocks.ChoiceBlock', [], {'choices': articles.library.vocabulary.aspect_choices, 'label': 'Aspect'}), 44: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Note', 'max_length': 400}), 45: ('wagtail.blocks.StructBlock', [[('aspect', 43), ('text', 44)]], {}), 46: ('wagtail.blocks.ListBlock', (45,), {'default': [], 'help_text': 'What this article adds under a row, if anything.', 'label': 'Notes'}), 47: ('wagtail.blocks.StructBlock', [[('caption', 39), ('treatments', 41), ('aspects', 42), ('notes', 46)]], {})}, verbose_name='body')),
                ('indications', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='articles.indication', verbose_name='used for')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
                ('treatments', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='What is spoken of. With the uses below, readers are told what is approved and what is not.', related_name='+', to='articles.treatmentpage', verbose_name='treatments')),
            ],
            options={
                'verbose_name': 'condition',
                'verbose_name_plural': 'conditions',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConditionCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('was_wrong', models.TextField(max_length=1000, verbose_name='what was wrong')),
                ('now_says', models.TextField(max_length=1000, verbose_name='what it says now')),
                ('severity', models.CharField(choices=[('wording', 'Wording: nobody was told anything false'), ('fact', 'Fact: something was wrong or missing'), ('safety', 'Safety: acting on it could have harmed someone')], default='fact', max_length=10, verbose_name='how grave')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='noted on')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='pages.conditionpage')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='One to three sentences under the title.', verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('rich_text', 4), ('figure', 8), ('quote', 11), ('table', 15), ('safety_notice', 18), ('notice', 20), ('myth_fact', 23), ('questions', 29), ('call_to_action', 32), ('call_steps', 38)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Detail')], 'label': 'Level'}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small letters, digits and hyphens, beginning with a letter.'}, 'help_text': "The end of this section's address. Made from the heading on the first save; then leave it.", 'label': 'Anchor', 'max_length': 60, 'regex': '^[a-z][a-z0-9-]*$', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1), ('anchor', 2)]], {}), 4: ('articles.blocks.text.RunningTextBlock', (), {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "What a person who cannot see it should know. Unless given, the picture's own description.", 'label': 'Description', 'max_length': 255, 'required': False}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 1000, 'rows': 3}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, where', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('attribution', 10)]], {}), 12: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text', 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {'label': 'Table'}), 15: ('wagtail.blocks.StructBlock', [[('row_headers', 12), ('table', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], 'label': 'Level'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text'}), 18: ('wagtail.blocks.StructBlock', [[('level', 16), ('heading', 0), ('text', 17)]], {}), 19: ('wagtail.snippets.blocks.SnippetChooserBlock', (clinic.core.models.frame.Notice,), {'label': 'Notice'}), 20: ('wagtail.blocks.StructBlock', [[('notice', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What is said', 'max_length': 255}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'What is known'}), 23: ('wagtail.blocks.StructBlock', [[('myth', 21), ('fact', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 27: ('wagtail.blocks.StructBlock', [[('question', 25), ('answer', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 24), ('items', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('consultation', 'Request a consultation'), ('phone', 'Call the clinic'), ('insurance', 'Check insurance')], 'label': 'To do what'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 30), ('heading', 0), ('text', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'default': 'What happens when you call', 'label': 'Heading', 'max_length': 120}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 35: ('wagtail.blocks.TextBlock', (), {'label': 'What happens', 'max_length': 400, 'rows': 2}), 36: ('wagtail.blocks.StructBlock', [[('title', 34), ('text', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Steps', 'max_num': 8, 'min_num': 2}), 38: ('wagtail.blocks.StructBlock', [[('heading', 33), ('steps', 37)]], {})}, verbose_name='body')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'page to reach the clinic',
                'verbose_name_plural': 'pages to reach the clinic',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('headline', models.CharField(help_text='What the clinic is, in one sentence.', max_length=120, verbose_name='headline')),
                ('lede', models.TextField(max_length=600, verbose_name='introduction')),
                ('promises', wagtail.fields.StreamField([('promise', 0)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'We do'})}, verbose_name='what we do')),
                ('limits', wagtail.fields.StreamField([('limit', 0)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'We will not'})}, verbose_name='what we will not promise')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('rich_text', 4), ('figure', 8), ('quote', 11), ('table', 15), ('safety_notice', 18), ('notice', 20), ('myth_fact', 23), ('questions', 29), ('call_to_action', 32), ('call_steps', 38)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Detail')], 'label': 'Level'}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small letters, digits and hyphens, beginning with a letter.'}, 'help_text': "The end of this section's address. Made from the heading on the first save; then leave it.", 'label': 'Anchor', 'max_length': 60, 'regex': '^[a-z][a-z0-9-]*$', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1), ('anchor', 2)]], {}), 4: ('articles.blocks.text.RunningTextBlock', (), {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "What a person who cannot see it should know. Unless given, the picture's own description.", 'label': 'Description', 'max_length': 255, 'required': False}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 1000, 'rows': 3}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, where', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('attribution', 10)]], {}), 12: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text', 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {'label': 'Table'}), 15: ('wagtail.blocks.StructBlock', [[('row_headers', 12), ('table', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], 'label': 'Level'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text'}), 18: ('wagtail.blocks.StructBlock', [[('level', 16), ('heading', 0), ('text', 17)]], {}), 19: ('wagtail.snippets.blocks.SnippetChooserBlock', (clinic.core.models.frame.Notice,), {'label': 'Notice'}), 20: ('wagtail.blocks.StructBlock', [[('notice', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What is said', 'max_length': 255}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'What is known'}), 23: ('wagtail.blocks.StructBlock', [[('myth', 21), ('fact', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 27: ('wagtail.blocks.StructBlock', [[('question', 25), ('answer', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 24), ('items', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('consultation', 'Request a consultation'), ('phone', 'Call the clinic'), ('insurance', 'Check insurance')], 'label': 'To do what'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 30), ('heading', 0), ('text', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'default': 'What happens when you call', 'label': 'Heading', 'max_length': 120}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 35: ('wagtail.blocks.TextBlock', (), {'label': 'What happens', 'max_length': 400, 'rows': 2}), 36: ('wagtail.blocks.StructBlock', [[('title', 34), ('text', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Steps', 'max_num': 8, 'min_num': 2}), 38: ('wagtail.blocks.StructBlock', [[('heading', 33), ('steps', 37)]], {})}, verbose_name='body')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LocationIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'list of locations',
                'verbose_name_plural': 'lists of locations',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LocationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='What happens here, in one or two sentences.', verbose_name='introduction')),
                ('directions', wagtail.fields.RichTextField(blank=True, help_text='In words, so that nobody needs a map: by bus, by car, on foot, and inside the building.', verbose_name='directions')),
                ('parking', wagtail.fields.RichTextField(blank=True, help_text='Where, how many, and what it costs.', verbose_name='parking')),
                ('accessibility', wagtail.fields.RichTextField(blank=True, help_text='Steps, doors, lifts, restrooms, hearing and seeing, and whom to ask for more.', verbose_name='accessibility')),
                ('location', models.ForeignKey(help_text='Address, phone and opening hours come from there: see “Locations” in the menu.', on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='core.location', verbose_name='location')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'location page',
                'verbose_name_plural': 'location pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='QuestionsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('groups', wagtail.fields.StreamField([('group', 5)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Subject', 'max_length': 120}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 3: ('wagtail.blocks.StructBlock', [[('question', 1), ('answer', 2)]], {}), 4: ('wagtail.blocks.ListBlock', (3,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 5: ('wagtail.blocks.StructBlock', [[('heading', 0), ('items', 4)]], {})}, verbose_name='subjects')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'questions and answers',
                'verbose_name_plural': 'questions and answers',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ServiceIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'list of services',
                'verbose_name_plural': 'lists of services',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ServicePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('disclosure', models.TextField(blank=True, help_text='Who paid for this article, or any interest in it. Readers see it.', verbose_name='disclosure')),
                ('review_months', models.PositiveSmallIntegerField(default=12, help_text='3 to 24. After that the page says that its review has lapsed.', validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(24)], verbose_name='review is valid for (months)')),
                ('standfirst', wagtail.fields.RichTextField(help_text='Two or three sentences under the title: what this article answers.', max_length=600, verbose_name='standfirst')),
                ('takeaways', wagtail.fields.StreamField([('takeaway', 0)], block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'icon': 'check', 'label': 'Takeaway'})}, help_text='Three to ten sentences that a reader should leave with, risks among them.', verbose_name='key takeaways')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('rich_text', 4), ('figure', 8), ('quote', 11), ('table', 15), ('safety_notice', 18), ('notice', 20), ('myth_fact', 23), ('questions', 29), ('call_to_action', 32), ('call_steps', 38), ('comparison', 47)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Detail')], 'label': 'Level'}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small letters, digits and hyphens, beginning with a letter.'}, 'help_text': "The end of this section's address. Made from the heading on the first save; then leave it.", 'label': 'Anchor', 'max_length': 60, 'regex': '^[a-z][a-z0-9-]*$', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1), ('anchor', 2)]], {}), 4: ('articles.blocks.text.RunningTextBlock', (), {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "What a person who cannot see it should know. Unless given, the picture's own description.", 'label': 'Description', 'max_length': 255, 'required': False}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 1000, 'rows': 3}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, where', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('attribution', 10)]], {}), 12: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text', 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {'label': 'Table'}), 15: ('wagtail.blocks.StructBlock', [[('row_headers', 12), ('table', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], 'label': 'Level'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text'}), 18: ('wagtail.blocks.StructBlock', [[('level', 16), ('heading', 0), ('text', 17)]], {}), 19: ('wagtail.snippets.blocks.SnippetChooserBlock', (clinic.core.models.frame.Notice,), {'label': 'Notice'}), 20: ('wagtail.blocks.StructBlock', [[('notice', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What is said', 'max_length': 255}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'What is known'}), 23: ('wagtail.blocks.StructBlock', [[('myth', 21), ('fact', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 27: ('wagtail.blocks.StructBlock', [[('question', 25), ('answer', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 24), ('items', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('consultation', 'Request a consultation'), ('phone', 'Call the clinic'), ('insurance', 'Check insurance')], 'label': 'To do what'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 30), ('heading', 0), ('text', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'default': 'What happens when you call', 'label': 'Heading', 'max_length': 120}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 35: ('wagtail.blocks.TextBlock', (), {'label': 'What happens', 'max_length': 400, 'rows': 2}), 36: ('wagtail.blocks.StructBlock', [[('title', 34), ('text', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Steps', 'max_num': 8, 'min_num': 2}), 38: ('wagtail.blocks.StructBlock', [[('heading', 33), ('steps', 37)]], {}), 39: ('wagtail.blocks.CharBlock', (), {'help_text': 'What is compared with what, for example: Ketamine and opioids.', 'label': 'Caption', 'max_length': 160}), 40: ('wagtail.blocks.PageChooserBlock', ('articles.TreatmentPage',), {'label': 'Treatment'}), 41: ('wagtail.blocks.ListBlock', (40,), {'default': [None, None], 'help_text': 'Two to four, in the order of the columns.', 'label': 'Treatments', 'max_num': 4, 'min_num': 2}), 42: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': articles.library.vocabulary.aspect_choices, 'help_text': 'The rows. Their facts come from the library; change them there.', 'label': 'Aspects'}), 43: ('wagtail.blocks.ChoiceBlock', [], {'choices': articles.library.vocabulary.aspect_choices, 'label': 'Aspect'}), 44: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Note', 'max_length': 400}), 45: ('wagtail.blocks.StructBlock', [[('aspect', 43), ('text', 44)]], {}), 46: ('wagtail.blocks.ListBlock', (45,), {'default': [], 'help_text': 'What this article adds under a row, if anything.', 'label': 'Notes'}), 47: ('wagtail.blocks.StructBlock', [[('caption', 39), ('treatments', 41), ('aspects', 42), ('notes', 46)]], {})}, verbose_name='body')),
                ('conditions', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Readers find the way from one to the other.', related_name='services', to='pages.conditionpage', verbose_name='for')),
                ('indications', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='articles.indication', verbose_name='used for')),
                ('locations', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Where it is given.', related_name='services', to='core.location', verbose_name='where')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
                ('treatments', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='What is spoken of. With the uses below, readers are told what is approved and what is not.', related_name='+', to='articles.treatmentpage', verbose_name='treatments')),
            ],
            options={
                'verbose_name': 'service',
                'verbose_name_plural': 'services',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ServiceCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('was_wrong', models.TextField(max_length=1000, verbose_name='what was wrong')),
                ('now_says', models.TextField(max_length=1000, verbose_name='what it says now')),
                ('severity', models.CharField(choices=[('wording', 'Wording: nobody was told anything false'), ('fact', 'Fact: something was wrong or missing'), ('safety', 'Safety: acting on it could have harmed someone')], default='fact', max_length=10, verbose_name='how grave')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='noted on')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='pages.servicepage')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='One to three sentences under the title.', verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('rich_text', 4), ('figure', 8), ('quote', 11), ('table', 15), ('safety_notice', 18), ('notice', 20), ('myth_fact', 23), ('questions', 29), ('call_to_action', 32), ('call_steps', 38)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Detail')], 'label': 'Level'}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small letters, digits and hyphens, beginning with a letter.'}, 'help_text': "The end of this section's address. Made from the heading on the first save; then leave it.", 'label': 'Anchor', 'max_length': 60, 'regex': '^[a-z][a-z0-9-]*$', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1), ('anchor', 2)]], {}), 4: ('articles.blocks.text.RunningTextBlock', (), {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "What a person who cannot see it should know. Unless given, the picture's own description.", 'label': 'Description', 'max_length': 255, 'required': False}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'cite'], 'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 1000, 'rows': 3}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, where', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('attribution', 10)]], {}), 12: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text', 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {'label': 'Table'}), 15: ('wagtail.blocks.StructBlock', [[('row_headers', 12), ('table', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Warning'), ('emergency', 'Emergency')], 'label': 'Level'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Text'}), 18: ('wagtail.blocks.StructBlock', [[('level', 16), ('heading', 0), ('text', 17)]], {}), 19: ('wagtail.snippets.blocks.SnippetChooserBlock', (clinic.core.models.frame.Notice,), {'label': 'Notice'}), 20: ('wagtail.blocks.StructBlock', [[('notice', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What is said', 'max_length': 255}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'What is known'}), 23: ('wagtail.blocks.StructBlock', [[('myth', 21), ('fact', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'superscript', 'subscript', 'cite'], 'label': 'Answer'}), 27: ('wagtail.blocks.StructBlock', [[('question', 25), ('answer', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 24), ('items', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('consultation', 'Request a consultation'), ('phone', 'Call the clinic'), ('insurance', 'Check insurance')], 'label': 'To do what'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 30), ('heading', 0), ('text', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'default': 'What happens when you call', 'label': 'Heading', 'max_length': 120}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 35: ('wagtail.blocks.TextBlock', (), {'label': 'What happens', 'max_length': 400, 'rows': 2}), 36: ('wagtail.blocks.StructBlock', [[('title', 34), ('text', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Steps', 'max_num': 8, 'min_num': 2}), 38: ('wagtail.blocks.StructBlock', [[('heading', 33), ('steps', 37)]], {})}, verbose_name='body')),
                ('social_image', models.ForeignKey(blank=True, help_text="Shown where the page is shared. Unless chosen, the page's own picture.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.clinicimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'standard page',
                'verbose_name_plural': 'standard pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConditionContributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('author', 'Author'), ('editor', 'Editor')], default='author', max_length=6, verbose_name='role')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='person')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='condition_contributors', to='pages.conditionpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'person', 'role'), name='one_condition_byline_per_role', violation_error_message='This person is already named in this role.')],
            },
        ),
        migrations.CreateModel(
            name='ServiceContributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('author', 'Author'), ('editor', 'Editor')], default='author', max_length=6, verbose_name='role')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='person')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='service_contributors', to='pages.servicepage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'person', 'role'), name='one_service_byline_per_role', violation_error_message='This person is already named in this role.')],
            },
        ),
    ]
