# Comparing identity numbers of experts with those of the other half's people, without telling them

identities-title = Comparison of identity numbers
identities-note = Finds experts of this office among the people of the partner’s half, whatever their names look like there. No number crosses: this office learns which of its own experts are among the people of which pair, and not who they are there; the partner learns how many numbers were asked about.
identities-brake = It runs only where the terms of the exchange name it and both offices have switched it on. Each evaluation counts and is recorded at both offices, so that nobody can try numbers.
identities-not-in-terms = The terms of the exchange for this direction do not name the comparison of identity numbers. It cannot be switched on.
identities-standing = Where it stands
identities-own = This office
identities-partner = The partner’s office
identities-takes-part = takes part, evaluates { $most } numbers at most
identities-takes-none = takes no part
identities-experts = Experts of the register
identities-experts-of = { $with } with a number that can be compared, { $without } without
identities-told = Pairs whose people this office has told as marks
identities-had = Numbers evaluated for this office
identities-evaluated = Numbers evaluated for the partner
identities-compared = Compared
identities-last = Compared last { $at }: { $numbers } numbers of experts with { $pairs } pairs, { $found } found.
identities-never = Not compared yet.
identities-off = Identity numbers are not compared with the partner’s.
identities-outstanding = { $count ->
    [one] { $count } number is outstanding.
   *[other] { $count } numbers are outstanding.
}
identities-halt-open = The window of this direction is still open here. Nothing is told of its people and nothing is compared before it has closed.
identities-halt-asked = The partner’s office has been asked and has not answered yet.
identities-halt-refused = The partner’s office has refused the last question. It can be asked again once the partner has set its limit anew.
identities-halt-doubted = The answer of the partner’s office was not computed with the key it had told. Nothing of it was used, and nothing more is asked under this key. Ask the partner’s office to switch the comparison off and on.
identities-halt-most = The partner’s office evaluates no more numbers than it has. Ask it to raise its limit.
identities-most = Numbers evaluated for the partner at most
identities-most-hint = About as many as the partner has experts, with their numbers and ORCID. Left open: this office takes no part.
identities-most-wrong = Write a number of 1 or more, or leave the field open.
identities-off-effect = Taking part no longer destroys the key of this office; taking part again makes a new one, and counting begins anew. What was found stays.
identities-evidence-of = “{ $expert }” in the register is among the people of the other half, which the comparison of identity numbers says; which of them is not known here.
experts-column-identities = Identity numbers
experts-column-resident_id = Resident ID
experts-column-hkid = HKID
experts-column-taiwan_id = Taiwan ID
experts-column-home_return_permit = Home Return Permit
experts-column-taiwan_permit = Taiwan Compatriot Permit
experts-blank-resident_id = For comparing with the people of the partner’s half without telling it. Shown to nobody. May be left open.
experts-blank-hkid = As on the card, such as A123456(3). Shown to nobody. May be left open.
experts-blank-taiwan_id = A letter and nine digits. Shown to nobody. May be left open.
experts-blank-home_return_permit = H or M and the digits. Shown to nobody. May be left open.
experts-blank-taiwan_permit = Eight digits. Shown to nobody. May be left open.
experts-file-identity = This is no number of this kind: its length, a character or the check digit is wrong. It is not repeated here. Copy it again from the document.
panel-rule-among-people = among the people of the other half
panel-likeness-compared = by comparison of identity numbers
portal-done-identities-set = The setting is kept and told to the partner’s office.
portal-event-identities-set = comparison of identity numbers set
portal-event-identities-told = marks of people told for the comparison of identity numbers
portal-event-identities-asked = partner asked about identity numbers of experts
portal-event-identities-answered = partner’s question about identity numbers answered
portal-event-identities-refused = partner’s question about identity numbers refused
portal-event-identities-doubted = partner’s answer about identity numbers not believed
portal-event-identities-compared = identity numbers compared
