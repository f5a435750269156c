staff-welcome = Hej! Här kommer kort när något behöver dig. Du kan också börja här:
staff-menu = Vad vill du göra?
staff-more = Något mer?
staff-today = Idag
staff-people = Mina deltagare
staff-queue = Kön
staff-digest-on = Samla till en lista varje morgon
staff-digest-off = Visa kort direkt
staff-digest-is-on = Klart. Nu kommer en lista varje arbetsmorgon. Kriser, anmälningar och meddelanden kommer ändå direkt.
staff-digest-is-off = Klart. Nu kommer kort direkt igen.
staff-unclear = Jag förstod inte. Välj gärna en knapp.
staff-not-allowed = Det får du inte göra. Gäller det någon annans deltagare kan samordnaren hjälpa dig.
staff-refused = Det gick inte: { $reason }
staff-today-nothing = Inget behöver dig idag.
staff-today-head = { BEGINNING($day) }: { $count ->
    [one] en sak behöver dig
   *[other] { $count } saker behöver dig
}
list-more = … och { $count } till
list-next = Visa fler ({ $count } till)
staff-people-head = { $count ->
    [one] En deltagare
   *[other] { $count } deltagare
}
staff-people-none = Du har inga deltagare just nu.

card-warning = { $who }: { $rule }. Senast { $day }.
card-breach = { $who }: { $rule }. Det skulle ha varit gjort { $day }.
card-escalation = { $who }: { $rule }. Det skulle ha varit gjort { $day } och är fortfarande inte gjort.
card-still-open = { $who }: { $rule }. Det skulle ha varit gjort { $day } och väntar fortfarande.
card-late-entry = { $who }: { $rule }. Det var gjort i tid, men skrevs in för sent.
card-reopened = { $who }: { $rule }. En rättelse gör att det inte längre är gjort. Senast { $day }.
card-alert-only = { $who }: { $rule }. { $kind ->
    [warning] Det ska göras snart.
    [still_open] Det är fortfarande inte gjort.
    [late_entry] Det var gjort i tid, men skrevs in för sent.
    [reopened] En rättelse gör att det inte längre är gjort.
   *[other] Det är inte gjort i tid.
}
card-task-crisis = Brådskande: { $who } behöver en människa nu ({ $when }). Läs och svara, eller ring.
card-task-referral = { $who } har anmält sig själv. Vem tar kontakt?
card-same = Kan vara samma person som: { $who }
card-same-somebody = Kan vara samma person som någon som redan har anmält sig.
asked-read-out = Begäran kom efter att en kod hade lästs upp av en kollega. Fråga personen själv innan du beslutar.
card-task-message = { $who } har skrivit till dig.
card-task-appointment = { $who } om mötet { $when }: { $about }
card-task-questionnaire = { $who } behöver hjälp med ett formulär: { $about }.
card-task-erasure = { $who } vill bli raderad. Öppna och besluta.
card-task-unreached = { $who } nås inte av meddelanden. Ring gärna.
card-task-unreminded = { $who } har ett möte { $when }, och ingen påminnelse hinner fram före det. Ring gärna.
card-task-place = { $who } har svarat om platsen: { $about }.
card-task-pause = { $who } har tagit paus: { $about }. Platsen är kvar.
card-task-consent = { $who } har tagit tillbaka sitt ja till { $about }. Det gäller från nu.
card-task-enrolment = { $who } ska skrivas in hos { $about }, som har fullt. Öppna, och skriv in med ett skäl om det ska ske ändå.
card-task-talk = { $who } vill gärna prata med dig.
card-pause-hospital = sjukhus
card-pause-own-wish = behöver vila
card-pause-parental-leave = föräldraledig
card-pause-other = annat skäl
card-appointment-cancelled = vill avboka
card-appointment-wish = vill ha en annan tid: ”{ $wish }”
card-acknowledge = Kvittera
settle-done = Klart
settle-done-what = Klart: { $what }
settle-dropped = Blir inte av
settle-dropped-what = Blir inte av: { $what }
settle-granted = Ja från myndigheten
settle-granted-what = Ja från myndigheten: { $what }
settle-refused = Nej från myndigheten
settle-refused-what = Nej från myndigheten: { $what }
settle-withdrawn = Frågan är tillbakadragen
settle-withdrawn-what = Frågan är tillbakadragen: { $what }
settle-reached = Klarat
settle-reached-what = Klarat: { $what }
settle-when = { $what }. Vilken dag?
settle-kept = Sparat.
card-open = Öppna
card-contact = Logga kontakt
card-employer = Arbetsgivarkontakt
card-book = Boka möte
card-write = Skriv
card-reply = Svara
card-mine = Jag tar den här
card-take-crisis = Jag tar det nu
card-take-task = Klart
card-task-appointment-only = { $who } har skrivit om ett möte.
card-task-unreminded-only = { $who } får ingen påminnelse före ett möte. Ring gärna.
card-task-questionnaire-only = { $who } behöver hjälp med ett formulär.
card-task-place-only = { $who } har svarat om platsen.
card-task-pause-only = { $who } har tagit paus.
card-task-consent-only = { $who } har tagit tillbaka ett samtycke.
card-task-enrolment-only = { $who } ska skrivas in, och coachen har fullt.
card-about-crisis = brådskande
card-about-referral = egen anmälan
card-about-message = meddelande
card-about-appointment = möte
card-about-questionnaire = formulär
card-about-erasure = vill bli raderad
card-about-unreached = nås inte av meddelanden
card-about-unreminded = ingen påminnelse före mötet
card-about-place = svar om platsen
card-about-pause = paus
card-about-consent = samtycke som tagits tillbaka
card-about-enrolment = inskrivning över taket
card-about-talk = vill prata
card-granted = raderas
card-refused = raderas inte
card-closed-about = { $who }: { $what }. { $line }
card-closed-met = Klart { $day }.
card-closed-met-plain = Klart.
card-closed-waived = Undantaget.
card-closed-stopped = Behövs inte längre.
card-closed-later = Ny dag: { $day }.
card-closed-later-plain = Vilar.
card-closed-struck = Struket.
card-closed-acknowledged = { $name } har kvitterat: { $detail }.
card-closed-acknowledged-plain = { $name } har kvitterat.
card-closed-taken = { $name } har tagit det.
card-closed-done = Klart, av { $name }.
card-closed-decided = Beslutat: { $detail }.
card-closed-decided-plain = Beslutat.
card-closed-ended = Avslutat.
card-closed-moved = Nu hos { $name }.
message-hidden = Det här visas inte längre för dig.

ack-why = Hur ligger det till?
ack-planned = Det är planerat
ack-waiting = Väntar på någon annan
ack-done = Gjort, ska skrivas in
ack-wish = Deltagarens önskan
ack-other = Annat
ack-kept = Kvitterat.
raised-words = { $who }, { $when }:
raised-no-number = Det finns inget telefonnummer. Svara i chatten.
raised-gone = Orden finns inte här. De kan vara skrivna på Telegram, eller borttagna.
raised-hidden = Orden och numret får bara den namngivna coachen se. Måste du se dem: öppna personen, visa de skyddade uppgifterna med ett skäl, och läs sedan orden.
raised-read = Läs orden
task-taken = Tack, du har tagit den.
task-taken-by = { $name } har redan tagit den.
taken-done = Nu är det din deltagare.

today-deadline-only = { $who }: { $rule }
today-task-crisis = { $who }: brådskande, behöver en människa ({ $when })
today-task-referral = { $who }: ny anmälan, ingen har tagit den
today-task-message = { $who }: har skrivit
today-task-appointment = { $who }: vill ändra ett möte
today-task-questionnaire = { $who }: behöver hjälp med ett formulär
today-task-erasure = { $who }: vill bli raderad
today-task-unreached = { $who }: nås inte av meddelanden
today-task-unreminded = { $who }: får ingen påminnelse om ett möte
today-task-place = { $who }: har svarat om en plats
today-task-pause = { $who }: har tagit paus
today-task-consent = { $who }: har tagit tillbaka ett samtycke
today-task-enrolment = { $who }: ska skrivas in, coachen har fullt
today-task-talk = { $who }: vill gärna prata
today-breached = { $who }: { $rule } (skulle ha varit gjort { $day })
today-warned = { $who }: { $rule } (senast { $day })
today-late-entry = { $who }: { $rule } (gjort i tid, sent inskrivet)
today-due = { $who }: { $rule } (senast { $day })
today-note-reminder = { $who }: påminnelse till { $day }: { $what }
today-note-question = { $who }: fråga till dig: { $what }
today-note-answer = { $who }: svar på din fråga: { $what }
today-matter-awaited = { $who }: väntar på svar sedan { $day }: { $what }
today-unreachable = { $who }: har ingen coach som kan nås
today-appointment = { $who }: möte { $when }
today-appointment-past = { $who }: blev mötet { $when } av?

state-referred = Anmäld
state-waiting = I kö
state-intake = Intagning
state-engagement = Anslutning
state-assessment = Kartläggning
state-job-placement = Arbetsplacering
state-coaching = Coachning
state-follow-along = Uppföljande stöd
state-paused = Paus
state-declined = Avböjd
state-discharged = Avslutad
status-open = senast { $day }
status-warned = snart, senast { $day }
status-breached = skulle ha varit gjort { $day }
portrait-coach = Coach: { $name }
portrait-words =
    Egna ord:
    { $words }

contact-mode = Hur hade ni kontakt?
mode-meeting = Möte
mode-phone = Telefon
mode-message = Meddelande
mode-email = E-post
mode-video = Video
employer-which = Vilken arbetsgivare?{ $more }
employer-other = En annan
employer-name = Skriv arbetsgivarens namn.
employer-mode = Hur?
employer-mode-face-to-face = Besök
employer-mode-phone = Telefon
employer-mode-email = E-post
employer-mode-video = Video
employer-who = Vem tog kontakten?
employer-who-coach = Jag
employer-who-participant = Deltagaren
employer-who-both = Tillsammans
employer-competitive = Gällde det ett vanligt jobb?
employer-follows = Stämmer det med vad deltagaren vill?
answer-yes = Ja
answer-no = Nej
answer-unknown = Vet inte
form-confirm = { $what }. Spara?
form-ask-on = Annan dag
form-ask-activity = Vad
form-ask-minutes = Hur länge
form-ask-note = Anteckning
form-on = Vilken dag? Du kan också skriva en annan, till exempel 3/11 eller i måndags.
form-on-unclear = Jag förstod inte vilken dag. Skriv den så här: 3/11, i måndags eller för två veckor sedan.
form-on-ahead = { BEGINNING($day) } har inte varit än. Skriv en dag som har varit, eller boka ett möte i stället.
form-on-before = { BEGINNING($day) } är före anmälan, som kom { $first }. Skriv den dagen eller en senare.
form-on-0 = Idag
form-on-1 = Igår
form-on-2 = I förrgår
form-activity = Vad handlade det om?
activity-mapping = Kartläggning
activity-job-search = Söka jobb
activity-workplace = Arbetsplatsen
activity-benefits = Ekonomi
activity-authority = Myndighet
activity-everyday-support = Vardag
activity-other = Annat
form-minutes = Hur länge?
minutes-count = { $count } min
form-note = Skriv en kort anteckning. Skriv bara det som behövs.
form-has-note = med anteckning
form-saved = Sparat. { $what }.{ $met }
form-met = ✓ { $rule }: klart.

about-whom = { $who }
    { $text }
booking-when = När ska ni ses? Du kan också skriva en annan dag och tid, till exempel 3/12 14:00 eller på torsdag kl. 10.
booking-hour = Vilken tid { $day }? Du kan också skriva en annan.
booking-full = Inget är ledigt { $day }. Skriv en tid ändå, eller en annan dag.
booking-unclear = Skriv dag och tid så här: 3/12 14:00, eller på torsdag kl. 10.
booking-past = Den tiden har redan varit. Skriv en som kommer.
booking-confirm = Möte { $moment }{ $where ->
    [yes] {""}, { $place }
   *[no] {""}
}. Ska det bokas?
booking-confirm-taken = Möte { $moment }{ $where ->
    [yes] {""}, { $place }
   *[no] {""}
}. Det krockar med ett annat möte. Ska det bokas ändå?
booking-book = Boka
booking-where = Var
booking-other = Annan tid
booking-place = Var ska ni ses? Det står i personens chatt.
booking-done = Bokat { $moment }. { $told ->
    [yes] Det kommer ett besked i personens chatt.
   *[no] Personen får inget besked härifrån. Berätta själv.
}

came-kept = { BEGINNING($moment) }: kom
came-missed = { BEGINNING($moment) }: kom inte
came-kept-sure = Kom personen till mötet { $moment }?
came-kept-yes = Ja, personen kom
came-missed-sure = Uteblev personen från mötet { $moment }?
came-missed-yes = Ja, kom inte
came-kept-done = Sparat: mötet blev av.
came-missed-done = Sparat. Hör gärna av dig och fråga hur det är.

reply-write = Skriv ditt svar. Det visas i personens chatt med ditt namn.
reply-write-crisis = Skriv ditt svar. Det visas i personens chatt med ditt namn. När du har skrivit har du tagit det brådskande.
reply-sent = Skickat.
reply-no-chat = Personen har ingen chatt. Ring i stället.

move-enrolled = Skriv in
move-waitlisted = Sätt i kö
move-phase = Byt fas
move-phase-ask = Vilken fas är ni i nu?
move-done = Klart.
move-waitlisted-sure = Ska personen sättas i kö?
move-waitlisted-yes = Ja, sätt i kö
move-phase-sure = Ska fasen bli { $phase }?
move-phase-yes = Ja, byt fas
move-enrolled-coach = Ingen skrivs in utan coach. Vem ska bli coach?
move-enrolled-sure = Ska personen skrivas in, med { $coach } som coach? Då börjar tiderna räknas.
move-enrolled-yes = Ja, skriv in
move-enrolled-done = Klart: inskriven.
cap-full = { $coach } har { $count } deltagare och plats för { $places }. Samordnaren kan ändå ge en plats, med ett skäl.
cap-ask = Be samordnaren
cap-asked = Samordnaren har fått frågan. Ingenting är ändrat ännu.
cap-reason = { $coach } har { $count } deltagare och plats för { $places }. Varför ska personen få plats ändå? Skriv skälet i en mening. Det sparas med beslutet.
cap-reason-more = Skriv skälet med några fler ord, så att den som läser det efteråt förstår.
move-assign = Byt coach
assign-ask = Vem ska bli coach?
assign-nobody = Ingen coach är registrerad.
assign-sure = Ska { $coach } bli coach?
assign-yes = Ja, byt coach
assign-done = Klart.
queue-head = { $count ->
    [one] En person väntar
   *[other] { $count } personer väntar
}
queue-same = { $count ->
    [one] En anmälan till kan vara samma person, och räknas inte.
   *[other] { $count } anmälningar till kan vara samma person som någon annan, och räknas inte.
}
queue-same-as = { $who } (kan vara samma som { $number })
queue-places = { $count ->
    [0] Ingen ledig plats
    [one] En ledig plats
   *[other] { $count } lediga platser
}
queue-nobody = Ingen väntar.
queue-offer-none = Erbjud plats
queue-offer-open = Erbjuden
queue-offer-accepted = Har tackat ja
queue-offer-refused = Har tackat nej
offer-sure = Ska personen erbjudas en plats?
offer-yes = Ja, erbjud plats
offer-made = Erbjudandet ligger i personens chatt.
offer-no-chat = Personen har ingen chatt. Ring och berätta.
erasure-grant = Bevilja radering
erasure-refuse = Avslå radering
erasure-granted-sure = Ska personen raderas? När det är utfört går det inte att ångra, inte heller ur en säkerhetskopia.
erasure-granted-yes = Ja, bevilja
erasure-refused-sure = Ska begäran avslås? Personen får veta det.
erasure-refused-yes = Ja, avslå
erasure-granted-done = Beviljat. Dataskyddsombudet raderar vid skrivbordet, eller driften med kommandot journey erase.
erasure-refused-done = Avslaget. Personen har fått veta det.
card-code = { $who } vill öppna sin chatt. Ring upp på numret du har, och läs upp koden { $code }. Den gäller till och med { $day }. Ge den inte till någon annan. När koden används står det i chatten att du fick den.
card-unproved = Någon försöker öppna chatten för { $who }, med en adress som inte är bekräftad. Har du träffat personen och vet att adressen stämmer? Bekräfta den då under Öppna.
card-changed = { $who } nås på ett nytt sätt från och med nu. Vi kunde inte meddela den gamla adressen. Hör gärna efter att det stämmer. Det går att ångra i chatten i { $days } dagar.
met-phone = Telefonnumret är bekräftat
met-email = E-postadressen är bekräftad
met-ask = Har du träffat eller pratat med { $who }, och vet att { $address } är personens egen? Då kan chatten öppnas med den.
met-yes = Ja, den stämmer
met-done = Klart. Adressen är bekräftad.

staff-left = Du har inte längre tillgång här. Fråga samordnaren om det är fel.
staff-elsewhere = Du är inne. I chatten finns inget för din roll än: rapporter, läslogg och granskning når du på annat sätt. Besked till dig kommer hit.
glass-break = Visa skyddade uppgifter
glass-why = Varför måste du se uppgifterna? Skriv skälet i en mening. Arbetscoachen och dataskyddsombudet får veta det direkt, och personen kan se det.
glass-why-more = Skriv skälet med några fler ord, så att den som läser det efteråt förstår.
glass-broken = Du ser uppgifterna i en timme från nu. Arbetscoachen och dataskyddsombudet har fått veta det.
glass-told = { $name } har öppnat uppgifter om en person med skyddade uppgifter, för en timme. Skälet står i läsloggen.
glass-told-coach = { $name } har öppnat uppgifterna om din deltagare med skyddade uppgifter, för en timme. Skälet: { $reason }
