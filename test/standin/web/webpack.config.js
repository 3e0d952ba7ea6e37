/** Builds the page that plays Excel into .cache/standin. The add-in has its own build at the root. */
const path = require("node:path");

const CopyPlugin = require("copy-webpack-plugin");

const project = path.resolve(__dirname, "../../..");

module.exports = (_env, { mode = "production" } = {}) => ({
  mode,
  entry: path.join(__dirname, "main.ts"),
  output: { path: path.join(project, ".cache/standin"), filename: "standin.js", publicPath: "/standin/", clean: true },
  devtool: "source-map",
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        use: {
          loader: "swc-loader",
          // The root .swcrc is for Node (CommonJS); a page is bundled from ES modules.
          options: {
            swcrc: false,
            jsc: { parser: { syntax: "typescript" }, target: "es2022" },
            module: { type: "es6" },
          },
        },
      },
    ],
  },
  plugins: [
    new CopyPlugin({
      patterns: [
        { from: path.join(__dirname, "host.html"), to: "index.html" },
        { from: path.join(__dirname, "host.css"), to: "host.css" },
      ],
    }),
  ],
  // The page is opened from this computer: its size costs nobody a download, and building it should not take long.
  optimization: { minimize: false },
  performance: false,
  stats: "errors-warnings",
});
