// The compose files, as a reader who will run them: every name resolves, every image is pinned, the program runs with
// the least it needs, and what it is told has names that it knows.
import assert from 'node:assert/strict';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { path, root, text, yaml } from './support/project.mjs';

const kFiles = ['docker-compose.localstack.yml', 'deploy/compose.yml'];
const kConditions = ['service_healthy', 'service_completed_successfully'];
// The variables of infrastructure/README.md's table, and those of the embedded defaults.
const known = new Set([...text('infrastructure/README.md').matchAll(/`(HOUSING_[A-Z_]+)`/g)].map(([, name]) => name));
known.add('HOUSING_MAIL_URL');

const list = (value) => (Array.isArray(value) ? value : Object.keys(value ?? {}));
const isOurs = ({ image }) => image.startsWith('housing-trends:');

for (const file of kFiles) {
  const compose = yaml(file);
  const services = Object.entries(compose.services);

  test(`${file}: no word that compose does not know at the top`, () => {
    const odd = Object.keys(compose).filter((key) => !/^(name|services|volumes|networks|x-.*)$/.test(key));
    assert.deepEqual(odd, [], '`version` and others are obsolete');
  });

  test(`${file}: images are pinned`, () => {
    for (const [name, { image }] of services) {
      assert.match(image, /^[a-z/-]+:[a-z0-9.-]+$/, name);
      assert.doesNotMatch(image, /:latest$/, name);
    }
  });

  test(`${file}: what a service depends on is there and can be waited for`, () => {
    for (const [name, { depends_on: needs = {} }] of services) {
      for (const [other, { condition }] of Object.entries(needs)) {
        const wanted = compose.services[other];
        assert.ok(wanted, `${name} depends on ${other}`);
        assert.ok(kConditions.includes(condition), `${name}: ${condition}`);
        if (condition === 'service_completed_successfully') assert.notEqual(wanted.restart, 'unless-stopped', other);
        else assert.ok(isOurs(wanted) || wanted.healthcheck?.test, `${other} has a health check`);
      }
    }
  });

  test(`${file}: volumes and networks are declared and used, folders exist`, () => {
    const used = { volumes: new Set(), networks: new Set() };
    for (const [name, service] of services) {
      for (const network of service.networks ?? []) used.networks.add(network);
      for (const volume of service.volumes ?? []) {
        const [source] = volume.split(':');
        if (!source.startsWith('.')) used.volumes.add(source);
        else if (source !== './tls') assert.ok(existsSync(join(dirname(path(file)), source)), `${name}: ${source}`);
      }
    }
    assert.deepEqual([...used.volumes].sort(), list(compose.volumes).sort());
    assert.deepEqual([...used.networks].sort(), list(compose.networks).sort());
  });

  test(`${file}: the program may write nothing but its volume and has no rights`, () => {
    const ours = services.filter(([, service]) => isOurs(service));
    assert.deepEqual(ours.map(([name]) => name).sort(), ['api', 'migrate', 'work']);
    for (const [name, service] of ours) {
      assert.equal(service.read_only, true, name);
      assert.deepEqual(service.cap_drop, ['ALL'], name);
      assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
      assert.deepEqual(service.volumes, ['housing:/var/lib/housing'], name);
      assert.ok(service.ulimits.nofile > 20_000, `${name}: file descriptors for every connection`);
      for (const bad of ['privileged', 'user', 'pid', 'network_mode']) assert.ok(!(bad in service), `${name}: ${bad}`);
    }
  });

  test(`${file}: the program is told nothing it does not know`, () => {
    for (const [name, service] of services.filter(([, one]) => isOurs(one))) {
      const told = Object.keys(service.environment).filter((key) => key.startsWith('HOUSING_'));
      assert.deepEqual(
        told.filter((key) => !known.has(key)),
        [],
        name,
      );
      for (const must of ['HOUSING_DATABASE_URL', 'HOUSING_CACHE_URL', 'HOUSING_SIGNING_KEY', 'HOUSING_PUBLIC_URL'])
        assert.ok(told.includes(must), `${name}: ${must}`);
    }
  });

  test(`${file}: the image is built from the Dockerfile, with the dashboard inside`, () => {
    const { build } = compose.services.migrate;
    assert.equal(resolve(dirname(path(file)), build.context), root);
    assert.match(text(build.dockerfile), new RegExp(`^FROM .* AS ${build.target}$`, 'm'));
    const commands = services.filter(([, one]) => isOurs(one)).map(([, one]) => one.command?.[0] ?? 'serve');
    assert.deepEqual(commands.sort(), ['migrate', 'serve', 'work']);
  });
}

test('LocalStack is the last release without an account, with the services the program uses', () => {
  const { image, environment, volumes, ports } = yaml(kFiles[0]).services.localstack;
  assert.equal(image, 'localstack/localstack:4.14.0');
  assert.equal(environment.SERVICES, 's3,sqs,ses,secretsmanager,ssm,lambda,events');
  assert.deepEqual(volumes, ['./deploy/localstack:/etc/localstack/init/ready.d:ro']);
  assert.deepEqual(ports, ['127.0.0.1:4566:4566']);
  accessSync(path('deploy/localstack/10-resources.sh'), constants.X_OK); // LocalStack leaves out what it may not run
});

test('what the program is told of LocalStack is what the script makes', () => {
  const { environment } = yaml(kFiles[0]).services.api;
  const script = text('deploy/localstack/10-resources.sh');
  const made = (kind, name) => assert.match(script, new RegExp(`${kind}.*\\b${name}\\b`), name);
  const after = (value) => value.split('housing-trends-local-')[1].replace(/#.*/, '');
  made('for name in', after(environment.HOUSING_OBJECTS_URL));
  for (const name of ['DATABASE_PASSWORD', 'CACHE_PASSWORD', 'SIGNING_KEY'])
    made('secret', after(environment[`HOUSING_${name}`]));
  made('create-event-bus', after(environment.HOUSING_EVENTS_URL));
  assert.equal(environment.AWS_ENDPOINT_URL, 'http://localstack:4566');
});

test('only the site is reachable from other machines', () => {
  const [local, own] = kFiles.map((file) => Object.values(yaml(file).services).flatMap(({ ports = [] }) => ports));
  assert.ok(
    local.every((port) => port.startsWith('127.0.0.1:')),
    local.join(),
  );
  assert.deepEqual(own, ['80:8080', '443:8443']);
  assert.equal(yaml(kFiles[1]).networks.inside.internal, true);
});

test('no secret of an own site is written down', () => {
  const { environment } = yaml(kFiles[1]).services.api;
  for (const name of ['DATABASE_PASSWORD', 'CACHE_PASSWORD', 'SIGNING_KEY', 'MAIL_URL'])
    assert.match(environment[`HOUSING_${name}`], new RegExp(`^\\$\\{${name}:\\?`), name);
});
