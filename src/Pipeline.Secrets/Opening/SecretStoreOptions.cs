using System.Collections;

namespace Pipeline.Secrets.Opening;

/// <summary>What a store needs beside its address.</summary>
public sealed record SecretStoreOptions
{
    /// <summary>Environment variables: the secrets of <c>env:</c>, and the credentials that an address names by variable. Default none.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What relative paths of an address are below. Default the current directory.</summary>
    public string BaseDirectory { get; init; } = ".";

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Longest wait for one answer of a store over the network. Default 5 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait before a read is tried again (doubled each time, twice at most) when the store is away. Default 200 ms; what the store itself asks for goes first.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Told what the store does by itself, such as logging in anew. Default nobody.</summary>
    public IProgress<string>? Log { get; init; }

    /// <summary>The options with this process's environment variables: for the edge of a program.</summary>
    public static SecretStoreOptions OfProcess() => new()
    {
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(x => (string)x.Key, x => x.Value as string ?? "", OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal),
    };

    /// <summary>A variable's value; null when it isn't set, or empty.</summary>
    internal string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    internal string FullPath(string path) => Path.GetFullPath(path, Path.GetFullPath(BaseDirectory));
}
