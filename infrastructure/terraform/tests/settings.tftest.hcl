# What is said of wrong input, and what the settings become.

mock_provider "aws" {}
mock_provider "aws" {
  alias = "edge"
}
mock_provider "aws" {
  alias = "recovery"
}

variables {
  environment        = "prod"
  site_file          = "../settings/site.example.json"
  allow_example_site = true
  image_digest       = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
}

run "prod" {
  command = plan
  module {
    source = "./modules/settings"
  }
  assert {
    condition     = output.common.names["api-cluster"] == "housing-trends-prod-api-cluster"
    error_message = "a name does not follow the pattern: ${output.common.names["api-cluster"]}"
  }
  assert {
    condition     = output.common.domain == "housing-trends.example"
    error_message = "prod is the site's domain itself, not ${output.common.domain}"
  }
  assert {
    condition     = output.common.keep
    error_message = "prod has to be protected against deletion"
  }
}

run "dev_has_its_subdomain" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    environment = "dev"
  }
  assert {
    condition     = output.common.domain == "dev.housing-trends.example" && !output.common.keep
    error_message = "dev is dev.housing-trends.example, and may be deleted"
  }
}

run "bucket_names_take_the_suffix" {
  command = plan
  module {
    source = "./modules/names"
  }
  variables {
    project       = "housing-trends"
    pattern       = "{project}-{environment}-{service}-{resource}"
    bucket_suffix = "x1"
  }
  assert {
    condition     = output.of["data-bucket"] == "housing-trends-prod-data-bucket-x1"
    error_message = "${output.of["data-bucket"]} lacks the suffix"
  }
  assert {
    condition     = output.of["data-key"] == "housing-trends-prod-data-key"
    error_message = "only buckets take the suffix"
  }
}

run "unknown_environment" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    environment = "production"
  }
  expect_failures = [var.environment]
}

run "missing_site" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    site_file = "../settings/no-such-site.json"
  }
  expect_failures = [output.common]
}

run "site_that_is_no_json" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    site_file = "versions.tf"
  }
  expect_failures = [output.common]
}

run "example_as_site" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    allow_example_site = false
  }
  expect_failures = [output.common]
}

run "tag_instead_of_digest" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    image_digest = "latest"
  }
  expect_failures = [var.image_digest]
}

run "names_too_long_for_the_balancer" {
  command = plan
  module {
    source = "./modules/names"
  }
  variables {
    project = "a-project-with-a-long-name"
    pattern = "{project}-{environment}-{service}-{resource}"
  }
  expect_failures = [output.of]
}

run "suffix_with_capitals" {
  command = plan
  module {
    source = "./modules/names"
  }
  variables {
    project       = "housing-trends"
    pattern       = "{project}-{environment}-{service}-{resource}"
    bucket_suffix = "Mine"
  }
  expect_failures = [var.bucket_suffix]
}
