using System.Diagnostics.CodeAnalysis;
using Pipeline.Errors;
using Pipeline.Secrets.Aws;
using Pipeline.Secrets.Vault;

namespace Pipeline.Secrets.Opening;

/// <summary>
/// Which secret store, as an address without credentials: <c>vault://host:8200/mount?auth=kubernetes&amp;role=agentkit</c>,
/// <c>awssm://eu-central-1</c>, <c>file:///var/run/secrets/agentkit</c>, <c>env:</c>, <c>encrypted:///path</c>. It may be shown.
/// docs/SECRETS_MANAGEMENT.md lists the parameters.
/// </summary>
public abstract record SecretStoreLocation
{
    private static readonly Dictionary<string, Func<LocationText, SecretStoreLocation>> s_schemes = new(StringComparer.Ordinal)
    {
        ["awssm"] = AwsLocation.Read,
        ["encrypted"] = EncryptedFileLocation.Read,
        ["env"] = EnvironmentLocation.Read,
        ["file"] = MountedFilesLocation.Read,
        ["vault"] = VaultLocation.Read,
    };

    private protected SecretStoreLocation()
    {
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="PipelineException">PIPE5003: it has an unknown form, lacks something or has too much, or holds a credential; all mistakes at once.</exception>
    public static SecretStoreLocation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var location = new LocationText(text);
        if (!s_schemes.TryGetValue(location.Scheme, out var read))
            throw LocationText.Refused($"begins with none of {string.Join(", ", s_schemes.Keys.Order(StringComparer.Ordinal).Select(x => $"{x}:"))}");
        return location.Checked(read(location));
    }

    /// <summary>Reads an address; false where <see cref="Parse"/> refuses it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretStoreLocation? location)
    {
        try
        {
            location = text is null ? null : Parse(text);
        }
        catch (PipelineException)
        {
            location = null;
        }

        return location is not null;
    }

    /// <summary>The address, as it may be shown.</summary>
    public abstract override string ToString();
}
