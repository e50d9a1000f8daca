using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Starts processes, never through a shell, and says what is wrong when one can't start.</summary>
internal static class ProcessLauncher
{
    public static Process Start(ProcessRequest request)
    {
        var tool = Locate(request.ToolPath);
        if (!Directory.Exists(request.WorkingDirectory))
            throw new PipelineException(ToolingErrors.WorkingDirectoryMissing, $"Working directory '{request.WorkingDirectory}' for '{Path.GetFileName(tool)}' does not exist. Create it first, or correct the path.");

        var startInfo = new ProcessStartInfo
        {
            FileName = tool,
            WorkingDirectory = request.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = request.StandardInput is not null,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        AddArguments(startInfo, request);
        AddEnvironment(startInfo, request.Environment);

        try
        {
            return Process.Start(startInfo)!;
        }
        catch (Win32Exception exception)
        {
            throw new PipelineException(ToolingErrors.ToolNotExecutable, $"'{tool}' can't be run: {exception.Message}. {CureFor(tool)}", exception);
        }
    }

    private static string Locate(string toolPath)
    {
        if (!Path.IsPathRooted(toolPath) && !toolPath.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return ToolPathResolver.GetPathExecutable(toolPath);
        if (!File.Exists(toolPath))
            throw new PipelineException(ToolingErrors.ToolNotFound, $"Tool '{toolPath}' does not exist. Correct the path, or install the tool there.");
        return toolPath;
    }

    private static string CureFor(string tool)
        => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(tool) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0
            ? $"Run 'chmod +x {CommandLine.Quote(tool)}', or call SetExecutable() on its path."
            : "Check that it is built for this operating system and processor.";

    private static void AddArguments(ProcessStartInfo startInfo, ProcessRequest request)
    {
        if (request.CommandLineText is { } text && OperatingSystem.IsWindows())
        {
            startInfo.Arguments = text;
            return;
        }
        foreach (var argument in request.Arguments)
            startInfo.ArgumentList.Add(argument);
    }

    private static void AddEnvironment(ProcessStartInfo startInfo, IReadOnlyDictionary<string, string>? variables)
    {
        if (variables is null)
            return;
        // A dictionary with PATH is a whole environment, as builds make it from EnvironmentInfo.Variables.
        if (variables.ContainsKey("PATH") || variables.ContainsKey("Path"))
            startInfo.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            if (value is null)
                startInfo.Environment.Remove(name);
            else
                startInfo.Environment[name] = value;
        }
    }
}
