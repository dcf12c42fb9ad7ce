// Nothing is public, and every rule of every security group is one of these.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, environments, one, target, text, type Anything, type Found } from "./template";

test("buckets are private in every way", () => {
  for (const { properties, where } of all("AWS::S3::Bucket")) {
    const closed = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    };
    assert.deepEqual(properties["PublicAccessBlockConfiguration"], closed, where);
    assert.equal(properties["AccessControl"], undefined, where);
    assert.equal(properties["VersioningConfiguration"]?.Status, "Enabled", where);
  }
});

test("no policy of a resource allows everybody", () => {
  for (const { properties, where } of all(/(Policy|::Key|::Repository)$/)) {
    const document = properties["PolicyDocument"] ?? properties["KeyPolicy"] ?? properties["RepositoryPolicyText"];
    for (const { Effect, Principal } of document?.Statement ?? []) {
      const isEverybody = Principal === "*" || Principal?.AWS === "*";
      assert.ok(Effect === "Deny" || !isEverybody, where);
    }
  }
});

test("balancer, database, tasks and functions have no public address", () => {
  for (const environment of environments) {
    assert.equal(one("AWS::ElasticLoadBalancingV2::LoadBalancer", environment).properties["Scheme"], "internal");
    assert.equal(one("AWS::RDS::DBInstance", environment).properties["PubliclyAccessible"], false);
    const { NetworkConfiguration } = one("AWS::ECS::Service", environment).properties;
    assert.equal(NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp, "DISABLED");
    for (const { properties, where } of all("AWS::EC2::Subnet", environment)) {
      assert.notEqual(properties["MapPublicIpOnLaunch"], true, where);
    }
  }
});

// Which subnets a resource is in, by the kind CDK notes on them.
const kindsOf = ({ stack }: Found, subnets: Anything[]) => {
  const kinds = subnets.map((subnet) => {
    const tags: Anything[] = target(stack, subnet)?.Properties?.["Tags"] ?? [];
    return tags.find(({ Key }) => Key === "aws-cdk:subnet-name")?.Value;
  });
  return [...new Set(kinds)];
};

test("database and cache are in isolated subnets, which have no way out; all else is in private ones", () => {
  for (const environment of environments) {
    for (const type of ["AWS::RDS::DBSubnetGroup", "AWS::ElastiCache::SubnetGroup"]) {
      const group = one(type, environment);
      assert.deepEqual(kindsOf(group, group.properties["SubnetIds"]), ["isolated"], group.where);
    }
    const balancer = one("AWS::ElasticLoadBalancingV2::LoadBalancer", environment);
    assert.deepEqual(kindsOf(balancer, balancer.properties["Subnets"]), ["private"]);
    for (const each of all("AWS::Lambda::Function", environment).filter(({ properties }) => properties["VpcConfig"])) {
      assert.deepEqual(kindsOf(each, each.properties["VpcConfig"].SubnetIds), ["private"], each.where);
    }
    const routes = all("AWS::EC2::Route", environment).map(({ properties }) => text(properties["RouteTableId"]));
    assert.ok(routes.length > 0 && !routes.some((table) => /isolated/.test(table)), routes.join());
  }
});

const nameOf = ({ stack }: Found, group: Anything): string => {
  const name: string | undefined = target(stack, group)?.Properties?.["GroupName"];
  return name?.replace(/^housing-trends-[a-z]+-network-/, "") ?? text(group);
};

function rulesOf(environment: string): string[] {
  const line = (direction: string, own: string, rule: Anything, other: string) =>
    `${own} ${direction} ${rule.FromPort}${rule.ToPort === rule.FromPort ? "" : `-${rule.ToPort}`} ${other}`;
  const lines: string[] = [];
  for (const each of all(/^AWS::EC2::SecurityGroup(Ingress|Egress)$/, environment)) {
    const rule = each.properties;
    const isIn = each.type.endsWith("Ingress");
    const peer = rule["SourceSecurityGroupId"] ?? rule["DestinationSecurityGroupId"];
    const other = peer ? nameOf(each, peer) : (rule["SourcePrefixListId"] ?? rule["CidrIp"]);
    if (other !== "255.255.255.255/32")
      lines.push(line(isIn ? "<-" : "->", nameOf(each, rule["GroupId"]), rule, other));
  }
  for (const each of all("AWS::EC2::SecurityGroup", environment)) {
    const own = each.properties["GroupName"].replace(/^housing-trends-[a-z]+-network-/, "");
    for (const rule of each.properties["SecurityGroupIngress"] ?? [])
      lines.push(line("<-", own, rule, text(rule.CidrIp)));
    for (const rule of each.properties["SecurityGroupEgress"] ?? []) {
      if (rule.CidrIp !== "255.255.255.255/32") lines.push(line("->", own, rule, text(rule.CidrIp)));
    }
  }
  return [...new Set(lines)].sort();
}

const rules = [
  "alb-sg <- 443 pl-3b927c52",
  "alb-sg -> 8080 api-sg",
  "api-sg <- 8080 alb-sg",
  "api-sg -> 5432 db-sg",
  "api-sg -> 6379 cache-sg",
  "api-sg -> 443 0.0.0.0/0",
  "jobs-sg -> 5432 db-sg",
  "jobs-sg -> 6379 cache-sg",
  "jobs-sg -> 443 0.0.0.0/0",
  "db-sg <- 5432 api-sg",
  "db-sg <- 5432 jobs-sg",
  "cache-sg <- 6379 api-sg",
  "cache-sg <- 6379 jobs-sg",
];
const natRules = (cidr: string) => [`nat-sg <- 443 ${cidr}`, "nat-sg -> 443 0.0.0.0/0"];

test("the security groups have these rules and no others", () => {
  assert.deepEqual(rulesOf("prod"), [...rules, ...natRules("10.22.0.0/16")].sort());
  assert.deepEqual(rulesOf("dev"), [...rules, ...natRules("10.20.0.0/16")].sort());
  assert.deepEqual(rulesOf("staging"), [...rules, ...natRules("10.21.0.0/16")].sort());
});

test("the default security group is closed and flows are recorded", () => {
  for (const environment of environments) {
    one("Custom::VpcRestrictDefaultSG", environment);
    assert.equal(one("AWS::EC2::FlowLog", environment).properties["TrafficType"], "ALL");
  }
});

test("tasks run without root, on a root file system they cannot write to", () => {
  for (const { properties, where } of all("AWS::ECS::TaskDefinition")) {
    for (const container of properties["ContainerDefinitions"]) {
      assert.equal(container.ReadonlyRootFilesystem, true, `${where} ${container.Name}`);
      assert.notEqual(container.Privileged, true, where);
      if (container.Name !== "otel") assert.equal(container.User, "10001", where);
    }
  }
});
