"""What the scripts share: their common arguments, and a command of the product with its time, processors and memory."""

import argparse
import pathlib
import resource
import subprocess
import time


def arguments(about, rows):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--binary", default="target/release/pharos")
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, default=rows)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    return parser


def pharos(args, *words):
    """A command's output, its time, that of processors, and the most memory any command has needed so far."""
    used = lambda: resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, before = time.perf_counter(), used()
    done = subprocess.run([args.binary, *words, "--data", str(args.folder / "data")], check=True, capture_output=True, text=True)
    took, after = time.perf_counter() - begun, used()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, took, cpu, after.ru_maxrss / 1024
