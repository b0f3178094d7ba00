import Sequencer from '@jest/test-sequencer';

/** The fault rows take ten minutes, mostly waiting: begun first, they run beside everything else instead of after it. */
const isLong = ({ path }) => path.endsWith('/faults.e2e.spec.ts');

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
