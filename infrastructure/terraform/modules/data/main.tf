# What is kept: the key, the buckets, the database, the cache, and by option a shared file system.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
