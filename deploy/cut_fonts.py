"""Cut a font of Fontsource to what the site sets in it; `docs/design.md` says why and how to call it.

Kerning comes as classes of letters, most of whose values nobody can see at the sizes of a page. What is left of it is
a list of the pairs that move by three hundredths of an em or more.
"""  # noqa: INP001 -- a script

import string
import sys
from typing import Any

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

ENGLISH_AND_SPANISH = string.printable[:95] + "\u00a0¡¿©°±·×«»ÁÉÍÑÓÚÜáéíñóúü–—‘’“”•…−≤≥"  # noqa: RUF001 -- they are meant
KERNED = string.ascii_letters + ".,:;!?-–—‘’“”()"  # noqa: RUF001 -- they are meant
LEAST_KERNING = 30  # thousandths of an em
UNUSED_TABLES = ["BASE", "STAT", "gasp", "prep", "meta", "DSIG"]
PAIRS, EXTENSION = 2, 9  # kinds of lookup in OpenType's GPOS table
COPYRIGHT_AND_LICENCE = [0, 1, 2, 13, 14]  # the names that the Open Font License asks to keep


def cut(source: str, target: str) -> None:
    """Write the WOFF2 of fewer letters and pairs."""
    font = TTFont(source)
    options = subset.Options(layout_features=["kern", "liga"], hinting=False, name_IDs=COPYRIGHT_AND_LICENCE)
    options.drop_tables += UNUSED_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=ENGLISH_AND_SPANISH)
    subsetter.subset(font)
    kept = {font.getBestCmap()[ord(letter)] for letter in KERNED}
    units = font["head"].unitsPerEm
    pairs = {
        pair: value
        for pair, value in kerning(font).items()
        if kept.issuperset(pair) and abs(value) * 1000 >= LEAST_KERNING * units
    }
    del font["GPOS"], font["GDEF"]
    rules = "".join(f"pos {left} {right} {value};" for (left, right), value in sorted(pairs.items()))
    addOpenTypeFeaturesFromString(font, f"feature kern {{ {rules} }} kern;", tables=["GPOS"])
    font.flavor = "woff2"
    font.save(target)


def kerning(font: Any) -> dict[tuple[str, str], int]:
    """Return by how much each pair of glyphs moves together or apart, in units of the font."""
    table = font["GPOS"].table
    lookups = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for number in record.Feature.LookupListIndex
    }
    found: dict[tuple[str, str], int] = {}
    for number in sorted(lookups):
        first: dict[tuple[str, str], int] = {}  # of a lookup's subtables, the first that names a pair decides
        for listed in table.LookupList.Lookup[number].SubTable:
            subtable = listed.ExtSubTable if listed.LookupType == EXTENSION else listed
            for pair, value in pairs_of(subtable, font.getGlyphOrder()) if subtable.LookupType == PAIRS else ():
                first.setdefault(pair, getattr(value, "XAdvance", 0))
        for pair, units in first.items():
            found[pair] = found.get(pair, 0) + units
    return found


def pairs_of(subtable: Any, glyphs: list[str]) -> Any:
    """Yield each pair of glyphs that a subtable names, and its value record."""
    for row, left in enumerate(subtable.Coverage.glyphs):
        if subtable.Format == 1:
            for record in subtable.PairSet[row].PairValueRecord:
                yield (left, record.SecondGlyph), record.Value1
        else:
            records = subtable.Class1Record[subtable.ClassDef1.classDefs.get(left, 0)].Class2Record
            for right in glyphs:
                yield (left, right), records[subtable.ClassDef2.classDefs.get(right, 0)].Value1


if __name__ == "__main__":
    cut(*sys.argv[1:])
