import type { SettingsOf } from '@convoscope/config';
import type { ServiceRuntime } from '@convoscope/service';
import type { translationSettings } from './translation.config.ts';

/** What the service is started with. */
export type TranslationRuntime = ServiceRuntime<SettingsOf<typeof translationSettings>>;
