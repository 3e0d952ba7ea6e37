/**
 * What every browser test of the demo begins and ends with: one demo and one browser for a file, a page of its own for each
 * test, and nothing on it that must never be: an error of a script, a request to anywhere but the demo.
 */
import type { Browser, BrowserContext, Page, ViewportSize } from "playwright-core";

import { startDemo, type Demo } from "../standin/web/serve";
import { openBrowser } from "./browser";

export interface Session {
  /** Where the demo is: "http://localhost:3000". */
  readonly url: string;
  /** A fresh page in a browser without a past; the one before is closed. `prepare` sets the browser up for it. */
  newPage(viewport: ViewportSize, prepare?: (context: BrowserContext) => Promise<unknown>): Promise<Page>;
  /** What has gone wrong on the page; a test of whose there is any fails. */
  trouble: string[];
}

/** Starts and ends the demo and the browser around the tests of a file. */
export function useDemo(): Session {
  let demo: Demo;
  let browser: Browser;
  let context: BrowserContext | undefined;
  const session: Session = {
    get url() {
      return demo.url;
    },
    async newPage(viewport, prepare) {
      await context?.close();
      context = await browser.newContext({ locale: "en-GB", viewport });
      await prepare?.(context);
      const page = await context.newPage();
      session.trouble = [];
      page.on("pageerror", (error) => session.trouble.push(error.message));
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(demo.url) && /^https?:/.test(url)) session.trouble.push(`asked ${url}`);
      });
      return page;
    },
    trouble: [],
  };

  beforeAll(async () => {
    demo = await startDemo({ port: 0 });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  afterEach(async () => {
    await context?.close();
    context = undefined;
    expect(session.trouble).toEqual([]);
  });

  return session;
}
