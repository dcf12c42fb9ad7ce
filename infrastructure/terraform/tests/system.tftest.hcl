# The whole of an environment, as far as a plan knows it.

mock_provider "aws" {}
mock_provider "aws" {
  alias = "edge"
}
mock_provider "aws" {
  alias = "recovery"
}

# What ACM would tell at plan of the records that prove a name.
override_resource {
  target          = module.api.aws_acm_certificate.this
  override_during = plan
  values = {
    arn = "arn:aws:acm:us-east-1:111111111111:certificate/1"
    domain_validation_options = [{
      domain_name           = "housing-trends.example"
      resource_record_name  = "_1.housing-trends.example."
      resource_record_type  = "CNAME"
      resource_record_value = "_2.acm-validations.aws."
    }]
  }
}

variables {
  environment        = "prod"
  site_file          = "../settings/site.example.json"
  allow_example_site = true
  image_digest       = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
}

run "prod" {
  command = plan
  assert {
    condition     = output.public_url == "https://housing-trends.example"
    error_message = "prod's address is ${output.public_url}"
  }
  assert {
    condition     = alltrue(flatten([for actions in output.rights : [for action in actions : !strcontains(action, "*")]]))
    error_message = "a role has a wildcard action"
  }
  assert {
    condition     = contains(keys(output.rights), "recovery-replication-role")
    error_message = "prod is replicated"
  }
  assert {
    condition     = output.rights["jobs-digest-role"] != output.rights["jobs-import-role"]
    error_message = "each job has its own rights"
  }
  assert {
    condition     = [for role, actions in output.rights : role if contains(actions, "s3:DeleteObject") && startswith(role, "jobs-")] == ["jobs-publish-role"]
    error_message = "of the jobs only publish deletes anything"
  }
  assert {
    condition     = !contains(flatten([for role, actions in output.rights : actions if role != "jobs-mail-role"]), "ses:SendEmail")
    error_message = "only the mail job sends mail"
  }
}

run "without_an_image" {
  command = plan
  variables {
    image_digest = ""
  }
  expect_failures = [terraform_data.image]
}
