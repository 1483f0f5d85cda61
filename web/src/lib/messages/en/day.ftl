## Today

today-as-of = Data up to { $instant }
today-present = Present
today-update = Daily update
today-needs =
    { $count ->
        [one] Needs you: one thing
       *[other] Needs you: { $count } things
    }
today-nothing = Nothing needs you now: no promise, action or sign waits, no goal is behind, no source is late, and no number moved clearly for the worse.
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
today-rule = How this is ordered
today-rule-text = First how pressing: a promise that is late, then what is for today, then what can wait. Within that by impact: how far a goal is behind its plan, the share of people without feedback, how sure a sign is (less where the whole team moved alike), days late, the relative change of a number.
today-persons-note = A sign about a person is listed here once the person has seen it, or after the days your centre has set. It is a reason to talk, no verdict.
today-all = Show all { $count }
today-fewer = Show fewer
today-todos = Left undone
today-todos-count = { $done } of { $all } done
today-meetings = Today’s meetings
today-meeting-one-on-one = 1:1 with { $name }
today-meeting-held = held
today-meeting-missed = missed
today-meeting-points =
    { $count ->
        [one] one point waits
       *[other] { $count } points wait
    }
today-goals = Goals
goals-as-of = As of data up to { $instant }. Newer data are being worked in.
today-goal-target = target { $aim }
today-goal-each = { $value } of the people hold { $aim }
today-present-end = Close
today-present-help = For the huddle: large type, nothing about single persons. Press P or Escape to close.
need-goal-off-track = Goal “{ $name }” is behind: { $value }, target { $aim }
need-goal-at-risk = Goal “{ $name }” slips: { $value }, target { $aim }
need-goal-missed = Goal “{ $name }”: its last day has passed and it is not reached. End it or revise it.
need-goal-guardrail = Goal “{ $name }”: its guardrail { $metric_name } got worse
need-goal-step = Goal “{ $name }”: step “{ $step }” was due { $due }
need-goal-obstacle = Goal “{ $name }”: “{ $step }” happened and has no step yet
need-feedback-missing =
    { $count ->
        [one] Goal “{ $name }”: one person below target has had no feedback for { $days } days
       *[other] Goal “{ $name }”: { $count } people below target have had no feedback for { $days } days
    }
need-concern-open = { $name }: something to talk about
need-concern-contested = { $name } says a sign is not right
need-concern-signed = { $name }: talked and signed, no support plan yet
need-plan-review = Support plan of { $name }: look at it again ({ $due })
need-plan-declined = { $name } does not agree to the support plan as it stands: “{ $text }”
need-plan-measure = Support plan of { $name }: “{ $text }” was agreed for { $due }
need-promise = Promised to { $name } for { $due }: { $text }
need-action = { $text } (due { $due })
need-action-of = { $name }: { $text } (was due { $due })
need-one-on-one-open = 1:1 with { $name } on { $due }: was it held?
need-talks-due =
    { $count ->
        [one] Time for a talk with { $name }, { $days } days beyond the rhythm
       *[other] Time for a talk with { $count } people; the longest wait is that of { $name }, { $days } days beyond the rhythm
    }
need-learning-late =
    { $count ->
        [one] One person is late with a course: { $name }
       *[other] { $count } people are late with a course, first { $name }
    }
need-fact-goals = { $on_pace } of { $all } goals are reached or on pace
need-fact-win = Small win of { $name }: { $text }
need-fact-kudos = Thanks to { $name }, from { $from }: { $text }
need-fact-obstacle = Goal “{ $name }” may meet “{ $text }”; answer: { $response }
need-fact-obstacle-happened = Goal “{ $name }”: “{ $text }” happened; answer: { $response }
need-fact-resource = Goal “{ $name }” needs { $text } and has not got it
today-value-week = Seven days
today-before-week = Seven days before

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
meetings-actions = Agreed before
meetings-facts-none = The facts say nothing special for this meeting.
agenda-act = Make it an action
agenda-acted = An action now
agenda-what = What is to be done
agenda-who = Who
agenda-me = I do it
agenda-until = Until
agenda-agree = Agree

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
compose-not-yours = Writing updates needs the right to coach. An administrator can give it.
compose-own = In your own words
compose-own-help = One thing the numbers do not say: what went well, what you ask for, whom you thank.
compose-recipients = Mail addresses, with commas between
compose-preview = Text as it goes out
compose-again = Put together again from the facts
compose-at = Send at (empty: now)
compose-send = Send now
compose-send-at = Send at that time
compose-keep = Keep as a draft
compose-copy = Copy the text
compose-copied = Copied
compose-no-mail = No mail server is set up, so nothing can be sent from here. Keep the update and copy the texts into your own mail, or ask whoever runs Pharos to name a mail server in the configuration.
letter-subject = Update for { $day }
letter-numbers = Numbers
letter-handled = Handled
letter-asks = Needs attention
letter-line = { $name }: { $value } (a week before { $before }; { $judgement })

updates-new-month = Report on last month’s goals
compose-title-month = Goals in { $day }
letter-subject-month = Goals in { $day }
letter-late = late: { $step }
letter-said = { $kind }: { $text }

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
problem-wall-code = No screen shows this code now. Codes are good for a short time; look at the screen again.
walls-remove = Remove
wall-pair-title = This screen waits for its board
wall-pair-help = Somebody signed in types this code under Setup, Wallboards.
wall-target = target { $target }
wall-as-of = Data up to { $instant }
wall-stale = No news since { $instant }
walls-goals = Goals on the board, at most { $most }
walls-goals-none = No goal is pursued now.
walls-wins = Thanks and wins of the last seven days
walls-persons = Persons may be named (only with thanks the team may read)
walls-floor-help = The floor sees at most four numbers it can act on. Operations sees up to six, with how many stand behind them.
wall-goals = Goals
wall-next = next: { $step }
wall-wins = Thanks and wins
wall-wins-count =
    { $kudos ->
        [one] One thank-you
       *[other] { $kudos } thanks
    } and { $wins ->
        [one] one small win
       *[other] { $wins } small wins
    } in seven days
wall-reached = Reached: { $title }
wall-old-data = The newest data are of { $instant }: these numbers are not of now

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
strategy-purposes = Purposes and objectives
strategy-goals = Goals with something missing
strategy-goals-none = Every goal has an owner and an objective.
strategy-goals-count = Goals
strategy-purposes-none = No purpose is stated yet. Say in one line what the department is there for.
strategy-register = Decisions, policies, processes, activities
strategy-purpose-add = Add a purpose or objective
strategy-kind-purpose = Purpose
strategy-kind-objective = Objective
need-goal-off-track-members = Goal “{ $name }” is behind: { $value } of the people hold { $aim } in “{ $of }”
need-goal-at-risk-members = Goal “{ $name }” slips: { $value } of the people hold { $aim } in “{ $of }”
wall-target-met = reached
wall-target-short = not reached
