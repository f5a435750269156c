# Words inside an answer: of days and times, of numbers, of yes and no, of places. Several are separated by a comma and
# a space; small letters. All languages are understood at once: somebody may answer in another than the one they read.
spoken-today = idag, i dag
spoken-yesterday = igår, i går
spoken-before-yesterday = i förrgår, förrgår
spoken-tomorrow = imorgon, i morgon, imorrn, i morrn
spoken-after-tomorrow = i övermorgon, övermorgon
spoken-weekdays = måndag, tisdag, onsdag, torsdag, fredag, lördag, söndag
spoken-months = januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december
spoken-endings = s, en, ens
spoken-around-days = i, på, den, kl, klockan, vid, för, e, a
spoken-days = dag, dagar, dygn
spoken-weeks = vecka, veckor
spoken-ago = sedan, sen
spoken-one = ett, en
spoken-units = noll, ett, två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv, tretton, fjorton, femton, sexton, sjutton, arton, nitton
spoken-tens = tjugo, trettio, fyrtio, femtio, sextio, sjuttio, åttio, nittio
spoken-yes = ja, jaa, japp, jepp, jo, jodå, jadå, jajamän, javisst, visst, okej, ok, absolut, gärna, självklart, det stämmer, det gör det, det gör jag, det vill jag, det har jag, stämmer bra
spoken-no = nej, absolut inte, nä, nää, nepp, nix, nejdå, inte, icke, ej
spoken-unsure = vet inte, vet ej, kanske, kanske det, osäker, tveksam, nja, ingen aning, inte säker, inte helt säker, minns inte
spoken-courtesy = tack, snälla, det, jag, gör, har, är, vill, stämmer, då, så, ju, faktiskt
spoken-work-wish-yes = jag vill jobba, jag vill arbeta, vill jobba, vill arbeta, jag vill
spoken-work-wish-no = jag vill inte jobba, jag vill inte arbeta, vill inte jobba, vill inte arbeta, inte just nu, inte nu
spoken-municipality-elsewhere = annanstans, någon annanstans, ingen av dem, inget av dem, ingen av dessa
spoken-around-ages = jag, är, i, året, min, ålder, nu
spoken-born = född, föddes, födelseår, f
spoken-aged = år, åring, gammal, årig
spoken-around-places = jag, bor, i, på, kommun, kommunen, stad, staden, hemma, nu, här, är, skriven, folkbokförd
