## Today

today-as-of = נתונים עד { $instant }
today-present = הצגה
today-update = עדכון יומי
today-needs =
    { $count ->
        [one] דורש טיפול: דבר אחד
        [two] דורשים טיפול: שני דברים
       *[other] דורשים טיפול: { $count } דברים
    }
today-nothing = שום דבר אינו דורש טיפול: אין הבטחה, פעולה או סימן שממתינים, אף יעד אינו מפגר, אף מקור אינו מאחר ושום מדד לא הורע באופן ברור.
today-numbers = { $day } בכמה מספרים
today-numbers-caption = היום הקודם בכמה מספרים, לצד אותו יום בשבוע שלפניו
today-value = באותו יום
today-week-before = אותו יום לפני שבוע
today-change = שינוי
judged-better = טוב יותר
judged-worse = פחות טוב
judged-other = השתנה
judged-unclear = אין שינוי ברור
judged-few = מעט מדי לשיפוט
judged-none = –
severity-critical = מיד
severity-warning = היום
severity-notice = כשיש זמן
need-source-late = { $name }: אין נתונים חדשים מאז { $newest }
need-number-worse = { $name }: { $value }, לפני שבוע { $before }
today-rule = לפי מה זה מסודר
today-rule-text = תחילה לפי דחיפות: הבטחה באיחור, אחר כך מה שהוא להיום, ואז מה שיכול לחכות. בתוך כל דרגה לפי ההשפעה: כמה יעד מפגר אחרי תוכניתו, איזה חלק מהאנשים ללא משוב, עד כמה סימן ודאי (פחות כשכל הצוות השתנה באותו אופן), ימי איחור, והשינוי היחסי של מדד.
today-persons-note = סימן הנוגע לאדם מופיע כאן רק אחרי שהאדם ראה אותו, או אחרי מספר הימים שנקבע במוקד. זו סיבה לשיחה, לא פסק דין.
today-all = הצגת כל ה־{ $count }
today-fewer = הצגת פחות
today-todos = נותר לעשות
today-todos-count = { $done } מתוך { $all } בוצעו
today-meetings = הפגישות היום
today-meeting-one-on-one = שיחה אישית עם { $name }
today-meeting-held = התקיימה
today-meeting-missed = לא התקיימה
today-meeting-points =
    { $count ->
        [one] נקודה אחת ממתינה
        [two] שתי נקודות ממתינות
       *[other] { $count } נקודות ממתינות
    }
today-goals = יעדים
goals-as-of = לפי נתונים עד { $instant }; נתונים חדשים יותר עדיין מחושבים.
today-goal-target = ערך היעד { $aim }
today-goal-each = { $value } מהאנשים עומדים בנדרש: { $aim }
today-present-end = סגירה
today-present-help = לתדריך הצוות: כתב גדול, בלי דבר על אנשים יחידים. P או Escape סוגרים.
need-goal-off-track = היעד "{ $name }" מפגר: { $value }, הנדרש: { $aim }
need-goal-at-risk = היעד "{ $name }" מתחיל לפגר: { $value }, הנדרש: { $aim }
need-goal-missed = היעד "{ $name }": היום האחרון עבר והוא לא הושג. יש לסיים או לעדכן אותו.
need-goal-guardrail = היעד "{ $name }": המדד המאזן { $metric_name } הורע
need-goal-step = היעד "{ $name }": הצעד "{ $step }" היה אמור להסתיים { $due }
need-goal-obstacle = היעד "{ $name }": "{ $step }" קרה ועדיין אין לו צעד
need-feedback-missing =
    { $count ->
        [one] היעד "{ $name }": אדם אחד מתחת ליעד לא קיבל משוב { $days } ימים
        [two] היעד "{ $name }": שני אנשים מתחת ליעד לא קיבלו משוב { $days } ימים
       *[other] היעד "{ $name }": { $count } אנשים מתחת ליעד לא קיבלו משוב { $days } ימים
    }
need-concern-open = { $name }: יש על מה לדבר
need-concern-contested = { $name }: הסימן אינו נכון לדבריו
need-concern-signed = { $name }: נערכה שיחה ונחתמה, עדיין אין תוכנית תמיכה
need-plan-review = תוכנית התמיכה של { $name }: לבחון שוב ({ $due })
need-plan-declined = אין הסכמה של { $name } לתוכנית התמיכה כפי שהיא: "{ $text }"
need-plan-measure = תוכנית התמיכה של { $name }: "{ $text }" סוכם ל־{ $due }
need-promise = הובטח ל{ $name } ל־{ $due }: { $text }
need-action = { $text } (עד { $due })
need-action-of = { $name }: { $text } (היה אמור עד { $due })
need-one-on-one-open = שיחה אישית עם { $name } ב־{ $due }: האם התקיימה?
need-talks-due =
    { $count ->
        [one] הגיע הזמן לשיחה עם { $name }, { $days } ימים מעבר לקצב
        [two] הגיע הזמן לשיחה עם שני אנשים; הממתין הארוך ביותר הוא { $name }, { $days } ימים מעבר לקצב
       *[other] הגיע הזמן לשיחה עם { $count } אנשים; הממתין הארוך ביותר הוא { $name }, { $days } ימים מעבר לקצב
    }
need-learning-late =
    { $count ->
        [one] אדם אחד מאחר בקורס: { $name }
        [two] שני אנשים מאחרים בקורס, תחילה { $name }
       *[other] { $count } אנשים מאחרים בקורס, תחילה { $name }
    }
need-fact-goals = { $on_pace } מתוך { $all } יעדים הושגו או בקצב
need-fact-win = הצלחה קטנה של { $name }: { $text }
need-fact-kudos = תודה ל{ $name }, מאת { $from }: { $text }
need-fact-obstacle = היעד "{ $name }" עלול להיתקל ב"{ $text }"; המענה: { $response }
need-fact-obstacle-happened = היעד "{ $name }": "{ $text }" קרה; המענה: { $response }
need-fact-resource = היעד "{ $name }" זקוק ל{ $text } ועדיין לא קיבל
today-value-week = שבעה ימים
today-before-week = שבעת הימים שלפניהם

## Meetings

meetings-lead = מה שנאמר בתדריך הצוות ובפגישות השבועיות: רובו עובדות, וכל אחד מוסיף שורה מראש. נקודה נשארת ברשימה עד שהיא מסתיימת.
meetings-day = עבור { $day }
meetings-points = נקודות
meetings-facts = עובדות לשיחה
meeting-huddle = תדריך צוות
meeting-obstacles = מכשולים
meeting-escalations = הסלמות
meeting-operations = תפעול
agenda-empty = עדיין לא נוספה נקודה.
agenda-new = על מה כדאי לדבר?
agenda-add = הוספה
agenda-settle = סיום
agenda-settled = הסתיים
agenda-carried-over = פתוח מאז { $day }
meetings-actions = סוכם קודם
meetings-facts-none = אין בעובדות דבר מיוחד לפגישה זו.
agenda-act = להפוך לפעולה
agenda-acted = הפך לפעולה
agenda-what = מה יש לעשות
agenda-who = מי
agenda-me = אני
agenda-until = עד
agenda-agree = לסכם

## Daily update

updates-lead = מה ששומעים הצוות והמנהלים בסוף היום. Pharos מביא את המספרים, המילים שלך; בלעדיהן דבר אינו נשלח.
updates-new = כתיבת עדכון
updates-empty = עדיין אין עדכון. אפשר לכתוב את הראשון: המספרים כבר בפנים.
updates-day = יום
updates-state = מצב
updates-words = במילים שלי
updates-sent = נשלח
updates-waits = יישלח { $at }
updates-mails = הודעות דואר
updates-refresh = רענון
updates-retry = ניסיון חוזר לשליחות שנכשלו
update-state-draft = טיוטה
update-state-waiting = ממתין
update-state-sent = נשלח
mail-state-queued = ממתינה
mail-state-sent = נשלחה
mail-state-failed = נכשלה
audience-team = צוות
audience-managers = מנהלים
compose-title = עדכון ליום { $day }
compose-lead = שני הנוסחים מורכבים מהעובדות ומהמילים שלך. אפשר לשנות אותם; מה שרואים הוא מה שנשלח.
compose-not-yours = לכתיבת עדכונים נדרשת הרשאת חניכה. מנהל המערכת יכול לתת אותה.
compose-own = במילים שלך
compose-own-help = דבר אחד שהמספרים אינם אומרים: מה הצליח, מה מבוקש, למי מגיעה תודה.
compose-recipients = כתובות דואר, מופרדות בפסיקים
compose-preview = הנוסח שיישלח
compose-again = הרכבה מחדש מהעובדות
compose-at = מועד שליחה (ריק: עכשיו)
compose-send = שליחה עכשיו
compose-send-at = שליחה במועד
compose-keep = שמירה כטיוטה
compose-copy = העתקת הטקסט
compose-copied = הועתק
compose-no-mail = לא הוגדר שרת דואר, ולכן אי אפשר לשלוח מכאן. שמרו את העדכון והעתיקו את הטקסטים לדואר שלכם, או בקשו ממי שמפעיל את Pharos להגדיר שרת דואר בתצורה.
letter-subject = עדכון ליום { $day }
letter-numbers = מספרים
letter-handled = טופל
letter-asks = דורש תשומת לב
letter-line = { $name }: { $value } (לפני שבוע { $before }; { $judgement })

updates-new-month = דוח על יעדי החודש שעבר
compose-title-month = היעדים ב{ $day }
letter-subject-month = היעדים ב{ $day }
letter-late = באיחור: { $step }
letter-said = { $kind }: { $text }

## Wallboards

walls-lead = מסכים גדולים לרצפת המוקד ולתפעול. המסך פותח את הכתובת /wall ומציג קוד, ואת הקוד מקלידים כאן. הוא רואה לוח אחד בלבד.
walls-empty = עדיין אין לוח. אפשר ליצור אחד למטה ואז לפתוח /wall במסך.
walls-add = לוח חדש
walls-name = השם שעל הלוח
walls-kind = סוג
wall-kind-floor = רצפת המוקד
wall-kind-operations = תפעול
walls-filter = מסנן
walls-message = מילה לצוות
walls-tiles = מספרים, לכל היותר { $most }; הראשון מוצג הגדול ביותר
walls-target = ערך היעד
walls-more = עוד אחד
walls-look = תצוגה
walls-screen = מסך, נראה לאחרונה { $seen }
walls-unpair = ניתוק
walls-code = הקוד שעל המסך
walls-pair = שיוך
problem-wall-code = אף מסך אינו מציג כעת קוד זה. הקוד תקף לזמן קצר; בדקו שוב את המסך.
walls-remove = הסרה
wall-pair-title = המסך ממתין ללוח שלו
wall-pair-help = את הקוד הזה מקליד משתמש מחובר תחת הגדרות, לוחות מוקד.
wall-target = ערך היעד { $target }
wall-as-of = נתונים עד { $instant }
wall-stale = אין חדש מאז { $instant }
walls-goals = יעדים על הלוח, לכל היותר { $most }
walls-goals-none = אין כרגע יעד פעיל.
walls-wins = תודות והצלחות של שבעת הימים האחרונים
walls-persons = מותר להזכיר שמות (רק בתודות שהצוות רשאי לקרוא)
walls-floor-help = לרצפת המוקד לכל היותר ארבעה מספרים שאפשר לפעול לפיהם. לתפעול עד שישה, עם כמות המקרים שמאחוריהם.
wall-goals = יעדים
wall-next = הצעד הבא: { $step }
wall-wins = תודות והצלחות
wall-wins-count =
    { $kudos ->
        [one] תודה אחת
        [two] שתי תודות
       *[other] { $kudos } תודות
    } { $wins ->
        [one] והצלחה קטנה אחת
        [two] ושתי הצלחות קטנות
       *[other] ו־{ $wins } הצלחות קטנות
    } בשבעה ימים
wall-reached = הושג: { $title }
wall-old-data = הנתונים החדשים ביותר הם מ־{ $instant }: המספרים אינם עדכניים

## Strategy

strategy-lead = האסטרטגיה ומה שמשרת אותה: החלטות, מדיניות, תהליכים, פעילויות. מסומן מה שאין לו אחראי, שאינו משרת דבר או ששום דבר אינו מכסה אותו.
strategy-empty = עדיין לא נרשם דבר. כדאי להתחיל במה שהאסטרטגיה דורשת ולהוסיף את מה שמשרת אותה.
strategy-at-fault =
    { $count ->
        [one] משהו חסר בפריט אחד.
        [two] משהו חסר בשני פריטים.
       *[other] משהו חסר ב־{ $count } פריטים.
    }
strategy-title = מה
strategy-kind = סוג
strategy-owner = אחראי
strategy-serves = משרת
strategy-missing = חסר
strategy-note = הערה
strategy-add = הוספה
strategy-edit = שינוי
strategy-retire = הסתיים
strategy-save = שמירה
strategy-kind-strategy = אסטרטגיה
strategy-kind-decision = החלטה
strategy-kind-policy = מדיניות
strategy-kind-process = תהליך
strategy-kind-activity = פעילות
strategy-fault-no-owner = אין אחראי
strategy-fault-serves-nothing = אינו משרת דבר
strategy-fault-nothing-serves-it = שום דבר אינו משרת אותו
strategy-fault-serves-what-ended = מה שהוא משרת הסתיים
strategy-purposes = מטרות-על ומטרות
strategy-goals = יעדים שחסר בהם משהו
strategy-goals-none = לכל יעד יש אחראי ומטרה.
strategy-goals-count = יעדים
strategy-purposes-none = עדיין לא הוגדרה מטרת-על. כתבו בשורה אחת לשם מה קיימת המחלקה.
strategy-register = החלטות, מדיניות, תהליכים, פעילויות
strategy-purpose-add = הוספת מטרת-על או מטרה
strategy-kind-purpose = מטרת-על
strategy-kind-objective = מטרה
need-goal-off-track-members = היעד "{ $name }" מפגר: { $value } מהאנשים עומדים בנדרש ({ $of }: { $aim })
need-goal-at-risk-members = היעד "{ $name }" מתחיל לפגר: { $value } מהאנשים עומדים בנדרש ({ $of }: { $aim })
wall-target-met = הושג
wall-target-short = לא הושג
