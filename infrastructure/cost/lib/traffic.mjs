// What the written load means for each part: how many requests the balancer sees, how much memory of cores they need.

const kSecondsPerHour = 3600;

// load: settings' `load`. Requests a month, GB a month, requests a second.
export function trafficOf(load, assume) {
  const api = load.requestsPerMonth * assume.apiShare;
  const account = api * assume.accountShare;
  const origin = account + (api - account) * (1 - assume.edgeHitShare);
  const meanPerSecond = origin / (assume.hoursPerMonth * kSecondsPerHour);
  const originGb = load.requestsPerMonth === 0 ? 0 : (load.transferGb * origin) / load.requestsPerMonth;
  return {
    api,
    account,
    origin,
    originGb,
    files: load.requestsPerMonth - api,
    meanPerSecond,
    peakPerSecond: meanPerSecond * assume.peakFactor,
  };
}

// Tasks that the busiest minute needs, by processor and by the scaling target of requests; and how many run on average.
export function tasksFor(api, traffic, assume) {
  const signIns = traffic.origin === 0 ? 0 : (traffic.account * assume.signInShare) / traffic.origin;
  const microseconds = assume.cpuMicrosecondsPerRequest + signIns * assume.cpuMicrosecondsPerSignIn;
  const vcpuAtPeak = (traffic.peakPerSecond * microseconds * assume.slowerProcessorFactor) / 1e6;
  const byCpu = vcpuAtPeak / (api.vcpu * (api.targetCpuPercent / 100));
  const byRequests = (traffic.peakPerSecond * 60) / api.targetRequestsPerMinute;
  const needed = Math.max(byCpu, byRequests);
  const mean = needed / assume.peakFactor;
  const clamp = (tasks) => Math.min(api.maxTasks, Math.max(api.minTasks, tasks));
  return { vcpuAtPeak, byCpu, byRequests, atPeak: clamp(Math.ceil(needed)), mean: clamp(mean) };
}
