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
