### עברית. תוויות בשם עצם, ראשי תיבות לועזיים נשמרים.

## Shell

title = { $screen } · Pharos
nav-label = מסכים
nav-section-today = היום
nav-section-goals = יעדים
nav-section-people = אנשים
nav-section-plan = תכנון
nav-section-measure = מדידה
nav-section-setup = הגדרות
nav-today = היום
nav-meetings = פגישות
nav-updates = עדכון יומי
nav-walls = לוחות מוקד
nav-strategy = אסטרטגיה
nav-explore = תחקור נתונים
nav-contacts = פניות
nav-metrics = מדדים
nav-imports = ייבוא נתונים
nav-goals = יעדים
nav-people = אנשים
nav-my-day = היום שלי
nav-courses = קורסים
nav-kudos = מילים טובות ודופק
nav-people-settings = שיפוט של אנשים
nav-users = משתמשים
nav-audit = ביקורת
nav-account = חשבון
sign-out = יציאה
nav-sources = מקורות
nav-organisation = ארגון
nav-reconcile = התאמת מספרים
nav-forecast = תחזית
nav-intraday = ניהול תוך-יומי
nav-staffing = תקן נדרש
nav-hiring = גיוס
nav-data-care = טיפול בנתונים
skip-link = דילוג לתוכן
header-more = עוד
language-label = שפה
theme-label = ערכת צבעים
theme-system = לפי המערכת
theme-light = בהיר
theme-dark = כהה
simulated = נתוני הדמיה
simulated-help = המוקד וכל מי שבו בדויים.
filling = מוקד ההדגמה עדיין מתמלא: המספרים כבר כאן, והיעדים, השיחות האישיות, הקורסים והתחזיות יתווספו תוך דקות.
loading = בטעינה
close = סגירה
cancel = ביטול
apply = החלה
yes = כן
no = לא

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
shortcut-present = הצגה
shortcut-go-today = מעבר אל היום
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
empty-others = המספרים יופיעו כאן לאחר שמי שמורשה לייבא יטען קובץ ראשון.
empty-import = ‏Pharos מנחש מה משמעות כל עמודה ומציג את השורות הראשונות כפי שיישמרו. אחרי התיקונים – ייבוא.
empty-demo-title = או סיור מקדים
empty-demo = מוקד מדומה עם שלושה־עשר חודשים של פניות, מוכן בתוך שניות.
empty-metrics = מה אפשר למדוד

## Problems

error-title = משהו השתבש
problem-unknown = השרת לא הצליח להשיב על הבקשה.
problem-unreachable = השרת אינו משיב. ייתכן שנעצר, או שהחיבור נותק.
problem-unknown-metric = אין כאן מדד כזה.
problem-unknown-dimension = אין כאן ממד כזה.
problem-invalid-where = לא ניתן להבין את ביטוי הסינון.
problem-invalid-period = לא ניתן להבין את התקופה.
problem-invalid-param = לאחד הפרמטרים ערך שאי אפשר להשתמש בו.
problem-status-400 = לא ניתן להשתמש במה שנשאל או הוזן כפי שהוא.
problem-status-401 = החיבור פג. יש לפתוח שוב את הכתובת שהוצגה.
problem-status-403 = אין לך הרשאה לצפות בזה.
problem-status-404 = אין דבר בכתובת זו.
problem-disk-full = הדיסק של השרת מלא. דבר לא אבד; יש לפנות מקום ולנסות שוב.
problem-damaged-file = קובץ נתונים פגום, ולכן לא מוצג מספר. יש לבקש ממנהל המערכת לשחזר גיבוי.
problem-status-409 = זה כבר אינו אפשרי: בינתיים חל שינוי ממקום אחר.
problem-status-500 = אירעה שגיאה בשרת. פרטים ביומן השרת.
problem-status-503 = השרת עמוס, או שהבקשה גדולה מדי עבורו בבת אחת. דבר לא השתנה; נסו שוב בעוד רגע.
problem-wrong-password = שם המשתמש והסיסמה אינם תואמים.
problem-code-wanted = נדרש קוד של האימות הדו־שלבי.
problem-code-wrong = הקוד שגוי או שכבר נעשה בו שימוש.
problem-too-many-attempts = יותר מדי ניסיונות. יש להמתין מעט ולנסות שוב.
problem-status-429 = יותר מדי ניסיונות. יש להמתין מעט ולנסות שוב.
problem-forbidden = התפקיד שלכם אינו כולל זאת. מנהל המערכת יכול לשנות.
problem-foreign-page = הבקשה הגיעה מדף שאינו שלנו, ולכן לא בוצע דבר.
problem-provider = ספק הזהויות לא אישר את הכניסה.
problem-no-user = ספק הזהויות מכיר אתכם, אך לא הוגדר לכם כאן משתמש. יש לפנות למנהל המערכת.
