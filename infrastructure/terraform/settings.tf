# What the settings say of this environment; the modules take it as it is.

module "settings" {
  source             = "./modules/settings"
  environment        = var.environment
  site_file          = var.site_file
  allow_example_site = var.allow_example_site
  image_digest       = var.image_digest
}

locals {
  common = module.settings.common
  names  = local.common.names
}

# Not asked of `-target=module.images`, the first step, which makes the place the image is pushed to.
resource "terraform_data" "image" {
  input = var.image_digest

  lifecycle {
    precondition {
      condition     = var.image_digest != ""
      error_message = "image_digest is missing: apply -target=module.images, push the image, give its digest (README.md)."
    }
  }
}
