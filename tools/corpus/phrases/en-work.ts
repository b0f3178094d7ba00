import type { Scenario } from '../scenario.ts';

export const EN_WORK: readonly Scenario[] = [
  {
    topic: 'coding',
    fits: [0, 1, 3, 2, 3],
    open: [
      '[Write|Can you write|I need] a {lang} function that [removes duplicates from a list but keeps the order|parses dates like "{#1-28}.{#1-12}.2026"|retries an HTTP call {#3-7} times with backoff|splits a CSV of {#2-40} GB into parts|finds the {#2-9} longest words of a text][.|, with tests please.|]',
      '[Why do I get|What causes|Help with] "[TypeError: cannot read properties of undefined|index out of range|NullPointerException|borrow of moved value|connection refused on port {#3000-9000}]" in my {lang} [service|script|test|code][?|]',
      'My [docker container|pipeline|build|cron job] [exits with code {#1-137}|takes {#8-45} minutes|fails on the runner but not on {device}]. [Where do I start?|Any tips?|It worked on {day}.]',
      '[How do I|What is the cleanest way to] undo the last {#2-6} git commits [without losing work|on a shared branch|but keep the files]?',
      '[How do I|What is the cleanest way to] [profile a slow endpoint in {lang}|find out why the {lang} tests take {#4-40} minutes|move {#2-9} million rows without downtime]?',
    ],
    answer: [
      'Here is a version in {lang}:\n```\nfunction unique(items) {\n  const seen = new Set();\n  return items.filter((item) => !seen.has(item) && seen.add(item));\n}\n```\nIt [runs in linear time|keeps the first occurrence|needs one pass].',
      'That happens when [the value is read before it is set|the list is shorter than the loop expects|the service is not up yet]. [Check the line above the one in the trace|Print the input once|Add a health check with {#2-10} retries], [then it becomes visible|and the cause will show].',
      '[Use|Try] `git reset --soft HEAD~{#2-6}`: [the changes stay staged|nothing is lost]. [Push with --force-with-lease if it was shared.|]',
      'I would [measure first|start with the slowest step]: [a flame graph shows it within minutes|cache the dependencies, that alone saves {#2-12} minutes]. [Then we can look at the top three lines together.|]',
    ],
    more: [
      [
        '[Can you make it|How would it look] [async|generic|without a library|for {#2-9} threads]?',
        'Yes: [wrap the loop|pass the key function as an argument], the rest stays the same. [Mind the order of results.|]',
      ],
      [
        '[what is the complexity|is that fast enough for {#2-50} million items]?',
        '[O(n) in time and memory|It takes about {#1-9} seconds on one core], so [that is fine|memory is the limit].',
      ],
      [
        '[Now it fails with|and now I get] "[unexpected token|module not found|permission denied|deadlock detected]" [in line {#3-120}|]',
        '[That is the import|You need to build first|The user lacks the right]: [change line {#3-120}|run it once with the verbose flag] and it will pass.',
      ],
      [
        'Could you add [unit tests|comments|error handling|types] [too|please|]?',
        'Done: [{#3-8} tests, one for the empty input|each function has a sentence now|it raises a typed error]. [Shall I cover the edge cases too?|]',
      ],
    ],
  },
  {
    topic: 'data_analysis',
    open: [
      '[How do I|Show me how to] [make a pivot table by month|join two sheets with {#2-40},000 rows|plot a moving average of {#7-30} days|remove duplicates] in [Excel|pandas|Google Sheets|R][?|]',
      '[Write|I need] a SQL query that [returns the {#5-50} best customers of {month}|counts active users per week|finds orders above {amount} without an invoice|shows the median per city][.|, postgres.|]',
      '[Is a p-value of 0.0{#1-9} significant|What does a correlation of 0.{#2-9} mean|Is {#30-400} answers enough for a survey] [if I ran {#2-12} tests|in plain words|]?',
    ],
    answer: [
      'In [Excel|pandas] it takes {#2-5} steps: [select the table, insert a pivot, drag the date to rows|group by the month and sum the amount|sort, then keep the first of each key]. [Watch for dates stored as text.|]',
      "```\nSELECT customer, SUM(amount) AS total\nFROM orders\nWHERE ordered_at >= date_trunc('month', now())\nGROUP BY customer ORDER BY total DESC LIMIT {#5-50};\n```\n[An index on ordered_at keeps it fast.|Use a window function for ties.]",
      '[With {#2-12} tests you should correct for it|It says how surprising the data are if nothing is going on], [so I would not build a decision on it alone|so look at the size of the effect as well].',
    ],
    more: [
      [
        '[And as a chart|Which chart fits]?',
        'A [line|bar|box] chart, [one colour per year|sorted by value], and [start the axis at zero|label the last point].',
      ],
      [
        '[It is slow|takes {#2-15} minutes] with [{#2-90} million rows|my file]',
        '[Read only the needed columns|Aggregate in the database first]: [that usually makes it {#3-20} times faster|then it fits in memory].',
      ],
      [
        'What if [some values are missing|the data are skewed]?',
        '[Use the median|Say how many are missing], [and check whether they are missing at random|the mean misleads here].',
      ],
    ],
  },
  {
    topic: 'writing',
    fits: [0, 3, 1, 2],
    open: [
      '[Draft|Write|Help me write] [an email|a message|a polite reply] to {person} [asking for {days} more|about the noise on {day}|to decline an invitation|saying that I will be late by {#10-60} minutes][.|, friendly but clear.| - short please.]',
      '[Rewrite|Make this friendlier|Shorten this]: "[We regret that your request can\'t be processed before {day}|I need the numbers by {day}, this is the {#2-4}th reminder|The meeting in {month} was not useful]"',
      '[Write|Compose] a [short poem|toast|speech of {#2-5} minutes|limerick] [about autumn in {city}|for {person}|about a lost {product}|for a retirement party][.|, not too sweet.|]',
      '[Summarise|What is the gist of] this in {#2-5} sentences: [the council of {city} decided on {day} to close the old bridge for {#2-9} months, traders protest and ask for help|our sales in {month} fell by {#3-20} % because two suppliers were late, but returns went down]',
    ],
    answer: [
      'Of course:\n\n"[Dear all|Hello], I [would like to ask for|need] a little more time[, until {day}|]. [The first part is ready|I want it to be right]. [Thank you for understanding.|Best regards]"\n\n[Shall I make it more formal?|Tell me if it should be shorter.]',
      'Here is a version:\n\n"[Leaves drift over the water|The lamps of {city} go on one by one]\n[and nobody counts them|and the evening takes its time]."\n\n[I kept it plain on purpose.|I can add a verse.]',
      '[In short|Summary]: [the bridge closes, the traders lose customers, a decision on help is due in {month}|sales fell, mostly for want of goods; returns improved]. [Both points deserve a number.|]',
      '[How about|A friendlier version]: "[We are sorry that we need a little longer, until {day}|Could you send me the numbers by {day}? It would help a lot|The meeting left some questions open; shall we try again in {month}]?" [It keeps the facts and loses the edge.|]',
    ],
    more: [
      [
        '[More formal please|a bit warmer please|Shorter, {#30-80} words]',
        '[Here you go|Like this]: "[I would be grateful for a few more days|Thank you for your patience; it will be with you on {day}]."',
      ],
      [
        '[And a subject line|Can I have a title]?',
        '"[A few more days, please|News about {day}|One question before {month}]".',
      ],
      [
        '[Can you make it sound|make it sound] [less like a robot|more like me|less apologetic]?',
        '[Sure|Yes]: [shorter sentences, no "furthermore"|I took out two apologies]. [Better?|]',
      ],
    ],
  },
  {
    topic: 'translation',
    open: [
      '[Translate|How do I say|Can you translate] "[the delivery will be late by {#2-9} days|could we meet on {day}|I am allergic to nuts|please send the invoice to {email}|where is the nearest pharmacy]" [into Spanish|in French|in German|into Italian][?|]',
      '[What does|What is the meaning of] "[Feierabend|dépaysement|sobremesa|komorebi|saudade|gezellig]" [mean|in English][?| and when do people use it?]',
      '[Is this correct|Can you check my grammar]: "[Ich habe gestern nach {city} gefahren|Je suis allé au médecin {day}|Me gusta los libros]"[?|]',
    ],
    answer: [
      '[In everyday language|A natural way]: "[La entrega llegará unos días más tarde|On pourrait se voir la semaine prochaine ?|Ich bin allergisch gegen Nüsse|Dov\'è la farmacia più vicina?]". [It is polite but not stiff.|]',
      'It [has no exact match in English|is hard to translate]: [it is the feeling of|it names] [the end of the working day|being far from home|lingering at the table after a meal]. [People use it every day.|]',
      '[Almost|One small change]: [the verb takes "sein"|use "chez" with people|the verb follows the plural]. [The rest is right.|]',
    ],
    more: [
      [
        '[And more formally|How would I write it in a letter]?',
        'Then use [the polite form|"usted"|"vous"|"Sie"], and [begin with a greeting|close with a full formula].',
      ],
      [
        'How is it pronounced?',
        '[The stress is on the second syllable|The final letter is silent|Like "ee" in "see"], [roughly|not quite as in English].',
      ],
    ],
  },
  {
    topic: 'education',
    fits: [0, 1, 2, 3, 4, 5],
    open: [
      '[Explain|Can you explain|What is] [photosynthesis|how plants make sugar] [to a {#7-14} year old|in {#2-5} sentences|with an example|for my exam on {day}][.|]',
      '[Solve|Help me with|I am stuck on] {#2-9}x + {#3-30} = {#31-99}[, and show the steps|, I get a different result|, it is homework].',
      '[Explain|Can you explain|I do not understand] [inflation|why prices rise] [with an example|in {#2-5} sentences|like I am {#7-14}|for the test on {day}][.|]',
      '[Why|How come] [is the sky blue|are sunsets red][?| My {#5-12} year old asks.| In {#2-5} sentences please.]',
      '[What caused|Explain|Summarise] the [French Revolution|fall of Rome] [in {#3-9} points|for my exam on {day}|to someone who hates history][.|]',
      '[What is|Explain|Show me] [an integral|the area under a curve|the derivative of x^{#2-7}] [with a picture in words|in {#2-5} sentences|step by step][.|]',
    ],
    answer: [
      '[In short|Think of it this way]: light gives the plant the energy to turn water and air into sugar. [Does that help?|Shall I go into detail?|The oxygen is left over.]',
      '[Step by step|Let us do it together]: first take the constant to the other side, then divide: x = {#1-40}[.{#1-9}|]. [Try the next one yourself.|]',
      '[In short|Imagine {#3-12} people who all want the last ticket]: prices rise when more money looks for the same goods. [Central banks aim at about 2 % a year.|]',
      'Short waves are scattered more than long ones[, so blue light reaches us from all sides|; in the evening the way through the air is longer and red is left].',
      '[Three strands|No single cause]: [empty treasuries|war on the borders], [bad harvests|quarrels at the top] and [new ideas about who should rule|an army that cost too much].',
      '[Think of|Imagine] very many thin slices added up; [the thinner the slices, the more exact the sum|the derivative goes the other way: how steep it is at one point].',
    ],
    more: [
      [
        '[Can you give me|I need] [an example|{#3-8} practice questions|a picture I can imagine]',
        '[Certainly|Yes]: [imagine {#3-12} people who all want the last ticket|a kitchen in which the sun is the stove], [that is the whole idea|the rest follows].',
      ],
      [
        '[I still do not get|Not sure I understand] [the second step|why that is so]',
        '[Then slower|No problem]: [what you do on one side you do on the other|look only at the unit first], [nothing else happens|and the number comes by itself].',
      ],
      [
        'Is that [on the level of an exam|the same in chemistry]?',
        '[Yes, exactly that is often asked|Nearly, only the words differ].',
      ],
    ],
  },
];
