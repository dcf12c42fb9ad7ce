// What stands in the recovery region: replicas of the buckets, of the images, and copies of the database's backups.
import { dataGb } from './storage.mjs';

export function priceRecovery({ bill, environment, assume }) {
  if (!environment.recovery.replicate) return;
  const { database, load } = environment;
  const data = dataGb(environment, assume);
  const area = 'Recovery region';
  const objects = ['data-bucket', 'frontend-bucket'];
  const add = (what, price, quantity, resources) => bill.add({ area, what, price, quantity, resources });
  add('replica of the data, standard', 's3.standardGbMonth', data.standard + assume.frontendGb, objects);
  add('replica of the data, infrequent access', 's3.infrequentGbMonth', data.infrequent, objects);
  add('replicating writes', 's3.put', load.importsPerMonth * assume.partsPerImport, objects);
  add('replica of the images', 'ecr.gbMonth', assume.imageGb * assume.imagesKept, ['api-repository']);
  const stored = database.storageGb * assume.databaseFill;
  const copies = stored * (1 + assume.recoveryDays * assume.databaseChangePerDay);
  add('backups of the plan, in the region', 'backup.rdsGbMonth', copies, ['recovery-plan']);
  add('copies of the database', 'backup.rdsGbMonth', copies, ['recovery-plan']);
  add('replication within 15 minutes', 's3.replicationTimeGb', data.newPerMonth, objects);
  const moved =
    data.newPerMonth +
    stored * assume.databaseChangePerDay * assume.daysPerMonth +
    (assume.imageGb * assume.imagesKept) / 2;
  add('transfer to the recovery region', 'transfer.recoveryRegionGb', moved, [...objects, 'recovery-plan']);
}
