// The browser that the pages are looked at in.

import puppeteer from "puppeteer-core";

/** Starts Chromium so that it shows the same on any machine, and asks nobody for anything. */
export function launch(executablePath, args = []) {
  return puppeteer.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--force-color-profile=srgb",
      ...args,
    ],
    timeout: 60_000,
    protocolTimeout: 120_000,
  });
}
