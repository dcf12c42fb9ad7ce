// KMS keys and Secrets Manager.

export function priceKeys({ bill, environment, assume, tasks }) {
  const keys = assume.keys + (environment.recovery.replicate ? 1 : 0);
  const area = 'KMS and Secrets Manager';
  const taskHours = tasks.mean * assume.hoursPerMonth;
  bill.add({ area, what: `${keys} keys`, price: 'kms.keyMonth', quantity: keys, resources: ['data-key'] });
  bill.add({
    area,
    what: 'older versions of the keys',
    price: 'kms.keyMonth',
    quantity: keys * assume.keyRotations,
    resources: ['data-key'],
    note: 'none in the first year, two from the third',
  });
  bill.add({
    area,
    what: 'key requests',
    price: 'kms.request',
    quantity:
      taskHours * assume.kmsRequestsPerTaskHour + environment.load.lambdaInvocations * assume.kmsRequestsPerMessage,
    free: 'kms.request',
    resources: ['data-key'],
  });
  const resources = ['cache-auth', 'api-signing-key'];
  bill.add({
    area,
    what: `${assume.secrets} secrets`,
    price: 'secrets.secretMonth',
    quantity: assume.secrets,
    resources,
  });
  bill.add({
    area,
    what: 'secret calls',
    price: 'secrets.call',
    quantity: taskHours * assume.secrets * assume.secretCallsPerTaskHour,
    resources,
  });
}
