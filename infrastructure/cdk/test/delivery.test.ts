// The pipeline: its seven stages in order, what each runs, and who may do what.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../lib/project-files";
import { roles } from "./rights";
import { all, one, target, text, type Anything } from "./template";

const shared = (type: string) => one(type, "shared");
const stages = (): Anything[] => shared("AWS::CodePipeline::Pipeline").properties["Stages"];
const stage = (name: string): Anything[] =>
  [...stages().find(({ Name }) => Name === name).Actions].sort((a: Anything, b: Anything) => a.RunOrder - b.RunOrder);
const kinds = (name: string) => stage(name).map(({ ActionTypeId: { Provider } }) => Provider);

test("the pipeline has the seven stages, in order", () => {
  const names = ["Source", "Build", "Test", "DeployStaging", "E2E", "Approval", "DeployProduction"];
  assert.deepEqual(
    stages().map(({ Name }) => Name),
    names,
  );
  assert.deepEqual(kinds("Source"), ["CodeStarSourceConnection"]);
  assert.deepEqual(kinds("Approval"), ["Manual"]);
  assert.equal(kinds("Test").includes("CodeBuild"), true);
});

test("a deployment is: migrations, the API by CodeDeploy, then jobs and site; production's as staging's", () => {
  for (const name of ["DeployStaging", "DeployProduction"]) {
    assert.deepEqual(kinds(name), ["CodeBuild", "CodeDeployToECS", "CodeBuild"]);
    assert.deepEqual(
      stage(name).map(({ RunOrder }) => RunOrder),
      [1, 2, 3],
    );
    const [migrate, api] = stage(name);
    // What CodeDeploy is given is what the migration left, of the same environment.
    assert.equal(api.Configuration.AppSpecTemplateArtifact, migrate.OutputArtifacts[0].Name);
    assert.equal(api.Configuration.TaskDefinitionTemplateArtifact, migrate.OutputArtifacts[0].Name);
    assert.ok(
      migrate.InputArtifacts.some(({ Name }: Anything) => Name === "Built"),
      "the image is Build's",
    );
    const environment = name === "DeployStaging" ? "staging" : "prod";
    const group = one("AWS::CodeDeploy::DeploymentGroup", environment);
    assert.equal(text(api.Configuration.DeploymentGroupName), group.properties["DeploymentGroupName"]);
  }
});

test("each project runs a build specification that exists and leaves what the next action takes", () => {
  const projects = all("AWS::CodeBuild::Project", "shared").filter(
    ({ properties }) => !/phases/.test(text(properties["Source"].BuildSpec)),
  );
  assert.equal(projects.length, 7);
  for (const { properties, where } of projects) {
    const file = projectPath(properties["Source"].BuildSpec);
    assert.ok(existsSync(file), `${where}: ${file} is missing`);
  }
  const left = (file: string) => readFileSync(projectPath(file), "utf8").split(/^artifacts:/m)[1] ?? "";
  for (const each of ["appspec.yaml", "taskdef.json"])
    assert.ok(left("infrastructure/delivery/buildspec-migrate.yml").includes(each), each);
  assert.ok(left("buildspec.yml").includes("imageDetail.json"));
});

// What a build specification asks of its surroundings.
test("each project is told the variables its build specification reads", () => {
  const known = new Set(["PWD", "DEBIAN", "CODEBUILD_BUILD_SUCCEEDING", "CODEBUILD_SRC_DIR_Built"]);
  for (const { properties, where } of all("AWS::CodeBuild::Project", "shared")) {
    const spec = properties["Source"].BuildSpec;
    if (typeof spec !== "string" || !existsSync(projectPath(spec))) continue;
    const commands = readFileSync(projectPath(spec), "utf8").replace(/^\s*#.*$/gm, "");
    const told = new Set(properties["Environment"].EnvironmentVariables.map(({ Name }: Anything) => Name));
    const set = new Set([...commands.matchAll(/(?:^|[\s-])([A-Za-z_]+)=/g)].map((each) => each[1]));
    const read = [...commands.matchAll(/\$\{?([A-Za-z_]+)/g)].map((each) => each[1]!);
    const unknown = read.filter((each) => !known.has(each) && !told.has(each) && !set.has(each));
    assert.deepEqual(unknown, [], `${where} ${spec}`);
  }
});

test("images are built on the tasks' processor; only builds that make or copy images are privileged", () => {
  for (const { properties } of all("AWS::CodeBuild::Project", "shared")) {
    assert.equal(properties["Environment"].Type, "ARM_CONTAINER");
    const name = properties["Name"].replace("housing-trends-shared-delivery-", "");
    assert.equal(properties["Environment"].PrivilegedMode, /^(build|migrate-(staging|prod))$/.test(name), name);
  }
});

test("what the pipeline keeps is private, encrypted with its own key, and goes", () => {
  const bucket = one("AWS::S3::Bucket", "shared");
  const [rule] = bucket.properties["BucketEncryption"].ServerSideEncryptionConfiguration;
  assert.equal(target(bucket.stack, rule.ServerSideEncryptionByDefault.KMSMasterKeyID)?.Type, "AWS::KMS::Key");
  assert.equal(bucket.properties["LifecycleConfiguration"].Rules[0].ExpirationInDays, 30);
  const { ArtifactStore } = shared("AWS::CodePipeline::Pipeline").properties;
  assert.equal(target(bucket.stack, ArtifactStore.EncryptionKey.Id)?.Type, "AWS::KMS::Key");
});

test("GitHub's role is for the repository and its branch, and for nobody else", () => {
  const role = roles("shared").find(({ name }) => name === "delivery-github-role")!;
  const [statement] = role.found.properties["AssumeRolePolicyDocument"].Statement;
  assert.equal(statement.Action, "sts:AssumeRoleWithWebIdentity");
  assert.deepEqual(statement.Condition, {
    StringEquals: {
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": "repo:housing-trends/housing-trends:ref:refs/heads/main",
    },
  });
  const provider = shared("AWS::IAM::OIDCProvider");
  assert.equal(text(statement.Principal.Federated), `<${provider.id}>`);
  assert.equal(provider.properties["Url"], "https://token.actions.githubusercontent.com");
});

// aws SERVICE VERB of the scripts -> the action it needs.
const services: Record<string, string> = { deploy: "codedeploy", s3api: "s3" };
const otherNames: Record<string, string[]> = {
  "s3:ListObjects": ["s3:ListBucket"],
  "rds:DescribeDbInstances": ["rds:DescribeDBInstances"],
  "s3:DeleteObjects": ["s3:DeleteObject"],
  "ecr:GetLoginPassword": ["ecr:GetAuthorizationToken"],
  // Anybody may ask who he is; only the infrastructure's step looks at the zone.
  "sts:GetCallerIdentity": [],
  "route53:GetHostedZone": [],
  "cloudfront:Wait": ["cloudfront:GetInvalidation"],
};

function actionsOfScripts(): string[] {
  const files = ["state", "preflight", "image", "tasks", "switch", "web", "rollback"];
  const scripts = files.map((name) => readFileSync(projectPath(`scripts/deploy/${name}.sh`), "utf8")).join("\n");
  const names = "sts|ecr|ecs|deploy|lambda|s3api|cloudfront|cloudformation|logs|ssm|route53|rds|secretsmanager";
  const calls = scripts
    .replace(/\\\n\s*/g, " ")
    .matchAll(new RegExp(`\\b(${names}) ([a-z]+(?:-[a-z]+)+|wait)\\b`, "g"));
  const verbs = [...calls].map(([, service = "", verb = ""]) => {
    const action = verb
      .split("-")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join("");
    return `${services[service] ?? service}:${action}`;
  });
  return [...new Set(verbs.flatMap((verb) => otherNames[verb] ?? [verb]))].sort();
}

test("GitHub's role may do what the deployment script calls", () => {
  const asked = actionsOfScripts();
  assert.ok(asked.length > 15, asked.join());
  const role = roles("shared").find(({ name }) => name === "delivery-github-role")!;
  const allowed = new Set(role.statements.flatMap(({ actions }) => actions));
  assert.deepEqual(
    asked.filter((action) => !allowed.has(action)),
    [],
  );
});

test("the projects of one environment cannot reach into the other", () => {
  for (const [own, other] of [
    ["staging", "prod"],
    ["prod", "staging"],
  ] as const) {
    for (const role of roles("shared").filter(({ name }) => name.endsWith(`-${own}-role`))) {
      for (const { actions, resources } of role.statements) {
        const foreign = resources.filter((each) => each.includes(`housing-trends-${other}`));
        const reads = actions.every((action) => /^ecr:(Batch|Get|Describe)/.test(action));
        assert.ok(foreign.length === 0 || reads, `${role.name}: ${actions.join()} on ${foreign.join()}`);
      }
    }
  }
});

// IAM's limits: ids are unique within a role's policy, and its policies have 10,240 characters together.
test("policies keep to IAM's limits", () => {
  for (const role of roles()) {
    const ids = role.statements.map(({ sid }) => sid).filter(Boolean);
    assert.equal(new Set(ids).size, ids.length, `${role.name}: ${ids.join()}`);
  }
  for (const { properties, where } of all("AWS::IAM::Policy")) {
    const document = properties["PolicyDocument"];
    const flat = document.Statement.map((each: Anything) => ({ ...each, Resource: [each.Resource].flat().map(text) }));
    assert.ok(JSON.stringify(flat).length < 10_240, `${where}: ${JSON.stringify(flat).length} characters`);
  }
});

test("somebody hears of a failed pipeline and of a release that waits", () => {
  const { properties } = one(
    "AWS::Events::Rule",
    "shared",
    ({ EventPattern }) => EventPattern?.source?.[0] === "aws.codepipeline",
  );
  const { Name } = shared("AWS::CodePipeline::Pipeline").properties;
  assert.deepEqual(properties["EventPattern"].detail.pipeline, [Name]);
  const topic = shared("AWS::SNS::Topic");
  assert.equal(text(properties["Targets"][0].Arn), `<${topic.id}>`);
  assert.equal(text(stage("Approval")[0].Configuration.NotificationArn), `<${topic.id}>`);
});
