board-title = Board
board-views = What waits
board-view = View
board-view-office = Applications that need an officer
board-view-findings = Findings a person must rule on
board-view-differences = Pairs with differences
board-view-ambiguous = Pairs that are ambiguous
board-view-one-sided = Awaiting the other side
board-view-letters = Letters waiting for an officer
board-view-exchange = Exchanges that need attention
board-view-appeals = Appeals to be decided
board-view-awards = Reports and results of awards to be ruled on
board-view-changes = Changes of awards to be answered
board-all = All
board-exchange = Exchange
board-last-contact = Last contact
board-outgoing = Waiting to go
board-contradictions = Contradictions
board-witness = Journals witnessed
board-witness-line = theirs by us: { $ours }; ours by them: { $theirs }
board-refused =
    { $count ->
        [0] No parcel was refused.
        [one] { $count } refused parcel is on record.
       *[other] { $count } refused parcels are on record.
    }
list-applications = Applications
list-pairs = Pairs
list-findings = Findings
list-nothing = Nothing fits.
list-all = All
list-search = Search
list-search-in = Search in
list-search-all = All fields
list-search-number = Number
list-search-title = Title
list-search-unit = Unit
list-search-person = Person
list-search-identity = Identity number
list-columns = Columns
list-columns-hint = Where none is ticked, the usual columns are shown.
list-apply = Show
list-clear = Clear
list-export-xlsx = Save this list as a workbook (XLSX)
list-export-csv = Save this list as CSV
list-too-long = This list has more than { $most } rows. Narrow it first.
list-column-number = Number
list-column-title = Title
list-column-direction = Direction
list-column-topic = Topic
list-column-unit = Lead unit
list-column-person = Principal investigator
list-column-stage = Stage
list-column-turn = Whose turn
list-column-persons = To rule
list-column-fails = Not met
list-column-unsets = Unset
list-column-pair = Pair
list-column-revision = Time no.
list-column-submitted = Handed in
list-column-line = Pair
list-column-own = Our number
list-column-partner = Partner’s number
list-column-side = Partner side
list-column-units = Units
list-column-people = Principal investigators
list-column-state = State
list-column-says = Finding
list-column-clause = Clause
list-column-outcome = Outcome
list-column-found = Outcome by rule
list-column-finding = Id of the finding
list-column-about = About
list-column-alike = Alike
list-about-application = Applications
list-about-pair = Pairs
list-stage-handed_in = Handed in
list-stage-alone = Awaiting the other side
list-stage-claimed = Competes for a partner
list-stage-confirm = Pairing to be confirmed
list-stage-differs = Halves differ
list-stage-ruling = A person must rule on the pair
list-stage-paired = Paired; something is open
list-stage-ready = Ready
list-stage-stands = Pair stands
list-stage-failed = Pair does not stand
list-stage-void = Void (one-sided)
list-stage-withdrawn = Taken back
list-turn-office = Office
list-turn-applicant = Applicant
list-turn-partner = Other side
list-turn-nobody = Nobody
exchange-pair-undecided = To be confirmed or competing
plan-how-many = Choose at least one finding, and at most { $most }.
plan-changed-meanwhile = Something has changed since you opened this page. Look at what stands now; what you wrote is kept below.
plan-ruled-anew = The ruling on application { $number } no longer stands as this order made it, so it is not undone.
plan-alike = Findings alike
plan-alike-note = Findings that say the same and rest on the same, in several applications. One ruling holds for all you choose.
plan-nothing-alike = Nothing of this kind waits for a person.
plan-which = Findings
plan-rule-many = Rule on findings alike
plan-preview = Preview
plan-preview-title = Before the ruling
plan-changes =
    { $count ->
        [one] { $count } change
       *[other] { $count } changes
    }
plan-now = Now
plan-then = Then
plan-team-of = those who take part in { $number }
plan-effect =
    { $count ->
        [one] { $count } finding is ruled: { $answer }.
       *[other] { $count } findings are ruled: { $answer }.
    }
plan-reason = Reason: { $why }
plan-can-undo = All of it is done or nothing; it can be undone under “Rulings made”.
plan-letters-wait = The letters wait in the outbox for a programme officer.
plan-apply = Record the rulings
plan-cannot = This cannot be done as it stands. Nothing was changed.
plan-orders = Rulings made
plan-findings = Findings
plan-undone = Undone
plan-no-orders = No rulings have been made yet.
plan-undo-title = Undo rulings
plan-undo-effect = What stood before these rulings stands again. The journal keeps both.
plan-undo-letters = Letters that have not gone are not sent. Whoever was written to is told.
plan-undo = Undo the rulings
plan-alike-here =
    { $count ->
        [one] { $count } finding alike
       *[other] { $count } findings alike: rule on several at once
    }
desk-ways = Findings before and after
desk-before = Finding before
desk-after = Finding after
desk-previous = Application before
desk-next = Application after
desk-keys = Keys
desk-keys-on = Switch keys on
desk-keys-off = Switch keys off
clauses-title = Clauses
clauses-note = The { $count } clauses of the guide in their order, each with what carries it and its result in this round at this office. Results lead to the findings.
clauses-kind-heading = heading
clauses-kind-fact = fact
clauses-kind-rule = rule
clauses-kind-judgement = judgement
clauses-kind-purpose = purpose
clauses-kind-topic = topic
clauses-heading-only = A heading: the clauses under it carry it.
clauses-purpose-only = A purpose: shown to applicants and reviewers; nothing is decided by it.
clauses-topic-only = A topic: applicants choose it in the form.
clauses-fact-only = A statement of the guide, shown where it applies.
guide-setting-yes = yes
guide-setting-no = no
portal-done-undone = The rulings are undone.
portal-event-ruling-undone = ruling undone
letter-ruling_undone-subject = A ruling on application { $number } is undone
letter-ruling_undone-text = The office has undone a ruling on the form check of your application “{ $title }” (number { $number }), under clause { $clause }. What stands now is on the page of the application.
letters-kind-ruling_undone = Ruling undone
