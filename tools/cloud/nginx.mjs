// nginx in the place of CloudFront and the balancer: two API processes behind one address.
//
// A request is given to the other process only where that cannot do it twice: a GET, and what HTTP calls idempotent,
// after a lost connection or a 502 to 504; POST and PATCH only when none of it was sent. `passesBusy` leaves out the
// 503: a process that has too much to do says so, and to ask the other one as well would bring that down too; but then
// nobody keeps readers from a process that only starts, which the balancer on AWS does by asking /health/ready. As the
// two hops on AWS do, it adds two addresses to X-Forwarded-For: the reader's and the edge's. Who calls from this
// machine may say in X-Viewer-Address which reader they are.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, until } from './process.mjs';

const kStartSeconds = 20;
const kConnections = 500;
const kMostDescriptors = 20_000;
const kEdge = '198.51.100.7';
const places = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
const program = places.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
export const whyNotNginx = !program && 'there is no nginx: apt-get install nginx-light';

const configuration = ({ folder, port, upstreams, connections, passesBusy }) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
worker_rlimit_nofile ${Math.min(kMostDescriptors, connections * 4 + 100)};
events { worker_connections ${connections * 4 + 50}; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_max_body_size 1m;
  upstream api {
    ${upstreams.map((each) => `server 127.0.0.1:${each} max_fails=1 fail_timeout=1s;`).join('\n    ')}
    keepalive 32;
  }
  server {
    listen 127.0.0.1:${port};
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Viewer-Address;
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-Proto https;
      proxy_set_header X-Forwarded-For "$proxy_add_x_forwarded_for, ${kEdge}";
      proxy_next_upstream error timeout http_502 http_504${passesBusy ? '' : ' http_503'};
      proxy_next_upstream_tries 2;
      proxy_connect_timeout 2s;
      proxy_read_timeout 60s;
    }
  }
}
`;

export class Nginx {
  /** `connections`: how many clients at once; each may need one to a process behind it too. */
  constructor(processes, upstreams, { connections = kConnections, passesBusy = false } = {}) {
    Object.assign(this, { processes, upstreams, connections, passesBusy, folder: join(processes.folder, 'nginx') });
  }
  async begin(port) {
    if (whyNotNginx) throw new Error(whyNotNginx);
    this.port = port || (await freePort());
    this.url = `http://127.0.0.1:${this.port}`;
    mkdirSync(this.folder, { recursive: true });
    const file = join(this.folder, 'nginx.conf');
    writeFileSync(file, configuration(this));
    const args = ['-p', this.folder, '-c', file, '-e', join(this.folder, 'error.log')];
    this.process = this.processes.start('nginx', program, args);
    const answers = () =>
      fetch(this.url).then(
        () => true,
        () => !this.process.isRunning(),
      );
    await until(answers, kStartSeconds, 'nginx');
    if (!this.process.isRunning()) throw new Error(`nginx ended:\n${this.process.log()}`);
  }
}
