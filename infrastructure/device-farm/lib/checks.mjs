// What must work on a phone: the home page fits, a place is found, its chart is drawn. Each check goes on from the one
// before, in one session.
import assert from 'node:assert/strict';

const kWaitMs = 20_000;
const kSuggestMs = 5_000;
const kTypeAttempts = 3;
const kEnter = '\ue007'; // the key "Search" of a phone's keyboard; its list of places lies over the button
const kPlace = 'San Francisco';
const kRegion = 'metro-41860';
const testId = (id) => `[data-testid="${id}"]`;

// Nothing to the right of the screen: on a phone one scrolls down, not sideways.
async function assertFits(session) {
  const [content, screen] = await session.run(
    'return [document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(content <= screen, `the page is ${content} wide on a screen of ${screen}`);
}

// A phone that is busy may show the page before its scripts listen: what was typed then is typed again.
async function typePlace(session) {
  const [input] = await session.find(testId('search-input'));
  for (let attempt = 1; ; attempt += 1) {
    await session.type(input, kPlace);
    try {
      await session.waitForElement(`${testId('search-input')}[aria-expanded="true"]`, kSuggestMs);
      return input;
    } catch (error) {
      if (attempt === kTypeAttempts) throw error;
      await session.clear(input);
    }
  }
}

export const checks = [
  {
    name: 'the home page opens and fits the screen',
    async run(session, site) {
      await session.open(`${site}/`);
      await session.waitForElement(testId('search-input'), kWaitMs);
      await assertFits(session);
    },
  },
  {
    name: 'a place is found by its name',
    async run(session) {
      await session.type(await typePlace(session), kEnter);
      const link = await session.waitForElement(`${testId('results')} a[href="/region/${kRegion}"]`, kWaitMs);
      assert.match(await session.text(link), new RegExp(kPlace));
      await assertFits(session);
    },
  },
  {
    name: 'its chart is drawn',
    async run(session, site) {
      const [link] = await session.find(`${testId('results')} a[href="/region/${kRegion}"]`);
      await session.click(link);
      await session.waitFor(
        'the address of the place',
        async () => (await session.address()).includes(kRegion),
        kWaitMs,
      );
      assert.ok((await session.address()).startsWith(`${site}/region/`), 'the place is on the same site');
      await session.waitForElement(`${testId('trend-chart')} canvas`, kWaitMs);
      await session.waitForElement('figure[aria-busy="false"]', kWaitMs);
      const [title] = await session.find(testId('region-title'));
      assert.match(await session.text(title), new RegExp(kPlace));
      const painted = await session.run(
        `const canvas = document.querySelector('${testId('trend-chart')} canvas');
         const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
         return data.some((byte) => byte !== 0)`,
      );
      assert.ok(painted, 'the chart is blank');
      await assertFits(session);
    },
  },
];
