using Pipeline.Embedded.MongoDB.Tests.Running;
using Xunit.Abstractions;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>MongoDB's own driver test cases, held against the server by the official driver.</summary>
public sealed class SpecificationTests(SpecificationServer server, ITestOutputHelper output) : IClassFixture<SpecificationServer>
{
    private const double RequiredPercent = 95;

    /// <summary>Those that are run. What the server need not meet, and what is skipped, is told by the summary, with reasons.</summary>
    public static TheoryData<string> Cases =>
        [.. SpecificationSource.Cases.Where(x => x.Value.NotApplicableTo(SpecificationSource.Facts) is null && SpecificationSkips.ReasonFor(x.Value) is null).Select(x => x.Key)];

    [SpecificationTheory]
    [MemberData(nameof(Cases))]
    public async Task Passes(string test)
    {
        output.WriteLine($"against {SpecificationSource.ServerName}");

        var failure = await server.ResultOfAsync(SpecificationSource.Cases[test]);

        if (failure is not null)
            throw new SpecificationFailedException($"{failure.Message} (against {SpecificationSource.ServerName})", failure);
    }

    [SpecificationFact]
    public async Task At_least_95_percent_of_the_cases_that_the_server_must_meet_pass()
    {
        var summary = new SpecificationSummary();
        foreach (var test in SpecificationSource.Cases.Values)
        {
            if (test.NotApplicableTo(server.Connection.Facts) is { } unmet)
                summary.NotApplicable(test, unmet);
            else if (SpecificationSkips.ReasonFor(test) is { } reason)
                summary.Skipped(test, reason);
            else
                summary.Ran(test, await server.ResultOfAsync(test));
        }

        var text = summary.ToString();
        output.WriteLine(text);
        Assert.True(summary.PassedPercent >= RequiredPercent, text);
    }

    [SpecificationFact]
    public async Task No_skip_is_stale()
    {
        var stale = new List<string>();
        foreach (var skip in SpecificationSkips.All)
        {
            var covered = SpecificationSource.Cases.Values.Where(x => skip.Covers(x) && x.NotApplicableTo(server.Connection.Facts) is null).ToList();
            if (covered.Count == 0)
                stale.Add($"{skip.File}: {skip.Description} is no case that the server must meet.");
            foreach (var test in covered)
            {
                if (await server.ResultOfAsync(test) is null)
                    stale.Add($"{test} passes, and is skipped because: {skip.Reason}");
            }
        }

        Assert.Empty(stale);
    }

    [SpecificationFact]
    public void The_server_is_what_the_requirements_of_the_cases_were_compared_with()
    {
        var facts = server.Ask();

        Assert.Equal(SpecificationSource.Facts.Version.Major, facts.Version.Major);
        Assert.Equal(SpecificationSource.Facts.Version.Minor, facts.Version.Minor);
        Assert.Equal(SpecificationSource.Facts.Topology, facts.Topology);
    }
}
