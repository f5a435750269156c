# The desk. A sort of entry is entry-…, a question of it field-…, a choice choice-…, a help hint-….

desk-title = The desk
desk-menu = Pages
desk-menu-today = Today
desk-menu-people = Participants
desk-menu-waiting = Waiting list
desk-menu-team = The team
desk-crumbs = Where you are
desk-tabs = Pages about { $who }
desk-filters = Filters
desk-sessions = Where I am signed in
desk-sign-out = Sign out
desk-role-coach = Coach
desk-role-supervisor = Supervisor
desk-role-evaluator = Evaluator
desk-role-dpo = Data protection officer
desk-role-admin = Administrator
desk-block-now = Needs you now
desk-block-meetings = Meetings
desk-block-soon = Coming up
desk-today-empty = Nothing needs you right now. Deadlines, meetings, referrals and messages come here.
desk-today-task-crisis = Urgent: needs a human now
desk-today-task-referral = New referral that nobody has taken
desk-today-task-message = Has written
desk-today-task-appointment = Wants to change a meeting
desk-today-task-questionnaire = Needs help with a form
desk-today-task-erasure = Wants to be erased
desk-today-task-unreached = Is not reached by messages
desk-today-task-unreminded = Gets no reminder of a meeting
desk-today-task-place = Has answered about a place
desk-today-task-pause = Is taking a break
desk-today-task-consent = Has withdrawn a consent
desk-today-task-enrolment = Is to be enrolled; the coach is full
desk-today-task-talk = Would like to talk
desk-today-coach-unreachable = Has no coach who can be reached
desk-today-meeting-ahead = Meeting
desk-today-meeting-past = Did the meeting take place?
desk-due = by { $day }
desk-was-due = was due { $day }
desk-take = I will take it
desk-answer = Answer in the chat
desk-kept = It took place
desk-missed = Did not come
desk-acknowledge = Acknowledge
desk-back = Back
desk-to-today = To Today
desk-show-mine = Mine
desk-show-all = All
desk-show-deputised = As deputy
desk-show-overdue = Overdue
desk-show-quiet = No contact for 14 days
desk-show-paused = Paused
desk-show-waiting = Waiting for a place
desk-show-ended = Discharged
desk-people-empty-mine = You have no participants right now. Whoever is enrolled with you stands here.
desk-people-empty-all = No participants yet. Whoever is enrolled stands here.
desk-people-empty-deputised = You stand in for nobody today.
desk-people-empty-overdue = Nothing is overdue.
desk-people-empty-quiet = Everybody has had contact in the last 14 days.
desk-people-empty-paused = Nobody is paused.
desk-people-empty-waiting = None of yours waits for a place.
desk-people-empty-ended = Nobody has been discharged.
desk-column-name = Who
desk-column-state = Where in the journey
desk-column-last = Last contact
desk-column-due = Next deadline
desk-column-meeting = Next meeting
desk-flag-protected = Protected identity
desk-never = none yet
desk-turn = A place is free
desk-head-state = Where in the journey
desk-head-coach = Coach
desk-head-deadline = Next deadline
desk-head-meeting = Next meeting
desk-head-reference = Number
desk-nothing-waits = none
desk-no-meeting = none booked
desk-record = Record
desk-tab-story = Story
desk-tab-deadlines = Deadlines
desk-tab-plan = Plan
desk-tab-work = Work and studies
desk-tab-network = Network
desk-tab-questionnaires = Questionnaires
desk-tab-who-looked = Who looked
desk-everything = Everything
desk-story-empty = Nothing has happened yet.
desk-section-empty = Nothing is recorded here yet. The buttons above add to it.
desk-drawing = The journey from { $first } to { $last }
desk-drawing-table = The same as a table
desk-drawing-what = What
desk-drawing-when = When
desk-still = goes on
desk-struck = struck
desk-late = entered { $day }
desk-entered-by = By { $who }
desk-waiting = Waiting for something
desk-deadlines-empty = No deadlines wait.
desk-clock-stopped = rests during the pause
desk-counted-from = Counted from { $day }.
desk-status-open = open
desk-status-warned = soon
desk-status-breached = overdue
desk-status-met = done
desk-status-met-late = done after the day
desk-status-late-entry = done in time, late entry
desk-status-waived = set aside
desk-status-stopped = no longer needed
desk-kinds-daily = Daily
desk-kinds-moves = Next steps
desk-kinds-other = Other
desk-kinds-past = Steps for an earlier day
desk-on = Which day
desk-on-today = Today
desk-on-yesterday = Yesterday
desk-on-other = Another day
desk-on-day = The other day
desk-optional = (optional)
desk-not-said = Not said
desk-choose = Choose
desk-none-open = There is nothing to choose. Record it first.
desk-day = Day
desk-time = Time
desk-more = More details
desk-save = Save
desk-cancel = Cancel
desk-income-source = Income
desk-income-payer = From
desk-income-amount = SEK a month
desk-income-tax = Tax on it
desk-unit-minutes = minutes
desk-unit-extent = percent of full time
desk-unit-wage = SEK a month
desk-unit-subsidy = SEK a month
desk-unit-hours-per-week = hours a week
desk-unit-years-on-support = years
desk-unit-amount = SEK
desk-overtaken = Somebody else has written since you opened this form
desk-overtaken-kept = What you wrote is still below. Save again if it still holds.
desk-again = Look through it and save
desk-wrong-empty = “{ $label }” is missing for { $who }.
desk-wrong-on-empty = When did it happen with { $who }? Choose a day.
desk-wrong-not-a-number = “{ $label }” is not a number. Write for example 45.
desk-wrong-not-whole = “{ $label }” has to be a whole number.
desk-wrong-too-small = “{ $label }” is too small. At least { $bound }.
desk-wrong-too-large = “{ $label }” is too large. At most { $bound }.
desk-wrong-not-a-day = “{ $label }” is not a day. Write for example 12/5 or 2026-05-12.
desk-wrong-not-a-time = “{ $label }”: that is not a time. Write for example 14:00.
desk-wrong-ahead = “{ $label }” lies ahead. Write a day that has been, or book a meeting.
desk-wrong-too-long = “{ $label }” is too long. At most { $bound } characters.
desk-wrong-not-a-choice = “{ $label }”: choose one of those that stand there.
desk-wrong-not-taken = “{ $label }” does not fit what is recorded already. Change it, or correct the other first.
desk-wrong-unchanged = You have not changed anything.
desk-wrong-cap = The coach is full. A supervisor can still give a place, with a reason.
desk-wrong-order = That order is not possible for { $who }. See what the story already has for that day.
desk-entry = One entry
desk-sent-now = Saved.
desk-sent-again = It is already saved.
desk-sent-struck = Struck. The entry stays in the log.
desk-now-in = Now: { $state }
desk-opens = New deadline: { $rule }, { $when }
desk-known-since = Entered { $day }
desk-settled = Settled { $rule }
desk-correct = Correct
desk-why = Why
desk-strike-changes = This changes if the entry is struck
desk-strike-nothing = No deadline and no step changes.
desk-strike-gone = The deadline { $rule } goes away
desk-strike-impossible = It cannot be struck alone: what comes after it would be impossible. Strike the later entry first.
desk-record-rightly = Strike and record it rightly
desk-strike-only = Only strike
desk-lately = Lately
desk-trouble = That did not work
desk-trouble-token = The page was too old. Go back, load it again and try once more.
desk-trouble-not-yours = There is no such page, or it is not yours. The supervisor can help you.
desk-trouble-refused = It could not be saved. Nothing has changed. Try again.
desk-trouble-taken = { $by } has taken it already.
desk-trouble-stale = Somebody was first. Nothing has changed.
desk-trouble-unasked = It could not be asked in the chat. There is no chat, or the person wanted no messages just now. Nothing has changed.
desk-signed-out = You are signed out
desk-signed-out-kept = What you wrote is still on this page. Sign in in a new tab, come back here and send it again.
desk-sign-in-again = Sign in again
desk-send-again = Send again

entry-referred = Referral
entry-identity-changed = How the person takes part
entry-waitlisted = Put on the waiting list
entry-declined = Close the referral
entry-enrolled = Enrolment
entry-coach-assigned = Coach assigned
entry-consent-given = Consent
entry-consent-withdrawn = Consent withdrawn
entry-contact-held = Contact
entry-partner-contacted = Talk about the person
entry-co-coach-assigned = Second coach
entry-co-coach-ended = Second coach ends
entry-network-person-recorded = Somebody around the person
entry-network-person-ended = No longer around the person
entry-matter-opened = New matter
entry-matter-decided = Matter decided
entry-action-agreed = New action
entry-action-done = Action done
entry-action-dropped = Action dropped
entry-milestone-set = New milestone
entry-milestone-reached = Milestone reached
entry-activity-attended = Took part in something
entry-job-applied = Job applied for
entry-interview-held = Interview
entry-document-kept = Document
entry-document-removed = Document removed
entry-filed-in-journal = Filed in the journal
entry-registered-with = Registered with
entry-unregistered-from = No longer registered with
entry-appointment-booked = Book a meeting
entry-appointment-kept = The meeting took place
entry-appointment-missed = Missed the meeting
entry-appointment-cancelled = Meeting cancelled
entry-outreach-attempted = Outreach
entry-benefits-counselling-offered = Benefits counselling offered
entry-benefits-counselling-given = Benefits counselling given
entry-profile-completed = Vocational profile completed
entry-preferences-recorded = What the person wants
entry-plan-agreed = Plan agreed
entry-plan-reviewed = Plan reviewed
entry-employer-contacted = Employer contact
entry-placement-started = Work placement starts
entry-placement-ended = Work placement ends
entry-job-agreed = Job agreed
entry-job-started = Job starts
entry-job-changed = Job changes
entry-job-ended = Job ends
entry-studies-started = Studies start
entry-studies-ended = Studies end
entry-incomes-recorded = Incomes
entry-housing-support-recorded = Housing support
entry-questionnaire-sent = Questionnaire given
entry-questionnaire-answered = Questionnaire answered
entry-phase-moved = New phase
entry-paused = Pause
entry-resumed = Pause ends
entry-discharged = Discharge
entry-sus-registered = Registered in SUS
entry-deadline-waived = Deadline set aside
entry-struck = Correction
entry-background-recorded = Background
entry-coach-registered = New coach
entry-coach-fte-changed = Coach's working time
entry-coach-absent = Coach away
entry-coach-returned = Coach back
entry-coach-left = Coach has left
entry-meeting-held = Meeting of the programme
entry-fidelity-reviewed = Fidelity review
entry-work-wish-asked = Annual question about work
entry-dissemination-held = Presentation of the method
entry-incident-reported = Incident
entry-complaint-received = Complaint
entry-report-submitted = Report handed in
entry-team-goal-set = Team goal
entry-team-goal-assessed = Team goal assessed
entry-budget-set = Budget
entry-cost-recorded = Cost
entry-employer-registered = New employer
entry-employer-visited = Employer visited
entry-employer-agreement-signed = Agreement with employer

field-source = Who referred
field-language = Language
field-identity = How
field-name = Name
field-phone = Phone
field-email = E-mail
field-reason = Reason
field-coach = Coach
field-party = Who
field-partner-contacted-party = With whom
field-matter-opened-party = Who is to answer
field-consent-given-party = Whom we may talk with
field-consent-withdrawn-party = Whom we may no longer talk with
field-registered-with-party = With
field-unregistered-from-party = With
field-purpose = What it is for
field-until = Until
field-mode = How
field-place = Where
field-activity = About
field-activity-attended-activity = What
field-minutes = How long
field-with = Together with
field-appointment = The meeting
field-at = When
field-action-agreed-at = Where it was agreed
field-cause = What came between
field-occupations = Jobs the person wants
field-extent = Extent
field-disclosure = Telling about their health
field-kind = Which kind
field-instrument = Questionnaire
field-moment = At which point
field-answers = The answers
field-total = Total
field-scoring = Scored by
field-to = Phase
field-rule = Deadline
field-gender = Gender
field-birth-year = Year of birth
field-municipality = Municipality
field-education = Education
field-years-on-support = Time on support
field-care-team = Care team
field-incomes = Incomes
field-matter = Matter
field-person = Who
field-outcome = The answer
field-action = Action
field-responsible = Who does it
field-due = By
field-entries = The entries
field-system = Name of the journal
field-milestone = Milestone
field-employer = Employer
field-industry = Industry
field-follows-preferences = Follows the person's wishes
field-hours-per-week = How much
field-who = Who made the contact
field-competitive = About an ordinary job
field-job-started-competitive = An ordinary job
field-job-changed-competitive = An ordinary job
field-placement = The placement
field-job = The job
field-start = Starts
field-sector = Sector
field-job-type = Kind of work
field-permanent = Permanent
field-subsidised = With wage subsidy
field-subsidy = Wage subsidy
field-wage = Wage
field-studies = The studies
field-completed = Completed
field-fte = Post (1 is full time)
field-deputy = Deputy
field-parties = Who came
field-absent = Who was absent
field-team = Care team
field-scale = Scale
field-rater = Who rated
field-scores = Points for each item, 1 to 5
field-reviewer = Reviewer
field-consensus = Consensus
field-people = How many people
field-wished = How many wished
field-audience = For whom
field-period = Period
field-goal = Goal
field-target = Target
field-figure = Measured by
field-met = Met
field-value = Result
field-year = Year
field-amount = Amount
field-payer = Paid by
field-note = Note
field-action-agreed-note = What is to be done
field-milestone-set-note = The step, in the person's own words
field-matter-opened-note = What it is about
field-meeting-held-note = Minutes
field-incident-reported-note = What happened
field-complaint-received-note = What the complaint is about

hint-occupations = One on each line.
hint-answers = The numbers in order, for example 0 1 2 0. Or one answer on each line.
hint-total = If you do not enter the answers.
hint-reason = Needed only where the coach is full.
hint-discharged-reason = Nobody is discharged for missed visits alone.
hint-declined-reason = A refusal needs a reason, and is reported.
hint-paused-reason = The clocks stop during the pause.
hint-employer = Choose from the employer bank, or write a new name.
hint-parties = One on each line.
hint-absent = One on each line.
hint-period = For example 2026-10, 2026-Q3 or 2026-T2.
hint-note = Write only what is needed.

choice-identity-named = by name
choice-identity-anonymous = without a name
choice-identity-protected = under protected identity
choice-declined-own-wish = the person's own wish
choice-reason-own-wish = the person's own wish
choice-reason-moved = has moved
choice-reason-outside-target = outside the target group
choice-reason-no-contact = no contact
choice-reason-excluded = was refused
choice-reason-work = work
choice-reason-studies = studies
choice-reason-completed = completed
choice-reason-illness = illness
choice-reason-deceased = deceased
choice-reason-wrongly-registered = wrongly registered
choice-reason-hospital = hospital
choice-reason-parental-leave = parental leave
choice-reason-other = other
choice-source-self = the person
choice-source-family = the family
choice-source-guardian = guardian
choice-source-other = somebody else
choice-source-lss-officer = LSS officer
choice-lss-officer = LSS officer
choice-guardian = guardian
choice-family = family
choice-peer = peer
choice-employer = employer
choice-engagement = engagement
choice-assessment = assessment
choice-job-placement = job placement
choice-coaching = coaching
choice-follow-along = follow-along
choice-who-coach = the coach
choice-who-participant = the participant
choice-who-both = together
choice-place-home = at home
choice-activity-benefits = benefits
choice-cause-illness = illness
choice-cause-at-work = was at work
choice-cause-forgot = forgotten
choice-cause-anxiety = felt too hard
choice-cause-own-logistics = something else at home
choice-at-participant-meeting = meeting with the participant
choice-outcome-granted = granted
choice-outcome-refused = refused
choice-outcome-withdrawn = withdrawn
choice-sector-municipal = municipal
choice-sector-regional = regional
choice-sector-state = state
choice-sector-private = private
choice-sector-non-profit = non-profit
choice-kind-team = team meeting
choice-kind-cooperation-group = cooperation group
choice-kind-treatment-conference = treatment conference
choice-kind-psychiatry = psychiatry
choice-kind-housing-support = housing support
choice-kind-steering-group = steering group
choice-kind-authority-cooperation = authority cooperation
choice-rater-self = ourselves
choice-rater-external = somebody from outside
choice-industry-care-municipal = care and municipal services
choice-industry-trade = trade
choice-industry-manufacturing = manufacturing
choice-industry-services = services
choice-industry-other = other industry
choice-no-contact = no contact
by-participant = the participant
by-system = the system
by-import = an earlier system

read-desk-today = on their page Today
read-desk-people = in their list of participants
read-desk-person = on the page about you
read-desk-recording = to record something about you
read-desk-handover = to give you a new coach
read-desk-entry = to see an entry about you
read-desk-team = on the programme's page

desk-since = since { $day } ({ $days ->
    [one] one day
   *[other] { $days } days
})
desk-days = { $count ->
    [0] since today
    [one] one day
   *[other] { $count } days
}
desk-paused-days = { $count ->
    [one] One day of pause is not counted.
   *[other] { $count } days of pause are not counted.
}
desk-over = { $count ->
    [one] One deadline that is over
   *[other] { $count } deadlines that are over
}
desk-times = { $count } times
desk-wrong = { $count ->
    [one] One thing needs changing
   *[other] { $count } things need changing
}
desk-other-roles = The pages for your role come here. Until then reports, audit and the access log are reached by the command journey.

desk-today-note-reminder = Reminder: { $what }
desk-today-note-question = A question to you: { $what }
desk-today-note-answer = An answer to your question: { $what }
desk-today-matter-awaited = Waiting for an answer: { $what }
desk-waiting-since = since { $day }
desk-done = Done
desk-answer-question = Answer
desk-read-answer = Read the answer
desk-close-question = Close the question
desk-tab-notes = Reminders and questions
desk-reminders = My reminders
desk-reminders-private = Only you see them here. They also stand in the person's own data.
desk-remind-of = What you want to remember
desk-remind-on = When
desk-remind = Remind me
desk-questions = Questions between colleagues
desk-asked-of = to { $who }
desk-your-answer = Your answer
desk-your-question = Your question
desk-ask-whom = To whom
desk-ask = Ask
desk-wrong-past = “{ $label }” has been already. Choose today or later.
field-words = What you want to remember
field-question = The question
field-answer = The answer
field-whom = To whom
desk-ending = You will be signed out in two minutes. What you have written stays on the page.
desk-stay = Stay
desk-tell = Sound and title when something new comes
desk-offline = No network just now
desk-offline-says = This page shows what was last on this device. It is seen in this tab alone, and goes when you sign out.
desk-unsent = Not sent yet
desk-send = Send
desk-offline-nothing = Nothing is kept on this device. Try again when the network is back.
desk-try-again = Try again
desk-left-unsent = A form has not been sent. Look at it.
desk-seen-at = As it was { $at }

# Somebody new, and the waiting list
desk-newcomer = Refer somebody new
desk-on-referred = When did the referral come?
desk-then = What happens now?
desk-then-mine = I will be the coach
desk-then-waiting = They go on the waiting list
desk-then-nothing = The referral alone: the team sees that somebody waits
desk-wrong-then-full = You already have as many participants as you may have. Put them on the waiting list, or ask the supervisor.
desk-wrong-then-hidden = Whoever has protected identity is given a coach by the supervisor. Choose something else.
desk-alike =
    { $count ->
        [one] Somebody here has the same number or address. Is it the same person?
       *[other] Some people here have the same number or address. Is it one of them?
    }
desk-alike-with = A participant of { $coach }
desk-alike-nobodys = Somebody who has no coach yet
desk-another = No, this is somebody else
desk-newcomer-recorded = The referral is saved. The number is { $number }.
desk-newcomer-waits = They are on the waiting list now.
desk-newcomer-told = The team has been told that somebody waits for an answer.
desk-newcomer-open = To their page
desk-newcomer-another = Refer one more
hint-referred-name = Leave it empty if they would rather not say their name.
hint-referred-personal-number = Not needed. It is kept locked.
desk-waiting-take = I will be the coach
desk-waiting-enrolled = Enrol
desk-waiting-waitlisted = Put on the waiting list
desk-waiting-coach-assigned = Give a coach
desk-waiting-contact-held = Contact
desk-waiting-declined = End the referral
desk-waiting-more = More
desk-waiting-same = Perhaps the same person as number { $number }
desk-trouble-full = You already have as many participants as you may have. The supervisor can decide otherwise.
desk-offered = The offer is in the person's own chat now.
desk-offered-no-chat = The offer is saved. They have no chat: call or write to them yourself.

# Handing people over
desk-handover = Hand over
desk-handover-whose = Whose participants shall somebody else look after? For a time: a deputy takes everything, and nobody changes coach. For good: they get a new coach.
desk-handover-people =
    { $count ->
        [0] no participants
        [one] 1 participant
       *[other] { $count } participants
    }
desk-handover-places = { $enrolled } enrolled and room for { $places }
desk-handover-left = has left
desk-handover-away = away, { $coach } is the deputy
desk-handover-for-good = For good
desk-handover-for-a-time = For a time
desk-handover-from = Hand over from { $coach }
desk-handover-to = New coach
desk-handover-which = Which participants
desk-handover-nobody = There is nobody to hand over here.
desk-handover-note = What the new coach needs to know
desk-handover-reason = Reason
desk-handover-reason-help = Needed only where the new coach gets more than there is room for.
desk-handover-look = Show what will happen
desk-handover-will =
    { $count ->
        [one] 1 participant gets { $coach } as their coach
       *[other] { $count } participants get { $coach } as their coach
    }
desk-handover-lost = { $coach } no longer sees their pages, unless as a second coach.
desk-handover-meetings =
    { $count ->
        [one] 1 booked meeting stays: tell the participant who will come.
       *[other] { $count } booked meetings stay: tell the participants who will come.
    }
desk-handover-reminders =
    { $count ->
        [one] 1 reminder of { $coach }'s own does not go along.
       *[other] { $count } reminders of { $coach }'s own do not go along.
    }
desk-handover-questions =
    { $count ->
        [one] 1 question waits for an answer from { $coach }.
       *[other] { $count } questions wait for an answer from { $coach }.
    }
desk-handover-kept = The story, the plan, the deadlines and the chat go along.
desk-handover-do = Hand over
desk-handover-done =
    { $count ->
        [0] Nobody was handed over.
        [one] 1 participant now has { $coach } as their coach.
       *[other] { $count } participants now have { $coach } as their coach.
    }
desk-handover-outcome-done = now has { $coach } as their coach
desk-handover-outcome-full = not handed over: { $coach } has no room, and no reason was given
desk-handover-outcome-gone = not handed over: has another coach already
desk-handover-undone = The handover was undone.
desk-undo = Undo
desk-ready = Done
desk-wrong-handover-nobody = Choose at least one participant.
desk-wrong-handover-to = Choose who will be the coach.
desk-wrong-handover-full = { $coach } would have { $people } participants and has room for { $places }. Write a reason, or choose fewer.

# Looking back
desk-earlier = See it as it was on another day
desk-earlier-day = What had happened up to
desk-earlier-known = What was recorded up to
desk-earlier-show = Show
desk-earlier-help = Leave the second box empty to see everything that has been recorded since about the time up to that day.
desk-earlier-is = You see what had happened up to { $day }. Nothing can be recorded here.
desk-earlier-is-known = You see what had happened up to { $day }, as it was recorded on { $known }. Nothing can be recorded here.
desk-earlier-now = Back to today
desk-glass-do = Show for an hour

# When somebody's time here ends
read-desk-closing = when your time in the programme ended
desk-closing = End the episode
desk-closing-open =
    { $count ->
        [one] 1 thing is open. Finish it, or let it stand where somebody else takes over.
       *[other] { $count } things are open. Finish them, or let them stand where somebody else takes over.
    }
desk-closing-nothing = Nothing is open. Everything is ready for the end.
desk-closing-appointment = Meetings
desk-closing-deadline = Deadlines
desk-closing-action = Actions
desk-closing-matter = Matters
desk-closing-milestone = Milestones
desk-closing-placement = Placements and training
desk-closing-registered = Registered with
desk-closing-consent = Consents in force
desk-closing-consent-help = They may stay, where somebody may have to be asked later. Ask the person.
desk-summaries = To print
desk-summary-person = Summary for the participant
desk-summary-referrer = Summary for whoever referred them
desk-summary-time = Time in the programme
desk-summary-ended = Why it ended
desk-summary-begins-person = This is a short account of your time with { $programme }. It is yours.
desk-summary-begins-referrer = { $who } has agreed that you may know this.
desk-summary-steps = What you have reached
desk-summary-next = If you want to come back
desk-summary-back = You are welcome again whenever you want. Get in touch with { $human }.
desk-summary-yours = You can ask at any time for everything that is kept about you, or ask for it to be removed.
desk-summary-asked = Is anything unclear? Ask { $human }.
desk-summary-no-consent = { $who } has not agreed that { $source } may know anything. Ask first, and record the consent.
desk-print = Print
# The list of participants: filters, search, views and spreadsheets
desk-show-new = New to me
desk-people-empty-new = Nobody is new to you. Those you were given in the last 14 days, or have not opened yet, stand here.
desk-pages = Pages
desk-page-before = Previous page
desk-page-after = Next page
desk-page-of = { $first }–{ $last } of { $count }
## Messages: what stands in the participant's chat, and writing there

desk-tab-messages = Messages
read-desk-messages = on the page with messages
desk-messages-with = Messages with { $who }
desk-messages-empty = You have not written to each other yet. What you write here comes into the chat.
desk-messages-waiting = To be sent later
desk-message-raised = Something that raised the alarm is shown once somebody has taken it on.
desk-message-cancel = Do not send
desk-message-write = Write to { $who }
desk-message-words = Message
desk-message-when = When should it be sent?
desk-message-now = Now
desk-message-later = Another day
desk-message-day = Day
desk-message-time = Time
desk-message-send = Send
desk-message-sent-now = Sent. It is in the chat now.
desk-message-sent-later = It is kept and will be sent then. Until then you can take it back.
desk-message-sent-cancelled = It will not be sent.
desk-message-sent-already = It had been sent already.
desk-message-again = You were signed out. Look through what you wrote and send it again.
desk-message-stands = In the chat
desk-message-telling = In the chat. Word of it is on its way.
desk-message-told = In the chat. Word of it has arrived.
desk-message-untold = In the chat. No word of it arrived.
desk-message-unread = Nobody knows whether { $who } has read it. You will see when an answer comes.
desk-no-chat = { $who } has no chat yet. Call or write by mail, or give a code when you meet.
desk-no-way = Neither telephone nor mail is given here. Ask whoever sent the referral.
desk-silence-protected = { $who } lives under protected identity. What you write is in the chat, and no word of it leaves the chat.
desk-silence-no-consent = { $who } has not agreed to reminders. What you write now is in the chat, but no word of it is sent, and nothing can be sent later.
desk-silence-messages-paused = { $who } wants no messages just now. What you write now is in the chat, but no word of it is sent, and nothing can be sent later.
desk-silence-paused = { $who } is pausing. What you write now is in the chat, but no word of it is sent, and nothing can be sent later.
desk-silence-ended = { $who } is discharged or not enrolled. What you write now is in the chat, but no word of it is sent, and nothing can be sent later.
desk-silence-erased = The data has been erased.
desk-wrong-at-not-then = Choose a time that has not been, within two months.
desk-wrong-not-then = “{ $label }”: choose another time.
field-message-words = Message
field-message-at = Day and time
desk-phrases = Standard phrases
phrase-hello-name = Hello, how are you?
phrase-hello = Hello! How are you doing? Write a few words whenever you like.
phrase-call-name = Call me
phrase-call = Hello! Can you call me when it suits you? If you would rather have me call, write when.
phrase-time-name = When can we meet?
phrase-time = Hello! When does it suit you to meet? Write a day and a time that is good for you.
phrase-place-name = See you as agreed
phrase-place = Hello! See you as we agreed. If you cannot come, write to me and we will find another time.
phrase-missed-name = We did not meet
phrase-missed = Hello! We did not meet today. That is all right. Would you like us to find a new time?
phrase-papers-name = Bring papers
phrase-papers = Hello! Please bring the papers you have been given when we meet, and we will go through them together.
phrase-well-done-name = Well done
phrase-well-done = Hello! You did that well. I just wanted to say so.

desk-several = Write to several
desk-several-says = Each gets a message of their own in their own chat. Nobody sees who else got it.
desk-several-to = To whom?
desk-several-nobody = Choose at least one person.
desk-several-send = Send to those I have chosen
desk-several-empty = None of your participants has a chat yet.
desk-several-no-chat = Have no chat yet
desk-several-done = This was sent
desk-several-sent = sent
desk-several-refused = could not be sent
## Forms that were begun

desk-begun = Begun
desk-begun-since = written { $at }
desk-go-on = Go on
desk-draft-keep = Go on later
desk-draft-drop = Throw away
desk-draft-kept = What you have written is kept for a day. Nobody but you sees it.
desk-draft-kept-since = This is what you wrote { $at }. Nobody but you sees it.
desk-draft-kept-here = What you have written is kept under Begun, for a day after you last wrote in it.
desk-draft-not-kept = What you have written is not kept yet. Do not leave the page.
desk-draft-elsewhere = You have written in the same form on another page since this one was opened. What stands here stays here, and takes the other’s place when you save.
desk-draft-too-much = That is too much text for one form. Make it a little shorter.
desk-block-week = Meetings in the week ahead
desk-count-contacts = Reports count the person's contacts: { $before } becomes { $after }.
desk-count-employer-contacts = Reports count the person's employer contacts: { $before } becomes { $after }.
desk-count-episodes = Reports count the person's episodes: { $before } becomes { $after }.
desk-count-discharges = Reports count the person's discharges: { $before } becomes { $after }.
desk-count-jobs = Reports count the person's competitive jobs: { $before } becomes { $after }.
desk-count-studies = Reports count the person's studies: { $before } becomes { $after }.
desk-count-placements = Reports count the person's placements: { $before } becomes { $after }.
desk-over-cap = The coach is full
desk-over-cap-says = { $coach } has { $people } participants and room for { $places }. The supervisor can decide to enrol { $who } all the same.
desk-over-cap-ask = Ask the supervisor
desk-over-cap-asked = The supervisor has your question.
desk-search-label = Search by name, reference, phone or personal number
desk-search = Search
desk-search-title = Search participants
desk-search-short = Write at least two letters or digits.
desk-search-nobody = Nobody you work with fits that. Try the beginning of a name, or a number.
desk-search-found = { $count ->
    [one] One fits.
   *[other] { $count } fit.
}
desk-search-more = { $count } more are not shown here. Write more of the name.
desk-search-left-out = { $count } whose case ended the longest ago are not searched.
desk-column-enrolled = Enrolled
read-desk-search = in a search among their participants
desk-views = Saved views
desk-looks = Columns and views
desk-columns = Which columns do you want to see?
desk-columns-show = Show them
desk-view-name = Save what you see now under a name
desk-view-help = For example “Overdue with us”. Do not write a participant's name.
desk-view-share = Share with everybody in the programme
desk-view-shared = shared
desk-view-save = Save the view
desk-view-remove = Remove the view
desk-view-wrong = Write a name of at most { $letters } letters. You can have { $most } views.

desk-weeks = Answers about the week
desk-week-day = Day
desk-week-went = The week
desk-week-work = Work or the search
desk-week-talk = Wanted to talk
desk-week-good = good
desk-week-so-so = so-so
desk-week-hard = hard
desk-week-yes = yes
desk-sheet-make = Get as a spreadsheet
desk-sheet-title = Participants as a spreadsheet
desk-sheet-making = The spreadsheet is being made. It takes some seconds.
desk-sheet-look = See whether it is ready
desk-sheet-ready = { $count ->
    [one] The spreadsheet is ready, with one participant.
   *[other] The spreadsheet is ready, with { $count } participants.
}
desk-sheet-hidden = { $count ->
    [one] One person with protected identity is not in it.
   *[other] { $count } people with protected identity are not in it.
}
desk-sheet-fetch = Get it
desk-sheet-once = You can get it once, within an hour. The file is then yours to look after: it shows who is supported here.
desk-sheet-gone = The spreadsheet is no longer there. It goes once it has been fetched, and otherwise after an hour.
desk-sheet-changed = Something has changed for one of the participants since the spreadsheet was made, so it is not handed out. Make a new one.
desk-sheet-to-list = To the list
desk-sheet-file = participants
desk-sheet-name = Name
desk-sheet-reference = Reference
desk-sheet-state = Where in the journey
desk-sheet-days = Days there
desk-sheet-last = Last contact
desk-sheet-rule = Next deadline
desk-sheet-due = Due
desk-sheet-meeting = Next meeting
desk-sheet-coach = Coach
desk-sheet-enrolled = Enrolled
read-desk-sheet = in a spreadsheet of their participants

## Documents

desk-tab-documents = Documents
read-desk-documents = on the page with your documents
desk-documents-empty = No document about { $who } is kept. Here a CV, forms and agreements can lie.
desk-document-name = Name
desk-document-kind = Kind
desk-document-day = Day
desk-document-by = Kept by
desk-document-size = { $format }, { $size } kB
desk-document-new = Keep a document
desk-document-file = File
desk-document-allowed = PDF, DOCX, ODT, JPG or PNG, at most 10 MB.
desk-document-keep = Keep
desk-document-sealed = The file lies sealed and goes when what is known of { $who } is erased. Each showing is written in the access log.
desk-document-done-kept = The document is kept.
desk-document-done-removed = The document is removed.
desk-document-remove = Remove
desk-document-remove-says = The file is gone for good. That there was one, and why it was removed, stays.
desk-document-why = Why is it removed?
desk-document-no-kind = Choose which kind it is.
desk-document-empty = Choose a file that holds something.
desk-document-too-large = The file is larger than 10 MB. Save it smaller, as PDF for example.
desk-document-not-taken = This is no PDF, DOCX, ODT, JPG or PNG, whatever its name says.
desk-document-macros = The file holds macros. Save it without them, or as PDF.
desk-document-locked = The file is locked with a password. Save it without one.
desk-document-broken = The file is broken. Save it anew and try again.

## What stands now, in short tables

desk-section-story = Everything that has been recorded
desk-table-around = Around the person
desk-table-consents = Consents
desk-table-matters = Matters that wait for an answer
desk-table-co-coaches = Second coach
desk-table-registered = Registered with
desk-table-jobs = Jobs now
desk-table-placements = Placements now
desk-table-studies = Studies now
desk-table-leads = Employers
desk-table-milestones = Milestones
desk-table-actions = Actions
desk-table-ended = Done
desk-table-asked = To be answered
desk-table-sent = Sent, waiting for an answer
desk-table-totals = Answers
desk-cell-steps = What you can do
desk-cell-role = Role
desk-cell-name = Name
desk-cell-reach = Reached at
desk-cell-party = With
desk-cell-since = Since
desk-cell-until = Until
desk-cell-what = What
desk-cell-employer = Employer
desk-cell-extent = Extent
desk-cell-kind = Kind
desk-cell-contacted = Contact
desk-cell-applied = Applied
desk-cell-interviewed = Interview
desk-cell-set = Set
desk-cell-due = Due
desk-cell-responsible = Responsible
desk-cell-how = How
desk-cell-day = Day
desk-cell-instrument = Questionnaire
desk-cell-moment = When
desk-cell-sent = Sent
desk-cell-total = Total
desk-mark-guardian = guardian
desk-mark-interpreter = needs an interpreter
desk-mark-over = is over
desk-mark-agreed = agreed
desk-mark-sheltered = not on the open market
desk-job-starts = begins { $day }
desk-ask-in-chat = Ask in the chat

## Filed in the municipality's own journal

desk-head-unfiled = Not in the journal
desk-unfiled = Not filed in the journal
desk-unfiled-says = Tick off what you have copied to the municipality's own journal.
desk-unfiled-open = Open
desk-unfiled-ticked = Those I have ticked are filed
desk-unfiled-all = All on the page are filed
desk-unfiled-done = It is noted.
desk-unfiled-nothing = Tick off at least one entry.
desk-unfiled-left = { $count ->
    [one] One more comes after these.
   *[other] { $count } more come after these.
}
desk-unfiled-empty = Everything about { $who } is filed in the journal.
desk-cell-with = With
desk-step-renew = Renew
desk-step-withdraw = Withdraw
desk-step-no-more = No longer
desk-step-decided = Decided
desk-step-changed = Changed
desk-step-ended = Over
desk-step-reached = Reached
desk-step-done = Done
desk-step-dropped = Will not happen

## Booking meetings

desk-other-time = Another time
desk-moves = This moves the meeting { $at }.
desk-against = { $count ->
    [one] One thing to think of before you book
   *[other] { $count } things to think of before you book
}
desk-against-choose = Choose another time, or book it anyway.
desk-book-anyway = Book anyway
desk-against-away = { $coach } is away until { $until }. { $deputy } stands in.
desk-against-left = { $coach } does not work here any more on that day.
desk-against-coach-busy = { $coach } has another meeting { $at }.
desk-against-person-busy = { $who } already has a meeting { $at }.
desk-against-free-day = Nobody works on { $day }: it is a holiday or a weekend.
desk-against-hours = That time is outside working hours, { $hours }.
desk-against-interpreter = { $who } may need an interpreter. Book one for the same time.
desk-absence-hits = Meetings during the absence
desk-move-meeting = Move
desk-cancel-meeting = Cancel

## A meeting

read-desk-meeting = to look at a meeting with you
desk-meeting = Meeting
desk-meeting-where = Where
desk-meeting-with = With
desk-meeting-interpreter = Interpreter
desk-meeting-interpreter-needed = Needs an interpreter. Language: { $spoken }
desk-meeting-answer = Answer
desk-meeting-asked = Wants another time
desk-meeting-confirmed = Has said yes
desk-meeting-show = Show
desk-meeting-ahead = The meeting has not been yet.
desk-meeting-note-with = Is written when you say how it went.
desk-meeting-no-note = Not needed.
desk-meeting-write-note = Enter the meeting again, with a note
desk-meeting-documents-link = Documents
desk-meeting-step-outcome = How it went
desk-meeting-step-note = Note
desk-meeting-step-documents = Documents
desk-meeting-step-next = Next meeting
desk-step-todo = Not started
desk-step-begun = Begun
desk-step-later = Later
desk-share-note = Share with the person
desk-note-shared = Shared with { $who }
desk-note-unshared = Not shared with { $who }
desk-note-unshared-mark = Not shared
desk-note-shared-mark = Shared
desk-note-shared-now = The note now stands in the person’s chat.
desk-note-told = { $name } shares a note with you, from { $day }:
desk-to-meeting = To the meeting

## Several at once

read-desk-together = to record something about several people at once
desk-together = Record for several at once
desk-together-who = Who took part?
desk-together-of-coach = Participants of
desk-together-own = Own note
desk-together-own-note = Note about { $who }
desk-together-note = Note for everybody
desk-together-done = Saved for
desk-together-left = Not saved for everybody. What you wrote is still here below.
desk-together-nobody = Choose at least one person.
desk-together-none = There is nobody here to choose.
desk-together-not-yours = You do not have this person any more.
desk-together-no-meeting = No meeting of that day waits for an answer.
desk-together-several-meetings = Several meetings that day. Open the person and answer each.
desk-together-order = It does not go together with what stands about the person already. Open the person and look.
desk-together-again = It did not work just now. Send it again.
desk-story-more = { $count } more kinds
desk-head-language = Language
desk-head-beside = Think of
desk-head-consents = We may talk with

## In people's hands: by keyboard, read aloud, without a network

desk-me = your account
desk-sign-out-unsent = A form on this device has not been sent. If you sign out, it is gone.
# Where there is no page, or something went wrong
desk-trouble-no-page = There is no page here to open, only a form to send. Go back to the page that the form was on.
desk-trouble-not-read = What was sent could not be read. Nothing has changed. Go back and try again.
desk-trouble-failed = Something went wrong on our side. Go back and send it again: nothing is saved twice.
desk-trouble-too-much = The text is longer than can be taken. Nothing has changed. Go back in the browser: what you wrote is still there.

# Correcting, asking about an entry, and what does not fit
desk-rightly = The old entry is struck. Change what was wrong and save. If you leave, the form is kept in Today.
desk-ask-about = Ask about the entry
desk-asked-about = About { $what }, { $day }
desk-against-past = That time has been already.
desk-wrong-on-not-a-day = That is not a day. Write for example 12/5 or 2026-05-12.
desk-wrong-on-ahead = The day lies ahead. Write a day that has been, or book a meeting.
desk-who-looked-says = { $who } reads it in these words: “you” is { $who }.
## Reports

read-desk-reports = to see a report
desk-menu-reports = Reports
desk-report-coded = You see everything coded: no names, no free text. Participants, coaches and employers have other designations than their own.
desk-report-group-people = The participants
desk-report-group-work = The way to work
desk-report-group-hand-in = To hand in and account for
desk-report-group-worth = Worth, method and quality
desk-report-answers-flow = How many came, are here and left, and after how long?
desk-report-answers-structure = Who are the participants?
desk-report-answers-caseload = How many participants has each coach, and is it too many?
desk-report-answers-outcomes = Who found work or began to study, and how long did it last?
desk-report-answers-job-search = How soon do participants meet an employer, and how soon do they find work?
desk-report-answers-employer-bank = Which employers do we know, and how often do we meet them?
desk-report-answers-dissemination = Where and for how many have we told of the method?
desk-report-answers-monthly = What is handed in every month.
desk-report-answers-tertial = What is handed in three times a year.
desk-report-answers-steering = Do we reach the goals of the programme?
desk-report-answers-economics = What is it worth to society that participants support themselves?
desk-report-answers-questionnaires = How do participants feel, and how has that changed?
desk-report-answers-fidelity = How closely do we follow the method?
desk-report-answers-quality = What is missing in the record, and what was entered late?
desk-report-choose = Choose a period and a moment
desk-report-from = From
desk-report-to = To
desk-report-window-help = The period that is counted. Left empty it runs from the start of the programme until today.
desk-report-as-of = As it was on
desk-report-known-at = As it was known on
desk-report-times-help = The first day settles what had happened. The second settles what was entered; what came in later does not count.
desk-report-with-from = Compare with, from
desk-report-with-to = Compare with, to
desk-report-with-help = A second period beside the first. Only figures that are one number are shown then.
desk-report-population = Who is counted
desk-report-population-all = everybody
desk-report-population-sus = episodes registered in SUS
desk-report-audience = For whom
desk-report-audience-programme = for the programme itself
desk-report-audience-outside = may leave the programme
desk-report-audience-help = What may leave the programme is a whole quarter, half-year or year that is over. Small numbers are not shown.
desk-report-show = Show
desk-report-plain = Begin again
desk-report-none = Mend what is marked, and the report is shown.
desk-report-keep-xlsx = Save as a spreadsheet
desk-report-keep-csv = Save as a text file (csv)
desk-report-file = report
desk-report-wrong-not-a-day = { $label }: { $text } is no day. Write for example 2026-05-12.
desk-report-wrong-ahead = { $label }: the day lies ahead.
desk-report-wrong-upside-down = { $label }: the day lies before the first day of the period.
desk-report-wrong-half = { $label } is missing. A period has a first and a last day.
desk-report-wrong-after = { $label }: the period begins after the day that the report is for.
desk-report-wrong-outside = { $label } does not go with what may leave the programme. Leave it empty.
desk-report-wrong-not-closed = What may leave the programme is a whole quarter, half-year or year that is over, and not of every report. Write its first and last day.

## Questions

read-desk-ask = to see what does not fit
desk-menu-ask = Questions
desk-work-is-at = Your work is here:
desk-ask-reports = Every report can be shown for a period, and as it looked on another day. Two times are easily mixed up:
desk-ask-as-of = What had happened by that day, also where it was entered later.
desk-ask-known-at = Only what was entered by that day. So one sees what somebody could know when a decision was made.
desk-ask-to-reports = To the reports
desk-ask-discrepancies = What does not fit
desk-ask-discrepancies-what = Late entries, corrections, deadlines without an alert and facts that are missing. They are questions to ask, not mistakes to count.
desk-ask-discrepancies-count = Count them
desk-ask-discrepancies-coded = Participants stand here by coded designations. Of somebody under protected identity only that there is one.
desk-ask-discrepancies-none = Everything fits. What is entered late, corrected or missing is shown here.
desk-ask-which = Show which
desk-ask-who = Who
desk-ask-what = What
desk-ask-on = When
desk-ask-recorded = Entered
desk-ask-kind-late-entry = Deadlines that were kept but entered too late
desk-ask-kind-late-entry-what = What was due was done in time, and entered after the last day.
desk-ask-kind-recorded-late = Late entries
desk-ask-kind-recorded-late-what = Entered more than a week after it happened.
desk-ask-kind-backdating = Entered afterwards, so that a breach went away
desk-ask-kind-backdating-what = The deadline was breached when the fact was entered, and is no longer.
desk-ask-kind-correction = Corrections
desk-ask-kind-correction-what = A fact that was struck.
desk-ask-kind-breach-without-alert = Breaches that nobody was told of
desk-ask-kind-breach-without-alert-what = A deadline was breached while the clock ran, and nobody was told.
desk-ask-kind-before-the-log = Breaches from before the log
desk-ask-kind-before-the-log-what = The deadline was breached and over before anybody looked, or before the log knew of it.
desk-ask-kind-alert-without-breach = Alerts about a deadline that was not breached
desk-ask-kind-alert-without-breach-what = Somebody was told, and by what is known now the deadline was not breached.
desk-ask-kind-gap = Facts that are missing
desk-ask-kind-gap-what = Reports need them.
desk-ask-kind-undelivered = Messages that did not arrive
desk-ask-kind-undelivered-what = The message was to be sent, and did not reach the person.
desk-ask-kind-implausible = What can hardly be so
desk-ask-kind-implausible-what = For example something that happened before the programme began or before the person was born.
desk-ask-kind-look-alike = Two who may be one person
desk-ask-kind-look-alike-what = They have the same personal number, telephone or e-mail.
desk-ask-missing-background = gender, age or municipality
desk-ask-missing-coach = coach
desk-ask-missing-job = the job that the discharge speaks of
desk-ask-missing-studies = the studies that the discharge speaks of
desk-ask-missing-industry = the industry of a job
desk-ask-missing-follows-preferences = whether the contact with an employer follows what the person wants
desk-ask-log = The log
desk-ask-log-signed = The last checkpoint is signed by the log's own key. It covers { $covered } events; { $newer } have come after it.
desk-ask-log-agrees = The log agrees with its last checkpoint: all { $covered } events that it covers. { $newer } have come after it.
desk-ask-log-differs = The log does not agree with its last checkpoint of { $covered } events. Tell whoever is responsible for the system now.
desk-ask-log-none = No checkpoint is signed yet. The first one comes within an hour while the server runs.
desk-ask-log-unreadable = The checkpoints cannot be read, or are not signed by the log's key. Tell whoever is responsible for the system now.
desk-ask-log-compare = Compare the log with it now
desk-ask-log-whole = This is the quick check. The command journey audit verify tries every event by itself.
## The office: rooms for the data protection officer and the administrator

read-desk-office = on the pages of whoever looks after the system
read-desk-erasing = to decide whether you are erased
desk-menu-looked = Who looked
desk-menu-erasures = Erasure
desk-menu-office = Office
desk-menu-staff = Staff
desk-menu-health = Operation

office-rooms = Your pages
office-open = Open
office-nothing-waits = Nothing waits for you just now.
office-room-looked = Who looked
office-room-looked-for = The access log: who has seen what, when and why.
office-room-review = Review
office-room-review-for = Protected identities that were opened, and a sample to sign for every month.
office-room-erasures = Erasure
office-room-erasures-for = What is asked for, decided and carried out.
office-room-retention = Retention
office-room-retention-for = What has passed its time today.
office-room-log = The log
office-room-log-for = Whether the log is whole, and what in it does not fit.
office-room-staff = Staff
office-room-staff-for = Who may sign in, and in which role.
office-room-health = Operation
office-room-health-for = Whether the system is well, and what needs doing.

office-need-glass = { $count ->
    [one] A protected identity has been opened once since the last review.
   *[other] Protected identities have been opened { $count } times since the last review.
}
office-need-first-review = No review has been made yet. Draw a sample.
office-need-review = It is time for a new sample. The last one was signed { $day }.
office-need-erasures = { $count ->
    [one] One granted erasure is not carried out.
   *[other] { $count } granted erasures are not carried out.
}

## Who looked

office-whose = Who
office-everybody = Everybody
office-from = From
office-to = To
office-show = Show
office-pages = Leaf through the access log
office-numbers = You see no names. The same number is the same person, and the number is used here alone. Whoever lives under protected identity has no number.
office-looked-empty = Nobody has seen anything about anybody on these days.
office-looked = { $who } saw { $what } of { $whom }
office-looked-why = { $said }, { $why }.
office-line = Line { $place }
office-person = participant { $number }
office-protected = a person under protected identity
office-erased = erased participant { $number }
office-programme = the programme
office-and-more = { $first } and { $count } more
office-what-name = name
office-what-contact = contact details
office-what-words = free text
office-what-calendar = times
office-what-facts = what has happened
office-what-reference = number in the system
office-what-case = the case
office-what-proof = a proof
office-what-hidden = protected details
office-what-messages = messages
office-what-documents = documents
office-why-own-words = with a reason in their own words, which is not shown here
office-why-desk-person = on the person's page
office-why-desk-recording = to record something
office-why-desk-handover = to hand over to a new coach
office-why-desk-entry = to see an entry
office-why-desk-documents = on the page with documents
office-why-desk-meeting = to see a meeting
office-why-desk-erasing = to decide about an erasure
office-why-desk-closing = when the person's time in the programme ended
office-why-their-own-extract = to get everything about the person
office-why-their-own-referral = to send a referral
office-why-opened-in-their-chat = on the person's page in their chat
office-why-took-a-crisis-on = because the person might need to talk with somebody
office-why-to-deliver-a-message = to send a message
office-why-to-send-a-one-time-code = to send a code
office-why-journey-audit-prove = to make a proof
office-why-journey-export-person = to take out everything about the person
office-why-journey-export-sus = to register in SUS

## Review

office-never-reviewed = No review is signed yet.
office-signed = Signed by { $who } { $at }: { $odd ->
    [0] nothing odd in { $sample } readings.
    [one] one of { $sample } readings could not be explained.
   *[other] { $odd } of { $sample } readings could not be explained.
}
office-glass = Protected identities opened since the last review
office-glass-none = Nobody has opened a protected identity since then.
office-glass-line = { $who } opened the protected details of a person, and wrote why. Ask for the reason.
office-draw-title = Draw a sample
office-draw-says = A number of readings is chosen at random among everything that staff have read on those days.
office-size = How many
office-draw = Draw
office-sample = Sample
office-days = From { $since } to { $until }.
office-sample-of = { $sample } of { $count } readings.
office-sample-lines = Readings
office-sample-ask = Ask of each: did the colleague have a reason that day?
office-sample-empty = Staff have read nothing on these days.
office-sign-title = Sign
office-sign-again = The signature is your own. Sign in again first.
office-sign-in-again = Sign in again
office-nothing-odd = Nothing odd
office-something-odd = Something could not be explained
office-odd = How many readings?
office-odd-wrong = Write how many, { $count } at most.
office-remark = What was odd?
office-remark-help = Write no names of participants.
office-remark-wrong = Write in a few words what was odd.
office-sign = Sign

## Erasure

office-erasures-granted = Granted, to be carried out
office-erasures-asked = Asked for, waiting for the supervisor's decision
office-erasures-refused = Refused
office-erasures-erased = Carried out
office-erasures-none-granted = No erasure waits to be carried out.
office-erasures-none-asked = Nobody waits for a decision.
office-erasures-none-refused = Nothing is refused.
office-erasures-none-erased = Nobody is erased yet.
office-erasure-open = The person is still enrolled. It can be carried out when they have been discharged.
office-erasure-final = { $basis }. Final: nothing in backups can be opened.
office-erasure-final-after = { $basis }. Backups can be opened until { $day }.
office-erasure-no-receipt = { $basis }. The receipt is missing: ask IT to run journey doctor.
office-basis-decided = Asked for and granted
office-basis-without-request = Without a request
office-basis-retention = Its time was over
office-basis-unknown = The reason is not kept
office-erase = Erase
office-erase-granted = The person has asked for it, and a supervisor granted it { $day }.
office-erase-loses = This will be gone
office-erase-loses-words = Name, contact details, personal number, free text, answers and documents.
office-erase-loses-chat = The person's chat, and the way to the person.
office-erase-stays = What has happened stays, without a name, so that figures and the log hold.
office-erase-copies = { $count ->
    [one] In backups it can be opened for one day more.
   *[other] In backups it can be opened for { $count } days more.
}
office-erase-never-back = It cannot be undone.
office-erase-yes = Yes, erase
office-erasure-done-erased = The person is erased, and a receipt is written.
office-erasure-done-follows = The person is erased. The receipt could not be written yet: ask IT to run journey doctor, and restore no backup before that.

erasing = Request for erasure
erasing-of = { $who } asks to be erased
erasing-decide = Decide
erasing-stands-asked = Nobody has decided yet.
erasing-stands-granted = Granted. The data protection officer carries it out. The person has been told.
erasing-stands-refused = Refused. The person has been told.
erasing-decision = Decision
erasing-otherwise = Decide otherwise
erasing-granted = Grant
erasing-refused = Refuse
erasing-why-help = Which rule applies? If it is granted, the reason goes with the person.
erasing-on = Continue
erasing-no-decision = Choose whether it is granted or refused.
erasing-meanwhile = Somebody else has decided since you opened the page. See how it stands now.

## Retention

office-retention-says = So much has passed its time today. Nothing is destroyed here.
office-retention-several = It holds for every programme of the system.
office-retention-how = IT destroys it with journey retention --apply. The times are in retention.toml.
office-kind = Kind
office-kept-for = Kept
office-passed = Past its time
office-kept-longer = Kept longer
office-by-hand = destroyed by hand
office-kind-closed-cases = closed cases
office-kind-references = numbers in the system
office-kind-access-log = the access log
office-kind-transcripts = what was written in chats
office-kind-drafts = begun referrals
office-kind-form-drafts = begun forms
office-kind-exports = files handed out
office-with-the-case = with the case
office-after-hour = { $count } hours
office-after-day = { $count ->
    [one] one day
   *[other] { $count } days
}
office-after-working-day = { $count } working days
office-after-week = { $count } weeks
office-after-month = { $count } months
office-after-year = { $count ->
    [one] one year
   *[other] { $count } years
}

## Staff

office-colleague = Colleague
office-staff-new = Let somebody in
office-staff-name = Name
office-staff-role = Role
office-staff-state = State
office-staff-seen = Last in
office-staff-seen-says = Last in: while a session is open, or when a passkey was last used. Nothing else is kept.
office-not-known = not known
office-state-working = at work
office-state-away = away until { $day }
office-state-left = has left
office-state-disabled = shut out since { $day }
office-staff-reference = Short name
office-staff-reference-help = Small letters and digits, such as anna. One person has the same short name in every role.
office-staff-email = E-mail at work
office-staff-email-help = The link for signing in the first time goes there.
office-staff-none = none
office-staff-let-in = Let in
office-staff-no-role = Choose a role.
office-staff-no-name = Write a name.
office-staff-no-reference = Write small letters a–z and digits.
office-staff-taken = Somebody of that name works here in that role already.
office-staff-own = That is your own name. Nobody gives themselves a role.
office-staff-no-email = That does not look like an e-mail address.
office-staff-another-email = The person is known here already. Leave the e-mail empty: the address that is known holds. A new one is entered by the operator, with journey staff add.
office-staff-is-in = { $name } may sign in from now on.
office-passkey = Passkey
office-passkey-has = has one
office-passkey-none = none yet
office-staff-invite = Send a link
office-staff-invite-says = The person makes a passkey with the link and signs in by it. Links that were sent before open nothing once it is used.
office-staff-invite-yes = Send the link
office-staff-lost = Lost phone or key
office-staff-lost-says = The person's passkeys open nothing any more, and whatever is open ends. They get a new link.
office-staff-lost-yes = Yes, take them away and send a new link
office-staff-lost-done = The old passkeys open nothing any more.
office-staff-disable = Shut out
office-staff-disable-says = The person sees nothing in this role from now on, and whatever is open ends. A coach's participants go to the supervisor.
office-staff-disable-yes = Yes, shut out
office-staff-done-disabled = The person is shut out from now on.
office-staff-again = Try again
office-given = Link to a passkey
office-given-mailed = A link is on its way to the person's e-mail. It opens once, within an hour. After that they can ask for a new one at the sign-in page themselves.
office-given-link = Give the person this link. It opens once, within three days. Send it to nobody but them.
office-given-link-once = The link is shown now and never again.
office-given-failed = The mail server did not take the letter. No link was sent.
office-given-has = The person has a passkey already and signs in with it. No link is needed.
office-given-unaddressed = No link was sent: the person cannot be reached by e-mail from here. The operator makes a link with journey staff invite.
office-given-provider = Staff sign in here by the municipality's own sign-in.

## Operation

office-health-all-well = Everything that is quick to look at is as it should be.
office-health-some-wrong = { $count ->
    [one] One thing needs doing.
   *[other] { $count } things need doing.
}
office-health-schema-about = The store
office-health-schema = Schema { $count }, as the program wants it.
office-health-lists-about = The lists
office-health-lists = Up with the log.
office-health-lists-wrong = { $count } events behind the log.
office-health-lists-do = Run journey rebuild if it has not passed in a minute.
office-health-clock-about = The clock
office-health-clock = Every deadline is judged up to yesterday.
office-health-clock-wrong = { $count } deadlines are not judged. The clock is not running.
office-health-clock-do = Start journey serve or journey work, and see in its output why it stopped.
office-health-rules-about = The rules
office-health-rules = { $count ->
    [one] The rules of one programme are there.
   *[other] The rules of { $count } programmes are there.
}
office-health-rules-wrong = A programme has lost its file. The latest version in the log is used.
office-health-rules-do = Put back the file of { $which }.
office-health-coaches-about = Coaches
office-health-coaches = { $count ->
    [0] Each is registered, in one spelling.
    [one] One name is spelt in several ways, or not registered. Run journey doctor, which says which.
   *[other] { $count } names are spelt in several ways, or not registered. Run journey doctor, which says which.
}
office-health-erasures-about = Receipts of erasures
office-health-erasures = { $count ->
    [0] Nobody is erased.
    [one] One person is erased, and the receipt can be read.
   *[other] { $count } people are erased, and the receipts can be read.
}
office-health-erasures-wrong = { $count } lines of the receipts can be read by nobody.
office-health-erasures-do = Put the file back as it was, before the next restore.
office-health-keys-about = Keys
office-health-keys = { $count ->
    [one] One key opens the backups.
   *[other] { $count } keys open the backups.
}
office-health-keys-wrong = A key is still there though the backups it opens are too old.
office-health-keys-do = Run journey keys expire.
office-health-unseen = What is not seen here
office-health-backup = The program does not know when the last backup was made. Look where the copies are, and practise a restore.
office-health-doctor = The command journey doctor looks at more: settings, files, documents and tables.
desk-online = The network is back

# What does not fit with somebody in hiding
desk-ask-in-hiding = { $count ->
    [one] A person under protected identity.
   *[other] { $count } people under protected identity.
}

# The erasure of somebody in hiding: no day
office-erasure-not-final = { $basis }. Backups can be opened for a while yet.
office-erase-granted-undated = The person has asked for it, and a supervisor has granted it.
## When a new sign-in is needed
desk-once-more = Sign in again for this
desk-once-more-kept = What you wrote is still on this page, and nothing has been done yet. Sign in again in a new tab, come back here and send it again.
