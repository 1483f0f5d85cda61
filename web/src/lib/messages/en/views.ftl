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
one-channel = These numbers mix channels whose times do not compare. Look at one:
one-channel-chosen = Only { $channel } is shown: the times of several channels do not compare.
one-channel-all = All channels
widened = Few contacts in the period asked for: { $days } days are shown instead.
widened-back = Only the period asked for
