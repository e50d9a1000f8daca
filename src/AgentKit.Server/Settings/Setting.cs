namespace AgentKit.Server.Settings;

/// <summary>One environment variable: what it is for, what it may hold, and where its value goes.</summary>
internal sealed record Setting
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>What it may hold, for people: <c>a port, 0 to 65535</c>.</summary>
    public required string Type { get; init; }

    public required string Default { get; init; }

    public required string Example { get; init; }

    public bool IsSecret { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>The settings with this value in them; null when the value can't be used.</summary>
    public required Func<ServerSettings, string, ServerSettings?> Apply { get; init; }
}
