using System.Text;
using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering.Reading;

namespace Pipeline.Kubernetes.Rendering.Generating;

/// <summary>The keys and values that a generator's files and literals give. A value is bytes: it may be no text.</summary>
internal static class KeyValueSources
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="PipelineException">PIPE4002, PIPE4003.</exception>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(GeneratorArguments arguments, KustomizationRoot root, CancellationToken cancellationToken)
    {
        var pairs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in arguments.EnvironmentFiles)
        {
            foreach (var (key, value) in Lines(arguments, file, await root.ReadAsync(file, arguments.Source, cancellationToken)))
                Add(key, Encoding.UTF8.GetBytes(value));
        }

        foreach (var literal in arguments.Literals)
        {
            var (key, value) = Split(literal) ?? throw Invalid(arguments, $"literal '{literal}' is no key=value");
            Add(key, Encoding.UTF8.GetBytes(Unquoted(value)));
        }

        foreach (var entry in arguments.Files)
        {
            var (key, path) = entry.Contains('=', StringComparison.Ordinal) ? Split(entry) ?? throw Invalid(arguments, $"file '{entry}' has no key before =") : (Path.GetFileName(entry), entry);
            if (path.Length == 0 || path.Contains('=', StringComparison.Ordinal))
                throw Invalid(arguments, $"file '{entry}' is neither a path nor key=path");
            Add(key, await root.ReadAsync(path, arguments.Source, cancellationToken));
        }

        return pairs;

        void Add(string key, byte[] value)
        {
            if (!pairs.TryAdd(key, value))
                throw Invalid(arguments, $"the key '{key}' stands twice");
        }
    }

    /// <summary>The bytes as text; null when they are none.</summary>
    public static string? AsText(byte[] value)
    {
        try
        {
            return Strict.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Key, string Value)> Lines(GeneratorArguments arguments, string file, byte[] content)
    {
        var text = AsText(content) ?? throw Invalid(arguments, $"'{file}' is no UTF-8 text");
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            var trimmed = line.TrimEnd('\r').TrimStart();
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;

            if (trimmed[0] != '=')
                yield return Split(trimmed) ?? (trimmed, "");
        }
    }

    private static (string Key, string Value)? Split(string entry) => entry.IndexOf('=', StringComparison.Ordinal) switch
    {
        <= 0 => null,
        var at => (entry[..at], entry[(at + 1)..]),
    };

    private static string Unquoted(string value) => value is ['"', .., '"'] or ['\'', .., '\''] ? value[1..^1] : value;

    private static PipelineException Invalid(GeneratorArguments arguments, string reason) =>
        new(KubernetesErrors.InvalidKustomization, $"{arguments.Source}: {arguments.Kind} '{arguments.Name}': {reason}. Correct it.") { ExitCode = 2 };
}
