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
today-nothing = אף מקור אינו מאחר ושום מדד לא הורע באופן ברור.
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
compose-own = במילים שלך
compose-own-help = דבר אחד שהמספרים אינם אומרים: מה הצליח, מה מבוקש, למי מגיעה תודה.
compose-recipients = כתובות דואר, מופרדות בפסיקים
compose-preview = הנוסח שיישלח
compose-again = הרכבה מחדש מהעובדות
compose-at = מועד שליחה (ריק: עכשיו)
compose-send = שליחה עכשיו
compose-send-at = שליחה במועד
compose-keep = שמירה כטיוטה
letter-subject = עדכון ליום { $day }
letter-numbers = מספרים
letter-handled = טופל
letter-asks = דורש תשומת לב
letter-line = { $name }: { $value } (לפני שבוע { $before }; { $judgement })

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
walls-remove = הסרה
wall-pair-title = המסך ממתין ללוח שלו
wall-pair-help = את הקוד הזה מקליד משתמש מחובר תחת הגדרות, לוחות מוקד.
wall-target = ערך היעד { $target }
wall-as-of = נתונים עד { $instant }
wall-stale = אין חדש מאז { $instant }

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
