using System.Text;
using Pipeline.Containers.Signing.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>The public keys that are trusted. Immutable: rotation gives a new set.</summary>
public sealed class TrustSet
{
    /// <summary>A set of keys.</summary>
    /// <exception cref="PipelineException">PIPE3502, with all mistakes: two keys of one name, one key twice (it would count twice), a key that is retired before it is valid.</exception>
    public TrustSet(IEnumerable<TrustedKey> keys)
    {
        Keys = [.. keys];
        string[] mistakes =
        [
            .. Keys.Where(x => string.IsNullOrWhiteSpace(x.Name)).Select(x => $"key {x.Key.Id} has no name"),
            .. Keys.GroupBy(x => x.Name, StringComparer.Ordinal).Where(x => x.Count() > 1).Select(x => $"{x.Count()} keys are called '{x.Key}'"),
            .. Keys.GroupBy(x => x.Key).Where(x => x.Count() > 1).Select(x => $"{string.Join(" and ", x.Select(y => $"'{y.Name}'"))} are one key"),
            .. Keys.Where(x => x.RetiredOn <= x.ValidFrom).Select(x => $"'{x.Name}' is retired before it is valid"),
        ];
        if (mistakes.Length > 0)
            throw Unusable(string.Join("; ", mistakes));
    }

    /// <summary>All keys, retired and revoked ones too.</summary>
    public IReadOnlyList<TrustedKey> Keys { get; }

    /// <summary>Reads the file that <see cref="ToJson"/> writes.</summary>
    /// <exception cref="PipelineException">PIPE3502.</exception>
    public static TrustSet Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return new TrustSet(new JsonFields(StrictJson.Object(Encoding.UTF8.GetBytes(json))).Objects("keys").Select(TrustSetJson.Read));
        }
        catch (FormatException error)
        {
            throw Unusable(error.Message);
        }
    }

    /// <summary>The set as a file to be kept in the repository: whoever may change it decides who is trusted.</summary>
    public string ToJson() => TrustSetJson.Write(Keys);

    /// <summary>With one more key.</summary>
    public TrustSet Add(TrustedKey key) => new([.. Keys, key]);

    /// <summary>With a key retired: what it signed before that time still counts.</summary>
    public TrustSet Retire(string name, DateTimeOffset on) => Change(name, x => x with { RetiredOn = on });

    /// <summary>With a key revoked: nothing that it signed counts.</summary>
    public TrustSet Revoke(string name, string reason) => Change(name, x => x with { RevokedBecause = reason });

    /// <summary>The keys that a signature may be of. A key id narrows the choice and decides nothing else (DSSE, protocol.md).</summary>
    internal IEnumerable<TrustedKey> Candidates(string? keyId) => string.IsNullOrEmpty(keyId) ? Keys : Keys.Where(x => x.Key.Id == keyId || x.Name == keyId);

    private TrustSet Change(string name, Func<TrustedKey, TrustedKey> change) => Keys.Any(x => x.Name == name)
        ? new([.. Keys.Select(x => x.Name == name ? change(x) : x)])
        : throw Unusable($"there is no key called '{name}'. There are: {string.Join(", ", Keys.Select(x => x.Name))}");

    private static PipelineException Unusable(string problem) => new(SigningErrors.UnusableTrustSet, $"The set of trusted keys can't be used: {problem}.") { ExitCode = 2 };
}
