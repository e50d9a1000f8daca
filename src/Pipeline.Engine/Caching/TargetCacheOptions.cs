using System.Runtime.InteropServices;
using Pipeline.Engine.Globbing;

namespace Pipeline.Engine.Caching;

/// <summary>Where a cache works, and how.</summary>
public sealed record TargetCacheOptions
{
    private readonly string _rootDirectory = "";
    private readonly string _stateDirectory = "";

    /// <summary>The build's root: patterns start there, and outputs lie below it.</summary>
    public required string RootDirectory
    {
        get => _rootDirectory;
        init => _rootDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(value));
    }

    /// <summary>What is remembered of this checkout: the stat index and the targets' last runs. Best on the same file system as the outputs.</summary>
    public required string StateDirectory
    {
        get => _stateDirectory;
        init => _stateDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(value));
    }

    /// <summary>Where results are kept.</summary>
    public required ICacheStore Store { get; init; }

    /// <summary>Whether earlier results are used. False (<c>--no-cache</c>): targets always run, and their results are kept all the same. Default true.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>Case of patterns. Default: as the platform's file systems.</summary>
    public GlobCase LetterCase { get; init; }

    /// <summary>Results of one platform are not used on another. Default: operating system and architecture.</summary>
    public string Platform { get; init; } = DefaultPlatform();

    /// <summary>How environment variables are read.</summary>
    public Func<string, string?> ReadEnvironmentVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock that tells a file written just now from an older one.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Hears of each of <see cref="CrashPoints"/> as it is passed.</summary>
    internal Action<string>? CrashPoint { get; init; }

    internal bool IsBelowRoot(string fullPath) =>
        fullPath.Length > RootDirectory.Length + 1
        && fullPath.StartsWith(RootDirectory, GlobMachine.IsInsensitive(LetterCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
        && fullPath[RootDirectory.Length] is '/' or '\\';

    /// <summary>How a file is called in keys and in reasons: from the root where it lies below it, with <c>/</c>.</summary>
    internal string NameOf(string fullPath)
    {
        var name = IsBelowRoot(fullPath) ? fullPath[(RootDirectory.Length + 1)..] : fullPath;
        return Path.DirectorySeparatorChar == '/' ? name : name.Replace(Path.DirectorySeparatorChar, '/');
    }

    private static string DefaultPlatform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : OperatingSystem.IsLinux() ? "linux" : "other";
        return $"{system}-{RuntimeInformation.OSArchitecture}".ToLowerInvariant();
    }
}
