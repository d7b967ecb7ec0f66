"""Languages in which a clinic can say that help with English costs nothing: their tags, names and direction.

Federal law asks recipients of federal health money for the notice in English and the fifteen other languages most used
in their state (45 CFR 92.11), also where people ask for care.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamValue

ASKED_FOR = 15
_TABLE = """
am አማርኛ | ar العربية | bn বাংলা | chk Chuuk | de Deutsch | el Ελληνικά | es Español | fa فارسی | fr Français | gu ગુજરાતી
haw Hawaiian | he עברית | hi हिन्दी | hmn Hmoob | ht Kreyòl Ayisyen | hy Հայերեն | ilo Ilokano | it Italiano
ja 日本語 | km ខ្មែរ | ko 한국어 | lo ລາວ | mh Kajin M̧ajeļ | my မြန်မာ | ne नेपाली | nv Diné Bizaad | om Afaan Oromoo
pa ਪੰਜਾਬੀ | pl Polski | ps پښتو | pt Português | ro Română | ru Русский | rw Ikinyarwanda | sm Gagana Sāmoa | so Soomaali
sq Shqip | sw Kiswahili | ta தமிழ் | te తెలుగు | th ไทย | ti ትግርኛ | tl Tagalog | to Lea Faka-Tonga | uk Українська
ur اردو | vi Tiếng Việt | yi ייִדיש | zh-Hans 简体中文 | zh-Hant 繁體中文
"""
LANGUAGES = dict(entry.split(maxsplit=1) for line in _TABLE.split("\n") for entry in line.split(" | ") if entry)
RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}


class HelpBlock(blocks.StructBlock):
    """The notice in one language."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=[*LANGUAGES.items()])
    text = blocks.TextBlock(label=_("Notice in this language"), max_length=400, rows=2)

    class Meta:
        icon = "globe"
        label = _("Language")
        form_layout = ["language", "text"]


def help_in_languages(notices: StreamValue) -> list[dict[str, str]]:
    """Return tag, name, direction and text of each notice, for a template."""
    return [
        {
            "tag": block.value["language"],
            "name": LANGUAGES[block.value["language"]],
            "dir": "rtl" if block.value["language"] in RIGHT_TO_LEFT else "ltr",
            "text": block.value["text"],
        }
        for block in notices
        if block.value["language"] in LANGUAGES
    ]
