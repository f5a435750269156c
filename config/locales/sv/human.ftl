# Efter ord om kris: en paus, innan något annat frågas.
pause-go-on = Vill du fortsätta?
pause-who-reads = Det du skriver nu blir inte svar på någon fråga. Det går till { $names }. Den som tar hand om det ser det du skrev nyss, och ditt telefonnummer om du har gett ett.
human-on = Fortsätt med frågorna
human-write = Skriv till en människa
human-stop = Sluta för nu
asked-stopped = Det är helt okej. Allt finns kvar här när du vill.
human-back = Tillbaka till frågorna

# När någon vill ha en människa.
human-call = Prata med en människa
human-later = Fortsätt en annan gång
human-leave = Be någon svara mig
human-answer = Det var mitt svar på frågan
asked-begin = Du skriver till { $name }. Det du skriver blir inte svar på någon fråga.
asked-called-now = Jag har sagt till { $name }, som svarar dig här. Du skriver till { $name } nu, så berätta gärna vad det gäller. Vill du hellre ringa kan du vända dig till { $human }.
asked-called-later = Jag har sagt till { $name }, som svarar dig här. Men just nu är ingen av oss på jobbet. Du kan också vända dig till { $human }.
asked-away = Just nu är ingen av oss på jobbet. Du kan ringa eller vända dig till { $human }. Du kan också be någon svara dig här när vi är tillbaka, eller fortsätta en annan gång.
asked-nobody = Ingen hos oss läser chatten just nu. Vänd dig till { $human }. Dina svar finns kvar.
asked-offer-human = Vill du prata med en människa? Du kan också vända dig till { $human }.
asked-offer-call = Vill du att en människa hör av sig? Du kan också vända dig till { $human }.
asked-offer-who = Jag är ett datorprogram, ingen människa. Jag ställer frågor åt människorna som jobbar här. Vill du hellre prata med en av dem? Du kan också vända dig till { $human }.
asked-offer-tired = Det är helt okej. Du behöver inte svara på allt nu. Det du har svarat finns kvar. Du kan fortsätta en annan gång, prata med en människa, eller vända dig till { $human }.
