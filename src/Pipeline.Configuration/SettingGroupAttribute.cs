namespace Pipeline.Configuration;

/// <summary>Marks an options class whose properties are settings.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingGroupAttribute(string title) : Attribute
{
    /// <summary>The heading over its settings in documents: <c>HTTP</c>, <c>Files</c>.</summary>
    public string Title { get; } = title;

    /// <summary>A sentence or two below the heading; null for none.</summary>
    public string? Description { get; init; }
}
