### Words of the page in English. Terms as the field uses them; one word, one meaning.

## Shell

title = { $screen } · Pharos
nav-label = Screens
nav-section-today = Today
nav-section-goals = Goals
nav-section-people = People
nav-section-plan = Plan
nav-section-measure = Measure
nav-section-setup = Setup
nav-today = Today
nav-meetings = Meetings
nav-updates = Daily update
nav-walls = Wallboards
nav-strategy = Strategy
nav-explore = Explore
nav-contacts = Contacts
nav-metrics = Metrics
nav-imports = Imports
nav-goals = Goals
nav-people = People
nav-my-day = My day
nav-courses = Courses
nav-kudos = Kudos and pulse
nav-people-settings = Judgement of persons
nav-users = Users
nav-audit = Audit
nav-account = Account
sign-out = Sign out
nav-sources = Sources
nav-organisation = Organisation
nav-reconcile = Reconcile
nav-forecast = Forecast
nav-intraday = Intraday
nav-staffing = Staffing
nav-hiring = Hiring
nav-data-care = Data care
skip-link = Skip to content
header-more = More
language-label = Language
theme-label = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
simulated = Simulated data
simulated-help = This centre and everyone in it are invented.
filling = The demo centre is still being filled: its numbers are there, and its goals, talks, courses and forecasts follow within minutes.
loading = Loading
close = Close
cancel = Cancel
apply = Apply
yes = Yes
no = No

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
shortcut-present = Present
shortcut-go-today = Go to Today
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
empty-others = Numbers appear here once somebody who may import has loaded a first file.
empty-import = Pharos guesses what each column means and shows the first rows as it would store them. Correct what is wrong, then import.
empty-demo-title = Or look around first
empty-demo = A simulated centre with thirteen months of contacts, ready in seconds.
empty-metrics = See what can be measured

## Problems

error-title = Something went wrong
problem-unknown = The server could not answer this.
problem-unreachable = The server does not answer. It may have stopped, or the connection is gone.
problem-unknown-metric = There is no such metric here.
problem-unknown-dimension = There is no such dimension here.
problem-invalid-where = The filter expression cannot be understood.
problem-invalid-period = The period cannot be understood.
problem-invalid-param = A parameter has a value that cannot be used.
problem-status-400 = What was asked or entered cannot be used as it is.
problem-status-401 = Nobody is signed in any more. Open the printed address again.
problem-status-403 = This is not yours to see.
problem-status-404 = There is nothing at this address.
problem-disk-full = The disk of the server is full. Nothing was lost; free some space and try again.
problem-damaged-file = A data file is damaged, so no number is shown. Ask an administrator to restore a backup.
problem-status-409 = This is no longer possible: something else has changed it meanwhile.
problem-status-500 = The server made a mistake. Its log says more.
problem-status-503 = The server is busy, or this asks too much of it at once. Nothing was changed; try again in a moment.
problem-wrong-password = Login and password do not belong together.
problem-code-wanted = A code of your second factor is wanted.
problem-code-wrong = The code is wrong or was used before.
problem-too-many-attempts = Too many attempts. Wait a little and try again.
problem-status-429 = Too many attempts. Wait a little and try again.
problem-forbidden = Your role does not open this. An administrator can change that.
problem-foreign-page = The request came from a page that is not ours, so nothing was done.
problem-provider = The identity provider did not sign you in.
problem-no-user = The identity provider knows you, but nobody has made you a user here. Ask an administrator.
