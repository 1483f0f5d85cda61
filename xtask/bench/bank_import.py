"""Import of the bank layout: rows a second and memory, into new days and into days that exist already.

Run by `cargo xtask bench bank-import -- --rows 10000000 --folder FOLDER`. The calls are invented (seeded), in the layout of
`samples/bank`: tab-separated, seventeen columns, in the order of their days. The second file has other calls of the same days.
Memory is the most any process of the import has needed.
"""

import json
import pathlib
import random
from datetime import date, timedelta

from measure import arguments, pharos

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
    out, took, cpu, memory = pharos(args, "import", "table", str(path), "--mapping", str(ROOT / "samples/bank/mapping.toml"),
                                    "--tz", "Asia/Jerusalem", "--json")
    report = json.loads(out)
    print(f"{path.stem}: {report['read']:,} rows, {report['accepted']:,} accepted, {took:.1f} s ({cpu:.1f} s of processors), "
          f"{report['read'] / took:,.0f} rows/s, {memory:.0f} MB at most", flush=True)


def main():
    args = arguments(__doc__, 10_000_000).parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, first in [("new-days", 0), ("days-that-exist", 10_000_000)]:
        path = args.folder / f"{name}.tsv"
        if not path.exists():
            write(path, args, first)
        load(args, path)


main()
