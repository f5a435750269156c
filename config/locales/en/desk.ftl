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
desk-consents = Consents in force:
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
desk-kinds-moves = Moves
desk-kinds-other = Everything else
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
desk-wrong-empty = { $label } is missing for { $who }.
desk-wrong-on-empty = When did it happen with { $who }? Choose a day.
desk-wrong-not-a-number = { $label } is not a number. Write for example 45.
desk-wrong-not-whole = { $label } has to be a whole number.
desk-wrong-too-small = { $label } is too small. At least { $bound }.
desk-wrong-too-large = { $label } is too large. At most { $bound }.
desk-wrong-not-a-day = { $label } is not a day. Write for example 12/5 or 2026-05-12.
desk-wrong-not-a-time = { $label }: that is not a time. Write for example 14:00.
desk-wrong-ahead = { $label } lies ahead. Write a day that has been, or book a meeting.
desk-wrong-too-long = { $label } is too long. At most { $bound } characters.
desk-wrong-not-a-choice = { $label }: choose one of those that stand there.
desk-wrong-not-taken = { $label } does not fit what is recorded already. Change it, or correct the other first.
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
desk-wrong-past = { $label } has been already. Choose today or later.
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
desk-handover-places = room for { $places }
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
desk-back = See it as it was on another day
desk-back-day = What had happened up to
desk-back-known = What was recorded up to
desk-back-show = Show
desk-back-help = Leave the second box empty to see everything that has been recorded since about the time up to that day.
desk-back-is = You see what had happened up to { $day }. Nothing can be recorded here.
desk-back-is-known = You see what had happened up to { $day }, as it was recorded on { $known }. Nothing can be recorded here.
desk-back-now = Back to today
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
desk-people-empty-new = Nobody is new to you. Those you were given in the last 14 days stand here.
desk-pages = Pages
desk-page-before = Previous page
desk-page-after = Next page
desk-page-of = { $first }–{ $last } of { $count }
