# The build projects: one for each thing the pipeline does with commands. `migrate` and `release` exist once for each
# environment: neither may reach into the other.

locals {
  own_image = "public.ecr.aws/docker/library/debian:bookworm"
  aws_image = "aws/codebuild/amazonlinux-${var.common.architecture == "arm64" ? "aarch64" : "x86_64"}-standard:${local.image_version}"
  # The numbers of both processors' images count apart.
  image_version = var.common.architecture == "arm64" ? "3.0" : "5.0"

  plain = { privileged = false, cached = false, site = false, image = local.aws_image, target = "staging", rights = [] }
  projects = merge(
    {
      build = merge(local.plain, {
        what   = "Image and dashboard", minutes = 60, size = "LARGE", buildspec = "buildspec.yml", privileged = true
        cached = true, site = true
        rights = concat(local.sign_in, [
          { actions = local.pull_actions, resources = [local.repositories.staging] },
          { actions = local.push_actions, resources = [local.repositories.staging] },
        ])
      })
      test = merge(local.plain, {
        what   = "All tests", minutes = 90, size = "LARGE", buildspec = "infrastructure/delivery/buildspec-test.yml"
        cached = true, image = local.own_image
      })
      e2e = merge(local.plain, {
        what      = "Staging in a browser", minutes = 45, size = "MEDIUM", image = local.own_image
        buildspec = "infrastructure/delivery/buildspec-e2e.yml"
      })
    },
    { for key in local.devices ? ["devices"] : [] : key => merge(local.plain, {
      what   = "Smoke test on Device Farm's phones", minutes = 90, size = "SMALL", buildspec = local.run_on_phones
      rights = local.phone_rights
    }) },
    { for environment in local.environments : "migrate-${environment}" => merge(local.plain, {
      what       = "Database migrations, and the task definition of the new image", minutes = 30, size = "SMALL"
      privileged = true, site = true, target = environment
      buildspec  = "infrastructure/delivery/buildspec-migrate.yml"
      # Production takes the very image that staging ran, by its digest.
      rights = concat(local.sign_in, [
        { actions = local.pull_actions, resources = values(local.repositories) },
        { actions = local.push_actions, resources = [local.repositories[environment]] },
      ], local.migrate[environment])
    }) },
    { for environment in local.environments : "release-${environment}" => merge(local.plain, {
      what      = "Jobs and dashboard, after the API", minutes = 30, size = "MEDIUM", site = true, target = environment
      buildspec = "infrastructure/delivery/buildspec-release.yml"
      rights = concat(local.sign_in, [
        { actions = local.pull_actions, resources = [local.repositories[environment]] },
      ], local.release[environment])
    }) },
  )
}

module "project" {
  source   = "../project"
  for_each = local.projects

  common      = var.common
  key         = each.key
  project     = each.value
  target      = var.targets[each.value.target]
  site_path   = local.site_path
  key_arn     = aws_kms_key.this.arn
  bucket      = module.artifacts.name
  log_days    = local.log_days
  permissions = concat(local.pipeline_rights, each.value.rights)
}
