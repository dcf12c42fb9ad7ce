// The API: its tasks, how many, behind what, and how a release reaches them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fargateSize, loadProject } from "@housing/settings";
import { projectJson } from "../lib/project-files";
import { all, environments, one, target, text, type Anything } from "./template";

const taskOf = (environment: string, name: string) =>
  one("AWS::ECS::TaskDefinition", environment, ({ Family }) => Family.endsWith(`-${name}`));

const containerOf = (environment: string, task: string, name: string): Anything =>
  taskOf(environment, task).properties["ContainerDefinitions"].find(({ Name }: Anything) => Name === name);

test("tasks have the size and architecture of the settings", () => {
  const project = loadProject();
  for (const environment of environments) {
    const { api, jobs } = project.environments[environment];
    for (const [name, size] of [
      ["api-task", api],
      ["api-migrate-task", jobs],
      ["jobs-import-task", jobs],
    ] as const) {
      const { Cpu, Memory, RuntimePlatform, RequiresCompatibilities } = taskOf(environment, name).properties;
      const { cpu, memoryMiB } = fargateSize(size);
      assert.deepEqual([Cpu, Memory], [String(cpu), String(memoryMiB)], `${environment} ${name}`);
      assert.equal(RuntimePlatform.CpuArchitecture, project.architecture === "arm64" ? "ARM64" : "X86_64");
      assert.deepEqual(RequiresCompatibilities, ["FARGATE"]);
    }
  }
});

test("the image is chosen by digest, by a parameter that takes nothing else", () => {
  for (const environment of environments) {
    const { stack, properties } = one("AWS::ECS::Service", environment);
    const pattern = new RegExp(stack.template.Parameters?.["ImageDigest"].AllowedPattern);
    assert.match(`sha256:${"0a".repeat(32)}`, pattern);
    for (const wrong of ["latest", "sha256:abc", `sha256:${"0A".repeat(32)}`]) assert.doesNotMatch(wrong, pattern);
    const registry = "111111111111.dkr.ecr.us-east-1.<AWS::URLSuffix>";
    const expected = `${registry}/housing-trends-${environment}-api-repository@<ImageDigest>`;
    const images = [
      containerOf(environment, "api-task", "api").Image,
      containerOf(environment, "api-migrate-task", "migrate").Image,
      containerOf(environment, "jobs-import-task", "import").Image,
      ...all("AWS::Lambda::Function", environment)
        .filter((each) => each.properties["PackageType"] === "Image")
        .map((each) => each.properties["Code"].ImageUri),
    ];
    assert.equal(images.length, 10);
    for (const image of images) assert.equal(text(image), expected);
    // A revision named here would be taken by CloudFormation to the service, which only CodeDeploy may change.
    assert.equal(properties["TaskDefinition"], `housing-trends-${environment}-api-task`);
  }
});

test("former revisions of tasks stay, so that a deployment can go back to them", () => {
  for (const { resource, where } of all("AWS::ECS::TaskDefinition")) {
    assert.equal(resource.UpdateReplacePolicy, "Retain", where);
  }
});

test("no task or function is made before its roles have their rights", () => {
  const policiesOf = (role: Anything, roles: ReturnType<typeof all>) =>
    roles
      .filter(({ properties }) => properties["Roles"].some((each: Anything) => text(each) === role))
      .map(({ id }) => id);
  for (const environment of environments) {
    const policies = all("AWS::IAM::Policy", environment);
    for (const each of all(/^AWS::(ECS::TaskDefinition|Lambda::Function)$/, environment)) {
      const { TaskRoleArn, ExecutionRoleArn, Role, PackageType } = each.properties;
      if (Role && PackageType !== "Image") continue;
      for (const arn of [TaskRoleArn, ExecutionRoleArn, Role].filter(Boolean)) {
        const wanted = policiesOf(`<${arn["Fn::GetAtt"][0]}>`, policies);
        assert.ok(wanted.length > 0, each.where);
        for (const policy of wanted) assert.ok(each.resource.DependsOn?.includes(policy), `${each.where} ${policy}`);
      }
    }
  }
});

test("the server has its command, health check, port and what it is told", () => {
  for (const environment of environments) {
    const container = containerOf(environment, "api-task", "api");
    assert.deepEqual(container.Command, ["serve"]);
    assert.deepEqual(container.HealthCheck.Command, ["CMD", "housing", "health"]);
    assert.deepEqual(container.PortMappings, [{ ContainerPort: 8080, Protocol: "tcp" }]);
    const told = Object.fromEntries(container.Environment.map(({ Name, Value }: Anything) => [Name, text(Value)]));
    const host = environment === "prod" ? "housing-trends.example" : `${environment}.housing-trends.example`;
    assert.equal(told.HOUSING_PUBLIC_URL, `https://${host}`);
    assert.equal(told.HOUSING_TRUSTED_HOPS, "2");
    assert.equal(told.HOUSING_ADMIN_FACTOR, "required");
    assert.equal(told.HOUSING_METRICS, "emf");
    assert.equal(told.HOUSING_ENVIRONMENT, environment);
    assert.equal(told.HOUSING_QUEUE_URL, `sqs://housing-trends-${environment}-jobs`);
    assert.equal(told.HOUSING_DATA_DIR, "/var/lib/housing");
    assert.equal(told.HOUSING_CACHE_PASSWORD, `secretsmanager://housing-trends-${environment}-cache-auth`);
    assert.equal(told.HOUSING_MAIL_FROM, `no-reply@${host}`);
    assert.match(
      told.HOUSING_DATABASE_PASSWORD,
      /^secretsmanager:\/\/<DataDatabaseInstance\w+\.MasterUserSecret\.SecretArn>#password$/,
    );
    assert.equal(told.HOUSING_CACHE_URL.endsWith("?cluster=true"), environment === "prod");
  }
});

test("the collector listens where the server sends, and its end does not end the task", () => {
  const container = containerOf("prod", "api-task", "otel");
  const told = containerOf("prod", "api-task", "api").Environment;
  const traces = told.find(({ Name }: Anything) => Name === "HOUSING_TRACES_URL").Value;
  const { receivers, exporters } = JSON.parse(container.Environment[0].Value);
  assert.equal(traces, `http://${receivers.otlp.protocols.http.endpoint}/v1/traces`);
  assert.deepEqual(Object.keys(exporters), ["awsxray"]);
  assert.equal(container.Essential, false);
});

test("a target is forgotten after the server has drained, and only then the task is killed", () => {
  const drainSeconds = 25;
  for (const { properties, where } of all("AWS::ElasticLoadBalancingV2::TargetGroup")) {
    const attribute = properties["TargetGroupAttributes"].find(
      ({ Key }: Anything) => Key === "deregistration_delay.timeout_seconds",
    );
    const delay = Number(attribute.Value);
    assert.equal(delay, 30, where);
    assert.ok(delay > drainSeconds);
    assert.ok(containerOf("prod", "api-task", "api").StopTimeout > delay);
    assert.equal(properties["HealthCheckPath"], "/health/ready");
    assert.equal(properties["Port"], 8080);
  }
});

test("on-demand tasks first, Spot above", () => {
  for (const environment of environments) {
    const { api } = loadProject().environments[environment];
    const strategy: Anything[] = one("AWS::ECS::Service", environment).properties["CapacityProviderStrategy"];
    const onDemand = strategy.find(({ CapacityProvider }) => CapacityProvider === "FARGATE");
    assert.equal(onDemand?.Base ?? 0, api.onDemandTasks);
    assert.equal(strategy.find(({ CapacityProvider }) => CapacityProvider === "FARGATE_SPOT")?.Weight, 1);
  }
});

test("tasks scale within the settings' bounds, on CPU and on requests of both target groups", () => {
  for (const environment of environments) {
    const { api } = loadProject().environments[environment];
    const { MinCapacity, MaxCapacity } = one("AWS::ApplicationAutoScaling::ScalableTarget", environment).properties;
    assert.deepEqual([MinCapacity, MaxCapacity], [api.minTasks, api.maxTasks]);
    const policies = all("AWS::ApplicationAutoScaling::ScalingPolicy", environment).map(
      ({ properties }) => properties["TargetTrackingScalingPolicyConfiguration"],
    );
    const cpu = policies.find((each) => each.PredefinedMetricSpecification);
    assert.equal(cpu.PredefinedMetricSpecification.PredefinedMetricType, "ECSServiceAverageCPUUtilization");
    assert.equal(cpu.TargetValue, api.targetCpuPercent);
    const requests = policies.find((each) => each.CustomizedMetricSpecification);
    assert.equal(requests.TargetValue, api.targetRequestsPerMinute);
    const groups = requests.CustomizedMetricSpecification.Metrics.flatMap(
      (each: Anything) => each.MetricStat?.Metric.Dimensions.map(({ Value }: Anything) => text(Value)) ?? [],
    );
    assert.match(groups.join(), /Blue\w+\.TargetGroupFullName>,<\w+Green\w+\.TargetGroupFullName>/);
  }
});

test("a release is blue/green, a tenth first, and goes back on failure and on three alarms", () => {
  const marked = projectJson<{ alarms: { id: string; rollsBack?: boolean }[] }>("infrastructure/settings/alarms.json");
  const rollsBack = marked.alarms.filter((each) => each.rollsBack).map(({ id }) => id);
  assert.deepEqual(rollsBack, ["api-5xx", "api-latency", "api-unhealthy"]);
  for (const environment of environments) {
    const { properties, stack } = one("AWS::CodeDeploy::DeploymentGroup", environment);
    assert.equal(properties["DeploymentConfigName"], "CodeDeployDefault.ECSCanary10Percent5Minutes");
    assert.deepEqual(properties["DeploymentStyle"], {
      DeploymentOption: "WITH_TRAFFIC_CONTROL",
      DeploymentType: "BLUE_GREEN",
    });
    const events = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST", "DEPLOYMENT_STOP_ON_ALARM"];
    assert.deepEqual(properties["AutoRollbackConfiguration"], { Enabled: true, Events: events });
    assert.equal(properties["AlarmConfiguration"].Enabled, true);
    const alarms = properties["AlarmConfiguration"].Alarms.map(
      ({ Name }: Anything) => target(stack, Name)?.Properties?.["AlarmName"],
    );
    assert.deepEqual(
      alarms,
      rollsBack.map((id) => `housing-trends-${environment}-${id}`),
    );

    const [pair] = properties["LoadBalancerInfo"].TargetGroupPairInfoList;
    const groups = pair.TargetGroups.map(({ Name }: Anything) => target(stack, Name)?.Properties?.["Name"]);
    assert.deepEqual(groups, [`housing-trends-${environment}-api-blue`, `housing-trends-${environment}-api-green`]);
    const port = (route: Anything) => target(stack, route.ListenerArns[0])?.Properties?.["Port"];
    assert.deepEqual([port(pair.ProdTrafficRoute), port(pair.TestTrafficRoute)], [443, 8443]);
    assert.equal(one("AWS::ECS::Service", environment).properties["DeploymentController"].Type, "CODE_DEPLOY");
  }
});

test("images keep their tags, are looked through when pushed, and the newest twenty stay", () => {
  for (const environment of environments) {
    const { properties } = one("AWS::ECR::Repository", environment);
    assert.equal(properties["ImageTagMutability"], "IMMUTABLE");
    assert.equal(properties["ImageScanningConfiguration"].ScanOnPush, true);
    const { rules } = JSON.parse(properties["LifecyclePolicy"].LifecyclePolicyText);
    assert.equal(rules.at(-1).selection.countNumber, 20);
  }
});
