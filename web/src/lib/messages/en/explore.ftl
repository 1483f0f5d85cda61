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
flag-answered-contacts-only = only answered contacts: those nobody answered belong to no team and no agent
flag-no-data = no data
flag-small-n = few observations
flagged-missing = { $column } counts as nothing where the source cannot say
flagged-mixed = not given: several kinds of { $column } are mixed
flagged-unknown =
    { $count ->
        [one] one contact could not be counted: its source cannot say
       *[other] { $count } contacts could not be counted: their source cannot say
    }
flagged-corrected = corrected contacts: { $count }
flagged-few = not shown: it would tell of fewer than { $count } people
