# After words of crisis: a pause, before anything else is asked.
pause-go-on = Would you like to go on?
pause-who-reads = What you write now is not taken as an answer to any question. It goes to { $names }. Whoever looks after it sees what you wrote just now, and your telephone number if you have given one.
human-on = Go on with the questions
human-write = Write to a person
human-stop = Stop for now
asked-stopped = That is quite all right. Everything is still here when you want it.
human-back = Back to the questions

# When somebody wants a human.
human-call = Talk to a person
human-later = Go on another time
human-leave = Ask somebody to answer me
human-answer = That was my answer to the question
asked-begin = You are writing to { $name }. What you write is not taken as an answer to any question.
asked-called-now = I have told { $name }, who will answer you here. You are writing to { $name } now, so do say what it is about. If you would rather call, turn to { $human }.
asked-called-later = I have told { $name }, who will answer you here. But none of us is at work right now. You can also turn to { $human }.
asked-away = None of us is at work right now. You can call or turn to { $human }. You can also ask somebody to answer you here when we are back, or go on another time.
asked-nobody = None of us is reading the chat right now. Please turn to { $human }. Your answers are kept.
asked-offer-human = Would you like to talk to a person? You can also turn to { $human }.
asked-offer-call = Would you like a person to get in touch? You can also turn to { $human }.
asked-offer-who = I am a computer program, not a person. I ask questions for the people who work here. Would you rather talk to one of them? You can also turn to { $human }.
asked-offer-tired = That is quite all right. You don’t have to answer everything now. What you have answered is kept. You can go on another time, talk to a person, or turn to { $human }.
