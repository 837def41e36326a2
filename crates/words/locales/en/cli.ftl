cli-demo-stays = Open { $url } in a browser. Press Enter to end.
cli-serving = The office is open at { $url } (end with Ctrl-C)
cli-account-opened = Account of { $name } opened.
cli-sign-in-link = This link signs in once, within { $hours } hours:
cli-verified = { $entries } entries, root { $root }: { $faults } faults
cli-office-new = { $file } is written. Fill in the name of your authority, then: hefu office administrator, hefu serve
cli-receipt-holds = The receipt holds: { $kind } { $subject } at { $at } is entry { $index } of the journal { $origin } (checkpoint of { $size } entries).
cli-demo-offices = Three offices of the same call, to be looked at in a browser (sign in as anybody):
