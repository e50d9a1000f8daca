namespace Pipeline.Configuration;

/// <summary>
/// Says of an options property which environment variable it comes from, and everything that documentation, examples, manifests and the check at
/// start need to know of it. The property's own value is the default: <c>public int Port { get; init; } = 8080;</c>.
/// Ranges and patterns are .NET's own attributes (<see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/> and so on). A property of type
/// <c>Pipeline.Secrets.Secret</c> is a secret; no other type is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string variable, string description) : Attribute
{
    /// <summary>The environment variable's name, in capitals: <c>AGENTKIT_HTTP_PORT</c>.</summary>
    public string Variable { get; } = variable;

    /// <summary>What it is for, in sentences.</summary>
    public string Description { get; } = description;

    /// <summary>A value as it might stand in production; for a secret, a made-up one. Must be valid.</summary>
    public string? Example { get; init; }

    /// <summary>The environments in which it must be set: <c>Production</c>, <c>Staging</c>, <c>Development</c>. Elsewhere the default holds.</summary>
    public string[] RequiredIn { get; init; } = [];
}
