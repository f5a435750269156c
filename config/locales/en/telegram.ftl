# What the bot says on Telegram. Never who somebody is, what for, or when: others may see the screen.

telegram-nudge = You have a message. Open the chat to read it:

    { $link }

    Do you not want messages like this one? Write STOP.
telegram-linked = Done! I will now tell you here when you have a message. The message itself you read in the chat:

    { $link }

    Write PAUSE or STOP if you want no more. Write START when you want them again.
telegram-link-old = That link is not valid any more. Open the chat, choose Messages and get a new one:

    { $link }
telegram-link-old-linked = That link has been used already. I tell you here when you have a message. This is the chat:

    { $link }
telegram-now-yes = I will tell you here when you have a message. Write STOP if you do not want that.
telegram-now-pause = The messages are resting. Write START when you want them again.
telegram-now-stop = You will get no more messages. Write START when you want them again.
telegram-elsewhere = Thank you! But here I can only tell you when you have a message. Nobody reads what you write here. Please write to us in the chat:

    { $link }

    Do you need to talk to somebody now? Write HELP.
telegram-unlinked = Hello! Here I can only tell you when you have a message, and I do not know who you are. Nobody reads what you write here. Open the chat, choose Messages and then Telegram:

    { $link }

    Do you need to talk to somebody now? Write HELP.
telegram-crisis-told = A person has been told. But nobody reads what you write here. Please call one of the numbers now; they answer.
telegram-crisis-unread = No person has been told yet – please call. Nobody reads what you write here, but the numbers answer.
