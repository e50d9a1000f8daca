namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>Who asks.</summary>
internal sealed record UserIdentity(string Name, IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";

    public string? Uid { get; init; }

    public static UserIdentity Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);

    public bool IsMaster => Groups.Contains(Masters);
}
