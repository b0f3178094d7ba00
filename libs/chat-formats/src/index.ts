export type { ChatFormat, Fields, PlainConversation, PlainMessage } from './chat-format.ts';
export { CHAT_FORMATS, formatNamed, recogniseFormat } from './all-formats.ts';
export { adaptRecords, type Adapted } from './adapt-records.ts';
export { CHAT_FORMAT_COLUMN, readChats } from './read-chats.ts';
