staff-welcome = Hello! Cards come here when something needs you. You can also begin here:
staff-menu = What would you like to do?
staff-more = Anything else?
staff-today = Today
staff-people = My participants
staff-queue = The queue
staff-digest-on = Gather into one list each morning
staff-digest-off = Show cards at once
staff-digest-is-on = Done. Now a list comes every working morning. Crises, referrals and messages still come at once.
staff-digest-is-off = Done. Now cards come at once again.
staff-unclear = I didn’t understand. Please choose a button.
staff-not-allowed = You may not do that. If it is about somebody else’s participant, the coordinator can help you.
staff-refused = That didn’t work: { $reason }
staff-today-nothing = Nothing needs you today.
staff-today-head = { BEGINNING($day) }: { $count ->
    [one] one thing needs you
   *[other] { $count } things need you
}
list-more = … and { $count } more
list-next = Show more ({ $count } left)
staff-people-head = { $count ->
    [one] One participant
   *[other] { $count } participants
}
staff-people-none = You have no participants just now.

card-warning = { $who }: { $rule }. No later than { $day }.
card-breach = { $who }: { $rule }. It should have been done { $day }.
card-escalation = { $who }: { $rule }. It should have been done { $day } and still isn’t.
card-still-open = { $who }: { $rule }. It should have been done { $day } and is still waiting.
card-late-entry = { $who }: { $rule }. It was done in time, but written in too late.
card-reopened = { $who }: { $rule }. Because of a correction, it is no longer done. No later than { $day }.
card-alert-only = { $who }: { $rule }. { $kind ->
    [warning] It is to be done soon.
    [still_open] It is still not done.
    [late_entry] It was done in time, and entered too late.
    [reopened] A correction means that it is no longer done.
   *[other] It was not done in time.
}
card-task-crisis = Urgent: { $who } needs a person now ({ $when }). Read and answer, or call.
card-task-referral = { $who } has self-referred. Who will get in touch?
card-same = May be the same person as: { $who }
card-same-somebody = May be the same person as somebody who has referred themself already.
asked-read-out = The request came after a colleague had read out a code. Ask the person themselves before you decide.
card-task-message = { $who } has written to you.
card-task-appointment = { $who } about the meeting { $when }: { $about }
card-task-questionnaire = { $who } needs help with a questionnaire: { $about }.
card-task-erasure = { $who } wants to be erased. Open and decide.
card-task-unreached = { $who } is not reached by messages. Please call.
card-task-unreminded = { $who } has a meeting { $when }, and no reminder can come before it. Please call.
card-task-place = { $who } has answered about the place: { $about }.
card-task-pause = { $who } is taking a break: { $about }. The place is kept.
card-task-consent = { $who } has taken back the consent to { $about }. It holds from now.
card-task-enrolment = { $who } is to be enrolled with { $about }, who is full. Open, and enrol with a reason if it is to happen all the same.
card-task-talk = { $who } would like to talk with you.
card-pause-hospital = in hospital
card-pause-own-wish = needs rest
card-pause-parental-leave = on parental leave
card-pause-other = another reason
card-appointment-cancelled = wants to cancel
card-appointment-wish = wants another time: “{ $wish }”
card-acknowledge = Acknowledge
settle-done = Done
settle-done-what = Done: { $what }
settle-dropped = Won’t happen
settle-dropped-what = Won’t happen: { $what }
settle-granted = Answered: yes
settle-granted-what = Answered: yes: { $what }
settle-refused = Answered: no
settle-refused-what = Answered: no: { $what }
settle-withdrawn = Withdrawn
settle-withdrawn-what = Withdrawn: { $what }
settle-reached = Reached
settle-reached-what = Reached: { $what }
settle-when = { $what }. Which day?
settle-kept = Saved.
card-open = Open
card-contact = Log contact
card-employer = Employer contact
card-book = Book meeting
card-write = Write
card-reply = Reply
card-mine = I’ll take this one
card-take-crisis = I’ll take it now
card-take-task = Done
card-task-appointment-only = { $who } has written about a meeting.
card-task-unreminded-only = { $who } gets no reminder before a meeting. Please call.
card-task-questionnaire-only = { $who } needs help with a questionnaire.
card-task-place-only = { $who } has answered about the place.
card-task-pause-only = { $who } is taking a break.
card-task-consent-only = { $who } has taken back a consent.
card-task-enrolment-only = { $who } is to be enrolled, and the coach is full.
card-about-crisis = urgent
card-about-referral = self-referral
card-about-message = message
card-about-appointment = meeting
card-about-questionnaire = questionnaire
card-about-erasure = wants to be erased
card-about-unreached = not reached by messages
card-about-unreminded = no reminder before the meeting
card-about-place = answer about the place
card-about-pause = a break
card-about-consent = consent taken back
card-about-enrolment = enrolment past the cap
card-about-talk = wants to talk
card-granted = will be erased
card-refused = will not be erased
card-closed-about = { $who }: { $what }. { $line }
card-closed-met = Done { $day }.
card-closed-met-plain = Done.
card-closed-waived = Waived.
card-closed-stopped = No longer needed.
card-closed-later = New day: { $day }.
card-closed-later-plain = At rest.
card-closed-struck = Struck out.
card-closed-acknowledged = { $name } has acknowledged this: { $detail }.
card-closed-acknowledged-plain = { $name } has acknowledged this.
card-closed-taken = { $name } has taken it.
card-closed-done = Done, by { $name }.
card-closed-decided = Decided: { $detail }.
card-closed-decided-plain = Decided.
card-closed-ended = Ended.
card-closed-moved = Now with { $name }.
message-hidden = This is no longer shown to you.

ack-why = How do things stand?
ack-planned = It is planned
ack-waiting = Waiting for somebody else
ack-done = Done, to be written in
ack-wish = The participant’s wish
ack-other = Other
ack-kept = Acknowledged.
raised-words = { $who }, { $when }:
raised-no-number = There is no telephone number. Answer in the chat.
raised-gone = The words are not here. They may have been written on Telegram, or removed.
raised-hidden = Only the named coach may see the words and the number. If you must see them: open the person, show the protected details with a reason, and then read the words.
raised-read = Read the words
task-taken = Thank you, you have taken it.
task-taken-by = { $name } has already taken it.
taken-done = This is now your participant.

today-deadline-only = { $who }: { $rule }
today-task-crisis = { $who }: urgent, needs a person ({ $when })
today-task-referral = { $who }: new referral, nobody has taken it
today-task-message = { $who }: has written
today-task-appointment = { $who }: wants to change a meeting
today-task-questionnaire = { $who }: needs help with a questionnaire
today-task-erasure = { $who }: wants to be erased
today-task-unreached = { $who }: is not reached by messages
today-task-unreminded = { $who }: gets no reminder of a meeting
today-task-place = { $who }: has answered about a place
today-task-pause = { $who }: is taking a break
today-task-consent = { $who }: has taken back a consent
today-task-enrolment = { $who }: to be enrolled, the coach is full
today-task-talk = { $who }: would like to talk
today-breached = { $who }: { $rule } (should have been done { $day })
today-warned = { $who }: { $rule } (no later than { $day })
today-late-entry = { $who }: { $rule } (done in time, written in too late)
today-due = { $who }: { $rule } (no later than { $day })
today-note-reminder = { $who }: reminder for { $day }: { $what }
today-note-question = { $who }: a question to you: { $what }
today-note-answer = { $who }: an answer to your question: { $what }
today-matter-awaited = { $who }: waiting for an answer since { $day }: { $what }
today-unreachable = { $who }: has no coach who can be reached
today-appointment = { $who }: meeting { $when }
today-appointment-past = { $who }: did the meeting { $when } take place?

state-referred = Referred
state-waiting = In the queue
state-intake = Intake
state-engagement = Engagement
state-assessment = Assessment
state-job-placement = Job placement
state-coaching = Coaching
state-follow-along = Follow-along support
state-paused = Paused
state-declined = Declined
state-discharged = Discharged
status-open = no later than { $day }
status-warned = soon, no later than { $day }
status-breached = should have been done { $day }
portrait-coach = Coach: { $name }
portrait-words =
    In their own words:
    { $words }

contact-mode = How were you in contact?
mode-meeting = Meeting
mode-phone = Telephone
mode-message = Message
mode-email = Email
mode-video = Video
employer-which = Which employer?{ $more }
employer-other = Another one
employer-name = Write the employer’s name.
employer-mode = How?
employer-mode-face-to-face = Visit
employer-mode-phone = Telephone
employer-mode-email = Email
employer-mode-video = Video
employer-who = Who made contact?
employer-who-coach = I did
employer-who-participant = The participant
employer-who-both = Together
employer-competitive = Was it about an ordinary job?
employer-follows = Is it in line with what the participant wants?
answer-yes = Yes
answer-no = No
answer-unknown = Don’t know
form-confirm = { $what }. Save?
form-ask-on = Another day
form-ask-activity = What
form-ask-minutes = How long
form-ask-note = Note
form-on = Which day? You can also write another one, for example 3/11 or two weeks ago.
form-on-unclear = I did not understand which day. Write it like this: 3/11, Monday or two weeks ago.
form-on-ahead = { BEGINNING($day) } is still to come. Write a day that has been, or book a meeting instead.
form-on-before = { BEGINNING($day) } is before the referral, which came on { $first }. Write that day or a later one.
form-on-0 = Today
form-on-1 = Yesterday
form-on-2 = Two days ago
form-activity = What was it about?
activity-mapping = Assessment
activity-job-search = Looking for jobs
activity-workplace = The workplace
activity-benefits = Money and benefits
activity-authority = Authority
activity-everyday-support = Everyday life
activity-other = Other
form-minutes = How long?
minutes-count = { $count } min
form-note = Write a short note. Write only what is needed.
form-has-note = with a note
form-saved = Saved. { $what }.{ $met }
form-met = ✓ { $rule }: done.

about-whom = { $who }
    { $text }
booking-when = When will you meet? You can also write another day and time, for example 3/12 14:00 or Thursday at 10.
booking-hour = What time on { $day }? You can also write another one.
booking-full = Nothing is free on { $day }. Write a time all the same, or another day.
booking-unclear = Write day and time like this: 3/12 14:00, or Thursday at 10.
booking-past = That time has already passed. Write one that is to come.
booking-confirm = Meeting { $moment }{ $where ->
    [yes] {""}, { $place }
   *[no] {""}
}. Shall it be booked?
booking-confirm-taken = Meeting { $moment }{ $where ->
    [yes] {""}, { $place }
   *[no] {""}
}. It clashes with another meeting. Shall it be booked all the same?
booking-book = Book
booking-where = Where
booking-other = Another time
booking-place = Where will you meet? It is shown in the person’s chat.
booking-done = Booked { $moment }. { $told ->
    [yes] The person will be told in their chat.
   *[no] The person is not told from here. Please tell them yourself.
}

came-kept = { BEGINNING($moment) }: came
came-missed = { BEGINNING($moment) }: did not come
came-kept-sure = Did the person come to the meeting { $moment }?
came-kept-yes = Yes, they came
came-missed-sure = Did the person not come to the meeting { $moment }?
came-missed-yes = Yes, did not come
came-kept-done = Saved: the meeting took place.
came-missed-done = Saved. Please get in touch and ask how they are.

reply-write = Write your reply. It is shown in the person’s chat with your name.
reply-write-crisis = Write your reply. It is shown in the person’s chat with your name. Once you have written, you have taken the urgent task.
reply-sent = Sent.
reply-no-chat = The person has no chat. Please call instead.

move-enrolled = Enrol
move-waitlisted = Put in the queue
move-phase = Change phase
move-phase-ask = Which phase are you in now?
move-done = Done.
move-waitlisted-sure = Shall the person be put in the queue?
move-waitlisted-yes = Yes, put in the queue
move-phase-sure = Shall the phase be { $phase }?
move-phase-yes = Yes, change phase
move-enrolled-coach = Nobody is enrolled without a coach. Who will be the coach?
move-enrolled-sure = Shall the person be enrolled, with { $coach } as coach? Then the clocks start.
move-enrolled-yes = Yes, enrol
move-enrolled-done = Done: enrolled.
cap-full = { $coach } has { $count } participants and room for { $places }. The coordinator can give a place all the same, with a reason.
cap-ask = Ask the coordinator
cap-asked = The coordinator has been asked. Nothing has changed yet.
cap-reason = { $coach } has { $count } participants and room for { $places }. Why should the person have a place all the same? Write the reason in a sentence. It is kept with the decision.
cap-reason-more = Write a few more words, so that whoever reads it later understands.
move-assign = Change coach
assign-ask = Who will be the coach?
assign-nobody = No coach is registered.
assign-sure = Shall { $coach } be the coach?
assign-yes = Yes, change coach
assign-done = Done.
queue-head = { $count ->
    [one] One person is waiting
   *[other] { $count } people are waiting
}
queue-same = { $count ->
    [one] One more referral may be the same person, and is not counted.
   *[other] { $count } more referrals may be the same person as somebody else, and are not counted.
}
queue-same-as = { $who } (may be the same as { $number })
queue-places = { $count ->
    [0] No place is free
    [one] One place is free
   *[other] { $count } places are free
}
queue-nobody = Nobody is waiting.
queue-offer-none = Offer a place
queue-offer-open = Offered
queue-offer-accepted = Has said yes
queue-offer-refused = Has said no
offer-sure = Shall the person be offered a place?
offer-yes = Yes, offer a place
offer-made = The offer is in the person’s chat.
offer-no-chat = The person has no chat. Please call and tell them.
erasure-grant = Grant erasure
erasure-refuse = Refuse erasure
erasure-granted-sure = Shall the person be erased? Once it is carried out, it cannot be undone, not from a backup either.
erasure-granted-yes = Yes, grant
erasure-refused-sure = Shall the request be refused? The person will be told.
erasure-refused-yes = Yes, refuse
erasure-granted-done = Granted. The data protection officer erases at the desk, or IT with the command journey erase.
erasure-refused-done = Refused. The person has been told.
card-code = { $who } would like to open their chat. Ring them on the number you have, and read out the code { $code }. It is valid until the end of { $day }. Give it to nobody else. When the code is used, the chat says that you were given it.
card-unproved = Somebody is trying to open the chat of { $who }, with an address that is not confirmed. Have you met the person, and do you know that the address is right? Then confirm it under Open.
card-changed = { $who } is reached in a new way from now on. We could not tell the old address. Please make sure that it is right. It can be undone in the chat for { $days } days.
met-phone = The telephone number is confirmed
met-email = The email address is confirmed
met-ask = Have you met or talked with { $who }, and do you know that { $address } is their own? The chat can then be opened with it.
met-yes = Yes, it is right
met-done = Done. The address is confirmed.

staff-left = You no longer have access here. Ask the coordinator if that is wrong.
staff-elsewhere = You are in. The chat has nothing for your role yet: reports, the access log and the audit are reached in other ways. What you need to be told comes here.
glass-break = Show protected details
glass-why = Why must you see the details? Write the reason in a sentence. The coach and the data protection officer are told at once, and the person can see it.
glass-why-more = Write a few more words, so that whoever reads it later understands.
glass-broken = You see the details for an hour from now. The coach and the data protection officer have been told.
glass-told = { $name } has opened the details of a person under protected identity, for an hour. The reason is in the access log.
glass-told-coach = { $name } has opened the details of your participant under protected identity, for an hour. The reason: { $reason }
