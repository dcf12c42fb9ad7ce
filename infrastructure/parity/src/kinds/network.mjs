import { number, sorted } from '../values.mjs';

const nameTag = [({ Tags }) => Tags?.find(({ Key }) => Key === 'Name')?.Value, ({ tags }) => tags?.Name];

// sg-name <- peer port, from either side's rule.
const peerOfRule = ({ CidrIp, SourceSecurityGroupId, DestinationSecurityGroupId, SourcePrefixListId }) => {
  const group = (SourceSecurityGroupId ?? DestinationSecurityGroupId)?.replace(/^\{(.*)\.GroupId\}$/, '$1');
  return CidrIp ?? SourcePrefixListId ?? group;
};

function cdkRules(direction) {
  return ({ GroupName, SecurityGroupIngress, SecurityGroupEgress }, all) => {
    const inline = (direction === 'Ingress' ? SecurityGroupIngress : SecurityGroupEgress) ?? [];
    const own = all.filter(({ kind, props }) => {
      return kind === `AWS::EC2::SecurityGroup${direction}` && props.GroupId === `{${GroupName}.GroupId}`;
    });
    const rules = [...inline, ...own.map(({ props }) => props)];
    // CloudFormation cannot have no rule at all: the library writes one that lets nothing through.
    const real = rules.filter(({ CidrIp }) => CidrIp !== '255.255.255.255/32');
    return sorted(real.map((rule) => `${rule.IpProtocol} ${rule.FromPort}-${rule.ToPort} ${peerOfRule(rule)}`));
  };
}

// Terraform knows no id of a group at plan; the rule's own name says between which groups it stands.
function terraformRules(direction) {
  return (_, all, { address, props: { name } }) => {
    const prefix = name.replace(/-(network|data)-[a-z]+-sg$/, '');
    const short = /\["([a-z]+)"\]$/.exec(address)[1];
    const full = (group) => `${prefix}-${group === 'files' ? 'data' : 'network'}-${group}-sg`;
    const rules = all.filter(({ kind }) => kind === `aws_vpc_security_group_${direction}_rule`);
    return sorted(
      rules.flatMap(({ address: rule, props }) => {
        const key = /\["([a-z-]+)"\]$/.exec(rule)?.[1] ?? 'alb';
        const [from, to] = key.includes('-') ? key.split('-') : [key, key];
        if (short !== (direction === 'ingress' ? to : from)) return [];
        const peer = props.cidr_ipv4 ?? props.prefix_list_id ?? full(direction === 'ingress' ? from : to);
        return [`${props.ip_protocol} ${props.from_port}-${props.to_port} ${peer}`];
      }),
    );
  };
}

export const network = [
  {
    cfn: 'AWS::EC2::VPC',
    tf: 'aws_vpc',
    key: nameTag,
    fields: {
      cidr: [({ CidrBlock }) => CidrBlock, ({ cidr_block: cidr }) => cidr],
      names: [(p) => [p.EnableDnsHostnames, p.EnableDnsSupport], (p) => [p.enable_dns_hostnames, p.enable_dns_support]],
    },
  },
  {
    cfn: 'AWS::EC2::Subnet',
    tf: 'aws_subnet',
    key: nameTag,
    fields: {
      cidr: [({ CidrBlock }) => CidrBlock, ({ cidr_block: cidr }) => cidr],
      zone: [({ AvailabilityZone }) => AvailabilityZone, ({ availability_zone: zone }) => zone],
      public: [({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch ?? false, (p) => p.map_public_ip_on_launch],
    },
  },
  { cfn: 'AWS::EC2::RouteTable', tf: 'aws_route_table' },
  { cfn: 'AWS::EC2::SubnetRouteTableAssociation', tf: 'aws_route_table_association' },
  { cfn: 'AWS::EC2::Route', tf: 'aws_route' },
  { cfn: 'AWS::EC2::InternetGateway', tf: 'aws_internet_gateway' },
  { cfn: 'AWS::EC2::VPCGatewayAttachment' },
  { cfn: 'AWS::EC2::EIP', tf: 'aws_eip' },
  { cfn: 'AWS::EC2::NatGateway', tf: 'aws_nat_gateway' },
  { cfn: 'Custom::VpcRestrictDefaultSG', tf: 'aws_default_security_group' },
  {
    cfn: 'AWS::EC2::VPCEndpoint',
    tf: 'aws_vpc_endpoint',
    key: [({ ServiceName }) => ServiceName, ({ service_name: name }) => name],
    fields: {
      type: [({ VpcEndpointType }) => VpcEndpointType, ({ vpc_endpoint_type: type }) => type],
    },
  },
  {
    cfn: 'AWS::EC2::FlowLog',
    tf: 'aws_flow_log',
    fields: { traffic: [({ TrafficType }) => TrafficType, ({ traffic_type: type }) => type] },
  },
  {
    cfn: 'AWS::EC2::SecurityGroup',
    tf: 'aws_security_group',
    key: [({ GroupName }) => GroupName, ({ name }) => name],
    fields: {
      purpose: [({ GroupDescription }) => GroupDescription, ({ description }) => description],
      in: [cdkRules('Ingress'), terraformRules('ingress')],
      out: [cdkRules('Egress'), terraformRules('egress')],
    },
  },
  { cfn: 'AWS::EC2::SecurityGroupIngress' },
  { cfn: 'AWS::EC2::SecurityGroupEgress' },
  { tf: 'aws_vpc_security_group_ingress_rule' },
  { tf: 'aws_vpc_security_group_egress_rule' },
  {
    cfn: 'AWS::AutoScaling::AutoScalingGroup',
    tf: 'aws_autoscaling_group',
    key: [({ AutoScalingGroupName }) => AutoScalingGroupName, ({ name }) => name],
    fields: {
      size: [(p) => [number(p.MinSize), number(p.MaxSize)], (p) => [p.min_size, p.max_size]],
    },
  },
  {
    cfn: 'AWS::EC2::LaunchTemplate',
    tf: 'aws_launch_template',
    key: [({ LaunchTemplateName }) => LaunchTemplateName, ({ name }) => name],
    fields: {
      type: [({ LaunchTemplateData: d }) => d.InstanceType, (p) => p.instance_type || undefined],
      metadata: [
        ({ LaunchTemplateData: d }) => d.MetadataOptions?.HttpTokens,
        (p) => p.metadata_options[0].http_tokens,
      ],
      disk: [
        ({ LaunchTemplateData: d }) => d.BlockDeviceMappings?.map(({ Ebs }) => [Ebs.VolumeSize, String(Ebs.Encrypted)]),
        (p) => p.block_device_mappings.map(({ ebs }) => [ebs[0].volume_size, ebs[0].encrypted]),
      ],
    },
  },
  { cfn: 'AWS::IAM::InstanceProfile', tf: 'aws_iam_instance_profile' },
];
