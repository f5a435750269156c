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
