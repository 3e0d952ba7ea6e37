/**
 * What the add-in's pages are allowed to do, in one place: the policy the build writes into the pages, and the headers a web
 * server should send with them (docs/hosting.md lists the same ones; a test holds the two together).
 */

/** Where Microsoft serves office.js from. The only other host the pages may speak to. */
const officeHost = "https://appsforoffice.microsoft.com";

/** Fluent starts every style sheet as an empty <style> and fills it by script: this is the hash of nothing. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

const directives = {
  "default-src": ["'none'"],
  "script-src": ["'self'", officeHost],
  // A workbook that somebody picks is read beside the pane.
  "worker-src": ["'self'"],
  "style-src": ["'self'", emptyStyle],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  // office.js may fetch its own files; its telemetry goes elsewhere, and is refused.
  "connect-src": [officeHost],
  // office.js shows its "do you trust this page" question in a frame from the folder it came from.
  "frame-src": ["'self'", officeHost],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

const contentSecurityPolicy = Object.entries(directives)
  .map(([name, sources]) => `${name} ${sources.join(" ")}`)
  .join("; ");

/**
 * No X-Frame-Options, no frame-ancestors and no Cross-Origin-Opener-Policy: Excel shows the pane in a frame of its own, from
 * hosts that differ between tenants, and opens dialogs that must be able to answer.
 */
const headers = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

module.exports = { officeHost, contentSecurityPolicy, headers };
