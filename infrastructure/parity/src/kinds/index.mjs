// Which kind of CloudFormation is which of Terraform's, and what of it must be equal.
//
//   cfn, tf    the kinds; one of them may be missing where the other side writes it as a part of something else
//   key        [CDK, Terraform]: what tells two resources of the kind apart, most often the name
//   fields     name -> [CDK, Terraform]: each gets (props, all resources, the resource); Terraform's also what
//              the plan tells in its outputs
import { compute } from './compute.mjs';
import { data } from './data.mjs';
import { delivery } from './delivery.mjs';
import { edge } from './edge.mjs';
import { jobs } from './jobs.mjs';
import { monitoring } from './monitoring.mjs';
import { network } from './network.mjs';
import { recovery } from './recovery.mjs';

export const kinds = [...network, ...data, ...compute, ...jobs, ...edge, ...monitoring, ...recovery, ...delivery];
