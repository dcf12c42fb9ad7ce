// The web ACL before everything else: AWS's managed rules and limits of requests from one address.
//
// Not a replacement of the API's own limits, which know accounts and keys. CloudFront's ACLs live in us-east-1.
import { ArnFormat, RemovalPolicy, Stack } from "aws-cdk-lib";
import * as wafv2 from "aws-cdk-lib/aws-wafv2";
import type * as kms from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import type { Context } from "../context";
import { logGroup } from "../logging";
import { edgeSettings, type RateLimit } from "./edge-settings";

type Rule = wafv2.CfnWebACL.RuleProperty;

const seen = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
  metricName,
});

const managedRule = ({ name, countOnly }: { name: string; countOnly: readonly string[] }): Omit<Rule, "priority"> => ({
  name,
  overrideAction: { none: {} },
  visibilityConfig: seen(name),
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name,
      ruleActionOverrides: countOnly.map((each) => ({ name: each, actionToUse: { count: {} } })),
    },
  },
});

const startsWith = (path: string): wafv2.CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString: path,
    textTransformations: [
      { priority: 0, type: "URL_DECODE" },
      { priority: 1, type: "NORMALIZE_PATH" },
    ],
  },
});

// 429, as the API's own limit answers, and not the 403 of a refusal.
const rateRule = ({ name, path, requests, seconds }: RateLimit): Omit<Rule, "priority"> => ({
  name: `rate-${name}`,
  action: { block: { customResponse: { responseCode: 429 } } },
  visibilityConfig: seen(`rate-${name}`),
  statement: {
    rateBasedStatement: {
      aggregateKeyType: "IP",
      limit: requests,
      evaluationWindowSec: seconds,
      scopeDownStatement: path === "/" ? undefined : startsWith(path),
    },
  },
});

export const webAclLogName = (context: Context) => `aws-waf-logs-${context.name("edge", "web-acl")}`;

export class WebAcl extends Construct {
  readonly arn: string;
  readonly logName: string;

  constructor(scope: Construct, id: string, context: Context, key: kms.IKey) {
    super(scope, id);
    const name = context.name("edge", "web-acl");
    // The service writes to groups of this prefix only.
    this.logName = webAclLogName(context);
    const { managedRules, rateLimits } = edgeSettings.webAcl;
    const rules = [...rateLimits.map(rateRule), ...managedRules.map(managedRule)];
    const acl = new wafv2.CfnWebACL(this, "Acl", {
      name,
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: seen(name),
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
    });
    this.arn = acl.attrArn;
    this.log(acl, context, key);
  }

  // What was blocked or counted, without what a reader keeps secret.
  private log(acl: wafv2.CfnWebACL, context: Context, key: kms.IKey): void {
    const group = logGroup(this, "Log", context, key, this.logName, RemovalPolicy.DESTROY);
    const configuration = new wafv2.CfnLoggingConfiguration(this, "Logging", {
      resourceArn: acl.attrArn,
      // The ARN a log group gives of itself ends in ":*", which the service refuses.
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: "logs",
          resource: "log-group",
          resourceName: this.logName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { Name: header } })),
      loggingFilter: {
        DefaultBehavior: "DROP",
        Filters: [
          {
            Behavior: "KEEP",
            Requirement: "MEETS_ANY",
            Conditions: ["BLOCK", "COUNT"].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
    configuration.node.addDependency(group);
  }
}
