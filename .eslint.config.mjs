import officeAddins from "eslint-plugin-office-addins";
import tseslint from "typescript-eslint";

/** Imports go down only: taskpane, commands -> app -> excel, plan; excel -> plan; plan -> nothing. */
const layers = {
  "src/plan": ["excel", "app", "taskpane", "commands"],
  "src/excel": ["app", "taskpane", "commands"],
  "src/app": ["taskpane", "commands"],
  "src/taskpane": ["excel", "commands"],
  "src/commands": ["excel", "taskpane"],
};

const layerRules = Object.entries(layers).map(([folder, above]) => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: above.flatMap((layer) => [`**/${layer}`, `**/${layer}/**`]),
            message: `${folder} may not import from a layer beside or above it.`,
          },
          ...(folder === "src/plan"
            ? [
                {
                  regex: "^(?!\\.{1,2}/|temporal-polyfill/fns/Plain|zod(/|$))",
                  message:
                    "The domain knows plain data, dates (temporal-polyfill/fns/Plain…) and shapes (zod): no Office, no React, no I/O.",
                },
              ]
            : []),
        ],
      },
    ],
  },
}));

const excelOnly = ["Excel", "OfficeExtension"];
const never = ["fetch", "XMLHttpRequest", "alert", "confirm", "prompt"];
const outsideTheDomain = [
  "Date",
  "Office",
  "window",
  "document",
  "globalThis",
  "self",
  "navigator",
  "localStorage",
  "sessionStorage",
  "console",
  "process",
  "performance",
  "setTimeout",
  "setInterval",
];

/**
 * Rules that look at one function at a time. Reading in one request hands proxies on to closures, which they take for mistakes;
 * the tests run the real office.js, which refuses a property read before it was loaded.
 */
const tooNear = ["call-sync-after-load", "call-sync-before-read", "load-object-before-read"];

const officeAddinRules = Object.fromEntries(
  [officeAddins.configs.recommended]
    .flat()
    .flatMap((config) => Object.entries(config.rules ?? {}))
    .filter(([rule]) => rule.startsWith("office-addins/") && !tooNear.some((name) => rule.endsWith(`/${name}`))),
);

/**
 * How involved a function may be, and how many things it may be handed. The ceilings are what the code meets today and only
 * come down; the readers of plans have their own until they are reshaped, and so have the tests and the stand-in.
 */
const ceilings = [
  { files: ["src/**"], complexity: 33, parameters: 8 },
  { files: ["src/excel/**", "src/app/**", "src/taskpane/**", "src/commands/**"], complexity: 25, parameters: 8 },
  { files: ["src/plan/reading/**"], complexity: 189, parameters: 10 },
  { files: ["test/**"], complexity: 70, parameters: 7 },
].map(({ files, complexity, parameters }) => ({
  files,
  rules: { complexity: ["error", complexity], "max-params": ["error", parameters] },
}));

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "coverage/", ".cache/"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "no-undef": "off",
      "@typescript-eslint/no-require-imports": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  // These rules take any variable that looks like one of Excel's objects for one, so they are for the code that has them.
  { files: ["src/excel/**"], plugins: { "office-addins": officeAddins }, rules: officeAddinRules },
  { files: ["src/**"], rules: { "no-restricted-globals": ["error", ...never] } },
  {
    files: ["src/**"],
    ignores: ["src/excel/**"],
    rules: {
      "no-restricted-globals": ["error", ...excelOnly, ...never],
      // The rule above sees values only; this one sees types.
      "no-restricted-syntax": [
        "error",
        {
          selector: "TSQualifiedName[left.name=/^(Excel|OfficeExtension)$/]",
          message: "Only src/excel knows Excel's objects.",
        },
      ],
    },
  },
  {
    files: ["src/plan/**"],
    rules: {
      "no-restricted-globals": ["error", ...outsideTheDomain, ...excelOnly, ...never],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "The same plan is always read the same way." },
      ],
    },
  },
  ...layerRules,
  ...ceilings,
);
