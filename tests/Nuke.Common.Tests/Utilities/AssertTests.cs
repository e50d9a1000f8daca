using Nuke.Common;
using Pipeline.Errors;
using Check = Nuke.Common.Assert;
using Assert = Xunit.Assert;

namespace CommonTests.Utilities;

public sealed class AssertTests
{
    [Fact]
    public void What_was_asserted_is_named_in_the_error()
    {
        var answer = 41;
        string? nothing = null;
        int? number = null;
        List<int> items = [1, 2];

        Assert.Contains("answer == 42", Failure(() => Check.True(answer == 42)), StringComparison.Ordinal);
        Assert.Contains("answer == 41", Failure(() => Check.False(answer == 41)), StringComparison.Ordinal);
        Assert.Contains("nothing", Failure(() => nothing.NotNull()), StringComparison.Ordinal);
        Assert.Contains("number", Failure(() => number.NotNull()), StringComparison.Ordinal);
        Assert.Contains("\"\"", Failure(() => "".NotNullOrEmpty()), StringComparison.Ordinal);
        Assert.Contains("\" \"", Failure(() => " ".NotNullOrWhiteSpace()), StringComparison.Ordinal);
        Assert.Contains("2 items", Failure(() => Check.Empty(items)), StringComparison.Ordinal);
        Assert.Contains("items", Failure(() => Check.HasSingleItem(items)), StringComparison.Ordinal);
        Assert.Contains("length of 3", Failure(() => Check.Count(items, 3)), StringComparison.Ordinal);
        Assert.Contains("Array.Empty<int>()", Failure(() => Check.NotEmpty(Array.Empty<int>())), StringComparison.Ordinal);
        Assert.Contains("/no/file", Failure(() => Check.FileExists("/no/file")), StringComparison.Ordinal);
        Assert.Contains("/no/dir", Failure(() => Check.DirectoryExists("/no/dir")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_the_builds_own_stands_alone()
        => Assert.Equal("Why", Failure(() => Check.True(1 > 2, "Why")));

    [Fact]
    public void What_holds_is_returned()
    {
        Assert.Equal("x", "x".NotNull().NotNullOrEmpty().NotNullOrWhiteSpace());
        Assert.Equal(1, ((int?)1).NotNull());
        Check.True(true);
        Check.False(false);
        Check.NotEmpty([1]);
        Check.Empty(Array.Empty<int>());
        Check.HasSingleItem([1]);
        Check.FileExists(typeof(AssertTests).Assembly.Location);
        Check.DirectoryExists(Path.GetTempPath());
    }

    [Fact]
    public void Fail_carries_its_cause_and_an_id()
    {
        var cause = new InvalidOperationException();

        var error = Assert.Throws<PipelineException>(() => Check.Fail("Stop", cause));

        Assert.Equal(("Stop", "PIPE1000"), (error.Message, error.Code.Id));
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void An_action_is_retried_until_it_succeeds()
    {
        var attempts = 0;
        var cleanups = 0;
        var messages = new List<string>();

        ControlFlow.ExecuteWithRetry(
            () => Check.True(++attempts == 3, "not yet"),
            () => cleanups++,
            retryAttempts: 5,
            TimeSpan.FromMilliseconds(1),
            messages.Add);

        Assert.Equal((3, 3, 4), (attempts, cleanups, messages.Count));
        Assert.Contains("Attempt #1 failed with: not yet", messages);
    }

    [Fact]
    public void An_action_that_never_succeeds_fails_with_the_last_cause()
    {
        var error = Assert.Throws<PipelineException>(() => ControlFlow.ExecuteWithRetry(() => throw new InvalidOperationException("broken"), retryAttempts: 2));

        Assert.Equal("PIPE1006", error.Code.Id);
        Assert.Contains("broken", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public void Suppressed_errors_give_the_default()
    {
        ControlFlow.SuppressErrors(() => throw new InvalidOperationException());

        Assert.Equal(7, ControlFlow.SuppressErrors(int () => throw new InvalidOperationException(), 7, includeStackTrace: true));
        Assert.Equal(8, ControlFlow.SuppressErrors(() => 8, 7, logWarning: false));
        Assert.Empty(ControlFlow.SuppressErrors<int>(IEnumerable<int> () => throw new InvalidOperationException()));
        Assert.Throws<OperationCanceledException>(() => ControlFlow.SuppressErrors(() => throw new OperationCanceledException()));
#pragma warning disable CS0618 // The older forms still work.
        Assert.Throws<PipelineException>(() => ControlFlow.Fail("x"));
        Assert.Throws<ArgumentException>(() => ControlFlow.Assert(false, "x"));
#pragma warning restore CS0618
    }

    private static string Failure(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
