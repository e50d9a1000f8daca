namespace Pipeline.Releases.Planning;

/// <summary>What happens to an object of the cluster.</summary>
/// <param name="Action">create, change, delete, keep or unchanged.</param>
/// <param name="Name">The object: <c>Deployment/agentkit-production/agentkit-server</c>.</param>
/// <param name="Lines">The fields that change, a line each; values of Secrets are masked.</param>
public sealed record PlannedObjectChange(string Action, string Name, IReadOnlyList<string> Lines);
