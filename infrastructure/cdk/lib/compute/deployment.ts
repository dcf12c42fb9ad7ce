// `api-deployment`: a release gets a tenth of the requests for five minutes, then all; back at once on an alarm.
import { aws_codedeploy as codedeploy, aws_ecs as ecs, aws_iam as iam, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Context } from "../context";
import { give, passToTasks, serviceRole } from "../rights";
import type { Balancer } from "./balancer";
import { deployment as defaults } from "./compute-defaults";

export interface DeploymentProps {
  readonly service: ecs.FargateService;
  readonly cluster: ecs.Cluster;
  readonly balancer: Balancer;
  // Of the tasks a deployment starts.
  readonly roles: iam.IRole[];
}

export class Deployment extends Construct {
  readonly application: codedeploy.EcsApplication;
  readonly group: codedeploy.EcsDeploymentGroup;

  constructor(scope: Construct, id: string, context: Context, props: DeploymentProps) {
    super(scope, id);
    const { service, balancer } = props;
    const name = context.name("api", "deployment");
    this.application = new codedeploy.EcsApplication(this, "Application", { applicationName: name });
    this.group = new codedeploy.EcsDeploymentGroup(this, "Group", {
      application: this.application,
      deploymentGroupName: name,
      service,
      role: this.role(context, props).withoutPolicyUpdates(),
      deploymentConfig: defaults.pace,
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
      blueGreenDeploymentConfig: {
        blueTargetGroup: balancer.blue,
        greenTargetGroup: balancer.green,
        listener: balancer.listener,
        testListener: balancer.testListener,
        terminationWaitTime: defaults.keepFormer,
      },
    });
  }

  // In place of AWSCodeDeployRoleForECS, which may change every service of the account.
  private role(context: Context, { service, cluster, balancer, roles }: DeploymentProps): iam.Role {
    const stack = Stack.of(this);
    const ecsArn = (resource: string, rest: string) =>
      stack.formatArn({
        service: "ecs",
        resource,
        resourceName: `${cluster.clusterName}/${service.serviceName}${rest}`,
      });
    const role = serviceRole(this, "Role", {
      roleName: context.name("api", "deployment-role"),
      service: "codedeploy",
      description: "Shifts requests between the API's two target groups",
    });
    const allow = (sid: string, actions: string[], resources: string[]) =>
      new iam.PolicyStatement({ sid, actions, resources });
    return give(
      role,
      allow(
        "ChangeService",
        ["ecs:DescribeServices", "ecs:CreateTaskSet", "ecs:UpdateServicePrimaryTaskSet", "ecs:DeleteTaskSet"],
        [ecsArn("service", ""), ecsArn("task-set", "/*")],
      ),
      allow(
        "ShiftRequests",
        ["elasticloadbalancing:ModifyListener"],
        [balancer.listener.listenerArn, balancer.testListener.listenerArn],
      ),
      // The balancer's and the alarms' descriptions know no resources.
      allow(
        "Look",
        [
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetHealth",
          "cloudwatch:DescribeAlarms",
        ],
        ["*"],
      ),
      passToTasks(...roles),
    );
  }
}
