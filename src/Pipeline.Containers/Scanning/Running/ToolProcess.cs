using System.Diagnostics;
using System.Text;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>Runs a program with an environment of its own, to its end or until its time is up. Its children go with it.</summary>
internal static class ToolProcess
{
    // What a tool says last is what went wrong; a log of gigabytes must not fill the memory.
    private const int MaximumCharacters = 16 * 1024 * 1024;

    /// <exception cref="TimeoutException">It took longer.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be started.</exception>
    public static async Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        cancellationToken.ThrowIfCancellationRequested();
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        process.StandardInput.Close();
        var output = EndOfAsync(process.StandardOutput, limit.Token);
        var error = EndOfAsync(process.StandardError, limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"{Path.GetFileName(program)} took longer than {timeout}.");
        }
    }

    private static async Task<string> EndOfAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
            if (text.Length > MaximumCharacters)
                text.Remove(0, text.Length - (MaximumCharacters / 2));
        }

        return text.ToString();
    }
}
