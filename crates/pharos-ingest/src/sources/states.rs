//! Words for not being ready -> canonical agent states.

/// The canonical state of a reason people wrote: `break`, `meal`, `meeting`, `training`, `coaching`, `system_problem`,
/// `not_responding`; any other reason is `off_contact_work`.
pub(super) fn not_ready_state(reason: &str) -> &'static str {
    let reason = reason.to_lowercase();
    let words: Vec<&str> =
        reason.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let holds = |list: &[&str]| list.iter().any(|part| reason.contains(part));
    if holds(&["auto-pause", "autopause", "auto pause"]) || has(&["missed", "rona", "error"]) {
        "not_responding"
    } else if has(&["lunch", "meal", "dinner", "breakfast", "almuerzo", "comida", "mittag", "mittagspause"])
        || holds(&["обед", "午饭", "午餐", "ארוחה"])
    {
        "meal"
    } else if has(&[
        "break", "brk", "coffee", "tea", "toilet", "bathroom", "restroom", "wc", "pause", "descanso", "pausa",
    ]) || holds(&["перерыв", "休息", "הפסקה"])
    {
        "break"
    } else if has(&["meeting", "huddle", "briefing", "besprechung", "reunion", "reunión"]) {
        "meeting"
    } else if has(&["training", "train", "course", "learning", "schulung", "formation"]) {
        "training"
    } else if has(&["coaching", "coach", "1on1", "1:1"]) {
        "coaching"
    } else if has(&["system", "technical", "outage", "it"]) {
        "system_problem"
    } else {
        "off_contact_work"
    }
}
