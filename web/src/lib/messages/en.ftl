### Words of the page in English. Terms as the field uses them; one word, one meaning.

## Shell

title = { $screen } · Pharos
nav-label = Screens
nav-explore = Explore
nav-contacts = Contacts
nav-metrics = Metrics
nav-imports = Imports
skip-link = Skip to content
language-label = Language
theme-label = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
simulated = Simulated data
simulated-help = This centre and everyone in it are invented.
loading = Loading
close = Close
cancel = Cancel
apply = Apply
yes = Yes
no = No
range = { $from } – { $to }

## Command palette and shortcuts

palette-open = Search
palette-title = Go to a screen or metric
palette-placeholder = Screen, metric, language, theme
palette-screens = Screens
palette-metrics = Metrics
palette-help = Help
finder-empty = Nothing found
finder-chosen = Chosen
shortcuts-title = Keyboard shortcuts
shortcuts-single-keys = Use single keys as shortcuts
shortcut-palette = Go to a screen or metric
shortcut-search = Choose a metric, or search the list
shortcut-help = This list
shortcut-table = Switch between chart and table
shortcut-definition = Definition of the metric shown
shortcut-go-explore = Go to Explore
shortcut-go-contacts = Go to Contacts
shortcut-go-metrics = Go to Metrics
shortcut-go-imports = Go to Imports

## Sign-in

sign-in-title = Sign in
sign-in-help = Open the address that Pharos printed when it started, or paste the token from it here.
sign-in-token = Token
sign-in-button = Sign in
sign-in-refused = This token is not valid. It may belong to an earlier start of the server.

## Before the first import

empty-title = No contacts yet
empty-answers = Here you will see how quickly contacts are answered, how long they take and whether they are resolved: each number with its uncertainty and the contacts behind it.
empty-import-title = Load your own records
empty-import = Any CSV, Excel, JSON or Parquet file of calls or tickets will do. Pharos guesses the columns; you correct the mapping.
empty-demo-title = Or look around first
empty-demo = A simulated centre with thirteen months of contacts, ready in seconds.
empty-metrics = See what can be measured

## Query

query-label = Query
metric = Metric
choose-metric = Metric: { $metric }
choose-metric-placeholder = Search metrics
split = Split by
split-by = By { $dimensions }
split-placeholder = Search dimensions
dimensions-all = Dimensions
dimensions-own = Own attributes
filter = Filter
filters-label = Filters in use
filter-dimension = Dimension
filter-kind = Kind of filter
filter-only = only
filter-without = without
filter-search = Search values
filter-expression = Expression
filter-values-failed = The values could not be loaded.
filter-is = { $dimension }: { $values }
filter-is-not = { $dimension }: not { $values }
filter-drop = Remove filter { $filter }
period = Period
period-is = Period: { $period }
preset-last-7-days = Last 7 days
preset-last-28-days = Last 28 days
preset-this-month = This month
preset-last-month = Last month
preset-last-13-weeks = Last 13 weeks
preset-last-12-months = Last 12 months
calendar-previous = Previous month
calendar-next = Next month
grain-label = Time step
grain-none = Whole period
grain-15m = By 15 minutes
grain-30m = By half-hour
grain-hour = By hour
grain-day = By day
grain-week = By week
grain-month = By month
grain-quarter = By quarter
grain-year = By year
compare-short = Compare
compare = Compare with the period before
params = Parameters
params-reset = Back to the defaults

## Verdict and numbers

verdict-label = Verdict
verdict-none = { $metric }: no value in this period. Nothing that it counts happened, or the source cannot say.
verdict-few =
    { $metric } was { $value }, but { $n ->
        [one] from one observation only
       *[other] from { $n } observations only
    }: at least { $min } are needed to judge.
verdict-alone = { $metric } was { $value }. There is no earlier period to compare it with.
verdict-steady = { $metric } was { $value }, much as in the period before: the difference is no larger than chance gives.
verdict-better = { $metric } was { $value }: { $change } better than in the period before, more than chance explains.
verdict-worse = { $metric } was { $value }: { $change } worse than in the period before, more than chance explains.
verdict-higher = { $metric } was { $value }: { $change } higher than in the period before, more than chance explains.
verdict-lower = { $metric } was { $value }: { $change } lower than in the period before, more than chance explains.
verdict-interval = 95% interval { $interval }
verdict-before = before: { $value }
verdict-left-out =
    { $count ->
        [one] One special event is left out
       *[other] { $count } special events are left out
    }
verdict-worsened = Worse than before: { $metrics }.
verdict-worsened-item = { $metric } ({ $change })
verdict-widen = Look at { $days } days instead
verdict-groups-apart = Highest: { $top } with { $topValue }. Lowest: { $bottom } with { $bottomValue }.
verdict-groups-alike = No group stands out: the intervals of the highest and the lowest overlap.
verdict-groups-few = Too few groups have { $min } observations: no order is given.
numbers-label = Numbers
interval = { $lo } – { $hi }
n-short = n = { $n }
few = few
points = { $value } points
change-better = better
change-worse = worse
change-higher = higher
change-lower = lower
change-steady = within chance
remove-metric = Remove { $metric }
contacts-behind = { $metric }: { $value }. Contacts behind it
value-unknown = Not known

## Chart, table, groups

series-title = { $metric } · { $grain }
series-summary = { $title }: from { $low } to { $high }, at the end { $last }.
series-summary-lines =
    { $title }: { $count ->
        [one] one line
       *[other] { $count } lines
    }.
series-nothing = There is nothing to draw in this period.
series-hidden =
    { $count ->
        [one] one more in the table below
       *[other] { $count } more in the table below
    }
view-label = Chart or table
view-chart = Chart
view-table = Table
save-label = Save as a file
groups-title = { $metric } by { $dimensions }
groups-count =
    { $count ->
        [one] one group
       *[other] { $count } groups
    }
show-more =
    { $count ->
        [one] Show one more
       *[other] Show { $count } more
    }
column-period = Period
column-value = Value
column-picture = Value and interval as a picture
column-interval = 95% interval
column-n = n
column-before = Before
column-change = Change
events-title =
    { $count ->
        [one] One special event
       *[other] { $count } special events
    }
events-help = Tick an event to leave its hours out of every number.
events-leave-out = Leave out: { $event }
events-left-out = left out
event-outage = Outage
event-campaign = Campaign
event-holiday = Holiday
event-other = Other
guards-read-beside = Read beside it:
as-of = As of
instant-in-zone = { $instant } ({ $zone })
final-at = Final on
definition = Definition
sources = Sources
flags = Notes
flag-not-final = may still change
flag-no-contacts-behind = no contacts behind it
flag-no-data = no data
flag-small-n = few observations
flagged-missing = { $column } counts as nothing where the source cannot say
flagged-mixed = not given: several kinds of { $column } are mixed
flagged-unknown =
    { $count ->
        [one] one contact could not be counted: its source cannot say
       *[other] { $count } contacts could not be counted: their source cannot say
    }

## Contacts

contacts-title = Contacts behind the number
contacts-count =
    { $count ->
        [one] one row
       *[other] { $count } rows
    }
contacts-more = Show more ({ $shown } of { $total })
contacts-none = No rows.
parts-label = Part of the number
part-all = All
part-numerator = Numerator
part-denominator = Denominator
columns = Columns

## Metrics

metrics-lead = What Pharos can measure, and exactly how. One definition serves every screen, file and command.
metrics-count =
    { $count ->
        [one] one metric
       *[other] { $count } metrics
    }
level-all = Every level
level-queue = Queues and sites
level-team = Teams
level-agent = Agents
level-use-queue = Queues and sites
level-use-team = Teams, queues and sites
level-use-agent = Agents, teams, queues and sites
explore-this = Explore this metric
card-unit = Unit
card-direction = Reads well when
card-level = Fit for
card-clock = Counted in the period of
card-interval = Uncertainty
card-min = Judged from
card-min-value = n = { $n }
card-min-none = any number
card-final = Final
card-version = Id and version
card-param = Parameter
card-param-value = In use
card-param-default = Default
card-formula = Formula
card-relation = Computed from
card-guards = Read beside it
card-guards-help = When this number is pushed, these show what it costs.
card-not-agent = Do not judge a single agent by it: it depends on more than what one person controls.
unit-count = Count
unit-share = Percentage
unit-s = Time
unit-points = Points
unit-per-hour = Per hour
unit-ratio = Ratio
direction-up = higher
direction-down = lower
direction-band = within its usual band
direction-none = neither: it describes
clock-enqueued-else-started = entering the queue, else the start
clock-started = the start
clock-ended = the end
clock-answered = the answer
clock-enqueued = entering the queue
clock-asked = the survey question
clock-solved = the solution
clock-created = the creation
clock-closed = the closing
clock-escalated = the escalation
clock-instant = the instant itself
clock-requested = the request
clock-overlap = the time it covers
clock-deadline = the deadline
clock-offered = the offer to the agent
clock-first-customer-message = the customer’s first message
clock-customer-message = the customer’s message
method-wilson = Wilson interval
method-mean-t = t interval of a mean
method-order-statistic = order statistics
method-poisson = Poisson interval
method-nps-normal = normal interval of the score
method-km-greenwood = Kaplan–Meier with Greenwood’s variance
method-bootstrap = bootstrap
method-none = none: it is counted
final-settled = when the contact has ended
final-at-once = at once
final-deadline = when the deadline has passed
final-window-1d = a day after the window
final-14d = after 14 days
final-30d = after 30 days
final-90d = after 90 days
param-threshold-s = Threshold (s)
param-clock = Counted by
param-short-abandon-s = Short abandon up to (s)
param-target = Target value
param-slot-s = Interval length (s)
param-calendar = Calendar
param-min-logged-in-s = Logged in at least (s)
param-short-handle-s = Short handling up to (s)
param-by = Disconnected by
param-window-h = Window (h)
param-same-reason = Same contact reason
param-base = Counted of
param-final-only = Final contacts only
param-exclude-on-hold = Without time on hold
param-within-h = Within (h)
param-look-back-d = Looking back (d)
param-moment = Survey moment
param-state = State
param-w-transfer = Weight of a transfer
param-w-switch = Weight of a channel switch
param-w-repeat = Weight of a repeat
param-w-escalation = Weight of an escalation
param-w-search-min = Weight of a minute of searching
val-clock-enqueued-else-started = entering the queue, else the start
val-clock-started = the start
val-clock-left-self-service = leaving self-service
val-base-offered = offered contacts
val-base-answered = answered contacts
val-calendar-queue = the queue’s opening hours
val-moment-any = any
val-by-customer = the customer
val-by-agent = the agent
val-state-break = break

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

## Problems

error-title = Something went wrong
problem-unknown = The server could not answer this.
problem-unreachable = The server does not answer. It may have stopped, or the connection is gone.
problem-unknown-metric = There is no such metric here.
problem-unknown-dimension = There is no such dimension here.
problem-invalid-where = The filter expression cannot be understood.
problem-invalid-period = The period cannot be understood.
problem-invalid-param = A parameter has a value that cannot be used.
problem-status-400 = The query cannot be understood.
problem-status-401 = Nobody is signed in any more. Open the printed address again.
problem-status-403 = This is not yours to see.
problem-status-404 = There is nothing at this address.
problem-status-409 = This is no longer possible: something else has changed it meanwhile.
problem-status-500 = The server made a mistake. Its log says more.

## Dimensions

dim-channel = Channel
dim-queue = Queue
dim-site = Site
dim-team = Team
dim-shift = Shift
dim-tenure-band = Tenure
dim-agent = Agent
dim-reason = Contact reason
dim-product = Product
dim-segment = Customer segment
dim-direction = Direction
dim-language = Language
dim-priority = Priority
dim-hour-of-day = Hour of day
dim-weekday = Weekday
dim-source = Source
dim-entry-point = Entry point

## Values of closed lists

val-channel-voice = Voice
val-channel-chat = Chat
val-channel-email = E-mail
val-channel-social = Social media
val-channel-messaging = Messaging
val-channel-sms = SMS
val-channel-callback = Callback
val-channel-web = Web form
val-direction-inbound = Inbound
val-direction-outbound = Outbound
val-direction-internal = Internal
val-queue-result-answered = Answered
val-queue-result-abandoned = Abandoned
val-queue-result-flowed-out = Flowed out
val-queue-result-lost = Lost
val-queue-result-waiting = Waiting
val-ended-by-agent = Agent
val-ended-by-customer = Customer
val-ended-by-system = System

## Columns of the rows behind a number

col-key = Key
col-source-name = Source
col-source-version = Source version
col-ingest-seq = Ingest number
col-site = Site
col-team = Team
col-segment-id = Segment
col-contact-id = Contact
col-previous-segment-id = Previous segment
col-case-id = Case
col-channel = Channel
col-direction = Direction
col-initiation = Initiation
col-customer-id = Customer
col-entry-point = Entry point
col-language = Language
col-priority = Priority
col-reason = Contact reason
col-product = Product
col-started-at = Started
col-self-service-s = Self-service time
col-queue = Queue
col-queued = Queued
col-enqueued-at = Entered queue
col-left-queue-at = Left queue
col-wait-s = Wait time
col-queue-result = Queue result
col-queue-result-detail = Result detail
col-agent-id = Agent
col-connected-at = Connected
col-talk-s = Talk time
col-hold-s = Hold time
col-hold-count = Holds
col-acw-s = After-call work
col-concurrency = Concurrency
col-ended-at = Ended
col-ended-by = Ended by
col-transfer-kind = Transfer
col-transferred-to = Transferred to
col-escalated = Escalated
col-disposition = Disposition
col-resolved = Resolved
col-excluded = Excluded
col-attributes = Attributes
col-in-numerator = In numerator
col-in-denominator = In denominator
col-weight = Weight
col-scale-max = Scale maximum
col-scale-min = Scale minimum
col-scale-direction = Scale direction
col-transfers = Transfers
col-escalations = Escalations
col-search-s = Search time
col-offered-at = Offered
col-ring-s = Ringing
col-result = Result
col-state = State
col-source-state = Source state
col-requested-at = Requested
col-promised-at = Promised
col-attempts = Attempts
col-first-attempt-at = First attempt
col-reached-at = Reached
col-type = Type
col-created = Created
col-due = Due
col-first-response = First response
col-solved = Solved
col-reopened = Reopened
col-reassignments = Reassignments
col-owner = Owner
col-question = Question
col-sent-at = Sent
col-answered-at = Answered
col-value = Value
col-comment = Comment
