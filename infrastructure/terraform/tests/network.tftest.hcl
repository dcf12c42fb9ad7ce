# The network: the right subnets, nothing open to the world, one way out.

mock_provider "aws" {}

variables {
  environment        = "prod"
  site_file          = "../settings/site.example.json"
  allow_example_site = true
  zones              = ["us-east-1a", "us-east-1b"]
  key_arn            = "arn:aws:kms:us-east-1:111111111111:key/1"
}

run "prod_settings" {
  command = plan
  module {
    source = "./modules/settings"
  }
}

run "prod" {
  command = plan
  module {
    source = "./modules/network"
  }
  variables {
    common = run.prod_settings.common
  }
  assert {
    condition = [for key in ["public-1", "public-2", "private-1", "private-2", "isolated-1", "isolated-2"] :
      aws_subnet.this[key].cidr_block
      ] == ["10.22.0.0/24", "10.22.1.0/24", "10.22.2.0/24", "10.22.3.0/24", "10.22.4.0/28", "10.22.4.16/28"
    ]
    error_message = "public and private subnets are /24, isolated ones /28"
  }
  assert {
    condition     = alltrue([for subnet in aws_subnet.this : !subnet.map_public_ip_on_launch])
    error_message = "a subnet hands out public addresses"
  }
  assert {
    condition = alltrue([
      for rule in concat(values(aws_vpc_security_group_ingress_rule.pair), values(aws_vpc_security_group_ingress_rule.inside)) :
      rule.cidr_ipv4 != "0.0.0.0/0"
    ])
    error_message = "something is open to the world"
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.cloudfront.prefix_list_id == "pl-3b927c52"
    error_message = "only CloudFront reaches the balancer"
  }
  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_egress_rule.https : rule.from_port == 443 && rule.to_port == 443])
    error_message = "only HTTPS leaves for the world"
  }
  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_autoscaling_group.nat) == 1
    error_message = "prod has one NAT instance, which is replaced by itself"
  }
  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL"
    error_message = "flow logs miss traffic"
  }
}

run "dev_settings" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    environment = "dev"
  }
}

run "dev" {
  command = plan
  module {
    source = "./modules/network"
  }
  variables {
    common = run.dev_settings.common
  }
  assert {
    condition     = length(aws_nat_gateway.this) == 0 && aws_autoscaling_group.nat[0].max_size == 1
    error_message = "dev has one NAT instance"
  }
  assert {
    condition     = aws_launch_template.nat[0].metadata_options[0].http_tokens == "required"
    error_message = "the NAT instance answers IMDSv1"
  }
  assert {
    condition     = aws_launch_template.nat[0].block_device_mappings[0].ebs[0].encrypted == "true"
    error_message = "the NAT instance's disk is not encrypted"
  }
}

run "with_interface_endpoints" {
  command = plan
  module {
    source = "./modules/network"
  }
  variables {
    common = merge(run.dev_settings.common, {
      env = merge(run.dev_settings.common.env, {
        network = merge(run.dev_settings.common.env.network, { interfaceEndpoints = ["secretsmanager", "sqs"] })
      })
    })
  }
  assert {
    condition     = length(aws_vpc_endpoint.interface) == 2
    error_message = "each service listed has an endpoint"
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.inside["endpoint"].cidr_ipv4 == "10.20.0.0/16"
    error_message = "endpoints answer the network alone"
  }
}
