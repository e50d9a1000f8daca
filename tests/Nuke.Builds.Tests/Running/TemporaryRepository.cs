using System.Diagnostics;
using System.Reflection;

namespace Nuke.Builds.Tests.Running;

/// <summary>A repository of a test's own, in which it runs build programs as a person would.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);

    // All that a build may find of the machine's environment: a build server that runs the tests must not show through.
    private static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "DOTNET_CLI_HOME", "NUGET_PACKAGES", "TMPDIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE"];

    public TemporaryRepository() => Write(".nuke/parameters.json", "{}");

    public string Path { get; } = Directory.CreateTempSubdirectory("pipeline-builds-").FullName;

    private static string Builds { get; } = Metadata("Builds");

    private static string GalleryProgram => System.IO.Path.Combine(Builds, "Gallery", Output, "Gallery.dll");

    private static string Output { get; } = Metadata("Output");

    /// <summary>A copy of one of the repositories below Builds/, without what a compiler left there.</summary>
    public static TemporaryRepository CopyOf(string name)
    {
        var repository = new TemporaryRepository();
        var source = System.IO.Path.Combine(Builds, name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = System.IO.Path.GetRelativePath(source, file);
            if (!relative.Split(System.IO.Path.DirectorySeparatorChar).Any(x => x is "bin" or "obj" or "temp"))
                repository.Write(relative, File.ReadAllText(file));
        }

        return repository;
    }

    public string Write(string relativePath, string content)
    {
        var file = In(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public void WriteScript(string relativePath, string content)
    {
        var file = Write(relativePath, "#!/bin/sh\n" + content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Read(string relativePath) => File.ReadAllText(In(relativePath));

    public bool Has(string relativePath) => File.Exists(In(relativePath));

    public string In(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    /// <summary>Makes it a git repository on branch main with one commit of all that is in it.</summary>
    public TemporaryRepository WithGit()
    {
        Git("init", "--quiet", "--initial-branch=main");
        Git("add", "--all");
        Git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "First");
        Git("remote", "add", "origin", "https://github.com/example/widgets.git");
        return this;
    }

    public BuildRun Gallery(string build, params string[] arguments) => Gallery(build, [], arguments);

    /// <summary>Runs a build of the gallery with more environment variables.</summary>
    public BuildRun Gallery(string build, (string Name, string Value)[] environment, params string[] arguments) =>
        Run(GalleryProgram, [("GALLERY_BUILD", build), .. environment], arguments);

    /// <summary>Runs the <c>_build</c> program of one of the repositories below Builds/.</summary>
    public BuildRun Build(string name, params string[] arguments) => Build(name, [], arguments);

    /// <inheritdoc cref="Build(string, string[])"/>
    public BuildRun Build(string name, (string Name, string Value)[] environment, params string[] arguments) =>
        Run(System.IO.Path.Combine(Builds, name, "build", Output, "_build.dll"), environment, arguments);

    /// <summary>Runs a build of the gallery, and interrupts it (Ctrl+C) when it has said <paramref name="sign"/>.</summary>
    public BuildRun Interrupt(string sign, string build, params string[] arguments)
    {
        using var process = Start("dotnet", [GalleryProgram, .. arguments], [("GALLERY_BUILD", build)]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = new System.Text.StringBuilder();
        using var limit = new Timer(_ => process.Kill(entireProcessTree: true), state: null, LongestRun, Timeout.InfiniteTimeSpan);
        while (process.StandardError.ReadLine() is { } line)
        {
            error.AppendLine(line);
            if (line.EndsWith(sign, StringComparison.Ordinal))
                Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        }

        process.WaitForExit();
        return new BuildRun(process.ExitCode, output.Result, error.ToString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private BuildRun Run(string program, (string Name, string Value)[] environment, string[] arguments)
    {
        using var process = Start("dotnet", [program, .. arguments], environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(LongestRun))
            return new BuildRun(process.ExitCode, output.Result, error.Result);
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"{program} {string.Join(' ', arguments)} ran for more than {LongestRun}. It wrote: {output.Result}{error.Result}");
    }

    private void Git(params string[] arguments)
    {
        using var process = Start("git", arguments, []);
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"git {string.Join(' ', arguments)} exited with {process.ExitCode}: {output}");
    }

    private Process Start(string tool, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var name in start.Environment.Keys.Except(Inherited).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A short process has no use for a profile.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // Processes that outlive their test would keep its files, and its pipes, open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static string Metadata(string key) =>
        typeof(TemporaryRepository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == key).Value!;
}
