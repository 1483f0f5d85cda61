"""WAPE and pinball loss of statsforecast's MSTL with AutoETS on the development series, and CPU seconds an origin.

    python crates/pharos-forecast/benches/statsforecast_peer.py FOLDER [SERIES,..]

The protocol's origins; W1 is days 1 to 7, W4 days 22 to 28; missing history takes the value a week before. Run by
`cargo bench -p pharos-forecast --bench forecast -- FOLDER PYTHON`.
"""
import json
import sys
import time
import warnings

import numpy as np
import pandas as pd
from statsforecast.models import MSTL, AutoETS

warnings.filterwarnings("ignore")
folder = sys.argv[1]
wanted = sys.argv[2].split(",") if len(sys.argv) > 2 else None
protocol = json.load(open(f"{folder}/dev/protocol.json"))


def history(rules, series, origin):
    times = sorted(set(series.index - series.index.normalize()))
    days = [d for d in pd.date_range(rules["first"], origin - pd.Timedelta(days=1)) if d.dayofweek in rules["open_dow"]]
    known = series[series.index < origin].reindex(pd.DatetimeIndex([d + t for d in days for t in times]))
    values, week = known.values.copy(), rules["season_week"]
    for at in np.where(np.isnan(values))[0]:
        values[at] = values[at - week] if at >= week else np.nanmean(values)
    return values, times


for name, rules in protocol.items():
    if wanted and name not in wanted:
        continue
    frame = pd.read_csv(f"{folder}/dev/{name}.csv", parse_dates=["timestamp"])
    series = frame.set_index("timestamp").volume.astype(float)
    sums, used = {}, 0.0
    for text in rules["dev_origins"]:
        origin = pd.Timestamp(text)
        values, times = history(rules, series, origin)
        days = [d for d in pd.date_range(origin, periods=28) if d.dayofweek in rules["open_dow"]]
        index = pd.DatetimeIndex([d + t for d in days for t in times])
        seasons = sorted({s for s in (rules["season_day"], rules["season_week"]) if s > 1})
        start = time.process_time()
        said = MSTL(season_length=seasons, trend_forecaster=AutoETS(model="ZZN")).forecast(values, len(index), level=[80])
        used += time.process_time() - start
        said = pd.DataFrame({k: np.maximum(said[k], 0.0) for k in ("mean", "lo-80", "hi-80")}, index=index)
        for week, first, last in (("W1", 0, 7), ("W4", 21, 28)):
            day = pd.Timedelta(days=1)
            came = series[(series.index >= origin + first * day) & (series.index < origin + last * day)]
            own = said.reindex(came.index)
            loss = sum(
                np.maximum(p * (came - own[q]), (p - 1) * (came - own[q])).sum()
                for p, q in ((0.1, "lo-80"), (0.5, "mean"), (0.9, "hi-80"))
            )
            total = sums.setdefault(week, np.zeros(3))
            total += [(own["mean"] - came).abs().sum(), 2 * loss / 3, came.sum()]
    for week, (errors, loss, came) in sums.items():
        print(f"{name:14} {week} statsforecast MSTL+AutoETS: WAPE {errors / came:.4f} pinball {loss / came:.4f} "
              f"({1e3 * used / len(rules['dev_origins']):.0f} ms CPU an origin)", flush=True)
