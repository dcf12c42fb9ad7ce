# No wildcard action; no wildcard resource without a reason.

mock_provider "aws" {}

variables {
  name       = "a-role"
  service    = "lambda.amazonaws.com"
  tags       = { Service = "jobs" }
  statements = [{ actions = ["s3:GetObject"], resources = ["arn:aws:s3:::bucket/*"] }]
}

run "a_plain_role" {
  command = plan
  module {
    source = "./modules/role"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[0].Action == ["s3:GetObject"]
    error_message = "the policy is not the statements"
  }
  assert {
    condition     = aws_iam_role.this.tags.Service == "jobs"
    error_message = "the role has no Service tag"
  }
}

run "wildcard_action" {
  command = plan
  module {
    source = "./modules/role"
  }
  variables {
    statements = [{ actions = ["s3:Get*"], resources = ["arn:aws:s3:::bucket/*"] }]
  }
  expect_failures = [var.statements]
}

run "wildcard_resource_without_a_reason" {
  command = plan
  module {
    source = "./modules/role"
  }
  variables {
    statements = [{ actions = ["s3:GetObject"], resources = ["*"] }]
  }
  expect_failures = [var.statements]
}

run "wildcard_resource_with_a_reason" {
  command = plan
  module {
    source = "./modules/role"
  }
  variables {
    statements = [{ actions = ["xray:PutTraceSegments"], resources = ["*"], reason = "X-Ray knows no resources" }]
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.this.policy, "reason")
    error_message = "the reason is for readers of the code, not for AWS"
  }
}
