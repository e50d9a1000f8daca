namespace AgentKit.Server.Access;

/// <summary>Names of the policies: <c>endpoint.RequireAuthorization(AccessPolicies.Member)</c>. All of <c>/v1</c> needs <see cref="Viewer"/> unless it says otherwise.</summary>
internal static class AccessPolicies
{
    public const string Viewer = nameof(CallerRole.Viewer);

    public const string Member = nameof(CallerRole.Member);

    public const string Admin = nameof(CallerRole.Admin);
}
