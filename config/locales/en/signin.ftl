signin-title = Sign in
signin-text = For you who work in a programme.
signin-no-way = No way to sign in has been set up yet. Whoever runs Min väg where you work knows how it is done.
signin-participant = Are you a participant? Open your way here.
signin-back = Back
signin-try-again = Try again

signin-role-title = Choose a role
signin-role-text = You are signed in as { $name }. Choose what you work as now. You can change whenever you want.
signin-post = { $role } in { $programme }
signin-role-coach = Employment coach
signin-role-supervisor = Coordinator
signin-role-evaluator = Evaluator
signin-role-dpo = Data protection officer
signin-role-admin = Administrator

signin-again-title = Sign in again
signin-again-text = What you are about to do requires that you have just shown who you are. It then holds for { $minutes } minutes.
signin-again-demo = Show that it is me

signin-sessions-title = Where you are signed in
signin-sessions-text = If you do not recognise one of these, end it and tell whoever runs Min väg where you work.
signin-device-phone = Phone or tablet
signin-device-computer = Computer
signin-this-one = this one
signin-session-made = Signed in: { $when }
signin-session-used = Last used: { $when }
signin-session-end = End
signin-session-end-others = End all the others

signin-out = Sign out
signin-out-question = Do you want to sign out?
signin-out-done = You are signed out
signin-out-text = Close the browser if others use this computer.

signin-refused-title = You could not be signed in
signin-refused-nobody = You have no post in any programme here. Ask whoever runs Min väg where you work.
signin-refused-other = It was somebody else who signed in. Sign out first if you share a computer.
signin-refused-form = The page was too old, or did not come from here. Nothing has been done. Load it again and try once more.
signin-refused-slow = There have been many tries from here. Wait a while and try again.
signin-refused-link = The link cannot be used. It holds once, on the computer where it was made.

signin-demo-title = Open the demonstration
signin-demo-text = The link can be used only once. All data are invented.
signin-demo-open = Open

signin-provider = Sign in with the municipality's account
signin-refused-ask = Ask { $who }.
signin-refused-way = Signing in took too long, or went on in another browser. Begin again from here.
signin-refused-provider = The municipality's sign-in did not let you in here. You have done nothing wrong.
signin-refused-away = The municipality's sign-in does not answer just now. Try again in a while.
signin-out-provider = You are signed out here. Sign out of the municipality's sign-in too, if others use this computer.
signin-out-provider-button = Sign out there too

signin-by-passkey = Sign in with a passkey
signin-passkey = Passkey
signin-passkeys-title = My passkeys
signin-passkeys-text = A passkey is your phone, computer or security key, with your finger, face or code. Better have two.
signin-first-text = Hello { $name }. Make a passkey, and sign in with it from now on.
signin-passkey-made = Made: { $when }
signin-passkey-remove = Remove
signin-passkey-label = What you call it, for example The phone
signin-passkey-make = Make a passkey
signin-passkey-no = That did not work. Nothing has changed. Try again.
signin-passkey-nobody = That passkey opens nothing here. Ask whoever runs Min väg where you work.
signin-passkey-cannot = This browser cannot use passkeys. Try a newer one.
signin-passkey-again = Sign in again first, so that we know it is you.
signin-passkey-script = Passkeys need the browser to run scripts.
signin-refused-invitation = The link has been used or is too old. Ask whoever runs Min väg where you work for a new one.

signin-first-title = First time here?
signin-first-ask = Write your e-mail address at work, and we send a link there. With it you make a passkey, and sign in with that from then on.
signin-first-address = Your e-mail address at work
signin-first-send = Send the link
signin-first-sent-title = Look in your mail
signin-first-sent = If you have a post here and no passkey yet, a letter is on its way. The link in it opens once, within { $minutes } minutes.
signin-first-sent-nothing = Nothing came? Look among the junk. Whoever has a passkey already gets no letter.
signin-first-sent-ask = Ask whoever runs Min väg where you work.
signin-first-who = First time here? Ask { $who } for a link.
signin-first-somebody = First time here? Ask whoever runs Min väg where you work for a link.
signin-first-mail-subject = Your first sign-in
signin-first-mail =
    Hello { $name }.

    Open the link and make a passkey. You sign in with it from then on.

    { $link }

    The link opens once, within { $minutes } minutes. Give it to nobody else.

    Did you not ask for it? Then you need not do anything.
