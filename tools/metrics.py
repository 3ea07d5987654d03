#!/usr/bin/env python3
"""Makes the site's fonts and the table by which charts measure text.

    npm pack @expo-google-fonts/noto-sans@0.4.2 && tar xzf expo-google-fonts-noto-sans-0.4.2.tgz
    npm pack @expo-google-fonts/source-serif-4@0.4.1 && tar xzf expo-google-fonts-source-serif-4-0.4.1.tgz
    pip install fonttools brotli
    tools/metrics.py package/400Regular/NotoSans_400Regular.ttf package/600SemiBold/NotoSans_600SemiBold.ttf \
        package/400Regular/SourceSerif4_400Regular.ttf package/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf \
        package/600SemiBold/SourceSerif4_600SemiBold.ttf

writes templates/assets/fonts/*.woff2 and src/chart/metrics.bin. The table comes from the
subset of Noto Sans, so what charts measure is what browsers draw. Run it again after a
change of a font or of CHARACTERS, and commit what it writes.

metrics.bin, all numbers little-endian u16 unless said otherwise, one face after the
other (regular, semibold):

    units per em, cap height, number of advances, number of kerning pairs
    advances: code point, advance; sorted by code point
    pairs: first code point, second code point, adjustment (i16); sorted
"""

import copy
import struct
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ["noto-sans-400.woff2", "noto-sans-600.woff2"]

# Text that charts do not measure. The names of these files and in them are our own:
# the licence keeps the name of the original for what is unchanged.
SERIF = ["briefing-serif-400.woff2", "briefing-serif-400-italic.woff2", "briefing-serif-600.woff2"]

# What briefings in English, German and transliterated Chinese need.
CHARACTERS = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1
    (0x100, 0x17F),  # Latin Extended-A
    (0x1CD, 0x1DC),  # pinyin: carons and diaereses with tones
    (0x2BC, 0x2BC),  # apostrophe of transliterations
    (0x2C6, 0x2DD),  # spacing accents
    (0x300, 0x304),  # grave, acute, circumflex, tilde, macron
    (0x308, 0x308),  # diaeresis
    (0x30C, 0x30C),  # caron
    (0x2002, 0x200B),  # spaces
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x2027),  # quotation marks, daggers, bullet, ellipsis
    (0x202F, 0x202F),  # narrow no-break space, before % in German
    (0x2030, 0x2033),  # per mille, primes
    (0x2039, 0x203A),  # single guillemets
    (0x2044, 0x2044),  # fraction slash
    (0x2070, 0x2079),  # superscripts
    (0x2080, 0x2089),  # subscripts
    (0x20A0, 0x20BF),  # currency signs
    (0x2116, 0x2116),  # numero
    (0x2122, 0x2122),  # trade mark
    (0x2150, 0x215E),  # fractions
    (0x2212, 0x2212),  # minus
    (0x2260, 0x2265),  # comparisons
]

# Kerning is kept for pairs within these: ASCII, Latin-1, dashes and quotation marks.
KERNED = [chr(point) for point in [*range(0x21, 0x7F), *range(0xA1, 0x100), *range(0x2013, 0x201F)]]


def main() -> None:
    table = b""
    for source, name in zip(sys.argv[1:], MEASURED + SERIF, strict=True):
        font = subset.load_font(source, options())
        part(font, 0x2BC, 0x2019)
        cut = subset.Subsetter(options())
        cut.populate(unicodes=[p for first, last in CHARACTERS for p in range(first, last + 1)])
        cut.subset(font)
        if name in MEASURED:
            table += face(font)
        else:
            rename(font, name.removesuffix(".woff2"))

        target = ROOT / "templates/assets/fonts" / name
        subset.save_font(font, str(target), options())
        print(target.relative_to(ROOT), target.stat().st_size, "bytes")

    target = ROOT / "src/chart/metrics.bin"
    target.write_bytes(table)
    print(target.relative_to(ROOT), len(table), "bytes")


def options() -> subset.Options:
    """Kerning and mark positions stay; ligatures would change widths, so they go."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.hinting = False
    options.desubroutinize = True
    options.recalc_timestamp = False
    return options


def part(font: TTFont, letter: int, mark: int) -> None:
    """Gives a letter a glyph of its own where it shares that of a mark: text copied from a PDF is what the glyph was first
    named for, and an apostrophe would come out as the letter."""
    glyphs = font.getBestCmap()
    if glyphs[letter] != glyphs[mark]:
        return
    glyph, own = glyphs[letter], f"{glyphs[letter]}.letter"
    font["glyf"][own] = copy.deepcopy(font["glyf"][glyph])
    font["hmtx"][own] = font["hmtx"][glyph]
    for table in font["cmap"].tables:
        if letter in table.cmap:
            table.cmap[letter] = own


def rename(font: TTFont, name: str) -> None:
    """Gives a font a name of its own; who made it, and the licence, stay."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name


def face(font: TTFont) -> bytes:
    """One face of metrics.bin."""
    glyphs = font.getBestCmap()
    advances = [(point, font["hmtx"][glyph][0]) for point, glyph in sorted(glyphs.items())]
    pairs = sorted(kerning(font, {char: glyphs[ord(char)] for char in KERNED if ord(char) in glyphs}))

    out = struct.pack("<4H", font["head"].unitsPerEm, font["OS/2"].sCapHeight, len(advances), len(pairs))
    out += b"".join(struct.pack("<2H", *advance) for advance in advances)
    return out + b"".join(struct.pack("<2Hh", ord(a), ord(b), value) for a, b, value in pairs)


def kerning(font: TTFont, glyphs: dict[str, str]) -> list[tuple[str, str, int]]:
    """The adjustment of each pair of characters that has one."""
    found = []
    lookups = kern_lookups(font)
    for first, left in glyphs.items():
        for second, right in glyphs.items():
            value = sum(adjustment(lookup, left, right) for lookup in lookups)
            if value:
                found.append((first, second, value))
    return found


def kern_lookups(font: TTFont) -> list:
    """The lookups of the Latin script's `kern` feature, in order."""
    table = font["GPOS"].table
    scripts = {record.ScriptTag: record.Script for record in table.ScriptList.ScriptRecord}
    language = (scripts.get("latn") or scripts["DFLT"]).DefaultLangSys
    features = [table.FeatureList.FeatureRecord[index] for index in language.FeatureIndex]
    indices = sorted({i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex})
    return [table.LookupList.Lookup[index] for index in indices]


def adjustment(lookup, left: str, right: str) -> int:
    """What one lookup moves the second glyph by: that of its first subtable with the pair."""
    for outer in lookup.SubTable:
        part = getattr(outer, "ExtSubTable", outer)
        if part.LookupType != 2 or left not in part.Coverage.glyphs:
            continue
        if part.Format == 1:
            records = part.PairSet[part.Coverage.glyphs.index(left)].PairValueRecord
            record = next((r for r in records if r.SecondGlyph == right), None)
            if record is None:
                continue
        else:
            row = part.Class1Record[part.ClassDef1.classDefs.get(left, 0)]
            record = row.Class2Record[part.ClassDef2.classDefs.get(right, 0)]
        return getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0
    return 0


if __name__ == "__main__":
    main()
