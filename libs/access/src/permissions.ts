/** Everything that can be allowed, as `action:subject`, and what it lets one do. The names are the scopes of API keys. */
export const PERMISSIONS = {
  'read:analytics': 'see figures over many conversations',
  'read:progress': 'see how far each stage is',
  'read:anomalies': 'see findings, incidents and rules',
  'write:rules': 'save, try and remove rules of what one wants to be told',
  'write:feedback': 'correct categories and judge findings',
  'run:detections': 'run detectors and forecasts over records of one’s own',
  'read:reports': 'see finished reports',
  'write:reports': 'ask for reports',
  'read:conversations': 'read what was said in conversations',
  'write:conversations': 'send conversations, and see what became of them',
  'read:users': 'see who talks: ids, names and figures of single people',
  'export:personal-data': 'take out what is kept of a person',
  'erase:personal-data': 'erase what is kept of a person',
  'read:processing': 'see states, errors and the ledger of the pipeline',
  'operate:processing': 'start syncs and other work of the pipeline',
  'read:dead-letters': 'see events that could not be processed, with what they hold',
  'write:dead-letters': 'replay, edit and drop dead letters',
  'read:audit': 'see who did what',
  'manage:keys': 'make, rotate and revoke API keys',
  'manage:roles': 'make and change roles',
  'manage:users': 'make, change and lock users',
  'manage:settings': 'change settings of the tenant',
  'manage:tenants': 'make, change and delete tenants of the installation',
} as const satisfies Readonly<Record<string, string>>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

export const isPermission = (text: string): text is Permission => Object.hasOwn(PERMISSIONS, text);
