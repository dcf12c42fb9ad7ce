// A page with the calls of Puppeteer that the canary makes, over one of Playwright. Where the two differ, Puppeteer's
// way holds: it waits for an element to be there unless asked to wait until it is seen, and typing or clicking
// something that is not there fails at once.
const whenLoaded = { load: 'load', domcontentloaded: 'domcontentloaded', networkidle0: 'networkidle' };

export function puppeteerPage(page) {
  const present = async (selector) => {
    const element = await page.$(selector);
    if (!element) throw new Error(`No element found for selector: ${selector}`);
    return element;
  };
  return {
    async goto(url, { waitUntil = 'load', timeout = 30_000 } = {}) {
      if (!(waitUntil in whenLoaded)) throw new Error(`waitUntil "${waitUntil}" is not known here`);
      return page.goto(url, { waitUntil: whenLoaded[waitUntil], timeout });
    },
    async type(selector, text, { delay = 0 } = {}) {
      const element = await present(selector);
      await element.focus();
      await page.keyboard.type(text, { delay });
    },
    async click(selector) {
      await (await present(selector)).click();
    },
    async waitForSelector(selector, { visible = false, timeout = 30_000 } = {}) {
      return page.waitForSelector(selector, { state: visible ? 'visible' : 'attached', timeout });
    },
    $$eval: (selector, read) => page.$$eval(selector, read),
  };
}
