/**
 * Builds the two pages Excel loads: the pane (taskpane.html) and the ribbon's functions (commands.html), with the manifest
 * and the icons, into dist/. `ADDIN_URL` says where they will be served from; without it, from this machine.
 */
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const HtmlPlugin = require("html-webpack-plugin");
const { contentSecurityPolicy, headers } = require("./.scripts/security");

const localUrl = "https://localhost:3000";
const addinUrl = (process.env.ADDIN_URL ?? localUrl).replace(/\/+$/, "");

/** Writes the security policy first thing into every page, so that it holds for every script after it. */
class SecurityPolicyInPages {
  apply(compiler) {
    compiler.hooks.compilation.tap("SecurityPolicyInPages", (compilation) => {
      HtmlPlugin.getHooks(compilation).beforeEmit.tap("SecurityPolicyInPages", (data) => ({
        ...data,
        html: data.html.replace(
          "<head>",
          `<head><meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`,
        ),
      }));
    });
  }
}

function page(name, template, chunks) {
  return new HtmlPlugin({
    filename: `${name}.html`,
    template,
    chunks,
    scriptLoading: "defer",
    minify: false,
  });
}

module.exports = async (env, argv) => {
  const production = argv.mode === "production";
  const serving = Boolean(env.WEBPACK_SERVE);
  return {
    mode: production ? "production" : "development",
    devtool: "source-map",
    target: ["web", "es2020"],
    entry: { taskpane: "./src/taskpane/index.tsx", commands: "./src/commands/commands.ts" },
    output: {
      path: path.join(__dirname, "dist"),
      filename: "[name].[contenthash:10].js",
      clean: true,
    },
    resolve: { extensions: [".ts", ".tsx", ".js"] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: "swc-loader",
          options: {
            // Not the project's .swcrc: that one makes CommonJS for jest, which would keep unused code in.
            swcrc: false,
            jsc: {
              parser: { syntax: "typescript", tsx: true },
              transform: { react: { runtime: "automatic" } },
              target: "es2020",
            },
            module: { type: "es6" },
            sourceMaps: true,
          },
        },
      ],
    },
    plugins: [
      page("taskpane", "src/taskpane/taskpane.html", ["taskpane"]),
      page("commands", "src/commands/commands.html", ["commands"]),
      page("help", "assets/help.html", []),
      new CopyPlugin({
        patterns: [
          { from: "assets/*.png" },
          {
            from: "manifest.xml",
            transform: (content) => content.toString().replaceAll(localUrl, addinUrl),
          },
        ],
      }),
      ...(production ? [new SecurityPolicyInPages()] : []),
    ],
    // A page is a few hundred bytes; left as written it can be read where it is served.
    optimization: { minimizeOptions: { html: false } },
    performance: production
      ? {
          // Before compression, against a library pulled in by mistake; what a person downloads is measured in test/build.
          hints: "error",
          maxAssetSize: 1_200_000,
          maxEntrypointSize: 1_200_000,
          assetFilter: (file) => file.endsWith(".js"),
        }
      : false,
    cache: {
      type: "filesystem",
      cacheDirectory: path.join(__dirname, ".cache", "webpack"),
      buildDependencies: { config: [__filename] },
    },
    stats: "errors-warnings",
    ...(serving ? { devServer: await devServer() } : {}),
  };
};

/** The pages on https://localhost:3000, with a certificate this machine trusts: Excel loads nothing without one. */
async function devServer() {
  const certificate = await require("office-addin-dev-certs").getHttpsServerOptions();
  const { "Content-Security-Policy": _policy, "Strict-Transport-Security": _hsts, ...always } = headers;
  return {
    port: 3000,
    server: { type: "https", options: certificate },
    headers: { ...always, "Access-Control-Allow-Origin": "*" },
    static: false,
    hot: true,
    client: { overlay: false },
  };
}
