// The pipeline, one for staging and prod together, and what the options add to it.

export function priceDelivery({ bill, assume, environments }) {
  const { runsPerMonth } = assume;
  const area = 'Delivery';
  const resources = ['delivery-pipeline', 'delivery-github-role', 'api-deployment'];
  const add = (what, price, quantity, free) => bill.add({ area, what, price, quantity, free, resources });
  add(
    'pipeline, action minutes',
    'codepipeline.minute',
    runsPerMonth * assume.pipelineMinutesPerRun,
    'codepipeline.minute',
  );
  add('build and test', 'codebuild.largeMinute', runsPerMonth * assume.buildMinutesPerRun);
  add('browser tests and releases', 'codebuild.mediumMinute', runsPerMonth * assume.e2eMinutesPerRun);
  add('migrations', 'codebuild.smallMinute', runsPerMonth * assume.migrateMinutesPerRun, 'codebuild.smallMinute');
  add('key of the artifacts', 'kms.keyMonth', 1 + assume.keyRotations);
  add('artifacts', 's3.standardGbMonth', assume.artifactGb);
  const options = Object.values(environments).map((environment) => environment.options);
  const farms = options.filter(({ deviceFarm }) => deviceFarm).length;
  add('Device Farm (option)', 'devicefarm.minute', farms * runsPerMonth * assume.deviceMinutesPerRun);
  const runners = options.filter((option) => option.runners).length;
  add('self-hosted runners (option)', 'ec2.runnerSpotHour', runners * assume.runnerHours);
}
