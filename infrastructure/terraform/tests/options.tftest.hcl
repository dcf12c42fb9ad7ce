# Options that are off by default: they hold together when turned on.

mock_provider "aws" {}
mock_provider "aws" {
  alias = "devices"
}

variables {
  site_file          = "../settings/site.example.json"
  allow_example_site = true
}

run "dev" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    environment = "dev"
  }
}

run "amplify" {
  command = plan
  module {
    source = "./modules/hosting"
  }
  variables {
    common     = run.dev.common
    build_spec = "version: 1"
    key_arn    = "arn:aws:kms:us-east-1:111111111111:key/1"
  }
  assert {
    condition     = aws_amplify_app.this.custom_rule[0].source == "/health<*>"
    error_message = "the API's addresses come before the site's own"
  }
  assert {
    condition     = strcontains(aws_amplify_app.this.custom_headers, "Content-Security-Policy")
    error_message = "the dashboard has the same headers wherever it is"
  }
}

run "shared_names" {
  command = plan
  module {
    source = "./modules/names"
  }
  variables {
    project     = "housing-trends"
    environment = "shared"
    pattern     = "{project}-{environment}-{service}-{resource}"
  }
}

run "runners" {
  command = plan
  module {
    source = "./modules/delivery"
  }
  variables {
    common = merge(run.dev.common, { names = run.shared_names.of, prefix = "housing-trends-shared" })
    targets = { for name in ["staging", "prod"] : name => merge(run.dev.common, {
      env = merge(run.dev.common.env, { options = merge(run.dev.common.env.options, { runners = true }) })
    }) }
    alarms = { notices = [{
      id    = "delivery-pipeline", name = "The pipeline failed", severity = "ticket", kind = "event", stack = "delivery",
      event = { detail = { pipeline = ["{pipelineName}"] } }, runbook = "docs/x.md"
    }] }
  }
  assert {
    condition     = aws_autoscaling_group.runner[0].min_size == 0 && aws_autoscaling_group.runner[0].max_size == 2
    error_message = "no runner runs unasked, and no more than two at once"
  }
  assert {
    condition     = aws_launch_template.runner[0].metadata_options[0].http_put_response_hop_limit == 1
    error_message = "a job's containers reach the machine's credentials"
  }
  assert {
    condition     = length(aws_devicefarm_project.this) == 0
    error_message = "Device Farm is asked for by staging's settings"
  }
}
