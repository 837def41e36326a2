portal-done-kept = You are signed in again. What you had typed is still here; it is not saved yet.
kept-signed-out = You have been signed out. What you typed is still here: press Save, sign in, and it comes back.
kept-title = Go on where you were
kept-note = You are signed in again. What you had sent was not acted on; send it now, or go back.
kept-send = Send it now
