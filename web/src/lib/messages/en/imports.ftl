## Imports

imports-lead = What was loaded, what each file said and what was wrong with it. An import can be undone.
import-state = { $state }, { $at }
import-by = by { $name }
imports-own = You can undo the imports you made yourself. Give each of your files a source name that nobody else uses.
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
source-simulation = Simulated
source-stream = Stream
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
quality-example-value = { $key }: { $column } = { $value }
quality-example-before = { $key }: “{ $second }” lies { $gap } before “{ $first }”
quality-example-above = { $key } lies { $gap } before the row above it
quality-example-day = no row on { $day }
quality-example-overlap = { $agent }: two services overlap by { $gap }
check-unknown-agent = Unknown agents
check-unknown-queue = Unknown queues
check-missing-end = Missing ends
check-clock-jump = Clock jumps
check-negative-duration = Negative durations
check-very-long-duration = Very long durations
check-end-before-start = Ends before it starts
check-answered-without-talk = Answered without talk time
check-answered-without-agent = Answered without an agent
check-talk-of-unanswered = Talk time though not answered
check-agent-overlap = One agent serving twice at once
check-duplicate-key = Duplicates
check-missing-days = Gaps: days without rows
check-id-lost-digits = Precision lost in ids
check-value-outside-scale = Answers outside their scale
check-negative-total = Negative totals

## Sending a file

drop-label = Import a file
drop-ask = Drop a file of calls, tickets or survey answers here
drop-choose = Choose a file
drop-kinds = CSV, Excel, JSON, Parquet, also packed; exports of Asterisk, Amazon Connect, Genesys Cloud and Zendesk.
drop-sending = Sending { $name }
import-done = { $source } is imported. Records read: { $read }, of which now counted: { $accepted }.
import-first-chart = See the first chart
import-name-unknown = Say who and what the unknown names are
import-rejects = Rejected records (CSV)
problem-import-failed = The import did not succeed; nothing was changed.
problem-invalid-mapping = The mapping cannot be understood.
problem-upload-gone = The file is not there any more. Send it again.
problem-status-413 = This file is longer than the server takes.
problem-unknown-contact = There is no such contact.
