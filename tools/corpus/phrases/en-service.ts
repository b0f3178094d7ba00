import type { Scenario } from '../scenario.ts';

export const EN_SERVICE: readonly Scenario[] = [
  {
    topic: 'billing',
    fits: [0, 0, 2, 1],
    open: [
      '[I was|I got|Looks like I was] charged [twice|two times|double] [in {month}|for my subscription|on {day}]: {amount} [each|both times|]. [Why?|Can you check?|Please look into it.|What happened?]',
      '[Why is|Can you explain why] my [bill|invoice] for {month} [is |]{amount} [higher than usual|when my plan is much cheaper][?|??]',
      '[My card was declined|The payment fails every time|Your checkout rejects my card] when I [try to pay|renew] [{amount}|my plan][.|, the bank says everything is fine.| and I do not know why.]',
      '[Where can I find|I need|Could you send me] the [invoice|receipt] for {month}[?|, my accountant asks for it.|, order {order}.]',
    ],
    ask: [
      '[I can check that|Let me look]. [Which email address is the account under|Could you give me the last four digits of the card|What is the order number]?',
      'Sure. [Do you see the charge as pending or booked|Which date does the statement show]?',
    ],
    detail: [
      '[it is|the account is|] {email}',
      '[They end in|last digits:|] {#1000-9999}',
      '[both are booked|one is still pending], [dated {day}|the app shows {amount}]',
      '{order}[, I think|, it was paid by credit card|]',
    ],
    answer: [
      '[Found it|Thank you, I see it now]: [the second charge of {amount} is only an authorisation and will disappear in {#2-5} working days|the plan renewed on the same day it was changed, so both were billed; I have returned {amount}|the difference is the yearly add-on that began in {month}]. [You do not need to do anything.|You will get an email about it.]',
      'You will find it under Settings > Billing > Documents. [I have also sent a copy to {email}.|It can be downloaded as PDF.|Documents stay there for ten years.]',
      'The bank asks for a second confirmation that timed out. [Please open your banking app first and then try again|Removing the card and adding it anew usually helps]. [Nothing has been booked so far.|]',
    ],
    more: [
      [
        '[How long does the money take|When will I see it on my statement]?',
        '[Usually {#2-5} working days|Your bank decides; most take three days], [counted from today|after our booking].',
      ],
      [
        '[Can I pay by|Is it possible to switch to] [invoice|PayPal|bank transfer] instead?',
        'Yes[, from the next period on|]: under Billing choose "Payment method" and [confirm by email|set it as default].',
      ],
      [
        'And [what happens|does my plan stop] if [the payment fails again|my card expires in {month}]?',
        'We try again after {#2-4} days and write to you before anything is switched off.',
      ],
      [
        '[Is there a discount|Do I save something] if I pay [yearly|for the whole team]?',
        'Yes, the yearly plan costs {#10-20} % less, [and you can change at any time|the rest of the month is credited].',
      ],
    ],
  },
  {
    topic: 'account_access',
    fits: [0, 0, 2, 1],
    open: [
      "[I can't|I cannot|cant] [log in|sign in|get into my account] [since {day}|anymore|on {device}][.|, it says my password is wrong.|, the code never arrives.|!]",
      '[I forgot my password|Need to reset my password|password reset] [and the reset link has expired|but no email comes|, how?] [my address is {email}|(user {email})|]',
      '[How do I|Is there a way to|I want to] [change the email address of my account|turn on two-factor authentication|delete my account and all data|see who logged in from {city}][?|]',
      '[My account is locked|Somebody logged into my account|I got a login alert] [from {city}|after {#3-6} attempts|on {day}]. [What should I do?|Please help, I am worried.|That was not me!]',
    ],
    ask: [
      '[Which device are you on|Do you still have access to the phone number on file|What exactly does the message say]?',
      'For your security: [which email address is it|when did you last log in successfully]?',
    ],
    detail: [
      '[on |It is ]{device}, [app version {version}|in the browser|latest update]',
      '[yes, same number|no, I changed my number in {month}|the email is {email}]',
      '[it says "invalid credentials"|just a spinning wheel|error code {#1000-9999}] [every time|since {day}|]',
    ],
    answer: [
      '[I have sent a fresh link|A new code is on its way] to {email}; it is valid for {#15-60} minutes. [Please also check the spam folder.|Open it on the same device.]',
      '[I signed out all sessions|The account is protected now]. [Please choose a new password and turn on two-factor authentication|Nothing was changed since {day}], under Settings > Security.',
      'You can change that under Settings > Profile. [We send a confirmation to the old and the new address.|It takes effect at once.|After that you need to sign in again.]',
    ],
    more: [
      [
        '[The link does not open|it says the link is expired already] [on {device}|]',
        '[Please copy it into a private window|I have just sent another one]; [links work only once|an older link stops working when a new one is sent].',
      ],
      [
        '[Do I lose my data|Will my saved chats be gone] if [I reset it|I change the address]?',
        'No, everything stays as it is.',
      ],
      [
        '[Can I use|Do you support] [a hardware key|passkeys|an authenticator app] [instead of SMS|]?',
        'Yes, [both can be added|it is offered in the same menu], and you can keep SMS as a fallback.',
      ],
    ],
  },
  {
    topic: 'shipping',
    fits: [0, 0, 1, 2],
    open: [
      '[Where is|Any news about|Can you track] my [order|parcel|package] {order}? [It was supposed to come on {day}.|The tracking has not moved for {days}.|I ordered {product} {days} ago.]',
      '[The tracking says delivered|It is marked as delivered] but [I have nothing|there is no {product} here|nobody rang] [on {day}|at all|]. [Order {order}|Number {order}][.|!]',
      '[My {product} arrived broken|The box with my {product} was open and wet|Wrong item: I ordered {product}], order {order}. [What now?|Can you send a new one?|]',
      '[Can I change|I need to change|Is it too late to change] the [delivery address|delivery day] of order {order}[?| to my office?| - we are away from {day}.]',
    ],
    ask: [
      '[Let me check|One moment]. [Could you confirm the postcode|Is the address on the confirmation still right|Did you get a card from the courier]?',
    ],
    detail: [
      '[postcode|it is] {#10000-99999}[, {city}|]',
      '[yes, the address is right|no card, nothing|the neighbours have nothing either][, I asked|. I work from home|]',
    ],
    answer: [
      '[The parcel is in the depot in {city}|The courier tried on {day} and found nobody|It was sorted to the wrong depot] and [will come {#1-3} days later|is out for delivery again tomorrow]. [Here is the link: https://track.example.com/{#100000-999999}|You will get a message before.]',
      "[I'm sorry about that|That should not happen]. A replacement leaves [today|tomorrow morning]; [you can keep the damaged one|please put the old one into the same box]. Reference {#10000-99999}.",
      '[Done|I changed it]: order {order} now goes to the new address. [It may take one day longer.|You will get a new confirmation.]',
    ],
    more: [
      [
        '[Can it be left|Could the driver leave it] [at the door|with the neighbour|in the garage]?',
        'Yes, you can allow that through the tracking link, [until midnight before delivery|for this parcel only].',
      ],
      [
        '[What if it does not come|And if it is lost]?',
        'After {#5-10} working days we treat it as lost and [send it again|return the money], whichever you like.',
      ],
      ['Do you ship to {city}[ too| as well|]?', 'Yes, [it takes {#3-9} days|for {amount}].'],
    ],
  },
  {
    topic: 'refunds',
    open: [
      '[I want to return|How can I return|I need to send back] the {product} [from order {order}|I bought on {day}], [it is too small|it does not fit|the quality is poor|it is not what I expected].',
      '[Where is my refund|Still no refund|I am waiting for my money back] for order {order}[?|??] [You received the {product} {days} ago.|{amount} is a lot for me.|]',
      '[I would like to|Can I] exchange the {product} for [another colour|a bigger size|the newer model][?|, order {order}.]',
    ],
    answer: [
      '[Of course|No problem]. I have sent a return label to {email}; [drop the parcel at any shop|it is free of charge]. [The money, {amount}, is back {#3-7} days after it arrives.|]',
      '[I see the return arrived on {day}|The warehouse booked it in]. [{amount} was released just now|The refund goes to the card you paid with] and should show within {#2-6} working days.',
      'An exchange is possible for {#14-60} days. [I reserved the new {product} for you|The new one leaves as soon as the old one is scanned at the shop].',
    ],
    more: [
      [
        '[I threw away the box|The packaging is torn], is that a problem?',
        'No, any [solid |]box will do[, just stick the label on|].',
      ],
      [
        '[Can I have a voucher|Could you pay it out to another card] instead?',
        '[A voucher is possible at once|Only to the card that was used, by law], shall I do that?',
      ],
      ['Who pays [for the return|the shipping]?', 'We do, [within {#30-60} days|with the label you got].'],
    ],
  },
  {
    topic: 'product_question',
    fits: [0, 1, 0, 2],
    open: [
      '[Is|Do you know whether] the {product} [waterproof|compatible with {device}|available in dark green|suitable for a beginner][?| or should I take another one?]',
      '[What is the difference between|How do I choose between] the [basic|small|2024] and the [pro|large|new] {product}? [I would use it daily.|My budget is {amount}.|It is a gift.]',
      '[Does|Will] the battery of the {product} [last {#4-20} hours|survive a day of hiking|still work at minus {#5-20} degrees][?| My old one did not.| when used every day?]',
      'When [is the {product} back in stock|will the {product} be available again] [in {city}|in blue|in size {#36-46}]?',
    ],
    answer: [
      '[Yes|In short, yes], [it is|the current model is] [and comes with {#2-5} years of warranty|but only from version {version} on|according to the data sheet]. [Reviews also mention how quiet it is.|]',
      'The [larger|newer] one has [{#20-60} % more capacity|a better screen|a metal frame] and weighs {#100-900} g more. [For daily use I would take it|For your budget the basic one is plenty].',
      '[We expect it|The next delivery is planned] in {month}. [You can leave your address and get a message.|The shop in {city} has {#1-4} left.]',
    ],
    more: [
      [
        '[Does it come|Is it delivered] with [a charger|a case|spare parts]?',
        'Yes, [in the box|both are included]; [spare parts are sold for {#5-10} years|a second one costs {amount}].',
      ],
      [
        '[Is it made in Europe|How sustainable is it|Can it be repaired]?',
        '[It is assembled in {city}|Battery and screen can be replaced with one screwdriver], [the details are on the product page|and we take the old one back].',
      ],
    ],
  },
  {
    topic: 'technical_problem',
    open: [
      '[The app|Your app] [crashes|freezes|closes] [every time I open|whenever I scroll in|as soon as I tap] [the chat|my history|settings] on {device}[.| since version {version}.| - please fix.]',
      '[My wifi|The connection|Bluetooth] [drops every {#5-30} minutes|is painfully slow|does not find the {product}] [since {day}|since the update to {version}|in the evening]. [Any idea?|What can I do?|]',
      '[I get|I keep getting|It shows] error {#1000-9999} when I [upload a file|sync|print|update the {product}][.|. Tried it {#3-9} times.|, {device}.]',
    ],
    ask: [
      '[Which version do you use|Did it start after an update|Does it happen on another network as well]?',
      '[Could you tell me what the light shows|Have you restarted both devices|How much free space is left]?',
    ],
    detail: [
      '[version|it is] {version} on {device}',
      '[yes, restarted twice|same on mobile data|it began on {day}][, nothing helps|]',
      '[the light blinks red|{#1-9} GB free|only at home, not at work]',
    ],
    answer: [
      '[That is a known problem with {version}|We have seen this on some devices]. [Please update to the version released on {day}|Deleting the cache under Settings > Storage helps until then]. [No data is lost.|]',
      'Please [forget the network and join it again|switch the {product} off for {#10-60} seconds|change the channel of the router to {#1-11}]. [If it is still slow, send me the log under Help > Report.|That fixes it for most people.]',
      'Error {#1000-9999} means that [the file is larger than {#20-200} MB|the clock of the device is wrong|the login has expired]. [Correct that and try again.|Then sync once by hand.]',
    ],
    more: [
      [
        '[How do I|Where can I] [clear the cache|find the log|go back to the old version]?',
        'Open Settings > [Storage|Help|About], [scroll to the end|tap it {#3-7} times] and choose the entry there.',
      ],
      [
        '[Will I lose|Does that delete] my [pictures|settings|notes]?',
        'No, [they are kept on the server|only temporary files go].',
      ],
      [
        '[ok updated|done|did that], now it says [{#10-99} % and stops|"waiting"|"not paired"]',
        '[Leave it for {#5-20} minutes|That is normal the first time]; [it rebuilds its index|afterwards it is faster than before].',
      ],
    ],
  },
];
