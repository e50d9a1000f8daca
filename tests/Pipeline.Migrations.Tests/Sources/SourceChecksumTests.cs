using FsCheck;
using FsCheck.Fluent;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Tests.Sources;

public sealed class SourceChecksumTests
{
    private const string Code = """
        using System;
        class M
        {
            string a = "x"; // says x
            int b = 1;      /* one */
        }
        """;

    private static readonly string[] s_tokens =
    [
        "class", "M1", "return", "a", "b_2", "@event", "1_000", "2.5e3", "0xFF", "(", ")", "{", "}", "[", "]", ";", ",", ".", "=", "+", "*", "<", ">", "?", ":", "!",
        "++", "--", "&&", "==", "=>", "??", "..",
        "\"text\"", "\"// no comment\"", "\"a\\\"b\"", "@\"c:\\\"", "@\"say \"\"it\"\"\"", "$\"{a} /* {b} */\"", "$\"{(a ? \"x\" : \"}\")}\"", "$@\"{a}\\\"", "@$\"{a}\"\"\"",
        "'c'", "'\\''", "'\"'", "'/'", "\"\"\"raw \"quoted\" // text\"\"\"", "$\"\"\"raw {a} {b}\"\"\"", "$$\"\"\"{ {{a}} }\"\"\"", "\"\"", "\"x\"u8", "é", "名前",
    ];

    private static readonly string[] s_trivia = [" ", "\t", "\n", "\r\n", "/* note */", "// to the end\n", "/* \" */", "// '\n", "/**/", " \n /* a\n b */ "];

    [Theory]
    [InlineData("string a = \"x\"; // says x", "string a = \"x\"; // says something else")]
    [InlineData("/* one */", "/* two\n lines */")]
    [InlineData("    int", "\t\t\n int")]
    [InlineData("class M\n{", "class M {")]
    public void Whitespace_and_comments_do_not_change_it(string part, string replacement)
    {
        var edited = Code.ReplaceLineEndings("\n").Replace(part, replacement, StringComparison.Ordinal);

        Assert.NotEqual(Code.ReplaceLineEndings("\n"), edited);
        Assert.Equal(SourceChecksum.Of(Code), SourceChecksum.Of(edited));
    }

    [Theory]
    [InlineData("\"x\"", "\"x \"")]
    [InlineData("\"x\"", "@\"x\"")]
    [InlineData("b = 1", "b = 2")]
    [InlineData("class M", "class m")]
    [InlineData("int b", "intb")]
    [InlineData("int b = 1;", "// int b = 1;")]
    public void A_change_of_the_code_changes_it(string part, string replacement)
    {
        Assert.NotEqual(SourceChecksum.Of(Code), SourceChecksum.Of(Code.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("x = --y;", "x = - -y;")]
    [InlineData("a != b", "a! = b")]
    [InlineData("#if DEBUG\nx();\n#endif", "#if !DEBUG\nx();\n#endif")]
    [InlineData("$\"{a  }\"", "$\"{a }\"")]
    [InlineData("\"\"\"\n  a\n  \"\"\"", "\"\"\"\n   a\n  \"\"\"")]
    public void What_only_looks_like_whitespace_counts(string left, string right) => Assert.NotEqual(SourceChecksum.Of(left), SourceChecksum.Of(right));

    [Theory]
    [InlineData("List<List<int>> a;", "List<List<int> > a;")]
    [InlineData("#pragma warning disable X // because\nx();", "#pragma warning disable X\nx();")]
    [InlineData("\uFEFFclass M;", "class M;")]
    [InlineData("a();\r\nb();\r\n", "a();\nb();\n")]
    [InlineData("#region don't\nx();\n#endregion", "#region don't\n\n  x(); // it's\n#endregion")]
    public void What_is_the_same_code_has_the_same_checksum(string left, string right) => Assert.Equal(SourceChecksum.Of(left), SourceChecksum.Of(right));

    [Fact]
    public void Trivia_between_any_tokens_does_not_change_it()
    {
        var tokens = Gen.ArrayOf(Gen.Elements(s_tokens));
        var trivia = Gen.ArrayOf(Gen.Elements(s_trivia));
        var sources = from code in tokens from left in trivia from right in trivia select (code, left, right);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(sources.ToArbitrary(), x => SourceChecksum.Of(Join(x.code, x.left)) == SourceChecksum.Of(Join(x.code, x.right))));
    }

    [Fact]
    public void A_changed_token_changes_it()
    {
        var cases =
            from code in Gen.NonEmptyListOf(Gen.Elements(s_tokens))
            from at in Gen.Choose(0, code.Count - 1)
            from other in Gen.Elements(s_tokens)
            where other != code[at]
            select (Before: code.ToArray(), After: code.Select((x, i) => i == at ? other : x).ToArray());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(cases.ToArbitrary(), x => SourceChecksum.Of(Join(x.Before, [])) != SourceChecksum.Of(Join(x.After, []))));
    }

    /// <summary>Each token on a line of its own, or with other trivia between.</summary>
    private static string Join(string[] tokens, string[] trivia) =>
        string.Concat(tokens.Select((x, i) => x + (trivia.Length == 0 ? "\n" : " " + trivia[i % trivia.Length])));
}
