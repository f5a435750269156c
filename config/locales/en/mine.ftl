mine-menu = What would you like to do?
mine-more = Would you like to do anything else?
mine-where = Where am I?
mine-appointments = My meetings
mine-write = Write to my coach
mine-write-us = Write to us
mine-questionnaire = Answer questions
mine-pause = Take a break
mine-resume = Go on after the break
mine-consents = What I have said yes to
mine-data = My details
mine-messages = Messages
mine-language = Language
mine-offer-accepted = Yes, I want the place
mine-offer-refused = No thanks, not now

where-referred = Your referral has arrived. One of us will get in touch with you.
where-referred-alone = Your referral has arrived. We cannot get in touch with you, so please ring or come by. Would you rather that we did? Add a telephone number or an email under My details.
where-waiting = You are in the queue for a place.
where-intake = You have a place. Now you and your coach get to know each other.
where-engagement = You have a place. Now you and your coach get to know each other and begin to plan.
where-assessment = Now you and your coach find out what you want to do and can do.
where-job-placement = Now you and your coach look for a job that suits you.
where-coaching = You have started to work or study, with support from your coach.
where-follow-along = You work or study. Your coach is there for as long as you want.
where-paused = You are taking a break. You keep your place.
where-declined = Your referral is closed. You are welcome to sign up again.
where-discharged = Your time with us has ended. You are welcome back if you want to.
where-queue = Your place in the queue is { $place }.
where-answer = You will get an answer no later than { $day }.
where-coach = Your coach is called { $name }.
where-next = Your next meeting is { $moment }.
where-human = Questions? Turn to { $human }.

appointments-none = You have no meetings booked. Would you like one? Write to your coach, or turn to { $human }.
appointments-none-us = You have no meetings booked. Would you like one? Write to us, or turn to { $human }.
appointments-ahead = Your meetings:
appointment-open = not confirmed
appointment-confirmed = you are coming
appointment-asked = you have asked for another time
appointment-confirm = { $number }: I’ll come
appointment-change = { $number }: Another time
appointment-cancel = { $number }: Cancel
appointment-gone = That meeting is no longer there, or has been moved.
appointment-confirmed-done = Good! See you { $moment }.
appointment-wish = When would be better? Use your own words.
appointment-no-wish = Any other time
appointment-change-done = I have asked your coach for another time. Until you get a new one, { $moment } stands.
appointment-cancel-sure = Do you want to cancel the meeting { $moment }?
appointment-cancel-yes = Yes, cancel it
appointment-cancelled-done = The meeting is cancelled, and your coach knows. That is quite all right.

pause-ask = You can take a break and keep your place. Would you like to say why? It helps us to understand.
pause-hospital = I am in hospital
pause-own-wish = I need to rest
pause-parental-leave = I am on parental leave
pause-other = Something else
pause-sure = Do you want to take a break now? Your coach will be told. You keep your place.
pause-yes = Yes, take a break
pause-done = You are taking a break now. You keep your place, and go on when you want to. If you would like to talk to somebody, turn to { $human }.
resume-sure = Do you want to go on now?
resume-yes = Yes, go on now
resume-done = Welcome back! Now we go on where we were.

messages-now = { $now ->
    [yes] You get messages from us.
    [pause] Your messages are paused.
   *[stop] You get no messages from us.
} What would you like?
messages-choose-stop = Stop sending
messages-choose-pause = Pause for a while
messages-choose-start = Send again
messages-stop = We will send no more messages. This doesn’t affect your place. Write START when you want them again.
messages-pause = The messages are paused. This doesn’t affect your place. Write START when you want them again.
messages-start = Now we send messages again.

language-ask = Which language would you like?
language-done = Done! What would you like to do?

glass-told-person = { $name } has opened your protected details, for an hour. Your coach knows of it. Why stands in what you can download under My details. If you wonder about anything, turn to { $human }.
offer-told = Good news: there is a place for you! Would you like it? If you have questions, turn to { $human }.
offer-accepted-sure = Do you want to say yes to the place?
offer-accepted-yes = Yes, I accept
offer-refused-sure = Do you want to say no to the place? Then it goes to the next person.
offer-refused-yes = Yes, I decline
offer-accepted = How nice! We will get in touch and enrol you. If you have questions, turn to { $human }.
offer-refused = That is quite all right. The place goes to the next person. Your referral stays with us. If you have questions, turn to { $human }.
offer-answer-accepted = yes
offer-answer-refused = no

talking-begin = What you write now goes to { $name }. A person reads it when they can, usually within a couple of working days. If it is urgent, please call.
talking-still = You are writing to { $name }.
talking-now = You are writing to { $name } now. What you write is not taken as an answer to any question.
talking-sent = Sent to { $name }. You are writing to { $name }.
talking-sent-later = Sent to { $name }. Nobody reads it until somebody is at work. If you need somebody now: write help, and numbers come that answer.
talking-end = Finish and go to the menu
talking-nobody = None of us is reading the chat just now. Please turn to { $human } instead.
talking-offer = Would you like to send that to your coach?
talking-offer-us = Would you like to send that to us?
talking-send-us = Yes, send it
talking-send = Yes, send it to my coach

questionnaire-none = There are no questions to answer just now. What would you like to do?
questionnaire-coach = You will go through the questions together at a meeting. I have told your coach.
questionnaire-begin = { $count ->
    [one] Here is { $count } question.
   *[other] Here are { $count } questions.
} You can go back, and stop whenever you want. Nothing is saved until you have answered them all.
questionnaire-item = Question { $number } of { $count }
questionnaire-stop = Stop
questionnaire-stopped = All right. Nothing was saved. You can answer another day.
questionnaire-done = Thank you! Your answers are saved.

consents-some = You have said yes to this:
consents-none = You haven’t said yes to anything yet.
consents-partners = Who else we may talk to is something you go through together when you meet. You can always change your mind.
consent-withdraw = Take back: { $party }
consent-withdraw-sure = Do you want to take back your consent to { $party }? It holds at once, and your coach will be told.
consent-withdraw-yes = Yes, take it back
consent-give-reminders = Yes to reminders
consent-given-done = Done. You have said yes to { $party }.
consent-withdrawn-done = Done. You have taken back your yes to { $party }. That holds from now on.
party-employment-service = Arbetsförmedlingen, the employment service
party-social-insurance = Försäkringskassan, the social insurance agency
party-psychiatry = psychiatric care
party-primary-care = the health centre (vårdcentralen)
party-social-services = social services (socialtjänsten)
party-housing-support = housing support (boendestödet)
party-employer = employers
party-school = the school
party-former-workplace = a former workplace
party-labour-market-unit = the municipality’s labour-market unit
party-lss-officer = an LSS officer
party-study-counsellor = a study counsellor
party-personal-ombud = a personal ombud (personligt ombud)
party-family = family or somebody close
party-peer = somebody with experience of their own
party-interpreter = an interpreter
party-union = the trade union
party-guardian = a guardian (god man or förvaltare)
party-sus = registration in SUS, the authorities’ shared register
party-chat-reminders = reminders
party-research = research

data-menu = Your details are yours. What would you like to do?
data-download = Download everything about me
data-contact = Change telephone or email
data-readers = See who has read about me
data-readers-head = This is how your details have been read. The latest is first.
data-readers-more = There are { $count } more. All of it is in the file, if you download everything about you.
data-readers-none = Nobody has read about you yet.
data-erase = Ask to be erased
data-file = my-data.html
data-given = Here is everything there is about you, and who has read it.
data-contact-ask = Write your new telephone number or your new email address.
data-contact-ask-phone = Write your new telephone number.
data-contact-ask-email = Write your new email address.
data-contact-changed = Done, it is changed.
data-contact-changed-phone = Done, it is changed. Once we have talked with you on that number, you can open the chat with it.
data-contact-undo = Was it a mistake? You can undo it for { $days } days. Press Undo below, or later under My details.
prove-email = Confirm my email address
prove-offer = Is the email address yours? We send a code to it, and you write it here. Until then the chat can’t be opened with that address.
prove-ask = We are sending a code to { $address }. Write the code here. It works for one hour. Nothing there after a few minutes? Look among unwanted mail, or ask for a new code. Wrong address? Change it under My details.
prove-later = Not now
prove-again = Send a new code
prove-wrong = That code didn’t work. Please check the digits, or ask for a new code.
prove-here-already = You are here already, with another chat. Would you like to open it? Go to Open my way: { $link }
prove-done = Thank you, the address is confirmed. From now on you can open the chat with a code sent to it. What would you like to do?
prove-not-now = No more codes can be sent just now. Try again in an hour, or ask your coach to confirm the address. What would you like to do?
prove-not-mailed = The code to { $address } could not be sent. Please try again in a while, or check the address under My details.
undo-phone = Undo: back to my earlier telephone number
undo-email = Undo: back to my earlier email address
undo-done = Done, it is as it was before. Has somebody else been in here? End the sign-ins under My details. What would you like to do?
data-sign-ins = See where I am signed in
sign-ins-head = { $count ->
    [one] The chat is open in one place:
   *[other] The chat is open in { $count } places:
}
sign-in = { $device }, last used { $moment }
sign-ins-end = End { $number }
sign-ins-end-all = End all, here too
sign-ins-none = The chat is open nowhere else. What would you like to do?
device-phone = Telephone
device-computer = Computer
device-unknown = Unknown device
entered-read-out = The chat was just opened with a code that { $name } was given to read out to you. Wasn’t it you? End the sign-ins under My details, and tell us.
data-erase-sure = Do you want to ask to be erased? Somebody responsible here decides according to the law, and you get an answer here. If you have a place, it ends first.
data-erase-yes = Yes, I want to be erased
data-erase-done = I have sent your request. You will get an answer here. If you have questions, turn to { $human }.
data-erase-granted = Your request to be erased has been granted. Once it is done, this page can no longer be opened. { $copies } days after that, your details can be opened in no backup either. If you have questions, turn to { $human }.
data-erase-refused = By law, your request to be erased could not be granted. You have the right to know why, and to appeal. Turn to { $human }.

reminder-appointment = A reminder: you have a meeting { $moment }.
reminder-booking = You have a new meeting: { $moment }.
reminder-booking-place = Place: { $place }.
reminder-booking-who = You will meet { $name }.
reminder-appointment-confirm = I’ll come
reminder-appointment-change = Another time
reminder-questionnaire = There are a few questions to answer. It takes a little while. Would you like to?
reminder-hello = Hello! How are things going for you? Write a few words to your coach, if you would like to.
reminder-who = Kind regards from { $human }.

messages-telegram-on = Tell me on Telegram too
messages-telegram-off = Stop telling me on Telegram
messages-telegram-link = Open this link on the phone where you have Telegram. It is valid for an hour and works once:

    { $link }

    Telegram never shows what it is about, only that you have a message.
messages-telegram-gone = Done. We will not tell you on Telegram any more.

# The words of a proof stay as they are: they stand in letters people keep, and with a word changed a letter fails.
proof-title = A proof for you
proof-referred = On { $on } you were referred to { $programme }.
proof-enrolled = On { $on } you began in { $programme }.
proof-logged = It was written down at { $logged } (UTC).
proof-how = Keep the whole letter. If anybody changes or removes what was written down, the proof below can show it. Ask somebody you trust for the key.

week-on = Ask me every week how it goes
week-off = Stop asking me every week
week-on-done = We will ask you at the end of every week how it goes. It is three buttons, and you can switch it off whenever you like.
week-off-done = We will stop asking every week. You can write to us anyway, whenever you like.
week-no-leave = Before we can ask you, you need to say yes to reminders and messages from us.
reminder-check-in = How was your week?
week-went-good = Good
week-went-so-so = So-so
week-went-hard = Hard
week-work = How is it going with work, or with finding some?
week-work-good = Good
week-work-so-so = So-so
week-work-hard = Hard
week-talk = Would you like to talk with your coach?
week-talk-yes = Yes, please
week-talk-no = No, not now
week-thanks = Thank you for answering.
week-thanks-talk = Thank you for answering. { $names } will know that you would like to talk. Rather not wait? { $human }
week-hard = It is all right that it is hard. Do write a few words. If you write HELP you get numbers to call.
