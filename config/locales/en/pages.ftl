page-title = My path
page-skip = Skip to the content
page-nav = Always here
page-help = Help now
page-leave = Leave quickly
page-access = How accessible is this site?
page-privacy = How we handle your details
page-languages = Languages

start-title = Would you like help to get a job?
start-text = Here you can sign yourself up for support to get and keep an ordinary job. It costs nothing. You don’t need an account, and you don’t need to be done with anything first.

    • It takes about ten minutes. You can pause and go on another day.
    • You can skip questions, go back, and change your answers.
    • Nothing is sent until you press Send my referral.
start-places = In { $places }.
start-provider = Run by { $provider }.
start-human = You can call { $name }, { $phone }.
start-paper = Would you rather talk to a person, or fill in a paper form? That is just as good. Call the number above.
start-choose = Choose a language to begin
start-open = I have already sent it. Open my path.
start-otherwise = Would you rather talk to a person, or fill in a paper form? That is just as good. Call the municipality’s main number and ask for the job coaches (arbetscoacherna).

chat-title = Conversation
chat-write = Write here
chat-send = Send
chat-waiting = Sending …
chat-offline = No connection right now. What you wrote is still here, and I am trying again.
chat-count = { $count } of { $most } characters
chat-over = The text is too long for one message. Please shorten it, or send it in parts. Nothing has been removed.
chat-kept = What you wrote is still here below.
chat-typing = Writing …

resume-title = Go on where you were
resume-text = Press the button to open what you have started. The link can be used only once.
resume-go-on = Continue

open-title = Open my path
open-text = Write the email address or telephone number that you gave us. If we recognise it, we will send a code.

    No code? Call your job coach, or the municipality’s main number.
open-address = Email address or telephone number
open-send = Send a code
open-link-used = This link can’t be used. It has been used already, it is too old, or you have already sent your form. If it is sent, you can open it with a code below.

code-title = Write the code
code-text = If we recognise the address, we have sent a code of six digits. It works for fifteen minutes.
code-label = Code
code-open = Open
code-wrong = That code didn’t work. Please check the digits, or ask for a new code.
code-again = Send a new code

door-home = To the start page
door-human = You can call { $name }, { $phone }.
door-under-18-title = This is for people who have turned 18
door-under-18 = We have not saved anything you wrote.

    If you are under 18, you can get help from the study and careers adviser at your school (studie- och yrkesvägledaren), from the youth clinic (ungdomsmottagningen), or from Arbetsförmedlingen, the employment service. If you feel bad, you can talk to the health team at school (elevhälsan), call 1177, or call Bris, the children’s helpline, on 116 111.

    You are welcome here when you have turned 18.
door-too-young-title = This support is for other ages
door-too-young = We have not saved anything you wrote.

    This support is for people who are a little older than you. Arbetsförmedlingen, the employment service, has support for young people, and the municipality often has something of its own for you. Call the municipality’s main number, and they will help you find the right place.
door-too-old-title = This support is for other ages
door-too-old = We have not saved anything you wrote.

    If you want to work, there are others who can support you. Arbetsförmedlingen, the employment service, and the municipality’s own job centre (arbetsmarknadsenheten) can help you find the right place. Call the municipality’s main number.
door-elsewhere-title = This support is for other municipalities
door-elsewhere = We have not saved anything you wrote.

    Many municipalities have similar support. Call the main number of the municipality where you live and ask for IPS, individual placement and support.
door-outside-title = Another way may be better for you
door-outside = We have not saved anything you wrote.

    Wanting to work is what matters most, and there are others who can support you. Ask your contact in health care, Arbetsförmedlingen, the employment service, or the municipality’s own job centre (arbetsmarknadsenheten). Not sure whether you could join us after all? Call and ask.
door-not-now-title = It is quite all right not to want to just now
door-not-now = We have not saved anything you wrote.

    You decide. If you change your mind, you are welcome back, as many times as you like.
door-protected-title = Then we do it another way, so that you are safe
door-protected = We have not saved anything you wrote, and please don’t write any name here.

    Call us instead. Just say that you have protected personal details (skyddade personuppgifter). One single person takes care of your referral, and no messages are sent to you.

    If you are afraid of somebody who threatens you: call 112. Kvinnofridslinjen, the helpline for women who meet violence or threats, answers round the clock on 020-50 50 50.
door-gone-title = The conversation is closed
door-gone = You have left, or it is a while since you were here. What you have sent is still there.

    Open it again with a code, or begin from the start.
door-slow-down-title = Please wait a little
door-slow-down = There have been many tries from here in a short time. Try again in a while, or call us.
door-undone-title = It is as it was before
door-undone = The address is back. Everybody who was signed in is signed out. Open it again with a code to your address.
door-too-late-title = This link can’t be used
door-too-late = The link has been used, or it is too old. Get in touch with us if something is wrong.
undo-title = Shall it be as it was before?
undo-text = An address was changed. Wasn’t it you? Press below, and it will be as it was before, and everybody is signed out.
undo-go-back = Yes, make it as it was
door-missing-title = There is no such page
door-missing = Perhaps the address is misspelt, or the link is old. Nothing you have sent is lost.
door-refused-title = We could not take that in
door-refused = The text was too big, or it did not come from our page. Nothing has changed. Go back and try again, perhaps with a shorter text.

privacy-back = Back to the conversation
access-title = How accessible is this site?
access-page = Everybody should be able to use the chat and the pages around it. They comply in part with the Swedish act on accessibility to digital public services (2018:1937) and with WCAG 2.1, level AA. In part, because what stands under the next heading has not been tried, or has not been solved.

    Whoever runs the programme is responsible for the site. This statement is about the product as it is delivered. It was written on 28 November 2026.
access-lacks-title = What has not been tried, or not been solved
access-lacks = • Nobody who uses a screen reader, voice control or magnification every day has tried the site yet. Only the technical labels have been checked.
    • Nobody from outside has reviewed the site.
    • Easy Swedish has been measured by a formula. People who need easy Swedish have not read the texts for us.
    • The file with everything about you is a web page made to be read from top to bottom. It can become long.
    • If you have sent your referral and done nothing for { $minutes } minutes, you need a new code to go on. What you have answered is still there.
    • There is no sign language, and no text read aloud.
    • English and Swedish are the only languages.
access-ways-title = If something does not work
access-ways = You can always call, or get paper instead. Nothing requires the chat. Tell us when you meet an obstacle, and we solve it in another way.
access-complain = If you are not content with the answer, you can report it to the Agency for Digital Government (Digg), which supervises: https://www.digg.se/tdosanmalan
access-tried-title = How the site has been tried
access-tried = • Every page and every step of the chat is tried automatically with the tool axe in the browser Chromium, against WCAG 2.0, 2.1 and 2.2, levels A and AA. It finds no fault. Such a tool finds only some of all obstacles.
    • The pages are tried on a telephone and a large screen, in light and dark, at a width of 320 pixels and with text of twice the size.
    • The chat works without scripts. What you have answered is saved after each question, and you can go on another day.
    • Whoever wants no motion on the screen gets none.

privacy-title = How we handle your details
privacy-page = • We ask only for what we need to be able to help you. Nearly everything can be skipped.
    • What you write is locked, so that only those who help you can read it. Each time somebody reads it, that is noted, and you can see who it was.
    • That you are here says something about your health. So the details are secret by law.
    • You can download everything about you, change your mind about what you have said yes to, and ask to be erased.
    • A draft that you don’t send disappears by itself after { $drafts } days. What we have written in the chat disappears after { $transcripts } days.
    • What has been removed may still lie locked in backups. At most { $copies } days later no key is left that opens it, for us or for anybody else.
    • If you write that you are in danger, or ask for a person, whoever helps you can read it, also before you have sent anything.
    • When somebody is erased, only figures remain, without a name.
    • The municipality is responsible for the details. You can complain to Integritetsskyddsmyndigheten, the authority for privacy protection.
privacy = This is what we do with what you tell us:

    • We ask only for what we need. Nearly everything can be skipped.
    • It is locked, so that only those who help you can read it. You can see who has read it.
    • Nothing is sent until you press Send my referral. A draft disappears after { $drafts } days, and opens in no backup { $copies } days later.
    • If you write that you are in danger, we call for a person. Whoever helps you may read it, and see the number you have given. If you write to a person, they read it.
    • You can always get everything out, change your mind, and ask to be erased.

    Questions? Turn to { $human }.
door-saved-title = It is saved, and the answer follows
door-saved = What you just did is saved. We could not show the answer right now. You need not do it again: look here again in a little while.
door-failed-title = Something went wrong at our end
door-failed = It was not your fault, and nothing you have sent is lost. Go back and try again in a little while.

danger-told = A person has been told.
danger-not-told = No person has been told yet – please call.
danger-kept = What you wrote is kept. We tell somebody as soon as our computers answer.
danger-not-kept = What you wrote has not reached us.
danger-later = { $names } will be told as soon as somebody is at work.
danger-back = Back to the conversation
danger-again = See whether a person has been told now
danger-unsure = Right now we cannot see whether a person has been told – please call.
