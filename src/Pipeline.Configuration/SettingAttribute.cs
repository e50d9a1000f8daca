namespace Pipeline.Configuration;

/// <summary>
/// Says of an options property which environment variable it comes from, and everything that documentation, examples, manifests and the check at
/// start need to know of it. The property's own value is the default: <c>public int Port { get; init; } = 8080;</c>.
/// Ranges and patterns are .NET's own attributes (<see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/> and so on). A property of type
/// <c>Pipeline.Secrets.Secret</c> is a secret; no other type is.
/// </summary>
/// <remarks>
/// Types: text, whole and other numbers, <c>bool</c>, enums, <see cref="TimeSpan"/>, absolute <see cref="Uri"/>s, <c>Secret</c>, any of them nullable, and lists
/// (<c>IReadOnlyList&lt;T&gt;</c> or an array; the values stand with commas between them). On a list, attributes about length count the values and all others
/// hold for each value. Where an attribute has an <c>ErrorMessage</c>, that ends the sentence "it must be …".
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string variable, string description) : Attribute
{
    /// <summary>For <see cref="RequiredIn"/>: whatever the environment is.</summary>
    public const string Everywhere = "*";

    /// <summary>The environment variable's name, in capitals: <c>AGENTKIT_HTTP_PORT</c>.</summary>
    public string Variable { get; } = variable;

    /// <summary>What it is for, in sentences.</summary>
    public string Description { get; } = description;

    /// <summary>A value as it might stand in production; for a secret, a made-up one. Must be valid.</summary>
    public string? Example { get; init; }

    /// <summary>The environments in which it must be set: <c>Production</c>, <c>Staging</c>, <c>Development</c>. Elsewhere the default holds.</summary>
    public string[] RequiredIn { get; init; } = [];

    /// <summary>
    /// Whether a secret may be given by a reference (<c>secret://agentkit/production/database/password</c>) for its value. Default true; false for what the
    /// secret store itself is opened with. Says nothing for what isn't a secret.
    /// </summary>
    public bool AllowsReference { get; init; } = true;
}
