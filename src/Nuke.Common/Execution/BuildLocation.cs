using System.Reflection;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>Where a build lies on disk.</summary>
internal sealed class BuildLocation
{
    private const string ScriptRootVariable = "PIPELINE_SCRIPT_ROOT";

    // Static because NukeBuild.RootDirectory is: field initializers of a build read it before the build exists.
    private static BuildLocation? s_current;
    private AbsolutePath? _temporaryDirectory;

    private BuildLocation(AbsolutePath rootDirectory, AbsolutePath? buildAssemblyFile)
    {
        RootDirectory = rootDirectory;
        BuildAssemblyFile = buildAssemblyFile;
    }

    public static BuildLocation Current => s_current ??= Find(Environment.GetCommandLineArgs(), Environment.CurrentDirectory, EntryAssembly());

    public AbsolutePath RootDirectory { get; }

    public AbsolutePath? BuildAssemblyFile { get; }

    public AbsolutePath TemporaryDirectory
    {
        get
        {
            if (_temporaryDirectory is null)
            {
                _temporaryDirectory = RootDirectory / ".nuke" / "temp";
                Directory.CreateDirectory(_temporaryDirectory!);
            }

            return _temporaryDirectory;
        }
    }

    public AbsolutePath? BuildProjectFile
    {
        get
        {
            for (var directory = Path.GetDirectoryName(BuildAssemblyFile); directory is not null; directory = Path.GetDirectoryName(directory))
            {
                if (Directory.GetFiles(directory, "*.csproj") is [var project, ..])
                    return AbsolutePath.Create(project);
            }

            return null;
        }
    }

    /// <summary>Takes a root from outside, for builds that are run by something other than their own process.</summary>
    public static void Use(AbsolutePath rootDirectory) => s_current = new BuildLocation(rootDirectory, EntryAssembly());

    internal static BuildLocation Find(IReadOnlyList<string> arguments, string workingDirectory, AbsolutePath? assembly)
    {
        var asked = RootArgument(arguments) ?? Environment.GetEnvironmentVariable("NUKE_ROOT");
        if (asked is { Length: > 0 })
            return new BuildLocation(AbsolutePath.Create(Path.GetFullPath(asked, workingDirectory)), assembly);

        // The script says where it lies. Taken out of the environment: a build that this one starts lies elsewhere.
        if (Environment.GetEnvironmentVariable(ScriptRootVariable) is { Length: > 0 } script)
        {
            Environment.SetEnvironmentVariable(ScriptRootVariable, null);
            return new BuildLocation(AbsolutePath.Create(script), assembly);
        }

        var root = NearestAbove(workingDirectory)
            ?? throw new PipelineException(BuildErrors.NoRootDirectory,
                $"No directory .nuke was found in '{workingDirectory}' or above. Make one at the root of the repository, or pass --root DIR.") { ExitCode = 2 };
        return new BuildLocation(AbsolutePath.Create(root), assembly);
    }

    private static string? NearestAbove(string? directory)
    {
        for (; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            // NUKE's older repositories mark their root with a file.
            if (Directory.Exists(Path.Combine(directory, ".nuke")) || File.Exists(Path.Combine(directory, ".nuke")))
                return directory;
        }

        return null;
    }

    private static string? RootArgument(IReadOnlyList<string> arguments)
    {
        for (var i = 1; i < arguments.Count; i++)
        {
            var name = arguments[i].TrimStart('-');
            if (name.Length == arguments[i].Length)
                continue;
            if (name.Equals("root", StringComparison.OrdinalIgnoreCase))
                return i + 1 < arguments.Count && !arguments[i + 1].StartsWith('-') ? arguments[i + 1] : ".";
            if (name.StartsWith("root=", StringComparison.OrdinalIgnoreCase))
                return name["root=".Length..];
        }

        return null;
    }

    private static AbsolutePath? EntryAssembly() =>
        Assembly.GetEntryAssembly()?.Location is { Length: > 0 } location ? AbsolutePath.Create(location) : null;
}
