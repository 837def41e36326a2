passkey-title = Passkeys
passkey-note = A passkey lives on your device and opens with your fingerprint, face or PIN. It signs you in without password and code, and only at this office’s own address.
passkey-none = You have no passkeys yet.
passkey-name = Name
passkey-name-hint = So that you know it again, for example the device’s name.
passkey-made = Made
passkey-add = Add a passkey
passkey-remove = Take { $name } away
passkey-sign-in = Sign in with a passkey
passkey-needs-script = Passkeys need a browser that knows them, with script switched on. Everything else works without.
passkey-refused = The device gave no passkey. Nothing was changed; try again, or sign in another way.
passkey-wrong = This passkey was not accepted. Try again, or sign in another way.
passkey-not-here = Passkeys need HTTPS and the office’s own host name; this address offers none.
passkey-most = An account has at most { $most } passkeys. Take one away first.
passkey-done-added = The passkey is added.
passkey-done-removed = The passkey no longer signs in.
passkey-count = { $count ->
    [one] one passkey
   *[other] { $count } passkeys
}
