namespace AgentKit.Server.Access;

/// <summary>What a service that signs its own tokens says when it has started: a token, and what to do with it.</summary>
internal static class TokenGreeting
{
    public const string Organization = "demo";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <param name="tokens">Signs the token.</param>
    /// <param name="address">Where the service listens, as it can be reached from here.</param>
    public static string Text(DevelopmentTokens tokens, Uri address) => $"""
        A token for the organization '{Organization}', with the role admin, good for {Lifetime.TotalHours:0} hours:

        export TOKEN={tokens.Issue(Organization, "developer", CallerRole.Admin, Lifetime)}
        curl -H "Authorization: Bearer $TOKEN" {new Uri(address, "/v1/clients")}
        """;
}
