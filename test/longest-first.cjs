// On a machine that has not run the tests before, Jest begins with the largest files; ours that take long are small.
const Sequencer = require("@jest/test-sequencer").default;

const longest = ["/kill/", "/simulation/", "/contracts/http-traffic"];
const rank = ({ path }) => {
  const at = longest.findIndex((part) => path.includes(part));
  return at < 0 ? longest.length : at;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
