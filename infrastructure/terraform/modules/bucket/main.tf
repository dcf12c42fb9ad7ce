# A private bucket: versioned, encrypted, TLS only, owner-enforced, logged, with rules for what gets old.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" { type = string }
variable "tags" { type = map(string) }
variable "keep" {
  description = "Refuse to delete the bucket while it holds anything."
  type        = bool
}
variable "kms_key_arn" {
  description = "Key of the contents; null for S3's own, which log delivery needs."
  type        = string
  default     = null
}
variable "encrypt_with_key" {
  type    = bool
  default = true
}
variable "log_bucket" {
  description = "Where accesses are logged; null for the log bucket itself."
  type        = string
  default     = null
}
variable "log_prefix" {
  type    = string
  default = ""
}
variable "log_accesses" {
  type    = bool
  default = true
}
variable "expire" {
  description = "Rule name -> days after which the objects of a prefix are deleted."
  type        = map(object({ prefix = string, days = number }))
  default     = {}
}
variable "infrequent" {
  description = "Rule name -> days after which the objects of a prefix move to infrequent access."
  type        = map(object({ prefix = string, days = number }))
  default     = {}
}
variable "tidy_up" {
  description = "false where one of the rules in `expire` says what becomes of old versions."
  type        = bool
  default     = true
}
variable "statements" {
  description = "Statements of the bucket policy beside the refusal of plain HTTP."
  type        = any
  default     = []
}
variable "account" { type = string }

locals {
  old_version_days       = 30
  unfinished_upload_days = 7

  refused = {
    PlainHttp = { Bool = { "aws:SecureTransport" = "false" } }
    OldTls    = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
  }
}

resource "aws_s3_bucket" "this" {
  bucket        = var.name
  force_destroy = !var.keep
  tags          = merge(var.tags, { Name = var.name })
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    bucket_key_enabled = var.encrypt_with_key ? true : null
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.encrypt_with_key ? "aws:kms" : "AES256"
      kms_master_key_id = var.encrypt_with_key ? var.kms_key_arn : null
    }
  }
}

resource "aws_s3_bucket_logging" "this" {
  count = var.log_accesses ? 1 : 0

  bucket        = aws_s3_bucket.this.id
  target_bucket = var.log_bucket
  target_prefix = "s3/${var.log_prefix}/"
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  dynamic "rule" {
    for_each = var.tidy_up ? ["tidy-up"] : []
    content {
      id     = rule.value
      status = "Enabled"
      filter {}
      noncurrent_version_expiration {
        noncurrent_days = local.old_version_days
      }
      abort_incomplete_multipart_upload {
        days_after_initiation = local.unfinished_upload_days
      }
    }
  }
  dynamic "rule" {
    for_each = var.infrequent
    content {
      id     = rule.key
      status = "Enabled"
      filter {
        prefix = rule.value.prefix
      }
      transition {
        days          = rule.value.days
        storage_class = "STANDARD_IA"
      }
    }
  }
  dynamic "rule" {
    for_each = var.expire
    content {
      id     = rule.key
      status = "Enabled"
      filter {
        prefix = rule.value.prefix
      }
      expiration {
        days = rule.value.days
      }
      dynamic "noncurrent_version_expiration" {
        for_each = var.tidy_up ? [] : [rule.value.days]
        content {
          noncurrent_days = noncurrent_version_expiration.value
        }
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([for sid, condition in local.refused : {
      Sid       = sid
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::${var.name}", "arn:aws:s3:::${var.name}/*"]
      Condition = condition
    }], var.statements)
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

output "name" { value = aws_s3_bucket.this.id }
output "ready" {
  description = "The name, once the policy lets others write."
  value       = aws_s3_bucket.this.id
  depends_on  = [aws_s3_bucket_policy.this]
}
output "arn" { value = "arn:aws:s3:::${var.name}" }
output "domain" { value = aws_s3_bucket.this.bucket_regional_domain_name }
output "versioned" {
  description = "Known when versioning is on, which replication needs."
  value       = aws_s3_bucket_versioning.this.id
}
