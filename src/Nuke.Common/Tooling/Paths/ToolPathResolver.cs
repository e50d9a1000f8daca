using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Finds programs.</summary>
public static class ToolPathResolver
{
    /// <summary>The program that an environment variable names, e.g. <c>DOTNET_EXE</c>; null when it isn't set.</summary>
    public static string? TryGetEnvironmentExecutable(string environmentExecutable)
    {
        var path = Environment.GetEnvironmentVariable(environmentExecutable);
        if (string.IsNullOrEmpty(path))
            return null;
        return File.Exists(path)
            ? path
            : throw new PipelineException(ToolingErrors.ToolNotFound, $"Environment variable {environmentExecutable} names '{path}', which does not exist. Correct or unset the variable.");
    }

    /// <summary>The full path of a program on <c>PATH</c>.</summary>
    public static string GetPathExecutable(string pathExecutable)
        => TryGetPathExecutable(pathExecutable)
           ?? throw new PipelineException(ToolingErrors.ToolNotOnPath, $"Tool '{pathExecutable}' is not on PATH. Install it, or set {EnvironmentVariableFor(pathExecutable)} to its path.");

    internal static string EnvironmentVariableFor(string name) => $"{Path.GetFileNameWithoutExtension(name).ToUpperInvariant()}_EXE";

    internal static string? TryGetPathExecutable(string pathExecutable)
    {
        if (pathExecutable.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0)
            return File.Exists(pathExecutable) ? Path.GetFullPath(pathExecutable) : null;

        string[] extensions = !OperatingSystem.IsWindows() || Path.HasExtension(pathExecutable)
            ? [""]
            : (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';', StringSplitOptions.RemoveEmptyEntries);
        foreach (var directory in PathDirectories())
        {
            foreach (var extension in extensions)
            {
                var file = Path.Combine(directory, pathExecutable + extension);
                if (File.Exists(file) && IsExecutable(file))
                    return file;
            }
        }
        return null;
    }

    internal static string[] PathDirectories()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsExecutable(string file)
        => OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
