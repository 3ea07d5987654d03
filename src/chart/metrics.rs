//! How wide text is in the site's font.
//!
//! `metrics.bin` holds advances and kerning of the very font files that the pages load;
//! `tools/metrics.py` makes both and describes the format. Measuring them needs no font
//! engine, and gives the same answer where no font is installed.

/// Regular or semibold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Height of a capital letter as a part of the size, for both weights.
///
/// Baselines are set by it rather than by `dominant-baseline`, which browsers, PDF
/// makers and mail programs understand differently.
pub(super) const CAP_HEIGHT: f64 = 0.714;

/// The width of a text in pixels.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let face = face(weight);
    let mut units = 0.0;
    let mut previous = None;

    for character in text.chars() {
        units += advance(&face, character);
        if let Some(first) = previous {
            units += kerning(&face, first, character);
        }
        previous = Some(character);
    }

    units * size / face.units_per_em
}

/// Whether a character is as wide as it is high, as Chinese ones are.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{2190}'..='\u{21ff}' | '\u{2460}'..='\u{24ff}'
        | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether the table holds a character, so that its width is no guess.
pub(super) fn knows(character: char) -> bool {
    place(&face(Weight::Regular), character).is_ok()
}

/// One weight in the table.
struct Face {
    units_per_em: f64,
    advances: &'static [[u8; 4]],
    pairs: &'static [[u8; 6]],
}

fn face(weight: Weight) -> Face {
    let table: &'static [u8] = include_bytes!("metrics.bin");
    let (regular, rest) = read(table);
    match weight {
        Weight::Regular => regular,
        Weight::Bold => read(rest).0,
    }
}

/// The face at the beginning of the table, and what follows it.
fn read(table: &'static [u8]) -> (Face, &'static [u8]) {
    let header = |index: usize| u16::from_le_bytes([table[2 * index], table[2 * index + 1]]);
    let advances = 4 * usize::from(header(2));
    let pairs = 6 * usize::from(header(3));

    let (first, rest) = table[8..].split_at(advances);
    let (second, rest) = rest.split_at(pairs);
    let face = Face {
        units_per_em: f64::from(header(0)),
        advances: first.as_chunks().0,
        pairs: second.as_chunks().0,
    };
    (face, rest)
}

/// How far a character moves the pen, in the font's units.
///
/// What the font lacks comes from another that we cannot know: a wide character takes
/// an em, a combining mark nothing, and anything else about as much as a capital.
fn advance(face: &Face, character: char) -> f64 {
    match place(face, character) {
        Ok(index) => {
            let entry = face.advances[index];
            f64::from(u16::from_le_bytes([entry[2], entry[3]]))
        }
        Err(_) if is_wide(character) => face.units_per_em,
        Err(_) if matches!(character, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}') => 0.0,
        Err(_) => 0.65 * face.units_per_em,
    }
}

/// Where a character is in the table, if it is there.
fn place(face: &Face, character: char) -> Result<usize, usize> {
    face.advances.binary_search_by_key(&u32::from(character), |entry| {
        u32::from(u16::from_le_bytes([entry[0], entry[1]]))
    })
}

/// How much nearer or farther the second of two characters stands.
fn kerning(face: &Face, first: char, second: char) -> f64 {
    let pair = (u32::from(first), u32::from(second));
    let found = face.pairs.binary_search_by_key(&pair, |entry| {
        (
            u32::from(u16::from_le_bytes([entry[0], entry[1]])),
            u32::from(u16::from_le_bytes([entry[2], entry[3]])),
        )
    });

    found.map_or(0.0, |index| {
        let entry = face.pairs[index];
        f64::from(i16::from_le_bytes([entry[4], entry[5]]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, weight: Weight, expected: f64) {
        let width = width(text, 1000.0, weight);
        assert!((width - expected).abs() < 0.5, "{text}: {width}, not {expected}");
    }

    #[test]
    fn digits_are_equally_wide() {
        for digit in '0'..='9' {
            check(&digit.to_string(), Weight::Regular, 572.0);
            check(&digit.to_string(), Weight::Bold, 572.0);
        }
    }

    #[test]
    fn chinese_takes_an_em_and_a_combining_mark_nothing() {
        check("北京市", Weight::Regular, 3000.0);
        check("e\u{301}", Weight::Regular, 564.0);
        check("é", Weight::Regular, 564.0);
    }

    #[test]
    fn narrow_letters_are_narrow_and_pairs_are_kerned() {
        check("iiii", Weight::Regular, 4.0 * 258.0);
        let apart = width("A", 1000.0, Weight::Regular) + width("V", 1000.0, Weight::Regular);
        assert!(width("AV", 1000.0, Weight::Regular) < apart);
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        for weight in [Weight::Regular, Weight::Bold] {
            let face = face(weight);
            assert!(face.advances.len() > 400);
            let points = |entry: &[u8; 4]| u16::from_le_bytes([entry[0], entry[1]]);
            assert!(face.advances.is_sorted_by_key(points));
        }
        let (_, rest) = read(include_bytes!("metrics.bin"));
        assert!(read(rest).1.is_empty());
    }
}
