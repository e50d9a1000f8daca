using System.Diagnostics;

namespace Pipeline.Containers.Tests.Signing;

/// <summary>OpenSSL as an independent signer and verifier, in a folder of its own.</summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("pipeline-openssl-").FullName;

    public string PathOf(string file) => Path.Combine(directory, file);

    public string Text(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, ReadOnlySpan<byte> content) => File.WriteAllBytes(PathOf(file), content);

    public void Write(string file, string content) => File.WriteAllText(PathOf(file), content);

    public void Run(params string[] arguments)
    {
        var (exitCode, output) = TryRun(arguments);
        Assert.True(exitCode == 0, output);
    }

    public (int ExitCode, string Output) TryRun(params string[] arguments) => Try("openssl", arguments);

    public (int ExitCode, string Output) TryScript(string file) => Try("bash", [file]);

    private (int ExitCode, string Output) Try(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
