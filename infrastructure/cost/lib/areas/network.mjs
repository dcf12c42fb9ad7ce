// The network: the way out of the private subnets, endpoints, public addresses, transfer between zones and to the net.
import { trafficOf, tasksFor } from '../traffic.mjs';

// What goes through the NAT: publishers' files in, log lines and calls of AWS services out. Objects go by the gateway
// endpoint of S3 and are free; services with an interface endpoint go through that.
function natGb({ load }, assume) {
  return load.importsPerMonth * assume.gbPerImport + load.logsGb + load.lambdaInvocations * 10e-6;
}

function priceGateway({ bill, assume, gb }) {
  const area = 'Network';
  bill.add({
    area,
    what: 'NAT gateway',
    price: 'nat.gatewayHour',
    quantity: assume.hoursPerMonth,
    resources: ['network-vpc'],
  });
  bill.add({ area, what: 'NAT gateway, data', price: 'nat.gatewayGb', quantity: gb, resources: ['network-vpc'] });
}

function priceInstance({ bill, assume }) {
  const common = { area: 'Network', resources: ['network-vpc'] };
  bill.add({ ...common, what: 'NAT instance', price: 'ec2.t4g.nanoHour', quantity: assume.hoursPerMonth });
  bill.add({ ...common, what: 'NAT instance, disk', price: 'ebs.gp3GbMonth', quantity: assume.natDiskGb });
}

export function priceNetwork(context) {
  const { bill, environment, assume, zones } = context;
  const { network, load } = environment;
  const area = 'Network';
  const resources = ['network-vpc'];
  const gb = natGb(environment, assume);
  if (network.nat === 'gateway') priceGateway({ bill, assume, gb });
  else priceInstance({ bill, assume });
  bill.add({
    area,
    what: 'public IPv4 address of the NAT',
    price: 'vpc.publicIpv4Hour',
    quantity: assume.flatPublicIpsOfNat * assume.hoursPerMonth,
    resources,
    note: 'the balancer is internal and has none',
  });
  const endpoints = network.interfaceEndpoints.length;
  bill.add({
    area,
    what: `interface endpoints (${endpoints} services, ${zones} zones)`,
    price: 'endpoint.interfaceHour',
    quantity: endpoints * zones * assume.hoursPerMonth,
    resources,
  });
  bill.add({
    area,
    what: 'interface endpoints, data',
    price: 'endpoint.interfaceGb',
    quantity: endpoints > 0 ? load.logsGb : 0,
    resources,
  });
  const traffic = trafficOf(load, assume);
  const crossZone = (traffic.account * assume.kbPerAccountCall) / 1e6 + gb;
  bill.add({
    area,
    what: 'transfer between zones, both directions',
    price: 'transfer.crossZoneGb',
    quantity: zones > 1 ? 2 * assume.crossZoneShare * crossZone : 0,
    resources,
    note: 'replication of database and cache and the balancer’s traffic are free',
  });
  bill.add({
    area,
    what: 'transfer to the internet past CloudFront',
    price: 'transfer.internetGb',
    quantity: gb * 0.02,
    free: 'transfer.internetGb',
    resources,
    note: 'requests to publishers; what CloudFront takes from an origin is free',
  });
  return tasksFor(environment.api, traffic, assume);
}
