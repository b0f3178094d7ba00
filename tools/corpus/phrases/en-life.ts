import type { Scenario } from '../scenario.ts';

export const EN_LIFE: readonly Scenario[] = [
  {
    topic: 'travel',
    fits: [0, 2, 1, 3],
    open: [
      '[Plan|Help me plan|Can you plan] a {#2-9} day trip to {city} [in {month}|with two kids|for {amount} a day|without a car][.| please.|]',
      '[Do I need|Does a German need] a visa for [Japan|Brazil|Kenya|Vietnam] [for {#5-60} days|in {month}|]?',
      '[My luggage|My suitcase] [did not arrive|got lost] [in {city}|on {day}|on the way to {city}]. [What are my rights?|What do I do first?|]',
      '[Find me|I am looking for] a [quiet hotel|cheap flight|night train] [to|in|near] {city} [for {#2-6} nights|on {day}|under {amount}][.|]',
    ],
    ask: ['[Gladly|Sure]. [Do you prefer museums or nature|What is your budget|How many people travel]?'],
    detail: [
      '[more nature|museums, and good food|nothing too touristy], [we are {#2-6} people|around {amount} a day]',
      '{#2-6} [people|adults], [budget {amount} a day|no flights please]',
    ],
    answer: [
      'Day 1: [the old town of {city} on foot|a walk along the river]. Day 2: [the market in the morning, a small museum later|a train into the hills]. Day 3: [nothing planned, you will need it|the coast]. [Book the museum {#2-10} days ahead.|]',
      '[Report it at the desk before you leave|Keep the tag], [ask for the form|you may buy what you need], and [send the receipts within {#7-21} days|the airline owes you up to a fixed sum]. [Most bags turn up within {#1-4} days.|]',
      '[For up to {#30-90} days you do not need one|You can get it online for {amount}], but [the passport must be valid for six months|check the official page before you book].',
      '[Three that fit|I would look at these]: [the Old Mill|Pension Linden|the Blue Door] near the river from {amount}, [Casa Verde|Station Rooms|the Garden House] [a bit outside|with breakfast]. [All can be cancelled until {#1-5} days before.|The second has only {#2-9} rooms.]',
    ],
    more: [
      [
        '[Where should we|Any tip where to] eat [on the first evening|with kids|]?',
        '[Around the market|Two streets behind the station]: [simple places, full of locals|ask for the dish of the day], about {amount} a head.',
      ],
      [
        '[What about rain|And if it rains] [in {month}|]?',
        '[Then swap day 2 and 3|It rains {#3-12} days in that month], [the baths are a good fallback|take a light jacket].',
      ],
      [
        'Is [it safe|the metro easy] [at night|with a pram]?',
        '[Yes, quite|Mostly], [avoid the last train|lifts are marked on the plan].',
      ],
    ],
  },
  {
    topic: 'health',
    open: [
      "[I have had|I've got] [a headache|back pain|a cough|a stiff neck] for {#2-14} days, [what can I do|should I see a doctor|is that normal][?|]",
      '[How can I|Any tips to] [sleep better|fall asleep faster|get rid of jet lag] [when I work shifts|after {#9-11} pm|with a baby in the house]?',
      '[Give me|Make me] a {#10-40} minute workout [without equipment|for my back|I can do in a hotel room|for beginners][.|]',
      '[Can I take|Is it safe to take] [ibuprofen|antihistamines|magnesium] [with coffee|every day|before a run of {#5-42} km]?',
    ],
    answer: [
      '[That is often harmless|Usually it passes within a week]; [drink enough, rest your eyes, move a little|warmth and short walks help]. [See a doctor if it gets worse, with fever or numbness|After {#7-14} days have it checked]. I am no substitute for one.',
      '[Keep the same hour even at weekends|No screen {#30-90} minutes before], [a cool dark room|no coffee after {#12-16}:00], and [get up if you lie awake for {#15-30} minutes|write down what goes round in your head].',
      '{#3-5} rounds: {#8-20} squats, {#5-15} push-ups, {#20-60} seconds plank, {#10-30} seconds rest. [Stop if something hurts.|Start slowly.]',
      '[In the usual dose and for a few days mostly yes|Occasionally yes, daily no], [but not on an empty stomach|with plenty of water]. [Ask your pharmacist if you take anything else.|Read the leaflet first.]',
    ],
    more: [
      [
        '[And what should I|What should I] eat [before|after|in the evening]?',
        '[Something light|Protein and a little carbohydrate], [an hour before|within two hours].',
      ],
      ['[How often|How many times] a week?', '{#2-4} times, with [a day between|one easy week a month].'],
      [
        '[it hurts|I feel it] [on the left side|when I turn my head|in the morning], [worrying?|should I wait?]',
        '[If it also radiates into the arm, call a doctor at once|Mostly that is tension]; [otherwise give it {#2-5} days|do not wait if you feel unwell].',
      ],
    ],
  },
  {
    topic: 'finance',
    open: [
      '[How do I|What is the best way to] [start saving|invest {amount} a month|pay off {amount} of debt|build an emergency fund] [with a small income|at {#22-58}|while renting]?',
      '[My transfer of|I sent] {amount} [has not arrived|is still pending] [after {days}|since {day}]. [Where is the money?|Is it lost?|]',
      '[Explain|What is] [an ETF|compound interest|a fixed rate mortgage|a tax allowance] [simply|with numbers|in {#2-4} sentences]?',
      '[The ATM swallowed my card|I was charged a fee of {amount} abroad|The exchange rate was wrong] [in {city}|on {day}]. [What can I do?|]',
    ],
    answer: [
      '[Three steps|A simple order]: [put aside {#2-6} months of costs|pay the dearest debt first|automate it on pay day]. [Even {amount} grows over {#10-30} years.|No advice for your own case, but a good start.]',
      '[Transfers between banks take up to {#1-3} working days|The receiving bank checks it]; [after that ask for a trace with the reference|yours is marked as sent]. [Money is very rarely lost.|]',
      'It means that [you own a small piece of {#500-3000} companies|interest earns interest: 100 becomes {#160-400} in {#10-25} years|the rate stays for {#5-20} years]. [Look at the costs first.|]',
      '[Block the card in the app at once|Write down time and place]; [the bank checks the case within {#5-20} days|fees abroad are often returned on request]. [Keep the receipt of {amount}.|]',
    ],
    more: [
      [
        '[What are the risks|Can I lose everything]?',
        '[It can fall by {#20-50} % for some years|With many companies hardly everything], so [only money you will not need soon|keep the time long].',
      ],
      [
        'And the [taxes|fees]?',
        '[Above an allowance they are taken at once|Look for less than 0.{#2-5} % a year], [the bank does it for you|it adds up over time].',
      ],
    ],
  },
  {
    topic: 'legal',
    fits: [0, 3, 1, 2],
    open: [
      '[Can|May] my landlord [raise the rent by {#5-25} %|keep the deposit of {amount}|enter the flat without asking][?| He wrote on {day}.]',
      '[What is|How long is] the notice period [for my flat|in my contract|when I have worked there for {#2-15} years]?',
      '[What does this clause mean|Is this clause valid]: "[the tenant bears all repairs up to {amount}|overtime is included in the salary|renewal is automatic for {#12-24} months]"?',
      '[Under GDPR|I want to know]: [delete all data you hold about {email}|which data do you keep about me|who received my data since {month}][.|?]',
    ],
    answer: [
      "[In general only within limits|Usually not without a reason], [in writing and with notice of {#2-4} months|the law caps it in many places]. [A tenants' association looks at it for little money.|This is no legal advice.]",
      '[It says that you pay small repairs|It binds you for another term unless you object], which is [often valid within limits|not always allowed with consumers]. [Note the date {#4-8} weeks before.|]',
      '[You have that right|Certainly]; [we answer within a month|I opened request {#10000-99999}], [you will get a copy of everything|a confirmation goes to {email}].',
      '[Usually {#1-3} months|By law at least {#2-8} weeks|It depends on the contract, mostly {#1-3} months], to the end of a month. [Longer if you have been there for many years.|In writing, of course.]',
    ],
    more: [
      [
        '[What if he|And if they] [just ignores my letter|does not answer|]?',
        'Set a date {#10-21} days ahead, in writing, [and keep a copy|then get advice].',
      ],
      [
        '[Where do I find|Who gives] [free advice|a template] [in {city}|]?',
        '[The consumer office|Many town halls] [on {day}|once a week], [bring the contract|without an appointment].',
      ],
    ],
  },
  {
    topic: 'entertainment',
    open: [
      '[Recommend|Suggest|I need] a [film|series|book|board game|podcast] [for a rainy {day}|for {#2-7} people|like the one about the lighthouse|that is not too sad|for a {#6-15} year old][.|, surprise me.|]',
      '[Tell me a joke|Make me laugh|Give me {#3-9} quiz questions] [about cats|about {city}|for a party of {#5-20}|my kids would like][.|]',
      '[Who sang|What is the song that goes] "[dancing under the orange moon|seven miles to nowhere]"? [It was on the radio on {day}.|Came out around {#1978-2019}.]',
    ],
    answer: [
      '[Try|How about] "[The Quiet Harbour|Seven Winters|A Map of Salt|The Clockmaker\'s Garden]"[, {#90-140} minutes|]: [warm, a bit odd, and the end is good|clever without being cold]. [If you like it there are {#2-5} more by the same people.|]',
      '[Why do cats never play cards in the wild? Too many cheetahs.|What do you call a fish without eyes? A fsh.|I told my suitcase there is no holiday. Now I deal with emotional baggage.] [Another one?|]',
      '[I am not sure|That could be several]: [do you remember who sang|was it slow or fast]? [The line occurs in a ballad of {#1978-2019}.|]',
    ],
    more: [
      [
        '[seen it|know that one], [something else?|another?]',
        'Then "[North of Nothing|The Paper Orchard|Low Tide]", [shorter and funnier|from {#1988-2023}].',
      ],
      [
        '[Where can I|Can I] [watch|get] it?',
        '[Most libraries have it|On the usual services], [from {amount}|in {month}].',
      ],
      [
        'haha [good one|terrible, I love it|my {#5-12} year old is rolling on the floor]',
        '[Here is another|One more]: [parallel lines have so much in common, a pity they never meet|I would tell a joke about time travel, but you did not like it].',
      ],
    ],
  },
  {
    topic: 'cooking',
    fits: [0, 1, 2, 0],
    open: [
      '[What can I|Any idea what to] cook with {ingredient} [and eggs|and not much time|for {#2-8} people|tonight][?|]',
      '[How long|At which temperature] do I [bake|roast|simmer] {ingredient} [in the oven|for {#2-6} people|without drying it out]?',
      '[My bread|My cake|My sauce] [does not rise|is too wet|curdled|burned at the bottom], [what went wrong|can I save it][?|? Guests come at {#17-20}:00!]',
      '[Give me|I need] a [vegan|quick|cheap|gluten free] recipe [for {#2-12}|with {ingredient}|for {day}][.|, {#15-50} minutes at most.]',
    ],
    answer: [
      '[A quick pan|A curry|A warm salad]: fry [an onion|garlic], add {ingredient}, {#150-400} ml [stock|coconut milk], simmer {#8-25} minutes, [lemon at the end|herbs on top]. Serves {#2-4}.',
      'About {#15-55} minutes at {#160-220} °C; [cover it for the first half|turn it once]. [It is done when a knife slides in.|Let it rest {#3-10} minutes.]',
      '[Probably the yeast was too old|The heat was too high|Too much liquid]. [Put it somewhere warm for {#30-90} minutes|Blend it with a spoon of cold cream|Scrape off the top and never stir]. [It will taste fine.|]',
    ],
    more: [
      [
        '[I have no|Can I replace the] [cream|eggs|stock|lemon][?|, what else?]',
        '[Yoghurt|Oat milk|A little vinegar|Soy sauce and water] works, [use a bit less|add it off the heat].',
      ],
      [
        '[Can I freeze it|How long does it keep]?',
        '[{#2-4} days in the fridge|Up to {#2-4} months frozen], [without the herbs|cool it quickly].',
      ],
      [
        '[what wine goes|which side dish goes] with that?',
        '[A dry white|Something light|Plain rice|A green salad], [nothing heavy|it balances the spice].',
      ],
    ],
  },
];
