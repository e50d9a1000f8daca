using Pipeline.Errors;
using Pipeline.Workflows.Rehearsing;

namespace Pipeline.Workflows.Tests.Rehearsing;

public sealed class ExpressionTests
{
    private static readonly ExpressionScope s_scope = new()
    {
        Values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["github.ref"] = "refs/heads/main", ["github.event_name"] = "push", ["matrix.part"] = "2" },
        Complete = ["env."],
    };

    [Theory]
    [InlineData("github.event_name == 'push' && github.ref == 'refs/heads/main'", true)]
    [InlineData("github.event_name == 'PUSH'", true)]
    [InlineData("github.event_name == 'pull_request' || github.ref != 'x'", true)]
    [InlineData("!(github.event_name == 'push')", false)]
    [InlineData("matrix.part == 2", true)]
    [InlineData("true && false || true", true)]
    [InlineData("startsWith(github.ref, 'refs/heads/') && !contains(github.ref, 'tag') && endsWith(github.ref, 'MAIN')", true)]
    [InlineData("env.UNSET == ''", true)]
    [InlineData("null == 0", true)]
    [InlineData("'it''s' == 'it''s'", true)]
    [InlineData("${{ !cancelled() }}", true)]
    [InlineData("failure()", false)]
    public void A_condition_is_decided_as_GitHub_does(string condition, bool expected) => Assert.Equal(expected, ExpressionReader.Holds(condition, s_scope));

    [Fact]
    public void After_a_failure_only_those_hold_that_ask_for_it()
    {
        var failed = s_scope with { HasFailed = true };

        Assert.False(ExpressionReader.Holds(null, failed));
        Assert.False(ExpressionReader.Holds("true", failed));
        Assert.False(ExpressionReader.Holds("success()", failed));
        Assert.True(ExpressionReader.Holds("always()", failed));
        Assert.True(ExpressionReader.Holds("!cancelled()", failed));
        Assert.True(ExpressionReader.Holds("failure() && github.event_name == 'push'", failed));
    }

    [Theory]
    [InlineData("a ${{ github.event_name }} b ${{ matrix.part }}${{ env.NO }}", "a push b 2")]
    [InlineData("${{ github.event_name == 'pull_request' && github.ref || 'other' }}", "other")]
    [InlineData("${{ 1.5 }} ${{ true }} ${{ null }}|", "1.5 true |")]
    [InlineData("nothing", "nothing")]
    public void A_text_is_filled_in(string text, string expected) => Assert.Equal(expected, ExpressionReader.Fill(text, s_scope));

    [Theory]
    [InlineData("secrets.KEY")]
    [InlineData("github.event.number")]
    [InlineData("fromJSON('{}')")]
    [InlineData("(true")]
    [InlineData("true true")]
    [InlineData("a ==")]
    [InlineData("'open")]
    [InlineData("a & b")]
    [InlineData("contains('a', 'b'")]
    [InlineData("==")]
    [InlineData("")]
    public void What_only_GitHub_knows_or_is_no_expression_is_refused(string text) =>
        Assert.Equal(WorkflowErrors.UnknownExpression, Assert.Throws<PipelineException>(() => ExpressionReader.Evaluate(text, s_scope)).Code);
}
