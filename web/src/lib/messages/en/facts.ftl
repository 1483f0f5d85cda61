### Fact tables.

table-contact-segments = Contacts
table-agent-offers = Offers to agents
table-agent-intervals = Agent states
table-callbacks = Callbacks
table-messages = Messages
table-work-items = Tickets
table-work-item-events = Ticket events
table-survey-answers = Survey answers
table-self-service-steps = Self-service steps
table-utterances = Transcripts
table-evaluation-answers = Evaluation answers
table-outcomes = Outcomes
table-learning-results = Learning results
table-coaching-sessions = Coaching sessions
table-recognitions = Recognitions
table-goal-results = Goal results
table-planned-activities = Planned activities
table-forecasts = Forecasts
table-requirements = Requirements
table-interval-reports = Interval reports
table-employment = People
table-agent-skills = Skills
table-customers = Customers
table-customer-keys = Customer identities
table-queues = Queues
table-calendars = Calendars
