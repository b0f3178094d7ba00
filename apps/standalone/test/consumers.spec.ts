import { describe, expect, it } from '@jest/globals';
import { AnomalyController } from '@convoscope/app-anomaly/anomaly.controller';
import { CategorisationController } from '@convoscope/app-categorisation/categorisation.controller';
import { IngestionController } from '@convoscope/app-ingestion/ingestion.controller';
import { LakeController } from '@convoscope/app-lake/lake.controller';
import { createNotificationsController } from '@convoscope/app-notifications/notifications.controller';
import { ReportingController } from '@convoscope/app-reporting/reporting.controller';
import { TranslationController } from '@convoscope/app-translation/translation.controller';
import { allTopics, consumers, readersByChoice, topics, type Topic } from '@convoscope/contracts';
import 'reflect-metadata';

const controllers = {
  ingestion: IngestionController,
  translation: TranslationController,
  categorisation: CategorisationController,
  anomaly: AnomalyController,
  lake: LakeController,
  reporting: ReportingController,
};

/** Where Nest keeps what `@Subscribe` leaves on a method. */
const EXTRAS = 'microservices:pattern_extras';

const subscribedBy = ({ prototype }: { prototype: object }): string[] =>
  Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }) => {
    if (typeof value !== 'function') return [];
    const extras = Reflect.getMetadata(EXTRAS, value as object) as { topics: Topic[] } | undefined;
    return extras?.topics.map(({ name }) => name) ?? [];
  });

describe('the services that a topic names as its readers', () => {
  it.each(Object.entries(controllers))('%s subscribes to just those', (group, controller) => {
    const named = consumers.filter((one) => one.group === group).map(({ topic }) => topic.name);
    expect(named.length).toBeGreaterThan(0);
    expect(subscribedBy(controller).sort()).toEqual(named.sort());
  });

  it('are all services that subscribe', () => {
    expect([...new Set(consumers.map(({ group }) => group))].sort()).toEqual(Object.keys(controllers).sort());
  });
});

describe('the service that reads what its settings name', () => {
  it.each([[[]], [[topics.reportsCompleted]], [allTopics]])(
    'subscribes to just those, as of %#',
    (wanted) => {
      const subscribed = subscribedBy(createNotificationsController(wanted));
      expect(subscribed).toEqual(wanted.map(({ name }) => name));
    },
  );

  it('is no reader whose lag says that something is behind', () => {
    expect(readersByChoice).toEqual(['notifications']);
    expect(consumers.filter(({ group }) => readersByChoice.includes(group))).toEqual([]);
  });
});
