referral-no-programme = Just nu kan du inte anmäla dig här.
    Ring till kommunen. Fråga efter en jobbcoach.
    En jobbcoach hjälper dig med jobb.
referral-programme = Vilka vill du komma till?

referral-welcome = Hej! Vi jobbar på { $programme }.
    Vi hjälper dig att få ett vanligt jobb.
    Vi hjälper dig också att behålla jobbet.

    Jag är en dator.
    Jag ställer en fråga i taget.
    Sedan tar en människa över.

    Vill du hellre prata med någon?
    Vänd dig till { $human }.

referral-conditions = Du kan vara med om det här stämmer:
referral-conditions-wish = Du vill jobba. Det är viktigast. Du kan vara sjuk och ändå vara med.
referral-full = Alla platser är tagna just nu. { $waiting ->
    [0] Du blir först i kön.
    [one] En person väntar före dig.
   *[other] { $waiting } personer väntar före dig.
} Du kan anmäla dig ändå. Ofta kan vi prata med dig medan du väntar.

referral-municipality = Var bor du?

referral-requires = Stämmer det här för dig?
referral-requires-not = Det här ska inte stämma för dig. Är det så?
referral-requires-fits = Är du osäker? Det gör inget. Vi tittar på det ihop.

referral-work-wish = Vill du jobba?

    Det räcker att du vill.
    Vi tar reda på resten ihop.
    Hur mycket vill du jobba? Med vad?
    Det behöver du inte veta nu.

referral-protected = Det här är en viktig fråga.
    Skriv inte ditt namn än.
    Har du skyddade personuppgifter?
    Det betyder att ditt namn och din adress är hemliga.
referral-protected-explained = En del människor är hotade eller förföljda.
    De kan få skyddade personuppgifter.
    Då är namn och adress hemliga hos Skatteverket.
    Den som har det vet det oftast.

referral-name = Vad heter du?

    Skriv det namn som du vill ha.
    Du kan också vara anonym tills vi ses.
    Anonym betyder att vi inte vet vem du är.

referral-reach = Hur får vi kontakta dig?
referral-reach-email = Mejl
referral-reach-none = Jag hör av mig själv

referral-phone = Vilket nummer har din telefon?
referral-email = Vilken mejladress har du?

referral-gender = Är du kvinna eller man?
    Vi frågar för att alla ska få samma stöd.
referral-education = Vilken skola har du gått ut?
referral-words = Är det något vi ska veta innan vi pratar?
    Du kan skriva vad du vill jobba med.
    Du kan skriva när du orkar bäst.

    Skriv bara det du själv vill.
referral-reminders = Får vi påminna dig?
    Vi kan skriva till dig dagen före ett möte.
    Vi skriver aldrig vad det handlar om.
    Vi skriver bara att du har ett meddelande.

    När vi ses frågar vi om andra.
    Då säger du vilka vi får prata med.

referral-summary-send = Stämmer det?
    Inget är skickat ännu.
referral-door = ”{ $question }”
    Du svarade: { $answer }.

    Är det rätt? Då visar jag en annan väg.
    Då tar jag bort allt du har skrivit här.
    Om { $copies } dagar går ingen kopia att öppna.
referral-door-no = Nej, jag vill svara igen
referral-door-yes = Ja. Ta bort allt.
referral-start-over = Vill du börja om från början?
    Då tas dina svar bort.
referral-needed = Jag behöver ett svar på den frågan.
    Sedan kan vi gå vidare.
referral-later = Det går bra.
    Dina svar är sparade i { $days } dagar.

    Vill du fortsätta här? Öppna sidan igen.
    Vill du byta telefon eller dator?
    Då behöver du den här länken.
    Du kan öppna den en gång:

    { $link }

    Visa inte länken för någon annan.
    Den som har länken kan läsa dina svar.
button-mail-link = Skicka länken till min mejladress
referral-later-mailed = Vi skickar länken till { $address }.
    Länken du fick förut fungerar inte längre.
    Kommer det inget mejl?
    Be om det en gång till.
referral-later-failed = Det gick inte att skicka mejl till { $address }.
    Här är länken:

    { $link }

    Spara länken på ett annat sätt.
    Visa den inte för någon.
referral-later-not-mailed = Det gick inte att skicka mejl just nu.
    Spara gärna länken på ett annat sätt.
referral-later-no-address = Det går inte att skicka till adressen du skrev.
    Spara länken på ett annat sätt.
    Du kan också fortsätta och ändra adressen.

label-email = Mejl

receipt = Tack! Din anmälan är skickad.
    Ditt nummer är { $reference }.
receipt-queue = Alla platser är tagna just nu.
    Du har plats { $place } i kön.
receipt-by = En människa hör av sig till dig.
    Det blir senast { $day }.
receipt-code = Vill du öppna det här en annan dag?
    Visa först att adressen är din.
    Det gör du här nedanför.
    Gå sedan till sidan där du började.
    Välj Öppna min väg.
    Då skickar vi en kod till dig.
receipt-alone = Vi har inte din mejladress eller ditt nummer.
    Därför kan vi inte ringa eller skriva till dig.
    Skriv upp numret på din anmälan.
    Ring oss när det passar dig.
    Du kan också komma till oss.
    Du kan inte öppna den här sidan igen.
receipt-closed = Du kan inte öppna den här sidan igen.
    Skriv upp numret på din anmälan.
receipt-human = Har du frågor? Vänd dig till { $human }.
    Vill du hellre skriva på papper?
    Vill du hellre prata i telefon?
    Det går lika bra.
receipt-phone = Vill du öppna det här en annan dag?
    Vi behöver prata med dig först.
    Gå sedan till startsidan.
    Tryck på Öppna min väg.
    Skriv det du gav oss.
    Då ringer någon av oss till dig.
    Du får en kod i telefonen.
