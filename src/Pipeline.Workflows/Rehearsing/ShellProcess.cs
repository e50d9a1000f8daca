using System.ComponentModel;
using System.Diagnostics;
using Pipeline.Errors;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>Runs a step's command as a runner does: from a file, with the shell's options that GitHub gives it.</summary>
internal static class ShellProcess
{
    private static readonly TimeSpan s_lastOutput = TimeSpan.FromSeconds(5);

    /// <summary>The exit code.</summary>
    /// <exception cref="PipelineException">PIPE9609: there is no such shell.</exception>
    public static async Task<int> RunAsync(string command, string? shell, string directory, string temporary, IReadOnlyDictionary<string, string> variables, IProgress<string> output, CancellationToken cancellationToken)
    {
        var script = Path.Combine(temporary, $"{Guid.NewGuid():N}{(UsesPowerShell(shell) ? ".ps1" : ".sh")}");
        await File.WriteAllTextAsync(script, command + "\n", cancellationToken).ConfigureAwait(false);
        string[] line = shell switch
        {
            _ when UsesPowerShell(shell) => ["pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-File", script],
            null => ["bash", "-e", script],
            "bash" => ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
            "sh" => ["sh", "-e", script],
            _ => throw new PipelineException(WorkflowErrors.RehearsalFailed, $"The shell '{shell}' isn't known here. Use bash, sh or pwsh."),
        };
        using var process = Start(line, directory, info =>
        {
            info.Environment.Clear();
            foreach (var (name, value) in variables)
                info.Environment[name] = value;
        });
        process.OutputDataReceived += (_, x) => Report(x.Data);
        process.ErrorDataReceived += (_, x) => Report(x.Data);
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult();
        process.EnableRaisingEvents = true;
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await exited.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            // A compiler's server that the step left behind may hold its output open for long.
            await Task.WhenAny(process.WaitForExitAsync(cancellationToken), Task.Delay(s_lastOutput, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;

        void Report(string? text)
        {
            if (text is not null)
                output.Report($"  {text}");
        }
    }

    /// <summary>The output of a program of this machine's, with this process's environment.</summary>
    /// <exception cref="PipelineException">PIPE9609: it failed, or there is none.</exception>
    public static async Task<string> CaptureAsync(string directory, CancellationToken cancellationToken, params string[] line)
    {
        using var process = Start(line, directory, _ => { });
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0
            ? text
            : throw new PipelineException(WorkflowErrors.RehearsalFailed, $"`{string.Join(' ', line)}` in {directory} ended with exit code {process.ExitCode}: {(await error.ConfigureAwait(false)).Trim()}");
    }

    private static bool UsesPowerShell(string? shell) => shell is "pwsh" || shell is null && OperatingSystem.IsWindows();

    private static Process Start(string[] line, string directory, Action<ProcessStartInfo> change)
    {
        var info = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        change(info);
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception exception)
        {
            throw new PipelineException(WorkflowErrors.RehearsalFailed, $"`{line[0]}` can't be started in {directory}: {exception.Message}. Install it, or run the rehearsal where it is.", exception);
        }
    }
}
