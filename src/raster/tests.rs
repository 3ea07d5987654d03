use super::*;

const WHITE: &str = "<rect width=\"40\" height=\"20\" fill=\"#ffffff\"/>";

fn fonts() -> Arc<Fonts> {
    Arc::new(Fonts::new([]))
}

/// The pixels of an SVG of 40 by 20 with a text in it.
fn drawn(text: &str) -> (u32, u32, Vec<u8>) {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">{WHITE}{text}</svg>"
    );
    let bytes = picture(svg, Vec::new(), &fonts()).bytes().clone();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&*bytes)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    (info.width, info.height, pixels)
}

/// How many of the pixels are dark.
fn ink(text: &str) -> usize {
    drawn(text).2.chunks(3).filter(|pixel| pixel[0] < 128).count()
}

#[test]
fn a_picture_has_twice_the_size() {
    let (width, height, pixels) = drawn("");
    assert_eq!((width, height), (80, 40));
    assert!(pixels.iter().all(|&channel| channel == 255));
}

#[test]
fn texts_are_drawn_in_both_weights_and_in_chinese() {
    for word in ["Wage", "北京"] {
        let text = |weight: u32| {
            format!(
                "<text x=\"1\" y=\"15\" font-size=\"14\" font-weight=\"{weight}\">{word}</text>"
            )
        };
        let (regular, bold) = (ink(&text(400)), ink(&text(600)));
        assert!(regular > 100, "{word}: {regular} dark pixels");
        assert!(bold > regular + regular / 20, "{word}: {bold} dark pixels, not above {regular}");
    }
}

#[test]
fn the_list_of_characters_is_what_the_fonts_hold() {
    for font in &SHIPPED[2..] {
        let font = plain(font).expect("a font");
        let font = FontRef::from_index(&font, 0).expect("a font");
        let held: Vec<u32> = font.charmap().mappings().map(|(point, _)| point).collect();
        let listed: Vec<u32> = CHINESE.chars().map(u32::from).collect();
        assert_eq!(held, listed);
    }
}

#[test]
fn what_no_font_has_is_missing() {
    assert_eq!(fonts().missing("Größe: 12,5 % – 北京市的模型，“三成”"), Vec::<char>::new());
    assert_eq!(fonts().missing("かきか"), Vec::<char>::new());
    assert_eq!(fonts().missing("ሀሀ and 👍"), ['ሀ', '👍']);
}

#[test]
fn a_font_of_the_project_fills_a_gap() {
    let own = SHIPPED[2];
    let fonts = Fonts::new([own, b"no font"]);
    assert_eq!(fonts.own.len(), 1);
    assert_ne!(fonts.key, self::fonts().key);
}

#[test]
fn a_picture_says_where_it_comes_from() {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">{WHITE}</svg>"
    );
    let about = vec![("Title", "服务".to_owned()), ("Source", String::new())];
    let bytes = picture(svg, about, &fonts()).bytes().clone();
    let reader = png::Decoder::new(std::io::Cursor::new(&*bytes)).read_info().expect("a PNG");
    let texts = &reader.info().utf8_text;
    assert_eq!(texts.len(), 1);
    assert_eq!(texts[0].keyword, "Title");
    assert_eq!(texts[0].get_text().expect("a text"), "服务");
}

#[test]
fn the_key_names_what_draws() {
    let lock = include_str!("../../Cargo.lock");
    for name in ["resvg", "png"] {
        let entry = lock.split("\n\n").find(|entry| entry.contains(&format!("name = \"{name}\"")));
        let version = entry
            .and_then(|entry| entry.lines().find_map(|line| line.strip_prefix("version = ")))
            .expect("the version is locked")
            .trim_matches('"');
        assert!(DRAWN_BY.contains(&format!("{name} {version}")), "{name} is {version}");
    }
}
