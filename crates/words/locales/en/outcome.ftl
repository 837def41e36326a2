dashboard-ended = Outcome
dashboard-ended-stands = Paired: the pair stands
dashboard-ended-failed = The pair does not stand
dashboard-ended-not-handed-in = Not handed in
check-left-out = { $count ->
    [one] One optional field is not filled in and not listed.
   *[other] { $count } optional fields are not filled in and not listed.
}
