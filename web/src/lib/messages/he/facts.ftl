### טבלאות העובדות.

table-contact-segments = פניות
table-agent-offers = הצעות לנציגים
table-agent-intervals = מצבי נציגים
table-callbacks = שיחות חוזרות
table-messages = הודעות
table-work-items = קריאות
table-work-item-events = אירועי קריאות
table-survey-answers = תשובות לסקרים
table-self-service-steps = צעדי שירות עצמי
table-utterances = תמלולים
table-evaluation-answers = תשובות הערכת איכות
table-outcomes = תוצאות עסקיות
table-learning-results = תוצאות למידה
table-coaching-sessions = מפגשי חניכה
table-recognitions = הוקרות
table-goal-results = תוצאות יעדים
table-planned-activities = פעילויות מתוכננות
table-forecasts = תחזיות
table-requirements = תקן נדרש
table-interval-reports = דוחות מרווחים
table-employment = אנשים
table-agent-skills = מיומנויות
table-customers = לקוחות
table-customer-keys = זהויות לקוח
table-queues = תורים
table-calendars = לוחות שנה
