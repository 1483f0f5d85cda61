## Data care

care-lead = Whether the data are whole, copies of them, how long they are kept, and what is held about one person.
care-none-yet = nothing yet
care-check-title = Are the data whole?
care-failed = It did not succeed.
care-check-help = Compares every data file with the hash stored when it was written. Nothing is changed.
care-check-run = Check now
care-check-running = Checking since { $at }
care-check-ok = Everything is whole: { $files } files, { $bytes }, checked { $at } in { $took }.
care-check-bad =
    { $count ->
        [one] One fault
       *[other] { $count } faults
    } found, checked { $at }. Restore a backup.
care-check-caption = Faults found
care-fault-area = Part
care-fault-file = File
care-fault-words = What is wrong
care-area-data = Data file
care-area-log = Log
care-area-records = Records
care-area-rejects = Rejected records
care-area-audit = Audit log
care-backups-title = Backups
care-backups-help = A copy of everything as it is now, made while work goes on. Removed after { $days } days.
care-backup-make = Make a backup
care-backup-running = A backup is being made since { $at }
care-backup-caption = Backups
care-backup-at = Made
care-backup-files = Files
care-backup-size = Size
care-backup-download = Download
care-backup-download-of = Download the backup of { $at }
care-backup-remove = Remove
care-backup-remove-of = Remove the backup of { $at }
care-backup-remove-ask = The backup of { $at } will be gone for good.
care-backups-none = No backup has been made yet. The first one takes a moment and disturbs nobody.
care-actions = Actions
care-retention-title = How long data are kept
care-retention-help = Whole UTC days. An empty field keeps a table for ever. The server lets go of older days once a day.
care-retention-caption = Fact tables and how long they are kept
care-table = Table
care-days-kept = Days kept
care-days-of = Days { $table } is kept
care-span = From – to
care-rows = Rows
care-whole = kept as a whole
care-rejects-days = Days rejected records are kept
care-backups-days = Days backups are kept
care-retention-save = Save
care-retention-saved = The rules are saved.
care-retention-preview = What would go?
care-retention-apply = Let go of it now
care-retention-nothing = Nothing is older than the rules allow.
care-retention-would =
    { $rows ->
        [one] One row
       *[other] { $rows } rows
    } of { $tables } would go, for good.
care-retention-went =
    { $rows ->
        [one] One row
       *[other] { $rows } rows
    } of { $tables } went.
care-person-title = One person
care-person-help = What is held about a customer or an employee, and erasing: rows and numbers stay, the person goes.
care-person-kind = Kind
care-person-customer = Customer
care-person-agent = Employee
care-person-id = Id
care-person-id-help = Any id the person is known by
care-report-make = Report of everything held
care-report-done = { $rows } rows are held about { $id }.
care-report-download-text = Download as text
care-report-download-json = Download as JSON
care-erase-count = What would be erased?
care-erase-would = { $rows } rows in { $tables } tables, { $records } records and { $rejects } rejected records name this person, under { $names } ids.
care-erase = Erase
care-erase-title = Erase this person?
care-erase-ask = Id, name, texts and attributes of { $id } are erased from facts, records, rejected records, saved exports and backups. Numbers stay. This cannot be taken back.
care-erase-done = The person is erased: { $rows } rows were changed.
care-erasures-caption = Requests to erase persons
care-erasures-none = Nobody has been erased.
care-erasure-at = Asked for
care-erasure-by = By
care-erasure-done = Done
care-erasure-open = under way
