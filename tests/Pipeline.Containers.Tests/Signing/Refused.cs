using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Signing;

/// <summary>Asserts that something is refused with one error.</summary>
internal static class Refused
{
    public static PipelineException With(string id, Func<object> action)
    {
        var error = Assert.Throws<PipelineException>(action);
        Assert.Equal(id, error.Code.Id);
        return error;
    }

    public static async Task<PipelineException> WithAsync(string id, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<PipelineException>(action);
        Assert.Equal(id, error.Code.Id);
        return error;
    }
}
