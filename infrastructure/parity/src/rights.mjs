// What each role may do, on either side: role -> sorted actions. Terraform tells it as an output of the plan, since a
// policy that names a key is not known before the key is made.

const listed = (value) => (Array.isArray(value) ? value : [value]);
const actionsOf = (document) =>
  (document?.Statement ?? []).filter(({ Effect }) => Effect !== 'Deny').flatMap(({ Action }) => listed(Action));

export function cdkRights(resources) {
  const policies = resources.filter(({ kind }) => kind === 'AWS::IAM::Policy' || kind === 'AWS::IAM::RolePolicy');
  return Object.fromEntries(
    resources
      .filter(({ kind }) => kind === 'AWS::IAM::Role')
      .map(({ id, stack, props }) => {
        const name = props.RoleName ?? `{${id}}`;
        const attached = policies.filter((each) => {
          return each.stack === stack && [...(each.props.Roles ?? []), each.props.RoleName].includes(name);
        });
        const documents = [...attached.map((each) => each.props), ...(props.Policies ?? [])];
        const actions = documents.flatMap(({ PolicyDocument }) => actionsOf(PolicyDocument));
        return [name, [...new Set(actions)].sort()];
      }),
  );
}

export const terraformRights = (prefix, rights) =>
  Object.fromEntries(Object.entries(rights).map(([role, actions]) => [`${prefix}-${role}`, [...actions].sort()]));
