### עברית. תוויות בשם עצם, ראשי תיבות לועזיים נשמרים.

## Shell

title = { $screen } · Pharos
nav-label = מסכים
nav-explore = תחקור נתונים
nav-contacts = פניות
nav-metrics = מדדים
nav-imports = ייבוא נתונים
skip-link = דילוג לתוכן
language-label = שפה
theme-label = ערכת צבעים
theme-system = לפי המערכת
theme-light = בהיר
theme-dark = כהה
simulated = נתוני הדמיה
simulated-help = המוקד וכל מי שבו בדויים.
loading = בטעינה
close = סגירה
cancel = ביטול
apply = החלה
yes = כן
no = לא
range = { $from } – { $to }

## Command palette and shortcuts

palette-open = חיפוש
palette-title = מעבר למסך או למדד
palette-placeholder = מסך, מדד, שפה, ערכת צבעים
palette-screens = מסכים
palette-metrics = מדדים
palette-help = עזרה
finder-empty = לא נמצא דבר
finder-chosen = נבחר
shortcuts-title = קיצורי מקלדת
shortcuts-single-keys = שימוש במקש בודד כקיצור
shortcut-palette = מעבר למסך או למדד
shortcut-search = בחירת מדד או חיפוש ברשימה
shortcut-help = הרשימה הזאת
shortcut-table = מעבר בין תרשים לטבלה
shortcut-definition = הגדרת המדד המוצג
shortcut-go-explore = מעבר לתחקור נתונים
shortcut-go-contacts = מעבר לפניות
shortcut-go-metrics = מעבר למדדים
shortcut-go-imports = מעבר לייבוא נתונים

## Sign-in

sign-in-title = כניסה
sign-in-help = יש לפתוח את הכתובת ש־Pharos הציג בעת ההפעלה, או להדביק כאן את האסימון שבה.
sign-in-token = אסימון
sign-in-button = כניסה
sign-in-refused = האסימון אינו תקף. ייתכן שהוא שייך להפעלה קודמת של השרת.

## Before the first import

empty-title = אין עדיין פניות
empty-answers = כאן יוצג כמה מהר נענות הפניות, כמה זמן הן נמשכות ואם נפתרו: כל מספר עם מידת אי־הוודאות שלו ועם הפניות שמאחוריו.
empty-import-title = טעינת הרשומות שלכם
empty-import = כל קובץ CSV,‏ Excel,‏ JSON או Parquet של שיחות או קריאות מתאים. Pharos מנחש את העמודות, ואת המיפוי אפשר לתקן.
empty-demo-title = או סיור מקדים
empty-demo = מוקד מדומה עם שלושה־עשר חודשים של פניות, מוכן בתוך שניות.
empty-metrics = מה אפשר למדוד

## Query

query-label = שאילתה
metric = מדד
choose-metric = מדד: { $metric }
choose-metric-placeholder = חיפוש מדדים
split = פילוח
split-by = לפי { $dimensions }
split-placeholder = חיפוש ממדים
dimensions-all = ממדים
dimensions-own = מאפיינים משלכם
filter = סינון
filters-label = מסננים פעילים
filter-dimension = ממד
filter-kind = סוג הסינון
filter-only = רק
filter-without = ללא
filter-search = חיפוש ערכים
filter-expression = ביטוי
filter-values-failed = טעינת הערכים נכשלה.
filter-is = { $dimension }: { $values }
filter-is-not = { $dimension }: ללא { $values }
filter-drop = הסרת המסנן { $filter }
period = תקופה
period-is = תקופה: { $period }
preset-last-7-days = 7 הימים האחרונים
preset-last-28-days = 28 הימים האחרונים
preset-this-month = החודש
preset-last-month = החודש הקודם
preset-last-13-weeks = 13 השבועות האחרונים
preset-last-12-months = 12 החודשים האחרונים
calendar-previous = לחודש הקודם
calendar-next = לחודש הבא
grain-label = צעד הזמן
grain-none = כל התקופה
grain-15m = לפי 15 דקות
grain-30m = לפי חצי שעה
grain-hour = לפי שעה
grain-day = לפי יום
grain-week = לפי שבוע
grain-month = לפי חודש
grain-quarter = לפי רבעון
grain-year = לפי שנה
compare-short = השוואה
compare = השוואה לתקופה הקודמת
params = פרמטרים
params-reset = חזרה לברירת המחדל

## Verdict and numbers

verdict-label = השורה התחתונה
verdict-none = { $metric }: אין ערך בתקופה זו. לא קרה דבר שהמדד סופר, או שהמקור אינו יכול לומר.
verdict-few =
    { $metric }: { $value }, אבל { $n ->
        [one] על סמך תצפית אחת בלבד
        [two] על סמך שתי תצפיות בלבד
       *[other] על סמך { $n } תצפיות בלבד
    }; לשיפוט נדרשות { $min } לפחות.
verdict-alone = { $metric }: { $value }. אין תקופה קודמת להשוואה.
verdict-steady = { $metric }: { $value }, בדומה לתקופה הקודמת; ההפרש אינו גדול ממה שיד המקרה עשויה לגרום.
verdict-better = { $metric }: { $value }, שיפור של { $change } לעומת התקופה הקודמת, יותר ממה שיד המקרה מסבירה.
verdict-worse = { $metric }: { $value }, הרעה של { $change } לעומת התקופה הקודמת, יותר ממה שיד המקרה מסבירה.
verdict-higher = { $metric }: { $value }, עלייה של { $change } לעומת התקופה הקודמת, יותר ממה שיד המקרה מסבירה.
verdict-lower = { $metric }: { $value }, ירידה של { $change } לעומת התקופה הקודמת, יותר ממה שיד המקרה מסבירה.
verdict-interval = רווח סמך 95%: { $interval }
verdict-before = קודם לכן: { $value }
verdict-left-out =
    { $count ->
        [one] אירוע מיוחד אחד הושמט
        [two] שני אירועים מיוחדים הושמטו
       *[other] { $count } אירועים מיוחדים הושמטו
    }
verdict-worsened = הורעו לעומת התקופה הקודמת: { $metrics }.
verdict-worsened-item = { $metric } ({ $change })
verdict-widen = מבט על { $days } ימים במקום זאת
verdict-groups-apart = הגבוה ביותר: { $top }, { $topValue }. הנמוך ביותר: { $bottom }, { $bottomValue }.
verdict-groups-alike = אין קבוצה בולטת: רווחי הסמך של הגבוהה ושל הנמוכה חופפים.
verdict-groups-few = למעט מדי קבוצות יש { $min } תצפיות, ולכן אין דירוג.
numbers-label = המספרים
interval = { $lo } – { $hi }
n-short = n = { $n }
few = מעט
points = { $value } נקודות אחוז
change-better = שיפור
change-worse = הרעה
change-higher = עלייה
change-lower = ירידה
change-steady = בגדר המקרה
remove-metric = הסרת { $metric }
contacts-behind = { $metric }: { $value }. הפניות שמאחורי המספר
value-unknown = לא ידוע

## Chart, table, groups

series-title = { $metric } · { $grain }
series-summary = { $title }: מ־{ $low } עד { $high }, ובסוף התקופה { $last }.
series-summary-lines =
    { $title }: { $count ->
        [one] קו אחד
        [two] שני קווים
       *[other] { $count } קווים
    }.
series-nothing = אין מה לשרטט בתקופה זו.
series-hidden =
    { $count ->
        [one] ועוד אחד בטבלה שלמטה
        [two] ועוד שניים בטבלה שלמטה
       *[other] ועוד { $count } בטבלה שלמטה
    }
view-label = תרשים או טבלה
view-chart = תרשים
view-table = טבלה
save-label = שמירה לקובץ
groups-title = { $metric } לפי { $dimensions }
groups-count =
    { $count ->
        [one] קבוצה אחת
        [two] שתי קבוצות
       *[other] { $count } קבוצות
    }
show-more =
    { $count ->
        [one] הצגת עוד אחד
        [two] הצגת עוד שניים
       *[other] הצגת עוד { $count }
    }
column-period = תקופה
column-value = ערך
column-picture = הערך והרווח בתמונה
column-interval = רווח 95%
column-n = n
column-before = קודם
column-change = שינוי
events-title =
    { $count ->
        [one] אירוע מיוחד אחד
        [two] שני אירועים מיוחדים
       *[other] { $count } אירועים מיוחדים
    }
events-help = סימון אירוע משמיט את שעותיו מכל המספרים.
events-leave-out = השמטת { $event }
events-left-out = הושמט
event-outage = תקלה
event-campaign = קמפיין
event-holiday = חג
event-other = אחר
guards-read-beside = לקרוא לצידו:
as-of = נכון ל־
instant-in-zone = { $instant } ({ $zone })
final-at = סופי ב־
definition = הגדרה
sources = מקורות
flags = הערות
flag-not-final = עשוי עוד להשתנות
flag-no-contacts-behind = אין פניות מאחוריו
flag-no-data = אין נתונים
flag-small-n = מעט תצפיות
flagged-missing = { $column }: נספר כאין במקום שהמקור אינו יכול לומר
flagged-mixed = לא ניתן: מעורבים סוגים שונים של { $column }
flagged-unknown =
    { $count ->
        [one] פנייה אחת לא נספרה: המקור אינו יכול לומר
        [two] שתי פניות לא נספרו: המקור אינו יכול לומר
       *[other] { $count } פניות לא נספרו: המקור אינו יכול לומר
    }

## Contacts

contacts-title = הפניות שמאחורי המספר
contacts-count =
    { $count ->
        [one] שורה אחת
        [two] שתי שורות
       *[other] { $count } שורות
    }
contacts-more = הצגת עוד ({ $shown } מתוך { $total })
contacts-none = אין שורות.
parts-label = החלק של המספר
part-all = הכול
part-numerator = מונה
part-denominator = מכנה
columns = עמודות

## Metrics

metrics-lead = מה Pharos יודע למדוד, ואיך בדיוק. הגדרה אחת משמשת כל מסך, קובץ ופקודה.
metrics-count =
    { $count ->
        [one] מדד אחד
        [two] שני מדדים
       *[other] { $count } מדדים
    }
level-all = כל הרמות
level-queue = תורים ואתרים
level-team = צוותים
level-agent = נציגים
level-use-queue = תורים ואתרים
level-use-team = צוותים, תורים ואתרים
level-use-agent = נציגים, צוותים, תורים ואתרים
explore-this = תחקור המדד
card-unit = יחידה
card-direction = מתי טוב
card-level = מתאים ל־
card-clock = נזקף לתקופה של
card-interval = אי־ודאות
card-min = ניתן לשיפוט מ־
card-min-value = n = { $n }
card-min-none = כל מספר
card-final = סופי
card-version = מזהה וגרסה
card-param = פרמטר
card-param-value = בשימוש
card-param-default = ברירת מחדל
card-formula = נוסחה
card-relation = מחושב מתוך
card-guards = מדדים מאזנים
card-guards-help = כשדוחפים את המספר הזה, המדדים המאזנים מראים מה המחיר.
card-not-agent = אין לשפוט לפיו נציג יחיד: הוא תלוי ביותר ממה שבשליטתו של אדם אחד.
unit-count = כמות
unit-share = אחוז
unit-s = משך זמן
unit-points = ניקוד
unit-per-hour = לשעה
unit-ratio = יחס
direction-up = גבוה יותר
direction-down = נמוך יותר
direction-band = בתחום הרגיל
direction-none = לא זה ולא זה: תיאור בלבד
clock-enqueued-else-started = הכניסה לתור, ואם אין: ההתחלה
clock-started = ההתחלה
clock-ended = הסיום
clock-answered = המענה
clock-enqueued = הכניסה לתור
clock-asked = שאלת הסקר
clock-solved = הפתרון
clock-created = הפתיחה
clock-closed = הסגירה
clock-escalated = ההסלמה
clock-instant = הרגע עצמו
clock-requested = הבקשה
clock-overlap = הזמן שהוא מכסה
clock-deadline = המועד האחרון
clock-offered = ההצעה לנציג
clock-first-customer-message = הודעת הלקוח הראשונה
clock-customer-message = הודעת הלקוח
method-wilson = רווח וילסון
method-mean-t = רווח t לממוצע
method-order-statistic = סטטיסטי סדר
method-poisson = רווח פואסון
method-nps-normal = רווח נורמלי לציון
method-km-greenwood = קפלן–מאייר עם שונות גרינווד
method-bootstrap = בוטסטרפ
method-none = אין: נספר במדויק
final-settled = עם סיום הפנייה
final-at-once = מייד
final-deadline = לאחר המועד האחרון
final-window-1d = יום לאחר תום החלון
final-14d = לאחר 14 ימים
final-30d = לאחר 30 ימים
final-90d = לאחר 90 ימים
param-threshold-s = סף (שניות)
param-clock = נזקף לפי
param-short-abandon-s = נטישה קצרה עד (שניות)
param-target = ערך היעד
param-slot-s = אורך המרווח (שניות)
param-calendar = לוח שנה
param-min-logged-in-s = מחובר לפחות (שניות)
param-short-handle-s = טיפול קצר עד (שניות)
param-by = נותק בידי
param-window-h = חלון (שעות)
param-same-reason = אותה סיבת פנייה
param-base = מתוך
param-final-only = פניות סופיות בלבד
param-exclude-on-hold = ללא זמן המתנה של הקריאה
param-within-h = בתוך (שעות)
param-look-back-d = מבט לאחור (ימים)
param-moment = מועד הסקר
param-state = מצב
param-w-transfer = משקל העברה
param-w-switch = משקל החלפת ערוץ
param-w-repeat = משקל פנייה חוזרת
param-w-escalation = משקל הסלמה
param-w-search-min = משקל דקת חיפוש
val-clock-enqueued-else-started = הכניסה לתור, ואם אין: ההתחלה
val-clock-started = ההתחלה
val-clock-left-self-service = היציאה מהשירות העצמי
val-base-offered = פניות שהוצעו
val-base-answered = פניות שנענו
val-calendar-queue = שעות הפעילות של התור
val-moment-any = כל מועד
val-by-customer = הלקוח
val-by-agent = הנציג
val-state-break = הפסקה

## Imports

imports-lead = מה נטען, מה היה בכל קובץ ומה היה בו שגוי. אפשר לבטל ייבוא.
imports-none-title = טרם יובאו נתונים
import-state = { $state }, { $at }
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
check-impossible-duration = משכי זמן בלתי אפשריים
check-overlapping-service = חפיפה בטיפול של אותו נציג
check-duplicate = כפילויות
check-gap = פערים בזמן
check-unknown-agent = נציגים לא מוכרים
check-unknown-queue = תורים לא מוכרים
check-missing-end = סיום חסר
check-clock-jump = קפיצות שעון
check-id-precision = אובדן דיוק במזהים

## Problems

error-title = משהו השתבש
problem-unknown = השרת לא הצליח להשיב על הבקשה.
problem-unreachable = השרת אינו משיב. ייתכן שנעצר, או שהחיבור נותק.
problem-unknown-metric = אין כאן מדד כזה.
problem-unknown-dimension = אין כאן ממד כזה.
problem-invalid-where = לא ניתן להבין את ביטוי הסינון.
problem-invalid-period = לא ניתן להבין את התקופה.
problem-invalid-param = לאחד הפרמטרים ערך שאי אפשר להשתמש בו.
problem-status-400 = לא ניתן להבין את השאילתה.
problem-status-401 = החיבור פג. יש לפתוח שוב את הכתובת שהוצגה.
problem-status-403 = אין לך הרשאה לצפות בזה.
problem-status-404 = אין דבר בכתובת זו.
problem-status-409 = זה כבר אינו אפשרי: בינתיים חל שינוי ממקום אחר.
problem-status-500 = אירעה שגיאה בשרת. פרטים ביומן השרת.

## Dimensions

dim-channel = ערוץ
dim-queue = תור
dim-site = אתר
dim-team = צוות
dim-shift = משמרת
dim-tenure-band = ותק
dim-agent = נציג
dim-reason = סיבת פנייה
dim-product = מוצר
dim-segment = פלח לקוחות
dim-direction = כיוון
dim-language = שפה
dim-priority = עדיפות
dim-hour-of-day = שעה ביום
dim-weekday = יום בשבוע
dim-source = מקור
dim-entry-point = נקודת כניסה

## Values of closed lists

val-channel-voice = שיחה קולית
val-channel-chat = צ'אט
val-channel-email = דואר אלקטרוני
val-channel-social = רשתות חברתיות
val-channel-messaging = הודעות
val-channel-sms = מסרון
val-channel-callback = שיחה חוזרת
val-channel-web = טופס אינטרנט
val-direction-inbound = נכנס
val-direction-outbound = יוצא
val-direction-internal = פנימי
val-queue-result-answered = נענתה
val-queue-result-abandoned = ננטשה
val-queue-result-flowed-out = יצאה מהתור
val-queue-result-lost = אבדה
val-queue-result-waiting = ממתינה
val-ended-by-agent = נציג
val-ended-by-customer = לקוח
val-ended-by-system = מערכת

## Columns of the rows behind a number

col-key = מפתח
col-source-name = מקור
col-source-version = גרסת המקור
col-ingest-seq = מספר קליטה
col-site = אתר
col-team = צוות
col-segment-id = מקטע
col-contact-id = פנייה
col-previous-segment-id = מקטע קודם
col-case-id = תיק
col-channel = ערוץ
col-direction = כיוון
col-initiation = אופן הפתיחה
col-customer-id = לקוח
col-entry-point = נקודת כניסה
col-language = שפה
col-priority = עדיפות
col-reason = סיבת פנייה
col-product = מוצר
col-started-at = התחלה
col-self-service-s = זמן בשירות עצמי
col-queue = תור
col-queued = היה בתור
col-enqueued-at = כניסה לתור
col-left-queue-at = יציאה מהתור
col-wait-s = זמן המתנה בתור
col-queue-result = תוצאת התור
col-queue-result-detail = פירוט התוצאה
col-agent-id = נציג
col-connected-at = חיבור
col-talk-s = זמן שיחה
col-hold-s = זמן השהיה (Hold)
col-hold-count = מספר השהיות
col-acw-s = תיעוד לאחר שיחה (ACW)
col-concurrency = מקביליות
col-ended-at = סיום
col-ended-by = הסתיים בידי
col-transfer-kind = העברה
col-transferred-to = הועבר אל
col-escalated = הוסלם
col-disposition = סיווג
col-resolved = נפתר
col-excluded = הוצא מהחישוב
col-attributes = מאפיינים
col-in-numerator = במונה
col-in-denominator = במכנה
col-weight = משקל
col-scale-max = קצה הסולם
col-scale-min = תחילת הסולם
col-scale-direction = כיוון הסולם
col-transfers = העברות
col-escalations = הסלמות
col-search-s = זמן חיפוש
col-offered-at = הוצע
col-ring-s = זמן צלצול
col-result = תוצאה
col-state = מצב
col-source-state = מצב במקור
col-requested-at = התבקש
col-promised-at = הובטח
col-attempts = ניסיונות
col-first-attempt-at = ניסיון ראשון
col-reached-at = הושג
col-type = סוג
col-created = נפתח
col-due = לביצוע עד
col-first-response = תגובה ראשונה
col-solved = נפתר
col-reopened = נפתח מחדש
col-reassignments = העברות בין מטפלים
col-owner = אחראי
col-question = שאלה
col-sent-at = נשלח
col-answered-at = נענה
col-value = ערך
col-comment = הערה
