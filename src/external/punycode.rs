//! Names of hosts in other scripts, as RFC 3492 writes them in ASCII.

/// The parameters of section 5.
const BASE: u32 = 36;
const TMIN: u32 = 1;
const TMAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// A label in punycode, without `xn--`; nothing if it is too long for a name.
///
/// The steps are those of section 6.3 and keep its names.
pub(super) fn encode(label: &str) -> Option<String> {
    let input: Vec<u32> = label.chars().map(u32::from).collect();
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).ok()?;
    if basic > 0 {
        output.push('-');
    }

    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while let Some(m) = input.iter().copied().filter(|c| *c >= n).min() {
        delta = delta.checked_add((m - n).checked_mul(handled + 1)?)?;
        n = m;
        for c in &input {
            if *c < n {
                delta = delta.checked_add(1)?;
            }
            if *c == n {
                push_integer(delta, bias, &mut output);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(output)
}

/// A generalised variable-length integer, section 3.3.
fn push_integer(delta: u32, bias: u32, output: &mut String) {
    let mut q = delta;
    let mut k = BASE;
    loop {
        let t = k.saturating_sub(bias).clamp(TMIN, TMAX);
        if q < t {
            break;
        }
        output.push(digit(t + (q - t) % (BASE - t)));
        q = (q - t) / (BASE - t);
        k += BASE;
    }
    output.push(digit(q));
}

/// The next bias, section 6.1.
fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > ((BASE - TMIN) * TMAX) / 2 {
        delta /= BASE - TMIN;
        k += BASE;
    }
    k + (BASE - TMIN + 1) * delta / (delta + SKEW)
}

fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, 36)
        .expect("a digit is below the base of 36")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The samples of section 7.1, and names in use.
    #[test]
    fn the_samples_of_the_standard_are_written_as_there() {
        for (label, code) in [
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
            ("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("そのスピードで", "d9juau41awczczp"),
            ("bücher", "bcher-kva"),
            ("例え", "r8jz45g"),
            ("中国", "fiqs8s"),
        ] {
            assert_eq!(encode(label).as_deref(), Some(code), "{label}");
        }
    }
}
