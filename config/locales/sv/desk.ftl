# Arbetsrummet. En sorts uppgift heter entry-…, en fråga i den field-…, ett val choice-…, en hjälp hint-….

desk-title = Arbetsrummet
desk-menu = Sidor
desk-menu-today = Idag
desk-menu-people = Deltagare
desk-menu-waiting = I kö
desk-menu-team = Teamet
desk-crumbs = Var du är
desk-tabs = Sidor om { $who }
desk-filters = Urval
desk-sessions = Mina inloggningar
desk-sign-out = Logga ut
desk-role-coach = Arbetscoach
desk-role-supervisor = Samordnare
desk-role-evaluator = Följeforskare
desk-role-dpo = Dataskyddsombud
desk-role-admin = Administratör
desk-block-now = Behöver dig nu
desk-block-meetings = Möten
desk-block-soon = På gång
desk-today-empty = Inget behöver dig just nu. Här kommer frister, möten, anmälningar och meddelanden.
desk-today-task-crisis = Brådskande: behöver en människa nu
desk-today-task-referral = Ny anmälan som ingen har tagit
desk-today-task-message = Har skrivit
desk-today-task-appointment = Vill ändra ett möte
desk-today-task-questionnaire = Behöver hjälp med ett formulär
desk-today-task-erasure = Vill bli raderad
desk-today-task-unreached = Nås inte av meddelanden
desk-today-task-unreminded = Får ingen påminnelse om ett möte
desk-today-task-place = Har svarat om en plats
desk-today-task-pause = Har tagit paus
desk-today-task-consent = Har tagit tillbaka ett samtycke
desk-today-task-enrolment = Ska skrivas in, coachen har fullt
desk-today-task-talk = Vill gärna prata
desk-today-coach-unreachable = Har ingen coach som kan nås
desk-today-meeting-ahead = Möte
desk-today-meeting-past = Blev mötet av?
desk-due = senast { $day }
desk-was-due = skulle ha varit gjort { $day }
desk-take = Jag tar det
desk-answer = Svara i chatten
desk-kept = Det blev av
desk-missed = Kom inte
desk-acknowledge = Kvittera
desk-back = Tillbaka
desk-to-today = Till Idag
desk-show-mine = Mina
desk-show-all = Alla
desk-show-deputised = Som ställföreträdare
desk-show-overdue = Försenat
desk-show-quiet = Ingen kontakt på 14 dagar
desk-show-paused = Paus
desk-show-waiting = Väntar på plats
desk-show-ended = Avslutade
desk-people-empty-mine = Du har inga deltagare just nu. När någon skrivs in hos dig står de här.
desk-people-empty-all = Inga deltagare än. De som skrivs in står här.
desk-people-empty-deputised = Du är inte ställföreträdare för någon idag.
desk-people-empty-overdue = Inget är försenat.
desk-people-empty-quiet = Alla har haft kontakt de senaste 14 dagarna.
desk-people-empty-paused = Ingen har paus.
desk-people-empty-waiting = Ingen av dina väntar på plats.
desk-people-empty-ended = Ingen är avslutad.
desk-column-name = Vem
desk-column-state = Var i stödet
desk-column-last = Senaste kontakt
desk-column-due = Nästa frist
desk-column-meeting = Nästa möte
desk-flag-protected = Skyddade uppgifter
desk-never = ingen än
desk-turn = Har fått plats
desk-head-state = Var i stödet
desk-head-coach = Coach
desk-head-deadline = Nästa frist
desk-head-meeting = Nästa möte
desk-head-reference = Nummer
desk-nothing-waits = ingen
desk-no-meeting = inget bokat
desk-record = Ny uppgift
desk-tab-story = Händelser
desk-tab-deadlines = Frister
desk-tab-plan = Plan
desk-tab-work = Arbete och studier
desk-tab-network = Omkring
desk-tab-questionnaires = Formulär
desk-tab-who-looked = Vem har läst
desk-everything = Allt
desk-story-empty = Inget har hänt än.
desk-section-empty = Inget är antecknat här än. Knapparna ovanför lägger till.
desk-drawing = Vägen från { $first } till { $last }
desk-drawing-table = Samma sak som tabell
desk-drawing-what = Vad
desk-drawing-when = När
desk-still = pågår
desk-struck = struken
desk-late = inskrivet { $day }
desk-entered-by = Av { $who }
desk-waiting = Väntar på något
desk-deadlines-empty = Inga frister väntar.
desk-clock-stopped = vilar under pausen
desk-counted-from = Räknas från { $day }.
desk-status-open = öppen
desk-status-warned = snart
desk-status-breached = försenad
desk-status-met = klar
desk-status-met-late = klar efter tiden
desk-status-late-entry = gjord i tid, försenad inskrivning
desk-status-waived = undantagen
desk-status-stopped = behövs inte längre
desk-kinds-daily = Till vardags
desk-kinds-moves = Steg på vägen
desk-kinds-other = Övrigt
desk-kinds-past = Steg för en dag som varit
desk-on = Vilken dag
desk-on-today = Idag
desk-on-yesterday = Igår
desk-on-other = En annan dag
desk-on-day = Den andra dagen
desk-optional = (om du vill)
desk-not-said = Vet inte
desk-choose = Välj
desk-none-open = Det finns inget att välja. Lägg till det först.
desk-day = Dag
desk-time = Tid
desk-more = Fler uppgifter
desk-save = Spara
desk-cancel = Avbryt
desk-income-source = Inkomst
desk-income-payer = Från
desk-income-amount = Kronor i månaden
desk-income-tax = Skatt på den
desk-unit-minutes = minuter
desk-unit-extent = procent av heltid
desk-unit-wage = kr i månaden
desk-unit-subsidy = kr i månaden
desk-unit-hours-per-week = timmar i veckan
desk-unit-years-on-support = år
desk-unit-amount = kr
desk-overtaken = Någon annan har skrivit sedan du öppnade formuläret
desk-overtaken-kept = Det du skrev står kvar här nedanför. Spara igen om det fortfarande stämmer.
desk-again = Titta igenom och spara
desk-wrong-empty = ”{ $label }” saknas för { $who }.
desk-wrong-on-empty = När hände det med { $who }? Välj en dag.
desk-wrong-not-a-number = ”{ $label }” är ingen siffra. Skriv till exempel 45.
desk-wrong-not-whole = ”{ $label }” ska vara ett helt tal.
desk-wrong-too-small = ”{ $label }” är för litet. Minst { $bound }.
desk-wrong-too-large = ”{ $label }” är för stort. Högst { $bound }.
desk-wrong-not-a-day = ”{ $label }” är ingen dag. Skriv till exempel 12/5 eller 2026-05-12.
desk-wrong-not-a-time = ”{ $label }”: tiden stämmer inte. Skriv till exempel 14:00.
desk-wrong-ahead = ”{ $label }” ligger framåt i tiden. Skriv en dag som har varit, eller boka ett möte.
desk-wrong-too-long = ”{ $label }” är för lång. Högst { $bound } tecken.
desk-wrong-not-a-choice = ”{ $label }”: välj något av det som står där.
desk-wrong-not-taken = ”{ $label }” stämmer inte med det som redan står. Ändra, eller rätta det andra först.
desk-wrong-unchanged = Du har inte ändrat något.
desk-wrong-cap = Coachen har fullt. Samordnaren kan ändå ge en plats, med ett skäl.
desk-wrong-order = Det går inte i den ordningen för { $who }. Se vad som redan står i händelserna den dagen.
desk-entry = En uppgift
desk-sent-now = Sparat.
desk-sent-again = Det är redan sparat.
desk-sent-struck = Struket. Uppgiften står kvar i loggen.
desk-now-in = Nu: { $state }
desk-opens = Ny frist: { $rule }, { $when }
desk-known-since = Inskrivet { $day }
desk-settled = Gjorde klart { $rule }
desk-correct = Rätta
desk-why = Varför
desk-strike-changes = Det här ändras om uppgiften stryks
desk-strike-nothing = Inga frister och inget steg ändras.
desk-strike-gone = Fristen { $rule } försvinner
desk-strike-impossible = Den kan inte strykas ensam: det som står efteråt skulle bli omöjligt. Stryk det senare först.
desk-record-rightly = Stryk och skriv rätt
desk-strike-only = Bara stryk
desk-lately = Senast
desk-trouble = Det gick inte
desk-trouble-token = Sidan var för gammal. Gå tillbaka, ladda om den och försök igen.
desk-trouble-not-yours = Den sidan finns inte, eller så är den inte din. Samordnaren kan hjälpa dig.
desk-trouble-refused = Det kunde inte sparas. Inget är ändrat. Försök igen.
desk-trouble-taken = { $by } har redan tagit det.
desk-trouble-stale = Någon hann före. Inget är ändrat.
desk-trouble-unasked = Det gick inte att fråga i chatten. Det finns ingen chatt, eller så ville personen inte ha meddelanden just nu. Inget är ändrat.
desk-signed-out = Du är utloggad
desk-signed-out-kept = Det du skrev finns kvar på den här sidan. Logga in i en ny flik, kom tillbaka hit och skicka igen.
desk-sign-in-again = Logga in igen
desk-send-again = Skicka igen

entry-referred = Anmälan
entry-identity-changed = Hur personen är med
entry-waitlisted = Sätt i kö
entry-declined = Avsluta anmälan
entry-enrolled = Inskrivning
entry-coach-assigned = Coach
entry-consent-given = Samtycke
entry-consent-withdrawn = Samtycke tillbaka
entry-contact-held = Kontakt
entry-partner-contacted = Samtal om personen
entry-co-coach-assigned = En coach till
entry-co-coach-ended = Den andra coachen slutar
entry-network-person-recorded = Någon omkring personen
entry-network-person-ended = Inte längre någon omkring
entry-matter-opened = Nytt ärende
entry-matter-decided = Svar i ärende
entry-action-agreed = Ny åtgärd
entry-action-done = Åtgärd klar
entry-action-dropped = Åtgärd blir inte av
entry-milestone-set = Nytt delmål
entry-milestone-reached = Delmål nått
entry-activity-attended = Deltog i något
entry-job-applied = Sökt jobb
entry-interview-held = Intervju
entry-document-kept = Dokument
entry-document-removed = Dokument borttaget
entry-filed-in-journal = Fört till journalen
entry-registered-with = Inskriven hos
entry-unregistered-from = Utskriven från
entry-appointment-booked = Boka möte
entry-appointment-kept = Mötet blev av
entry-appointment-missed = Kom inte till mötet
entry-appointment-cancelled = Mötet avbokat
entry-outreach-attempted = Försök att nå
entry-benefits-counselling-offered = Erbjöd ekonomisk vägledning
entry-benefits-counselling-given = Ekonomisk vägledning
entry-profile-completed = Kartläggningen klar
entry-preferences-recorded = Vad personen vill
entry-plan-agreed = Ny plan
entry-plan-reviewed = Planen genomgången
entry-employer-contacted = Arbetsgivarkontakt
entry-placement-started = Praktik börjar
entry-placement-ended = Praktik slutar
entry-job-agreed = Jobb bestämt
entry-job-started = Jobb börjar
entry-job-changed = Jobb ändras
entry-job-ended = Jobb slutar
entry-studies-started = Studier börjar
entry-studies-ended = Studier slutar
entry-incomes-recorded = Inkomster
entry-housing-support-recorded = Boendestöd
entry-questionnaire-sent = Formulär lämnat
entry-questionnaire-answered = Formulär besvarat
entry-phase-moved = Ny fas
entry-paused = Paus
entry-resumed = Slut på paus
entry-discharged = Avslut
entry-sus-registered = Registrering i SUS
entry-deadline-waived = Undantag från en frist
entry-struck = Rättelse
entry-background-recorded = Bakgrund
entry-coach-registered = Ny coach
entry-coach-fte-changed = Coachens arbetstid
entry-coach-absent = Coach borta
entry-coach-returned = Coach tillbaka
entry-coach-left = Coach har slutat
entry-meeting-held = Möte i verksamheten
entry-fidelity-reviewed = Programtrohetsmätning
entry-work-wish-asked = Årlig fråga om arbete
entry-dissemination-held = Spridning av metoden
entry-incident-reported = Avvikelse
entry-complaint-received = Klagomål
entry-report-submitted = Rapport lämnad
entry-team-goal-set = Teamets mål
entry-team-goal-assessed = Målet bedömt
entry-budget-set = Budget
entry-cost-recorded = Kostnad
entry-employer-registered = Ny arbetsgivare
entry-employer-visited = Besök hos arbetsgivare
entry-employer-agreement-signed = Avtal med arbetsgivare

field-source = Vem anmälde
field-language = Språk
field-identity = Hur
field-name = Namn
field-phone = Telefon
field-email = E-post
field-reason = Skäl
field-coach = Coach
field-party = Vem
field-partner-contacted-party = Med vem
field-matter-opened-party = Vem ska svara
field-consent-given-party = Vem vi får prata med
field-consent-withdrawn-party = Vem vi inte får prata med längre
field-registered-with-party = Hos
field-unregistered-from-party = Hos
field-purpose = Vad det gäller
field-until = Till och med
field-mode = Hur
field-place = Var
field-activity = Om vad
field-activity-attended-activity = Vad
field-minutes = Hur länge
field-with = Tillsammans med
field-appointment = Mötet
field-at = När
field-action-agreed-at = Var det bestämdes
field-cause = Vad som kom emellan
field-occupations = Arbeten personen vill ha
field-extent = Omfattning
field-disclosure = Berätta om sin hälsa
field-kind = Vilken sort
field-instrument = Formulär
field-moment = Vid vilken tid
field-answers = Svaren
field-total = Poäng
field-scoring = Räknat enligt
field-to = Fas
field-rule = Frist
field-gender = Kön
field-birth-year = Födelseår
field-municipality = Kommun
field-education = Utbildning
field-years-on-support = Tid med bidrag
field-care-team = Vårdteam
field-incomes = Inkomster
field-matter = Ärende
field-person = Vem
field-outcome = Svaret
field-action = Åtgärd
field-responsible = Vem gör det
field-due = Senast
field-entries = Uppgifterna
field-system = Journalen heter
field-milestone = Delmål
field-employer = Arbetsgivare
field-industry = Bransch
field-follows-preferences = Stämmer med vad personen vill
field-hours-per-week = Hur mycket
field-who = Vem tog kontakten
field-competitive = Gällde det ett vanligt jobb
field-job-started-competitive = Är det ett vanligt jobb
field-job-changed-competitive = Är det ett vanligt jobb
field-placement = Praktiken
field-job = Jobbet
field-start = Börjar
field-sector = Sektor
field-job-type = Arbete
field-permanent = Tillsvidare
field-subsidised = Med lönebidrag
field-subsidy = Lönebidrag
field-wage = Lön
field-studies = Studierna
field-completed = Blev klara
field-fte = Tjänst (1 är heltid)
field-deputy = Ställföreträdare
field-parties = Vilka var med
field-absent = Vilka saknades
field-team = Vårdteam
field-scale = Skala
field-rater = Vem bedömde
field-scores = Poäng för varje område, 1 till 5
field-reviewer = Bedömare
field-consensus = Gemensam bedömning
field-people = Hur många
field-wished = Hur många ville
field-audience = För vilka
field-period = Period
field-goal = Mål
field-target = Målvärde
field-figure = Mätt med
field-met = Nått
field-value = Utfall
field-year = År
field-amount = Belopp
field-payer = Betalas av
field-note = Anteckning
field-action-agreed-note = Vad ska göras
field-milestone-set-note = Steget, med personens egna ord
field-matter-opened-note = Vad frågan gäller
field-meeting-held-note = Minnesanteckningar
field-incident-reported-note = Vad som hände
field-complaint-received-note = Vad klagomålet gäller

hint-occupations = Ett på varje rad.
hint-answers = Siffrorna i ordning, till exempel 0 1 2 0. Eller ett svar på varje rad.
hint-total = Om du inte skriver in svaren.
hint-reason = Behövs bara för den som har fullt.
hint-discharged-reason = Ingen avslutas bara för uteblivna besök.
hint-declined-reason = Ett nej behöver ett skäl, och redovisas.
hint-paused-reason = Tiderna stannar under pausen.
hint-employer = Välj ur företagsbanken, eller skriv ett nytt namn.
hint-parties = En på varje rad.
hint-absent = En på varje rad.
hint-period = Till exempel 2026-10, 2026-Q3 eller 2026-T2.
hint-note = Skriv bara det som behövs.

choice-identity-named = med namn
choice-identity-anonymous = utan namn
choice-identity-protected = med skyddade uppgifter
choice-declined-own-wish = personens egen vilja
choice-reason-own-wish = personens egen vilja
choice-reason-moved = har flyttat
choice-reason-outside-target = utanför målgruppen
choice-reason-no-contact = ingen kontakt
choice-reason-excluded = fick nej
choice-reason-work = arbete
choice-reason-studies = studier
choice-reason-completed = fullföljd insats
choice-reason-illness = sjukdom
choice-reason-deceased = dödsfall
choice-reason-wrongly-registered = felaktigt inskriven
choice-reason-hospital = sjukhus
choice-reason-parental-leave = föräldraledighet
choice-reason-other = annat
choice-source-self = personen själv
choice-source-family = familjen
choice-source-guardian = god man eller förvaltare
choice-source-other = någon annan
choice-source-lss-officer = LSS-handläggare
choice-lss-officer = LSS-handläggare
choice-guardian = god man eller förvaltare
choice-family = familj eller närstående
choice-peer = kamrat eller peer
choice-employer = arbetsgivare
choice-engagement = anslutning
choice-assessment = kartläggning
choice-job-placement = arbetsplacering
choice-coaching = coachning
choice-follow-along = uppföljande stöd
choice-who-coach = coachen
choice-who-participant = deltagaren
choice-who-both = tillsammans
choice-place-home = hemma
choice-activity-benefits = ekonomi
choice-cause-illness = sjukdom
choice-cause-at-work = arbetade
choice-cause-forgot = glömdes bort
choice-cause-anxiety = kändes för svårt
choice-cause-own-logistics = annat i vardagen
choice-at-participant-meeting = möte med deltagaren
choice-outcome-granted = beviljat
choice-outcome-refused = avslag
choice-outcome-withdrawn = tillbakadraget
choice-sector-municipal = kommunal
choice-sector-regional = regional
choice-sector-state = statlig
choice-sector-private = privat
choice-sector-non-profit = ideell
choice-kind-team = teammöte
choice-kind-cooperation-group = samverkansgrupp
choice-kind-treatment-conference = behandlingskonferens
choice-kind-psychiatry = psykiatrin
choice-kind-housing-support = boendestödet
choice-kind-steering-group = styrgrupp
choice-kind-authority-cooperation = myndighetssamverkan
choice-rater-self = vi själva
choice-rater-external = någon utifrån
choice-industry-care-municipal = vård, omsorg och kommunal verksamhet
choice-industry-trade = handel
choice-industry-manufacturing = tillverkning
choice-industry-services = service
choice-industry-other = annan bransch
choice-no-contact = ingen kontakt
by-participant = deltagaren
by-system = systemet
by-import = ett äldre system

read-desk-today = på sin sida Idag
read-desk-people = i sin lista över deltagare
read-desk-person = på sidan om dig
read-desk-recording = för att skriva in något om dig
read-desk-handover = för att du ska få en ny coach
read-desk-entry = för att se en uppgift om dig
read-desk-team = på sidan om verksamheten

desk-since = sedan { $day } ({ $days ->
    [one] en dag
   *[other] { $days } dagar
})
desk-days = { $count ->
    [0] sedan idag
    [one] en dag
   *[other] { $count } dagar
}
desk-paused-days = { $count ->
    [one] En dag med paus är borträknad.
   *[other] { $count } dagar med paus är borträknade.
}
desk-over = { $count ->
    [one] En frist som är över
   *[other] { $count } frister som är över
}
desk-times = { $count } gånger
desk-wrong = { $count ->
    [one] En sak behöver ändras
   *[other] { $count } saker behöver ändras
}
desk-other-roles = Sidorna för din roll kommer här. Rapporter, granskning och läslogg når du tills dess med kommandot journey.

desk-today-note-reminder = Påminnelse: { $what }
desk-today-note-question = Fråga till dig: { $what }
desk-today-note-answer = Svar på din fråga: { $what }
desk-today-matter-awaited = Väntar på svar: { $what }
desk-waiting-since = sedan { $day }
desk-done = Klart
desk-answer-question = Svara
desk-read-answer = Läs svaret
desk-close-question = Avsluta frågan
desk-tab-notes = Påminnelser och frågor
desk-reminders = Mina påminnelser
desk-reminders-private = Bara du ser dem här. De står också i personens egna uppgifter.
desk-remind-of = Vad du vill komma ihåg
desk-remind-on = När
desk-remind = Påminn mig
desk-questions = Frågor mellan kollegor
desk-asked-of = till { $who }
desk-your-answer = Ditt svar
desk-your-question = Din fråga
desk-ask-whom = Till vem
desk-ask = Fråga
desk-wrong-past = ”{ $label }” har redan varit. Välj idag eller senare.
field-words = Vad du vill komma ihåg
field-question = Frågan
field-answer = Svaret
field-whom = Till vem
desk-ending = Om två minuter loggas du ut. Det du har skrivit finns kvar på sidan.
desk-stay = Stanna kvar
desk-tell = Ljud och titel när något nytt kommer
desk-offline = Inget nät just nu
desk-offline-says = Sidan visar det som fanns på den här enheten senast. Det syns bara i den här fliken, och försvinner när du loggar ut.
desk-unsent = Inte skickat än
desk-send = Skicka
desk-offline-nothing = Inget är sparat på den här enheten. Försök igen när nätet är tillbaka.
desk-try-again = Försök igen
desk-left-unsent = Ett formulär är inte skickat. Titta på det.
desk-seen-at = Så som det var { $at }

# Någon ny, och kön
desk-newcomer = Anmäl någon ny
desk-on-referred = När kom anmälan?
desk-then = Vad händer nu?
desk-then-mine = Jag blir coach
desk-then-waiting = Personen ställs i kön
desk-then-nothing = Bara anmälan: teamet ser att någon väntar
desk-wrong-then-full = Du har redan så många deltagare som du får ha. Ställ personen i kön, eller fråga samordnaren.
desk-wrong-then-hidden = Den som har skyddade uppgifter får sin coach av samordnaren. Välj något annat.
desk-alike =
    { $count ->
        [one] Någon här har samma nummer eller adress. Är det samma person?
       *[other] Några här har samma nummer eller adress. Är det någon av dem?
    }
desk-alike-with = En deltagare hos { $coach }
desk-alike-nobodys = Någon som ännu inte har en coach
desk-another = Nej, det är någon annan
desk-newcomer-recorded = Anmälan är sparad. Numret är { $number }.
desk-newcomer-waits = Personen står nu i kön.
desk-newcomer-told = Teamet har fått veta att någon väntar på svar.
desk-newcomer-open = Till personens sida
desk-newcomer-another = Anmäl en till
hint-referred-name = Lämna tomt om personen inte vill säga vad hen heter.
hint-referred-personal-number = Behövs inte. Den förvaras låst.
desk-waiting-take = Jag blir coach
desk-waiting-enrolled = Skriv in
desk-waiting-waitlisted = Ställ i kön
desk-waiting-coach-assigned = Ge en coach
desk-waiting-contact-held = Kontakt
desk-waiting-declined = Avsluta anmälan
desk-waiting-more = Mer
desk-waiting-same = Kanske samma person som nummer { $number }
desk-trouble-full = Du har redan så många deltagare som du får ha. Samordnaren kan bestämma något annat.
desk-offered = Erbjudandet ligger nu i personens egen chatt.
desk-offered-no-chat = Erbjudandet är sparat. Personen har ingen chatt: ring eller skriv själv.

# Lämna över deltagare
desk-handover = Lämna över
desk-handover-whose = Vems deltagare ska någon annan ta hand om? För en tid: en ställföreträdare tar allt, och inget byter ägare. För gott: deltagarna får en ny coach.
desk-handover-people =
    { $count ->
        [0] inga deltagare
        [one] 1 deltagare
       *[other] { $count } deltagare
    }
desk-handover-places = { $enrolled } inskrivna och plats för { $places }
desk-handover-left = har slutat
desk-handover-away = borta, { $coach } är ställföreträdare
desk-handover-for-good = För gott
desk-handover-for-a-time = För en tid
desk-handover-from = Lämna över från { $coach }
desk-handover-to = Ny coach
desk-handover-which = Vilka deltagare
desk-handover-nobody = Här finns ingen att lämna över.
desk-handover-note = Vad den nya coachen behöver veta
desk-handover-reason = Skäl
desk-handover-reason-help = Behövs bara om den nya coachen får fler än det finns plats för.
desk-handover-look = Visa vad som händer
desk-handover-will =
    { $count ->
        [one] 1 deltagare får { $coach } som coach
       *[other] { $count } deltagare får { $coach } som coach
    }
desk-handover-lost = { $coach } ser inte längre deras sidor, om hen inte är medcoach.
desk-handover-meetings =
    { $count ->
        [one] 1 bokat möte står kvar: säg till deltagaren vem som kommer.
       *[other] { $count } bokade möten står kvar: säg till deltagarna vem som kommer.
    }
desk-handover-reminders =
    { $count ->
        [one] 1 egen påminnelse hos { $coach } följer inte med.
       *[other] { $count } egna påminnelser hos { $coach } följer inte med.
    }
desk-handover-questions =
    { $count ->
        [one] 1 fråga väntar på svar från { $coach }.
       *[other] { $count } frågor väntar på svar från { $coach }.
    }
desk-handover-kept = Berättelsen, planen, fristerna och chatten följer med.
desk-handover-do = Lämna över
desk-handover-done =
    { $count ->
        [0] Ingen lämnades över.
        [one] 1 deltagare har nu { $coach } som coach.
       *[other] { $count } deltagare har nu { $coach } som coach.
    }
desk-handover-outcome-done = har nu { $coach } som coach
desk-handover-outcome-full = inte överlämnad: { $coach } har inte plats, och inget skäl är angivet
desk-handover-outcome-gone = inte överlämnad: har redan en annan coach
desk-handover-undone = Överlämningen ångrades.
desk-undo = Ångra
desk-ready = Klar
desk-wrong-handover-nobody = Välj minst en deltagare.
desk-wrong-handover-to = Välj vem som ska bli coach.
desk-wrong-handover-full = { $coach } skulle få { $people } deltagare och har plats för { $places }. Skriv ett skäl, eller välj färre.

# Se som det var
desk-earlier = Se som det var en annan dag
desk-earlier-day = Det som hade hänt till och med
desk-earlier-known = Det som var inskrivet till och med
desk-earlier-show = Visa
desk-earlier-help = Lämna den andra rutan tom för att se allt som har skrivits in sedan dess om tiden fram till den dagen.
desk-earlier-is = Du ser det som hade hänt till och med { $day }. Här går det inte att skriva in något.
desk-earlier-is-known = Du ser det som hade hänt till och med { $day }, så som det var inskrivet { $known }. Här går det inte att skriva in något.
desk-earlier-now = Till idag
desk-glass-do = Visa i en timme

# När insatsen avslutas
read-desk-closing = när insatsen avslutades
desk-closing = Avsluta insatsen
desk-closing-open =
    { $count ->
        [one] 1 sak är öppen. Gör klart den, eller låt den stå om någon annan tar vid.
       *[other] { $count } saker är öppna. Gör klart dem, eller låt dem stå om någon annan tar vid.
    }
desk-closing-nothing = Inget är öppet. Allt är klart för ett avslut.
desk-closing-appointment = Möten
desk-closing-deadline = Frister
desk-closing-action = Åtgärder
desk-closing-matter = Ärenden
desk-closing-milestone = Delmål
desk-closing-placement = Praktik och träning
desk-closing-registered = Inskriven hos
desk-closing-consent = Samtycken som gäller
desk-closing-consent-help = De kan få gälla kvar, om någon kan behöva fråga efteråt. Fråga personen.
desk-summaries = Att skriva ut
desk-summary-person = Sammanfattning till deltagaren
desk-summary-referrer = Sammanfattning till den som anmälde
desk-summary-time = Tid i programmet
desk-summary-ended = Varför den slutade
desk-summary-begins-person = Det här är en kort berättelse om din tid hos { $programme }. Den är din.
desk-summary-begins-referrer = { $who } har gått med på att ni får veta detta.
desk-summary-steps = Det du har nått
desk-summary-next = Om du vill komma tillbaka
desk-summary-back = Du är välkommen igen när du vill. Hör av dig till { $human }.
desk-summary-yours = Du kan när som helst be om allt som är sparat om dig, eller be att det tas bort.
desk-summary-asked = Undrar ni över något? Fråga { $human }.
desk-summary-no-consent = { $who } har inte gått med på att { $source } får veta något. Fråga först, och skriv in samtycket.
desk-print = Skriv ut
# Listan över deltagare: filter, sökning, vyer och kalkylblad
desk-show-new = Nya för mig
desk-people-empty-new = Ingen är ny för dig. Här står de som du har fått de senaste 14 dagarna, eller inte har öppnat än.
desk-pages = Sidor
desk-page-before = Förra sidan
desk-page-after = Nästa sida
desk-page-of = { $first }–{ $last } av { $count }
## Meddelanden: det som står i deltagarens chatt, och att skriva dit

desk-tab-messages = Meddelanden
read-desk-messages = på sidan med meddelanden
desk-messages-with = Meddelanden med { $who }
desk-messages-empty = Ni har inte skrivit till varandra än. Det du skriver här hamnar i chatten.
desk-messages-waiting = Skickas senare
desk-message-raised = Något som väckte larm visas först när någon har tagit hand om det.
desk-message-cancel = Skicka inte
desk-message-write = Skriv till { $who }
desk-message-words = Meddelande
desk-message-when = När ska det skickas?
desk-message-now = Nu
desk-message-later = En annan dag
desk-message-day = Dag
desk-message-time = Klockslag
desk-message-send = Skicka
desk-message-sent-now = Skickat. Det står i chatten nu.
desk-message-sent-later = Det är sparat och skickas då. Fram till dess kan du ta tillbaka det.
desk-message-sent-cancelled = Det skickas inte.
desk-message-sent-already = Det hann skickas.
desk-message-again = Du var utloggad. Titta igenom det du skrev och skicka igen.
desk-message-stands = Står i chatten
desk-message-telling = Står i chatten. Ett bud om det är på väg.
desk-message-told = Står i chatten. Ett bud om det har gått fram.
desk-message-untold = Står i chatten. Inget bud om det gick fram.
desk-message-unread = Om { $who } har läst vet ingen. Det ser du när svaret kommer.
desk-no-chat = { $who } har ingen chatt än. Ring eller mejla, eller ge en kod när ni träffas.
desk-no-way = Varken telefon eller e-post står här. Fråga den som skickade anmälan.
desk-silence-protected = { $who } har skyddade uppgifter. Det du skriver står i chatten, och inget bud om det lämnar den.
desk-silence-no-consent = { $who } har inte sagt ja till påminnelser. Det du skriver nu står i chatten, men inget bud om det skickas, och inget kan skickas senare.
desk-silence-messages-paused = { $who } vill inte ha meddelanden just nu. Det du skriver nu står i chatten, men inget bud om det skickas, och inget kan skickas senare.
desk-silence-paused = { $who } har paus. Det du skriver nu står i chatten, men inget bud om det skickas, och inget kan skickas senare.
desk-silence-ended = { $who } är avslutad eller inte inskriven. Det du skriver nu står i chatten, men inget bud om det skickas, och inget kan skickas senare.
desk-silence-erased = Uppgifterna är borttagna.
desk-wrong-at-not-then = Välj en tid som inte har varit, inom två månader.
desk-wrong-not-then = ”{ $label }”: välj en annan tid.
field-message-words = Meddelande
field-message-at = Dag och klockslag
desk-phrases = Färdiga meningar
phrase-hello-name = Hej, hur går det?
phrase-hello = Hej! Hur går det för dig? Skriv gärna några ord när du vill.
phrase-call-name = Ring mig
phrase-call = Hej! Kan du ringa mig när det passar dig? Om du hellre vill att jag ringer, skriv när.
phrase-time-name = När kan vi träffas?
phrase-time = Hej! När passar det dig att vi träffas? Skriv en dag och en tid som är bra för dig.
phrase-place-name = Vi ses som vi sa
phrase-place = Hej! Vi ses som vi bestämde. Om du inte kan komma, skriv till mig så hittar vi en ny tid.
phrase-missed-name = Vi sågs inte
phrase-missed = Hej! Vi sågs inte idag. Det gör inget. Vill du att vi bestämmer en ny tid?
phrase-papers-name = Ta med papper
phrase-papers = Hej! Ta gärna med de papper du har fått när vi ses, så går vi igenom dem tillsammans.
phrase-well-done-name = Bra gjort
phrase-well-done = Hej! Det gjorde du bra. Jag ville bara säga det.

desk-several = Skriv till flera
desk-several-says = Var och en får sitt eget meddelande i sin egen chatt. Ingen ser vem mer som fick det.
desk-several-to = Till vilka?
desk-several-nobody = Välj minst en person.
desk-several-send = Skicka till dem jag har valt
desk-several-empty = Ingen av dina deltagare har en chatt än.
desk-several-no-chat = Har ingen chatt än
desk-several-done = Det här har skickats
desk-several-sent = skickat
desk-several-refused = gick inte att skicka
## Påbörjade formulär

desk-begun = Påbörjat
desk-begun-since = skrivet { $at }
desk-go-on = Fortsätt
desk-draft-keep = Fortsätt senare
desk-draft-drop = Släng
desk-draft-kept = Det du har skrivit finns kvar i ett dygn. Bara du ser det.
desk-draft-kept-since = Här är det du skrev { $at }. Bara du ser det.
desk-draft-kept-here = Det du har skrivit finns kvar under Påbörjat, i ett dygn efter att du senast skrev i det.
desk-draft-not-kept = Det du har skrivit är inte sparat än. Lämna inte sidan.
desk-draft-elsewhere = Du har skrivit i samma formulär på en annan sida sedan den här öppnades. Det som står här finns kvar här, och ersätter det andra när du sparar.
desk-draft-too-much = Det är för mycket text för ett formulär. Korta den något.
desk-block-week = Möten den närmaste veckan
desk-count-contacts = I rapporterna räknas personens kontakter: { $before } blir { $after }.
desk-count-employer-contacts = I rapporterna räknas personens arbetsgivarkontakter: { $before } blir { $after }.
desk-count-episodes = I rapporterna räknas personens insatser: { $before } blir { $after }.
desk-count-discharges = I rapporterna räknas personens avslut: { $before } blir { $after }.
desk-count-jobs = I rapporterna räknas personens reguljära anställningar: { $before } blir { $after }.
desk-count-studies = I rapporterna räknas personens studier: { $before } blir { $after }.
desk-count-placements = I rapporterna räknas personens praktik och träning: { $before } blir { $after }.
desk-over-cap = Coachen har fullt
desk-over-cap-says = { $coach } har { $people } deltagare och plats för { $places }. Samordnaren kan bestämma att { $who } skrivs in ändå.
desk-over-cap-ask = Fråga samordnaren
desk-over-cap-asked = Samordnaren har fått din fråga.
desk-search-label = Sök efter namn, referens, telefon eller personnummer
desk-search = Sök
desk-search-title = Sök deltagare
desk-search-short = Skriv minst två bokstäver eller siffror.
desk-search-nobody = Ingen av dem du arbetar med passar på det. Pröva början av ett namn, eller ett nummer.
desk-search-found = { $count ->
    [one] En passar.
   *[other] { $count } passar.
}
desk-search-more = { $count } till visas inte här. Skriv mer av namnet.
desk-search-left-out = { $count } som avslutades för längst sedan söks inte.
desk-column-enrolled = Inskriven
read-desk-search = i en sökning bland sina deltagare
desk-views = Sparade vyer
desk-looks = Kolumner och vyer
desk-columns = Vilka kolumner vill du se?
desk-columns-show = Visa dem
desk-view-name = Spara det du ser nu under ett namn
desk-view-help = Till exempel ”Försenat hos oss”. Skriv ingen deltagares namn.
desk-view-share = Dela med alla i verksamheten
desk-view-shared = delad
desk-view-save = Spara vyn
desk-view-remove = Ta bort vyn
desk-view-wrong = Skriv ett namn på högst { $letters } bokstäver. Du kan ha { $most } vyer.

desk-weeks = Svar om veckan
desk-week-day = Dag
desk-week-went = Veckan
desk-week-work = Jobbet eller sökandet
desk-week-talk = Ville prata
desk-week-good = bra
desk-week-so-so = sådär
desk-week-hard = tungt
desk-week-yes = ja
desk-sheet-make = Hämta som kalkylblad
desk-sheet-title = Deltagare som kalkylblad
desk-sheet-making = Kalkylbladet görs. Det tar några sekunder.
desk-sheet-look = Titta om det är klart
desk-sheet-ready = { $count ->
    [one] Kalkylbladet är klart, med en deltagare.
   *[other] Kalkylbladet är klart, med { $count } deltagare.
}
desk-sheet-hidden = { $count ->
    [one] En person med skyddade uppgifter är inte med.
   *[other] { $count } personer med skyddade uppgifter är inte med.
}
desk-sheet-fetch = Hämta
desk-sheet-once = Du kan hämta det en gång, inom en timme. Filen är sedan ditt ansvar: den visar vilka som får stöd här.
desk-sheet-gone = Kalkylbladet finns inte längre. Det försvinner när det har hämtats, och annars efter en timme.
desk-sheet-changed = Något har ändrats för någon av deltagarna sedan kalkylbladet gjordes, så det lämnas inte ut. Gör ett nytt.
desk-sheet-to-list = Till listan
desk-sheet-file = deltagare
desk-sheet-name = Namn
desk-sheet-reference = Referens
desk-sheet-state = Var i stödet
desk-sheet-days = Dagar där
desk-sheet-last = Senaste kontakt
desk-sheet-rule = Nästa frist
desk-sheet-due = Senast
desk-sheet-meeting = Nästa möte
desk-sheet-coach = Coach
desk-sheet-enrolled = Inskriven
read-desk-sheet = i ett kalkylblad över sina deltagare

## Dokument

desk-tab-documents = Dokument
read-desk-documents = på sidan med dina dokument
desk-documents-empty = Inget dokument om { $who } är sparat. Här kan cv, blanketter och överenskommelser ligga.
desk-document-name = Namn
desk-document-kind = Sort
desk-document-day = Dag
desk-document-by = Sparat av
desk-document-size = { $format }, { $size } kB
desk-document-new = Spara ett dokument
desk-document-file = Fil
desk-document-allowed = PDF, DOCX, ODT, JPG eller PNG, högst 10 MB.
desk-document-keep = Spara
desk-document-sealed = Filen ligger förseglad och försvinner när uppgifterna om { $who } tas bort. Varje visning skrivs i läsloggen.
desk-document-done-kept = Dokumentet är sparat.
desk-document-done-removed = Dokumentet är borttaget.
desk-document-remove = Ta bort
desk-document-remove-says = Filen försvinner för gott. Att den har funnits, och varför den togs bort, står kvar.
desk-document-why = Varför tas det bort?
desk-document-no-kind = Välj vilken sort det är.
desk-document-empty = Välj en fil som det står något i.
desk-document-too-large = Filen är större än 10 MB. Spara den mindre, till exempel som PDF.
desk-document-not-taken = Det är ingen PDF, DOCX, ODT, JPG eller PNG, vad namnet än säger.
desk-document-macros = Filen har makron. Spara den utan, eller som PDF.
desk-document-locked = Filen är låst med lösenord. Spara den utan.
desk-document-broken = Filen är trasig. Spara den på nytt och försök igen.

## Det som gäller nu, i korta tabeller

desk-section-story = Allt som har skrivits in
desk-table-around = Runt personen
desk-table-consents = Samtycken
desk-table-matters = Ärenden som väntar på svar
desk-table-co-coaches = Medcoach
desk-table-registered = Inskriven hos
desk-table-jobs = Jobb nu
desk-table-placements = Praktik nu
desk-table-studies = Studier nu
desk-table-leads = Arbetsgivare
desk-table-milestones = Delmål
desk-table-actions = Åtgärder
desk-table-ended = Klart
desk-table-asked = Att svara på
desk-table-sent = Skickat, väntar på svar
desk-table-totals = Svar
desk-cell-steps = Det du kan göra
desk-cell-role = Roll
desk-cell-name = Namn
desk-cell-reach = Nås på
desk-cell-party = Hos
desk-cell-since = Sedan
desk-cell-until = Till och med
desk-cell-what = Vad
desk-cell-employer = Arbetsgivare
desk-cell-extent = Omfattning
desk-cell-kind = Sort
desk-cell-contacted = Kontakt
desk-cell-applied = Sökt
desk-cell-interviewed = Intervju
desk-cell-set = Satt
desk-cell-due = Senast
desk-cell-responsible = Ansvarig
desk-cell-how = Hur
desk-cell-day = Dag
desk-cell-instrument = Formulär
desk-cell-moment = När
desk-cell-sent = Skickat
desk-cell-total = Summa
desk-mark-guardian = god man eller förvaltare
desk-mark-interpreter = behöver tolk
desk-mark-over = har gått ut
desk-mark-agreed = bestämt
desk-mark-sheltered = inte på öppna marknaden
desk-job-starts = börjar { $day }
desk-ask-in-chat = Fråga i chatten

## Fört till kommunens egen journal

desk-head-unfiled = Inte i journalen
desk-unfiled = Inte fört till journalen
desk-unfiled-says = Bocka av det som du har fört över till kommunens egen journal.
desk-unfiled-open = Öppna
desk-unfiled-ticked = De jag har bockat av är förda
desk-unfiled-all = Alla på sidan är förda
desk-unfiled-done = Det är antecknat.
desk-unfiled-nothing = Bocka av minst en uppgift.
desk-unfiled-left = { $count ->
    [one] En till kommer efter dessa.
   *[other] { $count } till kommer efter dessa.
}
desk-unfiled-empty = Allt om { $who } är fört till journalen.
desk-cell-with = Med
desk-step-renew = Förnya
desk-step-withdraw = Ta tillbaka
desk-step-no-more = Inte längre
desk-step-decided = Avgjort
desk-step-changed = Ändrat
desk-step-ended = Slut
desk-step-reached = Nått
desk-step-done = Klart
desk-step-dropped = Blir inte av

## Boka möten

desk-other-time = En annan tid
desk-moves = Det här flyttar mötet { $at }.
desk-against = { $count ->
    [one] En sak att tänka på innan du bokar
   *[other] { $count } saker att tänka på innan du bokar
}
desk-against-choose = Välj en annan tid, eller boka ändå.
desk-book-anyway = Boka ändå
desk-against-away = { $coach } är borta till och med { $until }. { $deputy } är ställföreträdare.
desk-against-left = { $coach } arbetar inte kvar den dagen.
desk-against-coach-busy = { $coach } har ett annat möte { $at }.
desk-against-person-busy = { $who } har redan ett möte { $at }.
desk-against-free-day = Det är en ledig dag { $day }.
desk-against-hours = Tiden ligger utanför arbetstiden, { $hours }.
desk-against-interpreter = { $who } kan behöva tolk. Boka en tolk till samma tid.
desk-absence-hits = Möten under frånvaron
desk-move-meeting = Flytta
desk-cancel-meeting = Ställ in

## Ett möte

read-desk-meeting = för att se ett möte med dig
desk-meeting = Möte
desk-meeting-where = Var
desk-meeting-with = Med
desk-meeting-interpreter = Tolk
desk-meeting-interpreter-needed = Behöver tolk. Språk: { $spoken }
desk-meeting-answer = Svar
desk-meeting-asked = Vill ha en annan tid
desk-meeting-confirmed = Har sagt ja
desk-meeting-show = Visa
desk-meeting-ahead = Mötet har inte varit än.
desk-meeting-note-with = Skrivs när du säger hur det gick.
desk-meeting-no-note = Behövs inte.
desk-meeting-write-note = Skriv in mötet igen, med anteckning
desk-meeting-documents-link = Dokument
desk-meeting-step-outcome = Hur det gick
desk-meeting-step-note = Anteckning
desk-meeting-step-documents = Dokument
desk-meeting-step-next = Nästa möte
desk-step-todo = Inte påbörjat
desk-step-begun = Påbörjat
desk-step-later = Senare
desk-share-note = Dela med personen
desk-note-shared = Delad med { $who }
desk-note-unshared = Inte delad med { $who }
desk-note-unshared-mark = Inte delad
desk-note-shared-mark = Delad
desk-note-shared-now = Nu står anteckningen i personens chatt.
desk-note-told = { $name } delar en anteckning med dig, från { $day }:
desk-to-meeting = Till mötet

## Flera på en gång

read-desk-together = för att skriva in något om flera på en gång
desk-together = Skriv in för flera på en gång
desk-together-who = Vilka var med?
desk-together-of-coach = Deltagare hos
desk-together-own = Egen anteckning
desk-together-own-note = Anteckning om { $who }
desk-together-note = Anteckning för alla
desk-together-done = Sparat för
desk-together-left = Inte sparat för alla. Det du skrev finns kvar här nedanför.
desk-together-nobody = Välj minst en person.
desk-together-none = Här finns ingen att välja.
desk-together-not-yours = Du har inte den här personen längre.
desk-together-no-meeting = Inget möte den dagen väntar på svar.
desk-together-several-meetings = Flera möten den dagen. Öppna personen och svara på vart och ett.
desk-together-order = Det går inte ihop med det som redan står om personen. Öppna personen och se efter.
desk-together-again = Det gick inte just nu. Skicka igen.
desk-story-more = { $count } sorter till
desk-head-language = Språk
desk-head-beside = Tänk på
desk-head-consents = Vi får prata med

## I människors händer: med tangentbord, uppläst, utan nät

desk-me = ditt konto
desk-sign-out-unsent = Ett formulär på den här enheten är inte skickat. Loggar du ut försvinner det.
# När det inte finns någon sida, eller något gick fel
desk-trouble-no-page = Här finns ingen sida att öppna, bara ett formulär att skicka. Gå tillbaka till sidan som formuläret stod på.
desk-trouble-not-read = Det som skickades gick inte att läsa. Inget är ändrat. Gå tillbaka och försök igen.
desk-trouble-failed = Något gick fel hos oss. Gå tillbaka och skicka igen: inget sparas dubbelt.
desk-trouble-too-much = Texten är längre än vad som går att ta emot. Inget är ändrat. Gå tillbaka i webbläsaren: där står det du skrev.

# Rätta, fråga om en uppgift, och det som inte stämmer
desk-rightly = Den gamla uppgiften är struken. Ändra det som var fel och spara. Går du härifrån finns formuläret kvar i Idag.
desk-ask-about = Fråga om uppgiften
desk-asked-about = Om { $what }, { $day }
desk-against-past = Tiden har redan varit.
desk-wrong-on-not-a-day = Det är ingen dag. Skriv till exempel 12/5 eller 2026-05-12.
desk-wrong-on-ahead = Dagen ligger framåt i tiden. Skriv en dag som har varit, eller boka ett möte.
desk-who-looked-says = Med de här orden läser { $who } det själv: ”du” är { $who }.
## Rapporter

read-desk-reports = för att se en rapport
desk-menu-reports = Rapporter
desk-report-coded = Du ser alla uppgifter kodade: inga namn, inga fria texter. Deltagare, coacher och arbetsgivare har andra beteckningar än de heter.
desk-report-group-people = Deltagarna
desk-report-group-work = Vägen till arbete
desk-report-group-hand-in = Att lämna in och redovisa
desk-report-group-worth = Värde, metod och kvalitet
desk-report-answers-flow = Hur många kom, är här och slutade, och efter hur lång tid?
desk-report-answers-structure = Vilka är deltagarna?
desk-report-answers-caseload = Hur många deltagare har varje coach, och är det för många?
desk-report-answers-outcomes = Vilka fick arbete eller började studera, och hur länge varade det?
desk-report-answers-job-search = Hur snart träffar deltagarna en arbetsgivare, och hur snart får de arbete?
desk-report-answers-employer-bank = Vilka arbetsgivare känner vi, och hur ofta träffar vi dem?
desk-report-answers-dissemination = Var och för hur många har vi berättat om metoden?
desk-report-answers-monthly = Det som lämnas in varje månad.
desk-report-answers-tertial = Det som lämnas in tre gånger om året.
desk-report-answers-steering = Når vi verksamhetens mål?
desk-report-answers-economics = Vad är det värt för samhället att deltagarna försörjer sig själva?
desk-report-answers-questionnaires = Hur mår deltagarna, och hur har det ändrats?
desk-report-answers-fidelity = Hur nära metoden arbetar vi?
desk-report-answers-quality = Vad saknas i uppgifterna, och vad skrevs in sent?
desk-report-choose = Välj period och tidpunkt
desk-report-from = Från och med
desk-report-to = Till och med
desk-report-window-help = Perioden som räknas. Tomt betyder från verksamhetens start och till idag.
desk-report-as-of = Som det var den
desk-report-known-at = Som man visste den
desk-report-times-help = Den första dagen bestämmer vad som hade hänt. Den andra bestämmer vad som var inskrivet; det som kom in senare räknas inte.
desk-report-with-from = Jämför med, från och med
desk-report-with-to = Jämför med, till och med
desk-report-with-help = En andra period bredvid den första. Då visas bara mått som är ett enda tal.
desk-report-population = Vilka som räknas
desk-report-population-all = alla
desk-report-population-sus = insatser registrerade i SUS
desk-report-audience = För vem
desk-report-audience-programme = för verksamheten själv
desk-report-audience-outside = får lämna verksamheten
desk-report-audience-help = Det som får lämna verksamheten är ett helt kvartal, halvår eller år som är slut. Små tal visas inte.
desk-report-show = Visa
desk-report-plain = Börja om
desk-report-none = Rätta det som är markerat, så visas rapporten.
desk-report-keep-xlsx = Spara som kalkylblad
desk-report-keep-csv = Spara som textfil (csv)
desk-report-file = rapport
desk-report-wrong-not-a-day = { $label }: { $text } är ingen dag. Skriv till exempel 2026-05-12.
desk-report-wrong-ahead = { $label }: dagen ligger framåt i tiden.
desk-report-wrong-upside-down = { $label }: dagen ligger före periodens första dag.
desk-report-wrong-half = { $label } saknas. En period har en första och en sista dag.
desk-report-wrong-after = { $label }: perioden börjar efter den dag som rapporten gäller.
desk-report-wrong-outside = { $label } går inte ihop med det som får lämna verksamheten. Lämna den tom.
desk-report-wrong-not-closed = Det som får lämna verksamheten är ett helt kvartal, halvår eller år som är slut, och inte alla rapporter. Skriv första och sista dagen.

## Frågor

read-desk-ask = för att se vad som inte stämmer
desk-menu-ask = Frågor
desk-work-is-at = Ditt arbete finns här:
desk-ask-reports = Varje rapport kan visas för en period, och som den såg ut en annan dag. Två tider är lätta att blanda ihop:
desk-ask-as-of = Vad som hade hänt till och med den dagen, också om det skrevs in senare.
desk-ask-known-at = Bara det som var inskrivet den dagen. Så ser man vad någon kunde veta när ett beslut togs.
desk-ask-to-reports = Till rapporterna
desk-ask-discrepancies = Det som inte stämmer
desk-ask-discrepancies-what = Sena inskrivningar, rättelser, frister utan larm och uppgifter som saknas. Det är frågor att ställa, inte fel att räkna.
desk-ask-discrepancies-count = Räkna efter
desk-ask-discrepancies-coded = Deltagarna står med kodade beteckningar. Av den som har skyddade uppgifter står bara att det finns någon.
desk-ask-discrepancies-none = Allt stämmer. Här syns det om något skrivs in sent, rättas eller saknas.
desk-ask-which = Visa vilka
desk-ask-who = Vem
desk-ask-what = Vad
desk-ask-on = När
desk-ask-recorded = Inskrivet
desk-ask-kind-late-entry = Frister som hölls men skrevs in för sent
desk-ask-kind-late-entry-what = Det som skulle göras gjordes i tid, men skrevs in efter fristens sista dag.
desk-ask-kind-recorded-late = Sena inskrivningar
desk-ask-kind-recorded-late-what = Skrevs in mer än en vecka efter att det hände.
desk-ask-kind-backdating = Inskrivet i efterhand, så att en missad frist försvann
desk-ask-kind-backdating-what = Fristen var missad när uppgiften skrevs in, och är det inte längre.
desk-ask-kind-correction = Rättelser
desk-ask-kind-correction-what = En uppgift som ströks.
desk-ask-kind-breach-without-alert = Missade frister som ingen fick veta
desk-ask-kind-breach-without-alert-what = En frist missades medan klockan gick, och ingen larmades.
desk-ask-kind-before-the-log = Missade frister från tiden före loggen
desk-ask-kind-before-the-log-what = Fristen missades och var över innan någon tittade, eller innan loggen visste om den.
desk-ask-kind-alert-without-breach = Larm om en frist som inte var missad
desk-ask-kind-alert-without-breach-what = Någon larmades, och av det man vet nu var fristen inte missad.
desk-ask-kind-gap = Uppgifter som saknas
desk-ask-kind-gap-what = Rapporterna behöver dem.
desk-ask-kind-undelivered = Meddelanden som inte kom fram
desk-ask-kind-undelivered-what = Meddelandet skulle skickas, och nådde inte personen.
desk-ask-kind-implausible = Det som knappast kan stämma
desk-ask-kind-implausible-what = Till exempel något som hände innan verksamheten började eller innan personen föddes.
desk-ask-kind-look-alike = Två som kan vara samma person
desk-ask-kind-look-alike-what = De har samma personnummer, telefon eller e-post.
desk-ask-missing-background = kön, ålder eller kommun
desk-ask-missing-coach = coach
desk-ask-missing-job = arbetet som avslutet säger
desk-ask-missing-studies = studierna som avslutet säger
desk-ask-missing-industry = arbetets bransch
desk-ask-missing-follows-preferences = om kontakten med arbetsgivaren följer det personen vill
desk-ask-log = Loggen
desk-ask-log-signed = Den senaste kontrollpunkten är undertecknad med loggens egen nyckel. Den gäller { $covered } händelser; { $newer } har kommit efter den.
desk-ask-log-agrees = Loggen stämmer med den senaste kontrollpunkten: alla { $covered } händelser den gäller. { $newer } har kommit efter den.
desk-ask-log-differs = Loggen stämmer inte med den senaste kontrollpunkten om { $covered } händelser. Säg det till den som ansvarar för systemet nu.
desk-ask-log-none = Ingen kontrollpunkt är undertecknad än. Den första kommer inom en timme när servern går.
desk-ask-log-unreadable = Kontrollpunkterna kan inte läsas eller är inte undertecknade med loggens nyckel. Säg det till den som ansvarar för systemet nu.
desk-ask-log-compare = Jämför loggen med den nu
desk-ask-log-whole = Det här är den snabba kontrollen. Kommandot journey audit verify prövar varje händelse för sig.
## Kontor: rum för dataskyddsombud och administratör

read-desk-office = på sidorna för den som sköter systemet
read-desk-erasing = för att besluta om du ska raderas
desk-menu-looked = Vem har tittat
desk-menu-erasures = Radering
desk-menu-office = Kontor
desk-menu-staff = Personal
desk-menu-health = Drift

office-rooms = Dina sidor
office-open = Öppna
office-nothing-waits = Inget väntar på dig just nu.
office-room-looked = Vem har tittat
office-room-looked-for = Läsloggen: vem har sett vad, när och varför.
office-room-review = Granskning
office-room-review-for = Öppnade skyddade uppgifter, och ett stickprov att skriva under varje månad.
office-room-erasures = Radering
office-room-erasures-for = Det som är begärt, beslutat och utfört.
office-room-retention = Gallring
office-room-retention-for = Vad som har passerat sin tid i dag.
office-room-log = Loggen
office-room-log-for = Om loggen är hel, och vad i den som inte stämmer.
office-room-staff = Personal
office-room-staff-for = Vilka som får logga in, och i vilken roll.
office-room-health = Drift
office-room-health-for = Om systemet mår bra, och vad som behöver göras.

office-need-glass = { $count ->
    [one] Skyddade uppgifter har öppnats en gång sedan förra granskningen.
   *[other] Skyddade uppgifter har öppnats { $count } gånger sedan förra granskningen.
}
office-need-first-review = Ingen granskning är gjord än. Dra ett stickprov.
office-need-review = Dags för ett nytt stickprov. Det förra skrevs under { $day }.
office-need-erasures = { $count ->
    [one] En beviljad radering är inte utförd.
   *[other] { $count } beviljade raderingar är inte utförda.
}

## Vem har tittat

office-whose = Vem
office-everybody = Alla
office-from = Från och med
office-to = Till och med
office-show = Visa
office-pages = Bläddra i läsloggen
office-numbers = Du ser inga namn. Samma nummer är samma person, och numret finns bara här. Den som har skyddade uppgifter har inget nummer.
office-looked-empty = Ingen har sett något om någon de här dagarna.
office-looked = { $who } såg { $what } om { $whom }
office-looked-why = { $said }, { $why }.
office-line = Rad { $place }
office-person = deltagare { $number }
office-protected = en person med skyddade uppgifter
office-erased = raderad deltagare { $number }
office-programme = verksamheten
office-and-more = { $first } och { $count } till
office-what-name = namn
office-what-contact = kontaktuppgifter
office-what-words = fri text
office-what-calendar = tider
office-what-facts = det som har hänt
office-what-reference = nummer i systemet
office-what-case = ärendet
office-what-proof = ett bevis
office-what-hidden = skyddade uppgifter
office-what-messages = meddelanden
office-what-documents = dokument
office-why-own-words = med ett skäl i egna ord, som inte visas här
office-why-desk-person = på personens sida
office-why-desk-recording = för att skriva in något
office-why-desk-handover = för att lämna över till en ny coach
office-why-desk-entry = för att se en uppgift
office-why-desk-documents = på sidan med dokument
office-why-desk-meeting = för att se ett möte
office-why-desk-erasing = för att besluta om radering
office-why-desk-closing = när insatsen avslutades
office-why-their-own-extract = för att ta fram allt om personen
office-why-their-own-referral = för att skicka en anmälan
office-why-opened-in-their-chat = på personens sida i sin chatt
office-why-took-a-crisis-on = för att personen kunde behöva prata med någon
office-why-to-deliver-a-message = för att skicka ett meddelande
office-why-to-send-a-one-time-code = för att skicka en kod
office-why-journey-audit-prove = för att göra ett bevis
office-why-journey-export-person = för att hämta allt om personen
office-why-journey-export-sus = för att registrera i SUS

## Granskning

office-never-reviewed = Ingen granskning är underskriven än.
office-signed = Underskrivet av { $who } { $at }: { $odd ->
    [0] inget konstigt i { $sample } läsningar.
    [one] en av { $sample } läsningar gick inte att förklara.
   *[other] { $odd } av { $sample } läsningar gick inte att förklara.
}
office-glass = Öppnade skyddade uppgifter sedan förra granskningen
office-glass-none = Ingen har öppnat skyddade uppgifter sedan dess.
office-glass-line = { $who } öppnade skyddade uppgifter om en person, och skrev varför. Fråga efter skälet.
office-draw-title = Dra ett stickprov
office-draw-says = Ett antal läsningar väljs slumpvis bland allt som personalen har läst de dagarna.
office-size = Antal
office-draw = Dra
office-sample = Stickprov
office-days = Från { $since } till { $until }.
office-sample-of = { $sample } av { $count } läsningar.
office-sample-lines = Läsningar
office-sample-ask = Fråga om var och en: hade kollegan ett skäl den dagen?
office-sample-empty = Personalen har inte läst något de här dagarna.
office-sign-title = Skriv under
office-sign-again = Underskriften är din egen. Logga in igen först.
office-sign-in-again = Logga in igen
office-nothing-odd = Inget konstigt
office-something-odd = Något gick inte att förklara
office-odd = Hur många läsningar?
office-odd-wrong = Skriv hur många, högst { $count }.
office-remark = Vad var konstigt?
office-remark-help = Skriv inga namn på deltagare.
office-remark-wrong = Skriv kort vad som var konstigt.
office-sign = Skriv under

## Radering

office-erasures-granted = Beviljade, att utföra
office-erasures-asked = Begärda, väntar på samordnarens beslut
office-erasures-refused = Avslagna
office-erasures-erased = Utförda
office-erasures-none-granted = Ingen radering väntar på att utföras.
office-erasures-none-asked = Ingen väntar på beslut.
office-erasures-none-refused = Inget är avslaget.
office-erasures-none-erased = Ingen är raderad än.
office-erasure-open = Personen är fortfarande inskriven. Det kan utföras när insatsen är avslutad.
office-erasure-final = { $basis }. Slutgiltigt: inget i säkerhetskopior går att öppna.
office-erasure-final-after = { $basis }. Säkerhetskopior går att öppna till och med { $day }.
office-erasure-no-receipt = { $basis }. Kvittot saknas: be driften köra journey doctor.
office-basis-decided = Begärt och beviljat
office-basis-without-request = Utan begäran
office-basis-retention = Tiden var över
office-basis-unknown = Skälet finns inte kvar
office-erase = Radera
office-erase-granted = Personen har begärt det, och en samordnare beviljade det { $day }.
office-erase-loses = Det här försvinner
office-erase-loses-words = Namn, kontaktuppgifter, personnummer, fri text, svar och dokument.
office-erase-loses-chat = Personens chatt, och vägen till personen.
office-erase-stays = Kvar blir det som har hänt, utan namn, så att siffror och logg stämmer.
office-erase-copies = { $count ->
    [one] I säkerhetskopior går det att öppna i en dag till.
   *[other] I säkerhetskopior går det att öppna i { $count } dagar till.
}
office-erase-never-back = Det går inte att ångra.
office-erase-yes = Ja, radera
office-erasure-done-erased = Personen är raderad, och ett kvitto är skrivet.
office-erasure-done-follows = Personen är raderad. Kvittot kunde inte skrivas än: be driften köra journey doctor, och läs inte in någon säkerhetskopia före det.

erasing = Begäran om radering
erasing-of = { $who } vill bli raderad
erasing-decide = Besluta
erasing-stands-asked = Ingen har beslutat än.
erasing-stands-granted = Beviljat. Dataskyddsombudet utför det. Personen har fått veta det.
erasing-stands-refused = Avslaget. Personen har fått veta det.
erasing-decision = Beslut
erasing-otherwise = Besluta något annat
erasing-granted = Bevilja
erasing-refused = Avslå
erasing-why-help = Vilken regel gäller? Skälet försvinner med personen om det beviljas.
erasing-on = Fortsätt
erasing-no-decision = Välj om det ska beviljas eller avslås.
erasing-meanwhile = Någon annan har beslutat sedan du öppnade sidan. Se hur det står nu.

## Gallring

office-retention-says = Så mycket har passerat sin tid i dag. Inget tas bort här.
office-retention-several = Det gäller alla verksamheter i systemet.
office-retention-how = Driften tar bort med journey retention --apply. Tiderna står i retention.toml.
office-kind = Slag
office-kept-for = Sparas
office-passed = Över tiden
office-kept-longer = Sparas längre
office-by-hand = tas bort för hand
office-kind-closed-cases = avslutade ärenden
office-kind-references = nummer i systemet
office-kind-access-log = läsloggen
office-kind-transcripts = det som skrivits i chatten
office-kind-drafts = påbörjade anmälningar
office-kind-form-drafts = påbörjade formulär
office-kind-exports = utlämnade filer
office-with-the-case = med ärendet
office-after-hour = { $count } timmar
office-after-day = { $count ->
    [one] en dag
   *[other] { $count } dagar
}
office-after-working-day = { $count } arbetsdagar
office-after-week = { $count } veckor
office-after-month = { $count } månader
office-after-year = { $count } år

## Personal

office-colleague = Kollega
office-staff-new = Lägg till någon
office-staff-name = Namn
office-staff-role = Roll
office-staff-state = Läge
office-staff-seen = Senast inne
office-staff-seen-says = Senast inne: så länge en inloggning är öppen, eller när en passnyckel användes sist. Annat sparas inte.
office-not-known = inte känt
office-state-working = arbetar
office-state-away = borta till och med { $day }
office-state-left = har slutat
office-state-disabled = utestängd sedan { $day }
office-staff-reference = Kort namn
office-staff-reference-help = Små bokstäver och siffror, till exempel anna. Samma person har samma korta namn i alla roller.
office-staff-email = E-post på arbetet
office-staff-email-help = Dit går länken för att logga in första gången.
office-staff-none = ingen
office-staff-let-in = Släpp in
office-staff-no-role = Välj en roll.
office-staff-no-name = Skriv ett namn.
office-staff-no-reference = Skriv små bokstäver a–z och siffror.
office-staff-taken = Någon arbetar redan här med det namnet i den rollen.
office-staff-own = Det är ditt eget namn. Ingen ger sig själv en roll.
office-staff-no-email = Det ser inte ut som en e-postadress.
office-staff-another-email = Personen är redan känd här. Lämna e-posten tom: den adress som är känd gäller. En ny adress läggs in av den som sköter driften, med journey staff add.
office-staff-is-in = { $name } får logga in från och med nu.
office-passkey = Passnyckel
office-passkey-has = har en
office-passkey-none = ingen än
office-staff-invite = Skicka en länk
office-staff-invite-says = Personen gör en passnyckel med länken och loggar in med den. Länkar som skickats förut slutar gälla när den används.
office-staff-invite-yes = Skicka länken
office-staff-lost = Förlorad telefon eller nyckel
office-staff-lost-says = Personens passnycklar slutar gälla, och allt som är öppet stängs. De får en ny länk.
office-staff-lost-yes = Ja, ta bort och skicka en ny länk
office-staff-lost-done = De gamla passnycklarna gäller inte mer.
office-staff-disable = Stäng ute
office-staff-disable-says = Personen ser ingenting i den här rollen från och med nu, och allt som är öppet stängs. En coachs deltagare kommer till samordnaren.
office-staff-disable-yes = Ja, stäng ute
office-staff-done-disabled = Personen är utestängd från och med nu.
office-staff-again = Försök igen
office-given = Länk till en passnyckel
office-given-mailed = En länk är på väg till personens e-post. Den öppnas en gång, inom en timme. Efter det kan personen själv be om en ny på sidan där man loggar in.
office-given-link = Ge personen den här länken. Den öppnas en gång, inom tre dagar. Skicka den inte vidare på annat sätt än direkt till personen.
office-given-link-once = Länken visas bara nu.
office-given-failed = Mejlservern tog inte emot brevet. Ingen länk är skickad.
office-given-has = Personen har redan en passnyckel och loggar in med den. Ingen länk behövs.
office-given-unaddressed = Ingen länk är skickad: personen går inte att nå med e-post härifrån. Den som sköter driften gör en länk med journey staff invite.
office-given-provider = Här loggar personalen in genom kommunens egen inloggning.

## Drift

office-health-all-well = Allt som går fort att se efter är som det ska.
office-health-some-wrong = { $count ->
    [one] En sak behöver göras.
   *[other] { $count } saker behöver göras.
}
office-health-schema-about = Databasen
office-health-schema = Schema { $count }, som programmet vill ha det.
office-health-lists-about = Listorna
office-health-lists = I fas med loggen.
office-health-lists-wrong = { $count } händelser efter loggen.
office-health-lists-do = Kör journey rebuild om det inte har gått över om en minut.
office-health-clock-about = Klockan
office-health-clock = Alla frister är bedömda till och med i går.
office-health-clock-wrong = { $count } frister är inte bedömda. Klockan går inte.
office-health-clock-do = Starta journey serve eller journey work, och se i loggen varför den stannade.
office-health-rules-about = Reglerna
office-health-rules = { $count ->
    [one] Reglerna för en verksamhet finns.
   *[other] Reglerna för { $count } verksamheter finns.
}
office-health-rules-wrong = En verksamhet saknar sin fil. Den senaste versionen i loggen används.
office-health-rules-do = Lägg tillbaka filen för { $which }.
office-health-coaches-about = Coacher
office-health-coaches = { $count ->
    [0] Var och en är registrerad, med en stavning.
    [one] Ett namn är stavat på flera sätt eller inte registrerat. Kör journey doctor, som säger vilket.
   *[other] { $count } namn är stavade på flera sätt eller inte registrerade. Kör journey doctor, som säger vilka.
}
office-health-erasures-about = Kvitton på raderingar
office-health-erasures = { $count ->
    [0] Ingen är raderad.
    [one] En person är raderad, och kvittot går att läsa.
   *[other] { $count } personer är raderade, och kvittona går att läsa.
}
office-health-erasures-wrong = { $count } rader i kvittona går inte att läsa.
office-health-erasures-do = Lägg tillbaka filen som den var, före nästa återläsning.
office-health-keys-about = Nycklar
office-health-keys = { $count ->
    [one] En nyckel öppnar säkerhetskopiorna.
   *[other] { $count } nycklar öppnar säkerhetskopiorna.
}
office-health-keys-wrong = En nyckel är kvar fast kopiorna den öppnar är för gamla.
office-health-keys-do = Kör journey keys expire.
office-health-unseen = Det som inte syns här
office-health-backup = När den senaste säkerhetskopian gjordes vet inte programmet. Se efter där kopiorna ligger, och öva en återläsning.
office-health-doctor = Kommandot journey doctor ser efter mer: inställningar, filer, dokument och tabeller.
desk-online = Nätet är tillbaka

# Det som inte stämmer med någon som har skyddade uppgifter
desk-ask-in-hiding = { $count ->
    [one] En person med skyddade uppgifter.
   *[other] { $count } personer med skyddade uppgifter.
}

# Radering av någon som har skyddade uppgifter: ingen dag
office-erasure-not-final = { $basis }. Säkerhetskopior går att öppna ett tag till.
office-erase-granted-undated = Personen har begärt det, och en samordnare har beviljat det.
## När det krävs en ny inloggning
desk-once-more = Logga in igen för det här
desk-once-more-kept = Det du skrev finns kvar på den här sidan, och inget är gjort än. Logga in igen i en ny flik, kom tillbaka hit och skicka igen.
