"""Six questions, answered by the product, by DuckDB and by Polars from the same Parquet files in one run.

Run by `PYTHON=... cargo xtask bench six-queries -- --rows 50000000 --folder FOLDER`; that Python needs duckdb, polars, pyarrow
and numpy. The segments are simulated (seeded), written as one Parquet file a month and imported by `pharos import`, so the
files the questions read are the product's own. Answers are compared before they are timed; times are medians of `--repeat`
runs, in turn, warm. A folder that was made before is used again. Questions are asked of the server, quantiles with `approx`, the
path over rows with `raw`.
"""

import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.request

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from measure import arguments, pharos

TOKEN = "a token for benchmarks"
DAY_US = 86_400_000_000
BEGIN = 1_735_689_600_000_000  # 2025-01-01 00:00 UTC
ROOT = pathlib.Path(__file__).parents[2]
QUANTILE = "q = 0.9"
QUEUES, CHANNELS = 40, ["voice", "chat", "email", "voice"]

MAPPINGS = {
    "segments": """source = "simulated"
[read]
format = "parquet"
[zone]
tz = "UTC"
[[target]]
table = "contact_segments"
key = "id"
[target.columns]
segment_id = "id"
contact_id = "id"
customer_id = "customer"
channel = "channel"
direction = "'inbound'"
queue = "queue"
queued = "TRUE"
reason = "reason"
started_at = "arrow_cast(at, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
enqueued_at = "arrow_cast(at, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
wait_s = "wait"
queue_result = "CASE WHEN answered THEN 'answered' ELSE 'abandoned' END"
agent_id = "CASE WHEN answered THEN agent END"
connected_at = "CASE WHEN answered THEN arrow_cast(connected, 'Timestamp(Microsecond, Some(\\"UTC\\"))') END"
talk_s = "CASE WHEN answered THEN talk END"
hold_s = "CASE WHEN answered THEN hold END"
acw_s = "CASE WHEN answered THEN acw END"
ended_at = "arrow_cast(ended, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
""",
    "surveys": """source = "simulated"
[read]
format = "parquet"
[zone]
tz = "UTC"
[[target]]
table = "survey_answers"
key = "id"
[target.columns]
survey_id = "id"
kind = "kind"
moment = "'after_contact'"
scale_min = "CASE WHEN kind = 'nps' THEN 0.0 ELSE 1.0 END"
scale_max = "CASE WHEN kind = 'nps' THEN 10.0 ELSE 5.0 END"
scale_direction = "'up'"
channel = "channel"
sent_at = "arrow_cast(at, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
answered_at = "arrow_cast(at, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
value = "value"
contact_id = "contact"
agent_id = "agent"
queue = "queue"
""",
    "states": """source = "simulated"
[read]
format = "parquet"
[zone]
tz = "UTC"
[[target]]
table = "agent_intervals"
key = "id"
[target.columns]
agent_id = "agent"
state = "state"
started_at = "arrow_cast(at, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
ended_at = "arrow_cast(ended, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
""",
    "employment": """source = "simulated"
[read]
format = "parquet"
[zone]
tz = "UTC"
[[target]]
table = "employment"
key = "agent"
[target.columns]
agent_id = "agent"
team = "team"
role = "'agent'"
valid_from = "arrow_cast(at, 'Timestamp(Microsecond, Some(\\"UTC\\"))')"
""",
}


def stamp(values):
    return pa.array(values, pa.timestamp("us", tz="UTC"))


def segments(rows, day, draws, agents, customers):
    """One day: Poisson arrivals with a daily shape, waits and handling from exponential and lognormal laws, repeat callers."""
    shape = np.array([1, 1, 1, 1, 1, 2, 5, 12, 20, 24, 25, 24, 22, 22, 23, 22, 20, 16, 12, 8, 6, 4, 2, 1], float)
    hour = draws.choice(24, rows, p=shape / shape.sum())
    at = np.sort(BEGIN + day * DAY_US + (hour * 3600 + draws.random(rows) * 3600) * 1_000_000).astype(np.int64)
    wait = np.round(draws.exponential(25, rows), 3)
    answered = wait < draws.exponential(300, rows)
    talk = np.round(draws.lognormal(5.2, 0.7, rows), 3)
    hold = np.round(np.where(draws.random(rows) < 0.2, draws.exponential(40, rows), 0.0), 3)
    acw = np.round(draws.exponential(30, rows), 3)
    connected = at + (wait * 1e6).astype(np.int64)
    ended = connected + np.where(answered, (talk + hold + acw) * 1e6, 0).astype(np.int64)
    queue = draws.integers(0, QUEUES, rows)
    names = lambda prefix, values: pa.array(np.char.add(prefix, values.astype(str)))
    agent = (queue * 7 + draws.integers(0, max(agents // 4, 1), rows)) % agents
    return pa.table({
        "id": names(f"s{day:05d}-", np.arange(rows)),
        "at": stamp(at), "connected": stamp(connected), "ended": stamp(ended),
        "customer": names("c", (draws.random(rows) ** 2 * customers).astype(np.int64)),
        "channel": pa.array(np.array(CHANNELS)[queue % 4]), "queue": names("q", queue),
        "reason": names("r", draws.integers(0, 12, rows)), "agent": names("a", agent),
        "answered": pa.array(answered), "wait": wait, "talk": talk, "hold": hold, "acw": acw,
    })


def states(day, draws, agents):
    """One day of everybody: from eight on, stretches of work and of waiting in turn, sixteen of half an hour on average."""
    shape = (agents, 16)
    lasts = np.round(draws.gamma(4.0, 450.0, shape) * 1e6).astype(np.int64)
    ends = BEGIN + day * DAY_US + 8 * 3600 * 1_000_000 + np.cumsum(lasts, axis=1)
    kinds = np.array(["available_idle", "talking", "acw", "talking", "holding", "acw", "available_idle", "break"])
    who = np.repeat(np.arange(agents), 16)
    return pa.table({
        "id": pa.array(np.char.add(f"t{day:05d}-", np.arange(agents * 16).astype(str))),
        "agent": pa.array(np.char.add("a", who.astype(str))), "state": pa.array(np.tile(kinds, agents * 2)),
        "at": stamp((ends - lasts).ravel()), "ended": stamp(ends.ravel()),
    })


def surveys(asked, draws):
    """An answer to each of these segments, half of them on each scale."""
    kind = draws.random(asked.num_rows) < 0.5
    value = np.where(kind, draws.integers(0, 11, asked.num_rows), draws.integers(1, 6, asked.num_rows)).astype(float)
    return pa.table({
        "id": pa.compute.binary_join_element_wise("v", asked["id"], ""), "contact": asked["id"],
        "kind": pa.array(np.where(kind, "nps", "csat")), "at": asked["ended"], "value": value,
        "channel": asked["channel"], "agent": asked["agent"], "queue": asked["queue"],
    })


def employment(agents):
    """Everybody in one of 25 teams from the first day on."""
    everybody = np.arange(agents)
    return pa.table({
        "agent": pa.array(np.char.add("a", everybody.astype(str))),
        "team": pa.array(np.char.add("t", (everybody % 25).astype(str))), "at": stamp(np.full(agents, BEGIN)),
    })


def load(args, source):
    """Imports what was simulated and rolls it up; tells how quickly and with how much memory."""
    # A quantile the catalogue does not have: a metric file of one's own, made from its neighbour.
    own = args.folder / "data" / "metrics"
    own.mkdir(parents=True, exist_ok=True)
    (own / "wait_p99.answered.toml").write_text(
        (ROOT / "crates/pharos-metric/catalogue/wait_p90.answered.toml").read_text()
        .replace("wait_p90.answered", "wait_p99.answered").replace(QUANTILE, QUANTILE.replace("0.9", "0.99")))
    for name, mapping in MAPPINGS.items():
        (args.folder / f"{name}.toml").write_text(mapping)
        files = sorted(str(path) for path in source.glob(f"{name}-*.parquet"))
        report, took, cpu, memory = pharos(args, "import", "table", *files, "--mapping", str(args.folder / f"{name}.toml"),
                                      "--tz", "UTC", "--json")
        read = json.loads(report)["read"]
        print(f"import {name}: {read} rows in {took:.1f} s ({cpu:.1f} s of processors), {read / took:,.0f} rows/s, {memory:.0f} MB at most")
    report, took, cpu, memory = pharos(args, "roll-up", "--json")
    print(f"roll-up: {report.strip()} in {took:.1f} s ({cpu:.1f} s of processors), {memory:.0f} MB at most", flush=True)


def make(args):
    """Simulates, imports, rolls up."""
    source = args.folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    draws = np.random.default_rng(args.seed)
    per_day = args.rows // args.days
    agents, customers = max(args.rows // 20_000, 60), max(args.rows // 8, 100)
    for first in range(0, args.days, 30):
        days = [segments(per_day, day, draws, agents, customers) for day in range(first, min(first + 30, args.days))]
        table = pa.concat_tables(days)
        pq.write_table(table, source / f"segments-{first:05d}.parquet", row_group_size=131_072)
        asked = table.filter(pa.array(draws.random(table.num_rows) < 0.06)).filter(pa.compute.field("answered"))
        pq.write_table(surveys(asked, draws), source / f"surveys-{first:05d}.parquet")
        stretches = [states(day, draws, agents) for day in range(first, min(first + 30, args.days))]
        pq.write_table(pa.concat_tables(stretches), source / f"states-{first:05d}.parquet", row_group_size=131_072)
    pq.write_table(employment(agents), source / "employment-0.parquet")
    load(args, source)


def table(content):
    """The rows of a Parquet file."""
    return pq.read_table(pa.BufferReader(content))


class Server:
    def __init__(self, args):
        words = [args.binary, "serve", "--listen", f"127.0.0.1:{args.port}", "--data", str(args.folder / "data")]
        self.child = subprocess.Popen(words, env={**os.environ, "PHAROS_TOKEN": TOKEN}, stdout=subprocess.DEVNULL,
                                      stderr=open(args.folder / "serve.log", "w"))
        self.address = f"http://127.0.0.1:{args.port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(self.address + "/healthz", timeout=1)
                return self.settle()
            except OSError:
                time.sleep(0.1)
        sys.exit("the server does not answer")

    def settle(self):
        """Waits until it has prepared what it prepares after a start: measured is the answer alone."""
        used = lambda: sum(map(int, pathlib.Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
        # Cards of some thousand agents would be prepared in between; none of the questions is about them.
        settings = self.call("people-settings")
        self.call("people-settings", {**settings, "scorecards": False, "watch_decline": False}, "PUT")
        before, quiet = used(), 0
        while quiet < 10:
            time.sleep(1)
            now = used()
            quiet, before = (quiet + 1 if now - before < 20 else 0), now

    def call(self, path, content=None, method=None, read=json.load):
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(f"{self.address}/api/v1/{path}", body, headers, method=method)
        with urllib.request.urlopen(request, timeout=3600) as answer:
            return read(answer)

    def ask(self, query, as_file):
        if as_file:
            asked = {"format": "parquet", "what": "numbers", "query": query}
            return self.call("exports", asked, read=lambda answer: table(answer.read()))
        return self.call("query", {"queries": [query]})


def questions(args):
    """Name, the product's question, DuckDB's SQL, Polars' plan, and a number all three must agree on."""
    year = {"from": "2025-01-01", "to": day_name(args.days)}
    day = {"from": "2025-02-03", "to": "2025-02-04"}
    month = lambda n: day_name(30 * n)
    within = lambda at, it: f"{at} >= TIMESTAMPTZ '{it['from']} 00:00:00Z' AND {at} < TIMESTAMPTZ '{it['to']} 00:00:00Z'"
    lazy = lambda table: pl.scan_parquet(data_files(args, table), hive_partitioning=False)
    instant = lambda text: pl.lit(text + "T00:00:00Z").str.to_datetime(time_unit="us", time_zone="UTC")
    cut = lambda frame, at, it: frame.filter((pl.col(at) >= instant(it["from"])) & (pl.col(at) < instant(it["to"])))
    answered = "queue_result = 'answered'"
    offered = "queue_result IN ('answered', 'abandoned')"

    def access(it):
        sql = f"""SELECT time_bucket(INTERVAL '15 minutes', enqueued_at) AS slot, queue, count(*) FILTER ({offered}) AS n,
            count(*) FILTER ({answered} AND wait_s <= 20) / count(*) FILTER ({offered}) AS sl, avg(wait_s) FILTER ({answered}) AS asa,
            count(*) FILTER (queue_result = 'abandoned') / count(*) FILTER ({offered}) AS abandoned
            FROM segments WHERE {within('enqueued_at', it)} GROUP BY ALL"""
        is_answered, is_abandoned = pl.col("queue_result") == "answered", pl.col("queue_result") == "abandoned"
        plan = cut(lazy("contact_segments"), "enqueued_at", it).group_by(
            pl.col("enqueued_at").dt.truncate("15m"), "queue").agg(
            (is_answered | is_abandoned).sum().alias("n"), (is_answered & (pl.col("wait_s") <= 20)).sum(),
            pl.col("wait_s").filter(is_answered).mean().alias("asa"), is_abandoned.sum().alias("left"))
        query = {"metrics": ["sl.answered_over_offered", "asa", "abandon.offered"], "by": ["queue"], "grain": "15m", **it}
        return query, sql, plan, "n"

    handle = "coalesce(talk_s, 0) + coalesce(hold_s, 0) + coalesce(acw_s, 0)"
    added = sum((pl.col(name).fill_null(0) for name in ["talk_s", "hold_s", "acw_s"]), pl.lit(0.0))
    only = pl.col("queue_result") == "answered"
    yield "1a access, 15 minutes x queue, a day", *access(day)
    yield "1b access, 15 minutes x queue, all days, JSON", *access(year)
    yield "1b the same as a Parquet file", *access(year)
    works = ["talking", "holding", "acw"]
    lasted = (pl.col("ended_at") - pl.col("started_at")).dt.total_microseconds()
    occupied = cut(lazy("agent_intervals"), "started_at", year).group_by(
        pl.col("started_at").dt.truncate("1w").alias("week"), "agent_id").agg(
        lasted.filter(pl.col("state").is_in(works)).sum() / lasted.filter(pl.col("state").is_in([*works, "available_idle"])).sum())
    yield ("2 handle time and occupancy by agent and week",
           {"metrics": ["aht", "occupancy.wall"], "by": ["agent"], "grain": "week", **year},
           f"""WITH handled AS (SELECT date_trunc('week', ended_at) AS week, agent_id, count(*) AS n, avg({handle}) AS aht
                   FROM segments WHERE {answered} AND {within('ended_at', year)} GROUP BY ALL),
               occupied AS (SELECT date_trunc('week', started_at) AS week, agent_id,
                   sum(epoch(ended_at - started_at)) FILTER (state IN ('talking', 'holding', 'acw'))
                       / sum(epoch(ended_at - started_at)) FILTER (state IN ('talking', 'holding', 'acw', 'available_idle')) AS share
                   FROM states WHERE {within('started_at', year)} GROUP BY ALL)
               SELECT * FROM handled FULL JOIN occupied USING (week, agent_id)""",
           cut(lazy("contact_segments"), "ended_at", year).filter(only).group_by(
               pl.col("ended_at").dt.truncate("1w").alias("week"), "agent_id").agg(pl.len().alias("n"), added.mean()).join(
               occupied, on=["week", "agent_id"], how="full"), "n")
    yield ("3 repeats within 7 days by month",
           {"metrics": ["repeat_contact_rate"], "params": {"same_reason": "false"}, "grain": "month", **year},
           f"""SELECT date_trunc('month', started_at) AS month, count(*) AS n, count(*) FILTER (gap <= INTERVAL '7 days') AS again FROM (
               SELECT started_at, started_at - lag(started_at) OVER (PARTITION BY customer_id ORDER BY started_at, contact_id) AS gap
               FROM segments) WHERE {within('started_at', year)} GROUP BY ALL""",
           cut(lazy("contact_segments").select("customer_id", "started_at", "contact_id").sort("started_at", "contact_id")
               .with_columns((pl.col("started_at") - pl.col("started_at").shift(1).over("customer_id")).alias("gap")),
               "started_at", year).group_by(pl.col("started_at").dt.truncate("1mo")).agg(
               pl.len().alias("n"), (pl.col("gap") <= pl.duration(days=7)).sum()), "n")
    yield ("4 p50, p90, p99 of waits by channel and month",
           {"metrics": ["wait_p50.answered", "wait_p90.answered", "wait_p99.answered"], "by": ["channel"], "grain": "month", **year},
           f"""SELECT date_trunc('month', enqueued_at) AS month, channel, count(*) AS n,
               approx_quantile(wait_s, 0.5), approx_quantile(wait_s, 0.9),
               approx_quantile(wait_s, 0.99) FROM segments
               WHERE {answered} AND {within('enqueued_at', year)} GROUP BY ALL""",
           cut(lazy("contact_segments"), "enqueued_at", year).filter(only).group_by(
               pl.col("enqueued_at").dt.truncate("1mo"), "channel").agg(
               pl.len().alias("n"), *[pl.col("wait_s").quantile(p).alias(f"p{100 * p:.0f}") for p in [0.5, 0.9, 0.99]]), "n")
    yield ("5 CSAT and NPS by team and month", {"metrics": ["csat.t2b", "nps"], "by": ["team"], "grain": "month", **year},
           f"""SELECT date_trunc('month', answered_at) AS month, team, count(*) AS n,
               count(*) FILTER (kind = 'csat' AND value >= 4) / count(*) FILTER (kind = 'csat') AS csat,
               100.0 * (count(*) FILTER (kind = 'nps' AND value >= 9) - count(*) FILTER (kind = 'nps' AND value <= 6))
                   / count(*) FILTER (kind = 'nps') AS nps
               FROM surveys JOIN employment USING (agent_id) WHERE {within('answered_at', year)} GROUP BY ALL""",
           cut(lazy("survey_answers"), "answered_at", year).join(
               lazy("employment").select("agent_id", "team"), on="agent_id").group_by(
               pl.col("answered_at").dt.truncate("1mo"), "team").agg(
               pl.len().alias("n"), ((pl.col("kind") == "csat") & (pl.col("value") >= 4)).sum().alias("top"),
               ((pl.col("kind") == "nps") & (pl.col("value") >= 9)).sum().alias("promoters")), "n")
    pair = {"from": month(1), "to": month(2)}
    both = {"from": month(0), "to": month(2)}
    yield ("6 agents by change of handle time", {"metrics": ["aht"], "by": ["agent"], "compare": "previous", **pair},
           f"""SELECT agent_id, count(*) AS n, avg({handle}) FILTER ({within('ended_at', pair)})
               - avg({handle}) FILTER (NOT ({within('ended_at', pair)})) AS change FROM segments
               WHERE {answered} AND {within('ended_at', both)} GROUP BY ALL ORDER BY change LIMIT 20""",
           cut(lazy("contact_segments"), "ended_at", both).filter(only).group_by("agent_id").agg(
               pl.len().alias("n"), added.filter(pl.col("ended_at") >= instant(pair["from"])).mean().alias("now"),
               added.filter(pl.col("ended_at") < instant(pair["from"])).mean().alias("before")), None)


def data_files(args, table):
    """The files of a table, without those of its log."""
    files = (args.folder / "data/facts" / table).rglob("*.parquet")
    return sorted(str(path) for path in files if "_delta_log" not in path.parts)


def day_name(number):
    return str(np.datetime64("2025-01-01") + number)


def behind(answer):
    """Sum of n of the first metric, to compare with the others' counts."""
    if isinstance(answer, pa.Table):
        metric, n = answer["metric"].to_numpy(), answer["n"].to_numpy()
        return n[metric == metric[0]].sum()
    found = answer["results"][0] if "results" in answer else answer
    names = [column["name"] for column in found["columns"]]
    first = found["rows"][0][names.index("metric")]
    return sum(row[names.index("n")] for row in found["rows"] if row[names.index("metric")] == first)


def timed(work, repeat):
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times), result


def compare(args):
    database = duckdb.connect()
    database.execute(f"SET threads = {args.threads}; SET TimeZone = 'UTC'")
    for view, table in [("segments", "contact_segments"), ("surveys", "survey_answers"), ("states", "agent_intervals"), ("employment", "employment")]:
        files = data_files(args, table)
        database.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet({files}, hive_partitioning = false)")
    server = Server(args)
    print("| question | roll-ups s | rows s | DuckDB s | Polars s | roll-ups to the faster | rows to the faster |")
    print("|---|---|---|---|---|---|---|")
    try:
        for name, query, sql, plan, count in questions(args):
            if args.only and name[0] not in args.only:
                continue
            as_file = name.endswith("Parquet file")
            ours, answer = timed(lambda: server.ask({**query, "approx": name[0] == "4"}, as_file), args.repeat)
            raw = math.nan if args.no_raw else timed(lambda: server.ask({**query, "raw": True}, as_file), args.repeat)[0]
            duck, frame = timed(lambda: pl.from_arrow(database.sql(sql).to_arrow_table()), args.repeat)
            polars, other = timed(lambda: plan.collect(engine="streaming"), args.repeat)
            if count and name[0] in "123":
                found = behind(answer)
                if not found == frame[count].sum() == other[count].sum():
                    print(f"{name}: {found}, DuckDB {frame[count].sum()}, Polars {other[count].sum()}", file=sys.stderr)
            best = min(duck, polars)
            print(f"| {name} | {ours:.3f} | {raw:.3f} | {duck:.3f} | {polars:.3f} | {ours / best:.2f} | {raw / best:.2f} |", flush=True)
    finally:
        server.child.terminate()


def main():
    parser = arguments(__doc__, 50_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="", help="numbers of the questions to ask, 123456 by default")
    parser.add_argument("--no-raw", action="store_true", help="leave the path over rows out")
    parser.add_argument("--port", type=int, default=47_311)
    args = parser.parse_args()
    os.environ.setdefault("POLARS_MAX_THREADS", str(args.threads))
    if not (args.folder / "data").exists():
        make(args)
    compare(args)


if __name__ == "__main__":
    main()
