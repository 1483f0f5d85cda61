### יומן ביקורת.

audit-lead = מי שינה מה, ומי צפה במי. כל רשומה ערבה לכל אלה שלפניה; מה שלא ניתן לרשום כאן אינו מבוצע.
audit-when = מתי
audit-who = מי
audit-what = מה
audit-object = על
audit-persons = אנשים
audit-persons-help = אנשים ששורותיהם הוצגו
audit-details = פרטים
audit-erased = נמחקו עם האדם
audit-nobody = לא מחובר
audit-owner = בעל תיקיית הנתונים
audit-filter-action = הפעולה מתחילה ב־
audit-filter-who = משתמש
audit-filter-object = סוג העצם
audit-filter-from = מ־
audit-filter-to = לפני
audit-everyone = כולם
audit-verify = בדיקת השרשרת
audit-whole = { $count ->
    [one] השרשרת שלמה: רשומה אחת ({ $count }), הגיבוב שלה
    [two] השרשרת שלמה: { $count } רשומות, הגיבוב של האחרונה
   *[other] השרשרת שלמה: { $count } רשומות, הגיבוב של האחרונה
  }
audit-broken = השרשרת שבורה:
audit-keep = כדאי לשמור את הגיבוב במקום אחר: הוא יוכיח שהיומן לא נכתב מחדש.
audit-export = ייצוא
audit-more = רשומות קודמות
audit-none = אין רשומה מתאימה.
audit-caption = יומן ביקורת
