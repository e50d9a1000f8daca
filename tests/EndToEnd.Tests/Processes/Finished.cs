namespace EndToEnd.Tests.Processes;

/// <summary>How a child process ended.</summary>
internal sealed record Finished(int ExitCode, string Out, string Error)
{
    public string All => $"exit code {ExitCode}\n--- out\n{Out}\n--- error\n{Error}";

    /// <summary>What a user must find after a mistake: what, which, what next; the right exit code; no stack trace.</summary>
    public Finished AssertMistake(int exitCode, params string[] parts)
    {
        Assert.True(ExitCode == exitCode, All);
        foreach (var part in parts)
            Assert.True(Error.Contains(part, StringComparison.Ordinal), $"'{part}' is not in: {All}");
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }

    public Finished AssertSuccess()
    {
        Assert.True(ExitCode == 0, All);
        return this;
    }
}
