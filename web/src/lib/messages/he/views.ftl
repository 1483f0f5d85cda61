### תצוגות שמורות וקבצים.

views = תצוגות
views-none = טרם נשמרה תצוגה. תצוגה היא הכתובת הזאת תחת שם.
view-name = שמירת מה שרואים בשם
view-share = שיתוף עם
view-save = שמירת התצוגה
view-forget = מחיקת { $view }
picture-title = { $metric }, { $period }
picture-definition = הגדרה { $definition }
picture-filter = סינון: { $filter }
picture-made = Pharos, נתונים נכון ל-{ $instant }
picture = תמונה
one-channel = המספרים האלה מערבבים ערוצים שזמניהם אינם ברי השוואה. בחירת ערוץ אחד:
one-channel-chosen = מוצג רק הערוץ { $channel }: זמנים של ערוצים שונים אינם ברי השוואה.
one-channel-all = כל הערוצים
widened = מעט פניות בתקופה המבוקשת: מוצגים { $days } ימים במקומה.
widened-back = רק התקופה המבוקשת
