using System.Diagnostics;

namespace CommonTests.ProjectModel;

/// <summary>Runs a real tool and gives what it printed.</summary>
internal static class Run
{
    public static string Tool(string directory, string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test host's own MSBuild must not leak into the tool's.
        foreach (var variable in new[] { "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath", "GIT_DIR", "GIT_WORK_TREE" })
            start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)} exited with {process.ExitCode}: {output}{error.Result}");
    }
}
