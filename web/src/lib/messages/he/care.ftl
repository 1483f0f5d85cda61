## Data care

care-lead = האם הנתונים שלמים, עותקים שלהם, כמה זמן הם נשמרים, ומה מוחזק על אדם אחד.
care-none-yet = עדיין אין
care-check-title = האם הנתונים שלמים?
care-failed = זה לא הצליח.
care-check-help = כל קובץ נתונים מושווה לגיבוב שנשמר כשנכתב. דבר אינו משתנה.
care-check-run = בדיקה עכשיו
care-check-running = בדיקה מתבצעת מאז { $at }
care-check-ok = הכול שלם: { $files } קבצים, { $bytes }, נבדק { $at } תוך { $took }.
care-check-bad =
    { $count ->
        [one] נמצאה תקלה אחת
        [two] נמצאו שתי תקלות
       *[other] נמצאו { $count } תקלות
    }, נבדק { $at }. יש לשחזר גיבוי.
care-check-caption = תקלות שנמצאו
care-fault-area = חלק
care-fault-file = קובץ
care-fault-words = מה לא תקין
care-area-data = קובץ נתונים
care-area-log = יומן
care-area-records = רישומים
care-area-rejects = רשומות שנדחו
care-area-audit = יומן ביקורת
care-backups-title = גיבויים
care-backups-help = עותק של הכול כפי שהוא עכשיו, בזמן שהעבודה נמשכת. נמחק אחרי { $days } ימים.
care-backup-make = יצירת גיבוי
care-backup-running = גיבוי נוצר מאז { $at }
care-backup-caption = גיבויים
care-backup-at = נוצר
care-backup-files = קבצים
care-backup-size = גודל
care-backup-download = הורדה
care-backup-download-of = הורדת הגיבוי מ־{ $at }
care-backup-remove = מחיקה
care-backup-remove-of = מחיקת הגיבוי מ־{ $at }
care-backup-remove-ask = הגיבוי מ־{ $at } יימחק לצמיתות.
care-backups-none = עדיין לא נוצר גיבוי. הראשון אורך רגע ואינו מפריע לאיש.
care-actions = פעולות
care-retention-title = כמה זמן הנתונים נשמרים
care-retention-help = ימי UTC שלמים. שדה ריק שומר את הטבלה לתמיד. השרת מסיר ימים ישנים יותר פעם ביום.
care-retention-caption = טבלאות העובדות ומשך שמירתן
care-table = טבלה
care-days-kept = ימי שמירה
care-days-of = ימי השמירה של { $table }
care-span = מ־ עד
care-rows = שורות
care-whole = נשמרת בשלמותה
care-rejects-days = ימי שמירה של רשומות שנדחו
care-backups-days = ימי שמירה של גיבויים
care-retention-save = שמירה
care-retention-saved = הכללים נשמרו.
care-retention-preview = מה יימחק?
care-retention-apply = מחיקה עכשיו
care-retention-nothing = אין דבר ישן מכפי שהכללים מתירים.
care-retention-would =
    { $rows ->
        [one] שורה אחת
        [two] שתי שורות
       *[other] { $rows } שורות
    } של { $tables } יימחקו לצמיתות.
care-retention-went =
    { $rows ->
        [one] שורה אחת
        [two] שתי שורות
       *[other] { $rows } שורות
    } של { $tables } נמחקו.
care-person-title = אדם אחד
care-person-help = מה מוחזק על לקוח או עובד, ומחיקתו: השורות והמספרים נשארים, האדם נמחק.
care-person-kind = סוג
care-person-customer = לקוח
care-person-agent = עובד
care-person-id = מזהה
care-person-id-help = כל מזהה שבו האדם מוכר
care-report-make = דוח על כל מה שמוחזק
care-report-done = מוחזקות { $rows } שורות על { $id }.
care-report-download-text = הורדה כטקסט
care-report-download-json = הורדה כ־JSON
care-erase-count = מה יימחק?
care-erase-would = { $rows } שורות ב־{ $tables } טבלאות, { $records } רישומים ו־{ $rejects } רשומות שנדחו מזכירים את האדם, תחת { $names } מזהים.
care-erase = מחיקה
care-erase-title = למחוק את האדם?
care-erase-ask = המזהה, השם, הטקסטים והמאפיינים של { $id } יימחקו מהעובדות, מהרישומים, מהרשומות שנדחו, מהייצואים השמורים ומהגיבויים. המספרים נשארים. אי אפשר לחזור מזה.
care-erase-done = האדם נמחק: { $rows } שורות שונו.
care-erasures-caption = בקשות למחיקת אנשים
care-erasures-none = איש לא נמחק.
care-erasure-at = התבקש
care-erasure-by = על ידי
care-erasure-done = הושלם
care-erasure-open = בביצוע
