# The repository of the program's image. It is applied first: tasks and functions need an image to exist.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

locals {
  kept_images = 20
  name        = var.common.names["api-repository"]
}

resource "aws_ecr_repository" "this" {
  name                 = local.name
  image_tag_mutability = "IMMUTABLE"
  force_delete         = !var.common.keep
  tags                 = { Service = "api", Name = local.name }

  image_scanning_configuration {
    scan_on_push = true
  }
  encryption_configuration {
    encryption_type = "AES256"
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "layers of replaced pushes"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countNumber = 7, countUnit = "days" }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "the newest"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = local.kept_images }
        action       = { type = "expire" }
      },
    ]
  })
}

resource "aws_ecr_repository_policy" "this" {
  repository = aws_ecr_repository.this.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Functions"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Condition = { StringLike = { "aws:SourceArn" = "${var.common.arn.lambda}:function:${var.common.prefix}-*" } }
    }]
  })
}

output "arn" { value = "arn:aws:ecr:${var.common.region}:${var.common.account}:repository/${local.name}" }
output "url" { value = aws_ecr_repository.this.repository_url }
