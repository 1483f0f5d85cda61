//! Small dense systems of linear equations.

/// Solves `rows * x = right` by elimination with the greatest pivot of each column. None for a system that is singular or
/// not square.
pub fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    if rows.len() != n || rows.iter().any(|row| row.len() != n) {
        return None;
    }
    for column in 0..n {
        let pivot = (column..n).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        if rows[pivot][column].is_nan() || rows[pivot][column].abs() < f64::MIN_POSITIVE {
            return None;
        }
        rows.swap(column, pivot);
        right.swap(column, pivot);
        for below in column + 1..n {
            let factor = rows[below][column] / rows[column][column];
            if factor == 0.0 {
                continue;
            }
            let (above, rest) = rows.split_at_mut(below);
            for (it, pivot) in rest[0].iter_mut().zip(&above[column]).skip(column) {
                *it -= factor * pivot;
            }
            right[below] -= factor * right[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = rows[row][row + 1..].iter().zip(&right[row + 1..]).map(|(a, x)| a * x).sum();
        right[row] = (right[row] - known) / rows[row][row];
    }
    right.iter().all(|it| it.is_finite()).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::solve;

    #[test]
    fn a_system_with_a_zero_on_its_diagonal() {
        let x = solve(vec![vec![0.0, 2.0], vec![3.0, 1.0]], vec![4.0, 5.0]).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 2.0).abs() < 1e-12, "{x:?}");
    }

    #[test]
    fn what_has_no_single_solution_has_none() {
        assert_eq!(solve(vec![vec![1.0, 2.0], vec![2.0, 4.0]], vec![1.0, 2.0]), None);
        assert_eq!(solve(vec![vec![1.0, 2.0]], vec![1.0]), None);
        assert_eq!(solve(vec![vec![f64::NAN]], vec![1.0]), None);
    }
}
