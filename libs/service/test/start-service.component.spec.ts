import { afterEach, describe, expect, it } from '@jest/globals';
import { createMemoryBus, ok, Subscribe, type Bus, type EventBatch, type Outcome } from '@convoscope/bus';
import { defineSettings, integer, text } from '@convoscope/config';
import { ConfigError, topics, type ConversationDeleted, type Event } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { Store } from '@convoscope/store';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import { Controller, Get, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { defineService, startService, type Infrastructure, type RunningService } from '@convoscope/service';

const JOURNAL = Symbol('journal');

/** A service as small as one can be: writes down what it was handed, and when it was destroyed. */
@Controller()
class RecordingController implements OnModuleDestroy {
  readonly #journal: string[];

  constructor(@Inject(JOURNAL) journal: string[]) {
    this.#journal = journal;
  }

  @Subscribe(topics.conversationsDeleted)
  async record(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    this.#journal.push(...batch.events.map(({ key }) => `begin ${key}`));
    await systemClock.sleep(100);
    this.#journal.push(...batch.events.map(({ key }) => `end ${key}`));
    return batch.events.map(() => ok(null));
  }

  @Get('greeting')
  greet(): string {
    return 'hello';
  }

  onModuleDestroy(): void {
    this.#journal.push('destroyed');
  }
}

@Module({})
class RecordingModule {}

const settings = defineSettings({
  greeting: { env: 'RECORDING_GREETING', type: text(), default: 'hello', doc: 'What to say.' },
  limit: { env: 'RECORDING_LIMIT', type: integer({ min: 1 }), default: 5, doc: 'How many.' },
});

const recordingService = (journal: string[]) =>
  defineService({
    name: 'recording',
    settings,
    module: () => ({
      module: RecordingModule,
      controllers: [RecordingController],
      providers: [{ provide: JOURNAL, useValue: journal }],
    }),
  });
