# Only what is easier than the Swedish beside it.

telegram-linked = Klart!
    Nu säger jag till här när du har ett meddelande.
    Du läser det i chatten:

    { $link }

    Skriv PAUS eller STOPP om du inte vill ha fler.
    Skriv START när du vill ha dem igen.
telegram-elsewhere = Tack!
    Här kan jag bara säga till när du har ett meddelande.
    Ingen läser det du skriver här.
    Skriv till oss i chatten:

    { $link }

    Vill du prata med någon nu?
    Skriv HJÄLP.
telegram-unlinked = Hej!
    Jag vet inte vem du är.
    Ingen läser det du skriver här.
    Öppna chatten.
    Välj Meddelanden och sedan Telegram:

    { $link }

    Vill du prata med någon nu?
    Skriv HJÄLP.
telegram-crisis-told = Ingen läser det du skriver här.
    Men jag har bett en av oss att höra av sig till dig.
    Det kan ta tid på kvällar och helger.
    Ring hellre ett av numren nu.
telegram-crisis-unread = Ingen läser det du skriver här.
    Ring hellre ett av numren nu.
