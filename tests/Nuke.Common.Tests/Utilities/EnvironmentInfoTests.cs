using CommonTests.ProjectModel;
using Nuke.Common;
using Nuke.Common.IO;
using Assert = Xunit.Assert;

namespace CommonTests.Utilities;

/// <summary>What belongs to the whole process is changed by these tests alone, one after another.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;

[Collection(nameof(ProcessWide))]
public sealed class EnvironmentInfoTests
{
    private const string Name = "PIPELINE_TEST_VARIABLE";

    private enum Color
    {
        Red,
        Blue,
    }

    private static string? Configuration => null;

    [Fact]
    public void A_variable_is_set_read_converted_and_removed()
    {
        EnvironmentInfo.SetVariable(Name, 42);
        Assert.Equal("42", EnvironmentInfo.GetVariable(Name));
        Assert.Equal(42, EnvironmentInfo.GetVariable<int>(Name));
        Assert.Equal("42", EnvironmentInfo.Variables[Name]);
        Assert.True(EnvironmentInfo.HasVariable(Name));

        EnvironmentInfo.SetVariable(Name, "Red+Blue");
        Assert.Equal([Color.Red, Color.Blue], EnvironmentInfo.GetVariable<Color[]>(Name, '+'));
        EnvironmentInfo.SetVariable(Name, "/x");
        Assert.Equal("/x", EnvironmentInfo.GetVariable<AbsolutePath>(Name).ToString());

        EnvironmentInfo.RemoveVariable(Name);
        Assert.False(EnvironmentInfo.HasVariable(Name));
        Assert.Null(EnvironmentInfo.GetVariable(Name));
        Assert.Equal(0, EnvironmentInfo.GetVariable<int>(Name));
    }

    [Fact]
    public void Variables_in_text_are_expanded_on_unix()
    {
        if (EnvironmentInfo.IsWin)
            return;

        EnvironmentInfo.SetVariable(Name, "value");
        var home = EnvironmentInfo.GetVariable("HOME");

        Assert.Equal($"a/value.b/{"$"}", EnvironmentInfo.ExpandVariables($"a/${Name}.b/$"));
        Assert.Equal($"{home}/x~", EnvironmentInfo.ExpandVariables("~/x~"));
        Assert.Equal("plain", EnvironmentInfo.ExpandVariables("plain"));
        Assert.Equal("", EnvironmentInfo.ExpandVariables("$PIPELINE_TEST_NOT_SET"));
        EnvironmentInfo.RemoveVariable(Name);
    }

    [Fact]
    public void The_working_directory_is_switched_and_restored()
    {
        using var temporary = new TemporaryDirectory();
        var before = EnvironmentInfo.WorkingDirectory;

        using (AbsolutePath.Create(temporary.Path).SwitchWorkingDirectory())
            Assert.Equal(Path.GetFileName(temporary.Path), EnvironmentInfo.WorkingDirectory.Name);

        Assert.Equal(before, EnvironmentInfo.WorkingDirectory);
        Assert.Throws<ArgumentException>(() => (before / "not there").SwitchWorkingDirectory());
        EnvironmentInfo.WorkingDirectory = before;
    }

    [Fact]
    public void The_platform_is_one_of_its_kind()
    {
        Assert.Equal(OperatingSystem.IsWindows(), EnvironmentInfo.IsWin);
        Assert.NotEqual(EnvironmentInfo.IsWin, EnvironmentInfo.IsUnix);
        Assert.Equal(EnvironmentInfo.IsLinux, EnvironmentInfo.Platform == PlatformFamily.Linux);
        Assert.Equal(EnvironmentInfo.IsOsx, EnvironmentInfo.Platform == PlatformFamily.OSX);
        Assert.NotEqual(EnvironmentInfo.Is64Bit, EnvironmentInfo.Is32Bit);
        Assert.False(EnvironmentInfo.IsWsl && !EnvironmentInfo.IsLinux);
        Assert.Equal(".NETCoreApp", EnvironmentInfo.Framework.Identifier);
        Assert.Contains(EnvironmentInfo.Paths, Directory.Exists);
        Assert.True(Path.IsPathRooted(EnvironmentInfo.SpecialFolder(SpecialFolders.UserProfile)));
        Assert.Equal(Environment.NewLine, EnvironmentInfo.NewLine);
        Assert.Equal(Environment.MachineName, EnvironmentInfo.MachineName);
        Assert.Equal(EnvironmentInfo.IsArm64, System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64);
    }

    [Fact]
    public void Arguments_are_named_positional_and_converted()
    {
        var before = EnvironmentInfo.ArgumentParser;
        EnvironmentInfo.ArgumentParser = new ArgumentParser(["one", "2", "--configuration", "Debug", "--no-logo", "--numbers", "1", "2", "--list", "a+b"]);
        try
        {
            Assert.Equal(10, EnvironmentInfo.CommandLineArguments.Count);
            Assert.True(EnvironmentInfo.HasArgument("NoLogo"));
            Assert.True(EnvironmentInfo.HasArgument(() => Configuration));
            Assert.False(EnvironmentInfo.HasArgument("other"));
            Assert.Equal("Debug", EnvironmentInfo.GetNamedArgument(() => Configuration));
            Assert.Equal("Debug", EnvironmentInfo.GetNamedArgument<string>(() => (object)Configuration!));
            Assert.True(EnvironmentInfo.GetNamedArgument<bool>("NoLogo"));
            Assert.False(EnvironmentInfo.GetNamedArgument<bool>("other"));
            Assert.Equal([1, 2], EnvironmentInfo.GetNamedArgument<int[]>("numbers"));
            Assert.Equal(["a", "b"], EnvironmentInfo.GetNamedArgument<string[]>("list", '+'));
            Assert.Equal("one", EnvironmentInfo.GetPositionalArgument<string>(0));
            Assert.Equal(2, EnvironmentInfo.GetPositionalArgument<int>(-1));
            Assert.Null(EnvironmentInfo.GetPositionalArgument<string>(2));
            Assert.Equal(["one", "2"], EnvironmentInfo.GetAllPositionalArguments<string>());
            Assert.Contains("--configuration", Assert.ThrowsAny<Exception>(() => EnvironmentInfo.GetNamedArgument<int>("configuration")).Message, StringComparison.Ordinal);
        }
        finally
        {
            EnvironmentInfo.ArgumentParser = before;
        }
    }

    [Fact]
    public void A_command_line_is_split_at_spaces_outside_of_quotes()
        => Assert.Equal(["a b", "c'd", "--e", "", "f"], new ArgumentParser("\"a b\" c\\'d  --e '' f").Arguments);
}
