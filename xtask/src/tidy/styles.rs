//! The page is read from either side: styles say start and end, never left and right.
use super::{Fault, Source};

const RULE: &str = "physical-styles";

/// Properties with a side in their name.
const SIDED: [&str; 10] = [
    "margin-left",
    "margin-right",
    "padding-left",
    "padding-right",
    "border-left",
    "border-right",
    "border-top-left-radius",
    "border-top-right-radius",
    "border-bottom-left-radius",
    "border-bottom-right-radius",
];

/// Properties whose value can be a side.
const ALIGNING: [&str; 3] = ["text-align", "float", "clear"];

/// Physical sides in style sheets and in the style blocks and attributes of components.
pub fn faults(source: &Source) -> Vec<Fault> {
    if !source.path.starts_with("web/src/") {
        return Vec::new();
    }
    let is_sheet = source.extension() == "css";
    let is_component = source.extension() == "svelte";
    let mut in_block = false;
    let mut res = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        in_block = (in_block || line.contains("<style")) && !line.contains("</style>");
        let styles = if is_sheet || (is_component && in_block) {
            Some(line)
        } else if is_component {
            style_attribute(line)
        } else {
            None
        };
        if let Some(property) = styles.and_then(physical_property) {
            res.push(source.fault(RULE, index + 1, format!("{property}: say start or end")));
        }
    }
    res
}

/// What a line writes into a `style` attribute or directive.
fn style_attribute(line: &str) -> Option<&str> {
    let start = line.find("style=\"").map(|at| at + 7).or_else(|| line.find("style:").map(|at| at + 6))?;
    Some(&line[start..])
}

/// The first declaration of a line that names a physical side.
fn physical_property(styles: &str) -> Option<&str> {
    styles.split(['{', ';', '}', '"']).find_map(|declaration| {
        let (property, value) = declaration.split_once([':', '='])?;
        let (property, value) = (property.trim(), value.trim());
        let is_sided = SIDED.iter().any(|sided| property.starts_with(sided))
            || property == "left"
            || property == "right";
        let is_aligned =
            ALIGNING.contains(&property) && (value.starts_with("left") || value.starts_with("right"));
        (is_sided || is_aligned).then_some(property)
    })
}

#[cfg(test)]
mod tests;
