// S3, the optional file system, and the image repository.
import { trafficOf } from '../traffic.mjs';

// GB of the data bucket by storage class. Raw files older than rawToInfrequentDays are in infrequent access.
export function dataGb({ load, recovery }, assume) {
  const rawPerMonth = load.importsPerMonth * assume.gbPerImport;
  const youngRaw = Math.min(load.rawGb, (rawPerMonth * recovery.rawToInfrequentDays) / assume.daysPerMonth);
  return {
    standard: youngRaw + load.rawGb * assume.shardShare + assume.exportGbPerDay * recovery.exportDays,
    infrequent: load.rawGb - youngRaw,
    newPerMonth: rawPerMonth * (1 + assume.shardShare),
  };
}

export function priceObjects({ bill, environment, assume, tasks }) {
  const { load } = environment;
  const traffic = trafficOf(load, assume);
  const data = dataGb(environment, assume);
  const area = 'S3';
  const add = (what, price, quantity, resources = ['data-bucket']) =>
    bill.add({ area, what, price, quantity, resources });
  add('data, standard', 's3.standardGbMonth', data.standard);
  add('data, infrequent access', 's3.infrequentGbMonth', data.infrequent);
  add('dashboard’s files', 's3.standardGbMonth', assume.frontendGb, ['frontend-bucket']);
  const accessLogGb =
    (load.requestsPerMonth * assume.accessLogBytes * assume.accessLogDays) / assume.daysPerMonth / 1e9;
  add('access logs', 's3.standardGbMonth', accessLogGb * assume.logCompression, ['monitoring-logs-bucket']);
  add('parameters and reports', 's3.standardGbMonth', 0.01, ['data-backup-bucket']);
  const puts = load.importsPerMonth * assume.partsPerImport;
  add('writes and listings', 's3.put', puts + 20_000);
  const loading = tasks.mean * assume.restartsPerTask * assume.partsPerImport;
  add('reads', 's3.get', loading + traffic.files * assume.fileMissShare, ['data-bucket', 'frontend-bucket']);
  add('looks at the pointer', 's3.get', (tasks.mean * assume.hoursPerMonth * 3600) / assume.pointerSeconds);
  add('moves to infrequent access', 's3.transition', load.importsPerMonth);
}

export function priceFiles({ bill, environment, assume, tasks }) {
  if (!environment.options.efs) return;
  const area = 'EFS (option)';
  const resources = ['data-files'];
  bill.add({ area, what: 'shard cache', price: 'efs.gbMonth', quantity: assume.datasetGb * 2, resources });
  const read = tasks.mean * assume.restartsPerTask * assume.datasetGb;
  bill.add({ area, what: 'reads', price: 'efs.readGb', quantity: read, resources });
}

export function priceImages({ bill, assume }) {
  bill.add({
    area: 'ECR',
    what: `${assume.imagesKept} images`,
    price: 'ecr.gbMonth',
    quantity: assume.imageGb * assume.imagesKept,
    resources: ['api-repository'],
  });
}
