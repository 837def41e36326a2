# The joint decision: why each project is in or out, what would change it, the method, the gate.
selection-title = Joint selection
selection-method = Method
selection-method-signed = Signed for
selection-result = Result by direction
selection-projects-heading = Projects
selection-scenarios = Scenarios
selection-more = What a little more would do
selection-gate = Before the list is final
selection-gate-clear = Nothing stands against this list.
selection-supported = supported
selection-not-supported = not supported
selection-place = Place
selection-worth = Joint worth
selection-outcome = Outcome
selection-why = Why
selection-changes = What would turn it
selection-amount = State funding
selection-limit = Limit
selection-used = Used
selection-left = Left
selection-band = Projects to be supported
selection-reason = Reason for leaving the band
selection-preference-effect = Because of preference
selection-proved = Proved: no other set within the limits is better by this method.
selection-not-proved = Not proved: the search was ended before every set could be ruled out.
selection-joint = the joint committee
selection-programme = all directions together
selection-nobody = none
selection-projects = { $count ->
    [one] 1 project
   *[other] { $count } projects
}
selection-limit-state = state funding (国拨) of { $of }
selection-limit-side = funding of { $side } for { $of }
selection-limit-linked = state funding of { $directions } together, with the agreed transfers
selection-limit-quota-most = most projects marked { $tag } in { $of }
selection-limit-quota-least = least projects marked { $tag } in { $of }
selection-limit-programme-most = most projects over all directions
selection-limit-programme-least = least projects over all directions
selection-why-locked = Decided beforehand: { $reason }
selection-why-taken = In: place { $place } in the joint order, within places and limits.
selection-why-needed = In: without it the stated number of projects cannot be reached.
selection-why-best = In: the best list with it is ahead of the best list without it by { $ahead }. Without it would come in: { $instead }.
selection-why-no-place = Out: place { $place } in the joint order; all { $places } places are taken by projects before it.
selection-why-over = Out: it would exceed the { $limit } by { $by }.
selection-why-after-stop = Out: place { $place } in the joint order, after { $project }, which did not fit and by the method ends the list.
selection-why-lost-tie = Out: equal in joint worth; { $tie } decided. In instead: { $to }.
selection-tie-preferred = preference
selection-tie-second = the stated second criterion
selection-tie-number = the application number
selection-why-outweighed = Out: the best list with it is behind by { $behind }. To leave for it: { $leave }; to come in beside it: { $enter }.
selection-why-fewer = Out: with it { $fewer } fewer { $fewer ->
    [one] project
   *[other] projects
} could be supported. To leave for it: { $leave }.
selection-why-breaks-band = Out: with it the number of projects that can otherwise be reached cannot be reached.
selection-out-barred = Out: it has not passed the form check ({ $standing }).
selection-out-refused = Out: not supported by { $sides }.
selection-out-unsaid = Out: { $sides } has not said whether it supports it.
selection-out-no-standing = Out: no place or score from { $sides }.
selection-change-more-worth = { $by } more in joint worth (then place { $place }) would bring it in
selection-change-less-worth = { $by } less in joint worth (then place { $place }) would put it out
selection-change-ask = asking { $by } less would bring it in
selection-change-places = { $by } more { $by ->
    [one] place
   *[other] places
} would bring it in
selection-change-ceiling = { $by } more for the { $limit } would bring it in
selection-exchange = in: { $enter }; out: { $leave }
selection-more-place = With one more place: { $exchange }.
selection-more-money = The { $limit }: { $left } left. With { $by } more: { $exchange }.
selection-deviation = { $scope }: { $count }, where { $min ->
    [1] about 1–{ $max } is stated
   *[other] about { $min }–{ $max } is stated
}
selection-refused-over = The { $limit } is exceeded by { $by }. Take projects off the list; a ceiling is never left.
selection-refused-missing = Missing by the { $limit }: { $by }.
selection-refused-unsigned = { $deviation }. Leaving the stated number needs a signed reason: add a [[reason]] with scope, who, when and why to the method file.
selection-refused-unknown = { $id } is none of the call's projects.
selection-mode-both = Every side must support a project.
selection-mode-lead = { $side } orders, the other side endorses.
selection-mode-committee = A joint committee orders; no side may refuse.
selection-combination-sum = The places of both sides are added; the smallest sum is best.
selection-combination-worse = The worse of the two places counts.
selection-combination-lead = The order of { $side } counts; the other side's only between equals.
selection-combination-scores = Scores are weighted: { $weights }.
selection-weight = { $side } { $weight }
selection-weight-mapped = { $side } { $weight } (its scale mapped as stated)
selection-policy-stop = Down the order; the first project that does not fit ends the list.
selection-policy-skip = Down the order; a project that does not fit is passed over.
selection-policy-ties = Down the order while all equals fit; at the cut the best of the equals are chosen and end the list.
selection-policy-free-worth = The list with the greatest sum of joint worth within the limits.
selection-policy-free-projects = The list with the most projects within the limits, then the greatest sum of joint worth.
selection-preference-off = Preference has no effect.
selection-preference-tie = Preference decides between equals (R-15).
selection-preference-bonus = A preferred project is worth { $bonus } more.
selection-second-none = Between equals the application number decides.
selection-second-money = Between equals less state funding decides, then the application number.
selection-second-side = Between equals the place with { $side } decides, then the application number.
selection-unset-heading = The method leaves open what the sides must state. Nothing is assumed; set it in the method file:
selection-unset-combination = combination: how the two orders become one ("sum_of_places", "worse_place", {"{"} weighted_scores = […] {"}"} or {"{"} lead_first = "SIDE" {"}"})
selection-unset-policy = policy: how far down the order support goes ("stop", "skip", "ties_at_cut", {"{"} free = "worth" {"}"} or {"{"} free = "projects" {"}"})
selection-unset-second = second: what decides between equals before the application number ("none", "less_money" or {"{"} side = "SIDE" {"}"})
selection-unset-side = `{ $side }` is none of the sides of these lists
selection-unset-weight = weighted_scores needs exactly one weight for `{ $side }`
selection-unset-weight-not-positive = the weight of `{ $side }` must be above 0
selection-unset-mapping = the mapping of `{ $side }` must rise: from and to from the lower to the higher
selection-unset-signature = no [[signed]] entry by `{ $side }`: each side signs the method with who and when
selection-scenario-without-preference = Without preference
selection-scenario-budget = With { $amount } of state funding for { $of }
selection-no-change = No project changes.
selection-list-no-number = the application number is missing; fill it in
selection-list-twice = this application number stands twice; keep one row
selection-list-yes-no = neither yes nor no; write 是 or 否
selection-list-place = not a place; write a whole number from 1
selection-list-score = not a score; write a number with at most six decimals
selection-list-amount = not an amount of { $currency }; write a number, or one with 万元
selection-list-unknown = not paired with any application; correct the number or take the row out
