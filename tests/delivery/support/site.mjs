// The deployed site: pages from the bucket as CloudFront would serve them, and an API that is well or not.
import { createServer } from 'node:http';

export async function startSite(moto) {
  const state = { ready: true, frozenVersion: undefined };
  const json = (response, status, value) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/health/ready') {
      return json(response, state.ready ? 200 : 503, { status: state.ready ? 'ready' : 'starting' });
    }
    if (pathname === '/api/v1/metrics') return json(response, 200, { metrics: [{ id: 'home_value' }] });
    if (pathname === '/version.json' && state.frozenVersion) return json(response, 200, state.frozenVersion);
    const object = await moto.object(pathname === '/' ? 'index.html' : pathname.slice(1));
    response.writeHead(object.status, { 'content-type': object.headers.get('content-type') ?? 'text/html' });
    response.end(Buffer.from(await object.arrayBuffer()));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, state, stop };
}
