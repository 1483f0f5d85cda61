## Imports

imports-lead = What was loaded, what each file said and what was wrong with it. An import can be undone.
imports-none-title = Nothing has been imported yet
import-state = { $state }, { $at }
import-undo = Undo
import-undo-of = Undo the import of { $source }
import-undo-title = Undo this import?
import-undo-ask =
    { $count ->
        [one] One record
       *[other] { $count } records
    } from { $source } ({ $at }) will be taken out of every number. Importing the file again brings them back.
import-undone = The import of { $source } is undone.
import-tables = Tables
import-table-counts = new { $inserted }, replaced { $replaced }, unchanged { $unchanged }
state-running = running
state-done = done
state-failed = failed
state-undone = undone
source-table = Table file
source-interval-report = Interval report
source-asterisk-queue-log = Asterisk queue log
source-amazon-connect = Amazon Connect
source-genesys-cloud = Genesys Cloud
source-zendesk = Zendesk
source-demo = Simulated centre
count-read = Read
count-accepted = Accepted
count-filtered = Filtered out
count-duplicate = Duplicate
count-rejected = Rejected
count-unchanged = Unchanged
count-replaced = Replaced
reason-filtered-test = Test contacts
reason-filtered-internal = Internal contacts
reason-filtered-monitor = Monitoring
quality-title =
    Quality report: { $count ->
        [one] one finding
       *[other] { $count } findings
    }
quality-caption = Quality report of { $source }
quality-none = Every check was passed.
quality-check = Check
quality-count = Records
quality-example = Example
check-impossible-duration = Impossible durations
check-overlapping-service = One agent serving twice at once
check-duplicate = Duplicates
check-gap = Gaps in time
check-unknown-agent = Unknown agents
check-unknown-queue = Unknown queues
check-missing-end = Missing ends
check-clock-jump = Clock jumps
check-id-precision = Precision lost in ids
