### Importing a file in the page.

## Looking at it

assistant-size = Lines: { $lines }
assistant-import = Import
assistant-looking = Looking at the file
assistant-running = Records read: { $records }
assistant-progress = Progress of the import
assistant-source = Kind of file
assistant-recognised = { $source } (recognised)
assistant-zone = Time zone of times without one
assistant-order = Dates are written
order-day-first = day first (31/12)
order-month-first = month first (12/31)
assistant-name = Name of the source
assistant-site = Site (optional)
assistant-saved = Mapping
assistant-guess = Guessed from the file
assistant-broken = The mapping does not hold yet:
assistant-rejected = Of the first { $records } records, { $count } cannot be read:
assistant-nothing = Nothing in this file would become a fact. Choose which columns hold the time and the result.
assistant-columns = Columns and filters ({ $count })
assistant-notes = What was recognised
assistant-save-as = Keep this mapping under the name
preview-table = { $table }: the first { $shown } of { $total } rows looked at, as they would be stored
assistant-looked = Looked at: the first { $records } records. The import takes the whole file.
feed-none = nothing
feed-word = always “{ $word }”
feed-from = put together from { $columns }
feed-expression = Expression of { $column }
feed-all = Show all columns that could be filled
condition = Condition { $number }
condition-kind = Kind of condition
condition-drop = Leave out records where
condition-keep = Keep only records where
condition-kept = Records are kept where
condition-column = Column
condition-value = Value
condition-remove = Remove condition { $number }
condition-add = Leave records out
of-table = { $table }: { $what }
note-on-column = { $column }: { $text }

## What the guess says

note-a-ticket-has-several-lines-each-is-an-ev = A ticket has several lines: each is an event, the last one is the ticket now.
note-each-value-comes-on-several-lines-the-ti = Each value comes on several lines: the ticket.
note-every-whole-number-from-to-an-answer-to = Whole numbers from 0 to 10: taken as an answer to a recommendation question.
note-fits-d-m-y-and-m-d-y-alike-every-day-and = Day and month cannot be told apart by values such as { $value }: please say how dates are written.
note-ids-in-scientific-notation-lost-digits-a = Ids in scientific notation lost digits at the source: two customers may share one.
note-it-comes-more-than-once-the-key-joins-it = It comes more than once: the key joins it with other columns.
note-it-comes-more-than-once-the-whole-row-is = It comes more than once: the whole row is the key.
note-it-is-the-sum-of-two-other-columns-offer = It is the sum of two other columns: offered, answered (the larger) and abandoned.
note-its-threshold-is-not-known-taken-as-s = Its threshold is not known: { $value } s are taken.
note-its-values-fit-the-stage-queue = Its values fit the time in the queue.
note-its-values-fit-the-stage-service = Its values fit the service.
note-its-values-fit-the-stage-self-service = Its values fit self-service.
note-its-words-are-those-of-a-contact-s-resul = Its words are those of a contact’s result.
note-its-words-are-those-of-a-ticket-s-state = Its words are those of a ticket’s state.
note-its-words-are-those-of-an-agent-s-state = Its words are those of an agent’s state.
note-no-column-names-a-record-equal-rows-woul = No column names a record: equal rows would count as one.
note-no-column-says-how-long-an-interval-is-t = No column says how long an interval is: { $value } s are taken.
note-tells-totals-of-the-same-queue-and-time = Tells totals of the same queue and time apart: they are added up.
note-no-column-tells-rows-of-the-same-queue-a = No column tells rows of the same queue and time apart: only the last of them would count.
note-no-goes-with-an-empty-length-whether-the = “No” goes with an empty length: taken as whether the contact was answered.
note-no-time-or-nothing-that-looks-like-conta = No time was found, or nothing that looks like contacts, tickets, answers or totals.
note-nothing-says-whether-a-contact-was-answe = Nothing says whether a contact was answered: choose the column of the queue result.
note-numbers-have-a-decimal-comma = Numbers have a decimal comma.
note-records-marked-are-left-out = Records marked { $value } are left out.
note-talk-hold-and-after-contact-work-are-not = Talk, hold and after-call work are not told apart: all of it stands under talk.
note-times-have-no-zone-name-it-as-tz-of-zone = Times have no time zone: please say which.
note-totals-without-a-time-say-the-day-or-int = Totals without a time: a column must say the day or interval.
note-what-means-for-the-contact-is-not-known = What { $value } means for the contact is not known: such contacts have no result.
note-whole-numbers-from-to-an-answer-to-a-sat = Whole numbers from 1 to 5: taken as an answer to a satisfaction question.

## Totals of an interval report

measure-offered = Offered
measure-answered = Answered
measure-abandoned = Abandoned
measure-answered-in-threshold = Answered within the threshold
measure-wait-s = Total wait
measure-talk-s = Total talk
measure-hold-s = Total hold
measure-acw-s = Total after-call work
measure-handled = Handled
measure-refused = Refused
measure-entered = Entered the queue
measure-longest-wait-s = Longest wait
