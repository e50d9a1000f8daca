using System.Linq.Expressions;
using Nuke.Common.Execution;

namespace CommonTests.Execution;

public sealed class RequirementTests
{
    private readonly string? _missing = Environment.GetEnvironmentVariable("NO_SUCH_VARIABLE");
    private readonly string _empty = "";
    private readonly string _text = "text";
    private readonly int? _number = 0;
    private readonly bool _no = Environment.TickCount64 < 0;

    [Fact]
    public void A_member_is_met_by_any_value_but_an_empty_text()
    {
        Assert.False(Require(() => _missing).IsMet());
        Assert.False(Require(() => _empty).IsMet());
        Assert.True(Require(() => _text).IsMet());
        Assert.True(Require(() => _number).IsMet());
    }

    [Fact]
    public void A_condition_is_met_when_it_holds()
    {
        Assert.False(Require(() => _no).IsMet());
        Assert.True(Require(() => !_no).IsMet());
    }

    [Fact]
    public void Only_a_requirement_that_is_nothing_but_a_member_has_one()
    {
        Assert.Equal("_text", Require(() => _text).Member?.Name);
        Assert.Equal("_number", Require(() => (object?)_number).Member?.Name);
        Assert.Null(Require(() => _text.Length > 2).Member);
    }

    [Fact]
    public void A_condition_is_written_as_in_the_build_file()
    {
        var local = "x";

        Assert.Equal("(_text.Length > 2) || !(_no)", Require(() => _text.Length > 2 || !_no).ToString());
        Assert.Equal("local == \"x\"", Require(() => local == "x").ToString());
    }

    private static Requirement Require<T>(Expression<Func<T>> expression) => new(expression);
}
