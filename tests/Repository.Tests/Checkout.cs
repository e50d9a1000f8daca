using System.Diagnostics;

namespace Repository.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class Checkout
{
    private static readonly string[] s_notOurs = [".git", "bin", "obj", "output", "TestResults", "node_modules", "BenchmarkDotNet.Artifacts"];
    private static readonly Lazy<IReadOnlyList<string>> s_files = new(ListFiles);

    public static string Root { get; } = FindRoot();

    /// <summary>The files that git tracks or would track, relative to the root, with <c>/</c>. Without git: all files that no build made.</summary>
    public static IReadOnlyList<string> Files => s_files.Value;

    public static bool HasGit { get; } = Path.Exists(Path.Combine(Root, ".git")) && Run("git", "--version") is not null;

    public static IEnumerable<string> FilesIn(string folder, string extension) =>
        Files.Where(x => x.StartsWith(folder + "/", StringComparison.Ordinal) && x.EndsWith(extension, StringComparison.Ordinal));

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    /// <summary>What a program writes, run in the root; null if there is no such program or it failed.</summary>
    public static string? Run(string program, params string[] arguments) => Execute(program, arguments) is (0, var output, _) ? output : null;

    /// <summary>A program's exit code with what it wrote, run in the root; -1 if there is no such program.</summary>
    public static (int ExitCode, string Output, string Error) Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, "", exception.Message);
        }
    }

    private static IReadOnlyList<string> ListFiles()
    {
        if (HasGit && Run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard") is { } listed)
            return [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(x => File.Exists(PathOf(x))).Order(StringComparer.Ordinal)];
        return [.. Walk(Root).Select(x => Path.GetRelativePath(Root, x).Replace('\\', '/')).Where(x => !x.StartsWith(".nuke/temp/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Walk(string directory) =>
        Directory.EnumerateFiles(directory).Concat(
            Directory.EnumerateDirectories(directory).Where(x => !s_notOurs.Contains(Path.GetFileName(x))).SelectMany(Walk));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Pipeline.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No Pipeline.sln at or above {AppContext.BaseDirectory}: these tests run from inside the repository.");
    }
}
