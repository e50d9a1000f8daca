using Pipeline.Errors;

namespace Repository.Tests.Errors;

public sealed class TroubleshootingTests
{
    [Fact]
    public void The_page_is_up_to_date()
    {
        var rendered = Troubleshooting.Render(DeclaredError.All);
        var path = Checkout.PathOf(Troubleshooting.File);
        if (Environment.GetEnvironmentVariable("PIPELINE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, rendered);

        Assert.True(File.Exists(path) && Checkout.Read(Troubleshooting.File) == rendered, $"{Troubleshooting.File} is out of date. Run: PIPELINE_UPDATE_SNAPSHOTS=1 dotnet test tests/Repository.Tests --filter {nameof(TroubleshootingTests)}");
    }

    [Fact]
    public void Errors_stand_under_their_project_in_the_order_of_their_ids()
    {
        DeclaredError[] errors =
        [
            new(new ErrorCode("PIPE5002", "Second", "B.", "Do b."), "Pipeline.Secrets", "S", IsMarked: true),
            new(new ErrorCode("PIPE5001", "First", "A.", "Do a."), "Pipeline.Secrets", "S", IsMarked: true),
            new(new ErrorCode("PIPE0001", "Target", "C.", "Do c."), "Pipeline.Engine", "E", IsMarked: true),
        ];

        var page = Troubleshooting.Render(errors);

        Assert.EndsWith("""

            ## Targets, parameters, caching, reports (`Pipeline.Engine`)

            ### PIPE0001: Target

            C.

            **What to do:** Do c.

            ## Secrets (`Pipeline.Secrets`)

            ### PIPE5001: First

            A.

            **What to do:** Do a.

            ### PIPE5002: Second

            B.

            **What to do:** Do b.

            """.ReplaceLineEndings("\n"), page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Markdown_would_take_for_markup_is_escaped_outside_of_code()
    {
        DeclaredError[] errors = [new(new ErrorCode("PIPE5001", "A Secret is ***", "Execute<Build> and `Execute<Build>`.", "Write [[]."), "Pipeline.Secrets", "S", IsMarked: true)];

        var page = Troubleshooting.Render(errors);

        Assert.Contains(@"A Secret is \*\*\*", page, StringComparison.Ordinal);
        Assert.Contains(@"Execute\<Build> and `Execute<Build>`.", page, StringComparison.Ordinal);
        Assert.Contains(@"Write \[\[\].", page, StringComparison.Ordinal);
    }
}
