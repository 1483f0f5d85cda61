### החשבון האישי.

account-lead = מה ששייך רק לכם: סיסמה, אימות דו־שלבי, היכן אתם מחוברים ואסימונים לתוכנות.
account-none = הכניסה הייתה בכתובת של בעל תיקיית הנתונים, שאין לה חשבון. כדי לקבל חשבון יש להגדיר משתמש ולהיכנס בו.
account-password = סיסמה
account-password-old = סיסמה נוכחית
account-password-new = סיסמה חדשה
account-password-change = החלפת סיסמה
account-password-changed = הסיסמה הוחלפה; בכל מקום אחר נותקתם.
account-factor = אימות דו־שלבי
account-factor-off = כבוי: הסיסמה לבדה פותחת את החשבון.
account-factor-on = פעיל: מלבד הסיסמה נדרש קוד מיישומון האימות.
account-factor-left = { $count ->
    [one] נותר קוד שחזור אחד ({ $count }).
    [two] נותרו { $count } קודי שחזור.
   *[other] נותרו { $count } קודי שחזור.
  }
account-factor-begin = הפעלה
account-factor-end = כיבוי
account-factor-scan = יש לסרוק את התמונה ביישומון האימות (או לפתוח את הקישור בטלפון, או להקליד את המפתח), ואז להקליד את שש הספרות שמוצגות בו.
account-factor-picture = המפתח כתמונה (קוד QR) ליישומון האימות
account-factor-key = מפתח
account-factor-link = פתיחה ביישומון האימות
account-factor-code = שש ספרות
account-factor-confirm = אישור
account-factor-codes = קודי שחזור
account-factor-codes-help = כל קוד פותח פעם אחת במקום קוד רגיל, ליום שבו הטלפון יאבד. הם מוצגים רק עכשיו: יש לשמור אותם בנפרד מהסיסמה.
account-sessions = מחוברים מ־
account-session-this = הדפדפן הזה
account-session-end = ניתוק שם
account-session-seen = שימוש אחרון { $at }
account-session-since = מאז { $at }, מהכתובת { $address }
account-tokens = אסימונים לתוכנות
account-tokens-help = תוכנה נכנסת באמצעות אסימון. הוא מאפשר רק את מה שצוין כאן ומותר לכם עצמכם, עד שפג תוקפו או שבוטל.
account-token-name = למה הוא מיועד
account-token-days = ימים
account-token-may = מותר לו
account-token-add = יצירת אסימון
account-token-shown = האסימון מוצג רק עכשיו. יש לשמור אותו במקום שרק התוכנה מוצאת.
account-token-until = בתוקף עד { $at }
account-token-used = שימוש אחרון { $at }
account-token-unused = טרם נעשה בו שימוש
account-token-remove = ביטול
account-token-remove-of = ביטול האסימון { $name }
action-use-account = ניהול החשבון האישי
action-read-metrics = שאילתת מספרים
action-read-individuals = מספרים של נציגים בודדים
action-read-contacts = שורות של פניות
action-read-imports = צפייה בייבוא נתונים
action-import-data = ייבוא קבצים משלי
action-manage-data = ניהול כל הנתונים: כל ייבוא, מיפויים ושמות
action-send-facts = שליחת נתונים
action-correct-facts = תיקון נתונים
action-read-people = צפייה באנשים
action-manage-people = שינוי אנשים
action-read-goals = צפייה ביעדים
action-manage-goals = הגדרת יעדים
action-read-plans = צפייה בתוכניות
action-manage-plans = תכנון
action-evaluate = הערכת פניות
action-coach = חניכה
action-share-views = שיתוף תצוגות
action-manage-users = ניהול משתמשים
action-read-audit = קריאת יומן הביקורת
action-erase-persons = מחיקת אנשים
action-operate = תפעול המערכת
