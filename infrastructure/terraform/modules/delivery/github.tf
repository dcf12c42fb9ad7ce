# GitHub's workflows: an identity provider and one role, for runs of the site's repository on its branch alone. No key
# is stored anywhere; what a workflow may do lasts an hour.

locals {
  issuer = "token.actions.githubusercontent.com"
}

resource "aws_iam_openid_connect_provider" "github" {
  count = local.github ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
  tags           = merge(local.tags, { Name = local.names["delivery-github"] })
}

module "github_role" {
  source = "../role"
  count  = local.github ? 1 : 0

  name      = local.names["delivery-github-role"]
  federated = aws_iam_openid_connect_provider.github[0].arn
  tags      = local.tags
  trust_conditions = {
    StringEquals = {
      "${local.issuer}:aud" = "sts.amazonaws.com"
      "${local.issuer}:sub" = "repo:${local.source.repository}:ref:refs/heads/${local.source.branch}"
    }
  }
  statements = concat(local.sign_in, [
    { actions = local.pull_actions, resources = values(local.repositories) },
    { actions = local.push_actions, resources = values(local.repositories) },
    ], flatten([for environment in local.environments : [
      local.see[environment], local.migrate[environment], local.release[environment],
  ]]))
}
