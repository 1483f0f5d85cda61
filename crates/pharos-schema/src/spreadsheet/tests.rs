use super::*;

#[test]
fn formulas_are_texts_and_come_back() {
    for (text, written) in [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+972 50", "'+972 50"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\0=1", "'\0=1"),
        ("＝1+1", "'＝1+1"),
        ("－1", "'－1"),
        ("sales", "sales"),
        ("a=b", "a=b"),
        ("", ""),
        ("'quoted'", "'quoted'"),
    ] {
        assert_eq!(harmless(text), written, "{text:?}");
        assert_eq!(plain(written), text, "{text:?}");
    }
}
