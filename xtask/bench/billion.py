"""Questions over a billion contacts, answered from roll-ups.

Run by `PYTHON=... cargo xtask bench billion -- --folder FOLDER`; that Python needs blake3, duckdb, polars, pyarrow and numpy.
Thirty days are simulated in full (seeded), imported and rolled up by the product; every later day of three years gets a few
segments of its own, so that it is there, and then the cells of one of the thirty days in place of its own, moved to its date.
Months are added up from these days by the product again. Weeks of repeats get the cells of one of the full weeks in the same
way; their contacts stay few. What is measured is the reading of roll-ups as large as those of a billion contacts; how long making
them takes stands with the six questions. A folder that was made before is used again.
"""

import json
import pathlib
import re
import sys

import blake3
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import six_queries as six
from measure import arguments, pharos

FULL_DAYS, SLIVER = 30, 500
DAY_PART = re.compile(r"^(\d{4}-\d\d-\d\d)-[0-9a-f]{20}-[0-9a-f]{16}\.parquet$")
CONTACTS, CELLS = "linked_contacts", "contact_sequence-"


def simulate(args, source):
    """Thirty full days, and a sliver of every later one; what was simulated before is used again."""
    if (source / "employment-0.parquet").exists():
        return
    source.mkdir(parents=True, exist_ok=True)
    draws = np.random.default_rng(args.seed)
    per_day = args.rows // args.days
    agents, customers = args.agents, max(args.rows // 40, 100)
    for first in range(0, args.days, FULL_DAYS):
        days = range(first, min(first + FULL_DAYS, args.days))
        rows = per_day if first == 0 else SLIVER
        table = pa.concat_tables([six.segments(rows, day, draws, agents, customers) for day in days])
        pq.write_table(table, source / f"segments-{first:05d}.parquet", row_group_size=131_072)
        asked = table.filter(pa.array(draws.random(table.num_rows) < 0.06)).filter(pc.field("answered"))
        pq.write_table(six.surveys(asked, draws), source / f"surveys-{first:05d}.parquet")
        stretches = pa.concat_tables([six.states(day, draws, agents if first == 0 else 2) for day in days])
        pq.write_table(stretches, source / f"states-{first:05d}.parquet", row_group_size=131_072)
    pq.write_table(six.employment(agents), source / "employment-0.parquet")


def repeat_days(args):
    """Gives every later day the cells of one of the full days, moved to its date."""
    root = next((args.folder / "data").rglob("rollups"))
    for cube in sorted(path for path in root.iterdir() if not path.name.startswith((CONTACTS, CELLS))):
        parts = parts_of(cube)
        for path in set(cube.glob("*.parquet")) - set(parts.values()):
            path.unlink()  # A month: it is added up again.
        names = {day: six.day_name(day) for day in range(FULL_DAYS)}
        full = {day: pq.read_table(parts[name]) for day, name in names.items() if name in parts}
        for day in range(FULL_DAYS, args.days):
            name, cells = six.day_name(day), full.get(day % FULL_DAYS)
            if name in parts and cells is not None:
                write(parts[name], moved(cells, day - day % FULL_DAYS))
        print(f"{cube.name}: {sum(table.num_rows for table in full.values())} cells of {FULL_DAYS} days repeated", flush=True)


def repeat_weeks(args):
    """Gives every later week the cells of repeats of one of the weeks that lie within the full days, moved to its date."""
    root = next((args.folder / "data").rglob("rollups"))
    first, last = np.datetime64(six.day_name(0)), np.datetime64(six.day_name(FULL_DAYS - 1))
    for cube in sorted(root.glob(f"{CELLS}*")):
        parts = parts_of(cube)
        within = [name for name in sorted(parts) if first <= np.datetime64(name) <= last - 6]
        full = [pq.read_table(parts[name]) for name in within]
        later = [name for name in sorted(parts) if within[-1] < name]
        for place, name in enumerate(later):
            source = place % len(full)
            days = int((np.datetime64(name) - np.datetime64(within[source])).astype(int))
            write(parts[name], moved(full[source], days))
        print(f"{cube.name}: {len(full)} weeks in place of {len(later)}", flush=True)


def parts_of(cube):
    return {found[1]: path for path in cube.iterdir() if (found := DAY_PART.match(path.name))}


def moved(cells, days):
    """The same cells so many days later."""
    place = cells.schema.get_field_index("slot_at")
    kind = cells.schema.field(place).type
    later = pc.add(cells.column(place).cast(pa.int64()), days * six.DAY_US).cast(kind)
    return cells.set_column(place, cells.schema.field(place), later)


def write(path, cells):
    """Replaces a part; its name ends with a hash of its bytes."""
    beside = path.with_suffix(".unfinished")
    pq.write_table(cells, beside, compression="zstd", compression_level=1)
    hash_of_bytes = blake3.blake3(beside.read_bytes()).hexdigest()[:16]
    beside.rename(path.with_name(f"{path.name.rsplit('-', 1)[0]}-{hash_of_bytes}.parquet"))
    path.unlink(missing_ok=True)


def ask(args):
    server = six.Server(args)
    print("| question | roll-ups s | rows of the answer | n |")
    print("|---|---|---|---|")
    try:
        for name, query, _, _, count in six.questions(args):
            asked = {**query, "approx": name[0] == "4"}
            took, answer = six.timed(lambda: server.ask(asked, name.endswith("Parquet file")), args.repeat)
            rows = answer.num_rows if isinstance(answer, pa.Table) else len(answer.get("results", [answer])[0]["rows"])
            print(f"| {name} | {took:.3f} | {rows} | {six.behind(answer)} |", flush=True)
        total = server.ask({"metrics": ["offered"], "from": "2025-01-01", "to": six.day_name(args.days)}, False)
        print(f"offered in all: {json.dumps(total['results'][0]['rows'])}")
    finally:
        server.child.terminate()


def main():
    parser = arguments(__doc__, 1_000_000_000)
    parser.set_defaults(days=1_095)
    parser.add_argument("--agents", type=int, default=2_500)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--port", type=int, default=47_312)
    args = parser.parse_args()
    if not (args.folder / "data").exists():
        simulate(args, args.folder / "source")
        six.load(args, args.folder / "source")
        repeat_days(args)
        repeat_weeks(args)
        report, took, _, memory = pharos(args, "roll-up", "--json")
        print(f"months: {report.strip()} in {took:.1f} s, {memory:.0f} MB at most", flush=True)
    ask(args)


if __name__ == "__main__":
    sys.exit(main())
