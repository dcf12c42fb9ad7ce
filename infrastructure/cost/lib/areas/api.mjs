// The API: Fargate tasks, on demand and Spot, and the balancer before them.
import { trafficOf, tasksFor } from '../traffic.mjs';

const kFreeEphemeralGb = 20;
const kLcu = { connectionsPerSecond: 25, gbPerHour: 1 };

export function priceTasks({ bill, environment, architecture, assume, terms }) {
  const { api, load } = environment;
  const { mean } = tasksFor(api, trafficOf(load, assume), assume);
  const onDemand = api.spot ? Math.min(api.onDemandTasks, mean) : mean;
  const spot = mean - onDemand;
  const kinds = [{ name: 'on demand', tasks: onDemand, factor: 1 - terms.fargate, commitment: terms.fargateName }];
  if (api.spot) kinds.push({ name: 'Spot', tasks: spot, factor: 1 - bill.discount('fargate.spot') });
  const common = { area: 'ECS Fargate', resources: ['api-task', 'api-service', 'api-cluster'] };
  for (const { name, tasks, ...rest } of kinds) {
    const hours = tasks * assume.hoursPerMonth;
    const add = (what, unit, quantity) =>
      bill.add({ ...common, ...rest, what, price: `fargate.${architecture}.${unit}`, quantity });
    add(`API tasks ${name}, vCPU`, 'vcpuHour', hours * api.vcpu);
    add(`API tasks ${name}, memory`, 'gbHour', hours * api.memoryGb);
  }
  bill.add({
    ...common,
    what: `API tasks, disk above ${kFreeEphemeralGb} GB`,
    price: 'fargate.ephemeralGbHour',
    quantity: Math.max(0, assume.datasetGb * 2 - kFreeEphemeralGb) * mean * assume.hoursPerMonth,
    note: 'the present and the next one fit in the 20 GB that are included',
  });
}

export function priceBalancer({ bill, environment, assume }) {
  const traffic = trafficOf(environment.load, assume);
  const lcu = Math.max(
    traffic.meanPerSecond / kLcu.connectionsPerSecond,
    traffic.originGb / assume.hoursPerMonth / kLcu.gbPerHour,
  );
  const area = 'Load balancer';
  const resources = ['api-alb', 'api-blue', 'api-green'];
  bill.add({ area, what: 'balancer', price: 'alb.hour', quantity: assume.hoursPerMonth, resources });
  bill.add({ area, what: 'load units', price: 'alb.lcuHour', quantity: lcu * assume.hoursPerMonth, resources });
}
