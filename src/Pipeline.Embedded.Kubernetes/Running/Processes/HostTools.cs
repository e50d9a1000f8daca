namespace Pipeline.Embedded.Kubernetes.Running.Processes;

/// <summary>The programs of this machine that pods are started with, and what its environment gives to a process. Read once: this is where the environment is read.</summary>
internal sealed record HostTools
{
    /// <summary>A POSIX shell.</summary>
    public required string Shell { get; init; }

    /// <summary>The words before a command that give it a session of its own.</summary>
    public required IReadOnlyList<string> NewSession { get; init; }

    /// <summary>util-linux' <c>unshare</c> and <c>nsenter</c>, where mounts can be made: on Linux, as root.</summary>
    public (string Unshare, string Enter)? Mounting { get; init; }

    /// <summary>Where programs are looked for.</summary>
    public required string SearchPath { get; init; }

    /// <summary><c>DOTNET_ROOT</c>, where it is set: a program published with an app host looks there.</summary>
    public string? DotnetRoot { get; init; }

    /// <summary>Looks around.</summary>
    /// <exception cref="Errors.PipelineException">PIPE9100: a part is missing.</exception>
    public static HostTools Find()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        // A build that brings its own SDK runs with that dotnet and has it on no search path.
        if (Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet")
            path = $"{path}{Path.PathSeparator}{Path.GetDirectoryName(self)}";
        var shell = Search("sh", path);
        var session = Search("setsid", path) is { } setsid ? [setsid] : Search("perl", path) is { } perl ? new[] { perl, "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or die", "--" } : null;
        if (OperatingSystem.IsWindows() || shell is null || session is null)
            throw new Errors.PipelineException(RunningErrors.CannotRunPods, $"Pods can't run as processes here: {(OperatingSystem.IsWindows() ? "Windows has no POSIX sessions and signals. Use WSL" : "'sh', and 'setsid' or 'perl', must be on the PATH. Install util-linux")}, or switch pods off (EmbeddedClusterOptions.RunsPods).");

        var mounting = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Search("unshare", path) is { } unshare && Search("nsenter", path) is { } enter ? (unshare, enter) : ((string, string)?)null;
        return new HostTools { Shell = shell, NewSession = session, Mounting = mounting, SearchPath = path, DotnetRoot = Environment.GetEnvironmentVariable("DOTNET_ROOT") };
    }

    /// <summary>The program's full path; null where it isn't on the search path.</summary>
    public string? Locate(string program) => Search(program, SearchPath);

    private static string? Search(string program, string path) => path.Split(Path.PathSeparator).Where(x => x.Length > 0).Select(x => Path.Combine(x, program)).FirstOrDefault(File.Exists);
}
