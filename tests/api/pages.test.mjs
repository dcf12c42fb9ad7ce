// What search engines and other sites' previews get: pages of places with their own head, pictures, sitemaps.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { writeFixtures } from './support/fixtures.mjs';
import { housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get, send } from './support/http.mjs';

const kSite = 'https://housing.example';
const kPage =
  '<!DOCTYPE html><html><head><title>Place</title><meta name="description" content="Old."/>' +
  '<script src="/a.js"></script></head><body><main>the page of every place</main></body></html>';
const kPictureSize = [1200, 630];
const kPlace = 'metro-41860';

async function serveSite(data, folder) {
  const web = join(folder, 'web');
  mkdirSync(web);
  for (const name of ['index', 'map', 'account', '404']) writeFileSync(join(web, `${name}.html`), kPage);
  writeFileSync(join(web, 'region.html'), kPage);
  return serve(data, ['--web', web], { HOUSING_PUBLIC_URL: kSite });
}

/** {title, description, canonical, og:title …} of a page's head. */
function headOf(html) {
  const head = html.slice(0, html.indexOf('</head>'));
  const entries = [...head.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"\/>/g)];
  const found = Object.fromEntries(entries.map(([, name, content]) => [name, content]));
  assert.equal(entries.length, Object.keys(found).length, 'a line is there twice');
  const titles = [...head.matchAll(/<title>([^<]*)<\/title>/g)];
  assert.equal(titles.length, 1);
  return { ...found, title: titles[0][1], canonical: /<link rel="canonical" href="([^"]*)"\/>/.exec(head)?.[1] };
}

const locationsOf = (xml) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, location]) => location);
const pathOf = (location) => {
  assert.ok(location.startsWith(`${kSite}/`), location);
  return location.slice(kSite.length);
};

for (const kind of ['real', 'demo']) {
  test(`pages of places, ${kind} data`, async (context) => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    if (kind === 'demo') await housingOk(['demo', '--data-dir', data]);
    else {
      writeFixtures(join(folder, 'files'));
      await housingOk(['import', '--data-dir', data, join(folder, 'files')]);
    }
    const { base } = await serveSite(data, folder);

    await context.test('the head is of the place, its number the one of the API', async () => {
      const page = await get(base, `/region/${kPlace}`);
      assert.equal(page.status, 200);
      const head = headOf(page.text);
      const { label, latest } = (await get(base, `/api/v1/regions/${kPlace}`)).json;
      const { value, period } = latest.find(({ metric }) => metric === 'home_value');
      const month = new Date(`${period}-15`).toLocaleString('en-US', { month: 'long', year: 'numeric' });
      assert.equal(head.title, `${label} · Housing Trends`);
      assert.ok(
        head.description.includes(`$${Math.round(value).toLocaleString('en-US')} in ${month}`),
        head.description,
      );
      assert.equal(head.description.startsWith('Synthetic demo data. '), kind === 'demo');
      assert.equal(head.canonical, `${kSite}/region/${kPlace}`);
      assert.equal(head['og:url'], head.canonical);
      assert.equal(head['og:title'], head.title);
      assert.equal(head['og:description'], head.description);
      assert.equal(head['twitter:card'], 'summary_large_image');
      assert.equal(head.robots, undefined);
      const picture = await get(base, pathOf(head['og:image']));
      assert.deepEqual([picture.status, picture.type], [200, 'image/png']);
      assert.deepEqual([picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)], kPictureSize);
      assert.ok(page.text.endsWith('<body><main>the page of every place</main></body></html>'));
      assert.equal((await get(base, `/region/${kPlace}?metric=rent`)).text, page.text);
    });

    await context.test(
      'it is revalidated by its ETag, compressed, and nothing but GET and HEAD is answered',
      async () => {
        const plain = await get(base, `/region/${kPlace}`);
        for (const coding of ['gzip', 'br']) {
          const coded = await get(base, `/region/${kPlace}`, { 'Accept-Encoding': coding });
          assert.equal(coded.headers['content-encoding'], coding);
          assert.equal(coded.decoded.toString(), plain.text);
          assert.notEqual(coded.headers.etag, plain.headers.etag);
          const again = { 'Accept-Encoding': coding, 'If-None-Match': coded.headers.etag };
          assert.equal((await get(base, `/region/${kPlace}`, again)).status, 304);
        }
        assert.match(plain.headers['cache-control'], /max-age=0/);
        assert.match(plain.headers['content-security-policy'], /script-src 'self'/);
        const head = await send(base, `/region/${kPlace}`, { method: 'HEAD' });
        assert.deepEqual([head.status, head.text], [200, '']);
        assert.equal(head.headers['content-length'], String(plain.bytes.length));
        assert.equal((await send(base, `/region/${kPlace}`, { method: 'POST' })).status, 405);
        const { headers } = await get(base, `/og/region/${kPlace}.png`);
        assert.equal((await get(base, `/og/region/${kPlace}.png`, { 'If-None-Match': headers.etag })).status, 304);
      },
    );

    await context.test('an unknown place is the same page with status 404, for nobody to find', async () => {
      for (const id of ['metro-99999', 'nowhere', '%3Cscript%3Ealert(1)%3C%2Fscript%3E', '%22%3E', '..%2Fmap']) {
        const page = await get(base, `/region/${id}`);
        assert.equal(page.status, 404, id);
        if (id.includes('%2F')) continue; // no address of a place
        assert.equal(headOf(page.text).robots, 'noindex');
        assert.ok(!page.text.includes('alert(1)'));
        assert.match(page.text, /the page of every place/);
        assert.equal((await get(base, `/og/region/${id}.png`)).status, 404);
      }
    });

    await context.test('sitemaps name every page, and every page that they name is there', async () => {
      const robots = await get(base, '/robots.txt');
      assert.equal(robots.type, 'text/plain');
      const [, index] = /^Sitemap: (\S+)$/m.exec(robots.text);
      const parts = locationsOf((await get(base, pathOf(index))).text).map(pathOf);
      assert.ok(parts.includes('/sitemap-pages.xml') && parts.includes('/sitemap-metro-1.xml'), parts);
      const all = [];
      for (const part of parts) {
        const answer = await get(base, part);
        assert.deepEqual([answer.status, answer.type], [200, 'application/xml'], part);
        const locations = locationsOf(answer.text);
        assert.ok(locations.length > 0, part);
        all.push(...locations);
        for (const location of [locations[0], locations.at(-1)])
          assert.equal((await get(base, pathOf(location))).status, 200, location);
      }
      assert.equal(new Set(all).size, all.length);
      assert.ok(all.includes(`${kSite}/`) && all.includes(`${kSite}/map`) && all.includes(`${kSite}/region/${kPlace}`));
      assert.ok(!all.includes(`${kSite}/account`));
      for (const gone of ['/sitemap-metro-9.xml', '/sitemap-nothing.xml'])
        assert.equal((await get(base, gone)).status, 404, gone);
    });

    await context.test('other pages stay the files they are', async () => {
      assert.equal((await get(base, '/map')).text, kPage);
      assert.equal((await get(base, '/region')).text, kPage);
    });
  });
}
