namespace Pipeline.Cli.Tests;

/// <summary>How a call of the command ended.</summary>
internal sealed record Finished(int ExitCode, string Out, string Error)
{
    private string All => $"exit code {ExitCode}\n--- out\n{Out}\n--- error\n{Error}";

    public Finished AssertSuccess()
    {
        Assert.True(ExitCode == 0, All);
        return this;
    }

    /// <summary>What a user must find after a mistake: the id, what, which, what next; the right exit code; no stack trace.</summary>
    public Finished AssertMistake(int exitCode, params string[] parts)
    {
        Assert.True(ExitCode == exitCode, All);
        foreach (var part in parts)
            Assert.True(Error.Contains(part, StringComparison.Ordinal), $"'{part}' is not in: {All}");
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }
}
