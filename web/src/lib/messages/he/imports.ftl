## Imports

imports-lead = מה נטען, מה היה בכל קובץ ומה היה בו שגוי. אפשר לבטל ייבוא.
import-state = { $state }, { $at }
import-by = על ידי { $name }
imports-own = אפשר לבטל את קובצי הייבוא שלך. לכל קובץ יש לתת שם מקור שאיש אחר אינו משתמש בו.
import-undo = ביטול הייבוא
import-undo-of = ביטול הייבוא של { $source }
import-undo-title = לבטל את הייבוא?
import-undo-ask =
    { $count ->
        [one] רשומה אחת
        [two] שתי רשומות
       *[other] { $count } רשומות
    } מתוך { $source } ({ $at }) יוצאו מכל המספרים. ייבוא חוזר של הקובץ יחזיר אותן.
import-undone = הייבוא של { $source } בוטל.
import-tables = טבלאות
import-table-counts = חדשות { $inserted }, הוחלפו { $replaced }, ללא שינוי { $unchanged }
state-running = מתבצע
state-done = הושלם
state-failed = נכשל
state-undone = בוטל
source-table = קובץ טבלה
source-interval-report = דוח מרווחים
source-asterisk-queue-log = יומן תורים של Asterisk
source-amazon-connect = Amazon Connect
source-genesys-cloud = Genesys Cloud
source-zendesk = Zendesk
source-demo = מוקד מדומה
source-simulation = סימולציה
source-stream = זרם נתונים
count-read = נקראו
count-accepted = התקבלו
count-filtered = סוננו
count-duplicate = כפולות
count-rejected = נדחו
count-unchanged = ללא שינוי
count-replaced = הוחלפו
reason-filtered-test = פניות בדיקה
reason-filtered-internal = פניות פנימיות
reason-filtered-monitor = האזנות ניטור
quality-title =
    דוח איכות: { $count ->
        [one] ממצא אחד
        [two] שני ממצאים
       *[other] { $count } ממצאים
    }
quality-caption = דוח האיכות של { $source }
quality-none = כל הבדיקות עברו בהצלחה.
quality-check = בדיקה
quality-count = רשומות
quality-example = דוגמה
quality-example-value = { $key }: { $column } = { $value }
quality-example-before = { $key }: ”{ $second }“ קודם ב-{ $gap } ל”{ $first }“
quality-example-above = { $key } קודם ב-{ $gap } לשורה שמעליו
quality-example-day = אין שורות ביום { $day }
quality-example-overlap = { $agent }: שני טיפולים חופפים במשך { $gap }
check-unknown-agent = נציגים לא מוכרים
check-unknown-queue = תורים לא מוכרים
check-missing-end = סיום חסר
check-clock-jump = קפיצות שעון
check-negative-duration = משכים שליליים
check-very-long-duration = משכים ארוכים מאוד
check-end-before-start = הסוף לפני ההתחלה
check-answered-without-talk = נענו ללא זמן שיחה
check-answered-without-agent = נענו ללא נציג
check-talk-of-unanswered = זמן שיחה אף שלא נענו
check-agent-overlap = נציג אחד משרת פעמיים בו-זמנית
check-duplicate-key = כפילויות
check-missing-days = פערים: ימים ללא רשומות
check-id-lost-digits = אובדן דיוק במזהים
check-value-outside-scale = תשובות מחוץ לסולם
check-negative-total = סכומים שליליים

## שליחת קובץ

drop-label = ייבוא קובץ
drop-ask = אפשר לגרור לכאן קובץ של שיחות, קריאות או תשובות לסקר
drop-choose = בחירת קובץ
drop-kinds = CSV,‏ Excel,‏ JSON,‏ Parquet, גם דחוסים; קובצי ייצוא של Asterisk,‏ Amazon Connect,‏ Genesys Cloud ו-Zendesk.
drop-sending = הקובץ { $name } נשלח
import-done = הנתונים של { $source } יובאו. רשומות שנקראו: { $read }, מהן נספרות כעת: { $accepted }.
import-first-chart = לתרשים הראשון
import-name-unknown = זיהוי השמות שאינם מוכרים
import-rejects = רשומות שנדחו (CSV)
problem-import-failed = הייבוא לא הצליח; דבר לא השתנה.
problem-invalid-mapping = לא ניתן להבין את המיפוי.
problem-upload-gone = הקובץ כבר אינו כאן. יש לשלוח אותו שוב.
problem-status-413 = הקובץ ארוך מכפי שהשרת מקבל.
problem-unknown-contact = אין פנייה כזאת.
