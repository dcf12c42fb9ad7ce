#!/usr/bin/env node
// What a deployment of an environment is called and where it is, as lines `KEY<tab>VALUE` for the shell.
// Reads infrastructure/settings/environments.json (names, region) and the site file (account, domain).
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const kSettings = resolve(dirname(fileURLToPath(import.meta.url)), '../../infrastructure/settings');
const kJobs = ['import', 'publish', 'alerts', 'mail', 'export', 'digest', 'backup-check'];
// A site that still has one of these would deploy into nobody's account.
const kOwned = ['account', 'domain', 'hostedZoneId', 'alarmEmail', 'mailFrom', 'source.repository'];
const kOwnedOrEmpty = ['source.connectionArn'];

/** A refusal: what happened, where, what to do. */
export class Refusal extends Error {
  constructor(what, where, remedy) {
    super(what);
    Object.assign(this, { where, remedy });
  }
}

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Refusal(`the file is not JSON: ${error.message}`, path, 'correct it; its model is site.example.json');
  }
};

/** The name of a resource, by the pattern of environments.json. */
export function resourceName({ project, namePattern }, environment, service, resource) {
  const values = { project, environment, service, resource };
  return namePattern.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** What is wrong with a site file, as sentences. */
export function siteProblems(site, example) {
  const problems = [];
  const at = (object, key) => key.split('.').reduce((value, part) => value?.[part], object);
  for (const key of [...kOwned, ...kOwnedOrEmpty]) {
    const value = at(site, key);
    if (!value && kOwned.includes(key)) problems.push(`"${key}" is empty`);
    else if (value && value === at(example, key)) problems.push(`"${key}" still has the example's value ${value}`);
  }
  if (site.account && !/^\d{12}$/.test(site.account)) problems.push('"account" is not 12 digits');
  if (/(^|\.)example(\.(com|net|org))?$/.test(site.domain ?? '')) problems.push('"domain" is reserved for examples');
  return [...new Set(problems)];
}

export function loadSite(path, example) {
  if (!existsSync(path)) {
    const remedy = `copy infrastructure/settings/site.example.json there and fill in what is yours`;
    throw new Refusal('there is no site file', path, remedy);
  }
  const site = readJson(path);
  const problems = siteProblems(site, example);
  if (problems.length) throw new Refusal(`the site file is not filled in: ${problems.join('; ')}`, path, 'correct it');
  return site;
}

/** {key: value} of everything the deployment scripts need to know of an environment. */
export function plan(environment, settings, site) {
  const known = settings.environments[environment];
  if (!known) {
    const names = Object.keys(settings.environments).join(', ');
    throw new Refusal(`there is no environment "${environment}"`, 'infrastructure/settings', `name one of: ${names}`);
  }
  const name = (service, resource) => resourceName(settings, environment, service, resource);
  const domain = known.subdomain ? `${known.subdomain}.${site.domain}` : site.domain;
  const repository = name('api', 'repository');
  return {
    environment,
    account: site.account,
    region: settings.region,
    architecture: settings.architecture,
    domain,
    zone: site.hostedZoneId,
    zone_name: site.domain,
    stack: `${settings.project}-${environment}`,
    images_stack: `${settings.project}-${environment}-images`,
    repository,
    registry: `${site.account}.dkr.ecr.${settings.region}.amazonaws.com`,
    image: `${site.account}.dkr.ecr.${settings.region}.amazonaws.com/${repository}`,
    cluster: name('api', 'cluster'),
    service: name('api', 'service'),
    api_task: name('api', 'task'),
    migrate_task: name('api', 'migrate-task'),
    import_task: name('jobs', 'import-task'),
    application: name('api', 'deployment'),
    deployment_group: name('api', 'deployment'),
    bucket: name('frontend', 'bucket') + (site.bucketSuffix ? `-${site.bucketSuffix}` : ''),
    functions: kJobs.map((job) => name('jobs', job)).join(' '),
    secrets: [name('cache', 'auth'), name('api', 'signing-key')].join(' '),
    database: name('db', 'instance'),
  };
}

function main([environment, siteFile = join(kSettings, 'site.json')]) {
  const settings = readJson(join(kSettings, 'environments.json'));
  const example = readJson(join(kSettings, 'site.example.json'));
  plan(environment, settings, example); // a wrong environment is told before a wrong site
  const values = plan(environment, settings, loadSite(siteFile, example));
  for (const [key, value] of Object.entries(values)) console.log(`${key}\t${value}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.log(`refused\t${error.message}\nwhere\t${relative('.', error.where)}\nremedy\t${error.remedy}`);
  }
}
