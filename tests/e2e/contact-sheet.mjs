// Every page in every state on one picture, to be looked at: build/contact-sheet.png.
// Usage: node tests/e2e/contact-sheet.mjs BASE_URL [OUT.png] [EMAIL PASSWORD]   (with an account: its pages too)
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './support/browser.mjs';
import { ownPages, publicPages } from './support/pages.mjs';
import { openIn, states } from './support/states.mjs';

const [base, out = 'build/contact-sheet.png', email, password] = process.argv.slice(2);
if (!base) {
  console.error('usage: contact-sheet.mjs BASE_URL [OUT.png] [EMAIL PASSWORD]');
  process.exit(2);
}
const kCell = 300;
const folder = mkdtempSync(join(tmpdir(), 'housing-sheet-'));
const pages = [...publicPages(), ...(password ? ownPages() : [])];
const pictures = new Map();

async function signIn(browser) {
  const page = await browser.page();
  const answer = await browser.context.request.post('/api/v1/auth/login', { data: { email, password } });
  if (!answer.ok()) throw new Error(`signing in answers ${answer.status()}`);
  await page.goto('/data');
  await page.evaluate(() => localStorage.setItem('housing-signed-in', '1'));
  await page.close();
}

for (const state of states) {
  for (const own of [false, true]) {
    const list = pages.filter(({ name }) => name.startsWith('own-') === own);
    if (list.length === 0) continue;
    const browser = await openBrowser({ ...state.look, baseURL: base, reducedMotion: 'reduce' });
    if (own) await signIn(browser);
    for (const { name, path } of list) {
      const page = await browser.page();
      const file = `${name}-${state.name}.jpg`.replaceAll(' ', '-');
      try {
        await openIn(page, state, path);
        await page.screenshot({ path: join(folder, file), type: 'jpeg', quality: 75 });
        pictures.set(`${name} ${state.name}`, file);
      } catch (error) {
        console.log(`${name}, ${state.name}: ${error.message.split('\n')[0]}`);
      }
      await page.close();
    }
    await browser.close();
  }
}

const cell = (page, state) => {
  const file = pictures.get(`${page.name} ${state.name}`);
  return `<td>${file ? `<img src="${file}">` : 'no picture'}</td>`;
};
const rows = pages.map((page) => `<tr><th>${page.name}</th>${states.map((state) => cell(page, state)).join('')}</tr>`);
writeFileSync(
  join(folder, 'sheet.html'),
  `<!doctype html><style>
  body { font: 13px sans-serif; margin: 12px; background: #ddd } th { text-align: left; vertical-align: top }
  td { vertical-align: top } img { width: ${kCell}px; max-height: 420px; object-fit: contain; object-position: top }
  </style><table><tr><th></th>${states.map(({ name }) => `<th>${name}</th>`).join('')}</tr>${rows.join('')}</table>`,
);
const width = kCell * states.length + 220;
const browser = await openBrowser({ viewport: { width, height: 900 } });
const sheet = await browser.page();
await sheet.goto(pathToFileURL(join(folder, 'sheet.html')).href);
mkdirSync(dirname(out), { recursive: true });
await sheet.screenshot({ path: out, fullPage: true });
await browser.close();
rmSync(folder, { recursive: true });
console.log(`${pictures.size} of ${pages.length * states.length} pictures in ${out}`);
process.exitCode = pictures.size === pages.length * states.length ? 0 : 1;
