// Wildcards in the resources of roles that stand, and why: those of the statements several areas share.
export const sharedWildcards = {
  ReadObjects:
    "Objects are named by their content, so no list of names exists; the bucket holds the system's data only",
  WriteObjects: "Objects are named by their content, so no list of names exists; limited to the prefix a role writes",
  ForgetPending: "What waits to be published is named by its content; limited to the folder where it waits",
  PutTraces: "X-Ray has no resources to name; the actions only add spans",
  JoinNetwork: "Lambda makes the interfaces of a function in a network, and EC2 gives them no name before",
  SignInToRegistry: "The token is the registry's: ecr:GetAuthorizationToken has no resource; pulling is limited",
} as const;
