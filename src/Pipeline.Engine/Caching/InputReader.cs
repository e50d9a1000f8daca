using System.Security.Cryptography;
using System.Text;
using Pipeline.Engine.Globbing;

namespace Pipeline.Engine.Caching;

/// <summary>Takes the snapshot of a target's inputs.</summary>
internal sealed class InputReader(TargetCacheOptions options, StatIndex index)
{
    /// <param name="target">The target's name.</param>
    /// <param name="spec">Its declaration.</param>
    /// <param name="tools">Versions asked for earlier in the run; null to ask now.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<InputSnapshot> ReadAsync(string target, CacheSpec spec, IReadOnlyList<InputItem>? tools, CancellationToken cancellationToken)
    {
        var items = new List<InputItem> { new(InputKind.Platform, options.Platform, null) };
        foreach (var output in Sorted(spec.Outputs))
            items.Add(new InputItem(InputKind.Output, output, null));
        foreach (var name in Sorted(spec.Values.Keys))
            items.Add(new InputItem(InputKind.Value, name, Fingerprint(spec.Values[name]())));
        foreach (var name in Sorted(spec.EnvironmentVariables))
            items.Add(new InputItem(InputKind.EnvironmentVariable, name, Fingerprint(options.ReadEnvironmentVariable(name))));
        if (tools is not null)
            items.AddRange(tools);
        else
        {
            foreach (var name in Sorted(spec.Tools.Keys))
                items.Add(new InputItem(InputKind.Tool, name, await spec.Tools[name](cancellationToken)));
        }

        var missing = new List<string>();
        if (spec.Inputs.Count > 0)
            AddFiles(spec, items, missing, cancellationToken);
        return new InputSnapshot(target, items, missing);
    }

    private void AddFiles(CacheSpec spec, List<InputItem> items, List<string> missing, CancellationToken cancellationToken)
    {
        var patterns = new List<string>();
        foreach (var input in spec.Inputs)
        {
            patterns.Add(input);
            if (input.StartsWith('!') || Glob.HasWildcards(input))
                continue;
            var path = Path.GetFullPath(input, options.RootDirectory);
            if (Directory.Exists(path))
                patterns.Add(input + "/**");
            else if (!File.Exists(path))
                missing.Add(input);
        }

        // The cache's own files are nobody's input.
        patterns.Add("!" + options.StateDirectory);
        if (options.Store is LocalCacheStore local)
            patterns.Add("!" + local.Directory);

        var files = new GlobSet(options.RootDirectory, patterns, options.LetterCase).Walk(GlobKinds.Files).Files;
        var records = index.GetAll(files, cancellationToken);
        for (var i = 0; i < records.Length; i++)
        {
            if (records[i] is not { } record)
                continue;
            var hash = ContentHash.ToText(record.Hash);
            items.Add(new InputItem(InputKind.File, options.NameOf(files[i]), record.Stat.IsExecutable ? hash + "x" : hash));
        }
    }

    private static string[] Sorted(IEnumerable<string> names)
    {
        string[] sorted = [.. names];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }

    private static string? Fingerprint(string? value) =>
        value is null ? null : ContentHash.ToText(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
