using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Pipeline.Components.Rehearsal;

/// <summary>Starts a program that outlives this one: in a session of its own where the system has any, without a terminal, with its output in a file.</summary>
internal static class DetachedProcess
{
    // $1 is the log. `setsid` leaves the terminal's session; without it (macOS), a background job ignores Ctrl+C, and nohup the terminal's end.
    private const string Script = """
        log=$1; shift
        if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; else set -- nohup "$@"; fi
        "$@" </dev/null >"$log" 2>&1 &
        echo $!
        """;

    /// <summary>Gives the process's id.</summary>
    public static async Task<int> StartAsync(string program, IReadOnlyList<string> arguments, string logFile, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            return StartOnWindows(program, arguments, logFile);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", logFile, program, .. arguments]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var id = await shell.StandardOutput.ReadToEndAsync(cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        return int.Parse(id.Trim(), CultureInfo.InvariantCulture);
    }

    private static int StartOnWindows(string program, IReadOnlyList<string> arguments, string logFile)
    {
        var line = new StringBuilder($"/d /s /c \"\"{program}\"");
        foreach (var argument in arguments)
            line.Append(CultureInfo.InvariantCulture, $" \"{argument}\"");
        line.Append(CultureInfo.InvariantCulture, $" >\"{logFile}\" 2>&1\"");
        using var shell = Process.Start(new ProcessStartInfo("cmd.exe", line.ToString()) { CreateNoWindow = true, UseShellExecute = false })!;
        return shell.Id;
    }
}
