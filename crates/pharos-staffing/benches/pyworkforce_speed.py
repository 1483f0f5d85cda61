"""Staffing decisions of pyworkforce per CPU second: the same questions as staffing_speed.rs."""

import time
from importlib.metadata import version

from pyworkforce.queuing import ErlangC

try:
    from pyworkforce.queuing import ErlangA
except ImportError:
    ErlangA = None


def report(name, load, decide):
    calls, start = 0, time.process_time()
    while True:
        decide(load * (1 + 1e-3 * (calls % 16)))
        calls += 1
        spent = time.process_time() - start
        if spent >= 0.5:
            break
    print(f"{name:26} {load:7} erl {calls / spent:14.1f} per CPU second (pyworkforce {version('pyworkforce')})", flush=True)


def erlang_c(load):
    queue = ErlangC(transactions=10 * load, asa=20 / 60, aht=3, interval=30, shrinkage=0.0)
    return queue.required_positions(service_level=0.8, max_occupancy=1.0)["raw_positions"]


def erlang_a(load):
    queue = ErlangA(transactions=10 * load, asa=20 / 60, aht=3, interval=30, patience=2, shrinkage=0.0)
    return queue.required_positions(service_level=0.8, max_occupancy=1.0)["raw_positions"]


for load in (10, 100, 1000, 10000):
    report("Erlang C staffing 80/20", load, erlang_c)
if ErlangA is None:
    print("Erlang A: this release has none")
else:
    for load in (10, 100, 1000):
        report("Erlang A staffing 80/20", load, erlang_a)
