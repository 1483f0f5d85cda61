## Contacts

contacts-title = Contacts behind the number
contacts-count =
    { $count ->
        [one] one row
       *[other] { $count } rows
    }
contacts-more = Show more ({ $shown } of { $total })
contacts-none = No rows.
parts-label = Part of the number
part-all = All
part-numerator = Numerator
part-denominator = Denominator
columns = Columns
