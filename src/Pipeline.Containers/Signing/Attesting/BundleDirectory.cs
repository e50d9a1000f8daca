using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Json;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>A bundle as a folder. The list of digests finds accidents and clumsy changes of any byte; against an attacker stand the signatures.</summary>
internal static class BundleDirectory
{
    private const string ListName = "attestations.json";
    private const string Suffix = ".dsse.json";
    private const long MaxListBytes = 1024 * 1024;

    public static async Task WriteAsync(AttestationBundle bundle, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        foreach (var old in Directory.EnumerateFiles(directory, "*" + Suffix))
            File.Delete(old);

        var files = new JsonArray();
        foreach (var (entry, name) in bundle.Entries.DistinctBy(x => x.Digest).Select(x => (Entry: x, Name: FileName(PredicateTypeOf(x), x.Digest))).OrderBy(x => x.Name, StringComparer.Ordinal))
        {
            await File.WriteAllBytesAsync(Path.Combine(directory, name), entry.Content, cancellationToken);
            var file = new JsonObject { ["file"] = name, ["digest"] = entry.Digest.ToString(), ["size"] = entry.Content.Length };
            file.Put("predicateType", PredicateTypeOf(entry));
            files.Add((JsonNode)file);
        }

        // Last, and at once: a folder without its list is no bundle.
        var temporary = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        await File.WriteAllBytesAsync(temporary, CanonicalJson.Bytes(new JsonObject { ["attestations"] = files }), cancellationToken);
        File.Move(temporary, Path.Combine(directory, ListName), overwrite: true);
    }

    public static async Task<AttestationBundle> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        var list = new FileInfo(Path.Combine(directory, ListName));
        if (!list.Exists || list.Length > MaxListBytes)
            throw Unusable(directory, list.Exists ? $"its list {ListName} is too large" : $"it has no {ListName}");

        try
        {
            var files = new JsonFields(StrictJson.Object(await File.ReadAllBytesAsync(list.FullName, cancellationToken))).Objects("attestations");
            var entries = new List<BundleEntry>();
            foreach (var file in files)
                entries.Add(await EntryAsync(directory, file, cancellationToken));

            var named = entries.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
            return Directory.EnumerateFiles(directory, "*" + Suffix).Select(Path.GetFileName).FirstOrDefault(x => !named.Contains(x!)) is { } extra
                ? throw Unusable(directory, $"there is a file '{extra}' that its list doesn't name")
                : new AttestationBundle(entries);
        }
        catch (FormatException error)
        {
            throw Unusable(directory, $"its list {ListName} is damaged: {error.Message}");
        }
    }

    /// <summary>An envelope's kind and the first digits of its digest: <c>sbom.0123456789abcdef.dsse.json</c>.</summary>
    public static string FileName(string? predicateType, Digest envelope) => $"{PredicateTypes.ShortName(predicateType ?? "")}.{envelope.Hex[..16]}{Suffix}";

    /// <summary>The type that an envelope's content says it has, for people and filters; null where it can't be read. Nothing is verified.</summary>
    public static string? PredicateTypeOf(BundleEntry entry) => StatementOf(entry)?.Predicate.Type;

    /// <summary>The statement, for people and filters; null where it can't be read. Nothing is verified.</summary>
    public static Statement? StatementOf(BundleEntry entry)
    {
        try
        {
            return Statement.Read(EnvelopeReader.Read(entry.Content).Payload);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async Task<BundleEntry> EntryAsync(string directory, JsonFields file, CancellationToken cancellationToken)
    {
        var name = file.Text("file");
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\\', ':'))
            throw file.Wrong("file", $"'{name}' is no plain file name");

        var found = new FileInfo(Path.Combine(directory, name));
        if (!found.Exists)
            throw Unusable(directory, $"the file '{name}' is missing");
        if (found.Length != file.Integer("size") || found.Length > Envelope.MaxBytes)
            throw Unusable(directory, $"the file '{name}' has {found.Length} bytes, not the {file.Integer("size")} that its list says");

        var entry = new BundleEntry(name, await File.ReadAllBytesAsync(found.FullName, cancellationToken));
        return entry.Digest == file.Digest("digest") ? entry : throw Unusable(directory, $"the file '{name}' isn't what its list says: it holds {entry.Digest}");
    }

    private static PipelineException Unusable(string directory, string problem) => new(SigningErrors.UnusableBundle, $"The bundle of attestations in '{directory}' can't be used: {problem}.");
}
