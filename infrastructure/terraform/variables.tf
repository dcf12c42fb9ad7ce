variable "environment" {
  description = "Which environment of ../settings/environments.json: dev, staging or prod."
  type        = string
}

variable "site_file" {
  description = "What the operator owns: account, domain, addresses. Made from site.example.json."
  type        = string
  default     = "../settings/site.json"
}

variable "allow_example_site" {
  description = "Let the example's values pass, for tests and for reading a plan. Such a plan cannot be applied to AWS."
  type        = bool
  default     = false
}

variable "image_digest" {
  description = "Digest (sha256:...) of the program's image in the environment's repository."
  type        = string
  default     = ""
}
