# Words of the portal's frame and of the pieces its pages are made of.
web-title-error = Error:{" "}
web-skip = Skip to content
web-demo = Demonstration.
web-demo-more = Everything here is invented, anybody may sign in as anybody, and nothing is handed in.
web-language = Language
web-sign-in = Sign in
web-sign-out = Sign out
web-navigation = Main navigation
web-waiting = waiting
web-crumbs = The way here
web-errors-title = Something needs attention
web-guide = Guide
web-now = This page was made on
web-stamp = { $date }, { $hour }, { $zone }
web-zone = { $name } ({ $offset })
web-zone-shanghai = Beijing time
web-zone-hong-kong = Hong Kong time
web-zone-macau = Macao time
web-zone-taipei = Taipei time
web-minguo-year = {" "}(Minguo { $year })
web-minguo-pattern = {"民國{year}年{month}月{day}日"}
web-left-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    } { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } left
web-left-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } left
web-left-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } left
web-left-moment = Less than a minute left
web-date-hint = Year, month, day, for example 2021-01-01
web-count = { $used } of { $most } characters
web-count-pattern = {"{used} of {most} characters"}
web-optional = (optional)
web-error = Error:
web-choose = Choose
web-file-limits = { $kinds }, at most { $most }
web-file-remove = Take away
web-row = { $item } { $number }
web-row-add = Add: { $item }
web-row-remove = Remove
web-row-removed = Removed: { $item }
web-row-added = Added: { $item }
web-saved = Saved { $hour }
web-not-saved-yet = Nothing saved yet
web-saving = Saving
web-save-lost = Not saved. Check the connection; what you wrote stays on this page and is saved with your next change.
web-fact-of = { $label } ({ $side })
web-ruled = ruled by { $who } on { $when }: { $why }
web-rule = Rule on this finding
web-tasks-done = { $done } of { $count } done
web-task-not-started = Not started
web-task-in-progress = In progress
web-task-done = Done
web-task-problems =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }
web-task-optional = Optional
web-task-blocked = Cannot start yet
web-not-given = Not given
web-change = Change
web-range = { $first }–{ $last } of { $total }
web-pages-of = Pages: { $list }
web-page-number = Page { $number }
web-page-before = Before
web-page-after = Next
web-times-in = Times are in { $zone }.
web-window-closes = Closes
web-window-closes-at = Closes at { $side }
web-window-unknown = not received from that office yet
web-window-unset = Not set
web-window-open = Open
web-window-soon = Closes soon
web-window-closed = Closed
web-compare-field = Field
web-compare-result = Comparison
web-confirm-will = What will happen
web-letters = Letters
web-letters-none = No letter is sent.
web-letters-total =
    { $count ->
        [one] { $count } letter is sent:
       *[other] { $count } letters are sent:
    }
web-letters-to = { $count } to { $to }
web-letters-preview = Read the text
web-for-good = This cannot be taken back.
web-fault-do = What to do
web-fault-home = To the first page
web-fault-reference = Reference number, should you write to the office:
web-fault-status = Status
web-fault-detail = { $what } { $remedy }
web-fault-400-title = The request could not be understood
web-fault-400-what = The address or the data sent are not in a form this page can read.
web-fault-400-remedy = Go back and follow the links of the pages; an address typed by hand may lack a character.
web-fault-401-title = Sign in first
web-fault-401-what = This address answers only those who have signed in.
web-fault-401-remedy = Sign in, then open the page again.
web-fault-403-title = This is not open to you
web-fault-403-what = Your role or the present state of the application does not allow this.
web-fault-403-remedy = If you need it for your work, ask the office for the role.
web-fault-404-title = There is no such page
web-fault-404-what = The address leads nowhere, or to something that is not yours to see.
web-fault-404-remedy = Check the address. If a letter led you here, sign in with the account it was sent to.
web-fault-405-title = This address does not take that
web-fault-405-what = The page was asked for in a way it does not answer.
web-fault-405-remedy = Go back and use the button or the link of the page.
web-fault-409-title = It has changed meanwhile
web-fault-409-what = Somebody else has changed this since you opened it, or it has been done already. Nothing was overwritten.
web-fault-409-remedy = Open the page again, look at what is there now, and enter your change once more where it is still needed.
web-fault-413-title = What was sent is too large
web-fault-413-what = The file or the form is larger than this page takes. Nothing of it was kept.
web-fault-413-remedy = Make the file smaller, for example by saving scanned pages at 300 dpi, and send it again.
web-fault-415-title = This kind of file is not taken
web-fault-415-what = The kind of content sent is not one this page can read. Nothing of it was kept.
web-fault-415-remedy = Send it in one of the kinds named beside the field.
web-fault-422-title = Something that was sent is wrong
web-fault-422-what = The form was read, but something in it cannot be accepted. Nothing was changed.
web-fault-422-remedy = Go back, mend what is named and send the form again.
web-fault-429-title = Too many requests
web-fault-429-what = More was asked from your connection in a short time than is allowed.
web-fault-429-remedy = Wait a minute, then try again. What was saved is kept.
web-fault-500-title = Something went wrong here
web-fault-500-what = The software of this office failed at this request. The office's log keeps it under the number below.
web-fault-500-remedy = Try again. What the pages had said was saved is kept. If it happens again, write to the office with the number.
web-fault-503-title = Too busy just now
web-fault-503-what = The office cannot answer at this moment. Nothing that was saved is lost.
web-fault-503-remedy = Wait a few seconds, then try again. Sending a form twice counts once.
web-fault-origin-what = The form did not come from a page of this office, so nothing was done.
web-fault-origin-remedy = Open the page here and send the form from it.
web-gallery = Gallery
web-gallery-note = Every piece of the pages in each language, with invented content.
