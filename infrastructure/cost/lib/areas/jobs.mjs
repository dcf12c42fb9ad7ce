// Functions, queues, bus, schedules, the import task, and mail.
const kFunctions = [
  'jobs-import',
  'jobs-publish',
  'jobs-alerts',
  'jobs-mail',
  'jobs-export',
  'jobs-digest',
  'jobs-backup-check',
];
const kQueues = ['import', 'publish', 'alerts', 'mail', 'export'].map((name) => `jobs-${name}-queue`);

export function priceFunctions({ bill, environment, architecture, assume }) {
  const { lambda, load } = environment;
  const area = 'Lambda';
  const imports = (load.importsPerMonth * (assume.sources - assume.largeSources)) / assume.sources;
  const short = Math.max(0, load.lambdaInvocations - 2 * imports);
  const shortGb = short * assume.shortRunSeconds * (lambda.memoryMb / 1024);
  // an import is followed by a publication, which takes as much memory
  const importGb = 2 * imports * assume.importSeconds * (lambda.importMemoryMb / 1024);
  const add = (what, price, quantity, free) => bill.add({ area, what, price, quantity, free, resources: kFunctions });
  add('invocations', 'lambda.request', short + 2 * imports, 'lambda.request');
  add('short runs', `lambda.${architecture}.gbSecond`, shortGb, 'lambda.gbSecond');
  add('imports and publications', `lambda.${architecture}.gbSecond`, importGb, 'lambda.gbSecond');
}

export function priceImportTask({ bill, environment, architecture, assume }) {
  const { jobs, load } = environment;
  const runs = (load.importsPerMonth * assume.largeSources) / assume.sources;
  const hours = (runs * assume.importTaskMinutes) / 60;
  const common = { area: 'ECS Fargate', resources: ['jobs-import-task', 'api-migrate-task'] };
  const add = (what, unit, quantity) =>
    bill.add({ ...common, what, price: `fargate.${architecture}.${unit}`, quantity });
  add('import task, vCPU', 'vcpuHour', hours * jobs.vcpu);
  add('import task, memory', 'gbHour', hours * jobs.memoryGb);
}

export function priceQueues({ bill, environment, assume }) {
  const { load } = environment;
  const calls = load.lambdaInvocations * (assume.messagesPerInvocation + assume.sqsCallsPerInvocation);
  bill.add({
    area: 'SQS',
    what: 'calls, idle polling included',
    price: 'sqs.request',
    quantity: calls + assume.queues * assume.idlePollsPerQueue,
    free: 'sqs.request',
    resources: kQueues,
  });
  bill.add({
    area: 'EventBridge',
    what: 'events of imports and publications',
    price: 'eventbridge.event',
    quantity: 2 * load.importsPerMonth,
    resources: ['jobs-bus'],
    note: 'events of AWS services, mail’s among them, are free',
  });
  bill.add({
    area: 'EventBridge',
    what: 'schedules',
    price: 'eventbridge.schedule',
    quantity: load.importsPerMonth + assume.hoursPerMonth + assume.daysPerMonth,
    free: 'eventbridge.schedule',
    resources: ['jobs-schedules'],
  });
}

export function priceMail({ bill, environment }) {
  bill.add({
    area: 'SES',
    what: 'mails',
    price: 'ses.mail',
    quantity: environment.load.mails,
    resources: ['mail-configuration'],
  });
}
