### ייבוא קובץ בדף.

## בדיקת הקובץ

assistant-size = שורות: { $lines }
assistant-import = ייבוא
assistant-looking = הקובץ נבדק
assistant-running = רשומות שנקראו: { $records }
assistant-progress = התקדמות הייבוא
assistant-source = סוג הקובץ
assistant-recognised = { $source } (זוהה)
assistant-zone = אזור הזמן של שעות שאינן מציינות אותו
assistant-order = כתיבת התאריכים
order-day-first = היום תחילה (31/12)
order-month-first = החודש תחילה (12/31)
assistant-name = שם המקור
assistant-site = אתר (לא חובה)
assistant-saved = מיפוי
assistant-guess = ניחוש לפי הקובץ
assistant-broken = המיפוי עדיין אינו תקין:
assistant-rejected = מתוך { $records } הרשומות הראשונות לא ניתן לקרוא { $count }:
assistant-nothing = שום דבר בקובץ לא יהפוך לעובדה. יש לבחור באילו עמודות נמצאים הזמן והתוצאה.
assistant-columns = עמודות וסינון ({ $count })
assistant-notes = מה זוהה
assistant-save-as = שמירת המיפוי בשם
preview-table = { $table }: ‏{ $shown } השורות הראשונות מתוך { $total } שנבדקו, כפי שיישמרו
assistant-looked = נבדקו { $records } הרשומות הראשונות. הייבוא קולט את הקובץ כולו.
feed-none = כלום
feed-word = תמיד ”{ $word }“
feed-from = מורכב מתוך { $columns }
feed-expression = הביטוי של { $column }
feed-all = הצגת כל העמודות שאפשר למלא
condition = תנאי { $number }
condition-kind = סוג התנאי
condition-drop = השמטת רשומות שבהן
condition-keep = שמירת רשומות רק אם
condition-kept = נשמרות רשומות שבהן
condition-column = עמודה
condition-value = ערך
condition-remove = הסרת תנאי { $number }
condition-add = השמטת רשומות
of-table = { $table }: { $what }
note-on-column = { $column }: { $text }

## מה אומר הניחוש

note-a-ticket-has-several-lines-each-is-an-ev = לקריאה כמה שורות: כל אחת היא אירוע, והאחרונה היא הקריאה כפי שהיא כעת.
note-each-value-comes-on-several-lines-the-ti = כל ערך מופיע בכמה שורות: הקריאה.
note-every-whole-number-from-to-an-answer-to = מספרים שלמים מ-0 עד 10: נחשב תשובה לשאלת המלצה.
note-fits-d-m-y-and-m-d-y-alike-every-day-and = בערכים כמו { $value } לא ניתן להבחין בין יום לחודש: יש לציין כיצד נכתבים התאריכים.
note-ids-in-scientific-notation-lost-digits-a = מזהים בכתיב מדעי איבדו ספרות במקור: ייתכן ששני לקוחות חולקים מזהה.
note-it-comes-more-than-once-the-key-joins-it = מופיע יותר מפעם אחת: המפתח מצרף אליו עמודות נוספות.
note-it-comes-more-than-once-the-whole-row-is = מופיע יותר מפעם אחת: השורה כולה היא המפתח.
note-it-is-the-sum-of-two-other-columns-offer = סכום של שתי עמודות אחרות: פניות שהוצעו, נענו (הגדולה) וננטשו.
note-its-threshold-is-not-known-taken-as-s = הסף אינו ידוע: נלקחות { $value } שניות.
note-its-values-fit-the-stage-queue = הערכים מתאימים לזמן בתור.
note-its-values-fit-the-stage-service = הערכים מתאימים לשירות.
note-its-values-fit-the-stage-self-service = הערכים מתאימים לשירות עצמי.
note-its-words-are-those-of-a-contact-s-resul = המילים הן של תוצאת פנייה.
note-its-words-are-those-of-a-ticket-s-state = המילים הן של מצב קריאה.
note-its-words-are-those-of-an-agent-s-state = המילים הן של מצב נציג.
note-no-column-names-a-record-equal-rows-woul = אין עמודה שמזהה רשומה: שורות זהות ייספרו כאחת.
note-no-column-says-how-long-an-interval-is-t = אין עמודה שאומרת מהו אורך המרווח: נלקחות { $value } שניות.
note-tells-totals-of-the-same-queue-and-time = מבחינה בין סיכומים של אותו תור ואותו זמן: הם מחוברים יחד.
note-no-column-tells-rows-of-the-same-queue-a = אין עמודה המבחינה בין שורות של אותו תור ואותו זמן: רק האחרונה שבהן תיספר.
note-no-goes-with-an-empty-length-whether-the = ”לא“ מופיע יחד עם משך ריק: נחשב האם הפנייה נענתה.
note-no-time-or-nothing-that-looks-like-conta = לא נמצא זמן, או שאין דבר שנראה כפניות, קריאות, תשובות או סכומים.
note-nothing-says-whether-a-contact-was-answe = אין ציון האם פנייה נענתה: יש לבחור את עמודת התוצאה בתור.
note-numbers-have-a-decimal-comma = המספרים כתובים בפסיק עשרוני.
note-records-marked-are-left-out = רשומות המסומנות { $value } מושמטות.
note-talk-hold-and-after-contact-work-are-not = זמן שיחה, השהיה ותיעוד אינם מופרדים: הכול נרשם כזמן שיחה.
note-times-have-no-zone-name-it-as-tz-of-zone = לזמנים אין אזור זמן: יש לציין אותו.
note-totals-without-a-time-say-the-day-or-int = סכומים ללא זמן: נדרשת עמודה של יום או מרווח.
note-what-means-for-the-contact-is-not-known = משמעות { $value } לגבי הפנייה אינה ידועה: לפניות כאלה אין תוצאה.
note-whole-numbers-from-to-an-answer-to-a-sat = מספרים שלמים מ-1 עד 5: נחשב תשובה לשאלת שביעות רצון.

## Totals of an interval report

measure-offered = הוצעו
measure-answered = נענו
measure-abandoned = ננטשו
measure-answered-in-threshold = נענו בתוך הסף
measure-wait-s = סך ההמתנה
measure-talk-s = סך זמן השיחה
measure-hold-s = סך ההשהיה (Hold)
measure-acw-s = סך התיעוד לאחר שיחה (ACW)
measure-handled = טופלו
measure-refused = נדחו
measure-entered = נכנסו לתור
measure-longest-wait-s = ההמתנה הארוכה ביותר
