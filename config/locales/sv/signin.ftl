signin-title = Logga in
signin-text = För dig som arbetar i en verksamhet.
signin-no-way = Ingen inloggning är inställd ännu. Den som sköter Min väg hos er vet hur det görs.
signin-participant = Är du deltagare? Öppna din väg här.
signin-back = Tillbaka
signin-try-again = Försök igen

signin-role-title = Välj roll
signin-role-text = Du är inloggad som { $name }. Välj vad du ska arbeta som nu. Du kan byta när du vill.
signin-post = { $role } i { $programme }
signin-role-coach = Arbetscoach
signin-role-supervisor = Samordnare
signin-role-evaluator = Följeforskare
signin-role-dpo = Dataskyddsombud
signin-role-admin = Administratör

signin-again-title = Logga in igen
signin-again-text = Det du ska göra kräver att du nyss har visat vem du är. Det gäller sedan i { $minutes } minuter.
signin-again-demo = Visa att det är jag

signin-sessions-title = Här är du inloggad
signin-sessions-text = Känner du inte igen en inloggning, avsluta den och hör av dig till den som sköter Min väg hos er.
signin-device-phone = Mobil eller surfplatta
signin-device-computer = Dator
signin-this-one = den här
signin-session-made = Inloggad: { $when }
signin-session-used = Senast använd: { $when }
signin-session-end = Avsluta
signin-session-end-others = Avsluta alla andra

signin-out = Logga ut
signin-out-question = Vill du logga ut?
signin-out-done = Du är utloggad
signin-out-text = Stäng webbläsaren om fler använder den här datorn.

signin-refused-title = Det gick inte att logga in
signin-refused-nobody = Du har inget uppdrag i någon verksamhet här. Fråga den som sköter Min väg hos er.
signin-refused-other = Det var någon annan än du som loggade in. Logga ut först om ni delar dator.
signin-refused-form = Sidan var för gammal, eller kom inte härifrån. Inget är gjort. Ladda om den och försök igen.
signin-refused-slow = Det har varit många försök härifrån. Vänta en stund och försök igen.
signin-refused-link = Länken går inte att använda. Den gäller en gång, på den dator där den gjordes.

signin-demo-title = Öppna visningen
signin-demo-text = Länken går bara att använda en gång. Alla uppgifter är påhittade.
signin-demo-open = Öppna

signin-provider = Logga in med kommunens konto
signin-refused-ask = Fråga { $who }.
signin-refused-way = Inloggningen tog för lång tid, eller fortsatte i en annan webbläsare. Börja om härifrån.
signin-refused-provider = Kommunens inloggning släppte inte in dig hit. Inget är fel på det du har gjort.
signin-refused-away = Kommunens inloggning svarar inte just nu. Försök igen om en stund.
signin-out-provider = Du är utloggad här. Logga också ut från kommunens inloggning, om fler använder den här datorn.
signin-out-provider-button = Logga ut där också

signin-by-passkey = Logga in med passnyckel
signin-passkey = Passnyckel
signin-passkeys-title = Mina passnycklar
signin-passkeys-text = En passnyckel är din mobil, dator eller säkerhetsnyckel, med fingret, ansiktet eller koden. Ha gärna två.
signin-first-text = Hej { $name }. Gör en passnyckel, så loggar du in med den från och med nu.
signin-passkey-made = Gjord: { $when }
signin-passkey-remove = Ta bort
signin-passkey-label = Vad du kallar den, till exempel Mobilen
signin-passkey-make = Gör en passnyckel
signin-passkey-no = Det gick inte. Inget är ändrat. Försök igen.
signin-passkey-nobody = Den passnyckeln öppnar inget här. Fråga den som sköter Min väg hos er.
signin-passkey-cannot = Den här webbläsaren kan inte använda passnycklar. Prova en nyare.
signin-passkey-again = Logga in igen först, så att vi vet att det är du.
signin-passkey-script = Passnycklar behöver att webbläsaren får köra skript.
signin-refused-invitation = Länken är använd eller för gammal. Be den som sköter Min väg hos er om en ny.

signin-first-title = Första gången här?
signin-first-ask = Skriv din e-postadress på jobbet, så skickar vi en länk dit. Med den gör du en passnyckel, som du sedan loggar in med.
signin-first-address = Din e-postadress på jobbet
signin-first-send = Skicka länken
signin-first-sent-title = Titta i din e-post
signin-first-sent = Har du ett uppdrag här och ingen passnyckel ännu kommer det snart ett brev. Länken i det går att använda en gång, inom { $minutes } minuter.
signin-first-sent-nothing = Kommer det inget? Titta i skräpposten. Den som redan har en passnyckel får inget brev.
signin-first-sent-ask = Fråga den som sköter Min väg hos er.
signin-first-who = Första gången här? Be { $who } om en länk.
signin-first-somebody = Första gången här? Be den som sköter Min väg hos er om en länk.
signin-first-mail-subject = Din första inloggning
signin-first-mail =
    Hej { $name }.

    Öppna länken och gör en passnyckel. Sedan loggar du in med den.

    { $link }

    Länken går att använda en gång, inom { $minutes } minuter. Ge den inte till någon annan.

    Har du inte bett om den? Då behöver du inte göra något.
