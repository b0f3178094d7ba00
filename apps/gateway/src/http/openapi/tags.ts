/** What each group of operations is about. */
export const TAGS: Readonly<Record<string, string>> = {
  Conversations: 'Conversations, their messages and translations, and what every stage found about them',
  Analytics:
    'Figures over many conversations, out of measures that are kept by change: no conversation is read for them',
  Users: 'Who talks: how much, about what, and how it goes',
  Anomalies: 'What is unusual: findings, and the incidents they belong to',
  Detectors: 'Detectors that are trained from tables of any kind, and asked about records and files',
  Live: 'What happens, as it happens: server-sent events, or a WebSocket',
  Reports: 'Daily, weekly and monthly reports, as data and as pages',
  Processing: 'How far each stage is, what could not be understood, and what was done by hand',
  Feedback: 'What people say of categories and findings',
  Ingestion: 'Ways in: single conversations, files, traces',
  Retention: 'How long things are kept: what goes, and what is held',
  Access: 'Who may do what: API keys, and what the caller may do',
  Meta: 'The API about itself',
};
