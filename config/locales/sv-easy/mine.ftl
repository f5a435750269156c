mine-consents = Det jag har sagt ja till

where-referred = Din anmälan har kommit fram.
    Någon av oss ska höra av sig till dig.
where-referred-alone = Din anmälan har kommit fram.
    Vi kan inte ringa eller skriva till dig.
    Ring oss, eller kom hit.
    Du kan också ge oss ditt nummer.
    Det gör du i Mina uppgifter.
where-intake = Du har en plats.
    Nu lär du känna din coach.
where-engagement = Du har en plats.
    Nu lär du känna din coach.
    Ni börjar också planera.
where-assessment = Nu tar du och din coach reda på mer.
    Vad vill du jobba med? Vad kan du?
where-job-placement = Nu letar du och din coach efter jobb.
    Ni letar efter ett jobb som passar dig.
where-coaching = Du har börjat jobba eller studera.
    Din coach ger dig stöd.
where-follow-along = Du jobbar eller studerar.
    Din coach finns kvar så länge du vill.
where-paused = Du har paus.
    Din plats finns kvar.
where-declined = Din anmälan är avslutad nu.
    Vill du anmäla dig igen?
    Det går bra.
where-discharged = Din tid hos oss är slut.
    Du är välkommen tillbaka om du vill.

appointments-none = Du har inga bokade möten.
    Vill du ha ett? Skriv till din coach.
    Du kan också vända dig till { $human }.
appointments-none-us = Du har inga bokade möten.
    Vill du ha ett? Skriv till oss.
    Du kan också vända dig till { $human }.
appointment-gone = Det mötet finns inte kvar.
    Kanske har det fått en ny tid.
appointment-wish = När passar det bättre?
    Skriv med egna ord.
appointment-change-done = Jag har bett din coach om en annan tid.
    Vänta på ett svar om ny tid.
    Tills dess gäller { $moment }.
appointment-cancel-sure = Vill du ta bort mötet { $moment }?
appointment-cancel-yes = Ja, ta bort
appointment-cancelled-done = Mötet är avbokat.
    Din coach vet om det.
    Det är helt okej.

pause-ask = Du kan ta en paus.
    Din plats finns kvar.
    Vill du säga varför?
    Då förstår vi bättre.
pause-parental-leave = Jag är ledig med barn
pause-sure = Vill du ta en paus nu?
    Din coach får veta det.
    Din plats finns kvar.
pause-done = Du har paus nu.
    Din plats finns kvar.
    Du kan fortsätta när du vill.
    Vill du prata med någon?
    Vänd dig till { $human }.

resume-done = Välkommen tillbaka!
    Nu fortsätter vi.

messages-now = { $now ->
    [yes] Du får meddelanden från oss.
    [pause] Du får inga meddelanden just nu. Du har paus från dem.
   *[stop] Du får inga meddelanden från oss.
} Vad vill du?
messages-choose-pause = Ta paus ett tag
messages-stop = Vi skickar inga fler meddelanden.
    Din plats finns kvar.
    Vill du få dem igen? Skriv START.
messages-pause = Nu tar vi paus med att skicka till dig.
    Din plats finns kvar.
    Vill du få meddelanden igen? Skriv START.

glass-told-person =
    { $name } har läst dina skyddade uppgifter.
    Din coach vet om det.
    Varför ser du om du laddar ner allt om dig.
    Du kan fråga { $human }.
offer-told = Vi har goda nyheter.
    Det finns en plats för dig!
    Vill du ha den?
    Har du frågor? Vänd dig till { $human }.
offer-accepted-sure = Vill du ha platsen?
offer-accepted-yes = Ja, jag vill ha den
offer-refused-sure = Vill du säga nej till platsen?
    Då får nästa person den.
offer-refused-yes = Ja, jag säger nej
offer-accepted = Vad roligt!
    Vi hör av oss till dig.
    Då ordnar vi din plats.
    Har du frågor? Vänd dig till { $human }.
offer-refused = Det är helt okej.
    Platsen går till nästa person.
    Din anmälan finns kvar.
    Har du frågor? Vänd dig till { $human }.

talking-begin = Det du skriver nu går till { $name }.
    En människa läser det.
    Det tar oftast ett par dagar.
    Vi läser på vardagar.
    Är det bråttom? Ring i stället.
talking-now = Nu skriver du till { $name }.
    Det blir inte svar på en fråga.
talking-sent-later = Skickat till { $name }.
    Ingen läser det nu.
    Någon läser när vi är på jobbet.
    Behöver du prata med någon nu?
    Skriv hjälp. Då får du nummer att ringa.
talking-nobody = Ingen av oss läser chatten just nu.
    Vänd dig till { $human } i stället.
talking-offer = Vill du skicka det där till din coach?

questionnaire-none = Det finns inga frågor till dig just nu.
    Vad vill du göra?
questionnaire-coach = Du och din coach går igenom frågorna ihop.
    Det gör ni på ett möte.
    Jag har sagt till din coach.
questionnaire-begin = Nu får du frågor. De är { $count } stycken.
    Du kan gå tillbaka.
    Du kan sluta när du vill.
    Inget sparas förrän du har svarat på alla.
questionnaire-stopped = Okej. Inget är sparat.
    Du kan svara en annan dag.

consents-partners = Får vi prata med andra om dig?
    Det går vi igenom när vi ses.
    Du kan alltid ändra dig.
consent-withdraw-sure = Du har sagt ja till { $party }.
    Vill du ta tillbaka det?
    Din coach får veta det.
consent-given-done = Klart.
    Du har sagt ja till { $party }.
consent-withdrawn-done = Klart.
    Du har tagit tillbaka ditt ja till { $party }.
    Det gäller från nu.
party-psychiatry = psykiatrin (vård när du mår dåligt)
party-social-services = socialtjänsten (hjälp från kommunen)
party-housing-support = boendestödet (hjälp hemma)
party-guardian = god man eller förvaltare (hjälper dig med pengar och papper)
party-labour-market-unit = kommunens hjälp till jobb
party-lss-officer = den som bestämmer om LSS
party-study-counsellor = den som ger råd om studier
party-personal-ombud = personligt ombud (hjälper dig att få stöd)
party-peer = någon som har varit med om samma sak
party-sus = SUS (en lista som myndigheter delar)

data-menu = Dina uppgifter är dina.
    Vad vill du göra?
data-download = Hämta allt om mig
data-contact = Ändra telefon eller mejl
data-readers = Se vem som har läst om mig
data-readers-head = Här ser du vem som har läst om dig.
data-readers-more = Det finns { $count } till. Hämta allt om dig, så ser du resten.
data-readers-none = Ingen har läst om dig än.
data-given = Här är allt som finns om dig.
    Du ser också vem som har läst det.
data-contact-ask = Skriv ditt nya nummer till telefonen.
    Eller skriv din nya mejladress.
data-contact-ask-phone = Skriv ditt nya nummer.
data-contact-ask-email = Skriv din nya mejladress.
data-contact-changed = Klart, det är ändrat.
data-contact-changed-phone = Klart, det är ändrat.
    Vi behöver prata med dig på numret.
    Sedan kan du öppna chatten med det.
data-contact-undo = Blev det fel?
    Du kan ångra dig i { $days } dagar.
    Tryck på Ta tillbaka här under.
    Eller gör det senare i Mina uppgifter.
prove-email = Visa att mejladressen är min
prove-offer = Är mejladressen din?
    Vi skickar en kod dit.
    Skriv koden här.
    Sedan kan du öppna chatten med din mejladress.
prove-ask = Vi skickar en kod till { $address }.
    Skriv koden här.
    Den fungerar i en timme.
    Kommer det ingen kod?
    Be om en ny kod.
prove-wrong = Koden fungerade inte.
    Titta på siffrorna igen.
    Du kan också be om en ny kod.
prove-here-already = Du finns redan hos oss.
    Du har en chatt till.
    Vill du öppna den?
    Gå till Öppna min väg:
    { $link }
prove-done = Tack! Nu vet vi att adressen är din.
    Du kan öppna chatten med en kod dit.
    Vad vill du göra?
prove-not-now = Vi kan inte skicka fler koder nu.
    Försök igen om en timme.
    Vad vill du göra?
prove-not-mailed = Det gick inte att skicka koden till { $address }.
    Försök igen om en stund.
    Titta också på adressen en gång till.
undo-phone = Ta tillbaka mitt gamla nummer
undo-email = Ta tillbaka min gamla mejladress
undo-done = Klart, det är som förut.
    Vad vill du göra?
data-sign-ins = Se var min chatt är öppen
sign-ins-none = Chatten är inte öppen någon annanstans.
    Vad vill du göra?
entered-read-out = Någon öppnade chatten nyss.
    Koden kom från { $name }.
    Var det inte du?
    Ring oss då.
data-erase-sure = Vill du be att bli raderad?
    Då tar vi bort det som visar att det är du.
    Någon hos oss med ansvar bestämmer.
    Vi måste följa lagen.
    Du får svar här.
    Har du en plats hos oss? Då avslutas den först.
data-erase-done = Jag har skickat det du bad om.
    Du får svar här.
    Har du frågor? Vänd dig till { $human }.
data-erase-granted = Du bad om att bli raderad.
    Svaret är ja.
    Sedan går det inte att öppna den här sidan.
    Kopior av dina uppgifter går inte att öppna { $copies } dagar senare.
    Har du frågor? Vänd dig till { $human }.
data-erase-refused = Du bad om att bli raderad.
    Svaret är nej, enligt lagen.
    Du har rätt att få veta varför.
    Du har också rätt att överklaga.
    Då får någon annan pröva svaret.
    Vänd dig till { $human }.

reminder-appointment = Vi vill påminna dig:
    Du har ett möte { $moment }.
reminder-booking = Du har fått en ny tid.
    Mötet är { $moment }.
reminder-questionnaire = Det finns några frågor till dig.
    Det tar en liten stund.
    Vill du svara?
reminder-hello = Hej! Hur går det för dig?
    Skriv gärna några ord till din coach.
    Du gör som du vill.

messages-telegram-link = Öppna länken på telefonen där du har Telegram.
    Länken gäller i en timme.

    { $link }

    På Telegram står det bara att du har ett meddelande.
    Där står aldrig vad det handlar om.

week-on-done = Nu frågar vi dig varje vecka hur det går.
    Det är tre knappar.
    Du kan stänga av när du vill.
week-off-done = Nu slutar vi fråga varje vecka.
    Du kan alltid skriva till oss.
week-no-leave = Vi får inte skriva till dig än.
    Säg ja till påminnelser och meddelanden först.
reminder-check-in = Hur har du haft det den här veckan?
week-work = Hur går det med jobbet?
    Eller med att hitta ett jobb?
week-thanks-talk = Tack för ditt svar.
    Vi säger till { $names } att du vill prata.
    Vill du inte vänta? { $human }
week-hard = Ibland är det tungt. Det är okej.
    Skriv gärna några ord.
    Skriv HJÄLP om du vill ha nummer att ringa.
