language-name = Svenska
language-falls-back = sv

# Words that work everywhere, as a whole message. Several are separated by a comma and a space; small letters.
words-back = tillbaka, bakåt, backa, ångra
words-skip = hoppa över, hoppa, skippa, vidare
words-help = hjälp, nödnummer, kris
words-stop = stopp, stop, sluta, avsluta
words-pause = paus, pausa
words-start = start, starta, börja igen
words-menu = meny, menyn, hem
words-later = senare, fortsätt senare, spara
words-start-over = börja om

date = { $weekday ->
    [0] måndag
    [1] tisdag
    [2] onsdag
    [3] torsdag
    [4] fredag
    [5] lördag
   *[6] söndag
} { $day } { $month ->
    [1] januari
    [2] februari
    [3] mars
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] augusti
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
moment = { $day } klockan { $time }

human-unnamed = kommunen (ring växeln och fråga efter { $programme })
human-named = { $name }
human-phone = { $name }, { $phone }

button-skip = Hoppa över
button-back = Tillbaka
button-later = Fortsätt senare
button-go-on = Fortsätt
button-send = Skicka min anmälan
button-change = Ändra något
button-start-over = Börja om
button-cancel = Avbryt
button-menu = Till menyn
button-save = Spara

author-bot = Chatten
author-person = Du
author-human = En människa

stale = Den knappen gäller inte längre. Här är du nu:
failed-saved = Det du nyss gjorde är sparat. Något gick fel hos oss efteråt, så det kan dröja en liten stund innan du ser det här. Du behöver inte göra om det.
failed = Något gick fel hos oss, inte hos dig. Inget du har gjort har försvunnit. Försök gärna igen om en liten stund.
unclear-button = Jag förstod inte riktigt. Välj gärna en av knapparna.
unclear-age = Jag är inte säker på hur gammal du är. Skriv hur många år du är, till exempel 34, eller välj en knapp.
unclear-age-edge = Det beror på när på året du fyller. Hur många år är du idag?
unclear-place = Jag är inte säker på var du bor. Välj gärna en av knapparna. Finns din kommun inte med väljer du den sista.
unclear-yes-no = Jag är inte säker på om du menar ja eller nej. Välj gärna en av knapparna.
unclear-name = Skriv namnet på en rad, med högst 200 tecken.
unclear-phone = Det ser inte ut som ett telefonnummer. Skriv bara siffror, till exempel 070-123 45 67.
unclear-email = Det ser inte ut som en e-postadress. Den brukar se ut så här: namn@exempel.se
unclear-birth-year = Skriv ditt födelseår med fyra siffror, till exempel 1991.
unclear-birth-year-age = Det året stämmer inte med åldern du sa i början. Kontrollera gärna året, eller hoppa över frågan.
unclear-long = Det var en lång text, längre än vad jag kan ta emot på en gång. Skriv gärna lite kortare, eller dela upp den.
unclear-empty = Jag fick ingen text. Skriv gärna några ord, eller välj en av knapparna.
unclear-file = Jag kan inte ta emot filer eller bilder här. Skriv gärna med ord, eller ta med det när vi ses.

small-greeting = Hej! Bra att du är här. Ta den tid du behöver.
small-farewell = Hej då! Välkommen tillbaka när du vill.
small-thanks = Tack själv!
small-fine = Bra.
small-lost = Förlåt att jag var otydlig. Jag är en dator, och det här är vad jag vill veta. Skriv med egna ord, eller välj en knapp. Du kan också be om en människa.
small-unknowing = Det gör inget. Ta den tid du behöver. Du kan också be om en människa.

crisis = Tack för att du skriver det här. Det du känner är viktigt, och du ska inte behöva vara ensam med det.
    Är det fara för någons liv: ring 112 nu.
crisis-told = Jag har sagt till { $names } att höra av sig till dig.
crisis-on-duty = Den här chatten läses inte av någon dygnet runt. Men nu på dagen är någon på plats.
crisis-otherwise = Just nu är ingen av oss på jobbet. I stället kan du ringa { $name }, { $phone }.
crisis-nobody = Chatten läses inte av någon just nu. Ingen av oss är på jobbet. Ring hellre något av numren, de svarar.
crisis-open = Chatten är öppen. Du kan fortsätta att skriva här.
crisis-seen = { $name } har läst att du behöver någon, och hör av sig till dig.
help-title = Hjälp nu
help = Behöver du prata med någon nu? De här numren svarar. Är det fara för någons liv: ring 112.
help-human = Gäller det oss kan du också vända dig till { $human }.

somebody = Någon
somebody-new = En ny person
somebody-protected = En person med skyddade uppgifter
somebody-signed = { $who } ({ $sign })

mail-later-subject = Din länk
mail-later = Här är länken som du bad om. Den går att öppna en gång:

    { $link }
mail-code-subject = Din kod
mail-code = Din kod är { $code }. Den gäller i { $minutes } minuter.

    Har du inte bett om någon kod? Då behöver du inte göra något.
mail-proof = Din kod är { $code }. Den gäller i en timme. Skriv den på sidan där du bad om den. Har du inte bett om någon kod behöver du inte göra något.
mail-changed-subject = Något har ändrats
mail-changed =
    En adress har ändrats. Var det du behöver du inte göra något.

    Var det inte du? Öppna länken inom { $days } dagar, så blir det som förut:

    { $link }
mail-undone = En adress har ändrats tillbaka. Var det inte du? Hör av dig till oss.
nudge-subject = Du har ett meddelande
nudge = Du har ett meddelande. Öppna chatten för att läsa det:

    { $link }

    Vill du inte ha sådana här meddelanden? Välj Meddelanden i chatten.
nudge-staff-subject = En brådskande uppgift
nudge-staff = Det finns en brådskande uppgift i chatten:

    { $link }
