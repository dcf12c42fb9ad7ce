// How many tasks run: enough for the CPU's target and for the requests' target, whichever asks for more.
import { aws_applicationautoscaling as scaling, type aws_ecs as ecs } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Context } from "../context";
import type { Balancer } from "./balancer";
import { scaling as pace } from "./compute-defaults";

export function scaleTasks(scope: Construct, context: Context, service: ecs.FargateService, balancer: Balancer): void {
  const { api } = context.settings;
  const tasks = service.autoScaleTaskCount({ minCapacity: api.minTasks, maxCapacity: api.maxTasks });
  const target = tasks.node.findChild("Target") as scaling.ScalableTarget;
  tasks.scaleOnCpuUtilization("Cpu", {
    policyName: context.name("api", "scale-on-cpu"),
    targetUtilizationPercent: api.targetCpuPercent,
    scaleInCooldown: pace.in,
    scaleOutCooldown: pace.out,
  });
  // The predefined metric knows one target group; requests change from blue to green with every deployment, so both
  // are added up.
  const requests = (
    id: string,
    targetGroup: string,
  ): scaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty => ({
    id,
    returnData: false,
    metricStat: {
      stat: "Sum",
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [{ name: "TargetGroup", value: targetGroup }],
      },
    },
  });
  new scaling.CfnScalingPolicy(scope, "Requests", {
    policyName: context.name("api", "scale-on-requests"),
    policyType: "TargetTrackingScaling",
    scalingTargetId: target.scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: api.targetRequestsPerMinute,
      scaleInCooldown: pace.in.toSeconds(),
      scaleOutCooldown: pace.out.toSeconds(),
      customizedMetricSpecification: {
        metrics: [
          requests("blue", balancer.blue.targetGroupFullName),
          requests("green", balancer.green.targetGroupFullName),
          { id: "both", expression: "FILL(blue, 0) + FILL(green, 0)", returnData: true },
        ],
      },
    },
  });
}
