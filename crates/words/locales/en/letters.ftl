letter-greeting = Dear { $name },
letter-quote = The guide says ({ $clause }): “{ $sentence }”
letter-link = Sign in by this link; it works once, within three days. Whoever has it can sign in as you, so do not pass it on:
letter-page = See:
letter-contact = Questions are answered by: { $contact }
letter-automatic = This letter was written automatically. Answers to it are not read.
letter-wishes = Which letters you get, and in which language:
letter-secret-later = …
letter-answer-met = met
letter-answer-not-met = not met
letter-handed_in-subject = Application { $number } is handed in
letter-handed_in-text = Your application “{ $title }” in direction { $direction } was handed in on { $at }. Its number is { $number }. The receipt can be downloaded from its page.
letter-taken_back-subject = Application { $number } is taken back
letter-taken_back-text = Your application “{ $title }” (number { $number }) was taken back on { $at }. It no longer counts as handed in. Until the window closes it can be changed and handed in again under the same number.
letter-ruled-subject = A ruling on application { $number }
letter-ruled-text = The office has ruled on a finding of its form check of your application “{ $title }” (number { $number }). Clause { $clause }: { $answer }. The reason stands on the application’s page.
letter-deadline_extended-subject = Direction { $direction }: applications are taken longer
letter-deadline_extended-text = Applications in direction { $direction } are now taken until { $closes }; before, it was until { $old }. This holds for all applicants alike. Reason: { $reason }
letter-deadline_near-subject = Not handed in yet: “{ $title }”
letter-deadline_near-text = Your application “{ $title }” in direction { $direction } is not handed in. Applications are taken until { $closes }; after that instant nothing can be handed in.
letter-partner_found-subject = Application { $number }: the other half is found
letter-partner_found-text = An application at { $side } has been found that forms one joint project with your application “{ $title }” (number { $number }). What the other side lets you see of it stands on the application’s page.
letter-difference_appeared-subject = Application { $number }: the two halves differ
letter-difference_appeared-text = Your application “{ $title }” (number { $number }) and its other half differ in: { $field }. The application’s page shows what each half says, who can mend it and until when.
letter-difference_cured-subject = Application { $number }: a difference is settled
letter-difference_cured-text = Your application “{ $title }” (number { $number }) and its other half no longer differ in: { $field }. You need do nothing about it.
letter-one_sided-subject = Application { $number } has no other half
letter-one_sided-text = Both offices have closed, and no application of the other side belongs to your application “{ $title }” (number { $number }) in direction { $direction }. It counts as one-sided.
letter-account_opened-subject = Your account at { $authority }
letter-account_opened-text = An account was opened for you at { $authority }.
letter-sign_in_link-subject = Your sign-in link for { $authority }
letter-sign_in_link-text = You, or somebody who knows your address, asked for a link to sign in at { $authority }. If it was not you, you need do nothing.
letter-invitation-subject = { $inviter } invites you to an application
letter-invitation-text = { $inviter } invites you to take part in the application “{ $title }” at { $authority }. After signing in you find it under “My applications”.
letters-kind-handed_in = Application handed in
letters-kind-taken_back = Application taken back
letters-kind-ruled = Ruling on a finding
letters-kind-deadline_extended = Window extended
letters-kind-deadline_near = Deadline near
letters-kind-partner_found = Other half found
letters-kind-difference_appeared = Difference appeared
letters-kind-difference_cured = Difference settled
letters-kind-one_sided = One-sided at closing
letters-kind-account_opened = Account opened
letters-kind-sign_in_link = Sign-in link
letters-kind-invitation = Invitation
letters-state-waiting = Waits for an officer
letters-state-queued = On its way
letters-state-sent = Sent
letters-state-failed = Failed
letters-state-discarded = Not sent
letters-mode-at_once = goes at once
letters-mode-held = waits for an officer
letters-mode-off = is not written
letters-nav = Letters
letters-nav-own = My letters
letters-all = All letters
letters-where = Letters by state
letters-kind = Letter
letters-to = To
letters-about = About
letters-state = State
letters-written = Written
letters-settled = Settled
letters-fault = What went wrong
letters-none = There are no letters here.
letters-no-server = This office has no mail server. Letters stay here until one is entered in office.toml under [mail] and the office is started again.
letters-after-release = What is sent, the mail server has accepted. If this office fails in the moment between its answer and our note, a letter goes a second time, marked so that mail programs can tell.
letters-all-of-these = All { $count } of this list, also those on other pages
letters-release = Let them go
letters-discard = Do not send them
letters-retry = Send them again
letters-confirm-release = Let letters go
letters-confirm-discard = Do not send letters
letters-confirm-retry = Send letters again
letters-effect-release = They are handed to the mail server.
letters-effect-discard = They stay in this list as not sent. The journal keeps that you decided so.
letters-effect-retry = They are handed to the mail server once more.
letters-for-good = What the mail server has accepted cannot be called back.
letters-recipients = { $kind }: { $names }
letters-and-more = { $names } and { $count } more
letters-nothing-picked = Choose at least one letter to which this can be done.
letters-done-release = { $count ->
    [one] 1 letter is on its way.
   *[other] { $count } letters are on their way.
}
letters-done-discard = { $count ->
    [one] 1 letter is not sent.
   *[other] { $count } letters are not sent.
}
letters-done-retry = { $count ->
    [one] 1 letter is sent again.
   *[other] { $count } letters are sent again.
}
letters-done-settings = The settings are changed.
letters-done-wishes = Your wishes are saved.
letters-subject = Subject
letters-language = Language
letters-text = Text
letters-link-later = The link that signs in is made when the letter goes; it is shown to nobody else.
letters-settings = What is done with each kind
letters-settings-note = A kind that waits is shown in the outbox before it goes. What you change holds for letters written from now on.
letters-days = Days before the closing instant at which the reminder is written
letters-days-hint = The guide states no such number. A reminder is written only once it is set.
letters-days-wrong = Write a whole number of days from 1 to { $most }.
letters-settings-save = Save
letters-wishes-language = Language of my letters
letters-wishes-kinds = Letters I want
letters-wishes-note = Letters on what was done with your own application or account are always sent.
letters-language-wrong = Choose one of the languages of this office.
letters-fault-refused = The mail server refuses it: { $said }
letters-fault-not-now = The mail server did not take it yet: { $said }. It is tried again.
letters-fault-given-up = No mail server took it for days. The last thing said: { $said }
letters-fault-stale = It waited { $days } days for a mail server. Look at it once more before it goes.
letters-fault-no-longer = Its recipient no longer sees the application it is about.
letters-fault-address = The address cannot be written to: { $said }
letters-announce-applicants = those who take part in the application
letters-announce-direction = everybody with an application in this direction
letters-announce-newcomer = the new account
letters-announce = { $count ->
    [0] No letter is sent.
    [one] 1 letter is sent: to { $to }.
   *[other] { $count } letters are sent: to { $to }.
}
letters-announce-waits = { $count ->
    [0] No letter is written.
    [one] 1 letter is written and waits for an officer: to { $to }.
   *[other] { $count } letters are written and wait for an officer: to { $to }.
}
portal-event-letter-mode_set = letters: setting changed
portal-event-letter-released = letter released
portal-event-letter-discarded = letter not sent
portal-event-letter-sent = letter sent
office-may-not-release = Only a programme officer decides on letters.
