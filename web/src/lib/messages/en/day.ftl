## Today

today-as-of = Data up to { $instant }
today-present = Present
today-update = Daily update
today-needs =
    { $count ->
        [one] Needs you: one thing
       *[other] Needs you: { $count } things
    }
today-nothing = No source is late and nothing moved clearly for the worse.
today-numbers = { $day } in few numbers
today-numbers-caption = The day before in few numbers, beside the same weekday a week before
today-value = That day
today-week-before = Same weekday before
today-change = Change
judged-better = better
judged-worse = worse
judged-other = changed
judged-unclear = no clear change
judged-few = too few to judge
judged-none = –
severity-critical = At once
severity-warning = Today
severity-notice = When there is time
need-source-late = { $name }: no new data since { $newest }
need-number-worse = { $name }: { $value }, a week before { $before }

## Meetings

meetings-lead = What is said in the huddle and the weekly meetings: facts make most of it, everybody adds a line before. A point stays on the list until it is settled.
meetings-day = For { $day }
meetings-points = Points
meetings-facts = Facts to talk about
meeting-huddle = Huddle
meeting-obstacles = Obstacles
meeting-escalations = Escalations
meeting-operations = Operations
agenda-empty = Nobody has added a point yet.
agenda-new = What should we talk about?
agenda-add = Add
agenda-settle = Settle
agenda-settled = Settled
agenda-carried-over = open since { $day }

## Daily update

updates-lead = What the team and the managers hear at the end of the day. Pharos brings the numbers, you bring the words; nothing goes out without them.
updates-new = Write an update
updates-empty = No update yet. Write the first one: the numbers are filled in already.
updates-day = Day
updates-state = State
updates-words = In own words
updates-sent = Sent
updates-waits = goes out { $at }
updates-mails = Mails
updates-refresh = Refresh
updates-retry = Try the failed ones again
update-state-draft = Draft
update-state-waiting = Waiting
update-state-sent = Sent
mail-state-queued = waiting
mail-state-sent = sent
mail-state-failed = failed
audience-team = Team
audience-managers = Managers
compose-title = Update for { $day }
compose-lead = Both texts are put together from the facts and your words. Change them as you like; what you see is what goes out.
compose-own = In your own words
compose-own-help = One thing the numbers do not say: what went well, what you ask for, whom you thank.
compose-recipients = Mail addresses, with commas between
compose-preview = Text as it goes out
compose-again = Put together again from the facts
compose-at = Send at (empty: now)
compose-send = Send now
compose-send-at = Send at that time
compose-keep = Keep as a draft
letter-subject = Update for { $day }
letter-numbers = Numbers
letter-handled = Handled
letter-asks = Needs attention
letter-line = { $name }: { $value } (a week before { $before }; { $judgement })

## Wallboards

walls-lead = Big screens for the floor and for operations. A screen opens the address /wall, shows a code, and you type the code here. It sees this one board and nothing else.
walls-empty = No board yet. Make one below, then open /wall on the screen.
walls-add = A new board
walls-name = Name on the board
walls-kind = Kind
wall-kind-floor = Floor
wall-kind-operations = Operations
walls-filter = Filter
walls-message = A word to the team
walls-tiles = Numbers, at most { $most }; the first is shown largest
walls-target = Target
walls-more = One more
walls-look = Look at it
walls-screen = A screen, last seen { $seen }
walls-unpair = Unpair
walls-code = Code on the screen
walls-pair = Pair
walls-remove = Remove
wall-pair-title = This screen waits for its board
wall-pair-help = Somebody signed in types this code under Setup, Wallboards.
wall-target = target { $target }
wall-as-of = Data up to { $instant }
wall-stale = No news since { $instant }

## Strategy

strategy-lead = The strategy and what serves it: decisions, policies, processes, activities. What has no owner, serves nothing or is covered by nothing is marked.
strategy-empty = Nothing is noted yet. Begin with what the strategy asks for, then add what serves it.
strategy-at-fault =
    { $count ->
        [one] Something is missing at one item.
       *[other] Something is missing at { $count } items.
    }
strategy-title = What
strategy-kind = Kind
strategy-owner = Owner
strategy-serves = Serves
strategy-missing = Missing
strategy-note = Note
strategy-add = Add
strategy-edit = Change
strategy-retire = It has ended
strategy-save = Keep
strategy-kind-strategy = Strategy
strategy-kind-decision = Decision
strategy-kind-policy = Policy
strategy-kind-process = Process
strategy-kind-activity = Activity
strategy-fault-no-owner = no owner
strategy-fault-serves-nothing = serves nothing
strategy-fault-nothing-serves-it = nothing serves it
strategy-fault-serves-what-ended = what it serves has ended
