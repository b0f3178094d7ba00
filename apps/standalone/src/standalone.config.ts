import { defineSettings, durationMs } from '@convoscope/config';

export const standaloneSettings = defineSettings({
  proofIntervalMs: {
    env: 'RECONCILE_INTERVAL',
    type: durationMs(),
    unit: 'ms',
    default: 86_400_000,
    doc: 'How old the proof that in = out may become before `npm start` compares every stage with the source again, beside its work.',
  },
});
