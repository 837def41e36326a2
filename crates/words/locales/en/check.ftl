# Findings of the checks: what is said, and what to do about it.

# Terms
check-months = { $months ->
    [one] { $months } month
   *[other] { $months } months
}
check-months-days = { $months } months and { $days ->
    [one] { $days } day
   *[other] { $days } days
}
check-months-between = { $min } to { $max } months
check-months-at-most = at most { $max } months
check-kind-university = university
check-kind-research_institute = research institute
check-kind-enterprise = enterprise
check-kind-hospital = hospital
check-kind-other = other kind of unit
check-kind-unknown = { $kind }
check-kind-unstated = of no stated kind
check-both-sides = both sides
check-outcome-pass = met
check-outcome-fail = not met
check-outcome-person = a person must rule
check-outcome-unset = not set
check-outcome-hint = remark
check-outcome-none = no such finding
check-money-state = state funds
check-money-own = own funds
check-money-partner = the other side's funds
check-place = character { $offset }
check-place-page = page { $page }, character { $offset }
check-direction-named = { $number } { $name }

# Direction and partner
check-direction-missing = No direction is stated
check-direction-not-set-up = This batch of the guide has not set up that direction (stated: { $direction })
check-remedy-direction = Directions open in this batch: { $directions }
check-partner-missing = No unit of the other side is named; this guide takes only { $term }, with a unit of the { $partners }
check-partner-named = { $count ->
    [one] One unit of the other side is named
   *[other] { $count } units of the other side are named
}
check-remedy-partner-missing = Name the partner units of the { $partners } in the sheet of units
check-not-a-side = The { $side } is not a partner in direction { $direction }
check-remedy-not-a-side = Check the direction chosen, or apply to the office of one of its sides
check-own-unit-missing = No unit of the { $side } is named; a side's own unit applies to that side's office
check-own-office = { $side }: the lead unit “{ $unit }” applies to its own office
check-own-lead-missing = No lead unit of the { $side } is marked
check-own-lead-several = More than one lead unit of the { $side } is marked
check-remedy-own-unit = Name the units of the { $side } in the sheet of units
check-remedy-one-lead = Mark one lead unit of the { $side } in the sheet of units
check-submitted-unknown = The time of submission is not stated, so it cannot be held against the window
check-submitted-late = Submitted at { $submitted }; the window of the { $side } closed at { $closes }
check-submitted-early = Submitted at { $submitted }; the window of the { $side } opened at { $opens }
check-submitted-in-time = Submitted within the window of the { $side }
check-remedy-submitted = State when the application was received, with the time zone
check-remedy-window = Check the time of submission against the window in the side's own notice

# Topic
check-topic-named = Topic: { $topic }
check-topic-missing = No topic is stated; it must be one of: { $topics }
check-topic-by-wording = The topic “{ $written }” is regional wording for “{ $topic }”; a person must rule
check-topic-field-only = Only “{ $field }” is stated; one of its topics must be chosen: { $topics }
check-topic-not-listed = “{ $written }” is not a topic of direction { $direction }; those listed are: { $topics }
check-remedy-topic = State: { $topics }

# Period
check-period-right = The period is { $length }, as the guide requires ({ $limits })
check-period-wrong = The period is { $length }; the guide requires { $limits }
check-period-not-whole-years = The period is { $length }, within { $limits }, but not a whole number of years
check-period-month-end = The period { $start } to { $end } ({ $length }) starts at the end of a month, and how months are counted changes the answer; a person must rule; the guide requires { $limits }
check-period-missing = No period is stated; the guide requires { $limits }
check-period-months-only = Only { $months } months are stated, without dates: incomplete; the guide requires { $limits }
check-period-no-end = Only a first day is stated, without a last day: incomplete; the guide requires { $limits }
check-period-no-start = Only a last day is stated, without a first day: incomplete; the guide requires { $limits }
check-period-reversed = The last day { $end } lies before the first day { $start }
check-period-months-differ = { $months } months are stated, while the dates make { $length }; the dates count
check-remedy-period-dates = State the first and the last day (the last day counts)
check-remedy-period-end = With the same first day, the last day should be { $end }
check-remedy-period-end-between = With the same first day, the last day should lie between { $earliest } and { $latest }
check-remedy-period-month-end = Rule which way of counting holds, or let the period start on the 28th or earlier
check-remedy-period-months = Let the number of months agree with the dates
check-remedy-period-whole-years = The office has set that only whole years are allowed; state whole years

# One-sided, claims
check-both-sides-applied = Both sides have applied, and the applications are paired
check-one-sided-waiting = Awaiting the partner: no matching application of the { $partners } yet; window open or without a stated end: { $open }
check-one-sided-void = Void (one-sided): both windows are closed, the exchange is complete, and there is no matching application of the { $partners }
check-one-sided-person = Both windows are closed and there is no matching application of the { $partners }, but a person must rule whether the exchange is complete: { $reasons }
check-closing-missing = no closing statement of the { $side }
check-closing-count = the closing statement of the { $side } says { $stated } applications, { $read } were read
check-closing-last-number = the closing statement of the { $side } says the last number is { $stated }, the last one read is { $read }
check-closing-digest = the digest in the closing statement of the { $side } does not fit the list read
check-closing-made = the closing statement of the { $side } was made at { $stated }, before its window closed at { $read }
check-remedy-one-sided = Ask the partner unit of the { $partners } to apply to its own office before that window closes
check-remedy-one-sided-void = It takes no part in review and selection; it stays on record and the applicant is told why
check-remedy-closing = Obtain or verify the closing statement, then rule
check-claim = Several applications claim the same partner (besides this one: { $others }); all are held for a person's ruling
check-remedy-claim = Ask the applicants and the other side's office, then rule; no winner is chosen by software

# Consistency
check-field-title = project title
check-field-units = partner units
check-field-lead-units = lead units
check-field-principal-investigators = principal investigators
check-field-period = project period
check-field-topic = topic
check-field-direction = direction
check-part-title = title
check-part-lead_unit = lead unit
check-part-unit = participating unit
check-part-pi = principal investigator
check-part-start = first day
check-part-end = last day
check-part-topic = topic
check-part-direction = direction
check-part-months = months
check-part-other = { $part }
check-part-of-side = { $side }'s { $part }
check-match-value = { $side } has “{ $value }”
check-match-no-value = { $side } has none
check-match-part = { $part }: { $values }
check-wording = “{ $left }” and “{ $right }”
check-match-identical = Same on both sides: { $field }
check-match-normalised = Same on both sides after normalisation ({ $steps }): { $field }
check-match-wording = Different only in regional wording: { $field } ({ $wording }); a person must rule
check-match-translation = In Chinese on one side and in another language on the other: { $field }; a person must rule: { $parts }
check-match-different = Not the same on both sides: { $field }: { $parts }
check-match-extension-different = Not the same on both sides: { $field } (compared because of 等); a person must rule: { $parts }
check-match-silent = Not on one side's list, or stated by neither: { $field }; a person must find out: { $parts }
check-match-not-compared = Could not be compared: { $field }; a person must rule
check-remedy-match = Both applicants must state the same ({ $field }); the one in error corrects it
check-remedy-match-silent = Ask the side whose list lacks it: { $field }
check-remedy-match-wording = Rule whether these are two regions' words for the same
check-remedy-match-translation = Rule whether the translation says the same
check-remedy-match-not-compared = Lay the two applications side by side and rule
check-pairing-confirm = The two applications were put together by likeness, without enough certainty; a person must confirm that they are one project
check-pairing-confirm-rival = The two applications were put together by likeness, and { $rival } is alike too; a person must confirm that they are one project
check-remedy-pairing-confirm = Lay the two applications side by side; if they are one project, rule “met”
check-step-width = full and half width
check-step-compatibility = compatibility forms
check-step-invisible = invisible characters
check-step-case = capital letters
check-step-script = Traditional and Simplified
check-step-punctuation = punctuation
check-step-spaces = spaces
check-step-honorific = form of address
check-step-alias = declared alias

# Judgements
check-cooperation-missing = There is no evidence of prior cooperation with the partner
check-cooperation-present = Prior cooperation: { $count ->
    [one] one item
   *[other] { $count } items
} of evidence; a person must rule
check-strength-missing = There is no evidence of the team's technical strength
check-strength-present = Technical strength: { $count ->
    [one] one item
   *[other] { $count } items
} of evidence; a person must rule
check-cooperation-side-missing = { $side }'s team: missing (evidence of prior cooperation)
check-cooperation-side-present = { $side }'s team: { $count ->
    [one] one item
   *[other] { $count } items
} of evidence of prior cooperation; a person must rule
check-strength-side-missing = { $side }'s team: missing (evidence of technical strength)
check-strength-side-present = { $side }'s team: { $count ->
    [one] one item
   *[other] { $count } items
} of evidence of technical strength; a person must rule
check-evidence-late = Evidence dated after submission: { $items }
check-evidence-late-item = “{ $title }” ({ $date }, submitted { $submitted })
check-evidence-incomplete = No item of evidence is complete: { $items }
check-evidence-undated = “{ $title }” has no date
check-evidence-unattached = “{ $title }” has no attachment
check-evidence-file-missing = the attachment { $file } of “{ $title }” is not among the documents
check-evidence-date = dated { $date }
check-evidence-file = attachment { $file }
check-evidence-date-file = dated { $date }, attachment { $file }
check-remedy-cooperation = State at least one earlier cooperation with a date and an attachment (joint paper, joint project, visit, data exchange, letter …)
check-remedy-strength = State the team's technical strength with evidence
check-remedy-cooperation-side = Add evidence of prior cooperation of the { $side }'s team
check-remedy-strength-side = Add evidence of technical strength of the { $side }'s team
check-remedy-evidence-late = Only what existed before submission may be listed; remove it or correct its date
check-remedy-judgement = Read the evidence, rule “met” or “not met”, and say why

# Division of work
check-tasks-missing = There is no division of work
check-tasks-unowned = Tasks that nobody owns: { $tasks }
check-tasks-shared = Tasks shared by the sides without one responsible side; a person must rule: { $tasks }
check-tasks-without-unit = Tasks without a named unit: { $tasks }
check-sides-without-task = All tasks are with one side; without a task: { $sides }
check-tasks-owned = { $count ->
    [one] The one task is owned
   *[other] All { $count } tasks are owned
}, and each side has a task
check-remedy-tasks = Fill in the table of tasks, with the side and unit that own each
check-remedy-task-owner = State who owns each task
check-remedy-task-shared = Divide the task, or state one responsible side
check-remedy-task-unit = State the unit
check-remedy-side-task = State the tasks of: { $sides }
check-overlay-agreed = The two tables of tasks agree ({ $count })
check-overlay-gap = Neither side states an owner: { $tasks }
check-overlay-double-claim = Each side claims it for itself: { $tasks }
check-overlay-conflict = The two sides name different owners: { $tasks }
check-overlay-only-one-half = Listed by one side only; a person must rule: { $tasks }
check-overlay-task = task { $task } ({ $views })
check-overlay-half-lacks = { $half } does not list it
check-overlay-half-nobody = { $half } names no owner
check-overlay-half-says = { $half } names { $owners }
check-overlay-owners = owner: { $owners }
check-remedy-overlay-gap = The sides should agree who owns these tasks
check-remedy-overlay-double-claim = The sides should agree which of them owns it and correct the tables
check-remedy-overlay-conflict = The sides should make their tables agree
check-remedy-overlay-only-one-half = Find out whether the other side should list the task

# Agreement
check-agreement-agreement = cooperation agreement
check-agreement-letter-of-intent = letter of intent
check-agreement-missing = There is no cooperation agreement or letter of intent
check-agreement-file-missing = The agreement file { $file } is not among the documents
check-agreement-no-text = The agreement file { $file } holds no readable text ({ $reason }); a person must rule
check-agreement-unreadable = The agreement file { $file } cannot be read ({ $reason }); a person must rule
check-agreement-on-list-only = The list speaks of an agreement, the document was not seen; a person must find out
check-agreement-kind-unknown = It cannot be told whether { $file } is an agreement or a letter of intent; a person must rule
check-agreement-kind-wrong = The document is a { $kind }, which the guide does not name
check-agreement-there = There is a { $kind }
check-agreement-one-document = Both sides hold the same document (equal digests)
check-agreement-two-documents = The documents of the { $sides } have different digests; a person must compare whether they are one agreement
check-remedy-agreement = Hand in the cooperation agreement or letter of intent that both sides have signed
check-remedy-agreement-file = Put the file among the documents, or correct its name
check-remedy-agreement-look = Open the document and check its kind, date of signing and parties
check-remedy-agreement-kind = Open the document and rule on its kind; agreement and letter of intent count alike
check-remedy-agreement-compare = Compare the two documents; two scans of one original also have different digests
check-signed-before = Signed on { $date }, not after submission
check-signed-after = Signed on { $date }, after submission on { $submitted }
check-signed-several = The document bears several dates, the last of them { $date } after submission on { $submitted }; a person must rule which is the date of signing
check-signing-date-not-found = No date of signing was found in { $file }; a person must rule
check-signing-date-declared = The application states { $date } as the date of signing; it was not read in the document; a person must check
check-signed-submission-unknown = Signed on { $date }; the time of submission is not stated; a person must rule
check-remedy-signing-date = Open the document and check the date of signing
check-remedy-signed-after = The agreement must have been signed when the application was submitted; check the date of signing
check-party-there = The unit of the { $side } is a party
check-party-absent = The agreement does not name, for the { $side }: { $units }
check-party-absent-introduced = The agreement does not name, for the { $side }: { $units }; its parties are: { $introduced }
check-party-unknown = No lead unit of the { $side } is marked, so it cannot be checked whether it is a party
check-party-not-sought = In { $file } nobody looked, for the { $side }, for: { $units }; a person must rule
check-party-uncertain = The agreement names the { $side }'s unit differently; a person must rule: { $units }
check-party-as = “{ $name }” as “{ $text }”
check-remedy-party = Both sides must sign; have it signed, or correct the unit's name
check-remedy-party-uncertain = Rule whether it is the same unit
check-signatures-confirm = { $count ->
    [one] One mark
   *[other] { $count } marks
} of signing found; a person must rule whether both sides have signed
check-signatures-no-marks = No mark of signing found; a person must rule whether both sides have signed
check-remedy-signatures = Open the document and check the signatures and seals of both sides
check-clause-found = Dedicated clause on intellectual property found: “{ $heading }” ({ $place }); a person must confirm: { $text }
check-clause-none = The agreement has no clause on intellectual property
check-clause-only-mentions = The agreement has no dedicated clause on intellectual property; { $count ->
    [one] one place names it, but is
   *[other] { $count } places name it, but are
} not a clause of its own with a body
check-clause-no-document = There is no document to look at; the clause on intellectual property was not checked
check-clause-no-text = The agreement has no readable text; a person must rule whether it has a dedicated clause on intellectual property
check-clause-other-subject = A person must rule whether there is a dedicated clause on “{ $subject }”
check-rejected-at = { $reason } ({ $place })
check-rejected-passing-mention = named in passing
check-rejected-empty-heading = a heading without a body
check-rejected-listing = a table of contents or list of annexes
check-remedy-clause = Put a dedicated clause on intellectual property into the agreement (a heading or article of its own, with a body)
check-remedy-clause-confirm = Read the clause and confirm it
check-remedy-clause-look = Open the document and see whether it has the clause

# Lead, team, roles
check-lead-unknown = No lead unit of the { $side } is marked
check-lead-several = More than one lead unit of the { $side } is marked; a person must rule
check-lead-kind-right = The lead unit “{ $unit }” is of this kind: { $kind }
check-lead-kind-wrong = The lead unit “{ $unit }” is of this kind: { $kind }; the lead must be one of: { $wanted }
check-lead-kind-person = The lead unit “{ $unit }” is of this kind: { $kind }; the guide neither includes nor excludes it; a person must rule
check-lead-kind-unstated = The kind of the lead unit “{ $unit }” is not stated; a person must rule
check-lead-kind-elsewhere = The { $side }'s part is led by “{ $unit }” ({ $kind }); the guide's lead is read as that of the { $wanted_side }'s application; a person must rule
check-remedy-lead-kind = Let one of these lead: { $wanted }; or check the unit's kind
check-remedy-lead-kind-person = Rule whether the unit counts as a research unit
check-remedy-lead-kind-elsewhere = Rule whether leading only the other side's part is allowed
check-team-has = Team ({ $side }): { $found } of kind { $kind }
check-team-lacks = Team ({ $side }): none of kind { $kind }; the guide requires at least { $min }
check-team-only-elsewhere = Team ({ $side }): none of kind { $kind }, only on: { $others }; a person must rule
check-team-unstated = Team ({ $side }): the kind of { $unstated } units is not stated; a person must rule whether one is of kind { $kind }
check-remedy-team = Take at least { $min } of kind { $kind } into the team ({ $side }), or check the kinds of the units
check-remedy-unit-kind = State the kind of each unit ({ $side })
check-roles-named = Each role has a unit; whether they really work together is for people to judge
check-role-missing = { $id ->
    [user] No user unit (用) is named
   *[other] No unit is named for the role “{ $role }”
}
check-remedy-role = If there is a unit in the role “{ $role }”, mark it in the sheet of units

# Aims, preference, indicators
check-aims-stated = Aims served: { $aims }
check-aims-unstated = Not stated: { $list }
check-remedy-aims = To choose from: { $aims }
check-preferred = In a preferred sub-direction: { $values }
check-preferred-in = { $list } ({ $values })
check-not-preferred = In none of the preferred sub-directions listed; the list is open and eligibility is not touched
check-complementarity-shown = Complementary strengths: each side has tasks that the other has not
check-complementarity-lacking = Complementary strengths: no evidence (no task of its own: { $sides })
check-mutual-benefit-shown = Mutual benefit: each side has outputs
check-mutual-benefit-lacking = Mutual benefit: no evidence (no output owned or co-owned: { $sides })
check-substance-shown = Each side puts in person-months
check-substance-lacking = Substantive cooperation in doubt: no person-months of { $sides }
check-remedy-complementarity = For reviewers, eligibility is not touched; tasks of its own may be stated for: { $sides }
check-remedy-mutual-benefit = For reviewers, eligibility is not touched; outputs may be stated for: { $sides }
check-remedy-substance = For reviewers, eligibility is not touched; check the person-months of: { $sides }

# Limits and money
check-counter-principal-investigator = principal investigator
check-counter-lead-unit = lead unit
check-counter-person = person
check-limit-kept = { $role } “{ $name }” counts { $count }, at most { $max }
check-limit-exceeded = { $role } “{ $name }” counts { $count }, more than { $max }: { $applications }
check-limit-perhaps = { $role } “{ $name }”, if the same as the one of that name, counts { $count }, more than { $max }; a person must rule: { $applications }
check-limit-unstated = { $role } “{ $name }” counts { $count } in this round, at most { $max }; not stated: { $fields }
check-remedy-limit = Withdraw applications until there are at most { $max }
check-remedy-limit-perhaps = Find out whether it is the same; an identity number or ORCID tells them apart
check-remedy-limit-unstated = State: { $fields }
check-grant-right = { $amount } is asked for, as the guide states
check-grant-wrong = { $asked } is asked for; the guide states { $amount }
check-grant-unstated = No amount is stated; the guide states { $amount }
check-remedy-fixed-grant = State { $amount }
check-beyond-ceiling = { $asked } is asked for, more than the whole ceiling of { $ceiling }; the guide states no cap per project
check-remedy-beyond-ceiling = Check the amount and its unit (yuan or 10,000 yuan)
check-own-money-enough = { $side }: own money { $own }, at least { $needed } needed
check-own-money-short = { $side }: own money { $own }, less than the { $needed } needed
check-remedy-own-money = Raise the own money of the { $side } to { $needed } or more, or check the amounts
check-percent-of-total = { $amount } ({ $percent }% of the whole)
check-budget-unstated = The money of the { $side } is not stated, so own money cannot be checked
check-remedy-budget = State the money of the { $side }
check-money-mixed = Several currencies are used and none is converted; a person must rule
check-remedy-currencies = State the amounts in one currency, or have a person check

# The round
check-directions = The guide states { $stated } directions and has { $found }
check-remedy-directions = Check the guide file
check-band-exact = { $max }
check-band-range = { $min }–{ $max }
check-band-approximate = about { $band }
check-band = { $band } projects are to be supported, { $pairs } pairs are there; selection decides
check-band-unreachable = { $band } projects are to be supported, but only { $pairs } pairs are there: the number cannot be reached
check-remedy-band = With fewer than stated, the list must carry a reason signed by both sides
check-ceiling = Ceiling { $ceiling }; the paired applications together ask for { $asked }; selection keeps within the ceiling
check-notice-number = number of the notice
check-notice-authority = issuing authority
check-notice-opens = opening time
check-notice-closes = closing time
check-notice-basis = agreement it rests on
check-notice-unknown = No notice of the { $side } for direction { $direction } was received
check-notice-unpublished = Notice of the { $side } for direction { $direction }: not published
check-notice-published = Notice of the { $side } for direction { $direction }: published
check-notice-incomplete = Notice of the { $side } for direction { $direction } lacks: { $fields }; it cannot be published without
check-notice-window-reversed = Notice of the { $side } for direction { $direction }: the window closes no later than it opens
check-remedy-notice = State the notice for direction { $direction } in the side.toml of the { $side }
check-remedy-notice-publish = The office of the { $side } publishes it
check-remedy-notice-fields = The office of the { $side } adds: { $fields }
check-remedy-notice-window = Correct the window
check-unset = The guide does not state: { $what }
check-unset-by-office = each side's office
check-unset-by-both = both sides together
check-unset-by-nobody = nobody need
check-remedy-unset = For { $who } to set; nothing is assumed
check-remedy-unset-publish = A notice can be published only once this is set by { $who }; nothing is assumed
check-remedy-unset-open = May stay open; nothing is assumed

# Content
check-uncovered = { $list }: not covered: { $values }
check-remedy-uncovered = The guide does not ask for all of them; add what was forgotten
check-other-only = { $list }: { $values } ({ $remark })
check-unknown-value = { $list } has no: { $values }
check-remedy-unknown-value = To choose from: { $values }
check-task-lacks = Tasks { $tasks } work on “{ $item }” and do not state: { $what }
check-remedy-task-lacks = State for tasks { $tasks }: { $what }
check-unmapped = Tasks not mapped to the guide's content: { $tasks }
check-remedy-unmapped = Choose the guide's content each task works on; the guide does not ask to cover all of it
check-deliverable-incomplete = Deliverable “{ $kind }” is incomplete: { $rows }
check-milestone-incomplete = Milestone “{ $kind }” is incomplete: { $rows }
check-row-lacks = { $code } lacks { $missing }
check-remedy-incomplete = Add what is lacking
check-milestone-date = date
check-milestone-missing = The plan has no milestone “{ $milestone }”
check-remedy-milestone = Add a milestone “{ $milestone }” with its date
check-predicate-said = { $words }
check-predicate-remedy = { $words }
check-predicate-holds = Met
check-predicate-hint-unknown = { $words } (what it needs is not stated)
check-predicate-unknown = What it needs is not stated; a person must rule: { $words }
check-trace-met = met
check-trace-not-met = not met
check-trace-unstated = not stated

# Rulings
check-ruling-no-name = The ruling on { $finding } does not say who ruled; not applied
check-ruling-no-reason = The ruling on { $finding } does not say why; not applied
check-ruling-no-instant = The time “{ $when }” of the ruling on { $finding } is no time with a zone (such as 2021-04-02T10:00:00+08:00); not applied
check-ruling-unknown-finding = There is no finding { $finding }; copy the id from findings.jsonl; not applied
check-ruling-not-for-a-person = The outcome of { $finding } is “{ $outcome }”, which is not for a person to rule; not applied
check-ruling-contradictory = There are contradictory rulings on { $finding }; none is applied, leave one
check-ruling-repeated = There are repeated rulings on { $finding }; the first is applied

# Labels of facts
fact-partner-unit = unit of the other side
fact-own-unit = own unit
fact-lead-unit = lead unit
fact-unit = unit
fact-unit-kind = kind of unit
fact-role = { $role }
fact-topic = topic
fact-direction = direction
fact-start = first day
fact-end = last day
fact-months = months stated
fact-submitted = time of submission
fact-number = application number
fact-named-partner = partner's number as stated
fact-nearest = nearest application of the other side
fact-closing-made = time of the closing statement
fact-part = { $part }
fact-pairing-reason = reason for pairing ({ $field })
fact-cooperation = evidence of prior cooperation
fact-strength = evidence of technical strength
fact-task = task
fact-deliverable = deliverable
fact-milestone = milestone
fact-agreement-kind = kind of document
fact-declared-kind = kind as stated
fact-declared-signed = date of signing as stated
fact-declared-file = file as stated
fact-digest = digest of the file
fact-signing-date = date of signing in the document
fact-party = party
fact-signature-mark = mark of signing
fact-clause-heading = heading of the clause
fact-clause-text = text of the clause
fact-clause-rejected = place that names intellectual property
fact-own-tasks = tasks of its own
fact-outputs = outputs
fact-person-months = person-months
fact-counted = counted
fact-budget = money ({ $source })
fact-pairs = pairs
fact-asked = sum asked for
fact-notice-number = number of the notice
fact-notice-authority = issuing authority
fact-notice-opens = window opens
fact-notice-closes = window closes
fact-notice-basis = agreement it rests on
fact-named = { $name }
