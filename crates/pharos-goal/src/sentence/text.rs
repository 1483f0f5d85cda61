//! Text as the rules read it: lower case, plain digits, no marks.

/// Lower case, full-width and Arabic digits as ASCII, Hebrew points and quotation marks gone, dashes alike, spaces single.
/// Chinese numbers before a unit become digits.
pub fn plain(sentence: &str) -> String {
    let mut text = String::with_capacity(sentence.len() + 2);
    text.push(' ');
    for letter in sentence.chars() {
        let letter = match letter {
            '\u{ff10}'..='\u{ff19}' => digit(letter, 0xff10),
            '\u{0660}'..='\u{0669}' => digit(letter, 0x0660),
            '\u{ff05}' | '\u{066a}' => '%',
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{05be}' | '\u{ff0d}' => '-',
            '\u{ff0c}' | '\u{3001}' => ',',
            '\u{ff0e}' => '.',
            '\u{ff0b}' => '+',
            '\u{0591}'..='\u{05bd}' | '\u{05bf}'..='\u{05c7}' => continue,
            '\u{2019}' | '\u{05f3}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{05f4}' | '\u{300c}' | '\u{300d}' | '"' => ' ',
            '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' => continue,
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        };
        if letter == ' ' && text.ends_with(' ') {
            continue;
        }
        text.extend(letter.to_lowercase());
    }
    text.push(' ');
    chinese_numbers(&text)
}

/// True where the phrase stands in the text: at the beginning of a word for alphabets (Hebrew one-letter prefixes may precede),
/// anywhere for Chinese.
pub fn has(text: &str, phrase: &str) -> bool {
    place(text, phrase).is_some()
}

/// Where the phrase begins, by the same rule. Hebrew words after the first may carry the article.
pub fn place(text: &str, phrase: &str) -> Option<usize> {
    let first = phrase.chars().next()?;
    if is_hebrew(first) && phrase.trim_end().contains(' ') {
        let articled = phrase.trim_end().replace(' ', " \u{05d4}");
        return literal(text, phrase).or_else(|| literal(text, &articled));
    }
    literal(text, phrase)
}

fn literal(text: &str, phrase: &str) -> Option<usize> {
    let first = phrase.chars().next()?;
    let latin = first.is_ascii_alphanumeric();
    let hebrew = is_hebrew(first);
    text.match_indices(phrase).map(|it| it.0).find(|at| {
        let mut before = text[..*at].chars().rev();
        let previous = before.next().unwrap_or(' ');
        if latin {
            let after = text[at + phrase.len()..].chars().next().unwrap_or(' ');
            // Plurals and forms follow, other words do not precede.
            return !previous.is_alphanumeric() && (!after.is_ascii_digit());
        }
        if hebrew && is_hebrew(previous) {
            // Up to three one-letter words are written together with the next: ve-she-ha.
            let prefix: Vec<char> = text[..*at].chars().rev().take_while(|it| is_hebrew(*it)).collect();
            return prefix.len() <= 3 && prefix.iter().all(|it| "ובכלמשה".contains(*it));
        }
        true
    })
}

fn is_hebrew(letter: char) -> bool {
    ('\u{05d0}'..='\u{05ea}').contains(&letter)
}

fn digit(letter: char, zero: u32) -> char {
    char::from_digit(letter as u32 - zero, 10).unwrap_or(letter)
}

/// Runs of Chinese numerals as digits: 二十五 as 25. Left as they are where they do not count anything.
fn chinese_numbers(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut plain = String::with_capacity(text.len());
    let mut index = 0;
    while index < letters.len() {
        let run = letters[index..].iter().take_while(|it| value(**it).is_some()).count();
        let numeral = &letters[index..index + run];
        let next = letters.get(index + run).copied().unwrap_or(' ');
        let counts = "个個月季年周週天日分秒小%点點倍成名位张張通次项項".contains(next)
            || plain.ends_with("百分之")
            || plain.ends_with('第')
            || 1 < run;
        if 0 < run && counts && !("百千万萬".contains(numeral[0])) {
            plain.push_str(&number(numeral).to_string());
            index += run;
        } else {
            plain.push(letters[index]);
            index += 1;
        }
    }
    plain
}

fn value(letter: char) -> Option<u64> {
    Some(match letter {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' | '萬' => 10_000,
        _ => return None,
    })
}

fn number(numeral: &[char]) -> u64 {
    let (mut sum, mut digit) = (0, 0);
    for value in numeral.iter().filter_map(|it| value(*it)) {
        if value < 10 {
            digit = value;
        } else {
            sum += if digit == 0 { value } else { digit * value };
            digit = 0;
        }
    }
    sum + digit
}
