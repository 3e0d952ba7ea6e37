/**
 * The order of the test files: what takes longest first, so that on a fresh clone, where Jest knows no times and goes by the size
 * of a file, no long one is left for the end with every other worker idle.
 */
const { default: Sequencer } = require("@jest/test-sequencer");

/** The slowest, in this order. */
const slow = [
  "test/faults/",
  "test/browser/",
  "test/app/large",
  "test/app/update",
  "test/standin/c",
  "test/plan/bounded",
];

const rank = ({ path }) => {
  const at = slow.findIndex((each) => path.replaceAll("\\", "/").includes(each));
  return at < 0 ? slow.length : at;
};

module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
