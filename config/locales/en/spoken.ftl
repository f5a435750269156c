# Words inside an answer: of days and times, of numbers, of yes and no, of places. Several are separated by a comma and
# a space; small letters. All languages are understood at once: somebody may answer in another than the one they read.
spoken-today = today
spoken-yesterday = yesterday
spoken-before-yesterday = the day before yesterday, day before yesterday
spoken-tomorrow = tomorrow
spoken-after-tomorrow = the day after tomorrow, day after tomorrow
spoken-weekdays = monday, tuesday, wednesday, thursday, friday, saturday, sunday
spoken-months = january, february, march, april, may, june, july, august, september, october, november, december
spoken-endings = s
spoken-around-days = on, at, the, of, st, nd, rd, th, o, clock
spoken-days = day, days
spoken-weeks = week, weeks
spoken-ago = ago
spoken-one = one
spoken-units = zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen
spoken-tens = twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety
spoken-yes = yes, yeah, yep, yup, sure, okay, ok, absolutely, certainly, of course, i do, i am, it is, that is right, that's right, it does
spoken-no = no, nope, nah, not, don't, dont, doesn't, isn't
spoken-unsure = don't know, dont know, do not know, not sure, unsure, maybe, perhaps, no idea, dunno, not certain, don't remember
spoken-courtesy = please, thanks, thank, you, i, am, i'm, do, it, is, that, does
spoken-work-wish-yes = i want to work, want to work, i want to, i would like to, i'd like to
spoken-work-wish-no = i don't want to work, i do not want to work, not now, not right now, not just now
spoken-municipality-elsewhere = elsewhere, somewhere else, none of them, none of these
spoken-around-ages = i, i'm, im, am, my, age, is, in, was, now, the, year
spoken-born = born
spoken-aged = years, old, yo
spoken-around-places = i, i'm, live, living, in, at, the, of, municipality, town, city, here, now, am
