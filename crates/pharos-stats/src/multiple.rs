//! Many tests at once.

/// Adjusted p-values (q-values) of Benjamini and Hochberg, in the order of the input: rejecting all with q <= 0.05 keeps
/// the expected share of false rejections at or below 5 %. A p-value that is not a number counts as 1, it is no evidence.
///
/// Source: Benjamini and Hochberg (1995), JRSS B 57; the adjusted form as R's `p.adjust(method = "BH")`.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let value = |index: usize| if p[index].is_nan() { 1.0 } else { p[index] };
    let mut descending: Vec<usize> = (0..p.len()).collect();
    descending.sort_by(|&a, &b| value(b).total_cmp(&value(a)));
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (position, &index) in descending.iter().enumerate() {
        let rank = p.len() - position;
        least = least.min(value(index) * p.len() as f64 / rank as f64);
        adjusted[index] = least;
    }
    adjusted
}

/// As [`benjamini_hochberg`], holding whatever the tests have to do with each other: every value is dearer by the sum of
/// 1 / rank.
///
/// Source: Benjamini and Yekutieli (2001), Annals of Statistics 29.
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    let dearer: f64 = (1..=p.len()).map(|rank| 1.0 / rank as f64).sum();
    benjamini_hochberg(p).into_iter().map(|it| (it * dearer).min(1.0)).collect()
}

/// Adjusted p-values that hold the probability of any false rejection (Bonferroni), in the order of the input.
pub fn bonferroni(p: &[f64]) -> Vec<f64> {
    p.iter().map(|it| if it.is_nan() { 1.0 } else { (it * p.len() as f64).min(1.0) }).collect()
}

#[cfg(test)]
mod tests;
