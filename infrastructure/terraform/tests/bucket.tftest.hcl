# A bucket of ours is private, versioned, encrypted, takes TLS only, and is emptied by force only where it may be.

mock_provider "aws" {}

variables {
  name        = "a-bucket"
  account     = "111111111111"
  keep        = true
  kms_key_arn = "arn:aws:kms:us-east-1:111111111111:key/1"
  log_bucket  = "logs"
  tags        = { Service = "data" }
}

run "kept" {
  command = plan
  module {
    source = "./modules/bucket"
  }
  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "a bucket to keep is not emptied by force"
  }
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls, aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "the bucket may become public"
  }
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "the bucket keeps no versions"
  }
  assert {
    condition = anytrue([
      for rule in aws_s3_bucket_server_side_encryption_configuration.this.rule :
      rule.apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
    ])
    error_message = "the bucket is not encrypted with the key"
  }
  assert {
    condition = anytrue([
      for s in jsondecode(aws_s3_bucket_policy.this.policy).Statement :
      s.Effect == "Deny" && try(s.Condition.Bool["aws:SecureTransport"], "") == "false"
    ])
    error_message = "the bucket takes plain HTTP"
  }
  assert {
    condition = alltrue([
      for s in jsondecode(aws_s3_bucket_policy.this.policy).Statement : s.Effect == "Deny"
    ])
    error_message = "somebody is let in who was not asked for"
  }
}

run "expendable" {
  command = plan
  module {
    source = "./modules/bucket"
  }
  variables {
    keep = false
  }
  assert {
    condition     = aws_s3_bucket.this.force_destroy
    error_message = "a bucket of dev can be destroyed with what it holds"
  }
}
