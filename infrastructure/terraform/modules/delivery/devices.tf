# Option: Device Farm's project and its pool of phones, in the one region that has them; the pipeline's project finds
# their ARNs in parameters of that region.

locals {
  device_region = "us-west-2"
  device_paths = {
    project = "/${var.common.project}/shared/delivery/device-farm-project"
    pool    = "/${var.common.project}/shared/delivery/device-farm-pool"
  }
  run_on_phones = yamlencode({
    version = "0.2"
    phases = {
      install = { runtime-versions = { nodejs = 22 } }
      build = { commands = concat(
        [for key, path in local.device_paths : join(" ", [
          "export DEVICE_FARM_${upper(key)}_ARN=$(aws ssm get-parameter --region ${local.device_region} --name ${path}",
          "--query Parameter.Value --output text)",
        ])],
        ["node infrastructure/device-farm/schedule.mjs"],
      ) }
    }
  })
  phone_rights = [
    {
      actions   = ["ssm:GetParameter"]
      resources = [for path in values(local.device_paths) : "arn:aws:ssm:${local.device_region}:${local.account}:parameter${path}"]
    },
    {
      actions = ["devicefarm:CreateUpload", "devicefarm:GetRun", "devicefarm:GetUpload", "devicefarm:ScheduleRun"]
      resources = [for kind in ["project", "devicepool", "upload", "run"] :
        "arn:aws:devicefarm:${local.device_region}:${local.account}:${kind}:*"
      ]
    },
  ]
}

resource "aws_devicefarm_project" "this" {
  provider = aws.devices
  count    = local.devices ? 1 : 0

  name                        = local.names["delivery-devices"]
  default_job_timeout_minutes = 30
  tags                        = local.tags
}

# Phones of either kind that are free most of the time; which ones, Device Farm chooses.
resource "aws_devicefarm_device_pool" "this" {
  provider = aws.devices
  count    = local.devices ? 1 : 0

  name        = local.names["delivery-phones"]
  project_arn = aws_devicefarm_project.this[0].arn
  max_devices = 2
  tags        = local.tags

  rule {
    attribute = "FORM_FACTOR"
    operator  = "EQUALS"
    value     = "\"PHONE\""
  }
  rule {
    attribute = "AVAILABILITY"
    operator  = "EQUALS"
    value     = "\"HIGHLY_AVAILABLE\""
  }
}

resource "aws_ssm_parameter" "device" {
  provider = aws.devices
  for_each = local.devices ? local.device_paths : {}

  name  = each.value
  type  = "String"
  value = each.key == "project" ? aws_devicefarm_project.this[0].arn : aws_devicefarm_device_pool.this[0].arn
  tags  = local.tags
}
