// What is decided once for the pipeline: its build projects and what they run.
import { Duration } from "aws-cdk-lib";
import * as codebuild from "aws-cdk-lib/aws-codebuild";

export const stages = ["Source", "Build", "Test", "DeployStaging", "E2E", "Approval", "DeployProduction"] as const;

export interface ProjectDefaults {
  // Relative to the project's root; Device Farm's is device-farm.ts's own.
  readonly buildspec: string;
  readonly minutes: number;
  readonly size: codebuild.ComputeType;
  // Builds images, for which the Docker daemon needs the privilege.
  readonly privileged?: boolean;
  // Runs in Debian 12, as everywhere else, in place of CodeBuild's own image.
  readonly debian?: boolean;
  // Has `cache` paths in its buildspec.
  readonly cached?: boolean;
  // Reads what the operator owns.
  readonly site?: boolean;
  readonly what: string;
}

export const debianImage = "public.ecr.aws/docker/library/debian:bookworm";

const buildspec = (name: string) => `infrastructure/delivery/buildspec-${name}.yml`;

export const projects = {
  build: {
    buildspec: "buildspec.yml",
    minutes: 60,
    size: codebuild.ComputeType.LARGE,
    privileged: true,
    cached: true,
    site: true,
    what: "Image and dashboard",
  },
  test: {
    buildspec: buildspec("test"),
    minutes: 90,
    size: codebuild.ComputeType.LARGE,
    debian: true,
    cached: true,
    what: "All tests",
  },
  devices: {
    buildspec: "",
    minutes: 90,
    size: codebuild.ComputeType.SMALL,
    what: "Smoke test on Device Farm's phones",
  },
  migrate: {
    buildspec: buildspec("migrate"),
    minutes: 30,
    size: codebuild.ComputeType.SMALL,
    privileged: true,
    site: true,
    what: "Database migrations, and the task definition of the new image",
  },
  release: {
    buildspec: buildspec("release"),
    minutes: 30,
    size: codebuild.ComputeType.MEDIUM,
    site: true,
    what: "Jobs and dashboard, after the API",
  },
  e2e: {
    buildspec: buildspec("e2e"),
    minutes: 45,
    size: codebuild.ComputeType.MEDIUM,
    debian: true,
    what: "Staging in a browser",
  },
} as const satisfies Record<string, ProjectDefaults>;
export type ProjectName = keyof typeof projects;

export const artifactsGoneAfter = Duration.days(30);
export const logDays = 30;

// Which files the migrate action leaves for CodeDeploy.
export const revision = { appSpec: "appspec.yaml", taskDefinition: "taskdef.json" } as const;

export const runners = {
  // Spot of any of these: one runner for one job, then it ends itself.
  instanceTypes: ["c7g.large", "c6g.large", "m7g.large", "m6g.large"],
  most: 2,
  diskGb: 40,
} as const;
