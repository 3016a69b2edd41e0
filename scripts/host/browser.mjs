// A headless Chromium that keeps off the network, for the tests that look at VS Code as a user does.
import { chromium } from 'playwright-core';
import { installBrowser } from './install.mjs';

export function openBrowser() {
  return chromium.launch({
    executablePath: installBrowser(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
