// CloudFront, the web ACL, Route 53, and the optional Amplify hosting.
const kWafLogBytesIncluded = 500;

export function priceEdge({ bill, environment, assume }) {
  const { load } = environment;
  const area = 'CloudFront';
  const resources = ['edge-distribution', 'edge-api-cache', 'edge-headers'];
  bill.add({
    area,
    what: 'to viewers',
    price: 'cloudfront.gb',
    quantity: load.transferGb,
    free: 'cloudfront.gb',
    resources,
  });
  bill.add({
    area,
    what: 'HTTPS requests',
    price: 'cloudfront.request',
    quantity: load.requestsPerMonth,
    free: 'cloudfront.request',
    resources,
  });
  bill.add({
    area,
    what: 'function for deep links',
    price: 'cloudfront.function',
    quantity: load.requestsPerMonth * assume.rewriteShare,
    free: 'cloudfront.function',
    resources: ['edge-rewrites'],
  });
}

// WAF includes 500 bytes of log for each request it looks at.
export const wafLogGb = ({ load, options }, assume) =>
  options.waf
    ? Math.max(0, load.requestsPerMonth * (assume.wafLoggedShare * assume.wafLogBytes - kWafLogBytesIncluded)) / 1e9
    : 0;

export function priceWebAcl({ bill, environment, edge }) {
  if (!environment.options.waf) return;
  const area = 'WAF';
  const resources = ['edge-web-acl'];
  bill.add({ area, what: 'web ACL', price: 'waf.aclMonth', quantity: 1, resources });
  const rules = edge.webAcl.managedRules.length + edge.webAcl.rateLimits.length;
  bill.add({ area, what: `${rules} rules`, price: 'waf.ruleMonth', quantity: rules, resources });
  bill.add({ area, what: 'requests', price: 'waf.request', quantity: environment.load.requestsPerMonth, resources });
}

export function priceNames({ bill, environment }) {
  const area = 'Route 53';
  const resources = ['edge-health'];
  bill.add({
    area,
    what: 'hosted zone',
    price: 'route53.zoneMonth',
    quantity: environment.subdomain === '' ? 1 : 0,
    resources: ['edge-distribution'],
    note: 'one zone for all environments, counted with the domain itself; queries of aliases are free',
  });
  bill.add({
    area,
    what: 'health check',
    price: 'route53.healthCheckMonth',
    quantity: 1,
    free: 'route53.healthCheck',
    resources,
  });
  bill.add({ area, what: 'health check over HTTPS', price: 'route53.healthCheckHttpsMonth', quantity: 1, resources });
}

export function priceAmplify({ bill, environment, assume }) {
  if (!environment.options.amplify) return;
  const area = 'Amplify (option)';
  bill.add({ area, what: 'builds', price: 'amplify.buildMinute', quantity: assume.amplifyBuildMinutes });
  bill.add({
    area,
    what: 'served',
    price: 'amplify.gb',
    quantity: environment.load.transferGb * (1 - assume.apiShare),
  });
  bill.add({ area, what: 'stored', price: 'amplify.storedGbMonth', quantity: assume.frontendGb });
}
