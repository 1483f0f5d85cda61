//! Gauss-Legendre quadrature on a panel.

/// The positive half of the nodes of the 16-point rule and their weights (Abramowitz and Stegun, table 25.4).
const NODES: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_64),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_64),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_65),
    (0.617_876_244_402_643_8, 0.149_595_988_816_576_7),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_8, 0.095_158_511_682_492_6),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_456),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_176),
];

/// Calls `visit(x, weight)` at the 16 nodes of the panel from `low` to `high`.
#[inline]
pub(crate) fn panel(low: f64, high: f64, mut visit: impl FnMut(f64, f64)) {
    let half = 0.5 * (high - low);
    let middle = 0.5 * (high + low);
    for (node, weight) in NODES {
        visit(middle - half * node, half * weight);
        visit(middle + half * node, half * weight);
    }
}
