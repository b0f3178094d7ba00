import { describe, expect, it } from '@jest/globals';
import { readFolder, type Folder } from './read-folder.ts';

/** A kind of input that people have, what of it arrives and what is said about it. */
interface Kind extends Folder {
  is: string;
  /** Of each conversation what the kind is about. */
  wanted: readonly object[];
  refused?: readonly string[];
  /** Reasons of findings, in order. */
  found?: readonly string[];
}

const AT = '2026-03-05T10:00:00.000Z';
const line = (row: object): string => `${JSON.stringify(row)}\n`;
const lines = (...rows: readonly object[]): string => rows.map(line).join('');
const chat = (id: string, more: object = {}): object => ({
  ...{ conversation_id: id, started_at: AT, messages: [{ role: 'user', content: 'hi' }] },
  ...more,
});
const said = (...parts: readonly (readonly [string, string])[]): object => ({
  messages: parts.map(([role, content]) => ({ role, content })),
});
/** A conversation whose messages are written in some vendor's way. */
const shape = (is: string, messages: unknown, wanted: object, found: readonly string[] = []): Kind => ({
  ...{ is, files: { 'a.jsonl': line(chat('c', { messages })) }, wanted: [wanted], found },
});
const askAnswer = said(['user', 'ask'], ['assistant', 'answer']);

const WITHOUT_TEXT = 'content-without-text';
const shapes: Kind[] = [
  shape('parts of a text and a picture', [{ role: 'user', content: [{ type: 'text', text: 'ask' }, { type: 'image_url', image_url: { url: 'https://x/y.png' } }] }, { role: 'assistant', content: 'answer' }], askAnswer, [WITHOUT_TEXT]),
  shape('several texts in one message', [{ role: 'user', content: [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }] }], said(['user', 'a\nb'])),
  shape('an answer that only calls a tool, and what the tool said', [{ role: 'user', content: 'ask' }, { role: 'assistant', content: null, tool_calls: [{ id: '1', function: { name: 'f', arguments: '{}' } }] }, { role: 'tool', tool_call_id: '1', content: 'found' }], said(['user', 'ask'], ['tool', 'found']), [WITHOUT_TEXT]),
  shape('an old function call', [{ role: 'user', content: 'ask' }, { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } }, { role: 'function', name: 'f', content: 'found' }], said(['user', 'ask'], ['tool', 'found']), [WITHOUT_TEXT]),
  shape('input_text and output_text', [{ role: 'user', content: [{ type: 'input_text', text: 'ask' }] }, { type: 'reasoning', summary: [] }, { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'answer' }] }, { type: 'function_call', name: 'f', arguments: '{}' }], askAnswer, [WITHOUT_TEXT, WITHOUT_TEXT]),
  shape('a refusal in place of an answer', [{ role: 'user', content: 'ask' }, { role: 'assistant', content: [{ type: 'refusal', refusal: 'I cannot' }] }], said(['user', 'ask'], ['assistant', 'I cannot'])),
  shape('spoken words with their transcript', [{ role: 'user', content: [{ type: 'input_audio', transcript: 'ask', audio: 'UklG' }] }], said(['user', 'ask'])),
  shape('thoughts, a tool and its result', [{ role: 'user', content: 'ask' }, { role: 'assistant', content: [{ type: 'thinking', thinking: 'hmm' }, { type: 'tool_use', id: 't', name: 's', input: {} }] }, { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: '3 hits' }] }] }, { role: 'assistant', content: [{ type: 'text', text: 'answer' }] }], said(['user', 'ask'], ['tool', '3 hits'], ['assistant', 'answer']), [WITHOUT_TEXT, WITHOUT_TEXT]),
  shape('parts beside the role', [{ role: 'user', parts: [{ text: 'ask' }] }, { role: 'model', parts: [{ text: 'answer' }, { functionCall: { name: 'f' } }] }], askAnswer, [WITHOUT_TEXT]),
  shape('parts within the content', [{ role: 'user', content: { parts: [{ text: 'ask' }] } }, { role: 'model', content: { parts: [{ text: 'answer' }] } }], askAnswer),
  shape('a conversation under `contents`', { contents: [{ role: 'user', parts: [{ text: 'ask' }] }, { role: 'model', parts: [{ text: 'answer' }] }] }, askAnswer),
  shape('a tree of nodes', { n1: { id: 'n1', message: { author: { role: 'user' }, content: { content_type: 'text', parts: ['ask'] } } }, n2: { id: 'n2', message: { author: { role: 'assistant' }, content: { content_type: 'text', parts: ['answer'] } } } }, askAnswer),
  shape('texts with a value', [{ role: 'user', content: [{ type: 'text', text: { value: 'ask', annotations: [] } }] }, { role: 'assistant', content: [{ type: 'text', text: { value: 'answer', annotations: [] } }] }], askAnswer),
  shape('`from` and `value`', [{ from: 'human', value: 'ask' }, { from: 'gpt', value: 'answer' }], askAnswer),
  shape('`conversations` with `from` and `value`', { conversations: [{ from: 'human', value: 'ask' }, { from: 'gpt', value: 'answer' }] }, askAnswer),
  shape('`sender` and `text`', [{ sender: 'Customer', text: 'ask' }, { sender: 'Bot', text: 'answer' }], askAnswer),
  shape('classes of LangChain by their path', [{ lc: 1, type: 'constructor', id: ['langchain', 'schema', 'messages', 'HumanMessage'], kwargs: { content: 'ask' } }, { lc: 1, type: 'constructor', id: ['langchain', 'schema', 'messages', 'AIMessage'], kwargs: { content: 'answer' } }], askAnswer),
  shape('messages of LangChain by their type', [{ type: 'human', data: { content: 'ask' } }, { type: 'ai', data: { content: 'answer' } }], askAnswer),
  shape('JSON in a text', JSON.stringify([{ role: 'user', content: 'ask' }, { role: 'assistant', content: 'answer' }]), askAnswer),
  shape('JSON in JSON in a text', JSON.stringify(JSON.stringify([{ role: 'user', content: 'ask' }, { role: 'assistant', content: 'answer' }])), askAnswer),
  shape('pairs', [['user', 'ask'], ['assistant', 'answer']], askAnswer),
  shape('columns of lists', { role: ['user', 'assistant'], content: ['ask', 'answer'] }, askAnswer),
  shape('columns of lists that differ in length', { role: ['user', 'assistant'], content: ['ask'] }, said(['user', 'ask']), ['uneven-message-lists']),
  shape('a null among them', [{ role: 'user', content: 'ask' }, null, { role: 'assistant', content: 'answer' }], askAnswer, ['message-not-an-object']),
  shape('an empty content beside the text', [{ sender: 'human', text: 'ask', content: [] }, { sender: 'assistant', content: '', text: 'answer' }], askAnswer),
  shape('a refusal, a transcript, a reply beside the role', [{ role: 'user', content: 'ask' }, { role: 'assistant', content: null, refusal: 'I cannot' }, { role: 'assistant', content: null, audio: { id: 'a', transcript: 'spoken' } }, { role: 'assistant', reply: 'replied' }], said(['user', 'ask'], ['assistant', 'I cannot'], ['assistant', 'spoken'], ['assistant', 'replied'])),
  shape('names with an underscore', [{ _role: 'user', _content: [{ text: 'ask' }] }, { _role: 'assistant', _content: [{ text: 'answer' }] }], askAnswer),
  shape('what was asked and answered in one object', [{ input: 'ask', output: 'answer' }], askAnswer),
  shape('a text that nobody knows the key of', [{ role: 'user', content: 'ask' }, { role: 'assistant', elaboration: 'an answer of several words' }], said(['user', 'ask']), ['text-not-found']),
  shape('results of tools that are wrapped', [{ role: 'user', content: [{ toolResult: { toolUseId: 't', content: [{ text: '3 hits' }] } }] }], said(['tool', '3 hits'])),
  shape('a document that is a text', [{ role: 'user', content: [{ type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'the deed' } }, { type: 'document', source: { type: 'base64', data: 'QUJD' } }] }], said(['user', 'the deed']), [WITHOUT_TEXT]),
  shape('half a character', [{ role: 'user', content: 'ab\ud83dcd' }], said(['user', 'ab\ufffdcd']), ['broken-unicode']),
  { is: 'a model and a title as objects and lists', mapping: { title: 'title' }, files: { 'a.jsonl': line(chat('c', { model: { name: 'm-1' }, title: ['a', 'b'] })) }, wanted: [{ model: 'm-1', title: 'a, b' }] },
  { is: 'a user and a model that name nobody', files: { 'a.jsonl': line(chat('c', { user_id: { foo: 'bar' }, model: { x: 1 } })) }, wanted: [{ userId: null, model: null }], found: ['value-not-understood', 'value-not-understood'] },
  { is: 'an answer that is a text where its path expects more', mapping: { messages: 'q', answer: 'output.choices[0].message.content' }, files: { 'a.jsonl': line({ conversation_id: 'c', started_at: AT, q: 'ask', output: 'answer' }) }, wanted: [askAnswer] },
  shape('numbers for texts', [{ role: 'user', content: 42 }], said(['user', '42'])),
  shape('names of roles as people write them', ['USER', 'Assistant ', 'end-user', 'CHATBOT', 'claude', 'gpt-4o', 'Developer'].map((role) => ({ role, content: role })), said(['user', 'USER'], ['assistant', 'Assistant '], ['user', 'end-user'], ['assistant', 'CHATBOT'], ['assistant', 'claude'], ['assistant', 'gpt-4o'], ['system', 'Developer'])),
  shape('a role that nobody knows', [{ role: 'narrator', content: 'Once' }], said(['system', 'Once']), ['unknown-role']),
  { is: 'a list as Python shows it', files: { 'a.jsonl': lines(chat('a', { messages: "[{'role': 'user'}]" }), chat('b')) }, wanted: [{ conversationId: 'b' }], refused: ['a.jsonl:1 messages-not-json'] },
  { is: 'no messages at all', files: { 'a.jsonl': lines(chat('a', { messages: [] }), chat('b', { messages: null }), chat('c')) }, wanted: [{ conversationId: 'c' }], refused: ['a.jsonl:1 empty-conversation', 'a.jsonl:2 empty-conversation'] },
]; // prettier-ignore

const time = (is: string, started: unknown, startedAt: string | null, mapping: object = {}): Kind => ({
  ...{ is: `${is}: ${JSON.stringify(started)}`, files: { 'a.jsonl': line(chat('c', { started_at: started })) }, mapping },
  ...(startedAt === null
    ? { wanted: [], refused: ['a.jsonl:1 missing-start-time'], found: ['time-not-understood'] }
    : { wanted: [{ startedAt }] }),
}); // prettier-ignore
const DMY = { timeFormat: 'DD/MM/YYYY HH:mm' };
const times: Kind[] = [
  time('with a zone', '2026-03-05T11:00:00+01:00', AT),
  time('a zone with half an hour', '2026-03-05T15:30:00+0530', AT),
  time('without a zone', '2026-03-05T10:00:00', AT),
  time('an hour that clocks leave out in spring', '2026-03-29T02:30:00', '2026-03-29T02:30:00.000Z'),
  time('a blank for the T, and UTC', '2026-03-05 10:00:00 UTC', AT),
  time('a blank for the T, and +0000', '2026-03-05 10:00:00 +0000', AT),
  time('a comma for the point', '2026-03-05 10:00:00,250', '2026-03-05T10:00:00.250Z'),
  time('nine digits', '2026-03-05T10:00:00.123456789Z', '2026-03-05T10:00:00.123Z'),
  time('the basic form', '20260305T100000Z', AT),
  time('a zone in brackets', '2026-03-05T11:00:00+01:00[Europe/Berlin]', AT),
  time('a zone by its place alone', '2026-07-05T10:00:00[Europe/Berlin]', null),
  time('a zone by its place that is none', '2026-03-05T10:00:00[UTC]', AT),
  time('of a mail', 'Thu, 05 Mar 2026 10:00:00 GMT', AT),
  time('in words', 'March 5, 2026 10:00 AM', AT),
  time('seconds', 1_772_704_800, AT),
  time('seconds as text', '1772704800', AT),
  time('seconds with a fraction', '1772704800.25', '2026-03-05T10:00:00.250Z'),
  time('milliseconds', 1_772_704_800_000, AT),
  time('microseconds', '1772704800000000', AT),
  { ...time('nanoseconds, beyond 2^53', 0, AT), files: { 'a.jsonl': '{"conversation_id":"c","started_at":1772704800000000000,"messages":[{"role":"user","content":"hi"}]}\n' } },
  time('of MongoDB', { $date: { $numberLong: '1772704800000' } }, AT),
  time('of Firestore', { _seconds: 1_772_704_800, _nanoseconds: 0 }, AT),
  time('the end of a day', '2026-03-05T24:00:00Z', '2026-03-06T00:00:00.000Z'),
  time('a leap second', '2026-06-30T23:59:60Z', '2026-07-01T00:00:00.000Z'),
  time('day or month first', '05/03/2026 10:00', null),
  time('day or month first, with points', '05.03.2026', null),
  time('a day that there is not', '31/02/2026', null),
  time('a day that there is not, in ISO', '2026-02-30T10:00:00Z', null),
  time('an hour that there is not', '2026-03-05T25:00:00Z', null),
  time('a word with a number', 'Ticket 5', null),
  time('a year alone', '2026', null),
  time('a day of a spreadsheet', 46_086.416_666_7, null),
  time('a format that is set', '05/03/2026 10:00', AT, DMY),
  time('a format that is set, and a time without clock', '05.03.2026', '2026-03-05T00:00:00.000Z', { timeFormat: 'DD.MM.YYYY' }),
  time('month first, as set', '3/5/2026, 10:00:00 AM', AT, { timeFormat: 'M/D/YYYY, h:mm:ss A' }),
  time('ISO beside a format that is set', '2026-03-05T10:00:00Z', AT, DMY),
  time('a day that there is not, with a format', '31/02/2026 10:00', null, DMY),
  { is: 'an end and no beginning', files: { 'a.jsonl': line(chat('c', { started_at: undefined, ended_at: AT })) }, wanted: [{ startedAt: AT, endedAt: AT }] },
  { is: 'what is no time in a message is named too', files: { 'a.jsonl': line(chat('c', { messages: [{ role: 'user', content: 'hi', timestamp: 'soon' }] })) }, wanted: [{ startedAt: AT }], found: ['time-not-understood'] },
]; // prettier-ignore

const newest = { modifiedAt: 'updated' };
const version = (id: string, updated: string, title: string): object => chat(id, { updated, title });
const overlapping: Kind[] = [
  { is: 'the newest wins, in whatever file', mapping: { ...newest, title: 'title' },
    files: { 'a.jsonl': lines(version('x', '2026-03-05', 'new'), version('y', '2026-03-01', 'y')), 'b.jsonl': lines(version('x', '2026-03-04', 'old')), 'c.csv': 'conversation_id,updated,title,started_at,messages\nx,2026-03-03,older,2026-03-05,"[{""role"":""user"",""content"":""hi""}]"\n' },
    wanted: [{ conversationId: 'x', title: 'new' }, { conversationId: 'y' }], found: ['older-record', 'older-record'] },
  { is: 'the newest may come last', mapping: { ...newest, title: 'title' },
    files: { 'a.jsonl': lines(version('x', '2026-03-01', 'old')), 'b.jsonl': lines(version('x', '2026-03-05', 'new')) },
    wanted: [{ title: 'new' }], found: ['older-record'] },
  { is: 'the newest that is a conversation', mapping: { ...newest, title: 'title' },
    files: { 'a.jsonl': lines(version('x', '2026-03-01', 'good')), 'b.jsonl': lines({ ...version('x', '2026-03-05', 'broken'), messages: '[oops' }) },
    wanted: [{ title: 'good' }], refused: ['b.jsonl:1 messages-not-json'] },
  { is: 'a time of modification that is none', mapping: newest,
    files: { 'a.jsonl': lines(version('x', 'Ticket 5', 'x')) }, wanted: [{ conversationId: 'x' }], found: ['time-not-understood'] },
  { is: 'without a time of modification the first counts, and the others are refused',
    files: { 'a.jsonl': lines(chat('x'), chat('x')), 'b.jsonl': lines(chat('x'), chat('y')) },
    wanted: [{ conversationId: 'x' }, { conversationId: 'y' }], refused: ['a.jsonl:2 duplicate-conversation-id', 'b.jsonl:1 duplicate-conversation-id'] },
]; // prettier-ignore

const talk = (...parts: readonly (readonly [string, string, string])[]): Kind['files'] => ({
  'a.jsonl': line(chat('c', { messages: parts.map(([role, content, timestamp]) => ({ role, content, timestamp: `2026-03-05T${timestamp}Z` })) })),
}); // prettier-ignore
const order: Kind[] = [
  { is: 'a clock two seconds ahead does not put the answer first', files: talk(['user', 'ask', '10:00:02'], ['assistant', 'answer', '10:00:00']), wanted: [askAnswer] },
  { is: 'minutes do', files: talk(['assistant', 'answer', '10:05:00'], ['user', 'ask', '10:00:00']), wanted: [askAnswer] },
  { is: 'a list written newest first is turned round', files: talk(['assistant', 'b', '10:03:00'], ['user', 'a', '10:02:00'], ['assistant', 'y', '10:01:00'], ['user', 'x', '10:00:00']), wanted: [said(['user', 'x'], ['assistant', 'y'], ['user', 'a'], ['assistant', 'b'])] },
  { is: 'one speaker has one clock', files: talk(['user', 'second', '10:00:02'], ['user', 'first', '10:00:00'], ['assistant', 'answer', '10:00:09']), wanted: [said(['user', 'first'], ['user', 'second'], ['assistant', 'answer'])] },
  { is: 'an order column is believed', mapping: { message: { order: 'n' } }, files: { 'a.jsonl': line(chat('c', { messages: [{ role: 'assistant', content: 'answer', n: 2 }, { role: 'user', content: 'ask', n: 1 }] })) }, wanted: [askAnswer] },
]; // prettier-ignore

const SIGNED = 'https://files.example.com/a.png?X-Amz-Date=1&X-Amz-Signature=';
const attachment = (signature: string): object => ({
  title: 'a.png',
  mimetype: 'image/png',
  signedPath: `dl/${signature}`,
  signedUrl: `${SIGNED}${signature}`,
  thumbnails: { tiny: { signedUrl: `${SIGNED}${signature}` } },
});
const withAttachment = (signature: string): object =>
  chat('c', {
    file: [attachment(signature)],
    asText: JSON.stringify([attachment(signature)]),
    link: `see ${SIGNED}${signature} please`,
  });
const columns: Kind[] = [
  { is: 'the answer in a column of its own', mapping: { messages: 'input', answer: 'output' }, files: { 'a.jsonl': lines({ conversation_id: 'c', started_at: AT, input: 'ask', output: 'answer' }) }, wanted: [askAnswer] },
  { is: 'the answer of an API', mapping: { messages: 'input', answer: 'output' }, files: { 'a.jsonl': lines({ conversation_id: 'c', started_at: AT, input: [{ role: 'user', content: 'ask' }], output: { choices: [{ message: { role: 'assistant', content: 'answer' } }] } }) }, wanted: [askAnswer] },
  { is: 'the answer of another API', mapping: { messages: 'input', answer: 'output' }, files: { 'a.jsonl': lines({ conversation_id: 'c', started_at: AT, input: 'ask', output: { candidates: [{ content: { role: 'model', parts: [{ text: 'answer' }] } }] } }) }, wanted: [askAnswer] },
  { is: 'no answer yet', mapping: { messages: 'input', answer: 'output' }, files: { 'a.jsonl': lines({ conversation_id: 'c', started_at: AT, input: 'ask', output: null }) }, wanted: [said(['user', 'ask'])] },
  { is: 'question and answer in CSV', mapping: { messages: 'input', answer: 'output' }, files: { 'a.csv': `conversation_id,started_at,input,output\nc,${AT},ask,answer\n` }, wanted: [askAnswer] },
  { is: 'paths into columns', mapping: { id: 'trace.id', messages: 'request.messages', answer: 'response.choices[0].message', userId: 'request.user' }, files: { 'a.jsonl': lines({ trace: { id: 'c' }, started_at: AT, request: { user: 'u', messages: [{ role: 'user', content: 'ask' }] }, response: { choices: [{ message: { role: 'assistant', content: 'answer' } }] } }) }, wanted: [{ conversationId: 'c', userId: 'u', ...askAnswer }] },
  { is: 'paths into texts that hold JSON', mapping: { userId: 'meta.user.id' }, files: { 'a.csv': `conversation_id,started_at,meta,messages\nc,${AT},"{""user"":{""id"":""u""}}","[{""role"":""user"",""content"":""hi""}]"\n` }, wanted: [{ userId: 'u' }] },
  { is: 'a path through a list', mapping: { messages: 'a.b[0].c' }, files: { 'a.jsonl': lines({ conversation_id: 'c', started_at: AT, a: { b: [{ c: [{ role: 'user', content: 'hi' }] }] } }) }, wanted: [said(['user', 'hi'])] },
  { is: 'a column whose name has a point', mapping: { userId: 'user.id' }, files: { 'a.jsonl': lines(chat('c', { 'user.id': 'u' })) }, wanted: [{ userId: 'u' }] },
  { is: 'a user that is an object', files: { 'a.jsonl': lines(chat('c', { user_id: { id: 'us_1', email: 'a@b.c' } })) }, wanted: [{ userId: 'us_1' }] },
  { is: 'a user that is only named', files: { 'a.jsonl': lines(chat('c', { user_id: { email: 'a@b.c', display_name: 'A' } })) }, wanted: [{ userId: 'a@b.c' }] },
  { is: 'users that are a list', files: { 'a.jsonl': lines(chat('c', { user_id: [{ id: 'us_1' }, { id: 'us_2' }] })) }, wanted: [{ userId: 'us_1,us_2' }] },
  { is: 'a user that is nobody', files: { 'a.jsonl': lines(chat('a', { user_id: {} }), chat('b', { user_id: [] }), chat('d', { user_id: ' ' })) }, wanted: [{ userId: null }, { userId: null }, { userId: null }] },
  { is: 'ids and users beyond 2^53', files: { 'a.jsonl': '{"conversation_id":738529527931269425,"user_id":738529527931269377,"started_at":1772704800,"messages":[{"role":"user","content":"hi"}]}\n{"conversation_id":738529527931269376,"user_id":738529527931269376,"started_at":1772704800,"messages":[{"role":"user","content":"hi"}]}\n' }, wanted: [{ conversationId: '738529527931269425', userId: '738529527931269377' }, { conversationId: '738529527931269376', userId: '738529527931269376' }] },
  { is: 'columns that change by themselves are no metadata', mapping: { volatile: ['rank'] }, files: { 'a.jsonl': lines(chat('c', { team: 'x', rank: 3, 'Last Viewed': 'now', view_count: 4, nc_order: 1 })) }, wanted: [{ metadata: { team: 'x' } }] },
  { is: 'columns of the language, not of the data', files: { 'a.csv': `__proto__,constructor,conversation_id,started_at,messages\np,q,c,${AT},"[{""role"":""user"",""content"":""hi""}]"\n` }, wanted: [{ conversationId: 'c' }] },
  { is: 'more columns than anybody filters by', files: { 'a.jsonl': lines(chat('c', Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`c${i}`, i])))) }, wanted: [{ conversationId: 'c' }], found: ['too-many-columns'] },
]; // prettier-ignore

const files: Kind[] = [
  { is: 'a folder within the folder is named', files: { 'a.jsonl': line(chat('a')), 'old/b.jsonl': line(chat('b')) }, wanted: [{ conversationId: 'a' }], found: ['folder-not-read'] },
  { is: 'a file whose columns do not fit costs nothing but itself', files: { 'a.csv': 'x,y\n1,2\n', 'b.jsonl': line(chat('b')) }, wanted: [{ conversationId: 'b' }], refused: ['a.csv:- columns-missing'] },
  { is: 'a file without anything is no success', files: { 'a.csv': 'conversation_id,messages\n', 'b.json': '[]', 'c.jsonl': line(chat('c')), 'd.jsonl': '' }, wanted: [{ conversationId: 'c' }], refused: ['a.csv:1 no-records', 'b.json:- no-records', 'd.jsonl:- no-records'] },
  { is: 'a quote too many in one of several files', files: { 'a.csv': `conversation_id,started_at,messages\na,${AT},"[{""role"":""user"",""content"":""hi""}]"\nb,5" x,"[]"\nc,${AT},"[{""role"":""user"",""content"":""hi""}]"\n`, 'b.jsonl': line(chat('d')) }, wanted: [{ conversationId: 'a' }, { conversationId: 'c' }, { conversationId: 'd' }], refused: ['a.csv:3 stray-quote'] },
  { is: 'blank and missing ids', files: { 'a.jsonl': lines(chat(''), chat(' '), chat('a'), { ...chat('x'), conversation_id: null }, { ...chat('x'), conversation_id: {} }) }, wanted: [{ conversationId: 'a' }], refused: ['a.jsonl:1 missing-row-id', 'a.jsonl:2 missing-row-id', 'a.jsonl:4 missing-row-id', 'a.jsonl:5 missing-row-id'] },
  { is: 'names without end are cut, and stay apart', mapping: { title: 'title' }, files: { 'a.jsonl': lines(chat('a', { user_id: `${'u'.repeat(3_000)}1`, model: 'm'.repeat(3_000), title: 't'.repeat(3_000) }), chat('b', { user_id: `${'u'.repeat(3_000)}2` })) }, wanted: [{ userId: expect.stringMatching(/^u+…-[0-9a-f]{32}$/), model: expect.stringMatching(/^m{255}…$/), title: expect.stringMatching(/^t{999}…$/) }, { conversationId: 'b' }] },
]; // prettier-ignore

describe.each([
  ['message contents', shapes],
  ['times', times],
  ['overlapping exports', overlapping],
  ['order of messages', order],
  ['columns', columns],
  ['files and rows', files],
])('%s', (_, kinds) => {
  it.each(kinds.map((kind) => [kind.is, kind] as const))('%s', async (_is, kind) => {
    const { conversations, refused, found } = await readFolder(kind);
    expect(conversations).toMatchObject(kind.wanted as object[]);
    expect(conversations).toHaveLength(kind.wanted.length);
    expect(refused.sort()).toEqual([...(kind.refused ?? [])].sort());
    expect(found.map(({ reason }) => reason)).toEqual(kind.found ?? []);
  });
});

describe('attachments that are signed anew with every answer', () => {
  it('are no change of content, and no signature goes on', async () => {
    const [first] = (await readFolder({ files: { 'a.jsonl': line(withAttachment('aaaa')) } })).conversations;
    const [second] = (await readFolder({ files: { 'a.jsonl': line(withAttachment('bbbb')) } })).conversations;
    expect(second?.revision).toBe(first?.revision);
    expect(JSON.stringify(first)).not.toMatch(/aaaa|Signature|signed/i);
    expect(JSON.stringify(first)).toContain('a.png');
  });
});

describe('the zone of the server', () => {
  it('changes no time', async () => {
    const before = process.env['TZ'];
    const read = async (zone: string) => {
      process.env['TZ'] = zone;
      return (await readFolder({ files: { 'a.jsonl': line(chat('c', { started_at: '2026-03-05 10:00' })) } }))
        .conversations[0]?.startedAt;
    };
    expect([await read('America/New_York'), await read('Asia/Kolkata')]).toEqual([AT, AT]);
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
});
