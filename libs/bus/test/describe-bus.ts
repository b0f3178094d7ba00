import { describe } from '@jest/globals';
import { useBusFixture, type BusHarness } from './bus-suites/bus-fixture.ts';
import { describeDeadLetters } from './bus-suites/describe-dead-letters.ts';
import { describeDelivery } from './bus-suites/describe-delivery.ts';
import { describeFailures } from './bus-suites/describe-failures.ts';
import { describeMembership } from './bus-suites/describe-membership.ts';
import { describeParking } from './bus-suites/describe-parking.ts';
import { describeTimeLag } from './bus-suites/describe-time-lag.ts';
import { describeUnknownTopic } from './bus-suites/describe-unknown-topic.ts';

/** What every driver must do. Each test has a log of its own. */
export function describeBus(name: string, createHarness: () => Promise<BusHarness>, canCrash = true): void {
  describe(`the bus on ${name}`, () => {
    const fixture = useBusFixture(createHarness, canCrash);
    describeDelivery(fixture);
    describeFailures(fixture);
    describeDeadLetters(fixture);
    describeMembership(fixture);
    describeParking(fixture);
    describeTimeLag(fixture);
    describeUnknownTopic(fixture);
  });
}
