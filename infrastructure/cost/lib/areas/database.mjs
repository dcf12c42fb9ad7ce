// RDS for PostgreSQL and ElastiCache.

export function priceDatabase({ bill, environment, assume, terms }) {
  const { database } = environment;
  const area = 'RDS PostgreSQL';
  const resources = ['db-instance', 'db-parameters'];
  const deployment = database.multiAz ? 'multi' : 'single';
  const reserved = { factor: 1 - terms.database, commitment: terms.databaseName };
  bill.add({
    area,
    what: `${database.instance}, ${database.multiAz ? 'Multi-AZ' : 'one zone'}`,
    price: `rds.${database.instance}.${deployment}Hour`,
    quantity: assume.hoursPerMonth,
    resources,
    ...reserved,
  });
  if (database.readReplicas > 0) {
    bill.add({
      area,
      what: `${database.readReplicas} read replicas`,
      price: `rds.${database.instance}.singleHour`,
      quantity: database.readReplicas * assume.hoursPerMonth,
      resources,
      ...reserved,
    });
  }
  const copies = (database.multiAz ? 2 : 1) + database.readReplicas;
  bill.add({
    area,
    what: `gp3 storage, ${copies} copies`,
    price: 'rds.gp3GbMonth',
    quantity: copies * database.storageGb,
    resources,
  });
  const stored = database.storageGb * assume.databaseFill;
  const backup = stored * (1 + (database.backupDays - 1) * assume.databaseChangePerDay);
  bill.add({
    area,
    what: 'backups beyond the size of the database',
    price: 'rds.backupGbMonth',
    quantity: Math.max(0, backup - database.storageGb),
    resources,
    note: 'as much as the database’s storage is included',
  });
}

export function priceCache({ bill, environment, assume, terms }) {
  const { cache } = environment;
  const nodes = cache.shards * (1 + cache.replicasPerShard);
  const area = 'ElastiCache Redis';
  const resources = ['cache-cluster'];
  bill.add({
    area,
    what: `${nodes} × ${cache.node}`,
    price: `elasticache.${cache.node}Hour`,
    quantity: nodes * assume.hoursPerMonth,
    resources,
    factor: 1 - terms.cache,
    commitment: terms.cacheName,
  });
  bill.add({
    area,
    what: 'daily snapshot',
    price: 'elasticache.backupGbMonth',
    quantity: 0.1 * cache.shards,
    resources,
  });
}
