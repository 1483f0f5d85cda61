### Saved views and files of Explore.

views = Views
views-none = No view is saved yet. A view is this address under a name.
view-name = Save what you see under the name
view-share = Share with
view-save = Save the view
view-forget = Forget { $view }
picture-title = { $metric }, { $period }
picture-definition = Definition { $definition }
picture-filter = Filter: { $filter }
picture-made = Pharos, data as of { $instant }
picture = Picture
one-channel = This number mixes channels whose times do not compare. Look at one:
widened = Few contacts in the period asked for: { $days } days are shown instead.
widened-back = Only the period asked for
