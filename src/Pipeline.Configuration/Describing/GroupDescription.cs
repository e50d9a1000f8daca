namespace Pipeline.Configuration.Describing;

/// <summary>Settings that belong together.</summary>
public sealed record GroupDescription
{
    /// <summary>The heading: <c>HTTP</c>.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence or two below the heading; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>The settings.</summary>
    public required IReadOnlyList<SettingDescription> Settings { get; init; }
}
