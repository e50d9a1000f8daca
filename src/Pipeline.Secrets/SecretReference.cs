using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Pipeline.Secrets;

/// <summary>
/// Where a value is instead of the value: <c>secret://agentkit/staging/database/password</c>, or with <c>#key</c> one key of a secret that
/// holds a JSON object (<c>secret://agentkit/staging/database/app#password</c>). A reference is no secret.
/// </summary>
/// <param name="Name">Which secret.</param>
/// <param name="Key">Which key of it; null for the whole value.</param>
public sealed record SecretReference(SecretName Name, string? Key = null)
{
    private const string Scheme = "secret://";

    /// <summary>Reads a reference; false where it isn't one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretReference? reference)
    {
        reference = null;
        if (text is null || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var parts = text[Scheme.Length..].Split('#');
        if (parts.Length > 2 || parts is [_, ""] || !SecretName.TryParse(parts[0], out var name))
            return false;
        reference = new SecretReference(name, parts.Length == 2 ? parts[1] : null);
        return true;
    }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">It isn't one. The message doesn't repeat the text: it may be the secret itself.</exception>
    public static SecretReference Parse(string text) => TryParse(text, out var reference)
        ? reference
        : throw new FormatException("This is no reference to a secret: write secret://area/name, or secret://area/name#key. What stands there isn't repeated, since it may be a secret.");

    /// <summary>Reads the value that it refers to.</summary>
    /// <exception cref="SecretNotFoundException">There is no such secret.</exception>
    /// <exception cref="SecretStoreException">The store can't give it, or it has no such key.</exception>
    public async Task<Secret> ResolveAsync(ISecretStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var found = await store.GetAsync(Name, null, cancellationToken) ?? throw new SecretNotFoundException(Name, store.Description);
        return Pick(found.Value);
    }

    /// <summary>The value of the key within the secret's value; the value itself where the reference has no key.</summary>
    /// <exception cref="SecretStoreException">It is no JSON object, or has no such key.</exception>
    public Secret Pick(Secret value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Key is null)
            return value;
        try
        {
            using var json = JsonDocument.Parse(value.Reveal());
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(Key, out var picked))
                return new Secret(picked.ValueKind == JsonValueKind.String ? picked.GetString()! : picked.GetRawText());
        }
        catch (JsonException)
        {
            // Its message would show a piece of the secret.
        }

        throw new SecretStoreException(SecretErrors.NoKey, $"The secret '{Name}' holds no JSON object with the key '{Key}'. Correct the key, or leave it out to have the whole value.");
    }

    /// <summary>The reference as it is written.</summary>
    public override string ToString() => Key is null ? Scheme + Name.Value : $"{Scheme}{Name.Value}#{Key}";
}
