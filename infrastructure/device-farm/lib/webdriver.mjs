// A client of the W3C WebDriver protocol: the few commands the smoke test needs, for Appium and chromedriver alike.
// Errors: a command the driver refuses is an Error with the driver's word and message; waiting too long is one too.
import { setTimeout as sleep } from 'node:timers/promises';

const kElement = 'element-6066-11e4-a52e-4f735466cecf'; // the protocol's name of an element's id
const kCommandMs = 60_000;
const kPollMs = 200;

async function command(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(kCommandMs),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message.split('\n')[0]}`);
  return value;
}

/** @param url address of the driver; @param capabilities what kind of browser is wanted */
export async function openSession(url, capabilities) {
  const { sessionId } = await command(url, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const base = `${url}/session/${sessionId}`;
  const send = (method, path, body) => command(base, method, path, body);
  const find = async (css) => {
    const found = await send('POST', '/elements', { using: 'css selector', value: css });
    return found.map((element) => element[kElement]);
  };

  async function waitFor(what, holds, ms) {
    const until = Date.now() + ms;
    for (;;) {
      const value = await holds();
      if (value) return value;
      if (Date.now() > until) throw new Error(`waited ${ms} ms for ${what}`);
      await sleep(kPollMs);
    }
  }

  return {
    open: (address) => send('POST', '/url', { url: address }),
    address: () => send('GET', '/url'),
    find,
    waitFor,
    waitForElement: (css, ms) => waitFor(css, async () => (await find(css))[0], ms),
    type: (element, text) => send('POST', `/element/${element}/value`, { text }),
    clear: (element) => send('POST', `/element/${element}/clear`, {}),
    click: (element) => send('POST', `/element/${element}/click`, {}),
    text: (element) => send('GET', `/element/${element}/text`),
    run: (script, ...args) => send('POST', '/execute/sync', { script, args }),
    screenshot: () => send('GET', '/screenshot'),
    close: () => command(base, 'DELETE', ''),
  };
}
