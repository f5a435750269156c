mine-menu = Vad vill du göra?
mine-more = Vill du göra något mer?
mine-where = Var är jag?
mine-appointments = Mina möten
mine-write = Skriv till min coach
mine-write-us = Skriv till oss
mine-questionnaire = Svara på frågor
mine-pause = Ta en paus
mine-resume = Fortsätt efter pausen
mine-consents = Det jag sagt ja till
mine-data = Mina uppgifter
mine-messages = Meddelanden
mine-language = Språk
mine-offer-accepted = Ja, jag vill ha platsen
mine-offer-refused = Nej tack, inte nu

where-referred = Din anmälan har kommit fram. Någon hos oss ska höra av sig till dig.
where-referred-alone = Din anmälan har kommit fram. Vi kan inte höra av oss till dig, så ring eller kom förbi. Vill du hellre att vi hör av oss? Lägg till telefon eller e-post under Mina uppgifter.
where-waiting = Du står i kö till en plats.
where-intake = Du är inskriven. Nu lär du och din coach känna varandra.
where-engagement = Du är inskriven. Nu lär du och din coach känna varandra och börjar planera.
where-assessment = Nu tar du och din coach reda på vad du vill och kan arbeta med.
where-job-placement = Nu letar du och din coach efter ett jobb som passar dig.
where-coaching = Du har börjat jobba eller studera, och får stöd av din coach.
where-follow-along = Du arbetar eller studerar. Din coach finns kvar så länge du vill.
where-paused = Du har paus. Du har kvar din plats.
where-declined = Din anmälan är avslutad. Du är välkommen att anmäla dig igen.
where-discharged = Din tid hos oss är avslutad. Du är välkommen tillbaka om du vill.
where-queue = Din plats i kön är { $place }.
where-answer = Du får svar senast { $day }.
where-coach = Din coach heter { $name }.
where-next = Nästa möte är { $moment }.
where-human = Frågor? Vänd dig till { $human }.

appointments-none = Du har inga bokade möten. Vill du ha ett? Skriv till din coach, eller vänd dig till { $human }.
appointments-none-us = Du har inga bokade möten. Vill du ha ett? Skriv till oss, eller vänd dig till { $human }.
appointments-ahead = Dina möten:
appointment-open = inte bekräftat
appointment-confirmed = du kommer
appointment-asked = du har bett om en annan tid
appointment-confirm = { $number }: Jag kommer
appointment-change = { $number }: Annan tid
appointment-cancel = { $number }: Avboka
appointment-gone = Det mötet finns inte kvar, eller har flyttats.
appointment-confirmed-done = Bra! Vi ses { $moment }.
appointment-wish = När skulle passa bättre? Skriv med egna ord.
appointment-no-wish = Vilken annan tid som helst
appointment-change-done = Jag har bett din coach om en annan tid. Tills du får en ny gäller { $moment }.
appointment-cancel-sure = Vill du avboka mötet { $moment }?
appointment-cancel-yes = Ja, avboka
appointment-cancelled-done = Mötet är avbokat, och din coach vet om det. Det är helt okej.

pause-ask = Du kan ta en paus och behålla din plats. Vill du säga varför? Det hjälper oss att förstå.
pause-hospital = Jag är på sjukhus
pause-own-wish = Jag behöver vila
pause-parental-leave = Jag är föräldraledig
pause-other = Något annat
pause-sure = Vill du ta en paus nu? Din coach får veta det. Du har kvar din plats.
pause-yes = Ja, ta paus
pause-done = Du har paus nu. Du har kvar din plats, och fortsätter när du vill. Vill du prata med någon? Vänd dig till { $human }.
resume-sure = Vill du fortsätta nu?
resume-yes = Ja, fortsätt nu
resume-done = Välkommen tillbaka! Nu fortsätter vi där vi var.

messages-now = { $now ->
    [yes] Du får meddelanden från oss.
    [pause] Dina meddelanden är pausade.
   *[stop] Du får inga meddelanden från oss.
} Vad vill du?
messages-choose-stop = Sluta skicka
messages-choose-pause = Pausa ett tag
messages-choose-start = Skicka igen
messages-stop = Vi skickar inga fler meddelanden. Din plats påverkas inte. Skriv START när du vill ha dem igen.
messages-pause = Meddelandena är pausade. Din plats påverkas inte. Skriv START när du vill ha dem igen.
messages-start = Nu skickar vi meddelanden igen.

language-ask = Vilket språk vill du ha?
language-done = Klart! Vad vill du göra?

glass-told-person = { $name } har öppnat dina skyddade uppgifter, för en timme. Din coach vet om det. Varför står i det du kan ladda ner under Mina uppgifter. Undrar du över något kan du vända dig till { $human }.
offer-told = Goda nyheter: det finns en plats för dig! Vill du ha den? Har du frågor kan du vända dig till { $human }.
offer-accepted-sure = Vill du tacka ja till platsen?
offer-accepted-yes = Ja, jag tackar ja
offer-refused-sure = Vill du tacka nej till platsen? Då går den till nästa.
offer-refused-yes = Ja, jag tackar nej
offer-accepted = Vad roligt! Vi hör av oss och skriver in dig. Har du frågor kan du vända dig till { $human }.
offer-refused = Det är helt okej. Platsen går till nästa. Du har kvar din anmälan. Har du frågor kan du vända dig till { $human }.
offer-answer-accepted = ja
offer-answer-refused = nej

talking-begin = Det du skriver nu går till { $name }. En människa läser det när hen kan, oftast inom ett par arbetsdagar. Är det bråttom är det bäst att ringa.
talking-still = Du skriver till { $name }.
talking-now = Du skriver till { $name } nu. Det du skriver blir inte svar på någon fråga.
talking-sent = Skickat till { $name }. Du skriver till { $name }.
talking-sent-later = Skickat till { $name }. Ingen läser det förrän någon är på jobbet. Behöver du någon nu: skriv hjälp, så kommer nummer som svarar.
talking-end = Avsluta och gå till menyn
talking-nobody = Ingen hos oss läser chatten just nu. Vänd dig i stället till { $human }.
talking-offer = Vill du skicka det där till din coach?
talking-offer-us = Vill du skicka det där till oss?
talking-send-us = Ja, skicka
talking-send = Ja, skicka till min coach

questionnaire-none = Det finns inga frågor att svara på just nu. Vad vill du göra?
questionnaire-coach = Frågorna går ni igenom tillsammans på ett möte. Jag har sagt till din coach.
questionnaire-begin = Här kommer { $count } frågor. Du kan gå tillbaka, och sluta när du vill. Inget sparas förrän du har svarat på alla.
questionnaire-item = Fråga { $number } av { $count }
questionnaire-stop = Sluta
questionnaire-stopped = Okej. Inget sparades. Du kan svara en annan dag.
questionnaire-done = Tack! Dina svar är sparade.

consents-some = Det här har du sagt ja till:
consents-none = Du har inte sagt ja till något ännu.
consents-partners = Vilka andra vi får prata med går vi igenom när vi ses. Du kan alltid ändra dig.
consent-withdraw = Ta tillbaka: { $party }
consent-withdraw-sure = Vill du ta tillbaka ditt ja till { $party }? Det gäller genast, och din coach får veta det.
consent-withdraw-yes = Ja, ta tillbaka
consent-give-reminders = Ja till påminnelser
consent-given-done = Klart. Du har sagt ja till { $party }.
consent-withdrawn-done = Klart. Du har tagit tillbaka ditt ja till { $party }. Det gäller från nu.
party-employment-service = Arbetsförmedlingen
party-social-insurance = Försäkringskassan
party-psychiatry = psykiatrin
party-primary-care = vårdcentralen
party-social-services = socialtjänsten
party-housing-support = boendestödet
party-employer = arbetsgivare
party-school = skolan
party-former-workplace = tidigare arbetsplats
party-labour-market-unit = kommunens arbetsmarknadsenhet
party-lss-officer = LSS-handläggare
party-study-counsellor = studievägledare
party-personal-ombud = personligt ombud
party-family = familj eller närstående
party-peer = någon med egen erfarenhet
party-interpreter = tolk
party-union = facket
party-guardian = god man eller förvaltare
party-sus = registrering i SUS
party-chat-reminders = påminnelser
party-research = forskning

data-menu = Dina uppgifter är dina. Vad vill du göra?
data-download = Ladda ner allt om mig
data-contact = Ändra telefon eller e-post
data-readers = Se vem som har läst om mig
data-readers-head = Så här har dina uppgifter lästs. Det senaste står först.
data-readers-more = Det finns { $count } till. Allt står i filen, om du laddar ner allt om dig.
data-readers-none = Ingen har läst om dig än.
data-erase = Be att bli raderad
data-file = mina-uppgifter.html
data-given = Här är allt som finns om dig, och vem som har läst det.
data-contact-ask = Skriv ditt nya telefonnummer eller din nya e-postadress.
data-contact-ask-phone = Skriv ditt nya telefonnummer.
data-contact-ask-email = Skriv din nya e-postadress.
data-contact-changed = Klart, det är ändrat.
data-contact-changed-phone = Klart, det är ändrat. När vi har pratat med dig på numret kan du öppna chatten med det.
data-contact-undo = Blev det fel? Du kan ångra dig i { $days } dagar. Tryck på Ångra här nedanför, eller senare under Mina uppgifter.
prove-email = Bekräfta min e-postadress
prove-offer = Är e-postadressen din? Vi skickar en kod dit, och du skriver den här. Innan dess går det inte att öppna chatten med adressen.
prove-ask = Vi skickar en kod till { $address }. Skriv koden här. Den gäller i en timme. Har inget kommit efter några minuter? Titta bland skräpposten, eller be om en ny kod. Fel adress? Ändra den under Mina uppgifter.
prove-later = Inte nu
prove-again = Skicka en ny kod
prove-wrong = Den koden fungerade inte. Kontrollera siffrorna, eller be om en ny kod.
prove-here-already = Du finns redan hos oss, med en annan chatt. Vill du öppna den? Gå till Öppna min väg: { $link }
prove-done = Tack, adressen är bekräftad. Nu kan du öppna chatten med en kod dit. Vad vill du göra?
prove-not-now = Just nu går det inte att skicka fler koder. Försök igen om en timme, eller be din coach bekräfta adressen. Vad vill du göra?
prove-not-mailed = Det gick inte att skicka koden till { $address }. Försök igen om en stund, eller kontrollera adressen under Mina uppgifter.
undo-phone = Ångra: tillbaka till mitt förra telefonnummer
undo-email = Ångra: tillbaka till min förra e-postadress
undo-done = Klart, det är som förut igen. Har någon annan varit inne här? Avsluta inloggningarna under Mina uppgifter. Vad vill du göra?
data-sign-ins = Se var jag är inloggad
sign-ins-head = { $count ->
    [one] Chatten är öppen på ett ställe:
   *[other] Chatten är öppen på { $count } ställen:
}
sign-in = { $device }, använd senast { $moment }
sign-ins-end = Avsluta { $number }
sign-ins-end-all = Avsluta alla, även här
sign-ins-none = Chatten är inte öppen någon annanstans. Vad vill du göra?
device-phone = Telefon
device-computer = Dator
device-unknown = Okänd apparat
entered-read-out = Chatten öppnades nyss med en kod som { $name } fick för att läsa upp för dig. Var det inte du? Avsluta inloggningarna under Mina uppgifter, och säg till oss.
data-erase-sure = Vill du be att bli raderad? En ansvarig hos oss bestämmer enligt lagen, och du får svar här. Är du inskriven avslutas din plats först.
data-erase-yes = Ja, jag vill bli raderad
data-erase-done = Jag har skickat din begäran. Du får svar här. Har du frågor kan du vända dig till { $human }.
data-erase-granted = Din begäran om att bli raderad är beviljad. När det är gjort går det inte att öppna den här sidan längre. I säkerhetskopior går dina uppgifter inte att öppna { $copies } dagar efter det. Har du frågor kan du vända dig till { $human }.
data-erase-refused = Din begäran om att bli raderad kunde inte beviljas enligt lagen. Du har rätt att få veta varför, och att överklaga. Vänd dig till { $human }.

reminder-appointment = En påminnelse: du har ett möte { $moment }.
reminder-booking = Du har fått en tid för ett möte: { $moment }.
reminder-booking-place = Plats: { $place }.
reminder-booking-who = Du träffar { $name }.
reminder-appointment-confirm = Jag kommer
reminder-appointment-change = Annan tid
reminder-questionnaire = Det finns några frågor att svara på. Det tar en liten stund. Vill du?
reminder-hello = Hej! Hur går det för dig? Skriv gärna några ord till din coach, om du vill.
reminder-who = Vänliga hälsningar från { $human }.

messages-telegram-on = Säg till på Telegram också
messages-telegram-off = Sluta säga till på Telegram
messages-telegram-link = Öppna länken på telefonen där du har Telegram. Den gäller en timme, och går att använda en gång:

    { $link }

    På Telegram står aldrig vad det gäller, bara att du har ett meddelande.
messages-telegram-gone = Klart. Vi säger inte till på Telegram längre.

# Orden i ett bevis ligger fast: de står i brev som människor sparar, och ett ändrat ord gör att brevet inte stämmer.
proof-title = Ett bevis för dig
proof-referred = Den { $on } anmäldes du till { $programme }.
proof-enrolled = Den { $on } började du i { $programme }.
proof-logged = Det skrevs upp { $logged } (UTC).
proof-how = Spara hela brevet. Om någon ändrar eller tar bort det som står går det att visa. Då behövs beviset här nere. Be någon du litar på om nyckeln.

week-on = Fråga mig varje vecka hur det går
week-off = Sluta fråga mig varje vecka
week-on-done = Då frågar vi dig i slutet av varje vecka hur det går. Det är tre knappar, och du kan stänga av när du vill.
week-off-done = Vi slutar fråga varje vecka. Du kan skriva till oss ändå, när du vill.
week-no-leave = För att vi ska kunna fråga dig behöver du först säga ja till påminnelser och meddelanden från oss.
reminder-check-in = Hur har veckan varit för dig?
week-went-good = Bra
week-went-so-so = Sådär
week-went-hard = Tung
week-work = Hur går det med jobbet, eller med att hitta ett?
week-work-good = Bra
week-work-so-so = Sådär
week-work-hard = Tungt
week-talk = Vill du prata med din coach?
week-talk-yes = Ja, gärna
week-talk-no = Nej, inte nu
week-thanks = Tack för att du svarade.
week-thanks-talk = Tack för att du svarade. { $names } får veta att du vill prata. Vill du inte vänta? { $human }
week-hard = Det är okej att det är tungt. Skriv gärna några ord. Skriver du HJÄLP får du nummer att ringa.
