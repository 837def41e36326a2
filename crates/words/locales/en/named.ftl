# Experts an applicant names as unsuitable

portal-event-experts-named = applicant named experts who should not review
portal-done-experts-named = The list is kept.
named-not-offered = This office does not take names of experts who should not review.
named-changed-meanwhile = Somebody of your team changed the list after you opened it. Open the page again, then name the experts anew.
named-name-missing = Write the expert’s name, in any script.
named-unit-missing = Write the unit the expert works for.
named-reason-missing = Write why this expert should not review.
named-too-long = Write at most { $most } characters.
named-twice = This expert stands in a row above.
named-too-many = This office takes at most { $most } names. Remove a row.
named-most-wrong = Write a whole number from 1 to { $most }, or leave it empty.
named-set-most = Experts an applicant may name as unsuitable, at most
named-set-most-hint = The guide says nothing of this. Empty: applicants are not offered it. Names are read by who gives seats once the window is closed, and by the applicant’s team; by nobody else.

named-title = Experts who should not review
named-task-note = Set by this office, not by the guide. You need not name anybody.
named-about = You may name experts who should not review this application. This is set by this office; the guide says nothing of it. You can change the list until the window closes, also after handing in.
named-who-sees = The list is no part of the form. Only your team reads it, and after closing the officers who assign experts. It does not go to the other side, and no expert sees it.
named-at-most = At most { $most } experts. Leave rows you do not need empty. A row in use needs all three.
named-last = Last changed by { $who }, { $at }.
named-fixed = The list cannot be changed here now.
named-nobody = Nobody is named.
named-expert = Expert { $n }
named-name = Name of expert { $n }
named-name-hint = In any script. Use the spelling the expert uses.
named-unit = Unit of expert { $n }
named-reason = Why expert { $n } should not review
named-column-name = Name
named-column-unit = Unit
named-save = Keep the list

named-by-applicants = Named by applicants
named-officer-note = Experts whom applicants ask not to have, in their words. Whoever of the register may be meant stands above as a conflict of interest until you decide.
named-none-here = No applicant has named anybody, or the window is still open.
named-who = In the register
named-not-in-register = named, not in the register
named-how = ({ $how })
named-unit-same = the same unit
named-unit-like = perhaps the same unit
named-unit-other = another unit
named-in-words = In the applicant’s words
named-words = { $name }, { $unit }: { $reason }
