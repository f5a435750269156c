referral-no-programme = Ingen verksamhet tar emot anmälningar här just nu. Ring kommunens växel och fråga efter arbetscoacherna.
referral-programme = Vilken verksamhet gäller det?

referral-welcome = Hej! Vi som jobbar på { $programme } hjälper människor att få och behålla ett vanligt jobb.

    Jag är en dator som ställer några frågor, en i taget. Sedan tar en människa över.

    Vill du hellre prata direkt med någon? Vänd dig till { $human }.
referral-welcome-go-on = Fortsätt
referral-welcome-data = Vad händer med det jag skriver?

referral-conditions = Det här behöver stämma för att du ska kunna vara med:
referral-conditions-age = { $bounded ->
    [yes] Du är mellan { $low } och { $high } år.
   *[no] Du har fyllt { $low } år.
}
referral-conditions-lives = Du bor i { $places }.
referral-conditions-wish = Du vill arbeta. Det är viktigast. Du behöver inte vara frisk eller färdig med något först.
referral-full = Just nu är alla platser upptagna. { $waiting ->
    [0] Du blir först i kön.
    [one] En person väntar före dig.
   *[other] { $waiting } personer väntar före dig.
} Du kan ändå anmäla dig, och vi kan ofta ha ett första samtal medan du väntar.
referral-conditions-go-on = Fortsätt

referral-count = Fråga { $number } av { $total }{ $part ->
    [1] {""}
   *[other] , del { $part }
}
referral-age = Hur gammal är du?
referral-age-minor = Under 18
referral-age-younger = 18 till { $low }
referral-age-fits = { $bounded ->
    [yes] { $low } till { $high }
   *[no] { $low } eller äldre
}
referral-age-older = Över { $high }

referral-municipality = Var bor du?
referral-municipality-elsewhere = Någon annanstans

referral-requires = Stämmer det här för dig?
referral-requires-not = Och stämmer det att inget av det här gäller dig?
referral-requires-fits = Är du osäker gör det inget. Vi tittar på det tillsammans.
referral-requires-yes = Ja
referral-requires-unsure = Jag är osäker
referral-requires-no = Nej

referral-work-wish = Vill du arbeta?

    Det räcker att du vill. Hur mycket, och med vad, kommer vi fram till tillsammans.
referral-work-wish-yes = Ja
referral-work-wish-maybe = Kanske, jag är osäker
referral-work-wish-no = Nej, inte just nu

referral-protected = En viktig fråga innan du skriver något namn: har du skyddade personuppgifter?
referral-protected-no = Nej
referral-protected-yes = Ja
referral-protected-what = Vad är det?
referral-protected-explained = Skyddade personuppgifter kan den få som är hotad eller förföljd. Då är namn och adress hemliga hos Skatteverket. Har du det vet du oftast om det.

referral-name = Vad heter du?

    Du kan skriva det namn du vill bli kallad. Du kan också vara anonym tills vi har träffats.
referral-name-anonymous = Jag vill vara anonym

referral-reach = Hur får vi höra av oss till dig?
referral-reach-phone = Telefon
referral-reach-email = E-post
referral-reach-both = Båda
referral-reach-none = Jag hör av mig själv

referral-phone = Vilket telefonnummer har du?
referral-email = Vilken e-postadress har du?

referral-gender = Är du kvinna eller man? Vi frågar för att se att alla får samma stöd.
referral-gender-woman = Kvinna
referral-gender-man = Man
referral-gender-other = Annat
referral-birth-year = Vilket år är du född?
referral-education = Vilken skola har du gått ut?
referral-education-compulsory = Grundskola
referral-education-upper-secondary = Gymnasium
referral-education-post-secondary = Utbildning efter gymnasiet
referral-education-higher = Högskola eller universitet
referral-education-unknown = Vet inte
referral-words = Är det något vi bör veta innan vi hörs? Till exempel vad du vill arbeta med, eller när på dagen du orkar bäst.

    Skriv bara det du själv vill.
referral-reminders = Får vi skicka påminnelser till dig, till exempel dagen före ett möte? Det står aldrig vad det handlar om, bara att du har ett meddelande.

    Vilka andra vi får prata med frågar vi om när vi ses.
referral-reminders-yes = Ja, gärna
referral-reminders-no = Nej tack

referral-summary = Så här har du svarat:
referral-summary-send = Stämmer det? Inget är skickat ännu.
referral-change = Vad vill du ändra?
referral-start-over = Vill du börja om från början? Då tas dina svar bort.
referral-start-over-yes = Ja, börja om
referral-start-over-no = Nej, behåll mina svar
referral-door = ”{ $question }” Du svarade: { $answer }.

    Stämmer det? Då visar jag en annan väg, och allt du har skrivit här tas bort. Senast om { $copies } dagar går det inte heller att öppna i någon säkerhetskopia.
referral-door-no = Nej, jag vill svara om
referral-door-yes = Ja, det stämmer. Ta bort allt.
referral-first = Det här är första frågan.
referral-needed = Den här frågan behöver jag ett svar på för att kunna gå vidare.
referral-later = Inga problem. Dina svar är sparade i { $days } dagar.

    Vill du fortsätta här räcker det att öppna sidan igen. Vill du fortsätta på en annan telefon eller dator behöver du den här länken. Den går att öppna en gång:

    { $link }

    Den som har länken kan läsa dina svar, så visa den inte för någon.
button-mail-link = Skicka länken till min e-post
referral-later-mailed = Vi skickar länken till { $address }. Den tidigare länken gäller inte längre. Har inget kommit efter några minuter kan du be om den en gång till.
referral-later-failed = Det gick inte att skicka e-post till { $address }. Här är länken. Spara den gärna på ett annat sätt:

    { $link }

    Den som har länken kan läsa dina svar, så visa den inte för någon.
referral-later-not-mailed = Det gick inte att skicka e-post just nu. Spara gärna länken på ett annat sätt.
referral-later-no-address = Adressen du har skrivit går inte att skicka till. Spara länken på ett annat sätt, eller fortsätt och ändra adressen.

label-name = Namn
label-reach = Kontakt
label-phone = Telefon
label-email = E-post
label-municipality = Kommun
label-gender = Kön
label-birth-year = Född
label-education = Skola
label-words = Bra att veta
label-reminders = Påminnelser
left-out = inget svar

receipt = Tack! Din anmälan är skickad. Ditt nummer är { $reference }.
receipt-queue = Alla platser är upptagna just nu. Du har plats { $place } i kön.
receipt-by = En människa hör av sig till dig senast { $day }.
receipt-code = Vill du öppna det här igen en annan dag? Bekräfta först din e-postadress här nedanför. Sedan går du till startsidan och väljer Öppna min väg, och får en kod till adressen.
receipt-alone = Vi kan inte höra av oss till dig, eftersom vi inte har någon adress eller något telefonnummer. Skriv därför upp ditt nummer, och ring oss eller kom förbi när det passar dig. Den här sidan går inte att öppna igen när den har stängts.
receipt-closed = Den här sidan går inte att öppna igen när den har stängts. Skriv därför upp ditt nummer.
receipt-human = Har du frågor? Vänd dig till { $human }. Vill du hellre fortsätta på papper eller i telefon går det lika bra.
receipt-phone = Vill du öppna det här igen en annan dag? När vi har pratat med dig går du till startsidan, väljer Öppna min väg och skriver det du gav oss. Då ringer någon av oss upp dig med en kod.
