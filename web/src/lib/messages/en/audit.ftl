### The audit log.

audit-lead = Who changed what and who looked at whom. Every record vouches for all before it; nothing is done that cannot be noted here.
audit-when = When
audit-who = Who
audit-what = What
audit-object = To
audit-persons = Persons
audit-persons-help = persons whose rows were shown
audit-details = Details
audit-erased = erased with the person
audit-nobody = nobody signed in
audit-owner = owner of the data folder
audit-filter-action = Action begins with
audit-filter-who = User
audit-filter-object = Kind of thing
audit-filter-from = From
audit-filter-to = Before
audit-everyone = everyone
audit-verify = Check the chain
audit-whole = { $count ->
    [one] The chain is whole: { $count } record, the last with the hash
   *[other] The chain is whole: { $count } records, the last with the hash
  }
audit-broken = The chain is broken:
audit-keep = Keep the hash elsewhere: it proves later that the log was not written anew.
audit-export = Export
audit-more = Older records
audit-none = No record fits.
audit-caption = Audit log
