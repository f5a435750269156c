referral-no-programme = Nobody takes referrals here just now. Call the municipality’s main number and ask for the job coaches (arbetscoacherna).
referral-programme = Which programme is it about?

referral-welcome = Hello! We who work at { $programme } help people to get and keep an ordinary job.

    I am a computer that asks a few questions, one at a time. Then a person takes over.

    Would you rather talk to somebody straight away? Turn to { $human }.
referral-welcome-go-on = Continue
referral-welcome-data = What happens to what I write?

referral-conditions = This needs to be true for you to join:
referral-conditions-age = { $bounded ->
    [yes] You are between { $low } and { $high } years old.
   *[no] You have turned { $low }.
}
referral-conditions-lives = You live in { $places }.
referral-conditions-wish = You want to work. That matters most. You don’t need to be well, or done with anything, first.
referral-full = All places are taken just now. { $waiting ->
    [0] You will be first in the queue.
    [one] One person is waiting before you.
   *[other] { $waiting } people are waiting before you.
} You can sign up all the same, and we can often have a first talk while you wait.
referral-conditions-go-on = Continue

referral-count = Question { $number } of { $total }{ $part ->
    [1] {""}
   *[other] , part { $part }
}
referral-age = How old are you?
referral-age-minor = Under 18
referral-age-younger = 18 to { $low }
referral-age-fits = { $bounded ->
    [yes] { $low } to { $high }
   *[no] { $low } or older
}
referral-age-older = Over { $high }

referral-municipality = Where do you live?
referral-municipality-elsewhere = Somewhere else

referral-requires = Is this true for you?
referral-requires-not = And is it true that none of this is about you?
referral-requires-fits = It is fine not to be sure. We will look at it together.
referral-requires-yes = Yes
referral-requires-unsure = I’m not sure
referral-requires-no = No

referral-work-wish = Do you want to work?

    Wanting to is enough. How much, and with what, we work out together.
referral-work-wish-yes = Yes
referral-work-wish-maybe = Maybe, I’m not sure
referral-work-wish-no = No, not just now

referral-protected = An important question before you write any name: do you have protected personal details (skyddade personuppgifter)?
referral-protected-no = No
referral-protected-yes = Yes
referral-protected-what = What is that?
referral-protected-explained = Protected personal details are for people who are threatened or followed. Their name and address are then kept secret at Skatteverket, the tax agency. If you have them, you usually know it.

referral-name = What is your name?

    You can write the name you like to be called. You can also be anonymous until we have met.
referral-name-anonymous = I want to be anonymous

referral-reach = How may we get in touch with you?
referral-reach-phone = Telephone
referral-reach-email = Email
referral-reach-both = Both
referral-reach-none = I will get in touch myself

referral-phone = What is your telephone number?
referral-email = What is your email address?

referral-gender = Are you a woman or a man? We ask to see that everybody gets the same support.
referral-gender-woman = Woman
referral-gender-man = Man
referral-gender-other = Other
referral-birth-year = Which year were you born?
referral-education = Which school have you finished?
referral-education-compulsory = Compulsory school (grundskola)
referral-education-upper-secondary = Upper secondary school (gymnasium)
referral-education-post-secondary = Training after upper secondary school
referral-education-higher = University or college
referral-education-unknown = Don’t know
referral-words = Is there anything we should know before we talk? For example what you would like to work with, or when in the day you have most energy.

    Write only what you want to.
referral-reminders = May we send you reminders, for example the day before a meeting? They never say what it is about, only that you have a message.

    Who else we may talk to is something we ask you when we meet.
referral-reminders-yes = Yes, please
referral-reminders-no = No, thanks

referral-summary = These are your answers:
referral-summary-send = Is this right? Nothing has been sent yet.
referral-change = What would you like to change?
referral-start-over = Do you want to start from the beginning? Then your answers are removed.
referral-start-over-yes = Yes, start over
referral-start-over-no = No, keep my answers
referral-door = “{ $question }” You answered: { $answer }.

    Is that right? Then I will show you another way, and everything you have written here is removed. In { $copies } days at most it opens in no backup either.
referral-door-no = No, I want to answer again
referral-door-yes = Yes, that is right. Remove everything.
referral-first = This is the first question.
referral-needed = I need an answer to this question before we can go on.
referral-later = { $days ->
    [one] No problem. Your answers are saved for { $days } day.
   *[other] No problem. Your answers are saved for { $days } days.
}

    To go on here, just open the page again. To go on with another phone or computer, you need this link. It can be opened once:

    { $link }

    Anybody who has the link can read your answers, so don’t show it to anyone.
button-mail-link = Send the link to my email
referral-later-mailed = We are sending the link to { $address }. The earlier link no longer works. If nothing is there after a few minutes, ask for it once more.
referral-later-failed = The email to { $address } could not be sent. This is the link. Please save it in another way:

    { $link }

    Whoever has the link can read your answers, so don’t show it to anyone.
referral-later-not-mailed = The email could not be sent just now. Please save the link in another way.
referral-later-no-address = The address you gave can’t be sent to. Please save the link in another way, or go on and change the address.

label-name = Name
label-reach = Contact
label-phone = Telephone
label-email = Email
label-municipality = Municipality
label-gender = Gender
label-birth-year = Born
label-education = School
label-words = Good to know
label-reminders = Reminders
left-out = no answer

receipt = Thank you! Your referral is sent. Your number is { $reference }.
receipt-queue = All places are taken just now. You have place { $place } in the queue.
receipt-by = A person will get in touch with you no later than { $day }.
receipt-code = Would you like to open this again another day? First confirm your email address below. After that, go to the start page and choose Open my path, and you will get a code to that address.
receipt-alone = We cannot get in touch with you, as we have no address and no telephone number. So please write down your number, and ring us or come by when it suits you. This page cannot be opened again once it is closed.
receipt-closed = This page cannot be opened again once it is closed. So please write down your number.
receipt-human = Any questions? Turn to { $human }. If you would rather go on with a paper form or by telephone, that is just as good.
receipt-phone = Would you like to open this again another day? Once we have talked with you, go to the start page, choose Open my path and write what you gave us. One of us will then ring you with a code.
