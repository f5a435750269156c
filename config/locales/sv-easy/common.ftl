# Easy Swedish. Short sentences, one thought in each, words of every day. What is left out falls back to Swedish.
language-name = Lätt svenska
language-falls-back = sv

human-unnamed = kommunen (ring och fråga efter { $programme })

button-later = Fortsätt en annan dag

stale = Den knappen går inte att använda nu.
    Du är här:
failed-saved = Det du gjorde är sparat.
    Något blev fel hos oss sedan.
    Det kan ta en stund innan du ser det här.
    Du behöver inte göra det igen.
failed = Något blev fel.
    Felet är vårt, inte ditt.
    Allt du har gjort finns kvar.
    Vänta en stund och försök igen.
unclear-button = Jag förstod inte det du skrev.
    Tryck gärna på en knapp.
unclear-age = Hur gammal är du?
    Skriv din ålder med siffror.
    Så här kan det se ut: 34.
    Du kan också trycka på en knapp.
unclear-age-edge = Har du fyllt år i år?
    Hur gammal är du idag?
unclear-place = Var bor du?
    Tryck gärna på en knapp.
    Finns inte din kommun? Tryck på den sista.
unclear-yes-no = Menar du ja eller nej?
    Tryck gärna på en knapp.
unclear-name = Skriv namnet på en rad.
    Namnet får ha högst 200 tecken.
unclear-phone = Det ser inte ut som ett nummer till en telefon.
    Skriv bara siffror.
    Så här kan det se ut: 070-123 45 67.
unclear-email = Det ser inte ut som en adress för mejl.
    Så här kan den se ut: namn@exempel.se
unclear-birth-year = Vilket år är du född?
    Skriv fyra siffror.
    Så här kan det se ut: 1991.
unclear-birth-year-age = Året stämmer inte med din ålder.
    Du skrev en annan ålder i början.
    Titta gärna på året igen.
    Du kan också hoppa över frågan.
unclear-long = Det var en lång text.
    Jag kan inte ta emot så mycket.
    Skriv gärna lite kortare.
    Du kan också skriva flera små texter.
unclear-empty = Jag fick ingen text.
    Skriv gärna några ord.
    Du kan också trycka på en knapp.
unclear-file = Jag kan inte ta emot filer eller bilder.
    Skriv gärna med ord.
    Du kan också visa oss när vi ses.

small-greeting = Hej! Bra att du är här.
    Ta den tid du vill.
small-lost = Förlåt att jag var svår att förstå.
    Jag är en dator.
    Det här vill jag veta.
    Skriv med egna ord.
    Eller tryck på en knapp.
    Du kan också be om en människa.
small-unknowing = Det gör inget.
    Ta den tid du vill.
    Du kan också be om en människa.

crisis = Tack för att du berättar.
    Det du känner är viktigt.
    Du ska inte vara ensam med det.
    Är någons liv i fara? Ring 112 nu.
crisis-told = Jag har bett { $names } att höra av sig till dig.
crisis-on-duty = Ingen läser chatten på natten.
    Men nu på dagen är någon på plats.
crisis-otherwise = Ingen av oss är på jobbet just nu.
    Du kan ringa { $name }, { $phone }.
crisis-nobody = Ingen läser chatten just nu.
    Ingen av oss är på jobbet.
    Ring hellre ett av numren.
    Där svarar någon.
crisis-open = Chatten är öppen.
    Du kan skriva mer här.
crisis-seen = { $name } har läst att du behöver någon.
    { $name } hör av sig till dig.
help = Behöver du prata med någon nu?
    Ring ett av numren. Där svarar någon.
    Är någons liv i fara? Ring 112.
help-human = Vill du fråga oss något?
    Vänd dig till { $human }.

somebody-protected = En person med hemliga uppgifter

mail-later = Här är länken som du bad om.
    Du kan öppna den en gång:

    { $link }
mail-code = Din kod är { $code }.
    Den fungerar i { $minutes } minuter.

    Har du inte bett om en kod?
    Då behöver du inte göra något.
mail-proof = Din kod är { $code }.
    Den fungerar i en timme.
    Skriv den på sidan där du bad om den.

    Har du inte bett om en kod?
    Då behöver du inte göra något.
nudge = Du har ett meddelande.
    Öppna chatten och läs:

    { $link }

    Vill du inte att vi skriver så här till dig?
    Välj Meddelanden i chatten.
