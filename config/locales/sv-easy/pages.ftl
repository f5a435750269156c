page-access = Kan alla använda sidan?
page-privacy = Så gör vi med dina uppgifter

start-title = Vill du ha hjälp att få ett jobb?
start-text = Vi hjälper dig att få ett vanligt jobb.
    Vi hjälper dig också att behålla jobbet.
    Här kan du själv anmäla dig.
    Det kostar inget. Du behöver inget konto.
    Du kan komma som du är.

    • Det tar ungefär tio minuter. Du kan ta paus. Du kan fortsätta en annan dag.
    • Du kan hoppa över frågor. Du kan gå tillbaka och ändra.
    • Inget skickas förrän du trycker på Skicka min anmälan.
start-provider = Det är { $provider } som gör det här.
start-paper = Vill du hellre prata med en människa?
    Vill du hellre skriva på papper?
    Det går lika bra. Ring numret här ovanför.
start-choose = Välj språk så börjar vi
start-open = Jag har redan skickat. Öppna min väg.
start-otherwise = Vill du hellre prata med en människa?
    Vill du hellre skriva på papper?
    Det går lika bra.
    Ring till kommunen. Fråga efter en jobbcoach.
    En jobbcoach hjälper dig med jobb.

chat-over = Texten är för lång.
    Skriv lite kortare. Eller skicka den i flera delar.
    Inget är borta.
chat-kept = Det du skrev finns kvar här nedanför.
chat-offline = Du har ingen kontakt med oss just nu.
    Det du skrev finns kvar. Jag försöker igen.

door-missing = Sidan finns inte. Kanske är länken gammal.
    Det du har skickat finns kvar.
resume-text = Tryck på knappen.
    Då öppnas det du har börjat på.
    Länken går bara att använda en gång.

open-text = Skriv din mejladress eller ditt nummer.
    Skriv det som du gav oss förut.
    Känner vi igen det? Då skickar vi en kod.

    Kommer det ingen kod?
    Ring din jobbcoach eller kommunen.
open-address = Mejl eller nummer till telefon
open-link-used = Länken går inte att använda.
    Kanske är länken redan använd.
    Kanske är den för gammal.
    Kanske har du redan skickat.
    Har du skickat? Då får du en kod här nedanför.

code-text = Har vi din adress eller ditt nummer?
    Då har vi skickat en kod.
    Koden har sex siffror.
    Den fungerar i femton minuter.
code-wrong = Koden fungerade inte.
    Titta på siffrorna igen.
    Du kan också be om en ny kod.

door-under-18-title = Det här är för dig som har fyllt 18
door-under-18 = Vi har inte sparat det du skrev.

    Är du under 18? Det finns hjälp för dig:
    • Prata med din skola. Syv på skolan kan mycket om jobb. Syv är kort för studie- och yrkesvägledare.
    • Gå till en ungdomsmottagning. Där får unga hjälp.
    • Ring Arbetsförmedlingen.

    Mår du dåligt? Prata med elevhälsan på skolan.
    Du kan ringa 1177.
    Du kan ringa Bris på 116 111.

    När du har fyllt 18 är du välkommen till oss.
door-too-young-title = Det här stödet är för andra åldrar
door-too-young = Vi har inte sparat det du skrev.

    Vårt stöd är för dem som är lite äldre.
    Arbetsförmedlingen har stöd för unga.
    Kommunen har ofta också hjälp för unga.
    Ring kommunen. De hjälper dig att hitta rätt.
door-too-old-title = Det här stödet är för andra åldrar
door-too-old = Vi har inte sparat det du skrev.

    Vill du jobba? Andra kan ge dig stöd.
    Du kan fråga Arbetsförmedlingen.
    Du kan också ringa kommunen.
    Fråga efter arbetsmarknadsenheten. De hjälper till med jobb.
door-elsewhere-title = Det här stödet gäller andra kommuner
door-elsewhere = Vi har inte sparat det du skrev.

    Många kommuner har ett stöd som vårt.
    Ring till kommunen där du bor.
    Fråga efter IPS.
    IPS är ett stöd för att få jobb.
door-outside-title = Kanske är en annan väg bättre för dig
door-outside = Vi har inte sparat det du skrev.

    Att du vill jobba är viktigast.
    Andra kan också ge dig stöd:
    • Fråga dem du träffar i vården.
    • Fråga Arbetsförmedlingen.
    • Fråga kommunens arbetsmarknadsenhet. De hjälper till med jobb.

    Kanske kan du ändå vara med hos oss?
    Ring och fråga.
door-not-now-title = Det är helt okej att inte vilja just nu
door-not-now = Vi har inte sparat det du skrev.

    Du bestämmer själv.
    Kanske vill du en annan gång.
    Då är du välkommen tillbaka.
    Du kan komma hur många gånger du vill.
door-protected-title = Då gör vi på ett annat sätt, så att du är trygg
door-protected = Vi har inte sparat det du skrev.
    Skriv inte ditt namn här.

    Ring oss i stället.
    Säg att du har skyddade personuppgifter.
    En enda person tar hand om din anmälan.
    Vi skickar inga meddelanden till dig.

    Är du rädd för någon som hotar dig?
    Ring 112.
    Du kan också ringa Kvinnofridslinjen på 020-50 50 50.
    De svarar dygnet runt, dag och natt.
door-gone = Du har lämnat sidan.
    Eller så var det en stund sedan du var här.
    Det du har skickat finns kvar.

    Öppna det igen med en kod.
    Du kan också börja från början.
door-slow-down = Många har försökt härifrån på kort tid.
    Vänta en stund och försök igen.
    Du kan också ringa oss.
door-undone = Adressen är som förut.
    Ingen är inne i chatten nu.
    Öppna den igen med en kod.
door-too-late = Länken är redan använd.
    Eller så är den för gammal.
    Är något fel? Ring oss.
undo-text = En adress har ändrats.
    Var det inte du?
    Tryck här nedanför.
    Då blir det som förut.
door-refused = Kanske var texten för stor.
    Kanske kom den från en annan sida.
    Inget har ändrats.
    Gå tillbaka och försök igen.
    Skriv gärna en kortare text.

access-title = Kan alla använda sidan?
access-page = Alla ska kunna använda chatten. Det står i lagen. Vi klarar en del av kraven. Allt är inte prövat än.

    Kommunen har ansvar för sidan. Det här skrevs den 28 november 2026.
access-lacks-title = Det som inte är klart
access-lacks = • En del hör sidan uppläst av datorn. De har inte prövat sidan än.
    • Ingen annan har granskat oss.
    • Texten ska vara lätt att läsa. Vi har mätt det. Men du som behöver lätt text har inte läst den åt oss.
    • Filen med allt om dig kan bli lång.
    • Kanske väntar du i { $minutes } minuter. Då kan du behöva en ny kod. Dina svar finns kvar.
    • Här finns inget teckenspråk. Ingen läser upp texten.
    • Här finns bara svenska och engelska.
access-ways-title = Om något är svårt
access-ways = Du kan alltid ringa. Du kan också få papper. Du behöver inte chatten. Säg till om något är svårt. Då gör vi på ett annat sätt.
access-complain = Är du inte nöjd med vårt svar? Då kan du klaga hos Digg: https://www.digg.se/tdosanmalan
access-tried-title = Så har vi prövat sidan
access-tried = • En dator letar efter fel på alla sidor. Den hittar inga fel. Men den kan inte hitta allt.
    • Vi prövar på telefon och på stor skärm. Vi prövar med ljus och mörk sida. Vi prövar med stor text.
    • Vi sparar dina svar hela tiden. Du kan fortsätta en annan dag.
    • Vill du slippa att saker rör sig? Då rör de sig inte.

privacy-title = Så gör vi med dina uppgifter
privacy-page = • Uppgifter är det vi vet om dig. Vi frågar bara om det vi behöver för att hjälpa dig. Du kan hoppa över nästan allt.
    • Det du skriver låses in. Bara de som hjälper dig kan läsa det. Vi skriver upp vem som läser. Du kan se vem det är.
    • Att du är med här säger något om hur du mår. Därför är det hemligt. Det står i lagen.
    • Du kan få allt som vi har om dig. Du kan ändra dig om det du sagt ja till. Du kan be att bli raderad. Då tar vi bort det som visar att det är du.
    • Kanske börjar du skriva men skickar inte. Då tas det bort efter { $drafts } dagar. Det vi har skrivit i chatten tas bort efter { $transcripts } dagar.
    • Det kan finnas kopior kvar. De är låsta. Efter { $copies } dagar till går de inte att öppna. Ingen har nyckeln då.
    • Är du i fara? Eller vill du prata med en människa? Då kan den som hjälper dig läsa det du skrev.
    • När någon raderas finns bara siffror kvar. Där finns inget namn.
    • Kommunen har ansvar för dina uppgifter. Tycker du att vi gör fel? Då kan du klaga till Integritetsskyddsmyndigheten.
privacy = Så här gör vi med det du berättar:

    • Vi frågar bara om det vi behöver. Du kan hoppa över nästan allt.
    • Det du skriver låses in. Bara de som hjälper dig kan läsa. Du kan se vem som har läst.
    • Inget skickas förrän du trycker på Skicka min anmälan. Det du inte skickar tas bort efter { $drafts } dagar. Efter { $copies } dagar till går ingen kopia att öppna.
    • Är du i fara? Då hämtar vi en människa. Den som hjälper dig läser det du skrev. Hen ser också ditt nummer. Skriver du till en människa läser hen det.
    • Du kan alltid få ut allt. Du kan alltid ändra dig. Du kan be att bli raderad. Då tar vi bort det som visar att det är du.

    Har du frågor? Vänd dig till { $human }.
door-saved-title = Det är sparat
door-saved = Det du gjorde är sparat.
    Vi kan inte visa svaret just nu.
    Du behöver inte göra det igen.
    Titta hit igen om en stund.
door-failed-title = Något gick fel hos oss
door-failed = Det var inte ditt fel.
    Inget har försvunnit.
    Gå tillbaka.
    Försök igen om en liten stund.

danger-told = En människa har fått veta.
danger-not-told = Ingen människa har fått veta än – ring.
danger-kept = Det du skrev är sparat.
    Vi säger till någon så snart det går.
danger-not-kept = Det du skrev kom inte fram till oss.
danger-later = { $names } får veta.
    Men ingen är på jobbet just nu.
danger-back = Tillbaka till samtalet
danger-again = Titta om en människa vet nu
danger-unsure = Vi kan inte se om en människa vet – ring.
