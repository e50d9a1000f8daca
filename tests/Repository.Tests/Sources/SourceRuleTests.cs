namespace Repository.Tests.Sources;

public sealed class SourceRuleTests
{
    [Fact]
    public void Every_source_file_keeps_the_rules() =>
        Assert.Empty(Checkout.Files.Where(x => x.EndsWith(".cs", StringComparison.Ordinal) || x.EndsWith(".sh", StringComparison.Ordinal)).SelectMany(x => SourceRules.Violations(x, Checkout.Read(x))));

    [Theory]
    [InlineData("src/Pipeline.Secrets/Masking/Mask.cs", "namespace Pipeline.Secrets;\nclass Mask;\n", "Its folder asks for Pipeline.Secrets.Masking")]
    [InlineData("src/Pipeline.Secrets/Secret.cs", "namespace Pipeline.Secrets\n{\n    class Secret;\n}\n", "no file-scoped namespace")]
    [InlineData("src/Pipeline.Secrets/Utils/Secret.cs", "namespace Pipeline.Secrets.Utils;\nclass Secret;\n", "'Utils' says nothing")]
    [InlineData("src/Nuke.Common/Tool.cs", "namespace Nuke.Common;\nclass Tool;\n// TO" + "DO: write it\n", "line 3: 'TO" + "DO'")]
    [InlineData("tests/X.Tests/A.cs", "throw new NotImplemented" + "Exception();\n", "Finish it")]
    public void What_breaks_a_rule_is_reported_with_its_place(string file, string text, string expected)
    {
        var violation = Assert.Single(SourceRules.Violations(file, text));

        Assert.StartsWith(file, violation, StringComparison.Ordinal);
        Assert.Contains(expected, violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_long_is_reported()
    {
        var text = string.Concat(Enumerable.Repeat("\n", SourceRules.MaxLines + 1));

        Assert.Contains("Split it by concept", Assert.Single(SourceRules.Violations("tests/X.Tests/A.cs", text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Nuke.Common/Utilities/Strings.cs", "namespace Nuke.Common.Utilities;\nclass Strings;\n")]
    [InlineData("src/AgentKit.Server/Program.cs", "return 0;\n")]
    [InlineData("src/Pipeline.Secrets/AssemblyAttributes.cs", "[assembly: CLSCompliant(false)]\n")]
    [InlineData("tests/X.Tests/A.cs", "// A hackathon's todo list is no leftover.\n")]
    public void What_is_right_passes(string file, string text) => Assert.Empty(SourceRules.Violations(file, text));
}
