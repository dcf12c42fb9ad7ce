# A role for one AWS service, with the rights it is given and no others. A wildcard action is refused; a wildcard
# resource needs a written reason.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" { type = string }
variable "service" {
  description = "Service principal that may take the role."
  type        = string
  default     = null
}
variable "federated" {
  description = "ARN of the identity provider whose users may take the role, in place of a service."
  type        = string
  default     = null
}
variable "trust_conditions" {
  description = "Conditions of the trust policy."
  type        = any
  default     = {}
}
variable "tags" { type = map(string) }

variable "statements" {
  description = "[{ actions, resources, conditions?, reason? }]"
  type        = any

  validation {
    condition     = !anytrue(flatten([for s in var.statements : [for action in s.actions : strcontains(action, "*")]]))
    error_message = "No role may have a wildcard action: name the actions it needs."
  }
  validation {
    condition     = alltrue([for s in var.statements : !contains(s.resources, "*") || try(s.reason, "") != ""])
    error_message = "A statement on every resource (\"*\") needs a reason."
  }
}

resource "aws_iam_role" "this" {
  name                 = var.name
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for principal in [{ Service = var.service, Federated = var.federated }] : { for key, value in {
        Effect                    = "Allow"
        Action                    = var.service == null ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole"
        Principal                 = var.service == null ? { Federated = principal.Federated } : { Service = principal.Service }
        Condition                 = length(var.trust_conditions) == 0 ? null : var.trust_conditions
      } : key => value if value != null }
    ]
  })
  tags = merge(var.tags, { Name = var.name })
}

resource "aws_iam_role_policy" "this" {
  name = "rights"
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for s in var.statements : { for key, value in {
        Effect    = "Allow"
        Action    = s.actions
        Resource  = s.resources
        Condition = try(s.conditions, null)
      } : key => value if value != null }
    ]
  })
}

output "arn" { value = aws_iam_role.this.arn }
output "name" { value = aws_iam_role.this.name }
output "actions" {
  description = "What the role may do, sorted: for reviewers and for the comparison with the CDK app."
  value       = sort(distinct(flatten([for s in var.statements : s.actions])))
}
