"""Import of the bank layout: rows a second and memory, into new days and into days that exist already.

Run by `cargo xtask bench bank-import -- --rows 10000000 --folder FOLDER`. The calls are invented (seeded), in the layout of
`samples/bank`: tab-separated, seventeen columns, in the order of their days. The second file has other calls of the same days.
Memory is the most any process of the import has needed.
"""

import argparse
import json
import pathlib
import random
import resource
import subprocess
import time
from datetime import date, timedelta

ROOT = pathlib.Path(__file__).parents[2]
HEADER = ("vru+line call_id customer_id priority type date vru_entry vru_exit vru_time q_start q_exit q_time outcome "
          "ser_start ser_exit ser_time server").replace(" ", "\t")
TYPES, SERVERS = ["PS", "NW", "IN", "PE", "NE", "TT"], [f"AGENT{number:03d}" for number in range(60)]


def clock(second):
    return f"{second // 3600}:{second // 60 % 60:02d}:{second % 60:02d}"


def line(draws, number, day):
    """One call: up to half a minute at the machine, a third waits, one in eight of those gives up."""
    entry = 25_200 + int(draws.random() * 60_000)
    left = entry + 2 + int(draws.random() * 28)
    waits = draws.random() < 0.35
    wait = 1 + int(draws.expovariate(1 / 45)) % 900 if waits else 0
    gone = waits and draws.random() < 0.12
    served = left + wait
    talk = 0 if gone else 1 + int(draws.lognormvariate(5.0, 0.8)) % 3_000
    queued = (clock(left), clock(served), wait) if waits else ("0:00:00", "0:00:00", 0)
    service = ("0:00:00", "0:00:00", 0) if gone else (clock(served), clock(served + talk), talk)
    return "\t".join(map(str, (
        f"AA01{number % 16:02d}", number, draws.randrange(0, 2_000_000), draws.randrange(0, 3), draws.choice(TYPES), day, clock(entry),
        clock(left), left - entry, *queued, "HANG" if gone else "AGENT", *service, "NO_SERVER" if gone else draws.choice(SERVERS))))


def write(path, args, first):
    draws = random.Random(args.seed + first)
    per_day = args.rows // args.days
    with path.open("w") as file:
        file.write(HEADER + "\n")
        for count in range(args.days):
            day = (date(2021, 1, 1) + timedelta(count)).strftime("%y%m%d")
            file.writelines(line(draws, first + number, day) + "\n" for number in range(per_day))


def load(args, path):
    used = lambda: resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, before = time.perf_counter(), used()
    done = subprocess.run([args.binary, "import", "table", str(path), "--mapping", str(ROOT / "samples/bank/mapping.toml"),
                           "--tz", "Asia/Jerusalem", "--json", "--data", str(args.folder / "data")],
                          check=True, capture_output=True, text=True)
    took, after = time.perf_counter() - begun, used()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report = json.loads(done.stdout)
    print(f"{path.stem}: {report['read']:,} rows, {report['accepted']:,} accepted, {took:.1f} s ({cpu:.1f} s of processors), "
          f"{report['read'] / took:,.0f} rows/s, {after.ru_maxrss / 1024:.0f} MB at most", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="target/release/pharos")
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, first in [("new-days", 0), ("days-that-exist", 10_000_000)]:
        path = args.folder / f"{name}.tsv"
        if not path.exists():
            write(path, args, first)
        load(args, path)


if __name__ == "__main__":
    main()
