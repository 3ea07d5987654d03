#!/usr/bin/env python3
"""Cuts Noto Sans SC down to what pictures of charts need.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    pip install fonttools brotli
    tools/chinese.py package/400Regular/NotoSansSC_400Regular.ttf package/600SemiBold/NotoSansSC_600SemiBold.ttf

writes src/raster/fonts/*.woff2 and src/raster/fonts/characters.txt, which lists what they hold, so that a missing
character is told of without opening a font. The characters are those of GB 2312, the standard of mainland China for
everyday texts, without its Greek and Cyrillic, and the full-width forms of ASCII.
"""

import sys
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent / "src/raster/fonts"
NAMES = ["noto-sans-sc-400.woff2", "noto-sans-sc-600.woff2"]


def main() -> None:
    wanted = [*gb2312(), *range(0xFF01, 0xFF5F), *range(0x2460, 0x2474)]
    held = None
    for source, name in zip(sys.argv[1:3], NAMES, strict=True):
        font = subset.load_font(source, options())
        cut = subset.Subsetter(options())
        cut.populate(unicodes=wanted)
        cut.subset(font)
        here = sorted(font.getBestCmap())
        assert held in (None, here), "both weights hold the same characters"
        held = here

        subset.save_font(font, str(ROOT / name), options())
        print(name, (ROOT / name).stat().st_size, "bytes")

    (ROOT / "characters.txt").write_text("".join(chr(point) for point in held), "utf-8")
    print("characters.txt", len(held), "characters")


def gb2312() -> list[int]:
    """The characters of GB 2312, but for the Greek and Cyrillic ones."""
    points = []
    for row in range(0xA1, 0xF8):
        for column in range(0xA1, 0xFF):
            character = bytes([row, column]).decode("gb2312", "ignore")
            if character and not 0x370 <= ord(character) <= 0x52F:
                points.append(ord(character))
    return points


def options() -> subset.Options:
    """Outlines and widths only: lines run from left to right, and nothing is hinted."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "STAT", "BASE"]
    options.hinting = False
    options.recalc_timestamp = False
    return options


if __name__ == "__main__":
    main()
