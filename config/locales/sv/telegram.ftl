# What the bot says on Telegram. Never who somebody is, what for, or when: others may see the screen.

telegram-nudge = Du har ett meddelande. Öppna chatten för att läsa det:

    { $link }

    Vill du inte ha sådana här meddelanden? Skriv STOPP.
telegram-linked = Klart! Nu säger jag till här när du har ett meddelande. Själva meddelandet läser du i chatten:

    { $link }

    Skriv PAUS eller STOPP om du inte vill ha fler. Skriv START när du vill ha dem igen.
telegram-link-old = Den länken gäller inte längre. Öppna chatten, välj Meddelanden och hämta en ny:

    { $link }
telegram-link-old-linked = Den länken är redan använd. Jag säger till här när du har ett meddelande. Här är chatten:

    { $link }
telegram-now-yes = Nu säger jag till här när du har ett meddelande. Skriv STOPP om du inte vill det.
telegram-now-pause = Nu vilar meddelandena. Skriv START när du vill ha dem igen.
telegram-now-stop = Nu får du inga fler meddelanden. Skriv START när du vill ha dem igen.
telegram-elsewhere = Tack! Men här kan jag bara säga till när du har ett meddelande. Ingen läser det du skriver här. Skriv till oss i chatten i stället:

    { $link }

    Behöver du prata med någon nu? Skriv HJÄLP.
telegram-unlinked = Hej! Här kan jag bara säga till när du har ett meddelande, och jag vet inte vem du är. Ingen läser det du skriver här. Öppna chatten, välj Meddelanden och sedan Telegram:

    { $link }

    Behöver du prata med någon nu? Skriv HJÄLP.
telegram-crisis-told = En människa har fått veta. Men ingen läser det du skriver här. Ring hellre något av numren nu, de svarar.
telegram-crisis-unread = Ingen människa har fått veta än – ring. Ingen läser det du skriver här, men numren svarar.
