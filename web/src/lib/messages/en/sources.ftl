### Sources and freshness.

sources-lead = Where the data come from, how far they reach, and which source has fallen silent.
sources-none = Here you will see for every source how fresh it is. There is none yet.
sources-import = Import a file
source-fine = up to date
source-late = late: silent for longer than usual
source-failed = failed imports since the last good one: { $count }
source-newest = Newest fact
source-oldest = Oldest fact
source-heard = Last delivery
source-pause = Usual pause
source-imports = Imports
