use super::super::tests::{shown, source};
use super::*;

#[test]
fn sides_in_styles_are_named() {
    let sheet = ".a { margin-left: 1px }\n.b { inset-inline-start: 0 }\n.c { text-align: right; }\n.d { left: 0; }\n.e{color:red;right:0}\n.f .left { color: red }\n";
    let lines: Vec<usize> = faults(&source("web/src/a.css", sheet)).iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [1, 3, 4, 5]);
}

#[test]
fn components_are_read_in_their_style_parts_only() {
    let component = "<script>\nconst box = { left: 1, right: 2 };\n</script>\n<p style=\"padding-right: 2px\">x</p>\n<p style:left=\"2px\">x</p>\n<style>\n.a { float: left; }\n</style>\n<p>left: right</p>\n";
    let faults = faults(&source("web/src/A.svelte", component));
    let expected = [
        (4, "padding-right: say start or end"),
        (5, "left: say start or end"),
        (7, "float: say start or end"),
    ];
    assert_eq!(shown(&faults), expected);
}
