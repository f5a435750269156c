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
