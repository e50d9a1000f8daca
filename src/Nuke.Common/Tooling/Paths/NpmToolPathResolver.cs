using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Finds tools in npm packages.</summary>
public static class NpmToolPathResolver
{
    /// <summary>The <c>package.json</c> whose <c>node_modules</c> are searched. Default: that of the working directory or of a directory above it.</summary>
    public static AbsolutePath? NpmPackageJsonFile { get; set; }

    /// <summary>The path of a command in <c>node_modules/.bin</c>.</summary>
    public static string GetNpmExecutable(string npmExecutable)
    {
        var start = NpmPackageJsonFile is { } file ? Path.GetDirectoryName(file.ToString()) : ProcessTasks.DefaultWorkingDirectory;
        for (var directory = start; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var command = Path.Combine(directory, "node_modules", ".bin", OperatingSystem.IsWindows() ? npmExecutable + ".cmd" : npmExecutable);
            if (File.Exists(command))
                return command;
        }
        throw new PipelineException(ToolingErrors.NpmToolNotFound, $"npm tool '{npmExecutable}' is not in node_modules of '{start}' or of a directory above. Add its package to package.json and run 'npm ci'.");
    }
}
