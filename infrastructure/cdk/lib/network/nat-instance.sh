#!/bin/bash
# Makes this instance the way out of the private subnets: forwards, translates addresses, and takes over their default
# routes. Runs at first boot, as root, with ROUTE_TABLES (ids separated by spaces) and REGION set above it. When the
# auto-scaling group replaces the instance, the new one runs it again.
set -euo pipefail

token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)
instance=$(curl -sf -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id)
aws ec2 modify-instance-attribute --region "$REGION" --instance-id "$instance" --no-source-dest-check

echo 'net.ipv4.ip_forward = 1' >/etc/sysctl.d/90-nat.conf
sysctl --quiet --load /etc/sysctl.d/90-nat.conf
dnf install --quiet --assumeyes nftables
interface=$(ip -o -4 route show default | awk '{ print $5; exit }')
cat >/etc/sysconfig/nftables.conf <<RULES
table ip nat {
  chain postrouting {
    type nat hook postrouting priority 100;
    oifname "$interface" masquerade
  }
}
RULES
systemctl enable --now nftables

for table in $ROUTE_TABLES; do
  route=(--region "$REGION" --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --instance-id "$instance")
  aws ec2 replace-route "${route[@]}" || aws ec2 create-route "${route[@]}"
done
