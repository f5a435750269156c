page-title = Min väg
page-skip = Hoppa till innehållet
page-nav = Alltid här
page-help = Hjälp nu
page-leave = Lämna snabbt
page-access = Hur tillgänglig är sidan?
page-privacy = Så hanterar vi dina uppgifter
page-languages = Språk

start-title = Vill du ha hjälp att få ett jobb?
start-text = Här kan du anmäla dig själv till stöd för att få och behålla ett vanligt jobb. Det kostar inget. Du behöver inget konto, och du behöver inte vara färdig med något först.

    • Det tar ungefär tio minuter. Du kan pausa och fortsätta en annan dag.
    • Du kan hoppa över frågor, gå tillbaka och ändra.
    • Inget skickas förrän du själv trycker på Skicka min anmälan.
start-places = Finns i { $places }.
start-provider = Bakom står { $provider }.
start-human = Du kan ringa { $name }, { $phone }.
start-paper = Vill du hellre prata med en människa, eller fylla i på papper? Det går lika bra. Ring numret här ovanför.
start-choose = Välj språk för att börja
start-open = Jag har redan skickat. Öppna min väg.
start-otherwise = Vill du hellre prata med en människa, eller fylla i på papper? Det går lika bra. Ring kommunens växel och fråga efter arbetscoacherna.

chat-title = Samtal
chat-write = Skriv här
chat-send = Skicka
chat-waiting = Skickar …
chat-offline = Ingen kontakt just nu. Det du skrev är kvar, och jag försöker igen.
chat-count = { $count } av { $most } tecken
chat-over = Texten är för lång för ett meddelande. Korta den, eller skicka den i flera delar. Inget är borttaget.
chat-kept = Det du skrev är kvar här nedanför.
chat-typing = Skriver …

resume-title = Fortsätt där du var
resume-text = Tryck på knappen, så öppnas det du har börjat på. Länken går bara att använda en gång.
resume-go-on = Fortsätt

open-title = Öppna min väg
open-text = Skriv e-postadressen eller telefonnumret som du gav oss. Känner vi igen adressen skickar vi en kod.

    Kommer det ingen kod? Ring din arbetscoach, eller kommunens växel.
open-address = E-postadress eller telefonnummer
open-send = Skicka en kod
open-link-used = Länken går inte att använda. Den är använd, för gammal, eller så har du redan skickat. Är din anmälan skickad öppnar du den med en kod här nedanför.

code-title = Skriv koden
code-text = Känner vi igen adressen har vi skickat en kod med sex siffror. Den gäller i femton minuter.
code-label = Kod
code-open = Öppna
code-wrong = Den koden fungerade inte. Kontrollera siffrorna, eller be om en ny kod.
code-again = Skicka en ny kod

door-home = Till startsidan
door-human = Du kan ringa { $name }, { $phone }.
door-under-18-title = Det här är för dig som har fyllt 18
door-under-18 = Vi har inte sparat något av det du skrev.

    Är du under 18 kan du få hjälp av studie- och yrkesvägledaren på din skola, av ungdomsmottagningen eller av Arbetsförmedlingen. Mår du dåligt kan du prata med elevhälsan, ringa 1177, eller ringa Bris på 116 111.

    Du är välkommen till oss när du har fyllt 18.
door-too-young-title = Det här stödet är för andra åldrar
door-too-young = Vi har inte sparat något av det du skrev.

    Stödet finns för dem som är lite äldre än du. Arbetsförmedlingen har stöd för unga, och kommunen har ofta en egen verksamhet för dig. Ring kommunens växel, så hjälper de dig att hitta rätt.
door-too-old-title = Det här stödet är för andra åldrar
door-too-old = Vi har inte sparat något av det du skrev.

    Vill du arbeta finns det andra som kan stötta dig. Arbetsförmedlingen, och kommunens arbetsmarknadsenhet, hjälper dig att hitta rätt. Ring kommunens växel.
door-elsewhere-title = Det här stödet gäller andra kommuner
door-elsewhere = Vi har inte sparat något av det du skrev.

    Många kommuner har liknande stöd. Ring växeln i kommunen där du bor och fråga efter IPS, individanpassat stöd till arbete.
door-outside-title = Kanske är en annan väg bättre för dig
door-outside = Vi har inte sparat något av det du skrev.

    Att vilja arbeta är viktigast, och det finns fler som kan stötta dig. Fråga din vårdkontakt, Arbetsförmedlingen eller kommunens arbetsmarknadsenhet. Är du osäker på om du ändå kan vara med hos oss? Ring och fråga.
door-not-now-title = Det är helt okej att inte vilja just nu
door-not-now = Vi har inte sparat något av det du skrev.

    Du bestämmer själv. Ändrar du dig är du välkommen tillbaka, hur många gånger du vill.
door-protected-title = Då gör vi på ett annat sätt, så att du är trygg
door-protected = Vi har inte sparat något av det du skrev, och du ska inte skriva något namn här.

    Ring oss i stället. Säg bara att du har skyddade personuppgifter. En enda person tar hand om din anmälan, och inga meddelanden skickas till dig.

    Är du rädd för någon som hotar dig: ring 112. Kvinnofridslinjen svarar dygnet runt på 020-50 50 50.
door-gone-title = Samtalet är stängt
door-gone = Du har lämnat, eller så har det gått en stund sedan du var här. Det du har skickat finns kvar.

    Öppna det igen med en kod, eller börja från början.
door-slow-down-title = Vänta lite
door-slow-down = Det har kommit många försök härifrån på kort tid. Försök igen om en stund, eller ring oss.
door-undone-title = Det är som förut
door-undone = Adressen är tillbaka. Alla som var inloggade är utloggade. Öppna igen med en kod till din adress.
door-too-late-title = Länken går inte att använda
door-too-late = Länken är använd, eller för gammal. Hör av dig till oss om något är fel.
undo-title = Ska det bli som förut?
undo-text = En adress har ändrats. Var det inte du? Tryck här nedanför, så blir det som förut och alla loggas ut.
undo-go-back = Ja, gör det som förut
door-missing-title = Den sidan finns inte
door-missing = Kanske är adressen felskriven, eller så är länken gammal. Inget du har skickat har försvunnit.
door-refused-title = Det gick inte att ta emot
door-refused = Texten var för stor, eller så kom den inte från vår sida. Inget har ändrats. Gå tillbaka och försök igen, gärna med en kortare text.

privacy-back = Tillbaka till samtalet
access-title = Hur tillgänglig är sidan?
access-page = Chatten och sidorna runt den ska kunna användas av alla. De är delvis förenliga med lagen om tillgänglighet till digital offentlig service (2018:1937) och kraven i WCAG 2.1, nivå AA. Delvis, därför att det som står under nästa rubrik inte är prövat eller inte är löst.

    Den som driver verksamheten ansvarar för sidan. Redogörelsen gäller programmet som det levereras. Den skrevs den 28 november 2026.
access-lacks-title = Det som inte är prövat eller inte är löst
access-lacks = • Ingen som använder skärmläsare, talstyrning eller förstoring till vardags har prövat sidan än. Det är bara de tekniska märkningarna som är kontrollerade.
    • Ingen utomstående har granskat sidan.
    • Lättläst svenska är mätt med en formel. Personer som behöver lättläst har inte läst texterna åt oss.
    • Filen med allt om dig är en webbsida som är gjord för att läsas uppifrån och ner. Den kan bli lång.
    • Har du skickat din anmälan och inte gjort något på { $minutes } minuter, behöver du en ny kod för att fortsätta. Det du redan har svarat finns kvar.
    • Det finns inget teckenspråk och ingen uppläst text.
    • Engelska och svenska är de enda språken.
access-ways-title = Om något inte fungerar
access-ways = Du kan alltid ringa eller få papper i stället. Ingenting kräver chatten. Säg till om du stöter på ett hinder, så löser vi det på ett annat sätt.
access-complain = Är du inte nöjd med svaret kan du anmäla det till Myndigheten för digital förvaltning (Digg), som har tillsyn: https://www.digg.se/tdosanmalan
access-tried-title = Så har sidan prövats
access-tried = • Varje sida och varje steg i chatten prövas automatiskt med verktyget axe i webbläsaren Chromium, mot WCAG 2.0, 2.1 och 2.2, nivå A och AA. Det hittar inga fel. Ett sådant verktyg hittar bara en del av alla hinder.
    • Sidorna prövas på telefon och stor skärm, i ljust och mörkt läge, på 320 bildpunkters bredd och med dubbelt så stor text.
    • Chatten fungerar utan skript. Det du har svarat sparas efter varje fråga, och det går att fortsätta en annan dag.
    • Den som vill slippa rörelser på skärmen slipper dem.

privacy-title = Så hanterar vi dina uppgifter
privacy-page = • Vi frågar bara efter det vi behöver för att kunna hjälpa dig. Nästan allt går att hoppa över.
    • Det du skriver låses in, så att bara de som hjälper dig kan läsa det. Varje gång någon läser det skrivs det upp, och du kan se vem.
    • Att du är med här säger något om din hälsa. Därför är uppgifterna hemliga enligt lag.
    • Du kan ladda ner allt om dig, ändra dig om det du har sagt ja till, och be att bli raderad.
    • Ett utkast som du inte skickar försvinner av sig självt efter { $drafts } dagar. Det vi har skrivit i chatten försvinner efter { $transcripts } dagar.
    • Det som är borttaget kan ligga kvar låst i säkerhetskopior. Senast { $copies } dagar senare finns ingen nyckel kvar som öppnar det, varken för oss eller någon annan.
    • Skriver du att du är i fara, eller ber om en människa, kan den som hjälper dig läsa det, också innan du har skickat något.
    • När någon raderas finns bara siffror kvar, utan namn.
    • Kommunen ansvarar för uppgifterna. Klagomål kan du lämna till Integritetsskyddsmyndigheten.
privacy = Så här gör vi med det du berättar:

    • Vi frågar bara efter det vi behöver. Nästan allt går att hoppa över.
    • Det låses in, så att bara de som hjälper dig kan läsa. Du kan se vem som har läst.
    • Inget skickas förrän du trycker på Skicka min anmälan. Ett utkast försvinner efter { $drafts } dagar, och går inte att öppna i någon säkerhetskopia { $copies } dagar senare.
    • Skriver du att du är i fara kallar vi på en människa. Den som hjälper dig får läsa det, och se numret du har gett. Skriver du till en människa läser hen det.
    • Du kan alltid få ut allt, ändra dig, och be att bli raderad.

    Frågor? Vänd dig till { $human }.
door-saved-title = Det är sparat, och svaret kommer
door-saved = Det du nyss gjorde är sparat. Vi kunde inte visa svaret just nu. Du behöver inte göra om det: titta hit igen om en liten stund.
door-failed-title = Något gick fel hos oss
door-failed = Det var inte ditt fel, och inget du har skickat har försvunnit. Gå tillbaka och försök igen om en liten stund.

danger-told = En människa har fått veta.
danger-not-told = Ingen människa har fått veta än – ring.
danger-kept = Det du skrev är sparat. Vi säger till någon så snart våra datorer svarar.
danger-not-kept = Det du skrev har inte kommit fram till oss.
danger-later = { $names } får veta så snart någon är på jobbet.
danger-back = Tillbaka till samtalet
danger-again = Se om en människa har fått veta nu
danger-unsure = Just nu kan vi inte se om någon människa har fått veta – ring.
