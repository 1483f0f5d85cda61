//! A letter as mail: plain text as a person wrote it, and the same as simple HTML.

/// The HTML form of a plain text: paragraphs, lines, addresses as links; everything else escaped. `direction` is `ltr` or
/// `rtl`.
pub(super) fn html(text: &str, language: &str, direction: &str) -> String {
    let paragraphs = text.trim().split("\n\n").map(|paragraph| {
        let lines: Vec<String> = paragraph.lines().map(|line| linked(line.trim_end())).collect();
        format!("<p>{}</p>", lines.join("<br>\n"))
    });
    let body: Vec<String> = paragraphs.collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n<body style=\"font-family:sans-serif;line-height:1.5\">\n{}\n</body>\n</html>\n",
        escaped(language),
        if direction == "rtl" { "rtl" } else { "ltr" },
        body.join("\n")
    )
}

/// A line with its addresses as links.
fn linked(line: &str) -> String {
    let mut res = String::new();
    for (place, word) in line.split(' ').enumerate() {
        if 0 < place {
            res.push(' ');
        }
        let is_address = word.starts_with("https://") || word.starts_with("http://");
        if is_address {
            let address = escaped(word);
            res.push_str(&format!("<a href=\"{address}\">{address}</a>"));
        } else {
            res.push_str(&escaped(word));
        }
    }
    res
}

fn escaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => res.push_str("&amp;"),
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '"' => res.push_str("&quot;"),
            '\'' => res.push_str("&#39;"),
            other => res.push(other),
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn what_a_person_wrote_stays_text() {
        let page =
            html("Hello <b>team</b> & all\nsecond line\n\nSee http://x.test/a?b=1&c=2 now", "en", "ltr");
        assert!(page.contains("<p>Hello &lt;b&gt;team&lt;/b&gt; &amp; all<br>\nsecond line</p>"), "{page}");
        assert!(
            page.contains("<a href=\"http://x.test/a?b=1&amp;c=2\">http://x.test/a?b=1&amp;c=2</a> now</p>"),
            "{page}"
        );
    }

    #[test]
    fn a_letter_in_hebrew_reads_from_the_right() {
        assert!(html("שלום", "he", "rtl").contains("<html lang=\"he\" dir=\"rtl\">"));
    }

    #[test]
    fn an_address_cannot_break_out_of_its_quotes() {
        let page = html("http://x.test/\"onmouseover=alert(1)", "en", "ltr");
        assert!(!page.contains("\"onmouseover"), "{page}");
    }
}
