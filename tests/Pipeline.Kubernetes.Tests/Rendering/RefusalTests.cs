using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Tests.Rendering;

public sealed class RefusalTests
{
    public static TheoryData<string> Cases => [.. CaseFile.Refused.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_can_not_be_rendered_says_what_is_wrong_and_where(string name)
    {
        var item = CaseFile.Refused.Single(x => x.Name == name);
        using var overlay = item.Write();

        var error = await Assert.ThrowsAsync<PipelineException>(() => KustomizeRenderer.RenderAsync(new RenderRequest(overlay.Root)));

        Assert.Equal(item.ErrorId, error.Code.Id);
        Assert.NotEmpty(item.ErrorTexts);
        Assert.All(item.ErrorTexts, x => Assert.Contains(x, error.Message));
        Assert.Contains(overlay.Root, error.Message);
    }
}
