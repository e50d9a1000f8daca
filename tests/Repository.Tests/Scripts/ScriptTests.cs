using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Pipeline.Tests;

namespace Repository.Tests.Scripts;

public sealed partial class ScriptTests
{
    // .ci/run has no extension and is a script all the same.
    private static IEnumerable<string> ShellScripts => Checkout.Files.Where(x => x.EndsWith(".sh", StringComparison.Ordinal) || x == ".ci/run");

    [Fact]
    public void Shell_scripts_are_executable_and_end_on_the_first_failure()
    {
        var staged = Checkout.HasGit ? Checkout.Run("git", "ls-files", "--stage") : null;

        Assert.NotEmpty(ShellScripts);
        foreach (var file in ShellScripts)
        {
            Assert.StartsWith("#!/usr/bin/env bash\n", Checkout.Read(file), StringComparison.Ordinal);
            Assert.True(FailsFast().IsMatch(Checkout.Read(file)), $"{file} has no 'set -euo pipefail'.");
            // What git has decides what a clone gets; a file that was not added yet has its own mode.
            if (staged is not null && staged.Contains($"\t{file}\n", StringComparison.Ordinal))
                Assert.True(Regex.IsMatch(staged, $"^100755 .*\t{Regex.Escape(file)}$", RegexOptions.Multiline), $"{file} is not executable. Run: git update-index --chmod=+x {file}");
            else if (!OperatingSystem.IsWindows())
                Assert.True(File.GetUnixFileMode(Checkout.PathOf(file)).HasFlag(UnixFileMode.UserExecute), $"{file} is not executable. Run: chmod +x {file}");
        }
    }

    [RequiresTool("bash", "your system's package manager; on Windows it comes with Git")]
    public void Shell_scripts_can_be_parsed_by_bash() => Assert.All(ShellScripts, x => Assert.True(Checkout.Run("bash", "-n", x) is not null, $"bash -n {x} fails."));

    [Fact]
    public void Shell_scripts_have_Unix_line_ends() => Assert.All(ShellScripts, x => Assert.DoesNotContain('\r', File.ReadAllText(Checkout.PathOf(x))));

    // Windows PowerShell 5.1 reads a file without a byte order mark as ANSI.
    [Fact]
    public void The_PowerShell_script_is_in_ASCII() => Assert.True(Checkout.Read("build.ps1").All(char.IsAscii), "build.ps1 holds characters other than ASCII.");

    [Fact]
    public void The_PowerShell_script_can_be_parsed_by_PowerShell()
    {
        Parser.ParseFile(Checkout.PathOf("build.ps1"), out _, out var mistakes);

        Assert.Empty(mistakes.Select(x => $"line {x.Extent.StartLineNumber}: {x.Message}"));
    }

    [Fact]
    public void A_mistake_in_a_PowerShell_script_is_noticed()
    {
        Parser.ParseInput("if ($a) { b", out _, out var mistakes);

        Assert.NotEmpty(mistakes);
    }

    [GeneratedRegex(@"^set -euo pipefail$", RegexOptions.Multiline)]
    private static partial Regex FailsFast();
}
