pause-who-reads = Nu kan du skriva till { $names }.
    Det du skriver blir inte svar på en fråga.
    En människa ser det du skrev nyss.
    Har du gett ditt nummer? Då ser hen det också.
asked-stopped = Det är helt okej.
    Allt finns kvar här.
human-later = Fortsätt en annan dag
asked-begin = Nu skriver du till { $name }.
    Det blir inte svar på en fråga.
asked-called-now = Jag har sagt till { $name }.
    Du får svar här.
    Nu skriver du till { $name }.
    Vad gäller det?
    Vill du hellre ringa?
    Vänd dig till { $human }.
asked-called-later = Jag har sagt till { $name }.
    Du får svar här.
    Men ingen är på jobbet just nu.
    Du kan också vända dig till { $human }.
asked-away = Ingen av oss är på jobbet just nu.
    Du kan vända dig till { $human }.
    Du kan också be om ett svar här.
    Då svarar vi när vi är på jobbet.
asked-nobody = Ingen av oss läser chatten just nu.
    Vänd dig till { $human }.
    Dina svar finns kvar.
asked-offer-human = Vill du prata med en människa?
    Du kan också vända dig till { $human }.
asked-offer-call = Vill du att vi hör av oss till dig?
    Du kan också vända dig till { $human }.
asked-offer-who = Jag är en dator.
    Jag är inte en människa.
    Vill du prata med en människa?
    Du kan också vända dig till { $human }.
asked-offer-tired = Det är helt okej.
    Du behöver inte svara på allt nu.
    Dina svar finns kvar.
    Du kan ta resten en annan dag.
    Du kan prata med en människa.
    Du kan också vända dig till { $human }.
