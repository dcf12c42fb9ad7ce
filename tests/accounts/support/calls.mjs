// One call of every operation of the contract that would be done if who calls it may: its path, and a body. What is not
// said here comes from the contract's own examples. Things that are asked about are made first, by their owner.
import { dereference, operationsOf } from '../../../tools/contract/lib/contract.mjs';
import { contract } from '../../api/support/contract.mjs';
import { Person } from './person.mjs';
import { codeOf } from './totp.mjs';

const kNote = { name: 'note', body: { text: 'x' } };
const kAlert = { region: 'metro-41860', metric: 'home_value', op: 'above', threshold: 5 };

export const allOperations = operationsOf(contract).map((operation) => ({
  ...operation,
  parameters: (operation.parameters ?? []).map((one) => dereference(contract, one)),
}));

const exampleOf = (given) =>
  given?.example ?? Object.values(given?.examples ?? {})[0]?.value ?? dereference(contract, given?.schema)?.example;
const parameter = ({ parameters }, name) => exampleOf(parameters.find((one) => one.name === name));
const filled = (operation, values = {}) =>
  operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? parameter(operation, name)));
const required = (operation) =>
  operation.parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${one.name}=${encodeURIComponent([exampleOf(one)].flat().join(','))}`)
    .join('&');

const kept = (kind) => async (_, owner) => ({ id: (await owner.ok('POST', `/${kind}`, kNote, 201)).id });
const alert = async (_, owner) => ({ id: (await owner.ok('POST', '/alerts', kAlert, 201)).id });
const key = async (_, owner) => ({ id: (await owner.ok('POST', '/api-keys', { name: 'one' }, 201)).id });
const exported = async (_, owner) => ({ id: (await owner.ok('POST', '/exports', { metrics: ['hpi'] }, 202)).id });
async function notice(home, owner) {
  const { user } = await owner.ok('GET', '/me');
  const id = `notice${Math.random().toString(36).slice(2)}`;
  await home.sql([
    `INSERT INTO notifications (id, user_id, key, alert_id, kind, title, body, link, created_at, digest_key)
     VALUES (?, ?, ?, '', 'alert', 't', 'b', '', 1, '')`,
    [id, user.id, id],
  ]);
  return { id };
}
async function otherSession(_, owner) {
  const before = new Set((await owner.ok('GET', '/me/sessions')).sessions.map(({ id }) => id));
  await new Person(owner.server, owner.email, owner.password).login();
  const { sessions } = await owner.ok('GET', '/me/sessions');
  return { id: sessions.find(({ id }) => !before.has(id)).id };
}
async function deadJob(home) {
  const id = `dead${Math.random().toString(36).slice(2)}`;
  await home.sql([
    `INSERT INTO queue_messages (id, queue, key, body, visible_at, enqueued_at, attempts, dead_at, reason)
     VALUES (?, 'mail', ?, '{}', 0, 0, 5, 1, 'for a test')`,
    [id, id],
  ]);
  return { queue: 'mail', id };
}

/** What a path names and belongs to one person: how its owner comes by one. */
export const owned = {
  changeSavedSearch: kept('saved-searches'),
  forgetSavedSearch: kept('saved-searches'),
  changeSavedChart: kept('saved-charts'),
  forgetSavedChart: kept('saved-charts'),
  changeNote: kept('notes'),
  forgetNote: kept('notes'),
  changeAlert: alert,
  deleteAlert: alert,
  readNotification: notice,
  getExport: exported,
  revokeApiKey: key,
  endSession: otherSession,
};
/** Of these a thing that is not there is no error, says the contract: another's is not, and stays as it is. */
export const silent = ['readNotification'];
/** Paths that name something else: a place of one's own list. */
export const notOwned = ['watchPlace', 'unwatchPlace'];

const made = { ...owned, retryJob: deadJob, discardJob: deadJob };

// Bodies where the contract's example would not be taken: the password, the code, what is there to be exported.
const password = async (_, owner) => ({ password: owner.password });
const beginFactor = async (owner) => (await owner.ok('POST', '/me/totp', { password: owner.password })).secret;
const bodies = {
  changeMe: async () => ({ name: 'Somebody' }),
  deleteMe: password,
  beginSecondFactor: password,
  confirmSecondFactor: async (_, owner) => ({ code: codeOf(await beginFactor(owner)) }),
  removeSecondFactor: async (_, owner) => {
    await owner.ok('POST', '/me/totp/confirm', { code: codeOf(await beginFactor(owner)) });
    return { password: owner.password };
  },
  createAlert: async () => kAlert,
  rehearseAlert: async () => kAlert,
  createExport: async () => ({ metrics: ['hpi'] }),
  changeAlert: async () => ({ paused: true }),
  setRole: async (home) => ({ email: (await home.somebody()).email, role: 'user' }),
};

/** After these a person is not as before: they are called by a person of their own. */
export const kTurning = new Set(
  ['signOut', 'signOutEverywhere', 'deleteMe', 'restoreMe', 'changeMe', 'endSession'].concat([
    'beginSecondFactor',
    'confirmSecondFactor',
    'removeSecondFactor',
  ]),
);

/** {method, path, body} of a call; `owner`: whose things it is about; undefined: of nobody here. */
export async function callOf(operation, home, owner) {
  const { operationId: id, method } = operation;
  const values = owner && made[id] ? await made[id](home, owner) : {};
  const example = exampleOf(operation.requestBody?.content?.['application/json']);
  const body = owner && bodies[id] ? await bodies[id](home, owner) : example;
  const query = required(operation);
  return { method: method.toUpperCase(), path: filled(operation, values) + (query && `?${query}`), body };
}
