### Signing in and the first set-up.

sign-in-lead = Sign in with the name and password you were given.
sign-in-name = Login
sign-in-password = Password
sign-in-code = Code
sign-in-code-help = Six digits from your authenticator app, or a recovery code.
sign-in-by-token = Use the token of the printed address
sign-in-by-password = Sign in with login and password
first-title = Create the administrator
first-lead = Nobody can sign in yet. The administrator creates the other users and decides what each may see. Afterwards the login and password chosen here are the way in; the printed address no longer is.
first-name = Name
first-password-help = At least 12 characters. Four words that do not belong together are easy to keep in mind and hard to guess.
first-button = Create the administrator
first-later = Later
