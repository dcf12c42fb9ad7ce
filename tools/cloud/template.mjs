// The CDK app's template of one environment: what is in it by kind, and its values with every reference replaced by
// what stands for it on this machine. Nothing of the infrastructure is written down a second time here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './process.mjs';

const templates = join(projectRoot, 'infrastructure/cdk/build/templates');
const settings = (file) => JSON.parse(readFileSync(join(projectRoot, 'infrastructure/settings', file), 'utf8'));
const fileOf = (environment) => join(templates, environment, 'main.json');

/** Why there is none, and what makes it; false where there is one. */
export const whyNoTemplate = (environment) =>
  !existsSync(fileOf(environment)) && 'there are no templates: `pnpm --filter @housing/cdk templates` writes them';

export class Template {
  #resources;
  #made = new Map(); // logical id -> {ref, attributes}

  constructor(environment) {
    const missing = whyNoTemplate(environment);
    if (missing) throw new Error(missing);
    const { project, region } = settings('environments.json');
    this.#resources = JSON.parse(readFileSync(fileOf(environment), 'utf8')).Resources;
    // The account that the templates of tests are made for.
    Object.assign(this, { environment, region, account: settings('site.example.json').account });
    this.prefix = `${project}-${environment}`;
  }
  name = (rest) => `${this.prefix}-${rest}`;
  /** Without project and environment. */
  short = (name) => (name.startsWith(`${this.prefix}-`) ? name.slice(this.prefix.length + 1) : name);
  arn = (service, rest) => `arn:aws:${service}:${this.region}:${this.account}:${rest}`;

  /** [{id, properties}] of a kind, values not yet resolved. */
  all = (type) =>
    Object.entries(this.#resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties = {} }]) => ({ id, properties: Properties }));

  /** What stands for a resource: its Ref and its attributes. */
  made(id, ref, attributes = {}) {
    this.#made.set(id, { ref, attributes });
  }

  #ref(id) {
    const pseudo = {
      'AWS::AccountId': this.account,
      'AWS::Region': this.region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
    };
    return pseudo[id] ?? this.#made.get(id)?.ref ?? `{${id}}`;
  }
  #attribute = (id, name) => this.#made.get(id)?.attributes[name] ?? `{${id}.${name}}`;
  #substitute(text, values = {}) {
    return text.replace(/\$\{([^!}]+)\}/g, (_, name) => {
      if (name in values) return this.resolve(values[name]);
      const [id, ...rest] = name.split('.');
      return rest.length ? this.#attribute(id, rest.join('.')) : this.#ref(id);
    });
  }

  /** A value of the template with its references resolved; `{Id.Attribute}` for what does not exist here. */
  resolve(value) {
    if (Array.isArray(value)) return value.map((each) => this.resolve(each));
    if (typeof value !== 'object' || value === null) return value;
    const [[key, inner] = [], ...others] = Object.entries(value);
    if (key && others.length === 0) {
      if (key === 'Ref') return this.#ref(inner);
      if (key === 'Fn::GetAtt') {
        const [id, ...rest] = Array.isArray(inner) ? inner : inner.split('.');
        return this.#attribute(id, rest.join('.'));
      }
      if (key === 'Fn::Join') return this.resolve(inner[1]).join(inner[0]);
      if (key === 'Fn::Sub') return Array.isArray(inner) ? this.#substitute(...inner) : this.#substitute(inner);
      if (key.startsWith('Fn::')) return `{${key}}`;
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.resolve(each)]));
  }
}
