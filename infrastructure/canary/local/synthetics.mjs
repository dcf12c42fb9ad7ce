// Stand-ins for the modules `Synthetics` and `SyntheticsLogger`, which exist in CloudWatch's runtime alone: the calls
// the canary makes, in a Chromium of this machine. A step that fails ends the canary, as it does there.
// CANARY_CHROMIUM names another browser than /usr/bin/chromium.
import { chromium } from 'playwright-core';
import { puppeteerPage } from './page.mjs';

const executablePath = process.env.CANARY_CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'];

/** @param say where lines of log go */
export function localSynthetics(say) {
  const steps = [];
  let browser;
  const synthetics = {
    async getPage() {
      browser ??= await chromium.launch({ executablePath, args, headless: true });
      return puppeteerPage(await browser.newPage({ viewport: { width: 1920, height: 1080 } }));
    },
    async executeStep(name, run) {
      const started = performance.now();
      const took = () => Math.round(performance.now() - started);
      try {
        const result = await run();
        steps.push({ name, passed: true, ms: took() });
        return result;
      } catch (error) {
        steps.push({ name, passed: false, ms: took(), reason: error.message });
        throw new Error(`${name}: ${error.message}`, { cause: error });
      }
    },
  };
  const write = (level) => (text) => say(`${level} ${text}`);
  const log = Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [level, write(level.toUpperCase())]),
  );
  const close = async () => {
    await browser?.close();
    browser = undefined;
  };
  return { modules: { Synthetics: synthetics, SyntheticsLogger: log }, steps, close };
}
