import { createHash } from 'node:crypto';
import { noDot, sorted } from '../values.mjs';

const hash = (text) =>
  createHash('sha256')
    .update(text ?? '')
    .digest('hex');

const cdkRules = ({ Rules }) =>
  Rules.map(({ Name, Priority, Statement: s }) => {
    return [Priority, Name, s.RateBasedStatement?.Limit, s.RateBasedStatement?.EvaluationWindowSec];
  });
const terraformRules = ({ rule }) =>
  rule
    .map(({ name, priority, statement: [s] }) => {
      const rate = s.rate_based_statement?.[0];
      return [priority, name, rate?.limit, rate?.evaluation_window_sec];
    })
    .sort(([a], [b]) => a - b);

const security = (c) => ({
  csp: c.ContentSecurityPolicy?.ContentSecurityPolicy,
  frame: c.FrameOptions?.FrameOption,
  referrer: c.ReferrerPolicy?.ReferrerPolicy,
  transport: [c.StrictTransportSecurity?.AccessControlMaxAgeSec, c.StrictTransportSecurity?.IncludeSubdomains],
});
const terraformSecurity = (c) => ({
  csp: c.content_security_policy[0].content_security_policy,
  frame: c.frame_options[0].frame_option,
  referrer: c.referrer_policy[0].referrer_policy,
  transport: [
    c.strict_transport_security[0].access_control_max_age_sec,
    c.strict_transport_security[0].include_subdomains,
  ],
});

export const edge = [
  {
    cfn: 'AWS::CloudFront::Distribution',
    tf: 'aws_cloudfront_distribution',
    key: [({ DistributionConfig: d }) => d.Aliases.join(), ({ aliases }) => aliases.join()],
    fields: {
      versions: [({ DistributionConfig: d }) => d.HttpVersion, (p) => p.http_version],
      price: [({ DistributionConfig: d }) => d.PriceClass, (p) => p.price_class],
      tls: [
        ({ DistributionConfig: d }) => d.ViewerCertificate.MinimumProtocolVersion,
        (p) => p.viewer_certificate[0].minimum_protocol_version,
      ],
      paths: [
        ({ DistributionConfig: d }) => d.CacheBehaviors.map(({ PathPattern }) => PathPattern),
        (p) => p.ordered_cache_behavior.map(({ path_pattern: path }) => path),
      ],
      methods: [
        ({ DistributionConfig: d }) => d.CacheBehaviors.map(({ AllowedMethods }) => sorted(AllowedMethods)),
        (p) => p.ordered_cache_behavior.map(({ allowed_methods: methods }) => sorted(methods)),
      ],
      onlyHttps: [
        ({ DistributionConfig: d }) => sorted(d.CacheBehaviors.map((b) => b.ViewerProtocolPolicy)),
        (p) => sorted(p.ordered_cache_behavior.map((b) => b.viewer_protocol_policy)),
      ],
      never: [
        ({ DistributionConfig: d }) =>
          d.CacheBehaviors.filter(({ CachePolicyId }) => /^[0-9a-f-]{36}$/.test(CachePolicyId)).map(
            (b) => b.PathPattern,
          ),
        (p) => p.ordered_cache_behavior.filter((b) => b.cache_policy_id).map((b) => b.path_pattern),
      ],
      origins: [
        ({ DistributionConfig: d }) => sorted(d.Origins.map(({ Id }) => Id)),
        (p) => sorted(p.origin.map((each) => each.origin_id)),
      ],
      failover: [
        ({ DistributionConfig: d }) => sorted(d.OriginGroups?.Items[0].FailoverCriteria.StatusCodes.Items),
        (p) => sorted(p.origin_group[0].failover_criteria[0].status_codes),
      ],
    },
  },
  {
    cfn: 'AWS::CloudFront::Function',
    tf: 'aws_cloudfront_function',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      runtime: [(p) => p.FunctionConfig.Runtime, (p) => p.runtime],
      code: [(p) => hash(p.FunctionCode), (p) => hash(p.code)],
    },
  },
  {
    cfn: 'AWS::CloudFront::CachePolicy',
    tf: 'aws_cloudfront_cache_policy',
    key: [({ CachePolicyConfig: c }) => c.Name, (p) => p.name],
    fields: {
      lifetimes: [
        ({ CachePolicyConfig: c }) => [c.MinTTL, c.DefaultTTL, c.MaxTTL],
        (p) => [p.min_ttl, p.default_ttl, p.max_ttl],
      ],
      query: [
        ({ CachePolicyConfig: c }) => c.ParametersInCacheKeyAndForwardedToOrigin.QueryStringsConfig.QueryStringBehavior,
        (p) => p.parameters_in_cache_key_and_forwarded_to_origin[0].query_strings_config[0].query_string_behavior,
      ],
    },
  },
  {
    cfn: 'AWS::CloudFront::OriginRequestPolicy',
    tf: 'aws_cloudfront_origin_request_policy',
    key: [({ OriginRequestPolicyConfig: c }) => c.Name, (p) => p.name],
    fields: {
      headers: [
        ({ OriginRequestPolicyConfig: c }) => sorted(c.HeadersConfig.Headers),
        (p) => sorted(p.headers_config[0].headers[0].items),
      ],
    },
  },
  {
    cfn: 'AWS::CloudFront::ResponseHeadersPolicy',
    tf: 'aws_cloudfront_response_headers_policy',
    key: [({ ResponseHeadersPolicyConfig: c }) => c.Name, (p) => p.name],
    fields: {
      security: [
        ({ ResponseHeadersPolicyConfig: c }) => security(c.SecurityHeadersConfig),
        (p) => terraformSecurity(p.security_headers_config[0]),
      ],
      others: [
        ({ ResponseHeadersPolicyConfig: c }) =>
          sorted(c.CustomHeadersConfig.Items.map((h) => `${h.Header}: ${h.Value}`)),
        (p) => sorted(p.custom_headers_config[0].items.map((h) => `${h.header}: ${h.value}`)),
      ],
    },
  },
  {
    cfn: 'AWS::CloudFront::OriginAccessControl',
    tf: 'aws_cloudfront_origin_access_control',
    key: [({ OriginAccessControlConfig: c }) => c.Name, (p) => p.name],
    fields: { signs: [({ OriginAccessControlConfig: c }) => c.SigningBehavior, (p) => p.signing_behavior] },
  },
  {
    cfn: 'AWS::CloudFront::VpcOrigin',
    tf: 'aws_cloudfront_vpc_origin',
    key: [({ VpcOriginEndpointConfig: c }) => c.Name, ({ vpc_origin_endpoint_config: [c] }) => c.name],
    fields: {
      protocol: [
        ({ VpcOriginEndpointConfig: c }) => [c.OriginProtocolPolicy, c.OriginSSLProtocols],
        ({ vpc_origin_endpoint_config: [c] }) => [c.origin_protocol_policy, c.origin_ssl_protocols[0].items],
      ],
    },
  },
  {
    cfn: 'AWS::WAFv2::WebACL',
    tf: 'aws_wafv2_web_acl',
    key: [(p) => p.Name, (p) => p.name],
    fields: { scope: [(p) => p.Scope, (p) => p.scope], rules: [cdkRules, terraformRules] },
  },
  {
    cfn: 'AWS::WAFv2::LoggingConfiguration',
    tf: 'aws_wafv2_web_acl_logging_configuration',
    fields: {
      kept: [
        ({ LoggingFilter: f }) => [
          f.DefaultBehavior,
          sorted(f.Filters[0].Conditions.map((c) => c.ActionCondition.Action)),
        ],
        ({ logging_filter: [f] }) => {
          return [f.default_behavior, sorted(f.filter[0].condition.map((c) => c.action_condition[0].action))];
        },
      ],
    },
  },
  {
    cfn: 'AWS::Route53::RecordSet',
    tf: 'aws_route53_record',
    key: [
      (p) => `${p.Type} ${noDot(p.Name)}`.replace(/\{.*DkimDNSTokenName(\d)\}/i, 'DKIM $1'),
      (p, _, { address }) => {
        const token = /dkim\[(\d)\]/.exec(address);
        return `${p.type} ${token ? `DKIM ${Number(token[1]) + 1}` : (p.name ?? 'validation of a certificate')}`;
      },
    ],
  },
  {
    cfn: 'AWS::Route53::HealthCheck',
    tf: 'aws_route53_health_check',
    key: [({ HealthCheckConfig: h }) => h.FullyQualifiedDomainName, (p) => p.fqdn],
    fields: {
      asks: [
        ({ HealthCheckConfig: h }) => [h.Type, h.Port, h.ResourcePath, h.RequestInterval, h.FailureThreshold],
        (p) => [p.type, p.port, p.resource_path, p.request_interval, p.failure_threshold],
      ],
    },
  },
  {
    cfn: 'AWS::Logs::DeliverySource',
    tf: 'aws_cloudwatch_log_delivery_source',
    key: [(p) => p.Name, (p) => p.name],
  },
  {
    cfn: 'AWS::Logs::DeliveryDestination',
    tf: 'aws_cloudwatch_log_delivery_destination',
    key: [(p) => p.Name, (p) => p.name],
    fields: { format: [(p) => p.OutputFormat, (p) => p.output_format] },
  },
  {
    cfn: 'AWS::Logs::Delivery',
    tf: 'aws_cloudwatch_log_delivery',
    fields: { fields: [(p) => p.RecordFields, (p) => p.record_fields] },
  },
];
