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
flag-answered-contacts-only = רק פניות שנענו: פנייה שאיש לא ענה לה אינה שייכת לצוות או לנציג
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
flagged-corrected = פניות שתוקנו: { $count }
flagged-few = לא מוצג: היה מספר על פחות מ־{ $count } אנשים
