import {eventId} from './src/event-id.ts';
console.log(eventId({ topic: 't', tenant: 'default', key: 'k', revision: 'r', producerVersion: 'p' }));
