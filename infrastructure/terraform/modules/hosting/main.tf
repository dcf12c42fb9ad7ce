# Option: the dashboard on Amplify Hosting, built by amplify.yml from the same sources, beside or in place of the bucket
# and its distribution. The API stays where it is: Amplify passes its addresses on to the site's own host.
#
# GitHub's access token is put into `frontend-amplify-token` by hand. Not for a repository on CodeCommit.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "common" {
  description = "Names, site and settings of the environment; see ../settings."
  type        = any
}
variable "build_spec" {
  description = "Text of amplify.yml."
  type        = string
}
variable "key_arn" { type = string }

locals {
  names  = var.common.names
  tags   = { Service = "frontend" }
  source = var.common.site.source
  host   = "https://${var.common.domain}"
  # First the API, then deep links, then the page of an unknown address: Amplify takes the first rule that fits.
  rules = concat(
    [for path in concat(var.common.edge.livePaths, var.common.edge.cachedPaths) : {
      source = replace(path, "*", "<*>"), target = "${local.host}${replace(path, "*", "<*>")}", status = "200"
    }],
    [
      { source = "/region/<id>", target = "/region.html", status = "200" },
      { source = "/<*>", target = "/404.html", status = "404" },
    ],
  )
}

resource "aws_secretsmanager_secret" "token" {
  name                    = local.names["frontend-amplify-token"]
  description             = "GitHub's token with which Amplify reads the repository; put in by hand"
  kms_key_id              = var.key_arn
  recovery_window_in_days = 0
  tags                    = merge(local.tags, { Name = local.names["frontend-amplify-token"] })
}

# Only looked at once the secret is there: `terraform apply -target=module.hosting[0].aws_secretsmanager_secret.token`,
# put the token in, apply the rest.
data "aws_secretsmanager_secret_version" "token" {
  secret_id  = aws_secretsmanager_secret.token.id
  depends_on = [aws_secretsmanager_secret.token]
}

# Builds of the dashboard need nothing of the account: the role has no rights.
resource "aws_iam_role" "this" {
  name = local.names["frontend-amplify-role"]
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "amplify.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.common.account } }
    }]
  })
  tags = merge(local.tags, { Name = local.names["frontend-amplify-role"] })
}

resource "aws_amplify_app" "this" {
  name                        = local.names["frontend-amplify"]
  description                 = "Dashboard of ${var.common.project} ${var.common.environment}"
  platform                    = "WEB"
  repository                  = "https://github.com/${local.source.repository}"
  access_token                = data.aws_secretsmanager_secret_version.token.secret_string
  build_spec                  = var.build_spec
  iam_service_role_arn        = aws_iam_role.this.arn
  enable_branch_auto_deletion = true
  # Amplify wants YAML; JSON is part of it.
  custom_headers = jsonencode({ customHeaders = [{
    pattern = "**/*"
    headers = [for name, value in var.common.headers : { key = name, value = value }]
  }] })
  tags = merge(local.tags, { Name = local.names["frontend-amplify"] })

  dynamic "custom_rule" {
    for_each = local.rules
    content {
      source = custom_rule.value.source
      target = custom_rule.value.target
      status = custom_rule.value.status
    }
  }

  lifecycle {
    precondition {
      condition     = local.source.kind == "github"
      error_message = "The Amplify option builds from GitHub: turn it off, or use GitHub as the site's source."
    }
  }
}

resource "aws_amplify_branch" "this" {
  app_id                      = aws_amplify_app.this.id
  branch_name                 = local.source.branch
  stage                       = var.common.environment == "prod" ? "PRODUCTION" : "DEVELOPMENT"
  enable_auto_build           = true
  enable_pull_request_preview = false
  tags                        = local.tags
}
