# What CodeDeploy may do, in place of AWSCodeDeployRoleForECS, which may change every service of the account.

locals {
  load_balancing = "arn:aws:elasticloadbalancing:${var.common.region}:${var.common.account}"
}

module "deployment_role" {
  source  = "../role"
  name    = local.names["api-deployment-role"]
  service = "codedeploy.amazonaws.com"
  tags    = local.tags
  statements = [
    {
      actions   = ["ecs:CreateTaskSet", "ecs:DeleteTaskSet", "ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"]
      resources = [local.service_arn, "${replace(local.service_arn, ":service/", ":task-set/")}/*"]
    },
    {
      actions    = ["iam:PassRole"]
      resources  = [module.task.role_arn, module.task.execution_role_arn]
      conditions = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    },
    {
      actions   = ["elasticloadbalancing:ModifyListener"]
      resources = ["${local.load_balancing}:listener/app/${local.names["api-alb"]}/*"]
    },
    {
      actions = [
        "cloudwatch:DescribeAlarms", "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
      ]
      resources = ["*"]
      reason    = "the balancer's and the alarms' descriptions know no resources"
    },
  ]
}
