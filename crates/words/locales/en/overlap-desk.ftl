# Overlap at the form-check desk of an office

office-may-not-compare = Only form-check and programme officers look at what applications share.
portal-event-overlap-set = thresholds for overlap set
portal-event-overlap-compared = texts of applications compared
portal-event-overlap-noted = note on shared text
portal-done-overlap-set = The thresholds are kept.
portal-done-overlap-comparing = The texts are being compared.
portal-done-overlap-noted = The note is kept.

overlap-desk-title = Overlap of applications
overlap-desk-decides-nothing = A share decides nothing. It shows where a person should look; what is made of it is that person’s, and nothing follows by itself.
overlap-desk-own-halves = Only applications handed in at this office are held here. The partner’s half of a joint project is not, so a half is never compared with its partner’s. Two applications of the same principal investigator or lead unit are compared like any others.
overlap-desk-directions = Directions
overlap-desk-applications = Applications
overlap-desk-last = Last comparison
overlap-desk-never = Not compared yet
overlap-desk-of-application = Text shared with other applications
overlap-desk-since = Since then { $came ->
    [one] { $came } application has come in
   *[other] { $came } applications have come in
 }, { $changed } handed in again and { $gone } taken back. Compare again to take them in.
overlap-desk-since-nothing = Nothing has come in, changed or been taken back.
overlap-desk-since-then = Since then
overlap-desk-settings = Thresholds
overlap-desk-settings-note = The guide states no threshold, so none holds until the office sets it. The figures under the fields are measured operating points, not criteria.
overlap-desk-set-listing = Listed from (units)
overlap-desk-set-alert = Stands out from (units)
overlap-desk-set-common = Common text: shared by more other applications than
overlap-desk-hint-listing = Measured: at { $measured } units all made-up copies of a quarter or more of a document, with up to a fifth of the words edited, were listed, and about seven in ten pairs listed were copies.
overlap-desk-hint-alert = Measured: at { $measured } units 99.5 % of the same copies stood out, and no pair that stood out was there by chance.
overlap-desk-hint-common = Measured with { $measured }. Text that more other applications share, such as a unit’s description of itself, is listed apart and counts for no pair.
overlap-desk-save = Save
overlap-desk-compare = Compare
overlap-desk-compare-now = Compare all texts
overlap-desk-in-force = { $count ->
    [one] { $count } application is
   *[other] { $count } applications are
 } handed in and in force. Texts that have not changed are taken from the index.
overlap-desk-unset = The thresholds are not set.
overlap-desk-unset-first = Not set yet: { $what }. Set it first; nothing is assumed in its place.
overlap-desk-unset-list = Nothing can be compared before the office has set: { $what }.
overlap-desk-running = The texts of this direction are being compared. Wait for it, or stop it.
overlap-desk-under-way = The texts are being compared; { $who } asked for it, { $at }.
overlap-desk-so-far = { $done } of { $total } compared.
overlap-desk-look-again = Look again
overlap-desk-stop = Stop
overlap-desk-did-not = The comparison that { $who } asked for, { $at }, was not made.
overlap-desk-was-stopped = The comparison that { $who } asked for, { $at }, was stopped. What was found before it stands.
overlap-desk-failed = It failed; whoever runs the program finds the reason in its log. Ask for it again later.
overlap-desk-too-large = The texts together are more than one comparison takes.
overlap-desk-too-many = It would list { $count } pairs, more than the { $most } it may. Raise the threshold for listing.
overlap-desk-least = A passage has { $least } units or more, so the threshold is { $least } or more.
overlap-desk-common-least = Write 1 or more.
overlap-desk-alert-below = What stands out is listed too: write at least as many units as for listing.
overlap-desk-none-yet = This direction has not been compared yet.
overlap-desk-at = Compared
overlap-desk-asked-by = Asked for by
overlap-desk-thresholds = Thresholds
overlap-desk-findings = Findings
overlap-desk-only = Findings on application { $number }.
overlap-desk-all = All findings
overlap-desk-withheld = { $count ->
    [one] { $count } finding is
   *[other] { $count } findings are
 } not shown, because an application was taken back since.
overlap-desk-pair = Applications
overlap-desk-titles = Titles
overlap-desk-note = Looked at
overlap-desk-not-noted = Not yet
overlap-desk-no-findings = No two applications share that much text.
overlap-desk-changed = { $number } was handed in again since the comparison
overlap-desk-alike = Also in common
overlap-desk-alike-investigator = Principal investigators of the same name or ORCID
overlap-desk-alike-lead_unit = Lead units of the same name
overlap-desk-text-changed = The application with the longest copy has changed since. Compare again.
overlap-desk-comma = , 
overlap-desk-units = Units
overlap-desk-numbers = In applications
overlap-desk-more = { $count } more are not shown.
overlap-desk-unread = Documents not compared, or only in part
overlap-desk-texts = Compared is what is written freely into the form and what was read of documents handed in, of applications in force. The guide’s sentences and the form’s own words do not count.
overlap-desk-units-of = { $units } of { $of }
overlap-desk-shares-of = Shared text in { $number }
overlap-desk-whole = Whole application
overlap-desk-compare-again = An application was handed in again since, so its passages can no longer be shown. Compare again.
overlap-desk-legend = Words that only one of the texts has are marked. Simplified and Traditional characters count as equal. Text that many applications share is underlined with dots and does not count.
overlap-desk-passage = { $units } equal units, { $own } of them not common to many.
overlap-desk-passage-title = Passage { $number }
overlap-desk-cut = The rest of the passage is not shown here.
overlap-desk-noted = What was made of it
overlap-desk-noted-note = An officer can note that this was looked at. Earlier notes stay. Nothing follows from a note by itself.
overlap-desk-remark = What do you make of it?
overlap-desk-remark-settled = Looked at: nothing to be done
overlap-desk-remark-pursue = Looked at: to be pursued
overlap-desk-remark-missing = Choose what you make of it.
overlap-desk-note-it = Keep the note
overlap-desk-said = { $who }, { $at }: { $why }
overlap-desk-said-of-other = Said of an earlier comparison; the texts or passages have changed since.
