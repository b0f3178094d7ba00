import { expect, it } from '@jest/globals';
import { createHttpClient, createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import { createApertiumTranslator } from './apertium-translator.ts';

describeWithServer('apertium', 'a real Apertium', ({ url }) => {
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
  const policy = createPolicy(defaultPolicyOptions('apertium'), { clock: systemClock, telemetry });
  const engine = createApertiumTranslator({
    http: createHttpClient({ baseUrl: url, policy }),
    now: Date.now,
  });

  it('translates Spanish into English, text by text', async () => {
    expect(await engine.supports('es', 'en')).toBe(true);
    const [house, nothing] = await engine.translate(['La casa es grande.', ''], 'es', 'en');
    expect(house).toMatch(/house is (big|large)/i);
    expect(nothing).toBe('');
  }, 60_000);

  it('does not claim pairs it has not', async () => expect(await engine.supports('ja', 'sw')).toBe(false));
});
