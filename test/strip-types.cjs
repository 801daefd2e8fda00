// Jest sees the same JavaScript that Node runs: types are stripped, lines and columns stay where they were.
const { stripTypeScriptTypes } = require("node:module");

process.removeAllListeners("warning"); // Node calls the stripper experimental; one line of that per file hides real warnings.

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
