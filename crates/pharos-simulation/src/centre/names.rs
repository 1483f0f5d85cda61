//! Names for agents who do not exist, in the scripts a contact centre of two sites meets.

use rand::Rng;

use super::layout::Site;
use crate::random::{Stream, chance};

const ENGLISH_GIVEN: [&str; 12] = [
    "Olivia", "James", "Amelia", "George", "Priya", "Thomas", "Grace", "Daniel", "Sophie", "Marcus", "Ellen",
    "Victor",
];
const ENGLISH_FAMILY: [&str; 12] = [
    "Turner", "Walsh", "Bennett", "Okafor", "Hughes", "Marsh", "Fletcher", "Singh", "Doyle", "Reeves",
    "Archer", "Quinn",
];
const HEBREW_GIVEN: [&str; 16] = [
    "נועה",
    "יוסף",
    "תמר",
    "איתי",
    "מיכל",
    "אורי",
    "שירה",
    "דוד",
    "יעל",
    "עומר",
    "רות",
    "אלון",
    "הדס",
    "גיא",
    "ליאור",
    "מאיה",
];
const HEBREW_FAMILY: [&str; 16] = [
    "כהן",
    "לוי",
    "מזרחי",
    "פרץ",
    "ביטון",
    "אברהם",
    "פרידמן",
    "שפירא",
    "אזולאי",
    "גולן",
    "ברק",
    "שחר",
    "הראל",
    "קליין",
    "דיין",
    "רוזן",
];
const CHINESE_GIVEN: [&str; 16] = [
    "嘉欣", "志明", "美玲", "家豪", "詠詩", "俊傑", "曉彤", "子軒", "慧敏", "浩然", "佩珊", "偉文", "思穎",
    "國強", "婉婷", "天佑",
];
const CHINESE_FAMILY: [&str; 16] =
    ["陳", "李", "黃", "張", "何", "林", "梁", "鄭", "吳", "劉", "葉", "周", "謝", "馮", "鄧", "蔡"];

/// A name in the site's language, or now and then an English one.
pub(super) fn name(site: Site, draws: &mut Stream) -> String {
    if chance(draws, 0.2) {
        return format!("{} {}", pick(&ENGLISH_GIVEN, draws), pick(&ENGLISH_FAMILY, draws));
    }
    if site == 0 {
        format!("{} {}", pick(&HEBREW_GIVEN, draws), pick(&HEBREW_FAMILY, draws))
    } else {
        format!("{}{}", pick(&CHINESE_FAMILY, draws), pick(&CHINESE_GIVEN, draws))
    }
}

/// One of a list, each as likely.
pub(super) fn pick<T: Copy>(values: &[T], draws: &mut Stream) -> T {
    values[draws.random_range(0..values.len())]
}
