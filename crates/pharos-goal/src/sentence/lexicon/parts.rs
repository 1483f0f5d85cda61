//! Parts of the organisation a sentence names by a part of their name, and parts it names that no data know.

use super::super::text::{has, plain};
use super::super::{KnownMetric, KnownValue};
use super::phrases;

/// What work is about, as queues, teams and reasons are called: a word of their names, and what people say in other languages.
const THEMES: [(&str, &[&str]); 9] = [
    (
        "bill",
        &["billing", "invoices", "bills", "חיוב", "חשבוניות", "חשבונות", "账单", "帳單", "计费", "計費"],
    ),
    ("payment", &["payments", "תשלומים", "付款", "支付"]),
    ("technical", &["technical", "tech support", "תמיכה טכנית", "技术支持", "技術支援"]),
    ("sales", &["sales", "מכירות", "销售", "銷售"]),
    ("order", &["orders", "הזמנות", "订单", "訂單"]),
    ("deliver", &["deliveries", "delivery", "משלוחים", "配送", "送货", "送貨"]),
    ("cancel", &["cancellations", "ביטולים", "取消", "退订", "退訂"]),
    ("complain", &["complaints", "תלונות", "投诉", "投訴", "客訴"]),
    ("return", &["returns", "החזרות", "退货", "退貨"]),
];
/// Words of names that say nothing about which part is meant.
const COMMON: [&str; 20] = [
    "voice",
    "chat",
    "email",
    "mail",
    "social",
    "phone",
    "call",
    "calls",
    "service",
    "support",
    "customer",
    "customers",
    "team",
    "queue",
    "inbound",
    "contact",
    "contacts",
    "general",
    "main",
    "shift",
];
/// Letters a word of a name has at least.
const LETTERS_MIN: usize = 4;

/// What follows "of" without naming a part.
const GENERIC: [&str; 62] = [
    "the",
    "our",
    "all",
    "a",
    "an",
    "each",
    "every",
    "any",
    "new",
    "inbound",
    "outbound",
    "incoming",
    "phone",
    "voice",
    "social",
    "media",
    "chat",
    "e-mail",
    "email",
    "call",
    "calls",
    "contact",
    "contacts",
    "customer",
    "customers",
    "callers",
    "clients",
    "people",
    "staff",
    "agents",
    "agent",
    "team",
    "members",
    "tickets",
    "cases",
    "requests",
    "queries",
    "chats",
    "emails",
    "e-mails",
    "messages",
    "work",
    "working",
    "day",
    "days",
    "night",
    "nights",
    "late",
    "early",
    "morning",
    "evening",
    "shift",
    "shifts",
    "centre",
    "center",
    "company",
    "channel",
    "channels",
    "service",
    "support",
    "posts",
    "everyone",
];
/// Words a named part ends before.
const ENDS: [&str; 20] = [
    "to", "by", "from", "within", "until", "at", "and", "is", "be", "should", "must", "reach", "reaches",
    "below", "above", "under", "over", "in", "with", "per",
];
const GENERIC_HEBREW: [&str; 18] = [
    "הלקוחות",
    "לקוחות",
    "השיחות",
    "שיחות",
    "הפניות",
    "פניות",
    "הנציגים",
    "נציגים",
    "הצוות",
    "הצוותים",
    "המוקד",
    "כל",
    "החברה",
    "הקריאות",
    "קריאות",
    "העובדים",
    "עובדים",
    "כולם",
];
const GENERIC_CHINESE: [&str; 26] = [
    "客户", "客戶", "顾客", "顧客", "电话", "電話", "来电", "來電", "座席", "坐席", "专员", "專員", "团队",
    "團隊", "所有", "全部", "员工", "員工", "社交", "社群", "渠道", "管道", "中心", "班", "每", "平均",
];
/// Before what names a part in Chinese.
const BEFORE_CHINESE: [&str; 16] =
    ["我们", "我們", "将", "將", "把", "使", "让", "讓", "在", "内", "內", "前", "底", "，", ",", "。"];

/// Values of queues, else of reasons, that share a word with the sentence; with the phrases that named them.
pub(super) fn named<'a>(text: &str, values: &'a [KnownValue]) -> (Vec<&'a KnownValue>, Vec<String>) {
    for dimension in ["queue", "team", "reason"] {
        let (mut found, mut phrases) = (Vec::new(), Vec::new());
        for value in values.iter().filter(|it| it.dimension == dimension) {
            if let Some(phrase) = shared_word(text, &value.value) {
                found.push(value);
                phrases.push(phrase);
            }
        }
        if !found.is_empty() {
            return (found, phrases);
        }
    }
    (Vec::new(), Vec::new())
}

/// The word of the sentence that is a word of the name, in whatever language.
fn shared_word(text: &str, name: &str) -> Option<String> {
    let name = plain(name);
    let words = name.split(|it: char| !it.is_alphanumeric());
    words.filter(|it| LETTERS_MIN <= it.chars().count() && !COMMON.contains(it)).find_map(|word| {
        let themes = THEMES.iter().filter(|it| word.starts_with(it.0));
        let said = themes.flat_map(|it| it.1).find(|phrase| has(text, phrase)).map(|it| (*it).to_owned());
        said.or_else(|| stands_alone(text, word).then(|| word.to_owned()))
    })
}

fn stands_alone(text: &str, word: &str) -> bool {
    text.split(|it: char| !it.is_alphanumeric()).any(|it| it == word)
}

/// True where a part stands beside the metric ("first contact resolution of X", "X的首次解决率") that neither the data nor
/// everyday words know.
pub(super) fn names_unknown(text: &str, metric: &KnownMetric, known: &[String]) -> bool {
    let Some((at, length)) = phrase_of(text, metric) else { return false };
    let is_known = |part: &str| known.iter().any(|it| part.contains(it.as_str()) || it.contains(part));
    let (before, after) = (text[..at].trim_end(), text[at + length..].trim_start());
    // A phrase may end within a word: "resolutions".
    let after = after.trim_start_matches(|it: char| it.is_ascii_alphabetic());
    let after = if text[at + length..].starts_with(' ') {
        text[at + length..].trim_start()
    } else {
        after.trim_start()
    };
    if let Some(part) = ["of ", "for ", "in "].iter().find_map(|it| after.strip_prefix(it)) {
        let words: Vec<&str> = part
            .split(' ')
            .take_while(|it| {
                !ENDS.contains(it) && !it.starts_with(|it: char| it.is_ascii_digit()) && !it.is_empty()
            })
            .map(|it| it.trim_matches(|it: char| !it.is_alphanumeric() && it != '-'))
            .collect();
        return words.iter().any(|it| it.is_ascii() && !GENERIC.contains(it) && !it.is_empty())
            && !is_known(&words.join(" "));
    }
    if let Some(part) = after.strip_prefix("של ") {
        let ends = |it: &str| it.contains(|it: char| it.is_ascii_digit() || it == '-') || it == "עד";
        let words: Vec<&str> = part.split(' ').take_while(|it| !it.is_empty() && !ends(it)).collect();
        return words.iter().any(|it| !GENERIC_HEBREW.contains(it)) && !is_known(&words.join(" "));
    }
    let Some(part) = before.strip_suffix('的') else { return false };
    let cut =
        BEFORE_CHINESE.iter().filter_map(|it| part.rfind(it).map(|at| at + it.len())).max().unwrap_or(0);
    let part = part[cut..].trim();
    !part.is_empty() && !GENERIC_CHINESE.iter().any(|it| part.contains(it)) && !is_known(part)
}

/// Where the sentence names the metric: the longest of its names.
fn phrase_of(text: &str, metric: &KnownMetric) -> Option<(usize, usize)> {
    let own: Vec<String> = metric.names.iter().map(|it| plain(it).trim().to_owned()).collect();
    let said = phrases(&metric.id).iter().map(|it| it.trim_end().to_owned());
    let places = own.into_iter().chain(said).filter(|it| !it.is_empty());
    let places = places.filter_map(|it| super::super::text::place(text, &it).map(|at| (at, it.len())));
    places.filter(|it| text.get(it.0..it.0 + it.1).is_some()).max_by_key(|it| it.1)
}
