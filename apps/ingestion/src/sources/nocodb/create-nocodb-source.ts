import { ConfigError } from '@convoscope/contracts';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionSettings } from '../../ingestion.config.ts';
import type { ColumnMapping } from '../../mapping/column-mapping.ts';
import type { ConversationSource } from '../conversation-source.port.ts';

export function createNocodbSource(
  _settings: IngestionSettings,
  _mapping: ColumnMapping,
  _deps: { clock: Clock; telemetry: Telemetry },
): ConversationSource {
  throw new ConfigError(['SOURCE_KIND=nocodb is not ready']);
}
