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
telegram-crisis-told = En människa har fått veta.
    Ingen läser det du skriver här.
    Ring hellre ett av numren nu.
telegram-crisis-unread = Ingen människa har fått veta än – ring.
    Ingen läser det du skriver här.
