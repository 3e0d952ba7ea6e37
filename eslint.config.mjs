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
            group: above.map((layer) => `**/${layer}/**`),
            message: `${folder} may not import from a layer beside or above it.`,
          },
          ...(folder === "src/plan"
            ? [
                {
                  group: ["react", "react-dom", "@fluentui/*", "@microsoft/*", "node:*", "fs", "path"],
                  message: "The domain knows no Office, no React and no I/O.",
                },
              ]
            : []),
        ],
      },
    ],
  },
}));

const officeAddinRules = Object.fromEntries(
  [officeAddins.configs.recommended]
    .flat()
    .flatMap((config) => Object.entries(config.rules ?? {}))
    .filter(([rule]) => rule.startsWith("office-addins/")),
);

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "coverage/", ".cache/"] },
  ...tseslint.configs.recommended,
  {
    plugins: { "office-addins": officeAddins },
    rules: {
      ...officeAddinRules,
      "no-undef": "off",
      "@typescript-eslint/no-require-imports": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["src/**"],
    ignores: ["src/excel/**"],
    rules: { "no-restricted-globals": ["error", "Excel", "fetch", "XMLHttpRequest", "alert", "confirm", "prompt"] },
  },
  {
    files: ["src/plan/**"],
    rules: {
      "no-restricted-globals": ["error", "Date", "Office", "Excel", "window", "document", "fetch", "localStorage"],
    },
  },
  ...layerRules,
);
