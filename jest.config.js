/** Every test is named *.test.ts(x) and mirrors src/. Browser tests live in test/browser and run in a real Chromium. */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts", "**/*.test.tsx"],
  transform: { "^.+\\.(t|j)sx?$": ["@swc/jest"] },
  // temporal-polyfill and @ironcalc/wasm ship ES modules only; everything else in node_modules is left alone.
  transformIgnorePatterns: ["/node_modules/(?!(temporal-polyfill|temporal-utils|temporal-spec|@ironcalc/wasm)/)"],
  testTimeout: 20000,
};
