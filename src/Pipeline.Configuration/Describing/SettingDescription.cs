using System.Text.Json.Serialization;

namespace Pipeline.Configuration.Describing;

/// <summary>What is to be known of one setting.</summary>
public sealed record SettingDescription
{
    /// <summary>The environment variable: <c>AGENTKIT_HTTP_PORT</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>What it may hold, for people, as it follows "it must be": <c>a whole number, 0 to 65535</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What holds where it isn't set; null for nothing.</summary>
    public string? Default { get; init; }

    /// <summary>A value as it might stand in production; for a secret, a made-up one.</summary>
    public string? Example { get; init; }

    /// <summary>Whether its value is to be kept from everybody.</summary>
    [JsonPropertyName("secret")]
    public bool IsSecret { get; init; }

    /// <summary>Whether it may be given by a reference to the secret store (<c>secret://…</c>).</summary>
    public bool AllowsReference { get; init; }

    /// <summary>The environments where it must be set; <see cref="SettingAttribute.Everywhere"/> for all.</summary>
    public IReadOnlyList<string> RequiredIn { get; init; } = [];

    /// <summary>Whether it must be set in an environment.</summary>
    public bool IsRequiredIn(string environment) => RequiredIn.Any(x => x == SettingAttribute.Everywhere || x.Equals(environment, StringComparison.OrdinalIgnoreCase));
}
