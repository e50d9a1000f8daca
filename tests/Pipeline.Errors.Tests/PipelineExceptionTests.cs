using System.Reflection;

namespace Pipeline.Errors.Tests;

public sealed class PipelineExceptionTests
{
    private static readonly ErrorCode Code = new("PIPE0000", "A title", "A cause", "A cure");

    [Fact]
    public void It_carries_its_declaration_and_message()
    {
        var inner = new InvalidOperationException("below");

        var error = new PipelineException(Code, "What, which, what next.", inner);

        Assert.Same(Code, error.Code);
        Assert.Equal("What, which, what next.", error.Message);
        Assert.Same(inner, error.InnerException);
    }

    [Fact]
    public void It_means_that_something_failed_unless_it_says_bad_usage()
    {
        Assert.Equal(1, new PipelineException(Code, "m").ExitCode);
        Assert.Equal(2, new PipelineException(Code, "m") { ExitCode = 2 }.ExitCode);
    }

    [Fact]
    public void A_code_prints_as_its_id() => Assert.Equal("PIPE0000: x", $"{Code}: x");

    [Fact]
    public void Codes_are_equal_by_value() => Assert.Equal(Code, Code with { });

    [Fact]
    public void Only_a_class_may_declare_codes()
    {
        var usage = typeof(ErrorCodesAttribute).GetCustomAttribute<AttributeUsageAttribute>()!;

        Assert.Equal(AttributeTargets.Class, usage.ValidOn);
    }
}
