# Pairing: levels of evidence
pairing-level-exact = identical
pairing-level-wording = the same but for regional wording
pairing-level-homophone = differs in homophones only
pairing-level-typing_error = differs in typing errors only
pairing-level-reworded = worded differently, same subject
pairing-level-series_mark = differs by a mark of a series (phase II, extension)
pairing-level-one_word = differs by one word of the subject
pairing-level-similar = similar
pairing-level-related = partly the same
pairing-level-distant = little in common
pairing-level-different = different
pairing-level-all_exact_rare = all the same, and rare
pairing-level-all_exact = all the same
pairing-level-all_rare = all correspond (spelling, short forms), and rare
pairing-level-all = all correspond (spelling, short forms)
pairing-level-subset_rare = one list is contained in the other, and rare
pairing-level-subset = one list is contained in the other
pairing-level-most = most correspond
pairing-level-some_rare = some correspond, and rare
pairing-level-some = some correspond
pairing-level-weak = only surnames or parts of names agree
pairing-level-none = none corresponds
pairing-level-exact_rare = the same, and rare
pairing-level-exact_common = the same, but common
pairing-level-near = nearly the same
pairing-level-contained = one contains the other
pairing-level-equal = equal
pairing-level-equal_rare = equal, and rare
pairing-level-equal_common = equal, but common
pairing-level-slip = a slip (one digit, or day and month exchanged)
pairing-level-same_month = the same month
pairing-level-same_year = the same year
pairing-level-off_by_one = differs by one
pairing-level-within_1_percent = within one per cent
pairing-level-within_10_percent = within ten per cent
pairing-level-mutual = each names the other's number
pairing-level-named = one names the other's number
pairing-level-contradicted = one names the other, which names a third
pairing-level-names_another = names the number of another application

# Why nobody wins
pairing-claim-same_partner = Two or more applications claim the same partner: none is chosen automatically, all wait for a ruling.
pairing-claim-named_otherwise = The partner number stated contradicts the other evidence: a person must rule.
pairing-claim-tie = Two ways to pair are equally likely: a person must rule.

# Fields of the evidence
pairing-field-title = title
pairing-field-principal_investigators = principal investigators
pairing-field-units = units
pairing-field-period = period
pairing-field-partner_number = partner's application number
pairing-field-topic = topic
pairing-field-budget = budget
pairing-field-agreement = agreement
