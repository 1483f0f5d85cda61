### מקורות ועדכניות.

sources-lead = מהיכן מגיעים הנתונים, עד מתי הם מגיעים, ואיזה מקור השתתק.
sources-none = כאן תוצג עדכניות כל מקור. אין עדיין מקורות.
sources-import = ייבוא קובץ
source-fine = מעודכן
source-late = מאחר: שותק יותר מהרגיל
source-failed = ייבואים שנכשלו מאז האחרון שהצליח: { $count }
source-newest = העובדה החדשה ביותר
source-oldest = העובדה הישנה ביותר
source-heard = משלוח אחרון
source-pause = הפסקה רגילה בין משלוחים
source-imports = ייבואים
