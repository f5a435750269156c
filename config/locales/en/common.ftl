language-name = English
language-falls-back = sv

# Words that work everywhere, as a whole message. Several are separated by a comma and a space; small letters.
words-back = back, go back, undo
words-skip = skip, skip this, next, pass
words-help = help, help me, emergency, crisis
words-stop = stop, quit, end, unsubscribe
words-pause = pause, break, take a break
words-start = start, restart, begin again, resume
words-menu = menu, the menu, main menu, home
words-later = later, continue later, save, save for later
words-start-over = start over, start from the beginning

date = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
} { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
moment = { $day } at { $time }

human-unnamed = the municipality (call the main number and ask for { $programme })
human-named = { $name }
human-phone = { $name }, { $phone }

button-skip = Skip
button-back = Back
button-later = Continue later
button-go-on = Continue
button-send = Send my referral
button-change = Change something
button-start-over = Start over
button-cancel = Cancel
button-menu = To the menu
button-save = Save

author-bot = The chat
author-person = You
author-human = A person

stale = That button no longer works. This is where you are now:
failed-saved = What you just did is saved. Something went wrong on our side after that, so it may take a little while before you see it here. You need not do it again.
failed = Something went wrong on our side, not yours. Nothing you have done is lost. Please try again in a little while.
unclear-button = I didn’t quite understand. Please choose one of the buttons.
unclear-age = I am not sure how old you are. Write your age in years, for example 34, or choose a button.
unclear-age-edge = That depends on when in the year your birthday is. How many years old are you today?
unclear-place = I am not sure where you live. Please choose one of the buttons. If your municipality is not there, choose the last one.
unclear-yes-no = I am not sure whether you mean yes or no. Please choose one of the buttons.
unclear-name = Please write the name on one line, with no more than 200 characters.
unclear-phone = That doesn’t look like a telephone number. Use digits only, for example 070-123 45 67.
unclear-email = That doesn’t look like an email address. They usually look like this: name@example.com
unclear-birth-year = Please write your year of birth with four digits, for example 1991.
unclear-birth-year-age = That year doesn’t match the age you gave at the start. Please check the year, or skip the question.
unclear-long = That was a long text, longer than I can take in one go. Please write a little less, or split it up.
unclear-empty = I didn’t get any text. Please write a few words, or choose one of the buttons.
unclear-file = I can’t take files or pictures here. Please use words, or bring it with you when we meet.

small-greeting = Hello! I am glad you are here. Take the time you need.
small-farewell = Goodbye! You are welcome back whenever you like.
small-thanks = Thank you too!
small-fine = Good.
small-lost = Sorry, I was not clear. I am a computer, and this is what I would like to know. Use your own words, or choose a button. You can also ask for a human.
small-unknowing = That is fine. Take the time you need. You can also ask for a human.

crisis = Thank you for writing this. What you feel matters, and you should not have to be alone with it.
    If anyone’s life is in danger: call 112 now.
crisis-told = I have asked { $names } to get in touch with you.
crisis-on-duty = Nobody reads this chat round the clock. But right now, in the daytime, somebody is here.
crisis-otherwise = None of us is at work right now. You can call { $name }, { $phone } instead.
crisis-nobody = Nobody is reading the chat right now. None of us is at work. Please call one of the numbers; they do answer.
crisis-open = The chat is open. You can keep writing here.
crisis-seen = { $name } has read that you need somebody, and will get in touch with you.
help-title = Help now
help = Do you need to talk to somebody now? These numbers answer. If anyone’s life is in danger: call 112.
help-human = If it is about us, you can also turn to { $human }.

somebody = Somebody
somebody-new = A new person
somebody-protected = A person with protected personal details
somebody-signed = { $who } ({ $sign })

mail-later-subject = Your link
mail-later = Here is the link you asked for. It can be opened once:

    { $link }
mail-code-subject = Your code
mail-code = Your code is { $code }. It works for { $minutes } minutes.

    Didn’t ask for a code? Then you don’t need to do anything.
mail-proof = Your code is { $code }. It works for one hour. Write it on the page where you asked for it. If you haven’t asked for a code, you need do nothing.
mail-changed-subject = Something was changed
mail-changed =
    An address was changed. If it was you, you need do nothing.

    Wasn’t it you? Open the link within { $days } days, and it will be as it was before:

    { $link }
mail-undone = An address was changed back. Wasn’t it you? Please get in touch with us.
nudge-subject = You have a message
nudge = You have a message. Open the chat to read it:

    { $link }

    Don’t want messages like this? Choose Messages in the chat.
nudge-staff-subject = An urgent task
nudge-staff = There is an urgent task in the chat:

    { $link }
