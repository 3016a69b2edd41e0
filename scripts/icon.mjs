// Draws images/icon.png from images/icon.svg (the marketplace takes no SVG): npm run icon.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './host/browser.mjs';
import { root } from './host/install.mjs';

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 128, height: 128 }, deviceScaleFactor: 2 });
const drawing = readFileSync(join(root, 'images/icon.svg'), 'utf8');
await page.setContent(`<body style="margin:0">${drawing}</body>`);
await page.screenshot({ path: join(root, 'images/icon.png'), omitBackground: true, scale: 'css' });
await browser.close();
